"""Working hours without a timer: a word once a day to people who keep a log, and to nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from freelance_comm.services import agenda, timelog, told
from freelance_comm.services.agenda_item import Action
from tests.unit.services.rig import Rig, at


@pytest.fixture
def habit(rig: Rig) -> Rig:
    """A desk on a Tuesday at nine, with time logged on the Monday; work is from nine to five."""
    rig.project()
    rig.set(at(3))
    timelog.add_entry(rig.desk, "Landing", started=at(2, 9), ended=at(2, 12))
    return rig


def said(rig: Rig) -> list[str]:
    """Return what `remind --new` says about time that nobody logs."""
    return [item.title for item in told.news(rig.desk).items if item.action is Action.LOG_TIME]


def test_it_is_said_once_after_two_working_hours(habit: Rig) -> None:
    habit.set(at(3, 10, 59))
    assert said(habit) == []
    habit.set(at(3, 11))
    assert said(habit) == ["No time logged since 09:00, and no timer is running."]
    habit.set(at(3, 14))
    assert said(habit) == []
    habit.set(at(4, 12))
    assert said(habit) == ["No time logged since 09:00, and no timer is running."]


def test_it_counts_from_the_end_of_what_was_logged_today(habit: Rig) -> None:
    habit.set(at(3, 13))
    timelog.add_entry(habit.desk, "Landing", started=at(3, 9), ended=at(3, 11, 40))
    assert said(habit) == []
    habit.set(at(3, 13, 40))
    assert said(habit) == ["No time logged since 11:40, and no timer is running."]


def test_a_running_timer_or_a_day_written_down_whole_keeps_it_silent(habit: Rig) -> None:
    habit.set(at(3, 12))
    timelog.start(habit.desk, "Landing")
    habit.set(at(3, 15))
    assert said(habit) == []
    habit.set(at(4, 9))
    timelog.stop(habit.desk, at=at(3, 15))
    timelog.add_entry(habit.desk, "Landing", day=date(2026, 3, 4), seconds=Decimal(600))
    habit.set(at(4, 15))
    assert said(habit) == []


def test_whoever_keeps_no_log_never_hears_it(rig: Rig) -> None:
    rig.project()
    rig.set(at(3, 15))
    assert said(rig) == []
    timelog.add_entry(rig.desk, "Landing", day=date(2026, 2, 10), seconds=Decimal(600))
    assert said(rig) == []


def test_nothing_is_said_on_a_free_day_or_after_work(habit: Rig) -> None:
    habit.set(at(7, 14))
    assert said(habit) == []
    habit.set(at(3, 20))
    assert said(habit) == []


def test_today_says_it_quietly_while_it_lasts(habit: Rig) -> None:
    habit.set(at(3, 10))
    assert agenda.agenda(habit.desk).quiet_note == ""
    habit.set(at(3, 11, 30))
    assert agenda.agenda(habit.desk).quiet_note == "No time logged since 09:00, and no timer is running."
    habit.set(at(3, 18))
    assert agenda.agenda(habit.desk).quiet_note == ""


def test_a_log_in_the_future_is_no_reason_to_speak(habit: Rig) -> None:
    timelog.add_entry(
        habit.desk, "Landing", started=datetime(2026, 3, 3, 15, tzinfo=UTC), ended=datetime(2026, 3, 3, 16, tzinfo=UTC)
    )
    habit.set(at(3, 12))
    assert said(habit) == []
