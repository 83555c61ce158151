"""Complaints: noted in the client's words, judged, closed; and work done over that nobody complained about.

Nothing is sent from here, and nothing is forbidden: what should be thought over is said as a remark.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint, Point
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.text_safety import clean_text, show
from freelance_comm.services.belonging import owner
from freelance_comm.services.complaint_steps import not_passed, with_check_back
from freelance_comm.services.complaint_views import ComplaintView, all_complaints, find, remedy_promise, view, views
from freelance_comm.services.wording import past_day, past_moment

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project, Step
    from freelance_comm.services.desk import Desk

LONGEST_WORDS = 10_000
_WORDS = N_("What they said")
_HAPPENED = N_("What happened")
_OUTCOME = N_("How it ended")


def add(
    desk: Desk,
    words: str,
    *,
    client_text: str = "",
    project_text: str = "",
    message_text: str = "",
    raised_at: datetime | None = None,
    point: Point = Point.UNKNOWN,
    what_happened: str = "",
) -> ComplaintView:
    """Note a complaint in the client's words; with ``message_text`` and no ``words`` those of that message."""
    whose = owner(desk, client_text=client_text, project_text=project_text, message_text=message_text, closed=True)
    message, project = whose.message, whose.project
    if message is not None and not words.strip():
        words = message.excerpt or message.subject
    moment = raised_at or (message.at if message is not None else desk.now())
    cleaned = Complaint(
        id=0,
        client_id=whose.client.id,
        words=_required(desk, words, _WORDS),
        raised_at=past_moment(desk, moment),
        project_id=project.id if project is not None else None,
        message_id=message.id if message is not None else None,
        point=point,
        what_happened=clean_text(what_happened, what=desk.tr.gettext(_HAPPENED), limit=LONGEST_WORDS),
    )
    known = next((one for one in all_complaints(desk.reader) if _is_same(one, cleaned)), None)
    if known is not None:
        return view(desk, known, remarks=(desk.tr.gettext("It was already noted."),))
    with desk.change() as change:
        complaint = cleaned.but(id=change.new_id())
        change.add(complaint)
    return view(desk, complaint, said=N_("Noted: “{words}” ({handle}). Next: {next}"))


def _is_same(one: Complaint, other: Complaint) -> bool:
    if one.client_id != other.client_id or not one.is_open:
        return False
    if one.message_id is not None or other.message_id is not None:
        return one.message_id == other.message_id
    return one.words == other.words


def list_complaints(
    desk: Desk, *, all: bool = False, client_text: str = "", project_text: str = ""
) -> tuple[ComplaintView, ...]:
    """Return the open complaints, with ``all`` those that are over too, the oldest first."""
    found = [one for one in all_complaints(desk.reader) if all or one.is_open]
    if client_text or project_text:
        whose = owner(desk, client_text=client_text, project_text=project_text, closed=True)
        found = [one for one in found if one.client_id == whose.client.id]
        if whose.project is not None:
            found = [one for one in found if one.project_id == whose.project.id]
    return views(desk, tuple(found))


def save(desk: Desk, base: Complaint, new: Complaint) -> ComplaintView:
    """Save an edited complaint: its words, when it came, whether they have a point, what happened, when to check back.

    Raises ``EditConflict`` where a field changed meanwhile.
    """
    checked = new.but(
        id=base.id,
        words=base.words if new.words == base.words else _required(desk, new.words, _WORDS),
        raised_at=base.raised_at if new.raised_at == base.raised_at else past_moment(desk, new.raised_at),
        what_happened=clean_text(new.what_happened, what=desk.tr.gettext(_HAPPENED), limit=LONGEST_WORDS),
        outcome=clean_text(new.outcome, what=desk.tr.gettext(_OUTCOME), limit=LONGEST_WORDS),
    )
    if new.check_back_on != base.check_back_on and new.check_back_on is not None:
        not_passed(desk, new.check_back_on)
    with desk.change() as change:
        change.save(base, checked)
    return view(desk, find(desk, base.id))


def judge(desk: Desk, named: str | int, point: Point, what_happened: str | None = None) -> ComplaintView:
    """Say whether the client has a point, and for yourself what happened."""
    base = find(desk, named)
    happened = base.what_happened if what_happened is None else what_happened
    new = base.but(
        point=point, what_happened=clean_text(happened, what=desk.tr.gettext(_HAPPENED), limit=LONGEST_WORDS)
    )
    if point is Point.NO and new.answered_at is not None:
        new = with_check_back(desk, new)
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def resolve(desk: Desk, named: str | int, ending: str = "", on: date | None = None) -> ComplaintView:
    """Close a complaint: it is over, with a word on how it ended. What is still promised stays on the ledger."""
    base = find(desk, named)
    day = past_day(desk, on or desk.today())
    cleaned = clean_text(ending, what=desk.tr.gettext(_OUTCOME), limit=LONGEST_WORDS)
    new = base.but(resolved_on=day, outcome=cleaned or base.outcome)
    promise = remedy_promise(desk.reader, base)
    with desk.change() as change:
        change.save(base, new)
    remarks = _still_promised(desk, promise) if promise is not None else ()
    return view(desk, new, remarks=remarks, said=N_("Over: “{words}” ({handle})."))


def _still_promised(desk: Desk, promise: Promise) -> tuple[str, ...]:
    if promise.state is not PromiseState.OPEN:
        return ()
    words = desk.tr.gettext("What you promised is still open: {what}.")
    return (words.format(what=show(promise.what).rstrip(".")),)


def reopen(desk: Desk, named: str | int) -> ComplaintView:
    """Take a complaint up again."""
    base = find(desk, named)
    new = base.but(resolved_on=None)
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def remove(desk: Desk, named: str | int) -> Complaint:
    """Remove a complaint that should never have been noted, and return it; promises stay on the ledger."""
    base = find(desk, named)
    with desk.change() as change:
        change.remove(base)
    return base


def rework(desk: Desk, project: Project, text: str) -> Step:
    """Note work to be done over that nobody has complained about: a step of yours that no letter mentions."""
    from freelance_comm.services.checklist import add_step

    return add_step(desk, project, text, quiet=True)


def _required(desk: Desk, text: str, what: str) -> str:
    cleaned = clean_text(text, what=desk.tr.gettext(what), limit=LONGEST_WORDS)
    if not cleaned:
        raise BadValue(
            N_("{what} is empty."), hint=N_("Write it down as they said it, word for word."), what=desk.tr.gettext(what)
        )
    return cleaned
