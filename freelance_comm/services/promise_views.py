"""Promises as lists and sentences show them, and how pressing they are.

Apart from the ledger because every overview shows promises and few commands change them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.promise_times import nudge_of
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles
from freelance_comm.services.urgency import Urgency, urgency_at

if TYPE_CHECKING:
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

_STATES = {
    PromiseState.OPEN: NP_("state of a promise", "not done yet"),
    PromiseState.KEPT: NP_("state of a promise", "kept"),
    PromiseState.EARLY: NP_("state of a promise", "kept early"),
    PromiseState.LATE: NP_("state of a promise", "late"),
    PromiseState.RENEGOTIATED: NP_("state of a promise", "moved"),
    PromiseState.WITHDRAWN: NP_("state of a promise", "withdrawn"),
}
_SENTENCES = {
    PromiseState.OPEN: N_("Promised to {client}, {due}: {what} ({handle})."),
    PromiseState.KEPT: N_("Kept: {what}. Well done."),
    PromiseState.EARLY: N_("Kept early: {what}. That impresses people."),
    PromiseState.LATE: N_("Done, though late: {what}."),
    PromiseState.RENEGOTIATED: N_("Moved: {what}."),
    PromiseState.WITHDRAWN: N_("Withdrawn: {what}."),
}


class PromiseView(Record):
    """A promise as lists show it.

    ``seconds_left`` is working time until it is due, negative when late. ``remarks`` point out, in words, what should
    be thought over: a day nobody works, another date for the same thing. ``sentence`` says what is now so.
    ``told`` is its state with its time: "kept early, Tue 15:12", "moved to Thu 12:00"; what an open one was moved from.
    """

    promise: Promise
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    project_ref: str
    urgency: Urgency
    seconds_left: int
    due_text: str
    state_text: str
    told: str = ""
    remarks: tuple[str, ...] = ()
    sentence: str = ""

    @property
    def number(self) -> str:
        """What the promise is called in lists and commands: its handle."""
        return self.handle


def open_promises(reader: Reader) -> tuple[Promise, ...]:
    """Return all open promises of open projects and of clients, the first due first; opens no project file."""
    found = [promise for summary in reader.summaries() for promise in summary.open_promises]
    found += [promise for promise in reader.client_promises() if promise.state is PromiseState.OPEN]
    return tuple(sorted(found, key=_by_due))


def all_promises(reader: Reader) -> tuple[Promise, ...]:
    """Return every promise ever written down; opens every project file."""
    found = list(reader.client_promises())
    for summary in reader.summaries(closed=True):
        found += reader.project(summary.project.id).promises
    return tuple(sorted(found, key=_by_due))


def view(
    desk: Desk, promise: Promise, *, calendar: Calendar | None = None, remarks: tuple[str, ...] = ()
) -> PromiseView:
    """Return one promise as lists show it."""
    made = views(desk, (promise,), calendar=calendar)[0].but(remarks=remarks)
    return made.but(sentence=_sentence(desk, made))


def views(desk: Desk, promises: tuple[Promise, ...], *, calendar: Calendar | None = None) -> tuple[PromiseView, ...]:
    """Return promises as lists show them, in the order given."""
    if not promises:
        return ()
    from freelance_comm.services.timer import project_names

    calendar = calendar or desk.calendar()
    clients = {client.id: client for client in desk.reader.clients()}
    projects = project_names(desk)
    named = handles.handles(
        handles.PROMISE, {promise.id for promise in (*promises, *open_promises(desk.reader))}
    )  # the same handle whatever part of the ledger is shown
    result, zone = [], desk.zone
    chain = _Chain(promises)
    for promise in promises:
        client = clients.get(promise.client_id)
        name, ref, _client = projects.get(promise.project_id or 0, ("", "", ""))
        result.append(
            PromiseView(
                promise=promise,
                handle=named[promise.id],
                client_name=client.name if client else "",
                client_ref=client.ref if client else "",
                project_name=name,
                project_ref=ref,
                urgency=urgency(promise, desk.now(), calendar),
                seconds_left=seconds_left(calendar, promise, desk.now()),
                due_text=when(desk, promise, zone=zone),
                state_text=desk.tr.pgettext("state of a promise", _STATES[promise.state]),
                told=_told(desk, promise, chain),
            )
        )
    return tuple(result)


class _Chain:
    """Which promise replaced which, as far as both are shown."""

    def __init__(self, promises: tuple[Promise, ...]) -> None:
        self.by_id = {promise.id: promise for promise in promises}
        self.before = {promise.replaced_by: promise for promise in promises if promise.replaced_by}


def _told(desk: Desk, promise: Promise, chain: _Chain) -> str:
    """Return the state of a promise with its time; of an open one what it was moved from, empty where it never was."""
    from freelance_comm.text.telling import near

    tr = desk.tr
    if promise.state is PromiseState.OPEN:
        before = chain.before.get(promise.id)
        return "" if before is None else tr.gettext("moved from {when}").format(when=when(desk, before))
    state = tr.pgettext("state of a promise", _STATES[promise.state])
    after = chain.by_id.get(promise.replaced_by or 0)
    if after is not None:
        moved = tr.pgettext("state of a promise", "{state}, to {when}")
        return moved.format(state=state, when=when(desk, after))
    if promise.closed_at is None:
        return state
    at = near(promise.closed_at, desk.now(), desk.zone, tr)
    return tr.pgettext("state of a promise and its time", "{state}, {time}").format(state=state, time=at)


def sentence(desk: Desk, promise: Promise) -> str:
    """Return what is now so with ``promise``, with the words and the name by which it is found again."""
    return _sentence(desk, views(desk, (promise,))[0])


def urgency(promise: Promise, now: datetime, calendar: Calendar) -> Urgency:
    """Return how pressing an open promise is by the calendar as it is now; closed ones never are."""
    if promise.state is not PromiseState.OPEN:
        return Urgency.LATER
    return urgency_at(now, nudge_of(calendar, promise), promise.due + timedelta(seconds=1))


def seconds_left(calendar: Calendar, promise: Promise, now: datetime) -> int:
    """Return the working seconds until ``promise`` is due, negative by those that have passed since."""
    if now <= promise.due:
        return calendar.business_seconds(now, promise.due)
    return -max(1, calendar.business_seconds(promise.due, now))


def when(desk: Desk, promise: Promise, *, zone: str = "") -> str:
    """Return when a promise is due as people say it: "Fri", "tomorrow 17:00", "2 Dec, 17:00", "between 9:00 and …"."""
    from freelance_comm.text.telling import clock, near_day, on_the_dot

    tr, zone = desk.tr, zone or desk.zone
    if promise.whole_day:
        from freelance_comm.domain.zones import to_local

        return near_day(to_local(promise.due - timedelta(seconds=1), zone).date(), desk.today(), tr)
    if promise.window_start is not None:
        start = on_the_dot(promise.window_start, desk.now(), zone, tr)
        return tr.pgettext("a window of time", "{start} to {end}").format(start=start, end=clock(promise.due, zone))
    return on_the_dot(promise.due, desk.now(), zone, tr)


def _sentence(desk: Desk, made: PromiseView) -> str:
    template = desk.tr.gettext(_SENTENCES[made.promise.state])
    said = template.format(
        client=show(made.client_name), due=made.due_text, what=show(made.promise.what), handle=made.handle
    )
    return " ".join((said, *made.remarks))


def _by_due(promise: Promise) -> tuple[datetime, int]:
    return (promise.due, promise.id)
