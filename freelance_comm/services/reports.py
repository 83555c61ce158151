"""Progress reports: what was done in a period, the time it took, and what it means for the price and the promises.

Apart from the drafts because a report is figures first: the same view becomes a letter, a page, or JSON for scripts.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, SentDraft, Step, StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.domain.zones import zone_of
from freelance_comm.services.report_rhythm import interval_days, next_report_due
from freelance_comm.services.standing import MoneyUse, Schedule, estimate_seconds, money_used, schedule_of
from freelance_comm.services.time_account import ActionLine, actions, clip, total, whole_minutes

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

__all__ = [
    "ReportView",
    "as_json",
    "client_of",
    "mark_sent",
    "next_report_due",
    "render",
    "report",
]

TEMPLATE = "work/progress-report"
_HELD = (PromiseState.KEPT, PromiseState.EARLY, PromiseState.LATE)


class ReportView(Record):
    """A progress report. ``first`` and ``last`` are local days, both included; ``entries`` are cut at their edges.

    ``total_seconds`` is exact, ``total_minutes`` rounded once; the minutes of ``actions`` add up to it. ``spent_all``
    is the exact time on the project up to ``last``. ``promises_kept`` were fulfilled in the period, late ones too.
    """

    project: Project
    client: Client
    zone: str
    first: date
    last: date
    entries: tuple[TimeEntry, ...]
    actions: tuple[ActionLine, ...]
    total_seconds: Decimal
    total_minutes: int
    spent_all: Decimal
    estimate_seconds: Decimal | None
    money: MoneyUse | None
    promises_kept: tuple[Promise, ...]
    promises_open: tuple[Promise, ...]
    next_steps: tuple[Step, ...]
    needs: tuple[Step, ...]
    schedule: Schedule


def report(desk: Desk, project: Project, first: date | None = None, last: date | None = None) -> ReportView:
    """Return the report on ``project`` for local days ``first`` to ``last``, both included.

    Without ``first`` it begins where the last report ended, or with the first entry; without ``last`` it ends today.
    """
    file = desk.reader.project(project.id)
    zone = desk.zone
    logged = desk.reader.all_entries(project.id)
    first, last, countable = _bounds(desk, file, first, last, logged)
    entries = clip(countable, first, last, zone)
    spent = clip(logged, min((entry.day for entry in logged), default=first) - timedelta(days=2), last, zone)
    lines = actions(entries)
    seconds = total(entries)
    return ReportView(
        project=file.head,
        client=client_of(desk, file.head.client_id),
        zone=zone,
        first=first,
        last=last,
        entries=entries,
        actions=lines,
        total_seconds=seconds,
        total_minutes=whole_minutes(seconds),
        spent_all=total(spent),
        estimate_seconds=estimate_seconds(file),
        money=money_used(file, spent, entries),
        promises_kept=_kept(file.promises, first, last, zone),
        promises_open=tuple(sorted(file.open_promises, key=lambda promise: (promise.due, promise.id))),
        next_steps=_open_steps(file, StepKind.MINE),
        needs=_open_steps(file, StepKind.THEIRS),
        schedule=schedule_of(desk, file),
    )


def _bounds(
    desk: Desk, file: ProjectFile, first: date | None, last: date | None, logged: tuple[TimeEntry, ...]
) -> tuple[date, date, tuple[TimeEntry, ...]]:
    """Return both ends of the period and the entries it may count."""
    today = desk.today()
    sent = last_report(file)
    end = today if last is None else last
    if first is None and sent is not None and sent.period_end is not None:
        first, logged = _continuing(sent, sent.period_end, logged, desk.zone)
        first = min(first, end) if end == today else first
    elif first is None:
        first = min((entry.day for entry in logged if entry.day <= end), default=end)
    if first > end:
        from freelance_comm.text.telling import calendar_day

        raise BadValue(
            N_("The report would end on {last}, before it begins on {first}."),
            hint=N_("Give both days of the period, the earlier one first."),
            first=calendar_day(first, today, desk.tr),
            last=calendar_day(end, today, desk.tr),
        )
    return first, end, logged


def last_report(file: ProjectFile) -> SentDraft | None:
    """Return the report that reached furthest, ``None`` before the first."""
    reports = [sent for sent in file.sent if sent.period_end is not None]
    return max(reports, key=lambda sent: (sent.period_end or date.min, sent.at), default=None)


def client_of(desk: Desk, client_id: int) -> Client:
    """Return the client with that id."""
    from freelance_comm.domain.errors import NotFound

    for client in desk.reader.clients():
        if client.id == client_id:
            return client
    raise NotFound(
        N_("The project's client is not in the list of clients."),
        hint=N_("The file clients.json may be older than the project's; restore it, or add the client again."),
    )


def _continuing(
    sent: SentDraft, end: date, logged: tuple[TimeEntry, ...], zone: str
) -> tuple[date, tuple[TimeEntry, ...]]:
    """Return where the next report begins, and the entries it may count.

    A report sent at noon covers its day only up to then: what ended or was entered later on that day (ids grow with
    time) belongs to the next one.
    """
    if sent.at.astimezone(zone_of(zone)).date() != end:
        return end + timedelta(days=1), logged
    later = tuple(
        entry
        for entry in logged
        if entry.day > end
        or (entry.ended is not None and entry.ended > sent.at)
        or (entry.day == end and entry.id > sent.id)
    )
    return (end if clip(later, end, end, zone) else end + timedelta(days=1)), later


def _kept(promises: tuple[Promise, ...], first: date, last: date, zone: str) -> tuple[Promise, ...]:
    def day(promise: Promise) -> date:
        closed = promise.closed_at or promise.due
        return closed.astimezone(zone_of(zone)).date()

    done = [promise for promise in promises if promise.state in _HELD and first <= day(promise) <= last]
    return tuple(sorted(done, key=lambda promise: (promise.closed_at or promise.due, promise.id)))


def _open_steps(file: ProjectFile, kind: StepKind) -> tuple[Step, ...]:
    return tuple(step for step in file.steps if step.kind is kind and step.done_at is None and not step.quiet)


# -- sending and cadence ---------------------------------------------------------------------------------------------


def mark_sent(
    desk: Desk, project: Project, view: ReportView, *, subject: str = "", body: str = "", built_in: bool = False
) -> SentDraft:
    """Note that the report has gone out: its period is kept, and the next is due one interval after its end.

    ``subject`` and ``body`` are those of the letter that was sent; without them, those of the letter as composed
    (``built_in`` as for ``render``).
    """
    from freelance_comm.services import drafts
    from freelance_comm.services.sending import note_sent

    if not subject and not body and view.actions:
        letter = drafts.compose_report(desk, view, built_in=built_in)
        subject, body = letter.subject, letter.body
    return note_sent(desk, project, TEMPLATE, subject=subject, body=body, period=(view.first, view.last))


def next_after(desk: Desk, view: ReportView) -> date | None:
    """Return the working day on which the report after this one falls due; ``None`` without a rhythm."""
    every = interval_days(desk, view.project, view.client)
    if every <= 0 or (view.project.small_job and view.project.report_every_days is None):
        return None
    due = view.last + timedelta(days=every)
    day = desk.calendar().working_days(due, 1) or due
    return day if day > desk.today() else None


# -- forms -----------------------------------------------------------------------------------------------------------


def as_json(view: ReportView) -> dict[str, Any]:
    """Return the report as plain values for scripts."""
    from freelance_comm.services.report_json import as_json as plain

    return plain(view)


def render(desk: Desk, view: ReportView, form: str, *, built_in: bool = False) -> str | bytes:
    """Return the report as ``text``, ``md``, ``html``, ``eml`` (bytes) or ``json``, all but JSON as the client reads.

    ``built_in`` passes over the freelancer's own templates. Raises ``BadValue`` when no time was logged in the period:
    a letter about nothing reports nothing.
    """
    if form == "json":
        import json

        return json.dumps(as_json(view), ensure_ascii=False, indent=2)
    from freelance_comm.services import drafts

    if form == "eml":
        letter = drafts.compose_report(desk, view, built_in=built_in)
        page = drafts.compose_report(desk, view, form="html", built_in=built_in)
        return drafts.as_eml(desk, letter.but(html=page.body))
    names = {"text": "txt", "txt": "txt", "md": "md", "html": "html"}
    if form not in names:
        raise BadValue(
            N_("A report cannot be written as “{form}”."), hint=N_("Choose text, md, html, eml or json."), form=form
        )
    return drafts.compose_report(desk, view, form=names[form], built_in=built_in).body
