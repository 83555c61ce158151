"""The real program on a pseudo terminal, as a shell would start it, with all it writes kept for looking at."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import threading
import time
from pathlib import Path

PATIENCE = 60.0
"""Seconds until a test gives up waiting; a guard against hanging, not a measure."""
_START = "import sys; from freelance_comm.entry import main; sys.exit(main())"


class Terminal:
    """One run of the program. ``code`` is Python to run in the place of the plain start."""

    def __init__(
        self,
        root: Path,
        environ: dict[str, str] | None = None,
        *,
        size: tuple[int, int] = (100, 30),
        code: str = _START,
    ) -> None:
        self.written = b""
        words = [sys.executable, "-c", code, "--data-dir", str(root), "--now", "2026-11-20T12:05:00Z"]
        self.terminal, self._other = pty.openpty()
        self.modes = termios.tcgetattr(self._other)
        self.resize(*size)
        self.process = os.fork()
        if self.process == 0:
            os.close(self.terminal)
            os.login_tty(self._other)
            os.execve(
                words[0], words, {**os.environ, "TERM": "xterm-256color", "PYTHONWARNINGS": "", **(environ or {})}
            )

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size; the program is told by a signal."""
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def read_until(self, word: str) -> None:
        """Read what the program writes until ``word`` is among it."""
        deadline = time.monotonic() + PATIENCE
        while word.encode() not in self.written:
            assert time.monotonic() < deadline, f"no {word!r} in {self.written[-3000:]!r}"
            if not self._read(0.2):
                break
        assert word.encode() in self.written, self.written[-3000:]

    def read_for(self, seconds: float) -> None:
        """Read what comes within some time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._read(0.05):
            continue

    def send(self, text: str | bytes) -> None:
        """Strike keys."""
        os.write(self.terminal, text.encode() if isinstance(text, str) else text)

    def paste(self, text: str) -> None:
        """Paste as a terminal does, while what the program writes is read: it would wait for that."""
        data = b"\x1b[200~" + text.encode() + b"\x1b[201~"

        def feed() -> None:
            place = 0
            while place < len(data):
                place += os.write(self.terminal, data[place : place + 65_536])

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        while feeder.is_alive():
            self._read(0.05)

    def close(self) -> None:
        """Close the window."""
        os.close(self._other)
        os.close(self.terminal)

    def end(self) -> int:
        """Read until the program has ended and return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self._read(0.05)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                break
            assert time.monotonic() < deadline, f"it does not end: {self.written[-2000:]!r}"
        while self._read(0.05, wait=False):
            continue
        return os.waitstatus_to_exitcode(status)

    def restored(self) -> bool:
        """Say whether the terminal is as it was: its modes, the usual screen, a cursor, no mouse, no marked pastes."""
        said = self.written
        undone = all(
            said.rfind(end) > said.rfind(begin)
            for begin, end in (
                (b"\x1b[?1049h", b"\x1b[?1049l"),
                (b"\x1b[?25l", b"\x1b[?25h"),
                (b"\x1b[?1000h", b"\x1b[?1000l"),
                (b"\x1b[?2004h", b"\x1b[?2004l"),
            )
        )
        return undone and termios.tcgetattr(self._other) == self.modes

    def _read(self, seconds: float, *, wait: bool = True) -> bool:
        """Read what is there; say whether more may come."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return wait
        try:
            piece = os.read(self.terminal, 65536)
        except OSError:
            return False  # Linux says EIO when the other side is gone
        self.written += piece
        return bool(piece)
