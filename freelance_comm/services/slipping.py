"""Whether a promised day still holds, told before it passes.

Apart from the forecast because the day's overview asks for it every time: what the forecast says of all promised days
lies ready in the local state, and is worked out anew when the day or anything stored has changed. The forecast itself
is loaded only then.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.domain.record import Record
from freelance_comm.services.date_plan import HOUR, first_day

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

WARN_BELOW = 50
"""In fewer of 100 cases than this a promised day slips: the forecast's middle day lies beyond it."""


class SlipView(Record):
    """A deadline that will not hold as things stand. Seconds are exact; days are working days.

    ``finish_day`` is where the remaining work ends in the middle case, ``safe_day`` the one to promise now, for the
    notice to name; ``chance`` is in how many of 100 cases the promised day still holds. ``words`` say it briefly,
    ``reason`` why.
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


class Outlook(Record):
    """What the forecast says of one promised day; days are None where they never come."""

    promise_id: int
    chance: int
    finish_day: date | None
    safe_day: date | None
    estimate_hours: Decimal
    remaining_hours: Decimal
    hours_a_day: Decimal


def deadline_promise(promises: tuple[Promise, ...]) -> Promise | None:
    """Return the open promise of a delivery date, the first due if there are several."""
    found = [promise for promise in promises if promise.source is PromiseSource.DEADLINE]
    return min(found, key=lambda promise: (promise.due, promise.id), default=None)


def outlooks(desk: Desk, *, calendar: Calendar) -> dict[int, Outlook]:
    """Return what the forecast says of each promised delivery date still to come, by the number of the promise.

    Dates of projects that nothing is estimated of are left out.
    """
    now = desk.now()
    coming = {
        summary.project.id: promise
        for summary in desk.reader.summaries()
        if (promise := deadline_promise(summary.open_promises)) is not None
        and promise.due >= now
        and not summary.project.facts.get("delivered_on")
    }
    if not coming:
        return {}
    asked = [first_day(calendar, now).isoformat(), desk.zone, sorted(promise.id for promise in coming.values())]
    answer = desk.reader.foreseen(asked)
    if answer is None:
        answer = _worked_out(desk, coming, calendar)
        desk.reader.keep_foreseen(asked, answer)
    return {row[0]: _outlook(row) for row in answer}


def slip(
    desk: Desk,
    summary: ProjectSummary,
    spent_seconds: Decimal,
    *,
    calendar: Calendar,
    known: dict[int, Outlook] | None = None,
) -> SlipView | None:
    """Return how a promised day slips; None while it holds, or where there is nothing to judge by.

    ``known`` are the outlooks, for callers with many projects.
    """
    promise = deadline_promise(summary.open_promises)
    if promise is None or promise.due < desk.now() or summary.project.facts.get("delivered_on"):
        return None
    outlook = (outlooks(desk, calendar=calendar) if known is None else known).get(promise.id)
    if outlook is None or outlook.chance >= WARN_BELOW:
        return None
    promised, finish = calendar.local_date(promise.due - timedelta(seconds=1)), outlook.finish_day
    view = SlipView(
        project=summary.project,
        promise=promise,
        estimate_seconds=outlook.estimate_hours * HOUR,
        spent_seconds=spent_seconds,
        remaining_seconds=outlook.remaining_hours * HOUR,
        hours_a_day=outlook.hours_a_day,
        promised_day=promised,
        finish_day=finish,
        safe_day=outlook.safe_day,
        late_days=calendar.working_days_between(promised + timedelta(days=1), finish) if finish is not None else 0,
        chance=outlook.chance,
        words="",
        reason="",
    )
    return view.but(words=_words(desk, view), reason=_reason(desk, view))


def _worked_out(desk: Desk, coming: dict[int, Promise], calendar: Calendar) -> list[Any]:
    """Return the outlooks as plain values."""
    from freelance_comm.services.forecasts import Known, forecast

    known = Known(desk)
    rows: list[Any] = []
    for project_id, promise in coming.items():
        try:
            found = forecast(desk, desk.reader.project(project_id), known=known)
        except BadValue:  # nothing is estimated, or what is says nothing: there is nothing to judge by
            continue
        if not found.lines:
            continue
        finish, safe = found.ends.day_at(50), found.ends.day_at(80)
        rows.append(
            [
                promise.id,
                found.ends.chance(calendar.local_date(promise.due - timedelta(seconds=1))),
                finish.isoformat() if finish is not None else None,
                safe.isoformat() if safe is not None else None,
                str(found.effort.estimate.likely),
                str(found.remaining_estimate),
                str(found.pace.hours),
            ]
        )
    return rows


def _outlook(row: list[Any]) -> Outlook:
    promise_id, chance, finish, safe, estimate, remaining, pace = row
    return Outlook(
        promise_id=promise_id,
        chance=chance,
        finish_day=date.fromisoformat(finish) if finish else None,
        safe_day=date.fromisoformat(safe) if safe else None,
        estimate_hours=Decimal(estimate),
        remaining_hours=Decimal(remaining),
        hours_a_day=Decimal(pace),
    )


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
        return tr.gettext("{rest} of work left, and no working days to do it on").format(rest=rest)
    return tr.gettext("{rest} of work left by your estimate; at your usual pace it will be done on {finish}").format(
        rest=rest, finish=dated(view.finish_day, tr)
    )
