"""Runs the program as somebody would on a terminal of a given width, and takes down the command and its answer."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.pictures.drawing import Picture, Run

COLOR, GROUND, PROMPT = "#e0e0e0", "#121212", "#57a5e2"
"""Those of the screen in its dark colours."""
_OVERWRITTEN, _ERASE = re.compile(r"[^\n]*\r"), "\x1b[K"
_PAUSE = 60.0
"""Seconds that a command may take; a guard against hanging, not a measure."""


def answered(
    title: str, lines: Sequence[str], *, columns: int, folder: Path, environment: Mapping[str, str]
) -> Picture:
    """Return a terminal on which the command lines ``lines`` were typed in ``folder``; each must succeed.

    The exit codes by which ``coach`` and ``remind`` tell what they found count as success.
    """
    rows: list[tuple[Run, ...]] = []
    for line in lines:
        if rows:
            rows.append(())
        rows.append(
            (
                Run(column=0, text="$", color=PROMPT, ground=GROUND, bold=True),
                Run(column=2, text=line, color=COLOR, ground=GROUND, bold=True),
            )
        )
        said = _typed(line, columns, folder, environment)
        rows += [(Run(column=0, text=text, color=COLOR, ground=GROUND),) if text else () for text in said]
    width = max([columns, *(run.column + len(run.text) for row in rows for run in row)])
    return Picture(title=title, columns=width, rows=tuple(rows), color=COLOR, ground=GROUND)


def _typed(line: str, columns: int, folder: Path, environment: Mapping[str, str]) -> list[str]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    with subprocess.Popen(
        ["/bin/sh", "-c", line],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, **environment},
    ) as running:
        os.close(theirs)
        said = _read(ours)
        code = running.wait(_PAUSE)
    os.close(ours)
    # How far slow work is, is written over what stood in the line, and in the end taken away.
    text = _OVERWRITTEN.sub("", said.decode("utf-8").replace("\r\n", "\n")).replace(_ERASE, "").rstrip("\n")
    assert code in (0, 10, 20), f"{line}: {code}\n{text}"
    return text.splitlines()


def _read(terminal: int) -> bytes:
    """Return all that comes until the other end is closed, which Linux tells as an error."""
    taken = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            return taken
        if not part:
            return taken
        taken += part
