"""What must hold of working time for any week, zone, special days and moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.working_time import Calendar

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=60)
ZONES = ("UTC", "Europe/Bucharest", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)

windows = st.builds(Window, start=st.integers(0, 1439), end=st.integers(0, 1440))
weeks = st.lists(st.lists(windows, max_size=3).map(tuple), min_size=7, max_size=7).map(tuple)
days = st.lists(st.integers(0, 700).map(lambda day: date(2026, 1, 1) + timedelta(days=day)), max_size=40).map(tuple)
calendars = st.builds(
    lambda **values: Calendar(WorkingHours(**values)),
    zone=st.sampled_from(ZONES),
    week=weeks,
    holidays=days,
    days_off=days,
    extra_days=days,
)
moments = st.integers(0, 700 * 86_400).map(lambda seconds: FIRST + timedelta(seconds=seconds))


@STEADY
@given(calendars, moments, moments, moments)
def test_parts_of_a_stretch_add_up(calendar: Calendar, first: datetime, second: datetime, third: datetime) -> None:
    start, middle, end = sorted((first, second, third))
    whole = calendar.business_seconds(start, end)
    assert calendar.business_seconds(start, middle) + calendar.business_seconds(middle, end) == whole


@STEADY
@given(calendars, moments, moments)
def test_working_time_is_never_longer_than_time(calendar: Calendar, first: datetime, second: datetime) -> None:
    start, end = sorted((first, second))
    assert 0 <= calendar.business_seconds(start, end) <= (end - start).total_seconds()


@STEADY
@given(calendars, moments, st.integers(1, 400 * 3_600))
def test_adding_is_the_inverse_of_counting(calendar: Calendar, start: datetime, seconds: int) -> None:
    due = calendar.add(start, seconds)
    if due is not None:
        assert calendar.business_seconds(start, due) == seconds


@STEADY
@given(calendars, moments, st.integers(1, 400 * 3_600))
def test_the_due_moment_is_the_earliest(calendar: Calendar, start: datetime, seconds: int) -> None:
    due = calendar.add(start, seconds)
    if due is not None:
        assert calendar.business_seconds(start, due - timedelta(seconds=1)) == seconds - 1


@STEADY
@given(calendars, moments, st.integers(1, 400 * 3_600))
def test_subtracting_gives_the_latest_moment_from_which_so_much_is_left(
    calendar: Calendar, end: datetime, seconds: int
) -> None:
    start = calendar.subtract(end, seconds)
    if start is not None:
        counted = calendar.business_seconds(start, end), calendar.business_seconds(start + timedelta(seconds=1), end)
        assert counted == (seconds, seconds - 1)


@STEADY
@given(calendars, moments)
def test_a_moment_is_working_time_if_its_second_counts(calendar: Calendar, at: datetime) -> None:
    assert calendar.is_working(at) == (calendar.business_seconds(at, at + timedelta(seconds=1)) == 1)


@STEADY
@given(calendars, moments)
def test_nothing_is_worked_before_the_next_opening(calendar: Calendar, at: datetime) -> None:
    opening = calendar.next_opening(at)
    if opening is not None:
        assert (calendar.business_seconds(at, opening), calendar.is_working(opening)) == (0, True)


@STEADY
@given(calendars, moments)
def test_all_is_worked_until_the_next_closing(calendar: Calendar, at: datetime) -> None:
    opening, closing = calendar.next_opening(at), calendar.next_closing(at)
    if opening is not None and closing is not None:
        worked = calendar.business_seconds(opening, closing)
        assert (worked, calendar.is_working(closing)) == ((closing - opening).total_seconds(), False)


@STEADY
@given(st.sampled_from(ZONES), weeks, moments, moments)
def test_the_order_of_questions_changes_no_answer(
    zone: str, week: tuple[tuple[Window, ...], ...], first: datetime, second: datetime
) -> None:
    hours = WorkingHours(zone=zone, week=week)
    asked = Calendar(hours)
    asked.business_seconds(FIRST + timedelta(days=300), FIRST + timedelta(days=600))
    asked.next_opening(second)
    assert asked.business_seconds(first, second) == Calendar(hours).business_seconds(first, second)
