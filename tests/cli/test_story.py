"""The main job from the command line: from first contact to a progress report, and to the closing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def quoted(project: Callable[[], Shell]) -> Shell:
    shell = project()
    shell.run("requirement add Landing 'a page that loads fast' --by Ana --on yesterday")
    shell.run("requirement add Landing 'a booking form' --by Ana --on 2026-03-10")
    shell.run("project set Landing core-problem 'guests do not find the opening hours'")
    shell.run("project set Landing read-back-on yesterday")
    shell.run("project set Landing confirmed-on today")
    shell.run("project next Landing")
    shell.run("quote item Landing 'Landing page' --hours 30 --price 60")
    shell.run("quote item Landing 'Booking form' --price 540.50")
    shell.run("quote set Landing --reason 'Two screens, drawn and built by hand.' --valid-until 2026-04-01")
    return shell


def test_a_project_is_walked_from_contact_to_its_archive(quoted: Shell) -> None:
    shell = quoted
    shell.run("quote send Landing")
    shell.run("quote accept Landing")
    shell.run("project next Landing")
    shell.run("deadline promise Landing --likely 30 --optimistic 24 --pessimistic 44 --hours-a-day 5")
    shell.run("project next Landing")
    shell.run("project set Landing terms-discussed-on today")
    shell.run("payment plan Landing deposit --deposit 30 --first 2026-03-20 --rest 2026-04-20")
    shell.run("project next Landing")
    shell.run("track add Landing 2026-03-11 9:00-11:30 hero section")
    shell.run("report Landing --sent")
    shell.run("project next Landing")
    shell.run("requirement tick Landing 1 2")
    shell.run("project set Landing delivered-on today")
    shell.run("project set Landing accepted-on today")
    for promise in shell.run("promise list --json").data:
        shell.run(f"promise keep {promise['handle']}")
    shell.run("payment receive Landing 1 702.15")
    shell.run("payment receive Landing 2 1638.35")
    shell.run("project next Landing")
    shell.run("project set Landing thanked-on today")
    shell.run("project set Landing follow-up-on 2026-06-01")
    shell.run("project next Landing")
    assert [row["name"] for row in shell.run("project list --json").data] == []
    assert [row["name"] for row in shell.run("project list --closed --json").data] == ["Landing page"]


def test_an_unmet_condition_is_named_and_nothing_moves(project: Callable[[], Shell]) -> None:
    shell = project()
    answer = shell.try_("project next Landing")
    assert answer.code == 2
    assert "requirement" in answer.err
    assert shell.run("project list --json").data[0]["stage"] == "contact"


def test_an_unmet_condition_can_be_passed_with_a_reason_that_is_kept(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("project next Landing --reason 'she is a regular, we know the work'")
    passages = shell.run("project show Landing --json").data["passages"]
    assert [passage["reason"] for passage in passages] == ["she is a regular, we know the work"]
    assert "has-requirements" in passages[0]["unmet"]


def test_a_small_job_passes_over_deadline_and_payment(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("project add Fix --client Ana --small")
    stages = []
    for _ in range(4):
        shell.run("project next Fix --reason 'two hours of work'")
        stages.append(shell.run("project list --json").data[0]["stage"])
    assert stages == ["quote", "work", "delivery", "closing"]


def test_a_second_option_needs_the_clients_request(quoted: Shell) -> None:
    answer = quoted.try_("quote option Landing 'Without the form'")
    assert answer.code == 2
    quoted.run("quote option Landing 'Without the form' --requested-by Ana --requested-on today --words 'And without?'")


def test_totals_are_exact(quoted: Shell) -> None:
    view = quoted.run("quote show Landing --json").data
    assert view["gross"] == {"amount": "2340.50", "currency": "EUR"}


def test_the_report_shows_each_action_with_its_time_in_the_clients_language(quoted: Shell) -> None:
    shell = quoted
    shell.run("track add Landing 2026-03-10 9:00-11:30 antetul paginii")
    shell.run("track add Landing 2026-03-11 14:00-15:20 formularul")
    letter = shell.run("report Landing --from 2026-03-09 --to 2026-03-12").out
    assert "doamnă Petrescu" in letter
    assert "antetul paginii" in letter
    assert "2 ore și 30 de minute" in letter
    assert "3 ore și 50 de minute" in letter


def test_the_report_as_json_has_every_entry_once(quoted: Shell) -> None:
    shell = quoted
    shell.run("track add --project Landing --from 2026-03-10T09:00Z --to 2026-03-10T11:30Z --note hero")
    shell.run("track add Landing --on 2026-03-11 --for 0:45 --note call")
    data = shell.run("report Landing --from 2026-03-01 --to 2026-03-31 --format json").data
    entries = [(e["note"], e["from"], e["to"], e["date"], e["minutes"]) for e in data["entries"]]
    assert entries == [
        ("hero", "2026-03-10T09:00:00Z", "2026-03-10T11:30:00Z", "2026-03-10", 150),
        ("call", None, None, "2026-03-11", 45),
    ]


def test_a_message_starts_the_clock_and_the_answer_stops_it(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("log in Ana yesterday 14:10 could we move the launch")
    waiting = shell.run("log list --json").data["i_owe"]
    assert [clock["message"]["at"] for clock in waiting] == ["2026-03-11T12:10:00Z"]
    shell.run("log out Ana 11:00")
    assert shell.run("log list --json").data["i_owe"] == []


def test_the_reminder_tells_cron_by_its_exit_code(project: Callable[[], Shell]) -> None:
    shell = project()
    assert shell.try_("remind").code == 0
    shell.run("log in Ana 2026-03-10 10:00 a question")
    assert shell.try_("remind").code == 20


def test_the_prompt_line_is_one_line_or_nothing(project: Callable[[], Shell]) -> None:
    shell = project()
    assert shell.run("remind --prompt").out == ""
    shell.run("log in Ana 2026-03-10 10:00 a question")
    assert shell.run("remind --prompt").out.count("\n") == 1


def test_a_timer_runs_is_switched_and_stopped(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("track start Landing hero")
    shell.now = "2026-03-12T11:00:00Z"
    shell.run("track switch Landing form")
    shell.now = "2026-03-12T11:20:00Z"
    shell.run("track stop")
    rows = shell.run("track list --json").data
    assert [(row["note"], row["seconds"]) for row in rows] == [("hero", "3600"), ("form", "1200")]


@pytest.mark.parametrize("words", ["--on today --for 2", "9:00-11:00"])
def test_time_entered_after_the_report_of_its_day_stands_in_the_next_one(
    project: Callable[[], Shell], words: str
) -> None:
    shell = project()
    shell.run("track add Landing 8:00-9:00 early")
    shell.run("report Landing --sent")
    shell.now = "2026-03-12T16:00:00Z"
    shell.run(f"track add Landing {words} --note later")
    shell.now = "2026-03-16T10:00:00Z"
    actions = shell.run("report Landing --format json").data["actions"]
    assert [(action["note"], action["minutes"]) for action in actions] == [("later", 120)]
