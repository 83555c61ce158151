"""The sections of the day's overview about what I owe: answers, promises, dates that slip, reports."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

from freelance_comm.domain.promise_times import nudge_of
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles, promise_views, reply_clock
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.clock_hints import HintKind
from freelance_comm.services.report_rhythm import interval_days, next_report_due
from freelance_comm.services.slipping import outlooks, slip

REPORT_AHEAD = 4
"""Calendar days before which a report is announced: on Friday one sees what Monday asks for."""
PROMISE_AHEAD = 7
"""Calendar days before which a promise is shown, unless its nudge comes sooner."""


def waiting(glance: Glance) -> list[Item]:
    """Clients who wait for my answer; those for whom I wait first stand among what I wait for."""
    shown = (clock for clock in glance.clocks if not clock.is_paused and not _is_snoozed(glance, clock))
    return _waiting(glance, tuple(shown))


def snoozed(glance: Glance) -> list[Item]:
    """Clients who wait for my answer and whom I have put off until later."""
    hidden = (clock for clock in glance.clocks if not clock.is_paused and _is_snoozed(glance, clock))
    return _waiting(glance, tuple(hidden))


def _is_snoozed(glance: Glance, clock: reply_clock.ClockView) -> bool:
    return clock.snoozed_until is not None and clock.snoozed_until > glance.now


def _waiting(glance: Glance, clocks: tuple[reply_clock.ClockView, ...]) -> list[Item]:
    from freelance_comm.text.telling import near

    found = []
    waits = Counter(clock.client.id for clock in glance.clocks)
    for clock in clocks:
        hidden = clock.snoozed_until
        whom = clock.handle if waits[clock.client.id] > 1 else clock.client.ref
        hint = clock.hints[0] if clock.hints else None
        found.append(
            glance.item(
                SectionKind.WAITING,
                str(clock.message.id),
                Action.REPLY,
                when_text=clock.left_text,
                title=show(clock.client.name),
                detail=clock.about,
                note=hint.text if hint is not None else near(clock.message.at, glance.now, glance.zone, glance.tr),
                reason=clock.why,
                command=hint.command if hint is not None else f"freelance-comm reply {whom}",
                client_id=clock.client.id,
                project_id=clock.message.project_id,
                message_id=clock.message.id,
                seconds_left=clock.seconds_left,
                half_at=_not_before(clock.half_at, hidden),
                soon_at=_not_before(clock.soon_at, hidden),
                due_at=clock.due_at,
                late_at=_not_before(clock.late_at, hidden),
                turn=_turn(clock),
                share=clock.share,
            )
        )
    return found


def _turn(clock: reply_clock.ClockView) -> str:
    """Return what makes a waiting message a new matter: I put it off until a time, or my answer came back."""
    hidden = clock.snoozed_until
    came_back = [hint.other.id for hint in clock.hints if hint.kind is HintKind.UNDELIVERED and hint.other is not None]
    parts = [f"{hidden:%Y%m%dT%H%M%SZ}"] if hidden is not None else []
    return "-".join([*parts, *map(str, came_back)])


def _not_before(moment: datetime | None, other: datetime | None) -> datetime | None:
    return max(moment, other) if moment is not None and other is not None else moment


def promised(glance: Glance) -> list[Item]:
    """Promises that are due within the week, or late."""
    from freelance_comm.text.telling import near

    tr, calendar = glance.tr, glance.calendar
    nudges = {one.id: nudge_of(calendar, one) for one in promise_views.open_promises(glance.desk.reader)}
    near_ones = tuple(
        promise
        for promise in promise_views.open_promises(glance.desk.reader)
        if promise.due <= glance.now + timedelta(days=max(PROMISE_AHEAD, glance.ahead))
        or nudges[promise.id] <= glance.now + timedelta(days=1)
    )
    found = []
    for view in promise_views.views(glance.desk, near_ones, calendar=calendar):
        promise, nudge = view.promise, nudges[view.promise.id]
        when_text, note = _early(glance, view, nudge)
        made = near(promise.made_at, glance.now, glance.zone, tr)
        found.append(
            glance.item(
                SectionKind.PROMISED,
                str(promise.id),
                Action.KEEP,
                when_text=when_text,
                title=show(promise.what),
                detail=show(view.client_name),
                note=note,
                reason=tr.gettext("promised {made} for {due}").format(made=made, due=view.due_text),
                command=f"freelance-comm promise keep {view.handle}",
                client_id=promise.client_id,
                project_id=promise.project_id,
                promise_id=promise.id,
                seconds_left=view.seconds_left,
                soon_at=nudge,
                due_at=promise.due,
                late_at=promise.due + timedelta(seconds=1),
            )
        )
    return found


def _early(glance: Glance, view: promise_views.PromiseView, nudge: datetime) -> tuple[str, str]:
    """Return when to keep a promise, earlier than it was said, and a remark: what was said, or that it is late.

    Said five: by four. Said nine to twelve: close to nine; once it is nine, until twelve.
    """
    from freelance_comm.text.telling import clock, near

    tr, promise, zone, start = glance.tr, view.promise, glance.zone, view.promise.window_start
    if glance.now > promise.due:
        return view.due_text, tr.gettext("late")
    if promise.whole_day:
        free = glance.calendar.start_of_day(glance.calendar.local_date(promise.due - timedelta(seconds=1))) is None
        return view.due_text, tr.gettext("you do not work then") if free else ""
    same_day = glance.calendar.local_date(nudge) == glance.calendar.local_date(promise.due)
    told = (
        clock(nudge, zone) if glance.calendar.local_date(nudge) == glance.today else near(nudge, glance.now, zone, tr)
    )
    if start is not None:
        window = tr.pgettext("a window of time", "{start} to {end}")
        said = tr.gettext("you said {time}").format(
            time=window.format(start=clock(start, zone), end=clock(promise.due, zone))
        )
        if glance.now >= start:
            return tr.gettext("until {time}").format(time=clock(promise.due, zone)), said
        return (tr.gettext("close to {time}").format(time=told), said) if same_day else (view.due_text, "")
    if same_day and glance.now < nudge:
        said = tr.gettext("you said {time}").format(time=clock(promise.due, zone))
        return tr.gettext("by {time}").format(time=told), said
    return view.due_text, ""


def slipping(glance: Glance) -> list[Item]:
    """Promised days that the remaining hours do not fit before."""
    from freelance_comm.text.telling import dated

    found = []
    known = outlooks(glance.desk, calendar=glance.calendar)
    ids = {one.id for one in promise_views.open_promises(glance.desk.reader)} if known else set()
    named = handles.handles(handles.PROMISE, ids)
    for summary in glance.open if known else ():
        spent = glance.spent.get(summary.project.id, Decimal(0))
        view = slip(glance.desk, summary, spent, calendar=glance.calendar, known=known)
        if view is None:
            continue
        handle = named[view.promise.id]
        found.append(
            glance.item(
                SectionKind.SLIPPING,
                str(view.promise.id),
                Action.NOTICE,
                when_text=dated(view.promised_day, glance.tr),
                title=show(summary.project.name),
                detail=view.words,
                reason=" · ".join((view.words, view.reason)),
                command=f"freelance-comm promise move {handle} --notice",
                client_id=summary.project.client_id,
                project_id=summary.project.id,
                promise_id=view.promise.id,
                seconds_left=glance.calendar.business_seconds(glance.now, view.promise.due),
                soon_at=glance.now,
            )
        )
    return found


def reports(glance: Glance) -> list[Item]:
    """Progress reports that are due."""
    from freelance_comm.text.durations import duration

    tr = glance.tr
    found = []
    for summary in glance.open:
        project, client = summary.project, glance.client_of(summary)
        spent = glance.spent.get(project.id)
        due = next_report_due(
            glance.desk, summary, calendar=glance.calendar, client=client, begun=glance.first_days.get(project.id)
        )
        if due is None or due > glance.today + timedelta(days=max(REPORT_AHEAD, glance.ahead)):
            continue
        parts = [_rhythm(glance, interval_days(glance.desk, project, client))]
        if spent is not None:
            parts.append(tr.gettext("{duration} so far").format(duration=duration(spent, tr)))
        last = summary.last_report
        if last is not None and last.period_end is not None:
            reason = tr.gettext("the last report covered the time up to {day}").format(
                day=glance.near_day(last.period_end)
            )
        else:
            reason = tr.gettext("there has been no report yet")
        found.append(
            glance.item(
                SectionKind.REPORT,
                str(project.id),
                Action.REPORT,
                when_text=glance.near_day(due),
                title=show(project.name),
                detail=" · ".join(parts),
                note=show(client.name) if client else "",
                reason=reason,
                command=f"freelance-comm report {project.ref}",
                client_id=project.client_id,
                project_id=project.id,
                seconds_left=glance.seconds_until(due),
                soon_at=glance.opening(due),
                late_at=glance.midnight(due + timedelta(days=1)),
                turn=due.isoformat(),
            )
        )
    return found


def _rhythm(glance: Glance, days: int) -> str:
    if days == 7:
        return glance.tr.gettext("weekly")
    if days == 1:
        return glance.tr.gettext("daily")
    return glance.tr.ngettext("every {n} day", "every {n} days", days).format(n=days)
