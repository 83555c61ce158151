"""Undo on the screen: one key from any page, never out of a field, and it says what it undid."""

from __future__ import annotations

import pytest

from freelance_comm.services import clients, projects, timelog, undoing
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import translator
from freelance_comm.tui.project_page import ProjectPage
from freelance_comm.tui.stage_page import StagePage
from tests.tui.conftest import Open, Screen


def names(desk: Desk) -> list[str]:
    return [client.name for client in desk.reader.clients()]


@pytest.mark.parametrize("key", ["ctrl+z", "ctrl+я"])
async def test_the_key_undoes_the_last_change_from_any_page_and_says_what_it_was(
    desk: Desk, cli: Desk, open_screen: Open, key: str
) -> None:
    async with open_screen(desk) as screen:
        for page in ((), ("t",), ("v",)):
            await screen.press(*page)
            clients.add_client(cli, "Ana")
            await screen.press(key)
            assert names(cli) == []
            assert screen.said == "Undone – client added: Ana"
            if page:
                await screen.press("escape")


@pytest.mark.parametrize("key", ["u", "г"])
async def test_u_undoes_where_a_page_has_no_other_use_for_it(
    desk: Desk, cli: Desk, open_screen: Open, key: str
) -> None:
    clients.add_client(cli, "Ana")
    async with open_screen(desk) as screen:
        await screen.press("t", key)
        assert names(cli) == []


async def test_what_was_done_on_the_screen_is_one_step_and_comes_from_there(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana")
    projects.add_project(desk, "Landing page", client_text=client.ref)
    async with open_screen(desk) as screen:
        await screen.press("t", "a")
        await screen.write("landing 30min sketches")
        await screen.press("enter")
        assert len(timelog.last_entries(desk)) == 1
        assert undoing.recent_changes(desk)[0].owner == "tui"
        await screen.press("ctrl+z")
        assert timelog.last_entries(desk) == ()
        assert screen.said == "Undone – time entry added: sketches · Landing page"
        assert "sketches" not in screen.ledger.plain_text()


async def test_what_was_said_of_an_undo_goes_with_the_next_change(desk: Desk, open_screen: Open) -> None:
    clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text="Ana")
    async with open_screen(desk) as screen:
        screen.app.push_screen(StagePage(project.id, "contact"))
        await screen.settle()
        for need, undone in (("to sell more", True), ("to be found", False)):
            await screen.press("down", "enter")
            await screen.write(need)
            await screen.press("enter")
            assert "Undone" not in screen.said
            if undone:
                await screen.press("ctrl+z")
                assert "Undone" in screen.said


async def test_ctrl_y_and_the_palette_do_it_again(desk: Desk, cli: Desk, open_screen: Open) -> None:
    clients.add_client(cli, "Ana")
    async with open_screen(desk) as screen:
        await screen.press("ctrl+z", "ctrl+y")
        assert names(cli) == ["Ana"]
        assert screen.said == "Redone – client added: Ana"
        await screen.press("ctrl+z", "ctrl+p")
        await screen.write("redo")
        await screen.press("enter")
        await screen.until(lambda: names(cli) == ["Ana"])
        await screen.press("ctrl+p")
        await screen.write("undo")
        await screen.press("enter")
        await screen.until(lambda: names(cli) == [])


async def test_while_one_types_the_key_belongs_to_the_field(desk: Desk, cli: Desk, open_screen: Open) -> None:
    clients.add_client(cli, "Ana")

    async def typed(screen: Screen, *keys: str) -> None:
        await screen.press(*keys)
        await screen.write("u")
        await screen.press("ctrl+z", "ctrl+y")
        assert names(cli) == ["Ana"]

    async with open_screen(desk) as screen:
        await typed(screen, "g")  # a line over a list
        await screen.press("escape", "escape")
        await typed(screen, "c")  # a form
    async with open_screen(desk) as screen:
        await typed(screen, "l")  # a question


async def test_ctrl_z_in_a_letter_takes_back_what_was_typed_there(sample: Desk, open_screen: Open) -> None:
    from textual.widgets import TextArea

    async with open_screen(sample) as screen:
        before = undoing.recent_changes(sample)
        await screen.press("r")
        field = screen.app.focused
        assert isinstance(field, TextArea)
        text = field.text
        await screen.press("Z")
        assert field.text != text
        await screen.press("ctrl+z")
        assert field.text == text
        assert undoing.recent_changes(sample) == before


