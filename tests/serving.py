"""Starts `serve` as a process of its own and ends it in an orderly way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds that the server has to end; a guard against hanging."""


class Served:
    """A running server: its link, its port, and once it has ended its exit code and what it wrote to stderr."""

    def __init__(self, link: str, port: int) -> None:
        self.link = link
        self.port = port
        self.code: int | None = None
        self.err = ""


@contextmanager
def served(root: Path, now: str, lang: str = "en") -> Iterator[Served]:
    """Serve the screen of the data in ``root`` at the moment ``now``."""
    words = [sys.executable, "-m", "freelance_comm", "--data-dir", str(root), "--now", now, "--lang", lang]
    with subprocess.Popen(
        [*words, "--json", "serve"],
        env=dict(os.environ),
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        while not said.endswith("}\n"):
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            said += line
        found = json.loads(said)
        server = Served(found["link"], found["port"])
        try:
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            server.err = process.communicate(timeout=PATIENCE)[1]
            server.code = process.returncode
