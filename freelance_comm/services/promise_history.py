"""What became of a promise, step by step: promised, moved from one time to another, kept, taken back, with the times.

Apart from the ledger because it follows a promise back and forth through those it replaced; lists show the last step.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.promise_times import nudge_of
from freelance_comm.domain.record import Record
from freelance_comm.services import promise_views
from freelance_comm.services.promise_views import PromiseView

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

SOURCES: dict[PromiseSource, str] = {
    PromiseSource.DEADLINE: NP_("where a promise was made", "the day of delivery"),
    PromiseSource.REPORT: NP_("where a promise was made", "in a report"),
    PromiseSource.DRAFT: NP_("where a promise was made", "in a draft"),
    PromiseSource.MESSAGE: NP_("where a promise was made", "in a message"),
    PromiseSource.CALL: NP_("where a promise was made", "in a call"),
}
_ENDS: dict[PromiseState, str] = {
    PromiseState.KEPT: N_("kept on time"),
    PromiseState.EARLY: N_("kept early"),
    PromiseState.LATE: N_("done, though late"),
    PromiseState.WITHDRAWN: N_("taken back"),
}


class Step(Record):
    """One thing that happened to a promise: when, told as people tell it, and what."""

    at: datetime
    when: str
    words: str


class History(Record):
    """A promise as it stands, and its steps, the oldest first. ``remind_text`` is when it is reminded of, while open.

    ``source_text`` says where it was made, ``remarks`` what should be thought over now.
    """

    view: PromiseView
    source_text: str
    steps: tuple[Step, ...]
    remind_text: str = ""
    remarks: tuple[str, ...] = ()


def history(desk: Desk, promise_id: int) -> History:
    """Return the history of a promise, whichever of its times the id belongs to. Raises ``NotFound``."""
    from freelance_comm.services.promises import find_promise

    named = find_promise(desk, promise_id, closed=True)
    chain = _chain(desk, named)
    last = chain[-1]
    steps = [_step(desk, chain[0].made_at, _promised(desk, chain[0]))]
    for old, new in pairwise(chain):
        moved = N_("moved before its time: {old} → {new}")
        if old.state is PromiseState.LATE:
            moved = N_("late; moved after its time: {old} → {new}")
        words = desk.tr.gettext(moved).format(old=promise_views.when(desk, old), new=promise_views.when(desk, new))
        steps.append(_step(desk, new.made_at, words))
    if last.closed_at is not None and last.state in _ENDS:
        steps.append(_step(desk, last.closed_at, desk.tr.gettext(_ENDS[last.state])))
    is_open = last.state is PromiseState.OPEN
    return History(
        view=promise_views.view(desk, last),
        source_text=desk.tr.pgettext("where a promise was made", SOURCES[last.source]),
        steps=tuple(steps),
        remind_text=_reminded(desk, last) if is_open else "",
        remarks=_remarks(desk, last) if is_open else (),
    )


def find(desk: Desk, text: str) -> Promise:
    """Return the promise, open or not, that a handle or words name; of one that was moved words mean its last time.

    Raises ``NotFound`` or ``Ambiguous``.
    """
    from freelance_comm.domain.text_safety import show
    from freelance_comm.services import handles

    known = {promise.id: promise for promise in promise_views.all_promises(desk.reader)}
    exact = handles.matching(handles.PROMISE, text, known)
    if len(exact) == 1:
        return known[exact[0]]
    last = {promise.id: show(promise.what) for promise in known.values() if promise.replaced_by not in known}
    return known[handles.choose(handles.PROMISE, text, last)]


def _chain(desk: Desk, named: Promise) -> list[Promise]:
    """Return the promise with all that it replaced and that replaced it, the oldest first."""
    if named.project_id is None:
        known = [one for one in desk.reader.client_promises() if one.client_id == named.client_id]
    else:
        known = list(desk.reader.project(named.project_id).promises)
    by_id = {one.id: one for one in known}
    before = {one.replaced_by: one for one in known if one.replaced_by}
    chain, seen = [named], {named.id}
    while (older := before.get(chain[0].id)) is not None and older.id not in seen:
        chain.insert(0, older)
        seen.add(older.id)
    while (newer := by_id.get(chain[-1].replaced_by or 0)) is not None and newer.id not in seen:
        chain.append(newer)
        seen.add(newer.id)
    return chain


def _promised(desk: Desk, first: Promise) -> str:
    tr = desk.tr
    source = tr.pgettext("where a promise was made", SOURCES[first.source])
    return tr.gettext("promised for {when} ({source})").format(when=promise_views.when(desk, first), source=source)


def _step(desk: Desk, at: datetime, words: str) -> Step:
    from freelance_comm.text.telling import near

    return Step(at=at, when=near(at, desk.now(), desk.zone, desk.tr), words=words)


def _reminded(desk: Desk, promise: Promise) -> str:
    from freelance_comm.text.telling import near

    nudge = nudge_of(desk.calendar(), promise)
    return near(nudge, desk.now(), desk.zone, desk.tr) if nudge > desk.now() else ""


def _remarks(desk: Desk, promise: Promise) -> tuple[str, ...]:
    """Return what speaks against an open promise by the calendars as they are now, and by what else is promised."""
    from freelance_comm.services import promise_doubts
    from freelance_comm.services.clients import client_by_id

    calendar = desk.calendar()
    when = promise_doubts.time_of(promise, calendar)
    others = [one for one in promise_views.open_promises(desk.reader) if one.id != promise.id]
    return (
        *promise_doubts.of_calendar(desk, calendar, when, client_by_id(desk, promise.client_id)),
        *promise_doubts.of_ledger(
            desk,
            calendar,
            promise.what,
            when,
            others,
            client_id=promise.client_id,
            project_id=promise.project_id,
        ),
    )
