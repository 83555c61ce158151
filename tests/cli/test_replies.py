"""`replies` as it is typed: the answers on record, for people and for programs."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell

HOUR = 3600


@pytest.fixture
def record(shell: Shell) -> Shell:
    """A shell on Thursday the 12th of March with three answers and two open questions; nine to five in UTC."""
    shell.run("profile set --name Ilinca --zone UTC")
    shell.run("client add 'Ana Petrescu'")
    shell.run("client add 'Bob Ross'")
    shell.run("log in Ana --at 2026-03-02T10:00:00Z Shall we?")
    shell.run("log out Ana --at 2026-03-02T11:00:00Z Yes.")
    shell.run("log in Ana --at 2026-02-26T16:00:00Z And the logo?")
    shell.run("log out Ana --at 2026-02-27T10:00:00Z Here it is.")
    shell.run("log in Bob --at 2026-03-03T09:00:00Z A quote, please.")
    shell.run("log out Bob --at 2026-03-05T10:00:00Z Here it is.")
    shell.run("log in Bob --at 2026-03-10T09:00:00Z And the date?")
    shell.run("log in Ana --at 2026-03-12T09:30:00Z One more thing.")
    return shell


def test_people_read_how_fast_by_month_and_by_client(record: Shell) -> None:
    said = record.run("replies").out
    assert "3 questions answered" in said
    assert "half of them within 2 hr" in " ".join(said.split())
    assert "On time: 50%, that is 2 of 4." in said
    assert "Unanswered: 2 questions, 1 of them past the target" in said
    assert "Waiting longest: Bob Ross, since Tue 09:00." in said
    assert "Mar 2026" in said and "Feb 2026" in said
    assert "Ana Petrescu" in said and "Tuesday" in said
    assert "Counted by your calendar: mon-fri 09:00-17:00 · UTC" in said


def test_programs_read_the_same_in_seconds(record: Shell) -> None:
    found = record.run("replies --json").data
    assert set(found) == {
        *("from", "to", "client", "zone", "calendar", "target_seconds"),
        *("all", "by_month", "by_weekday", "by_client"),
    }
    assert found["all"]["business"] == {"median": 2 * HOUR, "p90": 17 * HOUR}
    assert found["all"]["wall"] == {"median": 18 * HOUR, "p90": 49 * HOUR}
    assert (found["all"]["missed"], found["all"]["percent_in_time"]) == (2, 50)
    assert found["all"]["oldest_open"] == {"from": "C-2026-002", "received": "2026-03-10T09:00:00Z"}
    assert list(found["by_month"]) == ["2026-02", "2026-03"]
    assert [(one["ref"], one["answered"], one["open"]) for one in found["by_client"]] == [
        ("C-2026-001", 2, 1),
        ("C-2026-002", 1, 1),
    ]


def test_the_json_has_one_language(record: Shell) -> None:
    assert record.run("replies --json --lang ru").out == record.run("replies --json").out


def test_a_period_and_a_client_can_be_asked_for(record: Shell) -> None:
    assert record.run("replies --client Bob --json").data["all"]["answered"] == 1
    assert record.run("replies --months 1 --json").data["all"]["answered"] == 2
    found = record.run("replies --from 2026-02-26 --to 2026-02-26 --json").data
    assert (found["all"]["answered"], found["all"]["open"]) == (1, 0)
    assert record.run("replies --from yesterday --json").data["from"] == "2026-03-11"


def test_nothing_on_record_is_said_with_what_to_do(shell: Shell) -> None:
    answer = shell.run("replies")
    assert "Nobody asked you anything" in answer.out
    assert "log in" in answer.err


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("replies --months x", 2, "takes a number"),
        ("replies --months 0", 2, "between 1 and 120"),
        ("replies --months 3 --from 2026-01-01", 2, "--months and --from"),
        ("replies --from 2026-03-02 --to 2026-03-01", 2, "ends before it begins"),
        ("replies --client Nobody", 3, "Nobody"),
        ("replies --from-mail x --client Ana", 2, "cannot be used with --from-mail"),
        ("replies --me ana@x.example", 2, "only works with --from-mail"),
        ("replies --from rubbish", 2, "rubbish"),
    ],
)
def test_what_cannot_be_meant_is_refused(record: Shell, line: str, code: int, said: str) -> None:
    refused = record.try_(line)
    assert (refused.code, said in refused.err) == (code, True), refused.err
