"""The command line on an empty folder, in this process or in one of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.faults.process import NOW, Command


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands in this process, on an empty data folder, at noon in Berlin."""
    made = Shell(tmp_path / "data", capsys)
    made.now = NOW
    return made


@pytest.fixture
def menu(shell: Shell) -> Shell:
    """A shell in Berlin with the client Ana and her project Menu."""
    shell.run("profile set --name Mia --zone Europe/Berlin --currency EUR")
    shell.run("client add Ana --email ana@petrescu.example")
    shell.run("project add Menu --client Ana")
    return shell


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """The command as a process of its own, in an empty home."""
    home = tmp_path / "home"
    home.mkdir()
    return Command(home)


@pytest.fixture
def working(command: Command) -> Command:
    """The command in a home where Ana has the project Menu."""
    command.done("client", "add", "Ana", "--email", "ana@petrescu.example")
    command.done("project", "add", "Menu", "--client", "Ana")
    return command
