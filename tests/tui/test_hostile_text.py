"""Names of clients are data: brackets appear as they are, escapes never reach the terminal, nothing is run."""

from __future__ import annotations

import pytest

from freelance_comm.domain.message import Direction
from freelance_comm.services import checklist, clients, messages, projects, promises, quoting, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.tui import plain
from tests.tui.conftest import NOW, Open, Screen

NAMES = ("[/", "[a='b]", "[@click=app.quit]x[/]")
MORE_NAMES = ("[/]", "[x]", "[bold]", "C:\\[a]", "C:\\")
"""In the long run only: `test_faults_hostile` has all kinds of them in every field."""
ESCAPES = "\x1b[31mred\x1b]0;title\x07\x9b5m\b\u202eback\x1b]52;c;AAAA\x07"


def fill(desk: Desk, name: str) -> int:
    """Write a client, a project and everything about them with ``name`` wherever text goes; return the project's id."""
    from datetime import date, timedelta
    from decimal import Decimal

    from freelance_comm.domain.people import Contact
    from freelance_comm.domain.quote import Unit

    contact = Contact(name=name, role=name)
    client = clients.add_client(desk, name, vocative=name, likes=name, notes=name, contacts=(contact,))
    project = projects.add_project(desk, name, client_text=client.ref)
    checklist.add_requirement(desk, project, name, said_by=name, said_on=date(2026, 11, 3))
    checklist.add_step(desk, project, name)
    quoting.add_item(desk, project, name, unit=Unit.FIXED, price=Decimal(100), done_by=name)
    promises.add_promise(desk, name, project_text=project.ref, due=NOW + timedelta(hours=2))
    messages.log(desk, Direction.IN, client.ref, at=NOW - timedelta(hours=2), subject=name, excerpt=name)
    timelog.add_entry(desk, project.ref, day=date(2026, 11, 19), seconds=Decimal(3600), note=name)
    timelog.start(desk, project.ref, name, at=NOW - timedelta(minutes=10))
    return project.id


async def every_page(screen: Screen, name: str = "") -> list[str]:
    """Go through the pages and return what each shows."""
    seen = [screen.text()]

    async def look(*keys: str) -> None:
        await screen.press(*keys)
        seen.append(screen.text())

    await look("w")
    await look("t")
    await look("enter")
    await look("escape", "escape", "v")
    await look("enter")
    await look("n")
    await look("enter")
    await look("escape", "escape")
    await look("escape", "ctrl+p")
    for char in name[:2]:
        await screen.pilot.press(char)
    await screen.until(lambda: name in screen.text())
    seen[-1] = screen.text()
    await look("escape", "r")
    await look("escape", "g")
    await look("enter")
    await look("question_mark")
    await look("escape", "d")
    await look("escape", "c")
    await look("e")
    await look("escape", "escape", "e")
    await look("escape", "s")
    for _stage in range(7):
        await look("escape", "home", *["down"] * (_stage + 1), "enter")
    return seen


@pytest.mark.fault("D01")
@pytest.mark.parametrize("name", [*NAMES, *MORE_NAMES])
async def test_a_name_full_of_markup_appears_as_it_is_on_every_page(
    name: str, long_run: bool, desk: Desk, open_screen: Open
) -> None:
    if name in MORE_NAMES and not long_run:
        pytest.skip("one of the names of the long run")
    fill(desk, name)
    async with open_screen(desk, (120, 50)) as screen:
        seen = await every_page(screen, name)
        showing = [page for page in seen if name in page]
        assert len(showing) >= len(seen), "\n=====\n".join(page for page in seen if name not in page)
        assert screen.app.is_running


@pytest.mark.fault("D01")
async def test_a_click_on_a_name_that_holds_an_action_runs_nothing(desk: Desk, open_screen: Open) -> None:
    fill(desk, "[@click=app.leave]x[/]")
    async with open_screen(desk, (120, 50)) as screen:
        lines = screen.text().split("\n")
        y = next(number for number, line in enumerate(lines) if "[@click=app.leave]" in line)
        await screen.pilot.click(offset=(lines[y].index("[@click") + 3, y))
        await screen.settle()
        assert screen.app.is_running
        assert screen.app.return_code is None


def test_nothing_that_could_reach_the_terminal_is_left_in_a_shown_line() -> None:
    for made in (plain.line(ESCAPES).plain, plain.block(ESCAPES).plain, plain.field_value(ESCAPES)):
        assert not [char for char in made if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 or char == "\u202e"]


@pytest.mark.fault("D02")
async def test_escapes_in_a_file_edited_by_hand_are_shown_on_no_page(desk: Desk, open_screen: Open) -> None:
    project_id = fill(desk, "HOSTILE")
    escaped = ESCAPES.encode("unicode_escape").decode().replace("\\x", "\\u00")
    for path in desk.workspace.root.rglob("*.json"):
        if "HOSTILE" in path.read_text(encoding="utf-8"):
            path.write_text(path.read_text(encoding="utf-8").replace("HOSTILE", escaped), encoding="utf-8")
    assert project_id
    async with open_screen(desk, (120, 50)) as screen:
        for page in await every_page(screen):
            wrong = [char for char in page if char != "\n" and (ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0)]
            assert wrong == []
            assert "\u202e" not in page
