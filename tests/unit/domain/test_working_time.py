"""Working time: special days, nights, openings, days counted, and the answer "never"."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.hours_notation import parse_hours
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.working_time import Calendar, DayKind, Period

HOUR = 3_600
BUCHAREST = WorkingHours(zone="Europe/Bucharest")
# A week in March 2026: Monday is the 2nd, Sunday the 8th.
MONDAY, FRIDAY, SATURDAY, NEXT_MONDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)


def at(text: str, zone: str = "Europe/Bucharest") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def calendar(
    hours: str = "mon-fri 09:00-17:00", zone: str = "Europe/Bucharest", **special: tuple[date, ...]
) -> Calendar:
    return Calendar(WorkingHours(zone=zone, week=parse_hours(hours)).but(**special))


# -- the decision table of the reply clock -----------------------------------------------------------------------------


def test_a_message_at_closing_time_starts_counting_at_the_next_opening() -> None:
    assert calendar().business_seconds(at("2026-03-02 17:00"), at("2026-03-03 09:30")) == 30 * 60


def test_seconds_are_counted_exactly_across_a_night() -> None:
    assert calendar().business_seconds(at("2026-03-02 16:59:30"), at("2026-03-03 09:00:45")) == 75


def test_a_weekend_with_a_holiday_costs_no_working_time() -> None:
    holiday = calendar(holidays=(NEXT_MONDAY,))
    assert holiday.business_seconds(at("2026-03-06 23:59"), at("2026-03-10 10:00")) == HOUR


def test_an_answer_on_saturday_took_no_working_time() -> None:
    assert calendar().business_seconds(at("2026-03-07 11:00"), at("2026-03-07 15:00")) == 0


def test_an_end_before_the_start_counts_nothing() -> None:
    assert calendar().business_seconds(at("2026-03-02 12:00"), at("2026-03-02 10:00")) == 0


def test_a_target_of_one_day_is_used_up_at_closing_time() -> None:
    assert calendar().add(at("2026-03-02 09:00"), 8 * HOUR) == at("2026-03-02 17:00")


def test_a_lunch_break_stops_the_clock() -> None:
    split = calendar("mon-fri 09:00-12:00,13:00-17:00")
    assert split.business_seconds(at("2026-03-02 11:30"), at("2026-03-02 13:30")) == HOUR


# -- special days ------------------------------------------------------------------------------------------------------


def test_a_window_begun_before_a_holiday_runs_on_into_it() -> None:
    nights = calendar("mon-fri 22:00-06:00", holidays=(date(2026, 3, 3),))
    assert nights.business_seconds(at("2026-03-02 20:00"), at("2026-03-04 12:00")) == 8 * HOUR


def test_a_day_off_drops_its_windows() -> None:
    assert calendar(days_off=(MONDAY,)).business_seconds(at("2026-03-02 00:00"), at("2026-03-03 00:00")) == 0


def test_an_extra_day_is_worked_although_it_is_a_holiday() -> None:
    extra = calendar(holidays=(MONDAY,), extra_days=(MONDAY,))
    assert extra.business_seconds(at("2026-03-02 00:00"), at("2026-03-03 00:00")) == 8 * HOUR


def test_an_extra_saturday_has_the_hours_of_the_first_worked_weekday() -> None:
    extra = calendar("tue-fri 10:00-16:00", extra_days=(SATURDAY,))
    assert extra.business_seconds(at("2026-03-07 00:00"), at("2026-03-08 00:00")) == 6 * HOUR


def test_a_day_off_wins_over_an_extra_day() -> None:
    both = calendar(extra_days=(SATURDAY,), days_off=(SATURDAY,))
    assert not both.is_working_day(SATURDAY)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (MONDAY, DayKind.HOLIDAY),
        (date(2026, 3, 3), DayKind.DAY_OFF),
        (date(2026, 3, 4), DayKind.WORKING),
        (SATURDAY, DayKind.EXTRA),
        (date(2026, 3, 8), DayKind.FREE),
    ],
)
def test_each_day_tells_what_it_is(day: date, kind: DayKind) -> None:
    special = calendar(holidays=(MONDAY, date(2026, 3, 8)), days_off=(date(2026, 3, 3),), extra_days=(SATURDAY,))
    assert special.day_kind(day) is kind


# -- windows -----------------------------------------------------------------------------------------------------------


def test_overlapping_windows_count_each_moment_once() -> None:
    week = ((Window(start=540, end=780), Window(start=720, end=1020)), *((),) * 6)
    overlapping = Calendar(WorkingHours(zone="UTC", week=week))
    assert overlapping.day_seconds(MONDAY) == 8 * HOUR


def test_a_window_that_ends_at_24_ends_at_midnight() -> None:
    evening = calendar("mon 20:00-24:00")
    assert evening.business_seconds(at("2026-03-02 00:00"), at("2026-03-04 00:00")) == 4 * HOUR


def test_a_window_that_ends_where_it_starts_lasts_a_day() -> None:
    assert calendar("mon 08:00-08:00").business_seconds(at("2026-03-01 00:00"), at("2026-03-05 00:00")) == 24 * HOUR


@pytest.mark.parametrize(
    ("night", "hours"),
    [("2026-03-29", 23), ("2026-10-25", 25)],
)
def test_round_the_clock_a_day_has_23_or_25_hours_when_the_clocks_change(night: str, hours: int) -> None:
    always = calendar("mon-sun 00:00-24:00")
    assert always.day_seconds(date.fromisoformat(night)) == hours * HOUR


def test_half_an_hour_is_lost_on_lord_howe_island() -> None:
    always = calendar("mon-sun 00:00-24:00", zone="Australia/Lord_Howe")
    assert always.day_seconds(date(2026, 10, 4)) == 23 * HOUR + HOUR // 2


def test_a_window_in_the_gap_is_mapped_with_the_offset_before_it() -> None:
    gap = calendar("sun 03:15-03:45")
    assert gap.start_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)


def test_a_window_that_runs_backwards_through_the_gap_is_empty() -> None:
    # 03:45 before the gap is 01:45 UTC, 04:15 after it is 01:15 UTC.
    assert calendar("sun 03:45-04:15").day_seconds(date(2026, 3, 29)) == 0


@pytest.mark.parametrize("window", [Window(start=-1, end=60), Window(start=1440, end=60), Window(start=0, end=1441)])
def test_a_window_outside_the_day_is_refused(window: Window) -> None:
    with pytest.raises(BadValue):
        Calendar(BUCHAREST.but(week=((window,), *((),) * 6)))


def test_a_week_of_six_days_is_refused() -> None:
    with pytest.raises(BadValue):
        Calendar(BUCHAREST.but(week=((),) * 6))


# -- open or closed ----------------------------------------------------------------------------------------------------


def test_closing_time_is_not_working_time() -> None:
    assert (calendar().is_working(at("2026-03-02 16:59:59")), calendar().is_working(at("2026-03-02 17:00"))) == (
        True,
        False,
    )


def test_while_open_the_next_opening_is_now() -> None:
    assert calendar().next_opening(at("2026-03-02 10:00")) == at("2026-03-02 10:00")


def test_after_friday_the_next_opening_is_monday() -> None:
    assert calendar().next_opening(at("2026-03-06 17:00")) == at("2026-03-09 09:00")


def test_the_next_closing_of_a_lunch_break_is_in_the_evening() -> None:
    split = calendar("mon-fri 09:00-12:00,13:00-17:00")
    assert split.next_closing(at("2026-03-02 12:30")) == at("2026-03-02 17:00")


def test_round_the_clock_never_closes() -> None:
    assert calendar("mon-sun 00:00-24:00").next_closing(at("2026-03-02 12:30")) is None


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2026-03-02 10:00", "2026-03-02 10:00"),
        ("2026-03-02 20:00", "2026-03-02 17:00"),
        ("2026-03-09 08:00", "2026-03-06 17:00"),
    ],
)
def test_the_last_working_moment_is_now_or_the_closing_before(moment: str, last: str) -> None:
    assert calendar().last_working(at(moment)) == at(last)


def test_counting_back_from_monday_reaches_friday() -> None:
    assert calendar().subtract(at("2026-03-09 10:00"), 2 * HOUR) == at("2026-03-06 16:00")


def test_counting_back_to_an_opening_gives_the_opening() -> None:
    assert calendar().subtract(at("2026-03-09 10:00"), HOUR) == at("2026-03-09 09:00")


# -- days --------------------------------------------------------------------------------------------------------------


def test_friday_ends_with_the_working_day() -> None:
    assert calendar("mon-fri 09:00-13:00,14:00-18:00").end_of_day(FRIDAY) == at("2026-03-06 18:00")


def test_a_night_shift_makes_friday_end_at_midnight() -> None:
    assert calendar("fri 22:00-06:00").end_of_day(FRIDAY) == at("2026-03-07 00:00")


def test_a_free_day_has_no_start_and_no_end() -> None:
    assert (calendar().start_of_day(SATURDAY), calendar().end_of_day(SATURDAY)) == (None, None)


def test_the_first_working_day_may_be_the_day_itself() -> None:
    assert calendar().working_days(MONDAY, 1) == MONDAY


def test_working_days_step_over_weekends_and_holidays() -> None:
    assert calendar(holidays=(NEXT_MONDAY,)).working_days(MONDAY, 6) == date(2026, 3, 10)


def test_working_days_between_counts_both_ends() -> None:
    assert calendar(holidays=(NEXT_MONDAY,)).working_days_between(MONDAY, date(2026, 3, 10)) == 6


def test_counting_working_days_from_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1"):
        calendar().working_days(MONDAY, 0)


def test_the_local_date_is_the_freelancers() -> None:
    assert calendar().local_date(datetime(2026, 3, 2, 22, 30, tzinfo=UTC)) == date(2026, 3, 3)


# -- validity periods --------------------------------------------------------------------------------------------------


@pytest.fixture
def travel() -> Calendar:
    montreal = Period(hours=WorkingHours(zone="America/Montreal"), first=date(2026, 10, 1))
    return Calendar.of((montreal, Period(hours=BUCHAREST)))


def test_a_move_keeps_the_old_zone_for_old_days(travel: Calendar) -> None:
    assert travel.start_of_day(date(2026, 9, 30)) == at("2026-09-30 09:00")


def test_a_move_brings_the_new_zone_from_its_day_on(travel: Calendar) -> None:
    assert travel.start_of_day(date(2026, 10, 1)) == at("2026-10-01 09:00", "America/Montreal")


def test_time_is_counted_in_both_zones_over_a_move(travel: Calendar) -> None:
    assert travel.business_seconds(at("2026-09-30 00:00"), at("2026-10-02 00:00", "America/Montreal")) == 16 * HOUR


def test_the_date_after_a_move_is_that_of_the_new_zone(travel: Calendar) -> None:
    late = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
    assert (travel.local_date(late), travel.zone_on(date(2026, 11, 1))) == (date(2026, 11, 1), "America/Montreal")


def test_a_calendar_without_periods_is_refused() -> None:
    with pytest.raises(ValueError, match="period"):
        Calendar.of(())


# -- never, and bounded ------------------------------------------------------------------------------------------------


@pytest.fixture(params=["no hours at all", "ten years of holidays"])
def idle(request: pytest.FixtureRequest) -> Calendar:
    if request.param == "no hours at all":
        return calendar("none")
    return calendar(holidays=tuple(date(2026, 1, 1) + timedelta(days=day) for day in range(3_653)))


def test_without_working_time_nothing_is_ever_due(idle: Calendar) -> None:
    assert idle.add(at("2026-03-02 09:00"), 1) is None


def test_without_working_time_nothing_ever_opens(idle: Calendar) -> None:
    start = at("2026-03-02 09:00")
    assert (idle.next_opening(start), idle.next_closing(start), idle.is_working(start)) == (None, None, False)


def test_without_working_time_there_is_no_next_working_day(idle: Calendar) -> None:
    assert idle.working_days(MONDAY, 1) is None


def test_without_any_hours_nothing_was_ever_worked() -> None:
    assert (
        calendar("none").subtract(at("2026-03-02 09:00"), 1),
        calendar("none").last_working(at("2026-03-02 09:00")),
    ) == (
        None,
        None,
    )


def test_more_time_than_there_is_is_never_reached() -> None:
    assert calendar().add(at("2026-03-02 09:00"), 10**12) is None


def test_the_first_and_the_last_year_of_the_computer_do_not_stop_the_reckoning() -> None:
    first, last = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
    one_day = calendar("mon 09:00-10:00", zone="UTC")
    assert one_day.business_seconds(first, last) == 400 * 365.2425 / 7 // 1 * HOUR


def test_ten_years_are_the_sum_of_their_days() -> None:
    years = calendar("mon-sun 00:00-24:00", zone="America/New_York")
    start, end = at("2016-03-01", "America/New_York"), at("2026-03-01", "America/New_York")
    assert years.business_seconds(start, end) == (end - start).total_seconds()


# -- programming mistakes ----------------------------------------------------------------------------------------------


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        calendar().business_seconds(datetime(2026, 3, 2, 9), at("2026-03-02 10:00"))  # noqa: DTZ001 - the point


@pytest.mark.parametrize("method", ["add", "subtract"])
def test_negative_seconds_are_refused(method: str) -> None:
    with pytest.raises(ValueError, match="count"):
        getattr(calendar(), method)(at("2026-03-02 09:00"), -1)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(BadValue):
        Calendar(WorkingHours(zone="Europe/Bucuresti"))
