"""Bash's line is parted as bash parts it, and no text that is written back is more than one word."""

from __future__ import annotations

import shlex
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.cli.shell_words import typed, written

BREAKS = " \t\n\"'@><=;|&(:"
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)


@pytest.mark.parametrize(
    ("line", "before", "current", "settled"),
    [
        ("", (), "", 0),
        ("f ", ("f",), "", 0),
        ("f  tr", ("f",), "tr", 0),
        ("f a\\ b", ("f",), "a b", 0),
        ("f 'a b", ("f",), "a b", 0),
        ('f "a \\$b', ("f",), "a $b", 0),
        ("f --x=y", ("f",), "--x=y", 4),
        ("f --x\\=y", ("f",), "--x=y", 0),
        ("f --x='y", ("f",), "--x=y", 4),
        ("f '' ", ("f", ""), "", 0),
        ("a; f b", ("f",), "b", 0),
        ("f Зе", ("f",), "Зе", 0),
    ],
)
def test_a_line_is_parted_into_words(line: str, before: tuple[str, ...], current: str, settled: int) -> None:
    found = typed(line, BREAKS)
    assert (found.before, found.current, found.settled) == (before, current, settled)


def test_an_open_quotation_is_told() -> None:
    assert [typed(line, BREAKS).quote for line in ("f 'a", 'f "a', "f 'a'", "f a")] == ["'", '"', "", ""]


@given(TEXT)
def test_what_is_written_is_one_word_and_the_same(text: str) -> None:
    for quote in ("", "'"):  # shlex keeps backslashes that bash takes away; see below for the other quotation
        line = f"f {quote}{written(text, quote)}{quote}"
        assert shlex.split(line) == ["f", *([text] if text or quote else [])]


@given(TEXT.filter(bool), st.sampled_from(["", "'"]))
def test_what_was_written_is_read_again(text: str, quote: str) -> None:
    found = typed(f"f {quote}{written(text, quote)}", "")
    assert (found.before, found.current) == (("f",), text)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed here")
@settings(max_examples=40, deadline=None)
@given(TEXT.filter(bool), st.sampled_from(["", "'", '"']))
def test_bash_reads_what_was_meant(text: str, quote: str) -> None:
    line = f"printf %s {quote}{written(text, quote)}{quote}"
    done = subprocess.run(
        [str(shutil.which("bash")), "-c", line],
        capture_output=True,
        env={"PATH": "/nonexistent", "LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert done.stdout.decode() == text
