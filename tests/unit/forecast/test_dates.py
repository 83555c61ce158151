"""Dates for hours: the plan, the promise, the margin, and what a date is worth."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.hours_notation import parse_hours
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.working_time import Calendar
from freelance_comm.forecast.dates import DatePlan, DateRating, chance_by, plan_dates, rate
from freelance_comm.forecast.effort import Effort, Estimate, WithoutHistory

MONDAY = date(2026, 3, 2)
HOURS = WorkingHours(zone="Europe/Bucharest")


def effort(likely: str = "40") -> Effort:
    return WithoutHistory().effort(Estimate(likely=Decimal(likely)))


def plan(
    likely: str = "40",
    *,
    a_day: str = "4",
    hours: str = "mon-fri 09:00-17:00",
    start: date = MONDAY,
    **special: tuple[date, ...],
) -> DatePlan:
    calendar = Calendar(HOURS.but(week=parse_hours(hours), **special))
    return plan_dates(effort(likely), hours_a_day=Decimal(a_day), calendar=calendar, start=start)


def test_forty_hours_at_four_a_day_are_planned_for_ten_working_days() -> None:
    found = plan()
    assert (found.plan_on, found.plan_days) == (date(2026, 3, 13), 10)


def test_the_promise_stands_where_the_work_is_done_in_80_of_100_cases() -> None:
    # 64.4 hours at four a day are 17 working days
    found = plan()
    assert (found.promise_on, found.promise_days, found.margin_days) == (date(2026, 3, 24), 17, 7)


def test_the_safest_date_comes_last() -> None:
    assert plan().safe_on == date(2026, 4, 16)


def test_holidays_move_the_dates_and_are_counted() -> None:
    found = plan(holidays=(date(2026, 3, 9), date(2026, 3, 10)), days_off=(date(2026, 3, 12),))
    assert (found.plan_on, found.idle_days) == (date(2026, 3, 18), 3)


def test_holidays_after_the_promise_do_not_count() -> None:
    assert plan(holidays=(date(2026, 3, 30),)).idle_days == 0


def test_a_day_gives_no_more_than_its_working_hours() -> None:
    assert plan("8", a_day="10", hours="mon-fri 09:00-13:00").plan_days == 2


def test_work_on_a_free_day_begins_on_the_next_working_day() -> None:
    assert plan("4", start=date(2026, 3, 7)).plan_on == date(2026, 3, 9)


def test_a_small_task_is_done_on_the_day_it_begins() -> None:
    found = plan("1")
    assert (found.plan_on, found.plan_days, found.margin_days) == (MONDAY, 1, 0)


@pytest.mark.parametrize("why", ["no hours", "ten years of holidays"])
def test_without_working_days_there_is_never_a_date(why: str) -> None:
    if why == "no hours":
        found = plan(hours="none")
    else:
        found = plan(holidays=tuple(MONDAY + timedelta(days=day) for day in range(3_653)))
    assert (found.never, found.plan_on, found.promise_on, found.margin_days) == (True, None, None, 0)


def test_work_for_a_lifetime_has_no_date() -> None:
    assert plan("100000", a_day="1").never


def test_a_plan_that_can_be_kept_but_not_promised_says_never() -> None:
    found = plan("4000", a_day="1")
    assert (found.plan_on is not None, found.never, found.margin_days) == (True, True, 0)


@pytest.mark.parametrize("a_day", ["0", "-1", "24.5", "NaN", "Infinity"])
def test_hours_a_day_that_cannot_be_planned_with_are_refused(a_day: str) -> None:
    with pytest.raises(BadValue):
        plan(a_day=a_day)


@pytest.mark.parametrize(
    ("day", "rating"),
    [
        (date(2026, 3, 12), DateRating.UNREALISTIC),
        (date(2026, 3, 13), DateRating.TIGHT),
        (date(2026, 3, 23), DateRating.TIGHT),
        (date(2026, 3, 24), DateRating.SAFE),
    ],
)
def test_a_date_is_worth_what_the_plan_says(day: date, rating: DateRating) -> None:
    assert rate(plan(), day) is rating


def test_no_date_is_realistic_without_a_plan() -> None:
    assert rate(plan(hours="none"), date(2199, 1, 1)) is DateRating.UNREALISTIC


@pytest.mark.parametrize(
    ("day", "chance"),
    [(date(2026, 2, 27), 1), (date(2026, 3, 13), 50), (date(2026, 3, 14), 50), (date(2199, 1, 1), 99)],
)
def test_the_chance_of_a_date_is_that_of_the_hours_until_then(day: date, chance: int) -> None:
    found = chance_by(effort(), day, hours_a_day=Decimal(4), calendar=Calendar(HOURS), start=MONDAY)
    assert found == chance


@settings(derandomize=True, database=None, deadline=None, max_examples=40)
@given(st.decimals(Decimal("0.1"), 400, places=1), st.decimals(Decimal("0.5"), 12, places=1), st.integers(0, 365))
def test_the_promise_holds_in_80_of_100_cases_and_the_plan_in_50(likely: Decimal, a_day: Decimal, later: int) -> None:
    calendar, start = Calendar(HOURS), MONDAY + timedelta(days=later)
    found = plan_dates(effort(str(likely)), hours_a_day=a_day, calendar=calendar, start=start)
    assert found.plan_on is not None
    assert found.promise_on is not None
    chances = [
        chance_by(found.effort, day, hours_a_day=a_day, calendar=calendar, start=start)
        for day in (found.plan_on, found.promise_on)
    ]
    assert (chances[0] >= 50, chances[1] >= 80) == (True, True)
