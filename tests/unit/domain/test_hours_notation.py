"""Working hours as one line of settings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.hours_notation import DAYS, Week, format_hours, parse_hours
from freelance_comm.domain.people import Window, WorkingHours

NINE_TO_FIVE = (Window(start=540, end=1020),)


def test_the_usual_week_reads_as_its_default() -> None:
    assert parse_hours("mon-fri 09:00-17:00") == WorkingHours(zone="UTC").week


def test_several_windows_belong_to_each_day() -> None:
    assert parse_hours("mon 09:00-12:00,13:00-17:30")[0] == (Window(start=540, end=720), Window(start=780, end=1050))


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9-17",
        "  mon,tue,wed,thu,fri   9:00 - 17:00 ",
        "mon-wed 9-17; thu-fri 9-17;",
        "mon-wed 9-17, thu,fri 9-17",
    ],
)
def test_people_may_write_the_usual_week_their_way(text: str) -> None:
    assert parse_hours(text) == WorkingHours(zone="UTC").week


def test_days_may_run_over_the_weekend() -> None:
    assert [bool(windows) for windows in parse_hours("fri-mon 09:00-17:00")] == [
        True,
        False,
        False,
        False,
        True,
        True,
        True,
    ]


def test_one_window_may_begin_where_another_ends() -> None:
    assert parse_hours("mon 09:00-12:00,12:00-17:00")[0] == (Window(start=540, end=720), Window(start=720, end=1020))


def test_a_window_may_run_over_midnight() -> None:
    assert parse_hours("sat 22:00-06:00")[5] == (Window(start=1320, end=360),)


def test_midnight_may_end_a_window() -> None:
    assert parse_hours("sat 22:00-24:00")[5] == (Window(start=1320, end=1440),)


def test_a_week_without_hours_is_called_none() -> None:
    assert (parse_hours("none"), format_hours(((),) * 7)) == (((),) * 7, "none")


def test_windows_are_sorted() -> None:
    assert parse_hours("mon 13:00-17:00,09:00-12:00") == parse_hours("mon 09:00-12:00,13:00-17:00")


@pytest.mark.parametrize(
    "text",
    ["", ";", "mon", "09:00-17:00", "mon 9", "mon 25:00-26:00", "mon 9:60-10:00", "mon 24:00-06:00", "mon 24:01-06:00",
     "mon 009:00-10:00", "mon 9:0-10:00", "mon 09:00-17:00 tue", "mon- 9-17", "mon-fri-sun 9-17", "mon,mon 9-17",
     "lunch-vin 9-17", "lu-vi 9-17", "mon 9-17,", "mon ٩-١٧", "mon -9-17", "x" * 600, "mon 9.30-17"],
)  # fmt: skip
def test_what_are_no_working_hours_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_hours(text)


@pytest.mark.parametrize("text", ["mon 9-17,12-18", "mon 9-17; mon-tue 9-17", "mon 22-06,23-24"])
def test_windows_that_overlap_are_refused(text: str) -> None:
    with pytest.raises(BadValue, match="overlap"):
        parse_hours(text)


def test_an_unknown_day_is_named() -> None:
    with pytest.raises(BadValue, match="“sund”"):
        parse_hours("sat-sund 9-17")


def test_neighbouring_days_with_the_same_hours_are_joined() -> None:
    week = (*(NINE_TO_FIVE,) * 4, (Window(start=540, end=780),), (), (Window(start=600, end=720),))
    assert format_hours(week) == "mon-thu 09:00-17:00; fri 09:00-13:00; sun 10:00-12:00"


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Draw a week whose windows neither touch nor overlap; the last of a day may run over midnight."""
    week = []
    for _ in DAYS:
        marks = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
        windows = [Window(start=marks[place], end=marks[place + 1]) for place in range(0, len(marks) - 1, 2)]
        if windows and windows[-1].end < 1439 and draw(st.booleans()):
            windows.append(Window(start=1439, end=draw(st.integers(0, 1439))))
        week.append(tuple(windows))
    return tuple(week)


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(weeks())
def test_what_is_written_reads_back_the_same(week: Week) -> None:
    assert parse_hours(format_hours(week)) == week