async def test_what_cannot_be_undone_is_said_and_nothing_changes(desk: Desk, cli: Desk, open_screen: Open) -> None:
    client = clients.add_client(cli, "Ana")
    projects.add_project(cli, "Site", client_text=client.ref)
    async with open_screen(desk) as screen:
        await screen.press("ctrl+z")
        projects.add_project(cli, "Shop", client_text=client.ref)
        clients.change_client(cli, client, client.but(notes="kind"))
        (cli.workspace.root / ".state" / "journal").unlink()
        await screen.press("ctrl+z")
        assert "There is nothing to undo." in screen.said
        assert len(projects.list_projects(cli)) == 1


async def test_hostile_names_stand_in_the_notice_as_they_are(desk: Desk, cli: Desk, open_screen: Open) -> None:
    for name in ("[/]", "[bold]x[/bold]", "C:\\[a]", "[@click=app.quit]x[/]"):
        clients.add_client(cli, name)
        async with open_screen(desk) as screen:
            await screen.press("ctrl+z")
            assert f"client added: {name}" in screen.said
            assert f"client added: {name}" in screen.text()


async def test_undo_is_named_in_help_and_palette(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (110, 60)) as screen:
        await screen.press("question_mark")
        assert any(line.split()[:2] == ["ctrl+z", "undo"] for line in screen.ledger.plain_text().split("\n") if line)


@pytest.mark.fault("B08")
async def test_a_client_is_removed_with_everything_after_a_question_and_comes_back(
    sample: Desk, open_screen: Open
) -> None:
    from freelance_comm.tui.client_page import ClientPage
    from tests.unit.store.sample import content

    root = sample.workspace.root
    before = content(root)
    client = next(one for one in sample.reader.clients() if _projects(sample, one.id))
    async with open_screen(sample) as screen:
        screen.app.push_screen(ClientPage(client.id))
        await screen.settle()
        page = screen.app.page
        assert page is not None
        await screen.app.run_action("remove", page)
        await screen.settle()
        assert f"Remove {client.name}?" in screen.text()
        assert "project" in screen.text()
        assert content(root) == before
        await screen.press("x")
        await screen.until(lambda: client.name not in names(sample))
        assert _projects(sample, client.id) == []
        await screen.settle()
        await screen.press("ctrl+z")
        assert content(root) == before


def _projects(desk: Desk, client_id: int) -> list[int]:
    return [one.project.id for one in desk.reader.summaries(closed=True) if one.project.client_id == client_id]


def key_line(screen: Screen) -> str:
    """Return the last line of the screen."""
    return screen.text().rstrip().splitlines()[-1]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_key_is_shown_while_there_is_something_to_take_back(
    size: tuple[int, int], desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    async with open_screen(desk, size) as screen:
        screen.app.push_screen(StagePage(project.id, "contact"))
        await screen.settle()
        before = key_line(screen)
        assert "undo" not in before
        await screen.press("a")
        await screen.write("a booking form")
        await screen.press("enter", "escape")
        assert "ctrl+z undo   esc back   ? keys" in key_line(screen)
        assert key_line(screen).split("   ")[:2] == before.split("   ")[:2]
        await screen.press("escape")
        assert "ctrl+z undo" in key_line(screen)
        await screen.press("ctrl+z")
        assert "undo" not in key_line(screen)
        await screen.press("ctrl+y")
        assert "ctrl+z undo" in key_line(screen)


async def test_where_the_page_s_own_keys_leave_no_room_the_answer_names_the_key_once(
    desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    desk.tr = translator("uk")
    async with open_screen(desk, (60, 20)) as screen:
        screen.app.push_screen(StagePage(project.id, "contact"))
        await screen.settle()
        before = key_line(screen)
        for words, named in (("a booking form", True), ("a gallery", False)):
            await screen.press("a")
            await screen.write(words)
            await screen.press("enter", "escape")
            assert key_line(screen) == before
            assert ("ctrl+z скасує." in screen.text()) is named
            screen.app.page.say("")  # type: ignore[union-attr]


async def test_the_third_key_of_a_page_keeps_its_room_beside_the_one_that_takes_back(
    desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    desk.tr = translator("fr")
    async with open_screen(desk, (80, 24)) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        assert "f avancer   d lettres   échap" in key_line(screen)
        await screen.press("e", "x", "f2")
        assert "f avancer  d lettres  ctrl+z annuler  échap retour  ? touches" in key_line(screen)
        lines = screen.text().split("\n")
        await screen.pilot.click(offset=(lines[-1].index("d lettres"), len(lines) - 1))
        await screen.settle()
        assert "Première lettre" in screen.text()


async def test_what_somebody_did_elsewhere_is_not_offered_to_be_taken_back(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        clients.add_client(cli, "Ana")
        await screen.press("t", "escape")
        assert "undo" not in key_line(screen)
