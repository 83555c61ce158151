"""The manual page is that of the program as it is, and every reader of such pages takes it without a complaint."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from freelance_comm.cli.registry import COMMANDS, NAMES
from tests import manual


def test_the_manual_page_is_that_of_the_program() -> None:
    assert manual.PAGE.read_text(encoding="ascii") == manual.page(), "bring it in step with: python -m tests.reference"


def test_a_page_that_is_not_in_step_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.manual.COMMANDS", tuple((name, f"{told}, and more") for name, told in COMMANDS))
    assert manual.main(["check"]) == 1


def test_the_manual_page_has_the_usual_sections_and_every_command() -> None:
    text = manual.PAGE.read_text(encoding="ascii")
    assert re.findall(r'^\.SH "(.*)"', text, re.MULTILINE) == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS"),
        *("FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES", "SEE ALSO"),
    ]
    commands = text.partition('.SH "COMMANDS"')[2].partition('.SH "OPTIONS"')[0]
    assert sorted(re.findall(r'^\.B "(.*)"', commands, re.MULTILINE)) == sorted(NAMES)
    assert {"0", "2", "10", "20", "130"} <= set(re.findall(r'^\.B "(\d+)"', text, re.MULTILINE))
    assert "FREELANCE_COMM_DATA" in text


def said_by(*command: str) -> str:
    """Return what a program says against the page on both outputs; skips where it is not installed."""
    if shutil.which(command[0]) is None:
        if os.environ.get("CI") or os.environ.get("SERVERS_REQUIRED"):
            pytest.fail(f"{command[0]} is not installed, and where CI runs it has to be")
        pytest.skip(f"{command[0]} is not installed here")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_mandoc_finds_nothing_wrong() -> None:
    assert said_by("mandoc", "-T", "lint", str(manual.PAGE)) == ""


def test_groff_finds_nothing_wrong() -> None:
    assert said_by("groff", "-man", "-ww", "-z", "-T", "utf8", str(manual.PAGE)) == ""
