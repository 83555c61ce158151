"""Commands as a person types them, in this process or in one of their own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from freelance_comm.domain.record import Record

MAIN = "import sys; from freelance_comm.entry import main; sys.exit(main())"
NOW = "2026-03-02T10:00:00Z"


class Answer(Record):
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def proper(self) -> bool:
        """Whether the person can make something of it: one to four lines, each an error or a warning, no traceback."""
        lines = self.err.splitlines()
        told = all(line.startswith(("error:", "warning:")) for line in lines)
        return told and len(lines) <= 4 and bool(lines or not self.code) and "Traceback" not in self.err + self.out


def said(root: Path, *words: str, now: str = NOW) -> Answer:
    """Run a command in this process."""
    from freelance_comm.entry import main

    raw, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--data-dir", str(root), "--lang", "en", "--now", now, *words])
    return Answer(code=code, out=raw.getvalue().decode("utf-8"), err=err.getvalue())


def command(root: Path, *words: str, now: str = NOW) -> list[str]:
    """Return the command line of a process of its own."""
    return [sys.executable, "-c", MAIN, "--data-dir", str(root), "--lang", "en", "--now", now, *words]


def started(root: Path, *words: str, now: str = NOW, umask: int = -1) -> subprocess.Popen[str]:
    """Start a command in a process of its own, which hears Ctrl+C even where the tests themselves must not."""
    line = command(root, *words, now=now)
    return subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, umask=umask, preexec_fn=_hear_interrupts
    )


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(process: subprocess.Popen[str], seconds: float = 60) -> Answer:
    """Wait for the end of a command and return what it said."""
    out, err = process.communicate(timeout=seconds)
    return Answer(code=process.returncode, out=out, err=err)


def add_words(note: str, minutes: int = 30) -> tuple[str, ...]:
    """Return the words that write down time."""
    return (
        "track",
        "add",
        "--project",
        "Landing page",
        "--on",
        "2026-03-02",
        "--for",
        f"{minutes} min",
        "--note",
        note,
    )


def is_root() -> bool:
    """Whether file systems may be mounted here."""
    return os.geteuid() == 0
