"""Whether a promised day still holds: the hours that remain, at the hours a day the project gets, against the calendar.

Apart from the suggestion of a date because the day's overview asks for it every time, from the derived index alone, and
must not load the forecast.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

HOUR = Decimal(3600)
DEFAULT_HOURS_A_DAY = Decimal(5)
"""What one project gets of a working day where nobody has said: the rest goes to letters, calls and other clients."""


class SlipView(Record):
    """A deadline that will not hold at the present pace. Seconds are exact; days are working days.

    ``finish_day`` is where the remaining work ends, ``safe_day`` a day that leaves a margin for the notice to name.
    """

    project: Project
    promise: Promise
    estimate_seconds: Decimal
    spent_seconds: Decimal
    remaining_seconds: Decimal
    hours_a_day: Decimal
    promised_day: date
    finish_day: date | None
    safe_day: date | None
    late_days: int
    words: str


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


def hours_a_day(facts: dict[str, str], calendar: Calendar, day: date) -> Decimal:
    """Return the hours a working day that a project gets; never more than a working day has, where nothing is said."""
    given = fact_hours(facts, "hours_a_day")
    if given is not None:
        return given
    usual = calendar.working_days(day, 1)
    length = Decimal(calendar.day_seconds(usual)) / HOUR if usual is not None else DEFAULT_HOURS_A_DAY
    return min(DEFAULT_HOURS_A_DAY, length) if length > 0 else DEFAULT_HOURS_A_DAY


def deadline_promise(promises: tuple[Promise, ...]) -> Promise | None:
    """Return the open promise of a delivery date, the first due if there are several."""
    found = [promise for promise in promises if promise.source is PromiseSource.DEADLINE]
    return min(found, key=lambda promise: (promise.due, promise.id), default=None)


def slip(desk: Desk, summary: ProjectSummary, spent_seconds: Decimal, *, calendar: Calendar) -> SlipView | None:
    """Return how a promised day slips; None while it holds, or where there is nothing to judge by."""
    promise = deadline_promise(summary.open_promises)
    hours = estimate_hours(summary)
    now = desk.now()
    if promise is None or hours is None or promise.due < now:
        return None
    remaining = hours * HOUR - spent_seconds
    if remaining <= 0:
        return None
    today = calendar.local_date(now)
    closing = calendar.end_of_day(today)
    first = today if closing is not None and now < closing else today + timedelta(days=1)
    pace = hours_a_day(summary.project.facts, calendar, first)
    days = int((remaining / (pace * HOUR)).to_integral_value(ROUND_CEILING))
    promised = calendar.local_date(promise.due - timedelta(seconds=1))
    finish = calendar.working_days(first, days)
    if finish is not None and finish <= promised:
        return None
    margin = max(1, -(-days // 4))
    late = calendar.working_days_between(promised + timedelta(days=1), finish) if finish is not None else 0
    view = SlipView(
        project=summary.project,
        promise=promise,
        estimate_seconds=hours * HOUR,
        spent_seconds=spent_seconds,
        remaining_seconds=remaining,
        hours_a_day=pace,
        promised_day=promised,
        finish_day=finish,
        safe_day=calendar.working_days(finish, margin + 1) if finish is not None else None,
        late_days=late,
        words="",
    )
    return view.but(words=_words(desk, view))


def _words(desk: Desk, view: SlipView) -> str:
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import dated

    tr = desk.tr
    rest = duration(view.remaining_seconds, tr)
    pace = duration(view.hours_a_day * HOUR, tr)
    if view.finish_day is None or view.safe_day is None:
        return tr.gettext("{rest} of work remain, and there are no working days to do them on.").format(rest=rest)
    return tr.gettext("{rest} of work remain; at {pace} a day they end on {finish}. {safe} would be safe.").format(
        rest=rest, pace=pace, finish=dated(view.finish_day, tr), safe=dated(view.safe_day, tr)
    )
