"""However the program ends (asked, closed terminal, killed, a defect), what was typed is offered the next time."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import time
from pathlib import Path

import pytest
from textual.message_pump import MessagePump
from textual.widget import Widget

from freelance_comm.services import clients, removing
from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui import kept as kept_module
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.kept import WRITE_AFTER
from freelance_comm.tui.page import Page
from freelance_comm.tui.report_page import ReportPage
from freelance_comm.tui.stage_page import StagePage
from freelance_comm.tui.text_areas import PlainArea
from tests.tui.conftest import Open, Screen, make_desk
from tests.tui.forms_of_all_kinds import FORMS, LETTERS, LINES, build, line_of, page_of
from tests.tui.terminal import PATIENCE, Terminal

TYPED = "Zwischenablage"


def first_text_field(page: MessagePump) -> Widget:
    """Return the first field of a page into which letters go."""
    assert isinstance(page, Page)
    body = [area for area in page.query(PlainArea) if area.id == "body"]
    return body[0] if body else next(one for one in page.query(".field") if isinstance(one, LineField | PlainArea))


def waited_for(process: int) -> int:
    """Return the exit code of a process that has lost its terminal."""
    deadline = time.monotonic() + PATIENCE
    while (found := os.waitpid(process, os.WNOHANG)) == (0, 0):
        assert time.monotonic() < deadline, "it outlives its terminal"
        time.sleep(0.05)
    return os.waitstatus_to_exitcode(found[1])


def kept_texts(desk: Desk) -> list[str]:
    """Return every text that waits to be taken up again."""
    return [text for one in all_unfinished(desk) for text in one.texts.values()]


def half_filled(root: Path) -> Terminal:
    """Start the program and type half a form."""
    terminal = Terminal(root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    return terminal


def offered_again(root: Path) -> None:
    """Start the program once more: it shows what was left, and enter leads back into it."""
    again = Terminal(root)
    again.read_until("Unsaved text")
    again.send("\r")
    again.read_until("Ana Petrescu")
    again.send("\x11")
    assert again.end() == 0
    assert b"Traceback" not in again.written


@pytest.mark.fault("U01")
@pytest.mark.parametrize(("name", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_with_the_terminal_restored_and_the_text_offered_again(
    name: signal.Signals, code: int, desk: Desk
) -> None:
    terminal = half_filled(desk.workspace.root)
    os.kill(terminal.process, name)
    assert terminal.end() == code
    assert terminal.restored()
    assert b"Traceback" not in terminal.written
    assert kept_texts(desk) == ["Ana Petrescu"]
    offered_again(desk.workspace.root)


@pytest.mark.fault("U01")
def test_a_terminal_that_is_closed_ends_the_program_and_keeps_the_text(desk: Desk) -> None:
    terminal = half_filled(desk.workspace.root)
    terminal.close()
    assert waited_for(terminal.process) in (129, -signal.SIGHUP)
    assert kept_texts(desk) == ["Ana Petrescu"]


@pytest.mark.fault("U01")
def test_a_terminal_that_is_closed_without_a_signal_ends_the_program_too(desk: Desk) -> None:
    deaf = (
        "import sys, signal\nfrom freelance_comm.tui import app\nreal = app.FreelanceApp.on_mount\n"
        "def on_mount(self):\n    real(self)\n    import asyncio\n"
        "    asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)\n"
        "    signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "app.FreelanceApp.on_mount = on_mount\n"
        "from freelance_comm.entry import main; sys.exit(main())"
    )
    terminal = Terminal(desk.workspace.root, code=deaf)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    terminal.close()
    assert waited_for(terminal.process) == 129
    assert kept_texts(desk) == ["Ana Petrescu"]


@pytest.mark.fault("U01")
def test_a_program_that_is_killed_offers_what_was_typed_two_seconds_before(desk: Desk) -> None:
    terminal = half_filled(desk.workspace.root)
    deadline = time.monotonic() + PATIENCE
    while "Ana Petrescu" not in kept_texts(desk):
        assert time.monotonic() < deadline, "nothing is kept"
        time.sleep(0.05)
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    offered_again(desk.workspace.root)


@pytest.mark.fault("U01")
def test_typing_on_never_puts_the_writing_down_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert WRITE_AFTER <= 2
    monkeypatch.setattr(kept_module, "WRITE_AFTER", 0.05)
    kept = kept_module.Kept(desk)
    deadline = time.monotonic() + PATIENCE
    count = 0
    while not kept_texts(desk):
        assert time.monotonic() < deadline, "typing without a pause is never written down"
        kept.keep("client-new", "New client", {"name": f"Ana {(count := count + 1)}"})
        time.sleep(0.005)
    kept.flush()
    assert kept_texts(desk) == [f"Ana {count}"]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write down sooner than usual: so many kinds need not wait a second each."""
    monkeypatch.setattr(kept_module, "WRITE_AFTER", 0.05)


async def left_behind(root: Path, copy: Path) -> Desk:
    """Return a desk on a copy of what is on the disk this moment: all that a kill would leave."""
    shutil.copytree(root, copy)
    return make_desk(copy)


