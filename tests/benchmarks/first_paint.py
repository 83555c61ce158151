"""How long until a screen is there: from the start of the process to the bytes that put a given word on the terminal.

Both programs run on a terminal of their own (a pty of 100 by 30), started the same way, and are stopped as soon as
their word has been written. The word is one that only the data can bring: the last row of the minimal program's table,
the first item of Today in ours, so that an empty frame counts for neither.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter

from tests.benchmarks.clockwork import Timed

ROWS, COLUMNS = 30, 100
PATIENCE = 20.0
"""Seconds after which a word is not waited for any longer."""

MINIMAL = """
from textual.app import App, ComposeResult
from textual.widgets import DataTable


class Minimal(App):
    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("due", "who", "what")
        for number in range(12):
            table.add_row(f"{number} hr left", f"Client {number}", f"Row{number:02}")


Minimal().run()
"""
MINIMAL_WORD = "Row11"


def painting(words: Sequence[str], environ: Mapping[str, str], word: str) -> Timed:
    """Return a timer of how long a program takes to write ``word`` on its terminal."""

    def timed(number: int) -> float:
        begun = perf_counter()
        process, terminal = pty.fork()
        if process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(words[0], list(words), dict(environ))
        try:
            written = _read_until(terminal, word.encode(), begun + PATIENCE)
            took = perf_counter() - begun
        finally:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(terminal)
        if word.encode() not in written:
            raise RuntimeError(f"{words} never wrote {word!r}; it wrote {written[-2000:]!r}")
        return took

    return timed


def _read_until(terminal: int, word: bytes, deadline: float) -> bytes:
    written = b""
    while word not in written and (left := deadline - perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError as error:
                if error.errno == errno.EIO:  # the program has ended
                    return written
                raise
            written += piece
    return written
