"""The command as a process of its own, with an environment, standard streams or a terminal as a test wants them."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

NOW = "2026-04-04T10:00:00Z"
"""A Saturday, noon in Berlin."""
PATIENCE = 60.0
"""Seconds until a process counts as hanging; a guard, not a measure."""
COMMAND = (sys.executable, "-c", "import sys; from freelance_comm.entry import main; sys.exit(main())")
CHECKOUT = str(Path(__file__).parents[2])


class Ended:
    """A process that has ended."""

    def __init__(self, code: int, raw_out: bytes, raw_err: bytes = b"") -> None:
        self.code = code
        self.raw_out = raw_out
        self.raw_err = raw_err

    @property
    def out(self) -> str:
        """Standard output, or all that came to the terminal."""
        return self.raw_out.decode("utf-8", "replace")

    @property
    def err(self) -> str:
        """Standard error."""
        return self.raw_err.decode("utf-8", "replace")


class Command:
    """The command on a home of its own; ``run`` starts it in a process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / ".local/share/freelance-comm"

    def environment(self, **more: str | None) -> dict[str, str]:
        """Return the environment of a process; ``None`` leaves a variable out."""
        plain: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": CHECKOUT,
            "FREELANCE_COMM_NOW": NOW,
            "FREELANCE_COMM_COACH": "words",
            **more,
        }
        return {name: value for name, value in plain.items() if value is not None}

    def run(
        self,
        *words: str | bytes,
        given: bytes | None = b"",
        start: Sequence[str] = COMMAND,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> Ended:
        """Run it to its end with ``given`` on standard input (``None``: closed)."""
        done = subprocess.run(
            [*start, *words],
            env=self.environment(**(env or {})),
            cwd=cwd or self.home,
            input=given,
            stdin=None if given is not None else subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def done(self, *words: str | bytes, env: Mapping[str, str | None] | None = None) -> Ended:
        """Run what must succeed."""
        ended = self.run(*words, env=env)
        assert ended.code == 0, ended.err
        return ended

    def shell(self, line: str, **more: str | None) -> Ended:
        """Run a line of bash in which ``fc`` is the command, as a person would type it."""
        quoted = " ".join(f"'{part}'" for part in COMMAND)
        script = f'fc() {{ {quoted} "$@"; }}\nset -o pipefail\n{line}'
        return self.run(start=("bash", "-c", script), env=more)

    def on_a_terminal(
        self, *words: str, answers: Sequence[str] = (), columns: int = 100, env: Mapping[str, str | None] | None = None
    ) -> Ended:
        """Run it on a terminal; each answer is typed after the program has waited for one."""
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        process = subprocess.Popen(
            [*COMMAND, *words],
            env=self.environment(**(env or {})),
            cwd=self.home,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        try:
            seen = talk(ours, list(answers))
            return Ended(process.wait(timeout=PATIENCE), seen)
        finally:
            os.close(ours)
            process.kill()
            process.wait()


def talk(ours: int, waiting: list[str]) -> bytes:
    """Return all that came to the terminal; a question is what ends in ``: ``, ``? `` or ``] `` and no line end."""
    seen, answered = b"", 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([ours], [], [], 0.2)
        if ready:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other side has hung up
                return seen
            if not part:
                return seen
            seen += part
        elif waiting and seen[answered:].endswith((b": ", b"? ", b"] ")):
            os.write(ours, waiting.pop(0).encode() + b"\n")
            answered = len(seen)
    raise AssertionError(f"the command hangs after saying:\n{seen.decode('utf-8', 'replace')}")
