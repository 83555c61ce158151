"""The ledger of promises: what was said to whom, until when, and how it was held.

A promise is nudged early in its window and in working time; it stays until it is kept, moved or taken back, whatever
the client writes meanwhile. Moving it before it is due is not breaking it; moving it afterwards leaves it late.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState, outcome
from freelance_comm.domain.promise_times import day_deadline, nudge_moment
from freelance_comm.domain.text_safety import clean_name, name_key, show
from freelance_comm.services import handles
from freelance_comm.services.promise_views import (
    PromiseView,
    all_promises,
    open_promises,
    sentence,
    view,
    views,
)

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

__all__ = [
    "PromiseView",
    "add_promise",
    "all_promises",
    "due_from_text",
    "find_promise",
    "keep",
    "list_promises",
    "open_promises",
    "renegotiate",
    "reword",
    "sentence",
    "view",
    "views",
    "withdraw",
]

LONGEST_AHEAD = timedelta(days=3660)
_WHAT = N_("The promise")


def add_promise(
    desk: Desk,
    what: str,
    *,
    due: datetime,
    client_text: str = "",
    project_text: str = "",
    window_start: datetime | None = None,
    whole_day: bool = False,
    source: PromiseSource = PromiseSource.CALL,
) -> PromiseView:
    """Write a promise down. It belongs to a project, or to a client alone.

    ``due`` is aware; with ``whole_day`` it names a local date, and the promise ends with the working day on it (with
    the last working day before it, where nobody works on it: ``remarks`` says so).
    """
    cleaned = clean_name(what, what=desk.tr.gettext(_WHAT), limit=1000)
    client, project = _whose(desk, client_text, project_text)
    calendar, now = desk.calendar(), desk.now()
    end = _end(desk, calendar, due, whole_day=whole_day)
    with desk.change() as change:
        promise = Promise(
            id=change.new_id(),
            client_id=client.id,
            project_id=project.id if project else None,
            what=cleaned,
            made_at=now,
            due=end,
            nudge_at=nudge_moment(calendar, now, end, window_start=window_start, whole_day=whole_day),
            zone=desk.zone,
            window_start=window_start,
            source=source,
            whole_day=whole_day,
        )
        remarks = _remarks(desk, calendar, promise, due, open_promises(change))
        change.add(promise, project_id=promise.project_id)
    return view(desk, promise, calendar=calendar, remarks=remarks)


def list_promises(desk: Desk, *, all: bool = False, project_text: str = "") -> tuple[PromiseView, ...]:
    """Return the open promises, the first due first; with ``all`` the closed ones too, of closed projects as well."""
    found = all_promises(desk.reader) if all else open_promises(desk.reader)
    if project_text:
        from freelance_comm.services.projects import find_project

        project = find_project(desk, project_text, closed=all)
        found = tuple(promise for promise in found if promise.project_id == project.id)
    return views(desk, found)


def find_promise(desk: Desk, ref_or_id: str | int, *, closed: bool = False) -> Promise:
    """Return the promise with that id, handle (``V-3K9F``) or words; open ones only unless ``closed``."""
    candidates = {
        promise.id: promise for promise in (all_promises(desk.reader) if closed else open_promises(desk.reader))
    }
    if isinstance(ref_or_id, int):
        if ref_or_id not in candidates:
            raise NotFound(N_("This promise is no longer open."), hint=N_("See `freelance-comm promise list`."))
        return candidates[ref_or_id]
    described = {promise.id: show(promise.what) for promise in candidates.values()}
    return candidates[handles.choose(handles.PROMISE, ref_or_id, described)]


def keep(desk: Desk, ref_or_id: str | int, at: datetime | None = None) -> PromiseView:
    """Close a promise as held at ``at`` (now when left out): early, kept or late follows from the time."""
    promise = find_promise(desk, ref_or_id)
    moment = (at or desk.now()).astimezone(UTC)
    if moment > desk.now():
        raise BadValue(N_("That is still to come."), hint=N_("Note it when it is done."))
    if moment < promise.made_at:
        raise BadValue(N_("That is before the promise was made."), hint=N_("Check the time, or withdraw the promise."))
    return _close(desk, promise, promise.but(state=outcome(promise, moment), closed_at=moment))


def withdraw(desk: Desk, ref_or_id: str | int) -> PromiseView:
    """Take a promise back: it counts neither as kept nor as broken."""
    promise = find_promise(desk, ref_or_id)
    return _close(desk, promise, promise.but(state=PromiseState.WITHDRAWN, closed_at=desk.now()))


def renegotiate(
    desk: Desk,
    ref_or_id: str | int,
    due: datetime,
    *,
    window_start: datetime | None = None,
    whole_day: bool | None = None,
) -> PromiseView:
    """Move a promise to another time and return the new one.

    Before the old time it counts as renegotiated; afterwards the old one stays late, and the new one begins.
    """
    old = find_promise(desk, ref_or_id)
    calendar, now = desk.calendar(), desk.now()
    whole = old.whole_day if whole_day is None else whole_day
    end = _end(desk, calendar, due, whole_day=whole)
    with desk.change() as change:
        new = old.but(
            id=change.new_id(),
            made_at=now,
            due=end,
            window_start=window_start,
            whole_day=whole,
            nudge_at=nudge_moment(calendar, now, end, window_start=window_start, whole_day=whole),
            zone=desk.zone,
        )
        state = PromiseState.RENEGOTIATED if now <= old.due else PromiseState.LATE
        others = tuple(promise for promise in open_promises(change) if promise.id != old.id)
        remarks = _remarks(desk, calendar, new, due, others)
        change.save(old, old.but(state=state, closed_at=now, replaced_by=new.id), project_id=old.project_id)
        change.add(new, project_id=new.project_id)
    return view(desk, new, calendar=calendar, remarks=remarks)


def reword(desk: Desk, ref_or_id: str | int, what: str) -> PromiseView:
    """Correct the words of an open promise."""
    promise = find_promise(desk, ref_or_id)
    changed = promise.but(what=clean_name(what, what=desk.tr.gettext(_WHAT), limit=1000))
    return _close(desk, promise, changed)


def due_from_text(desk: Desk, text: str) -> tuple[datetime, bool]:
    """Return the moment that ``text`` names in the interface language, and whether it is a day without an hour.

    A day alone is returned as its local noon: a promise for it ends with the working day. Raises ``BadValue``.
    """
    from freelance_comm.domain.zones import zone_of
    from freelance_comm.text.moments import parse_due

    due = parse_due(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale)
    if due.due is not None:
        return due.due, False
    day = due.day
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone_of(desk.zone)).astimezone(UTC), True


def _close(desk: Desk, base: Promise, new: Promise) -> PromiseView:
    with desk.change() as change:
        change.save(base, new, project_id=base.project_id)
    return view(desk, new)


def _whose(desk: Desk, client_text: str, project_text: str) -> tuple[Client, Project | None]:
    from freelance_comm.services.clients import client_by_id, find_client
    from freelance_comm.services.projects import find_project

    if project_text:
        project = find_project(desk, project_text)
        owner = client_by_id(desk, project.client_id)
        if client_text and find_client(desk, client_text).id != owner.id:
            raise BadValue(
                N_("{project} is a project of {client}."),
                hint=N_("Name the project alone."),
                project=show(project.name),
                client=show(owner.name),
            )
        return owner, project
    if not client_text:
        raise BadValue(N_("It does not say to whom."), hint=N_("Name a client or a project."))
    return find_client(desk, client_text), None


def _end(desk: Desk, calendar: Calendar, due: datetime, *, whole_day: bool) -> datetime:
    """Return the last moment of a promise; refuses one that has passed."""
    now = desk.now()
    if due.tzinfo is None:
        raise ValueError("a promise needs an aware moment")
    end = due.astimezone(UTC)
    if whole_day:
        day = calendar.local_date(due)
        closing = day_deadline(calendar, day)
        # Said in the evening, or of a free day before any working day comes: until midnight.
        end = closing if closing is not None and closing > now else _midnight(desk, day)
    if end <= now:
        raise BadValue(N_("That time has already passed."), hint=N_("Promise something that is still to come."))
    if end - now > LONGEST_AHEAD:
        raise BadValue(N_("That is more than ten years away."), hint=N_("Check the year."))
    return end


def _midnight(desk: Desk, day: date) -> datetime:
    from freelance_comm.domain.zones import zone_of

    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone_of(desk.zone)).astimezone(UTC)


def _remarks(
    desk: Desk, calendar: Calendar, promise: Promise, asked: datetime, others: tuple[Promise, ...]
) -> tuple[str, ...]:
    """Return what should be thought over before this promise goes out."""
    from freelance_comm.domain.working_time import DayKind
    from freelance_comm.text.telling import dated, near

    tr = desk.tr
    day = calendar.local_date(asked)
    found = []
    kind = calendar.day_kind(day)
    if kind is DayKind.HOLIDAY:
        found.append(tr.gettext("{day} is a holiday.").format(day=dated(day, tr)))
    elif kind in (DayKind.DAY_OFF, DayKind.FREE):
        found.append(tr.gettext("You do not work on {day}.").format(day=dated(day, tr)))
    for other in others:
        same = other.client_id == promise.client_id and other.project_id == promise.project_id
        if same and name_key(other.what) == name_key(promise.what) and other.due != promise.due:
            earlier = near(other.due, desk.now(), desk.zone, tr)
            found.append(tr.gettext("You have promised the same for {when} already.").format(when=earlier))
    return tuple(found)
