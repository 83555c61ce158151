"""The calendar: every way to change when one works, and the weeks as they will be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.people import Travel, Window
from freelance_comm.domain.schedule import DayKind
from freelance_comm.services import working_calendar as calendar
from freelance_comm.services.undoing import undo
from tests.unit.services.rig import Rig, at

MONDAY = date(2026, 3, 2)
SATURDAY = date(2026, 3, 7)


def test_several_windows_a_day(rig: Rig) -> None:
    calendar.set_hours(rig.desk, "mon-thu 09:00-13:00,14:00-18:00; fri 09:00-13:00")
    (monday,) = calendar.days(rig.desk, MONDAY, 1)
    assert (monday.times, monday.seconds) == (("09:00–13:00", "14:00–18:00"), 8 * 3600)
    assert monday.hours == (False,) * 9 + (True,) * 4 + (False,) + (True,) * 4 + (False,) * 6


def test_a_night_shift_is_drawn_on_both_days(rig: Rig) -> None:
    calendar.set_hours(rig.desk, "mon 22:00-02:00")
    monday, tuesday = calendar.days(rig.desk, MONDAY, 2)
    assert (monday.hours[22:], tuesday.hours[:3]) == ((True, True), (True, True, False))


def test_days_off_and_days_worked_exclude_each_other(rig: Rig) -> None:
    calendar.take_off(rig.desk, MONDAY, SATURDAY)
    hours = calendar.work_on(rig.desk, SATURDAY, SATURDAY)
    assert (SATURDAY in hours.days_off, hours.extra_days) == (False, (SATURDAY,))
    hours = calendar.take_off(rig.desk, SATURDAY, SATURDAY)
    assert hours.extra_days == ()


def test_a_day_is_as_usual_again(rig: Rig) -> None:
    calendar.take_off(rig.desk, MONDAY, MONDAY)
    calendar.as_usual(rig.desk, MONDAY, SATURDAY)
    assert calendar.days(rig.desk, MONDAY, 1)[0].kind is DayKind.WORKING


@pytest.mark.parametrize(("day", "kinds"), [(MONDAY, ["day-off", "working"]), (SATURDAY, ["extra", "free"])])
def test_one_step_turns_a_day_round_and_the_next_one_back(rig: Rig, day: date, kinds: list[str]) -> None:
    found = []
    for _ in kinds:
        calendar.turned(rig.desk, day)
        found.append(calendar.days(rig.desk, day, 1)[0].kind.value)
    assert found == kinds


def test_a_day_off_wins_in_the_clock_at_once(rig: Rig) -> None:
    calendar.take_off(rig.desk, MONDAY, MONDAY)
    assert rig.desk.calendar().business_seconds(at(2, 9), at(3, 10)) == 3600


def test_a_change_of_the_calendar_can_be_undone(rig: Rig) -> None:
    calendar.take_off(rig.desk, MONDAY, MONDAY)
    undo(rig.desk)
    assert rig.desk.profile().hours.days_off == ()


@pytest.mark.parametrize(
    ("first", "last"), [(SATURDAY, MONDAY), (date(2026, 1, 1), date(2027, 1, 2))], ids=["backwards", "too long"]
)
def test_a_stretch_of_days_has_to_make_sense(rig: Rig, first: date, last: date) -> None:
    with pytest.raises(BadValue):
        calendar.take_off(rig.desk, first, last)


def test_travelling_the_desk_tells_the_time_of_the_place(rig: Rig) -> None:
    calendar.travel(rig.desk, "America/New_York", MONDAY, SATURDAY)
    rig.set(datetime(2026, 3, 3, 14, tzinfo=UTC))
    assert rig.desk.zone == "America/New_York"
    assert calendar.weeks(rig.desk).zone_now == "America/New_York"
    rig.set(datetime(2026, 3, 9, 14, tzinfo=UTC))
    assert rig.desk.zone == "UTC"


def test_the_calendar_says_where_one_is_from_when_on(rig: Rig) -> None:
    calendar.travel(rig.desk, "America/New_York", date(2026, 3, 4), None)
    found = [day.zone for day in calendar.days(rig.desk, MONDAY, 4)]
    assert found == ["", "", "America/New_York", ""]


def test_two_stays_at_once_are_refused(rig: Rig) -> None:
    calendar.travel(rig.desk, "America/New_York", MONDAY, SATURDAY)
    with pytest.raises(BadValue):
        calendar.travel(rig.desk, "Europe/Paris", SATURDAY, None)


@pytest.mark.parametrize(
    ("day", "left"),
    [(MONDAY, ()), (date(2026, 3, 4), (Travel(zone="Europe/Paris", first=MONDAY, last=date(2026, 3, 3)),))],
)
def test_coming_home_ends_a_stay(rig: Rig, day: date, left: tuple[Travel, ...]) -> None:
    calendar.travel(rig.desk, "Europe/Paris", MONDAY, None)
    assert calendar.home(rig.desk, day).travels == left


def test_coming_home_from_nowhere_says_so(rig: Rig) -> None:
    with pytest.raises(NotFound):
        calendar.home(rig.desk, MONDAY)


def test_quiet_hours_stop_no_clock(rig: Rig) -> None:
    assert calendar.set_quiet(rig.desk, "12:00-13:00").quiet == (Window(start=720, end=780),)
    assert rig.desk.calendar().business_seconds(at(2, 9), at(2, 17)) == 8 * 3600
    assert calendar.set_quiet(rig.desk, "none").quiet == ()


@pytest.mark.parametrize("text", ["12", "12:00-12:00", "25:00-26:00", "12:00-14:00,13:00-15:00", "noon"])
def test_quiet_hours_that_cannot_be_are_refused(rig: Rig, text: str) -> None:
    with pytest.raises(BadValue):
        calendar.set_quiet(rig.desk, text)


def test_lists_of_days_are_read_with_stretches_and_words(rig: Rig) -> None:
    found = calendar.read_days(rig.desk, "2026-12-24..2026-12-26, tomorrow")
    assert found == (date(2026, 3, 3), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26))


def test_a_zone_in_the_data_that_is_none_is_said_with_its_file(rig: Rig) -> None:
    from freelance_comm.domain.errors import DataDamaged

    rig.profile(hours=rig.desk.profile().hours.but(travels=(Travel(zone="Mars/Base", first=MONDAY),)))
    with pytest.raises(DataDamaged):
        rig.desk.calendar()
