"""Promises put together: their end, their nudge, and the move of one to another time, within a change that is open.

Apart from the ledger because a promise can be one of several things that change together: a letter that goes out moves
one, what puts a complaint right is one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.promise_times import day_deadline, nudge_moment
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import clean_name, name_key

if TYPE_CHECKING:
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

LONGEST_AHEAD = timedelta(days=3660)


class Move(Record):
    """The new time of a promise: its last moment (aware), the first where it is a window; or a whole local day."""

    promise_id: int
    due: datetime
    start: datetime | None = None
    whole_day: bool = False


WHAT = N_("The promise")
"""What a promise is called where its words cannot be."""


def put_down(
    desk: Desk,
    change: Change,
    what: str,
    *,
    client_id: int,
    due: datetime,
    project_id: int | None = None,
    window_start: datetime | None = None,
    whole_day: bool = False,
    source: PromiseSource = PromiseSource.CALL,
) -> Promise:
    """Write a promise down within ``change``, so that it is one step with what else is changed; see ``add_promise``."""
    promise = new_promise(
        desk,
        change.new_id(),
        what,
        client_id=client_id,
        project_id=project_id,
        due=due,
        window_start=window_start,
        whole_day=whole_day,
        source=source,
    )
    change.add(promise, project_id=project_id)
    return promise


def move_in(
    desk: Desk, change: Change, old: Promise, due: datetime, *, window_start: datetime | None, whole_day: bool
) -> Promise:
    """Move ``old`` to another time within ``change`` and return the new promise; see ``renegotiate``."""
    calendar, now = desk.calendar(), desk.now()
    end = end_of(desk, calendar, due, whole_day=whole_day)
    new = old.but(
        id=change.new_id(),
        made_at=now,
        due=end,
        window_start=window_start,
        whole_day=whole_day,
        nudge_at=nudge_moment(calendar, now, end, window_start=window_start, whole_day=whole_day),
        zone=desk.zone,
    )
    state = PromiseState.RENEGOTIATED if now <= old.due else PromiseState.LATE
    change.save(old, old.but(state=state, closed_at=now, replaced_by=new.id), project_id=old.project_id)
    change.add(new, project_id=new.project_id)
    return new


def new_promise(
    desk: Desk,
    new_id: int,
    what: str,
    *,
    client_id: int,
    project_id: int | None,
    due: datetime,
    window_start: datetime | None,
    whole_day: bool,
    source: PromiseSource,
) -> Promise:
    """Return a promise as the ledger keeps it, put down by nobody yet. Raises ``BadValue`` for what cannot be one."""
    calendar = desk.calendar()
    now, cleaned = desk.now(), clean_name(what, what=desk.tr.gettext(WHAT), limit=1000)
    end = end_of(desk, calendar, due, whole_day=whole_day)
    return Promise(
        id=new_id,
        client_id=client_id,
        project_id=project_id,
        what=cleaned,
        made_at=now,
        due=end,
        nudge_at=nudge_moment(calendar, now, end, window_start=window_start, whole_day=whole_day),
        zone=desk.zone,
        window_start=window_start,
        source=source,
        whole_day=whole_day,
    )


def is_same(one: Promise, other: Promise) -> bool:
    """Whether two promises are one, said twice: to the same, in the same words, for the same time."""
    return name_key(one.what) == name_key(other.what) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("client_id", "project_id", "due", "window_start", "whole_day", "source")
    )


def end_of(desk: Desk, calendar: Calendar, due: datetime, *, whole_day: bool) -> datetime:
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
