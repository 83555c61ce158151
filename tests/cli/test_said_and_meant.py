"""Times among words: what is understood but cannot be is refused, never logged as something else."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def berlin(shell: Shell) -> Shell:
    """A shell in Berlin, in April, with a project."""
    shell.now = "2026-04-01T10:00:00Z"
    shell.run("profile set --name Mia --zone Europe/Berlin")
    shell.run("client add Ana")
    shell.run("project add Menu --client Ana")
    return shell


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026-03-29 02:30-04:00 gap", "02:30 does not exist on 2026-03-29"),
        ("2025-10-26 02:30-04:00 twice", "02:30 comes twice on 2025-10-26"),
        ("2026-03-02 14-12 call", "The end is not after the start"),
        ("2026-02-30 9-11 call", "“2026-02-30” does not exist"),
        ("yesterday 14 - 12 call", "The end is not after the start"),
        ("12:00 13:00 call", "cannot be read as a period of time"),
        ("2026-03-02 9:00 - 25:00 call", "cannot be read as a period of time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_for_what_it_is(berlin: Shell, words: str, said: str) -> None:
    answer = berlin.try_(f"track add Menu {words}")
    assert answer.code == 2
    assert said in answer.err
    assert berlin.run("track list --json --from 2025-01-01").data == []


@pytest.mark.parametrize(
    ("words", "minutes", "note"),
    [
        ("yesterday 14-16 corrections", 120, "corrections"),
        ("yesterday 14-16 30 pages", 120, "30 pages"),
        ("2h 3/4 of the pages", 120, "3/4 of the pages"),
        ("yesterday 2h30 call", 150, "call"),
        ("9:00-10:00 12:00 lunch", 60, "12:00 lunch"),
    ],
)
def test_what_follows_the_time_is_the_note(berlin: Shell, words: str, minutes: int, note: str) -> None:
    berlin.run(f"track add Menu {words}")
    (entry,) = berlin.run("track list --json --from 2025-01-01").data
    assert (int(entry["seconds"]), entry["note"]) == (minutes * 60, note)


@pytest.mark.parametrize("words", ["2025-10-26 02:30 hello", "2026-03-29 02:30 hello", "2026-02-30 14:10 hello"])
def test_a_message_at_an_impossible_moment_does_not_become_one_of_now(berlin: Shell, words: str) -> None:
    assert berlin.try_(f"log in Ana {words}").code == 2
    assert berlin.run("log list --json").data["i_owe"] == []


@pytest.mark.parametrize("text", ["3/4 of the pages arrived", "Monday works for me", "x" * 300])
def test_a_message_without_a_time_came_now(berlin: Shell, text: str) -> None:
    berlin.run("log in Ana", *text.split())
    (clock,) = berlin.run("log list --json").data["i_owe"]
    assert (clock["message"]["at"], clock["message"]["excerpt"]) == ("2026-04-01T10:00:00Z", text[:200])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1h call --on 2025-10-03", "2025-10-03"),
        ("9-10 call --on 2025-10-03", "2025-10-03"),
        ("--on 2025-10-03 --for 1h --note call", "2025-10-03"),
        ("--on 2025-10-03 --from 9:00 --to 10:00 --note call", "2025-10-03"),
        ("1h call --on monday", "2026-03-30"),
        ("yesterday --for 1h --note call", "2026-03-31"),
        ("yesterday call --for 1h", "2026-03-31"),
        ("call --for 1h", "2026-04-01"),
    ],
)
def test_the_day_that_is_given_is_the_day_that_is_logged_however_the_time_is_said(
    berlin: Shell, words: str, day: str
) -> None:
    berlin.run(f"track add Menu {words}")
    (entry,) = berlin.run("track list --json --from 2025-01-01").data
    assert (entry["day"], int(entry["seconds"]), entry["note"]) == (day, 3600, "call")


@pytest.mark.parametrize(
    "words",
    ["yesterday 9-10 call --on 2025-10-03", "--from 2025-10-05T09:00 --to 2025-10-05T10:00 --on 2025-10-03"],
)
def test_two_days_for_one_entry_are_refused(berlin: Shell, words: str) -> None:
    assert berlin.try_(f"track add Menu {words}").code == 2
    assert berlin.run("track list --json --from 2025-01-01").data == []


@pytest.mark.parametrize("words", ["tomato --for 1h --note call", "9-10 tomato --note call"])
def test_words_that_nothing_takes_are_refused_instead_of_dropped(berlin: Shell, words: str) -> None:
    answer = berlin.try_(f"track add Menu {words}")
    assert answer.code == 2
    assert "“tomato” cannot be used together with --note" in answer.err
    assert berlin.run("track list --json --from 2025-01-01").data == []