async def taken_up(screen: Screen) -> str:
    """Go into the unsaved text that Today offers, and return what then stands on the screen."""
    row = next(row for row in screen.ledger.rows if row.id.startswith("unfinished:"))
    screen.ledger.go_to(row.id)
    await screen.press("enter")
    return screen.text()


@pytest.mark.fault("U01")
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("kind", [*FORMS, *LETTERS])
async def test_half_a_form_of_every_kind_survives_a_kill_and_is_taken_up_where_it_was(
    kind: str, desk: Desk, root: Path, tmp_path: Path, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk, (100, 60)) as screen:
        page = page_of(kind, desk)
        screen.app.push_screen(page)
        await screen.settle()
        first_text_field(page).focus()
        await screen.write(TYPED)
        await screen.until(lambda: any(TYPED in text for text in kept_texts(desk)))
        after = await left_behind(root, tmp_path / "after")
    async with open_screen(after, (100, 60)) as again:
        assert TYPED in await taken_up(again)
        assert isinstance(again.app.screen, type(page))


@pytest.mark.fault("U01")
@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("kind", LINES)
async def test_an_unsent_line_of_every_kind_survives_a_kill_and_stands_there_again(
    kind: str, desk: Desk, root: Path, tmp_path: Path, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk, (100, 60)) as screen:
        if kind == "period":
            screen.app.push_screen(page_of("report", desk))
            await screen.settle()
        page = screen.app.page
        assert page is not None
        page.go(line_of(kind, page))
        await screen.settle()
        assert isinstance(screen.app.screen, AskLine)
        await screen.write(TYPED)
        await screen.until(lambda: any(TYPED in text for text in kept_texts(desk)))
        after = await left_behind(root, tmp_path / "after")
    async with open_screen(after, (100, 60)) as again:
        shown = await taken_up(again)
        if TYPED not in shown:
            assert isinstance(again.app.screen, StagePage | ReportPage)  # where the key that asks for it is
            again.app.screen.go(line_of(kind, again.app.screen))
            await again.settle()
            assert TYPED in again.text()


@pytest.mark.fault("U01")
async def test_text_whose_record_is_gone_by_then_is_offered_all_the_same(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        screen.app.push_screen(page_of("client", desk))
        await screen.settle()
        await screen.write(TYPED)
        await screen.press("escape")
        removing.remove_client(cli, client)
        assert TYPED in await taken_up(screen)
        await screen.press("c")
        assert TYPED in screen.app.clipboard


# -- a defect ----------------------------------------------------------------------------------------------------------

BROKEN = """
import sys
from freelance_comm.tui.fields import LineField
def broken(self):
    raise RuntimeError("the inner workings of a defect")
LineField.action_end = broken
from freelance_comm.entry import main
sys.exit(main())
"""


@pytest.mark.fault("U02")
def test_a_defect_on_the_screen_ends_in_a_short_message_with_the_text_kept_and_the_rest_in_the_log(desk: Desk) -> None:
    root = desk.workspace.root
    terminal = Terminal(root, code=BROKEN)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    terminal.send("\x1b[F")
    assert terminal.end() == 1
    assert terminal.restored()
    said = terminal.written.rpartition(b"\x1b[?1049l")[2]
    assert said.count(b"error:") in range(1, 5)
    for private in (b"Traceback", b"RuntimeError", b"inner workings", b"LineField"):
        assert private not in terminal.written
    log = root / ".state" / "log"
    assert str(log).encode() in said
    assert "RuntimeError: the inner workings of a defect" in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert kept_texts(desk) == ["Ana Petrescu"]
    offered_again(root)


@pytest.mark.fault("U02")
@pytest.mark.parametrize("place", ["gather", "present"])
def test_a_defect_while_reading_or_drawing_a_page_ends_the_same_way(place: str, desk: Desk) -> None:
    code = (
        "import sys\nfrom freelance_comm.tui.time_log import TimePage\n"
        f"def broken(self, *_):\n    raise RuntimeError('a defect')\nTimePage.{place} = broken\n"
        "from freelance_comm.entry import main\nsys.exit(main())"
    )
    terminal = Terminal(desk.workspace.root, code=code)
    terminal.read_until("A clean desk")
    terminal.send("t")
    assert terminal.end() == 1
    assert terminal.restored()
    assert b"Traceback" not in terminal.written
    assert b"error:" in terminal.written


@pytest.mark.fault("U02")
def test_leaving_while_a_page_is_still_opening_is_no_defect(desk: Desk) -> None:
    leaving = (
        "import sys\nfrom freelance_comm.tui.form_page import FormPage\n"
        "def on_mount(self):\n    self.app.exit(0, return_code=0)\n    self.query_one('#taken-away-already')\n"
        "FormPage.on_mount = on_mount\n"
        "from freelance_comm.entry import main; sys.exit(main())"
    )
    terminal = Terminal(desk.workspace.root, code=leaving)
    terminal.read_until("A clean desk")
    terminal.send("c")
    assert terminal.end() == 0
    assert not (desk.workspace.root / ".state" / "log").exists()
