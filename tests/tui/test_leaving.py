"""Leaving: q, ctrl+c, ctrl+q and signals do what people expect, and unsaved text is kept each time."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.today import TodayPage
from tests.tui.conftest import Open

PATIENCE = 30.0


async def test_q_leaves_from_today(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("q")
        assert screen.app._exit
        assert screen.app.return_code == 0


async def test_escape_goes_back_to_today_and_stays_there(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("t", "escape", "escape", "escape")
        assert isinstance(screen.app.screen, TodayPage)
        assert screen.app.is_running


async def test_ctrl_c_copies_what_is_selected_and_leaves_when_nothing_is(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("shift+home", "ctrl+c")
        assert screen.app.clipboard == "Ana"
        assert not screen.app._exit
        await screen.press("end", "ctrl+c")
        assert screen.app._exit


async def test_ctrl_q_leaves_from_anywhere_and_keeps_what_was_typed(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("ctrl+q")
        assert screen.app._exit
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana"]


async def test_text_selected_with_the_mouse_can_be_copied(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        lines = screen.text().split("\n")
        y = next(number for number, line in enumerate(lines) if "Petrescu Café" in line)
        x = lines[y].index("Petrescu")
        await screen.pilot.mouse_down(offset=(x, y))
        await screen.pilot.hover(offset=(x + 13, y))
        await screen.pilot.mouse_up(offset=(x + 13, y))
        await screen.settle()
        assert screen.app.screen.get_selected_text() == "Petrescu Café"
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "Petrescu Café"
        assert screen.app.is_running


async def test_a_defect_in_a_page_writes_the_typed_text_down_before_anything_else(
    desk: Desk, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: LineField) -> None:
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        async with open_screen(desk) as screen:
            await screen.press("c")
            await screen.write("Ana")
            monkeypatch.setattr(LineField, "action_end", broken)
            await screen.press("end")
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana"]


# -- on a real terminal ----------------------------------------------------------------------------------------------


class Terminal:
    """The program on a pseudo terminal, as a shell would start it."""

    def __init__(self, root: Path, environ: dict[str, str] | None = None) -> None:
        self.written = b""
        words = [sys.executable, "-m", "freelance_comm", "--data-dir", str(root), "--now", "2026-11-20T12:05:00Z"]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.execve(
                words[0], words, {**os.environ, "TERM": "xterm-256color", "PYTHONWARNINGS": "", **(environ or {})}
            )

    def read_until(self, word: str) -> None:
        """Read what the program writes until ``word`` is among it."""
        deadline = time.monotonic() + PATIENCE
        while word.encode() not in self.written:
            assert time.monotonic() < deadline, f"no {word!r} in {self.written[-3000:]!r}"
            if not self._read(0.2):
                break
        assert word.encode() in self.written

    def send(self, text: str) -> None:
        """Strike keys."""
        os.write(self.terminal, text.encode())

    def end(self) -> int:
        """Read until the program has ended and return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(0.2):
            assert time.monotonic() < deadline, "it does not end"
        _process, status = os.waitpid(self.process, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status)

    def _read(self, seconds: float) -> bool:
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                piece = os.read(self.terminal, 65536)
            except OSError:
                return False  # Linux says EIO when the other side is gone
            self.written += piece
            return bool(piece)
        return True


@pytest.mark.parametrize(("name", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_with_the_terminal_restored_and_the_text_kept(
    name: signal.Signals, code: int, desk: Desk
) -> None:
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    os.kill(terminal.process, name)
    assert terminal.end() == code
    assert b"\x1b[?1049l" in terminal.written  # the other screen of the terminal is left
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana Petrescu"]


def test_no_escape_from_a_file_edited_by_hand_reaches_the_terminal(desk: Desk) -> None:
    from freelance_comm.services import clients, projects

    client = clients.add_client(desk, "HOSTILE")
    projects.add_project(desk, "HOSTILE job", client_text=client.ref)
    hostile = "\\u001b]0;owned\\u0007\\u009b31mRED\\u0008\\u001b]52;c;QUFB\\u0007"
    for path in desk.workspace.root.rglob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace("HOSTILE", hostile), encoding="utf-8")
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("RED")
    terminal.send("g")
    terminal.read_until("Projects")
    terminal.send("\r")
    terminal.read_until("Contact")
    terminal.send("\x11")
    assert terminal.end() == 0
    for forbidden in (b"\x1b]0;owned", b"\x9b31m", b"\x1b]52;c;QUFB", b"\x08", "\x9b".encode()):
        assert forbidden not in terminal.written


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"TEXTUAL_THEME": "textual-light"}])
def test_plain_terminals_and_other_colours_work(environ: dict[str, str], desk: Desk) -> None:
    terminal = Terminal(desk.workspace.root, environ)
    terminal.read_until("A clean desk")
    terminal.send("q")
    assert terminal.end() == 0


def test_a_terminal_that_is_closed_ends_the_program_and_keeps_the_text(desk: Desk) -> None:
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    os.close(terminal.terminal)
    deadline = time.monotonic() + PATIENCE
    while os.waitpid(terminal.process, os.WNOHANG) == (0, 0):
        assert time.monotonic() < deadline, "it outlives its terminal"
        time.sleep(0.05)
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana Petrescu"]


def test_a_program_that_is_killed_offers_what_was_typed_two_seconds_before(desk: Desk) -> None:
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    deadline = time.monotonic() + PATIENCE
    while not any(kept.texts["name"] == "Ana Petrescu" for kept in all_unfinished(desk)):
        assert time.monotonic() < deadline, "nothing is kept"
        time.sleep(0.05)
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    again = Terminal(desk.workspace.root)
    again.read_until("Unsaved text")
    again.send("q")
    assert again.end() == 0
