"""Plots on the command line: as lines of text, with a sentence that says the same, and as data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def quoted(project: Callable[[], Shell]) -> Shell:
    """A shell with ten quoted hours, four of them used."""
    shell = project()
    shell.run("quote item Landing Design --hours 10 --price 50")
    shell.run("quote send Landing")
    shell.run("quote accept Landing")
    shell.run("track add Landing 4h 2026-03-10")
    return shell


def test_the_quoted_hours_are_drawn_and_told(quoted: Shell) -> None:
    lines = quoted.run("project hours Landing").out.splitlines()
    assert lines[0] == "40% of the 10 hr quoted are used: 4 hr."
    assert lines[-2].startswith("Mon 9 Mar  ▒▒")
    assert lines[-2].endswith("40%  4 hr")
    assert lines[-1] == "█ used before   ▒ in that week   │ quoted"


def test_the_quoted_hours_are_data_too(quoted: Shell) -> None:
    found = quoted.run("project hours Landing --json").data
    assert found["project"] == "P-2026-001"
    assert [(one["first"], one["until"]) for one in found["lines"]] == [("2026-03-09", "14400")]


def test_without_quoted_hours_the_command_says_so(project: Callable[[], Shell]) -> None:
    answer = project().try_("project hours Landing")
    assert answer.code == 3
    assert answer.err.startswith("error: No hours are quoted for ")


def test_a_timeline_is_drawn_and_told(quoted: Shell) -> None:
    quoted.run("log in Ana 2026-03-11 10:00 hello")
    said = quoted.run("client timeline Ana").out
    assert said.startswith("Work together: ")
    assert "They wrote" in said
    assert "✓ done   × late   ○ later, or open   │ today" in said
    assert "begins" in said.splitlines()[-1]


def test_a_timeline_is_the_same_for_programs_in_every_language(quoted: Shell) -> None:
    english = quoted.run("client timeline Ana --json").data
    assert quoted.run("client timeline Ana --json --lang fr").data == english
    assert english["events"][-1]["kind"] == "Project"


def test_reply_times_are_drawn_against_the_target(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("log in Ana 2026-03-10 10:00 hello")
    shell.run("log out Ana 2026-03-10 14:00 hello")
    lines = shell.run("replies").out.splitlines()
    (month,) = (line for line in lines if line.startswith("Mar 2026"))
    bar = month[len("Mar 2026  ") :]
    assert bar.startswith("█" * 10 + " ")
    assert bar.index("│") == 19
    assert "█ half within   ▒ nine in ten within   │ the target" in lines
