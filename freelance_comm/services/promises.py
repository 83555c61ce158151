"""The ledger of promises: what was said to whom, until when, and how it was held.

A promise is nudged early in its window and in working time; it stays until it is kept, moved or taken back, whatever
the client writes meanwhile. Moving it before it is due is not breaking it; moving it afterwards leaves it late. The
same promise said twice stands on the ledger once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState, outcome
from freelance_comm.domain.text_safety import clean_name, show
from freelance_comm.services import handles
from freelance_comm.services.promise_making import WHAT, end_of, is_same, move_in, new_promise, put_down
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
    from freelance_comm.text.moments import Due

__all__ = [
    "PromiseView",
    "add_promise",
    "all_promises",
    "correct",
    "due_from_text",
    "find_promise",
    "keep",
    "list_promises",
    "moment_of",
    "move_in",
    "open_promises",
    "put_down",
    "renegotiate",
    "sentence",
    "view",
    "views",
    "withdraw",
]


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
    the last working day before it, where nobody works on it: ``remarks`` says so). What is on the ledger already, in
    the same words and for the same time, is returned as it is.
    """
    client, project = _whose(desk, client_text, project_text)
    calendar = desk.calendar()
    with desk.change() as change:
        others = open_promises(change)
        promise = new_promise(
            desk,
            change.new_id(),
            what,
            client_id=client.id,
            project_id=project.id if project else None,
            due=due,
            window_start=window_start,
            whole_day=whole_day,
            source=source,
        )
        known = next((one for one in others if is_same(one, promise)), None)
        if known is None:
            change.add(promise, project_id=promise.project_id)
    if known is not None:
        return view(desk, known, calendar=calendar, remarks=(desk.tr.gettext("It was already on the ledger."),))
    return view(desk, promise, calendar=calendar, remarks=_remarks(desk, calendar, promise, due, others, client))


def list_promises(
    desk: Desk, *, all: bool = False, project_text: str = "", client_text: str = ""
) -> tuple[PromiseView, ...]:
    """Return the open promises, the first due first; with ``all`` the closed ones too, of closed projects as well."""
    found = all_promises(desk.reader) if all else open_promises(desk.reader)
    if project_text:
        from freelance_comm.services.projects import find_project

        project = find_project(desk, project_text, closed=all)
        found = tuple(promise for promise in found if promise.project_id == project.id)
    if client_text:
        from freelance_comm.services.clients import find_client

        client = find_client(desk, client_text)
        found = tuple(promise for promise in found if promise.client_id == client.id)
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

    Before the old time it counts as renegotiated; afterwards the old one stays late, and the new one begins. Without
    ``whole_day`` the new time is a whole day where the old one was. The time it has already is no move.
    """
    old = find_promise(desk, ref_or_id)
    calendar = desk.calendar()
    whole = old.whole_day if whole_day is None else whole_day
    end = end_of(desk, calendar, due, whole_day=whole)
    if (end, window_start, whole) == (old.due, old.window_start, old.whole_day):
        return view(desk, old, calendar=calendar, remarks=(desk.tr.gettext("It was already on the ledger."),))
    with desk.change() as change:
        new = move_in(desk, change, old, due, window_start=window_start, whole_day=whole)
        others = tuple(promise for promise in open_promises(change) if promise.id not in (old.id, new.id))
    from freelance_comm.services.clients import client_by_id

    remarks = _remarks(desk, calendar, new, due, others, client_by_id(desk, new.client_id))
    return view(desk, new, calendar=calendar, remarks=remarks)


def correct(desk: Desk, base: Promise, what: str, source: PromiseSource) -> PromiseView:
    """Correct the words of a promise, and where it was made; its time is moved, not corrected."""
    if PromiseSource.DEADLINE in (base.source, source) and base.source is not source:
        raise BadValue(
            N_("A delivery date stays a delivery date, and nothing else can become one."),
            hint=N_("Promise the date of a project: `freelance-comm deadline promise`."),
        )
    changed = base.but(what=clean_name(what, what=desk.tr.gettext(WHAT), limit=1000), source=source)
    return _close(desk, base, changed)


def due_from_text(desk: Desk, text: str) -> tuple[datetime, bool]:
    """Return the moment that ``text`` names in the interface language, and whether it is a day without an hour.

    A day alone is returned as its local noon: a promise for it ends with the working day. Raises ``BadValue``.
    """
    from freelance_comm.services.promise_line import read_due

    return moment_of(desk, read_due(desk, text))


def moment_of(desk: Desk, due: Due) -> tuple[datetime, bool]:
    """Return the moment a promise is due, and whether it is for the whole day (then at its local noon)."""
    from freelance_comm.domain.zones import zone_of

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
                hint=N_("Name only the project."),
                project=show(project.name),
                client=show(owner.name),
            )
        return owner, project
    if not client_text:
        raise BadValue(N_("It does not say who to."), hint=N_("Name a client or a project."))
    return find_client(desk, client_text), None


def _remarks(
    desk: Desk, calendar: Calendar, promise: Promise, asked: datetime, others: tuple[Promise, ...], client: Client
) -> tuple[str, ...]:
    """Return what should be thought over before this promise goes out."""
    from freelance_comm.services import promise_doubts

    day = calendar.local_date(asked)
    when = promise_doubts.Time(day=day, due=promise.due, start=promise.window_start, whole_day=promise.whole_day)
    by_ledger = promise_doubts.of_ledger(
        desk, calendar, promise.what, when, others, client_id=promise.client_id, project_id=promise.project_id
    )
    return (*promise_doubts.of_calendar(desk, calendar, when, client), *by_ledger)
