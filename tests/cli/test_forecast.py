"""`forecast` and `task` as they are typed: days, what if, pairs, calibration; bad input is refused clearly."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def work(shell: Shell) -> Shell:
    """A shell on Thursday the 12th of March with a project of two tasks."""
    shell.run("profile set --name Ilinca --zone UTC --currency EUR")
    shell.run("client add 'Ana Petrescu'")
    shell.run("project add 'Landing page' --client Ana")
    shell.run("task add Landing Design of the page --hours 10 --kind design")
    shell.run("task add Landing Booking form --hours '2 h 30'")
    return shell


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_people_read_days_tasks_a_plot_and_why(work: Shell) -> None:
    said = work.run("forecast Landing").out
    assert "Promise " in said and "plan to be done on" in said
    assert "Design of the page · design" in said and "2 hr, 30 min" in said
    assert "█" in said and "◀ plan" in said
    assert "You have no history yet" in said
    assert "is assumed: too little has been logged" in said


def test_programs_read_days_hours_and_the_seed(work: Shell) -> None:
    found = work.run("forecast Landing --json").data
    assert day(found["plan"]) <= day(found["promise"]) <= day(found["sure"])
    assert [task["text"] for task in found["tasks"]] == ["Design of the page", "Booking form"]
    assert float(found["hours_left"]["p50"]) < float(found["hours_left"]["p95"])
    assert found["seed"] == work.run("forecast Landing --json").data["seed"]


def test_a_day_is_judged(work: Shell) -> None:
    found = work.run("forecast Landing --on 2026-03-13 --json").data
    assert (found["asked"], found["asked_rating"]) == ("2026-03-13", "unrealistic")
    assert found["asked_chance"] < 50
    assert "is a date you can promise" in work.run("forecast Landing --on 2026-12-01").out


@pytest.mark.parametrize("what_if", ["--without 2", "--without booking", "--hours-a-day 8"])
def test_less_work_or_more_hours_end_earlier(work: Shell, what_if: str) -> None:
    plain, other = (work.run(f"forecast Landing --json {words}").data for words in ("", what_if))
    assert day(other["promise"]) < day(plain["promise"])
    assert "As things are, it would be" in work.run(f"forecast Landing {what_if}").out


@pytest.mark.parametrize("what_if", ["--start 2026-04-01", "--off 2026-03-12..2026-03-27", "--hours-a-day 1"])
def test_a_later_start_a_holiday_or_fewer_hours_end_later(work: Shell, what_if: str) -> None:
    plain, other = (work.run(f"forecast Landing --json {words}").data for words in ("", what_if))
    assert day(other["plan"]) > day(plain["plan"])
    assert work.run("forecast Landing --json").data == plain


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("forecast Nobody", 3),
        ("forecast Landing --without poster", 3),
        ("forecast Landing --on yesterdayish", 2),
        ("forecast Landing --off 2026-04-09..2026-04-01", 2),
        ("forecast Landing --hours-a-day 0", 2),
        ("forecast Landing --hours-a-day 25", 2),
        ("forecast --start 2026-04-01", 2),
        ("forecast Landing --stdin", 2),
        ("task add Landing Logo --hours 0", 2),
        ("task add Landing Logo --hours=-2", 2),
        ("task add Landing Logo --hours 8760000", 2),
        ("task add Landing Booking form --hours 1", 2),
        ("task done Landing", 2),
        ("task done Landing 9", 3),
        ("task done Landing booking", 2),
        ("task edit Landing booking", 2),
        ("task remove Landing poster", 3),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(work: Shell, line: str, code: int) -> None:
    before = work.run("task list Landing --json").data
    answer = work.try_(line)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("error:")
    assert work.run("task list Landing --json").data == before


def test_without_an_estimate_it_says_what_to_do(work: Shell) -> None:
    work.run("project add Poster --client Ana")
    answer = work.try_("forecast Poster")
    assert answer.code == 2
    assert "no estimate" in answer.err


def test_work_that_nobody_gave_hours_is_named_until_the_whole_is_estimated(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("project add Book --client Ana")
    shell.run("quote item Book layout --hours 4 --price 30")
    shell.run("quote item Book translation --words 12000 --price 0.08")
    said = "Not counted, because no hours are given: translation."
    assert said in shell.run("forecast Book").out
    assert said in shell.run("deadline show Book").out
    shell.run("task add Book translation --hours 40")
    assert said not in shell.run("forecast Book").out
    shell.run("undo")
    shell.run("project set Book estimate-likely 44")
    assert said not in shell.run("forecast Book").out


def test_a_finished_task_takes_its_hours_from_the_log_and_is_a_pair(work: Shell) -> None:
    work.run("track add --project Landing --from 2026-03-11T09:00:00Z --to 2026-03-11T12:00:00Z --note 'booking form'")
    said = work.run("task done Landing booking").out
    assert "✓" in said and "done today" in said
    (pair,) = work.run("task pairs --json").data
    assert (pair["text"], pair["estimate_hours"], pair["source"]) == ("Booking form", "2.50", "log")
    assert float(pair["actual_hours"]) == 3
    assert "1.2" in work.run("task pairs").out


def test_a_pair_is_corrected_reopened_and_undone(work: Shell) -> None:
    work.run("task done Landing 1 --took 12h --on 2026-03-10")
    work.run("task edit Landing 1 --took 14h --started 2026-03-09")
    (pair,) = work.run("task pairs --json").data
    assert (pair["started_on"], pair["finished_on"], pair["source"]) == ("2026-03-09", "2026-03-10", "hand")
    assert float(pair["actual_hours"]) == 14
    work.run("task reopen Landing 1")
    assert work.run("task pairs --json").data == []
    work.run("undo")
    assert len(work.run("task pairs --json").data) == 1


def test_calibration_is_told_and_plotted(work: Shell) -> None:
    assert "Nothing that was estimated is finished yet" in work.run("forecast").out
    assert work.run("forecast --json").data == {"pieces": 0}
    work.run("task done Landing 1 --took 14h")
    said = work.run("forecast").out
    assert "1 finished piece of work" in said and "promise (P80)" in said and "│" in said
    found = work.run("forecast --json").data
    assert (found["pieces"], found["estimate_kept"], found["ratio"]["p50"]) == (1, 0.0, 1.4)


def test_a_year_off_moves_the_end_beyond_it(work: Shell) -> None:
    found = work.run("forecast Landing --off 2026-03-12..2027-03-11 --json").data
    assert day(found["plan"]) > day("2027-03-11")


def test_a_slipping_date_is_told_before_it_passes(work: Shell) -> None:
    work.run("deadline promise Landing 2026-03-13")
    said = work.run("today").out
    assert "of 100 cases" in said and "would be safe" in said and "--notice" in said
    assert "holds in" in work.run("forecast Landing").out
