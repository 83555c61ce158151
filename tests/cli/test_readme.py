"""What the README shows is what happens: its commands run in their order, from an empty home."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

README = Path(__file__).parents[2] / "README.md"
START = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
RUNS_ON = ("serve",)
"""Commands that run until somebody stops them."""
MAY_BE_DUE = ("remind", "coach draft.txt")


def commands() -> list[str]:
    """Return the command lines of the README that name the program, without comments, the walk first."""
    text = README.read_text(encoding="utf-8")
    start = text.index("## Walk a project")
    story = text[start:] + text[text.index("## Every day") : start]
    blocks = re.findall(r"```sh\n(.*?)```", story, flags=re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    typed = [line.removeprefix("freelance-comm ") for line in lines if line.startswith("freelance-comm ")]
    return [line for line in typed if not line.startswith(RUNS_ON)]


def test_every_command_of_the_readme_does_what_it_says(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = tmp_path / "bin" / "xclip"
    clipboard.parent.mkdir()
    clipboard.write_text("#!/bin/sh\ncat > /dev/null\n")
    clipboard.chmod(0o755)
    monkeypatch.setenv("PATH", f"{clipboard.parent}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "toggl.csv").write_text(
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
        "Ilinca,i@marin.example,,Website,,hero section,Yes,2026-03-09,09:00:00,2026-03-09,10:03:00,01:03:00,\n"
    )
    (tmp_path / "draft.txt").write_text("Hello Ana,\n\nHere are the pages.\n")
    shell.run("profile set --name 'Ilinca Marin' --currency EUR --zone Europe/Bucharest")
    ran = 0
    for line in commands():
        shell.now = (START + timedelta(minutes=3 * ran)).isoformat()
        answer = shell.try_(line)
        allowed = (0, 10, 20) if line.startswith(MAY_BE_DUE) else (0,)
        assert answer.code in allowed, f"{line}: {answer.code}\n{answer.err}"
        ran += 1
    assert ran > 35
