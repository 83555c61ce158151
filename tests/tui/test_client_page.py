"""A client's card on the screen: what is open stands on top with its key; two cards are made one with a key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from freelance_comm.domain.message import Direction
from freelance_comm.services import checklist, clients, messages, projects, promises
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.project_page import ProjectPage
from tests.tui.conftest import NOW, Open, make_desk


@pytest.fixture
def ana(desk: Desk) -> int:
    """Ana with a project, a need, a promise and a message that waits; Bogdan with a project. Return Ana's id."""
    client = clients.add_client(desk, "Ana Petrescu", likes="tango")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    projects.set_facts(desk, project, {"core_problem": "nobody finds the opening hours"})
    checklist.add_step(desk, project, "the photographs", theirs=True)
    promises.add_promise(desk, "the booking form", project_text=project.ref, due=NOW + timedelta(hours=2))
    messages.log(desk, Direction.IN, client.ref, at=NOW - timedelta(hours=2), excerpt="Could we move the launch?")
    other = clients.add_client(desk, "Bogdan")
    projects.add_project(desk, "Shop", client_text=other.ref)
    return client.id


async def test_the_card_shows_what_is_open_with_this_client_and_nothing_of_others(
    ana: int, desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        said = screen.ledger.plain_text()
        for words in ("Could we move the launch?", "nobody finds the opening hours", "the photographs", "tango"):
            assert words in said
        assert "Shop" not in said
        assert "Bogdan" not in said


async def test_a_promise_on_the_card_is_kept_with_its_key(ana: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("k")
        assert "Kept" in screen.said
        assert promises.list_promises(desk) == ()
        await screen.press("k")
        assert "Nothing is promised to them." in screen.said


async def test_a_line_of_the_card_opens_its_project(ana: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("down", "enter")
        assert isinstance(screen.app.screen, ProjectPage)


async def test_what_a_new_client_lacks_is_named_with_the_key_that_adds_it(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana")
    desk.tr = translator("fr")
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(client.id))
        await screen.settle()
        lines = screen.text().splitlines()
        lacks = {"Aucun pour l’instant.": "j nouveau projet", "Personne n’est noté.": "a ajouter un contact"}
        for words, key in lacks.items():
            assert [line.rstrip().endswith(key) for line in lines if words in line] == [True]
        await screen.press("j")
        assert isinstance(screen.app.screen, FormPage)


async def test_two_cards_become_one_after_a_preview_and_the_one_in_sight_stays(
    ana: int, desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("m")
        await screen.write("Bogdan")
        await screen.press("enter")
        assert "Make Bogdan part of Ana Petrescu?" in screen.text()
        await screen.press("y")
        assert "Bogdan is now part of Ana Petrescu." in screen.said
        assert screen.app.page is not None
        assert screen.app.page.heading.text[0] == "Ana Petrescu"
        assert "Shop" in screen.ledger.plain_text()
        assert "Could we move the launch?" in screen.ledger.plain_text()
        await screen.press("ctrl+z")
        assert {one.name for one in desk.reader.clients()} == {"Ana Petrescu", "Bogdan"}


async def test_esc_before_the_yes_merges_nothing(ana: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("m")
        await screen.write("Bogdan")
        await screen.press("enter", "escape")
        assert len(desk.reader.clients()) == 2


async def test_the_card_in_sight_is_not_among_those_to_merge_it_with(ana: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("m")
        assert [row.cells[0].text for row in screen.ledger.rows if row.id] == ["Bogdan"]


@pytest.mark.parametrize("locale", interface_locales())
def test_the_names_of_the_parts_fit_the_margin_in_every_language(locale: str, root: Path) -> None:
    from freelance_comm.demo import build
    from freelance_comm.services.focus_parts import parts
    from freelance_comm.tui.client_rows import LABEL

    desk = make_desk(root, locale=locale)
    build(desk.workspace, locale, NOW)
    titles = {part.title for client in desk.reader.clients() for part in parts(desk, client)}
    assert len(titles) >= 5
    assert {title: told for title in titles if cell_len(told := desk.tr.gettext(title)) >= LABEL} == {}


async def test_unsaved_text_about_a_merged_card_goes_on_with_the_client_that_stays(
    ana: int, desk: Desk, open_screen: Open
) -> None:
    from freelance_comm.services import joining
    from freelance_comm.tui.form_page import FormPage

    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ClientPage(ana))
        await screen.settle()
        await screen.press("e")
        await screen.write(" and sons")
        await screen.press("escape", "escape")
        joining.join(desk, clients.client_by_id(desk, ana), clients.find_client(desk, "Bogdan"))
        assert screen.app.page is not None
        screen.app.page.reload()
        await screen.settle()
        assert screen.ledger.first_doing("take_up") is not None
        await screen.press("u")
        assert isinstance(screen.app.screen, FormPage)
        assert "and sons" in screen.text()
