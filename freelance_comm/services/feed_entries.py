"""What belongs into a calendar: promises, answers that are due, reports, money, days to be in touch, ends of quotes.

Apart from writing it down as a calendar file (``calendar_feed``), which is a matter of that format alone. Nothing that
a client wrote to the freelancer stands here, because calendars are shared and lie on other people's servers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.promise_times import nudge_of
from freelance_comm.domain.quote import QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import agenda_theirs, promise_views, reply_clock
from freelance_comm.services.agenda_item import Glance, SectionKind
from freelance_comm.services.reminders import speaking_time
from freelance_comm.services.report_rhythm import next_report_due
from freelance_comm.text.sums import plain_money

if TYPE_CHECKING:
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.speaking_time import SpeakingTime
    from freelance_comm.services.desk import Desk

DAYS_AHEAD = 366
ANSWER_LENGTH = timedelta(minutes=15)
"""How long the line of something due at a moment is in a calendar; it ends at that moment."""


class EntryKind(StrEnum):
    """What an entry of the calendar is."""

    PROMISE = "promise"
    DEADLINE = "deadline"
    REPLY = "reply"
    REPORT = "report"
    MONEY = "money"
    FOLLOW_UP = "follow-up"
    QUOTE = "quote"


TASKS = frozenset(
    (EntryKind.PROMISE, EntryKind.DEADLINE, EntryKind.REPLY, EntryKind.REPORT, EntryKind.FOLLOW_UP),
)
"""What there is something to do about; money and quotes only come and go."""


class Entry(Record):
    """One thing in the calendar: on ``day``, or from ``start`` to ``due``. ``due`` is always the last moment, in UTC.

    ``alarm`` is when to be reminded, in working time; None where it has passed or there is none. ``key`` names the
    same thing for ever, ``noted`` is when it became so. Texts are in the interface language.
    """

    key: str
    kind: EntryKind
    summary: str
    description: str
    due: datetime
    noted: datetime
    start: datetime | None = None
    day: date | None = None
    alarm: datetime | None = None

    @property
    def is_task(self) -> bool:
        """Whether calendars may show it as something to do."""
        return self.kind in TASKS


def entries(desk: Desk) -> tuple[Entry, ...]:
    """Return all that is open and due within a year, the first due first."""
    glance = Glance(desk, ahead=DAYS_AHEAD)
    speaking = speaking_time(glance)
    last = glance.now + timedelta(days=DAYS_AHEAD)
    found = [
        entry
        for source in (_promises, _answers, _reports, _money, _in_touch, _quotes)
        for entry in source(glance, speaking)
        if entry.due <= last
    ]
    return tuple(sorted(found, key=lambda entry: (entry.due, entry.key)))


def _promises(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    tr = glance.tr
    names = {summary.project.id: show(summary.project.name) for summary in glance.everything}
    for view in promise_views.views(glance.desk, promise_views.open_promises(glance.desk.reader)):
        promise, whom = view.promise, show(view.client_name)
        is_deadline = promise.source is PromiseSource.DEADLINE and promise.project_id in names
        if is_deadline:
            summary = tr.gettext("Deadline: {project}").format(project=names[promise.project_id or 0])
        else:
            summary = tr.gettext("Promised to {client}: {what}").format(client=whom, what=show(promise.what))
        lines = (tr.gettext("Promised: {day}").format(day=_day(glance, promise.made_at)),)
        day = glance.calendar.local_date(promise.due - timedelta(seconds=1)) if promise.whole_day else None
        yield Entry(
            key=f"promise-{promise.id}",
            kind=EntryKind.DEADLINE if is_deadline else EntryKind.PROMISE,
            summary=summary,
            description=_described(lines, f"freelance-comm promise keep {view.handle}"),
            due=promise.due,
            start=None if promise.whole_day else _start(promise),
            day=day,
            alarm=_alarm(glance, speaking, nudge_of(glance.calendar, promise), promise.due),
            noted=promise.made_at,
        )


def _start(promise: Promise) -> datetime:
    if promise.window_start is not None and promise.window_start < promise.due:
        return promise.window_start
    return promise.due - ANSWER_LENGTH


def _answers(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    tr = glance.tr
    for clock in reply_clock.clocks(glance.desk, snoozed=True, calendar=glance.calendar):
        if clock.due_at is None or clock.is_paused:
            continue
        whom = show(clock.client.name)
        wanted = clock.soon_at or clock.due_at
        if clock.snoozed_until is not None:
            wanted = max(wanted, clock.snoozed_until)
        yield Entry(
            key=f"reply-{clock.message.id}",
            kind=EntryKind.REPLY,
            summary=tr.gettext("Answer {client}").format(client=whom),
            description=_described(
                (tr.gettext("Their message: {day}").format(day=_day(glance, clock.message.at)),),
                clock.answered,
            ),
            due=clock.due_at,
            start=clock.due_at - ANSWER_LENGTH,
            alarm=_alarm(glance, speaking, wanted, clock.due_at),
            noted=clock.message.at,
        )


def _reports(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    first_days = glance.desk.reader.first_days()
    for summary in glance.open:
        project = summary.project
        client = glance.client_of(summary)
        due = next_report_due(
            glance.desk, summary, calendar=glance.calendar, client=client, begun=first_days.get(project.id)
        )
        if due is None:
            continue
        yield _on_day(
            glance,
            speaking,
            due,
            key=f"report-{project.id}-{due.isoformat()}",
            kind=EntryKind.REPORT,
            summary=glance.tr.gettext("Progress report: {project}").format(project=show(project.name)),
            description=_described(
                (show(client.name),) if client is not None else (), f"freelance-comm report {project.ref}"
            ),
            noted=summary.last_report.at if summary.last_report is not None else project.created,
        )


def _money(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    for summary in glance.everything:
        if summary.next_instalment is None:
            continue
        project, client = summary.project, glance.client_of(summary)
        for instalment in glance.desk.reader.project(project.id).instalments:
            if instalment.open.amount <= 0:
                continue
            amount = plain_money(instalment.open, glance.tr)
            lines = [show(instalment.label), *([show(client.name)] if client is not None else [])]
            yield _on_day(
                glance,
                speaking,
                instalment.due,
                key=f"instalment-{instalment.id}",
                kind=EntryKind.MONEY,
                summary=glance.tr.gettext("{amount} due: {project}").format(amount=amount, project=show(project.name)),
                description=_described(tuple(lines), f"freelance-comm payment show {project.ref}"),
                noted=project.created,
            )


def _in_touch(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    for item in agenda_theirs.follow_up(glance):
        if not item.turn or item.kind is not SectionKind.FOLLOW_UP:
            continue  # a question about an open quote stands at the quote
        day = date.fromisoformat(item.turn)
        yield _on_day(
            glance,
            speaking,
            day,
            key=f"{item.key.replace(':', '-')}-{item.turn}",
            kind=EntryKind.FOLLOW_UP,
            summary=glance.tr.gettext("Be in touch with {client}").format(
                client=show(glance.clients[item.client_id or 0].name)
            ),
            description=_described((item.note,), item.command),
            noted=glance.clients[item.client_id or 0].created,
        )


def _quotes(glance: Glance, speaking: SpeakingTime) -> Iterator[Entry]:
    """Yield the last days of quotes and additions that wait for an answer."""
    for summary in glance.open:
        client = glance.client_of(summary)
        for quote in (*((summary.quote,) if summary.quote is not None else ()), *summary.waiting_additions):
            if quote.state is not QuoteState.SENT or quote.valid_until is None or quote.sent_at is None:
                continue
            yield _on_day(
                glance,
                speaking,
                quote.valid_until,
                key=f"quote-{quote.id}",
                kind=EntryKind.QUOTE,
                summary=glance.tr.gettext("Last day of the quote: {project}").format(
                    project=show(summary.project.name)
                ),
                description=_described(
                    (quote.ref, *((show(client.name),) if client is not None else ())),
                    f"freelance-comm quote show {summary.project.ref}",
                ),
                noted=quote.sent_at,
            )


def _on_day(glance: Glance, speaking: SpeakingTime, day: date, **fields: Any) -> Entry:
    """Return an entry of a whole day; its alarm comes when work begins on it, or next."""
    end = glance.calendar.end_of_day(day) or glance.midnight(day + timedelta(days=1))
    alarm = speaking.next_opening(glance.opening(day))
    late = alarm is not None and alarm <= glance.now
    return Entry(day=day, due=end, alarm=None if late else alarm, **fields)


def _alarm(glance: Glance, speaking: SpeakingTime, wanted: datetime, due: datetime) -> datetime | None:
    """Return the moment of an alarm: as wanted, but in working time, if there is any before it is too late.

    None where it has passed: calendars would sound it as soon as they read it.
    """
    moment = speaking.next_opening(wanted)
    if moment is None or moment > due:
        moment = speaking.last_open(min(wanted, due))
    return moment if moment is not None and moment > glance.now else None


def _day(glance: Glance, moment: datetime) -> str:
    """Return a day by its date: "yesterday" would be another day tomorrow."""
    from freelance_comm.text.telling import full_day

    return full_day(glance.calendar.local_date(moment), glance.tr)


def _described(lines: tuple[str, ...], command: str) -> str:
    return "\n".join([*(show(line) for line in lines if line), command])
