"""From hours of effort to dates: when to plan the end, and what to promise.

A day gives the project the hours the freelancer sets aside for it, never more than the day's own working hours. The
plan ends where the median effort is used up; the promise stands where it is used up in 80 of 100 cases; the working
days between the two are the margin. What effort alone cannot know (other commitments, the client's answers, days that
go otherwise) is not in here: a learned calendar belongs before this step, in the hours a day.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.working_time import GIVE_UP_DAYS, LAST_YEAR, Calendar, DayKind
from freelance_comm.forecast.effort import Effort

MOST_WORKING_DAYS = 5_000
"""Some twenty years: what takes longer has no date."""
_HOUR = 3_600


class DateRating(StrEnum):
    """What a date is worth as a promise: held in 80 of 100 cases or more, in 50 to 80, in fewer than 50."""

    SAFE = "safe"
    TIGHT = "tight"
    UNREALISTIC = "unrealistic"


class DatePlan(Record):
    """The dates of a piece of work and what they rest on; a date is None when it never comes.

    ``plan_days`` and ``promise_days`` count the working days from ``start`` to the date, both included;
    ``margin_days`` those between the two dates; ``idle_days`` the holidays and days off until the promise.
    """

    effort: Effort
    hours_a_day: Decimal
    start: date
    plan_on: date | None
    promise_on: date | None
    safe_on: date | None
    plan_days: int = 0
    promise_days: int = 0
    idle_days: int = 0

    @property
    def margin_days(self) -> int:
        """Working days between the planned end and the promise; 0 when there is no date to promise."""
        return max(self.promise_days - self.plan_days, 0)

    @property
    def never(self) -> bool:
        """Whether there is no date to promise."""
        return self.promise_on is None


def plan_dates(effort: Effort, *, hours_a_day: Decimal, calendar: Calendar, start: date) -> DatePlan:
    """Return the plan for work that begins on ``start`` with ``hours_a_day`` for it on each working day.

    Raises ``BadValue`` when the hours a day are not between 0 and 24.
    """
    check_hours(hours_a_day)
    wanted = {50: effort.p50, 80: effort.p80, 95: effort.p95}
    reached: dict[int, tuple[date, int]] = {}
    given, days, idle, empty = Decimal(0), 0, 0, 0
    day = start
    while len(reached) < len(wanted) and days < MOST_WORKING_DAYS and empty <= GIVE_UP_DAYS and day.year < LAST_YEAR:
        capacity = _capacity(calendar, day, hours_a_day)
        if capacity:
            given, days, empty = given + capacity, days + 1, 0
            for level, hours in wanted.items():
                if level not in reached and given >= hours:
                    reached[level] = (day, days)
        else:
            empty += 1
            if 80 not in reached and calendar.day_kind(day) in (DayKind.HOLIDAY, DayKind.DAY_OFF):
                idle += 1
        day += timedelta(days=1)
    plan_on, plan_days = reached.get(50, (None, 0))
    promise_on, promise_days = reached.get(80, (None, 0))
    return DatePlan(
        effort=effort,
        hours_a_day=hours_a_day,
        start=start,
        plan_on=plan_on,
        promise_on=promise_on,
        safe_on=reached.get(95, (None, 0))[0],
        plan_days=plan_days,
        promise_days=promise_days,
        idle_days=idle,
    )


def chance_by(effort: Effort, day: date, *, hours_a_day: Decimal, calendar: Calendar, start: date) -> int:
    """Return in how many of 100 cases the work is done by the end of ``day``, from 1 to 99.

    Counts the effort only: real days are less faithful than this.
    """
    check_hours(hours_a_day)
    enough = effort.p95 * 2
    given = Decimal(0)
    current = start
    while current <= day and given < enough and current.year < LAST_YEAR:
        given += _capacity(calendar, current, hours_a_day)
        current += timedelta(days=1)
    return effort.chance(given)


def rate(plan: DatePlan, day: date) -> DateRating:
    """Return what ``day`` is worth as a promise for the planned work."""
    if plan.promise_on is not None and day >= plan.promise_on:
        return DateRating.SAFE
    if plan.plan_on is not None and day >= plan.plan_on:
        return DateRating.TIGHT
    return DateRating.UNREALISTIC


def _capacity(calendar: Calendar, day: date, hours_a_day: Decimal) -> Decimal:
    return min(Decimal(calendar.day_seconds(day)) / _HOUR, hours_a_day)


def check_hours(hours_a_day: Decimal) -> None:
    """Raise ``BadValue`` when the hours a day are not between 0 and 24."""
    if not (hours_a_day.is_finite() and 0 < hours_a_day <= 24):
        raise BadValue(
            N_("No plan can be made with a working day of this length (hours: {hours})."),
            hint=N_("Give the hours you can set aside for this project on a working day, for example 4."),
            hours=str(hours_a_day)[:40],
        )
