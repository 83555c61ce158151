"""On a terminal lines end between words; in a pipe, and where something is to be copied, they stay as they are."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from freelance_comm.cli.columns import cell_width
from freelance_comm.cli.wrapping import folded, rows_folded

NOW = "2026-03-12T10:00:00Z"


def said(words: list[str], home: Path, width: int = 0) -> str:
    """Return what a command on the sample data says to a terminal of ``width`` cells, or to a pipe."""
    command = [sys.executable, "-m", "freelance_comm", "--demo", "--now", NOW, *words]
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    if not width:
        done = subprocess.run(
            command, env=env, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False
        )
        return done.stdout.decode()
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with subprocess.Popen(command, env=env, cwd=home, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        read = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when nobody writes any more
                break
            if not piece:
                break
            read += piece
    os.close(ours)
    return read.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("language", ["ro", "ru"])
@pytest.mark.parametrize("line", ["deadline show P-2026-001", "stage quote", "project list", "track add nobody 1h"])
def test_a_terminal_gets_the_words_of_the_pipe_in_lines_that_fit(tmp_path: Path, language: str, line: str) -> None:
    words = ["--lang", language, *line.split()]
    whole, broken = said(words, tmp_path), said(words, tmp_path, 60)
    assert max(map(cell_width, whole.split("\n"))) > 60
    assert max(map(cell_width, broken.split("\n"))) <= 60
    assert broken.split() == whole.split()


def test_a_letter_keeps_its_lines_on_a_terminal(tmp_path: Path) -> None:
    words = ["--lang", "en", "draft", "P-2026-001", "--built-in"]
    letter = max(said(words, tmp_path).split("\n"), key=cell_width)
    assert cell_width(letter) > 40
    assert letter in said(words, tmp_path, 40).split("\n")


def test_what_goes_on_stands_under_the_text() -> None:
    assert folded("  – Alle Schritte sind getan.", 20) == "  – Alle Schritte\n    sind getan."
    assert folded("error: No project is called so.", 24, hang=7) == "error: No project is\n       called so."
    assert folded("Promise Tue 21 April or later.", 20) == "Promise Tue 21 April\n  or later."


def test_wide_and_combining_characters_are_counted_as_they_are_drawn() -> None:
    assert folded("見積 東京 大阪", 10) == "見積 東京\n  大阪"
    assert folded("cafe\u0301 cafe\u0301", 9) == "cafe\u0301 cafe\u0301"


def test_a_command_is_never_parted() -> None:
    assert folded("Look with `freelance-comm payment open` once.", 24) == (
        "Look with\n  `freelance-comm payment open`\n  once."
    )
    assert folded("To go back: freelance-comm restore 'a b.zip'", 24) == (
        "To go back:\n  freelance-comm restore 'a b.zip'"
    )


def test_what_may_not_be_parted_stays_together() -> None:
    assert folded("a sum of 35\u202f000,00\u00a0₽", 12) == "a sum of\n  35\u202f000,00\u00a0₽"


def test_the_last_cell_goes_on_under_itself_or_below_the_row() -> None:
    rows = [("P-1", "Shop", "Note the day on which you spoke of it."), ("P-2", "Menu", "")]
    assert rows_folded(rows, 36) == [
        "P-1  Shop  Note the day on which you",
        "           spoke of it.",
        "P-2  Menu",
    ]
    assert rows_folded(rows, 25) == ["P-1  Shop", "    Note the day on which", "    you spoke of it.", "P-2  Menu"]
    assert rows_folded([("now", "Café", "→ log out C-2025-002")], 22) == ["now  Café", "    → log out C-2025-002"]
