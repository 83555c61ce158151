"""From what is known of a project to a plan: the estimate, what remains of it, the pace, the first day.

Apart because the suggestion of a date and the warning that one slips must reckon alike. The forecast itself is loaded
only when a plan is really asked for.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.forecast.dates import DatePlan
    from freelance_comm.services.desk import Desk

HOUR = Decimal(3600)
DEFAULT_HOURS_A_DAY = Decimal(5)
"""What one project gets of a working day where nobody has said: the rest goes to letters, calls and other clients."""
LEAST_HOURS = Decimal("0.25")
"""What is always left of an estimate: work that has used it up still takes a quarter of an hour to finish."""


def estimate_hours(summary: ProjectSummary) -> Decimal | None:
    """Return the hours the work is estimated at: the deadline stage's likely ones, else those of the quote."""
    return fact_hours(summary.project.facts, "estimate_likely") or summary.quote_hours


def fact_hours(facts: dict[str, str], name: str) -> Decimal | None:
    """Return a fact in hours; None where it is empty, damaged or not above zero."""
    from decimal import InvalidOperation

    try:
        value = Decimal(facts.get(name, ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def fact_day(facts: dict[str, str], name: str) -> date | None:
    """Return a fact that is a day; None where it is empty or damaged."""
    try:
        return date.fromisoformat(facts.get(name, ""))
    except ValueError:
        return None


def hours_a_day(facts: dict[str, str], calendar: Calendar, day: date) -> Decimal:
    """Return the hours a working day that a project gets; never more than a working day has, where nothing is said."""
    given = fact_hours(facts, "hours_a_day")
    if given is not None:
        return given
    usual = calendar.working_days(day, 1)
    length = Decimal(calendar.day_seconds(usual)) / HOUR if usual is not None else DEFAULT_HOURS_A_DAY
    return min(DEFAULT_HOURS_A_DAY, length) if length > 0 else DEFAULT_HOURS_A_DAY


def first_day(calendar: Calendar, now: datetime) -> date:
    """Return today while there is working time left in it, else tomorrow."""
    today = calendar.local_date(now)
    closing = calendar.end_of_day(today)
    return today if closing is not None and now < closing else today + timedelta(days=1)


def plan_of(desk: Desk, summary: ProjectSummary, spent_seconds: Decimal, calendar: Calendar) -> DatePlan:
    """Return the plan for what remains of a project: each estimate less the time already spent.

    It begins on the day agreed if that is still to come. Raises ``BadValue`` where there is no estimate.
    """
    from freelance_comm.forecast.dates import plan_dates
    from freelance_comm.forecast.effort import Estimate, WithoutHistory

    facts = summary.project.facts
    likely = estimate_hours(summary)
    if likely is None:
        raise BadValue(
            N_("There is no estimate to reckon with yet."),
            hint=N_("Give at least the most likely hours: `freelance-comm project set PROJECT estimate-likely 12`."),
        )
    optimistic, pessimistic = fact_hours(facts, "estimate_optimistic"), fact_hours(facts, "estimate_pessimistic")
    if fact_hours(facts, "estimate_likely") is None:
        optimistic = pessimistic = None  # the hours of the quote stand alone
    spent = spent_seconds / HOUR
    estimate = Estimate(
        likely=max(likely - spent, LEAST_HOURS),
        optimistic=max(optimistic - spent, LEAST_HOURS) if optimistic is not None else None,
        pessimistic=max(pessimistic - spent, LEAST_HOURS) if pessimistic is not None else None,
    )
    start = first_day(calendar, desk.now())
    agreed = fact_day(facts, "start_on")
    if agreed is not None:
        start = max(start, agreed)
    pace = hours_a_day(facts, calendar, start)
    return plan_dates(WithoutHistory().effort(estimate), hours_a_day=pace, calendar=calendar, start=start)


def chance_of(plan: DatePlan, day: date, calendar: Calendar) -> int:
    """Return in how many of 100 cases the planned work is done by ``day``."""
    from freelance_comm.forecast.dates import chance_by

    return chance_by(plan.effort, day, hours_a_day=plan.hours_a_day, calendar=calendar, start=plan.start)
