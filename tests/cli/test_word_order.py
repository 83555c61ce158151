"""Words and options in any order: what people type after an option is not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    "line",
    [
        "log in Ana --at '2026-03-11 14:10' moving the launch",
        "log in --at '2026-03-11 14:10' Ana moving the launch",
        "log in Ana moving --at='2026-03-11 14:10' the launch",
        "log in Ana 2026-03-11 14:10 moving --channel phone the launch",
    ],
)
def test_the_words_of_a_message_stand_on_both_sides_of_options(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    shell.run(line)
    (clock,) = shell.run("log list --json").data["i_owe"]
    assert (clock["message"]["at"], clock["message"]["excerpt"]) == ("2026-03-11T12:10:00Z", "moving the launch")


@pytest.mark.parametrize(
    "line",
    [
        "track add Landing --for 2h design of the hero",
        "track add --for 2h Landing design of the hero",
        "track add -pLanding --for 2h design of the hero",
        "track add Landing design of --for=2h --tag x the hero",
    ],
)
def test_the_words_of_a_note_stand_on_both_sides_of_options(project: Callable[[], Shell], line: str) -> None:
    shell = project()
    shell.run(line)
    (entry,) = shell.run("track list --json").data
    assert (entry["seconds"], entry["note"]) == ("7200", "design of the hero")


def test_after_two_hyphens_everything_is_a_word(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("track add Landing --for 2h -- --note is a word")
    assert [entry["note"] for entry in shell.run("track list --json").data] == ["--note is a word"]


def test_a_word_that_nothing_takes_is_refused_with_the_way_to_help(project: Callable[[], Shell]) -> None:
    answer = project().try_("client list everybody")
    assert (answer.code, "everybody" in answer.err, "--help" in answer.err) == (2, True, True)


@pytest.mark.parametrize("line", ["quote remove Landing two", "calendar show --weeks 1.5", "undo five"])
def test_a_word_where_a_number_belongs_is_refused_in_words_for_people(shell: Shell, line: str) -> None:
    answer = shell.try_(line)
    assert answer.code == 2
    assert f"“{line.split()[-1]}” is not a number." in answer.err


def test_a_project_that_cannot_be_closed_yet_names_the_option_that_closes_it(project: Callable[[], Shell]) -> None:
    shell = project()
    refused = shell.try_("project close Landing")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    assert shell.try_("project close Landing --reason 'the client went away'").code == 0
