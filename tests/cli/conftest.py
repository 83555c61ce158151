"""Runs commands in this process, as a person would type them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freelance_comm import cli

NOW = "2026-03-12T10:00:00Z"


class Answer:
    """What a command said: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def data(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


class Shell:
    """One data folder and one moment; ``run`` takes a command line without the program's name."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.now = NOW
        self._capsys = capsys

    def try_(self, line: str, *more: str) -> Answer:
        """Run a command and return whatever it says."""
        words = [*shlex.split(line), *more]
        code = cli.main(["--data-dir", str(self.folder), "--now", self.now, *words])
        captured = self._capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    def run(self, line: str, *more: str) -> Answer:
        """Run a command that must succeed."""
        answer = self.try_(line, *more)
        assert answer.code == 0, f"{line}: {answer.code}\n{answer.err}"
        assert "error:" not in answer.err
        return answer


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell on an empty data folder."""
    return Shell(tmp_path / "data", capsys)


@pytest.fixture
def project(shell: Shell) -> Callable[[], Shell]:
    """A shell with the client Ana Petrescu and her project Landing page."""

    def make() -> Shell:
        shell.run("profile set --name 'Ilinca Marin' --currency EUR --zone Europe/Bucharest")
        shell.run("client add 'Ana Petrescu' --language ro --address-as 'doamnă Petrescu' --email ana@petrescu.example")
        shell.run("project add 'Landing page' --client Ana")
        return shell

    return make


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A shell of this machine, named by the test (``indirect``)."""
    if shutil.which(request.param) is None:
        if os.environ.get("CI") or os.environ.get("SERVERS_REQUIRED"):
            pytest.fail(f"{request.param} is not installed, and where CI runs it has to be")
        pytest.skip(f"{request.param} is not installed here")
    return str(request.param)
