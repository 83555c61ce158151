"""The line for the prompt read by real shells from its file, without a program being started."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from freelance_comm import prompt_line
from freelance_comm.cli.prompt_code import SHELLS
from tests.cli.conftest import Shell

ASKED = "asked the program"


@pytest.fixture
def code(shell: Shell, name: str, tmp_path: Path) -> str:
    """The code of a workspace in a folder with a difficult name; the program is one that says it was asked."""
    shell.folder = tmp_path / "it's $HOME"
    shell.run("profile set --name Ilinca")
    return _printed(shell, name)


def _printed(shell: Shell, name: str) -> str:
    from freelance_comm import cli

    assert cli.main(["--data-dir", str(shell.folder), "remind", "--shell", name]) == 0
    return shell._capsys.readouterr().out


def write(folder: Path, *segments: tuple[int, str], since: int = 0) -> None:
    """Put a line in its place, written a moment after everything else."""
    later = time.time() + 60
    text = prompt_line.compose(fingerprint="x", language="y", since=since, segments=segments)
    place = Path(prompt_line.path(str(folder)))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    os.utime(place, (later, later))


def shown(name: str, code: str) -> str:
    """Return the line that a shell shows when nothing but its own means and a pretended program are there."""
    script = (
        f'freelance-comm() {{ echo {ASKED!r} "$#"; }}\n{code}\nfreelance_comm_line\nprintf %s "$FREELANCE_COMM_LINE"'
    )
    words = [str(shutil.which(name)), *(["--norc"] if name == "bash" else ["-f"]), "-c", script]
    done = subprocess.run(
        words, env={"PATH": "/nonexistent"}, capture_output=True, text=True, check=False, timeout=60, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.stdout


def now() -> int:
    return int(time.time())


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_the_line_of_the_hour_is_shown(shell: Shell, name: str, code: str) -> None:
    write(
        shell.folder, (now() - 60, "gone"), (now() + 900, "1 late · «Зерно» `date` $(date) %n"), (now() + 999, "later")
    )
    assert shown(name, code) == "1 late · «Зерно» `date` $(date) %n"


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_an_empty_line_shows_nothing_and_asks_nobody(shell: Shell, name: str, code: str) -> None:
    write(shell.folder, (now() + 900, ""))
    assert shown(name, code) == ""


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_a_line_that_says_nothing_about_now_asks_the_program(shell: Shell, name: str, code: str) -> None:
    write(shell.folder, (now() - 60, "gone"))
    assert shown(name, code).startswith(ASKED)
    write(shell.folder, (now() + 900, "of tomorrow"), since=now() + 500)
    assert shown(name, code).startswith(ASKED)


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_without_the_file_the_program_is_asked(name: str, code: str) -> None:
    assert shown(name, code).startswith(ASKED)


@pytest.mark.parametrize("changed", ["", "projects", "messages", "time", "clients.json", "workspace.json"])
@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_what_was_saved_after_the_line_was_written_asks_the_program(
    shell: Shell, name: str, code: str, changed: str
) -> None:
    write(shell.folder, (now() + 900, "stale"))
    place = shell.folder / changed
    if not place.exists():
        place.mkdir()
    os.utime(place, (now() + 120, now() + 120))
    assert shown(name, code).startswith(ASKED)


@pytest.mark.parametrize("content", ["", "\n", "x\n", "1\n", "1\tx\ty\n", "2\t0\ty\tz\n99999999999\tother format\n"])
@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_a_damaged_file_asks_the_program(shell: Shell, name: str, code: str, content: str) -> None:
    write(shell.folder)
    place = Path(prompt_line.path(str(shell.folder)))
    place.write_text(content, "utf-8")
    os.utime(place, (now() + 60, now() + 60))
    assert shown(name, code).startswith(ASKED)


@pytest.mark.parametrize("line", ["remind --shell bash", "--demo remind --shell bash"])
def test_sample_data_and_a_fixed_clock_have_no_line(shell: Shell, line: str) -> None:
    answer = shell.try_(line)
    assert answer.code == 2
    assert "fixed clock" in answer.err
