"""A real disk without room: the form says so and keeps the text, and works once there is room again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.services.setup import save_profile
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.writing import WritingPage
from tests.trials.disks import leave, small_disk
from tests.tui.conftest import ZONE, Open, make_desk
from tests.tui.forms_of_all_kinds import build, line_of, page_of, the_client, the_entry, the_project
from tests.tui.terminal import Terminal
from tests.tui.test_faults_conflicts import fill
from tests.tui.test_faults_endings import BROKEN


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    try:
        with small_disk(tmp_path / "disk") as where:
            yield where
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")


@pytest.fixture
def small(disk: Path) -> Desk:
    """A desk on the small disk, with a record of every kind."""
    from freelance_comm.domain.people import Profile, WorkingHours

    made = make_desk(disk / "data")
    save_profile(made, None, Profile(name="Ilinca", language="en", currency="EUR", hours=WorkingHours(zone=ZONE)))
    build(made)
    return made


def files(root: Path) -> dict[Path, bytes]:
    """Return the data files with what they hold, and everything left over anywhere."""
    return {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and (".state" not in path.parts or path.suffix == ".tmp")
    }


FIELDS = {"client": "notes", "contact": "role", "requirement": "text", "item": "description", "entry": "note"}


@pytest.mark.fault("F02")
@pytest.mark.parametrize("kind", FIELDS)
async def test_a_full_disk_is_told_in_the_form_and_the_text_is_saved_once_there_is_room(
    kind: str, small: Desk, disk: Path, open_screen: Open
) -> None:
    async with open_screen(small) as screen:
        page = page_of(kind, small)
        assert isinstance(page, FormPage)
        screen.app.push_screen(page)
        await screen.settle()
        fill(page, FIELDS[kind], "typed on a full disk")
        leave(disk, 0)
        before = files(small.workspace.root)
        await screen.press("f2")
        assert screen.app.screen is page
        assert "full" in screen.said
        assert "typed on a full disk" in screen.text()
        assert files(small.workspace.root) == before
        await screen.press("f2")  # once more makes nothing worse
        assert screen.app.screen is page
        (disk / "ballast").unlink()
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage), screen.text()
    stored = {
        "client": lambda: the_client(small).notes,
        "contact": lambda: the_client(small).contacts[0].role,
        "requirement": lambda: the_project(small).requirements[0].text,
        "item": lambda: the_project(small).quotes[0].options[0].items[0].description,
        "entry": lambda: the_entry(small).entry.note,
    }
    assert stored[kind]() == "typed on a full disk"


@pytest.mark.fault("F02")
async def test_a_full_disk_is_told_below_an_asked_line_and_the_line_stays(
    small: Desk, disk: Path, open_screen: Open
) -> None:
    async with open_screen(small) as screen:
        page = screen.app.page
        assert page is not None
        page.go(line_of("step", page))
        await screen.settle()
        await screen.write("on a full disk")
        leave(disk, 0)
        await screen.press("enter")
        assert isinstance(screen.app.screen, AskLine)
        assert "full" in screen.text()
        assert "on a full disk" in screen.text()
        (disk / "ballast").unlink()
        await screen.press("enter")
        assert not isinstance(screen.app.screen, AskLine)
    assert "on a full disk" in [step.text for step in the_project(small).steps]


@pytest.mark.fault("F02")
async def test_a_letter_that_cannot_be_written_to_the_disk_stays_on_the_page(
    small: Desk, disk: Path, open_screen: Open
) -> None:
    async with open_screen(small) as screen:
        screen.app.push_screen(page_of("reply", small))
        await screen.settle()
        await screen.write("My own words. ")
        leave(disk, 0)
        await screen.press("f2")
        screen.app.screen.query_one(LineField).value = str(disk / "answer.txt")
        await screen.press("enter")
        assert "full" in screen.text()
        assert not (disk / "answer.txt").exists()
        (disk / "ballast").unlink()
        await screen.press("enter")
        assert isinstance(screen.app.screen, WritingPage)
        assert "My own words." in screen.text()
    assert "My own words." in (disk / "answer.txt").read_text(encoding="utf-8")


@pytest.mark.fault("F18")
async def test_a_disk_too_full_for_unsaved_text_neither_stops_the_typing_nor_hides_the_save(
    desk: Desk, tmp_path: Path, open_screen: Open
) -> None:
    build(desk)
    drafts = desk.workspace.root / ".state" / "drafts"
    mounts = ExitStack()
    try:
        mounts.enter_context(small_disk(drafts, 8 * 4096))
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    with mounts:
        leave(drafts, 0)
        async with open_screen(desk) as screen:
            page = page_of("client", desk)
            assert isinstance(page, FormPage)
            screen.app.push_screen(page)
            await screen.settle()
            fill(page, "notes", "typed while drafts have no room")
            await screen.pilot.pause(1.5)
            assert not screen.said
            await screen.press("f2")
            assert not isinstance(screen.app.screen, FormPage), screen.text()
            assert the_client(desk).notes == "typed while drafts have no room"
            # and as soon as there is room, what is typed is kept without another key
            screen.app.push_screen(page_of("client", desk))
            await screen.settle()
            await screen.write("kept later ")
            await screen.pilot.pause(1.5)
            assert all_unfinished(desk) == ()
            (drafts / "ballast").unlink()
            await screen.until(lambda: bool(all_unfinished(desk)))


@pytest.mark.fault("F18")
def test_a_disk_too_full_for_the_log_still_lets_the_program_end_with_a_short_message(small: Desk, disk: Path) -> None:
    root = small.workspace.root
    terminal = Terminal(root, code=BROKEN)
    terminal.read_until("Petrescu")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana")
    terminal.read_until("Ana")
    leave(disk, 0)
    terminal.send("\x1b[F")
    assert terminal.end() == 1
    assert terminal.restored()
    assert b"error:" in terminal.written
    assert b"Traceback" not in terminal.written
    subprocess.run(["rm", str(disk / "ballast")], check=True)
    again = Terminal(root)
    again.read_until("Petrescu")
    again.send("q")
    assert again.end() == 0
