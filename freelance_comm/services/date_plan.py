"""What a plan rests on: the estimate, the facts that are hours or days, the first day.

Apart because lists, letters and the day's overview need these without a forecast.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar

HOUR = Decimal(3600)
DEFAULT_HOURS_A_DAY = Decimal(5)
"""What one project gets of a working day where nobody has said: the rest goes to letters, calls and other clients."""


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


def usual_day_hours(calendar: Calendar, day: date) -> Decimal:
    """Return the working hours of the next working day from ``day`` on; 0 where there is none."""
    usual = calendar.working_days(day, 1)
    return Decimal(calendar.day_seconds(usual)) / HOUR if usual is not None else Decimal(0)


def first_day(calendar: Calendar, now: datetime) -> date:
    """Return today while there is working time left in it, else tomorrow."""
    today = calendar.local_date(now)
    closing = calendar.end_of_day(today)
    return today if closing is not None and now < closing else today + timedelta(days=1)
