"""When a promise ends and when it nudges."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.hours_notation import parse_hours
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.promise_times import day_deadline, nudge_moment
from freelance_comm.domain.working_time import Calendar

HOURS = WorkingHours(zone="Europe/Bucharest")
CALENDAR = Calendar(HOURS)
FRIDAY = date(2026, 3, 6)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Bucharest")).astimezone(UTC)


def nudge(made: str, due: str, *, window: str = "", whole_day: bool = False) -> datetime:
    return nudge_moment(CALENDAR, at(made), at(due), window_start=at(window) if window else None, whole_day=whole_day)


# -- by Friday ---------------------------------------------------------------------------------------------------------


def test_by_friday_ends_with_the_working_day_on_friday() -> None:
    assert day_deadline(CALENDAR, FRIDAY) == at("2026-03-06 17:00")


def test_by_sunday_ends_with_the_working_day_on_friday() -> None:
    assert day_deadline(CALENDAR, date(2026, 3, 8)) == at("2026-03-06 17:00")


def test_by_a_holiday_ends_with_the_working_day_before() -> None:
    assert day_deadline(Calendar(HOURS.but(holidays=(FRIDAY,))), FRIDAY) == at("2026-03-05 17:00")


def test_without_working_days_there_is_no_end() -> None:
    assert day_deadline(Calendar(HOURS.but(week=parse_hours("none"))), FRIDAY) is None


# -- a promised moment -------------------------------------------------------------------------------------------------


def test_said_five_means_a_nudge_by_four() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-02 17:00") == at("2026-03-02 16:00")


def test_said_ten_past_nine_means_a_nudge_the_evening_before() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-03 09:10") == at("2026-03-02 16:10")


def test_a_promise_for_the_evening_nudges_in_working_time() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-02 20:00") == at("2026-03-02 16:00")


def test_a_promise_for_sunday_nudges_on_friday() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-08 12:00") == at("2026-03-06 16:00")


def test_a_promise_for_soon_nudges_at_half_time() -> None:
    assert nudge("2026-03-02 16:00", "2026-03-02 17:00") == at("2026-03-02 16:30")


def test_a_promise_made_and_due_on_a_free_day_nudges_at_once() -> None:
    assert nudge("2026-03-07 10:00", "2026-03-07 15:00") == at("2026-03-07 10:00")


def test_a_promise_already_due_nudges_at_once() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-02 09:00") == at("2026-03-02 10:00")


# -- a promised window -------------------------------------------------------------------------------------------------


def test_said_nine_to_twelve_means_nine() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-03 12:00", window="2026-03-03 09:00") == at("2026-03-03 09:00")


def test_a_window_that_opens_before_work_nudges_when_work_begins() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-03 12:00", window="2026-03-03 07:00") == at("2026-03-03 09:00")


def test_a_window_on_a_free_day_nudges_before_the_weekend() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-07 12:00", window="2026-03-07 09:00") == at("2026-03-06 16:00")


def test_a_window_that_is_open_already_nudges_at_once() -> None:
    assert nudge("2026-03-02 10:00", "2026-03-02 12:00", window="2026-03-02 09:00") == at("2026-03-02 10:00")


# -- a promised day ----------------------------------------------------------------------------------------------------


def test_by_tomorrow_nudges_tomorrow_morning() -> None:
    assert nudge("2026-03-05 10:00", "2026-03-06 17:00", whole_day=True) == at("2026-03-06 09:00")


def test_by_friday_said_on_monday_nudges_on_friday_morning() -> None:
    assert nudge("2026-03-02 09:00", "2026-03-06 17:00", whole_day=True) == at("2026-03-06 09:00")


def test_two_weeks_ahead_a_fifth_of_the_time_is_left_at_the_nudge() -> None:
    assert nudge("2026-03-02 09:00", "2026-03-13 17:00", whole_day=True) == at("2026-03-12 09:00")


def test_two_months_ahead_the_nudge_still_comes_three_days_before() -> None:
    assert nudge("2026-03-02 09:00", "2026-04-30 17:00", whole_day=True) == at("2026-04-28 09:00")


def test_by_today_nudges_while_there_is_time() -> None:
    assert nudge("2026-03-06 12:00", "2026-03-06 17:00", whole_day=True) == at("2026-03-06 12:00")


# -- always ------------------------------------------------------------------------------------------------------------

minutes = st.integers(0, 60 * 24 * 60)


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(minutes, minutes, st.one_of(st.none(), minutes), st.booleans())
def test_a_nudge_comes_after_the_promise_before_its_end_and_at_work(
    made_in: int, due_in: int, window_in: int | None, whole_day: bool
) -> None:
    made, due = (datetime.fromtimestamp(1_772_400_000 + 60 * minute, UTC) for minute in sorted((made_in, due_in)))
    window = None if window_in is None else min(datetime.fromtimestamp(1_772_400_000 + 60 * window_in, UTC), due)
    found = nudge_moment(CALENDAR, made, due, window_start=window, whole_day=whole_day)
    worked = CALENDAR.business_seconds(made, due)
    assert made <= found <= due
    assert CALENDAR.is_working(found) or worked == 0 or (window is not None and window < made)


@pytest.mark.parametrize("whole_day", [True, False])
def test_without_working_time_the_nudge_comes_at_once(whole_day: bool) -> None:
    idle = Calendar(HOURS.but(week=parse_hours("none")))
    made = at("2026-03-02 10:00")
    assert nudge_moment(idle, made, at("2026-03-06 17:00"), whole_day=whole_day) == made
