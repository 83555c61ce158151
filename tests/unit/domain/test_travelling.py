"""Working hours in other zones for a while: the calendar follows, and what was before stays as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from freelance_comm.domain.people import Travel, Window, WorkingHours
from freelance_comm.domain.schedule import periods_of, zone_name_at, zone_name_on
from freelance_comm.domain.working_time import Calendar

HOME = "Europe/Bucharest"
NEW_YORK = Travel(zone="America/New_York", first=date(2026, 12, 1), last=date(2026, 12, 11))


def hours(*travels: Travel, **fields: object) -> WorkingHours:
    return WorkingHours(zone=HOME, travels=travels).but(**fields)


def test_without_travels_there_is_one_period() -> None:
    assert [period.first for period in periods_of(hours())] == [None]


def test_the_zone_of_home_holds_again_after_a_travel() -> None:
    found = [(period.first, period.hours.zone) for period in periods_of(hours(NEW_YORK))]
    assert found == [(None, HOME), (date(2026, 12, 1), NEW_YORK.zone), (date(2026, 12, 12), HOME)]


def test_a_travel_without_an_end_holds_for_good() -> None:
    move = Travel(zone="America/New_York", first=date(2026, 12, 1))
    assert zone_name_on(hours(move), date(2030, 1, 1)) == "America/New_York"


def test_of_two_travels_at_once_the_later_one_holds() -> None:
    inner = Travel(zone="America/Chicago", first=date(2026, 12, 4), last=date(2026, 12, 5))
    zones = [zone_name_on(hours(NEW_YORK, inner), date(2026, 12, day)) for day in (3, 4, 5, 6)]
    assert zones == ["America/New_York", "America/Chicago", "America/Chicago", "America/New_York"]


def test_nine_oclock_is_nine_oclock_there() -> None:
    calendar = Calendar(hours(NEW_YORK))
    assert calendar.start_of_day(date(2026, 11, 30)) == datetime(2026, 11, 30, 7, tzinfo=UTC)
    assert calendar.start_of_day(date(2026, 12, 1)) == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert calendar.start_of_day(date(2026, 12, 14)) == datetime(2026, 12, 14, 7, tzinfo=UTC)


def test_a_travel_changes_nothing_before_it() -> None:
    asked, answered = datetime(2026, 11, 26, 14, tzinfo=UTC), datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert Calendar(hours(NEW_YORK)).business_seconds(asked, answered) == Calendar(hours()).business_seconds(
        asked, answered
    )


def test_the_zone_of_a_moment_is_that_of_the_place() -> None:
    before = datetime(2026, 12, 1, 4, 59, tzinfo=UTC)  # a minute before midnight in New York
    assert zone_name_at(hours(NEW_YORK), before) == HOME
    assert zone_name_at(hours(NEW_YORK), before + timedelta(minutes=1)) == "America/New_York"


def test_round_the_clock_no_hour_counts_twice_at_the_border_of_two_zones() -> None:
    always = ((Window(start=0, end=1440),),) * 7
    calendar = Calendar(hours(NEW_YORK, week=always))
    start, end = datetime(2026, 11, 29, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)
    whole = int((end - start).total_seconds())
    gap = 7 * 3600  # flying west: the last midnight at home comes seven hours before that over there
    assert calendar.business_seconds(start, end) == whole - gap
