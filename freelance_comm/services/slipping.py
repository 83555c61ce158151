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
from freelance_comm.services.date_plan import HOUR, chance_of, estimate_hours, first_day, hours_a_day, plan_of

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk


class SlipView(Record):
    """A deadline that will not hold at the present pace. Seconds are exact; days are working days.

    ``finish_day`` is where the remaining work ends, ``safe_day`` the one to promise now, for the notice to name;
    ``chance`` is in how many of 100 cases the promised day still holds. ``words`` say it briefly, ``reason`` why.
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
    chance: int
    words: str
    reason: str


def deadline_promise(promises: tuple[Promise, ...]) -> Promise | None:
    """Return the open promise of a delivery date, the first due if there are several."""
    found = [promise for promise in promises if promise.source is PromiseSource.DEADLINE]
    return min(found, key=lambda promise: (promise.due, promise.id), default=None)


def slip(desk: Desk, summary: ProjectSummary, spent_seconds: Decimal, *, calendar: Calendar) -> SlipView | None:
    """Return how a promised day slips; None while it holds, or where there is nothing to judge by."""
    promise = deadline_promise(summary.open_promises)
    hours = estimate_hours(summary)
    now = desk.now()
    if promise is None or hours is None or promise.due < now or summary.project.facts.get("delivered_on"):
        return None
    remaining = hours * HOUR - spent_seconds
    if remaining <= 0:
        return None
    first = first_day(calendar, now)
    pace = hours_a_day(summary.project.facts, calendar, first)
    days = int((remaining / (pace * HOUR)).to_integral_value(ROUND_CEILING))
    promised = calendar.local_date(promise.due - timedelta(seconds=1))
    finish = calendar.working_days(first, days)
    if finish is not None and finish <= promised:
        return None
    plan = plan_of(desk, summary, spent_seconds, calendar)
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
        safe_day=plan.promise_on,
        late_days=late,
        chance=chance_of(plan, promised, calendar),
        words="",
        reason="",
    )
    return view.but(words=_words(desk, view), reason=_reason(desk, view))


def _words(desk: Desk, view: SlipView) -> str:
    from freelance_comm.text.telling import dated

    tr = desk.tr
    if view.safe_day is None:
        return tr.gettext("holds in {chance} of 100 cases").format(chance=view.chance)
    return tr.gettext("holds in {chance} of 100 cases; {safe} would be safe").format(
        chance=view.chance, safe=dated(view.safe_day, tr)
    )


def _reason(desk: Desk, view: SlipView) -> str:
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import dated

    tr = desk.tr
    rest = duration(view.remaining_seconds, tr)
    if view.finish_day is None:
        return tr.gettext("{rest} of work remain, and there are no working days to do them on").format(rest=rest)
    return tr.gettext("{rest} of work remain; at {pace} a day they end on {finish}").format(
        rest=rest, pace=duration(view.hours_a_day * HOUR, tr), finish=dated(view.finish_day, tr)
    )
