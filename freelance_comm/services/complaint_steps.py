"""The way from a complaint to a client who is content again: answered, put right, told so, asked about later.

Each step is one change, together with what it brings on the ledger of promises, so that one undo takes it back whole.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint, Point
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import PromiseSource, PromiseState, outcome
from freelance_comm.domain.text_safety import clean_name
from freelance_comm.services import promise_making, promises
from freelance_comm.services.complaint_views import ComplaintView, find, remedy_promise, view
from freelance_comm.services.wording import past_moment

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

CHECK_BACK_AFTER = 10
"""Working days after which it is time to ask whether all is well, where no other day was chosen."""
_REMEDY = N_("What you will do")
_PROMISED = N_("It is on your list of promises. Next: {next}")


def answered(desk: Desk, named: str | int, *, owned: bool = False, at: datetime | None = None) -> ComplaintView:
    """Note that it was answered, by phone or in another way; with ``owned``, that you took it on yourself.

    That is done once: a second owning-up is not noted, and is remarked.
    """
    base, moment = find(desk, named), past_moment(desk, at or desk.now())
    if moment < base.raised_at:
        raise BadValue(N_("That is before they said it."), hint=N_("Check the time."))
    if owned and base.owned_at is not None:
        return view(desk, base, remarks=(owned_already(desk, base),))
    new = after_answer(desk, base, moment, owned=owned)
    with desk.change() as change:
        change.save(base, new)
    said = N_("You have owned up. Once is enough. Next: {next}") if owned else N_("Answered. Next: {next}")
    return view(desk, new, said=said)


def after_answer(desk: Desk, base: Complaint, moment: datetime, *, owned: bool) -> Complaint:
    """Return a complaint as it is once it was answered at ``moment``; who owns up sees a point in it."""
    new = base.but(answered_at=base.answered_at or moment)
    if owned:
        point = Point.YES if base.point in (Point.UNKNOWN, Point.NO) else base.point
        new = new.but(owned_at=base.owned_at or moment, point=point)
    return with_check_back(desk, new) if new.point is Point.NO else new


def owned_already(desk: Desk, complaint: Complaint) -> str:
    """Return in words that somebody owned up before: a second time makes one smaller, not the trouble."""
    from freelance_comm.text.telling import near

    when = near(complaint.owned_at or complaint.raised_at, desk.now(), desk.zone, desk.tr)
    words = desk.tr.gettext("You have already owned up ({when}); once is enough. What counts now is the remedy.")
    return words.format(when=when)


def promise_remedy(
    desk: Desk,
    named: str | int,
    what: str,
    *,
    due: datetime,
    whole_day: bool = False,
    window_start: datetime | None = None,
) -> ComplaintView:
    """Say what will be done, and by when: it becomes a promise on the ledger; one that was there before is replaced.

    The same said twice is one promise, and no move.
    """
    base = find(desk, named)
    cleaned = clean_name(what, what=desk.tr.gettext(_REMEDY), limit=1000)
    old = remedy_promise(desk.reader, base)
    project_id = _open_project(desk, base)
    meant = promise_making.new_promise(
        desk,
        0,
        cleaned,
        client_id=base.client_id,
        project_id=project_id,
        due=due,
        window_start=window_start,
        whole_day=whole_day,
        source=PromiseSource.MESSAGE,
    )
    if old is not None and old.state is PromiseState.OPEN and promise_making.is_same(old, meant):
        return view(desk, base, said=_PROMISED)
    with desk.change() as change:
        promise = promises.put_down(
            desk,
            change,
            cleaned,
            client_id=base.client_id,
            project_id=project_id,
            due=due,
            window_start=window_start,
            whole_day=whole_day,
            source=PromiseSource.MESSAGE,
        )
        if old is not None and old.state is PromiseState.OPEN:
            state = PromiseState.RENEGOTIATED if change.now <= old.due else PromiseState.LATE
            replaced = old.but(state=state, closed_at=change.now, replaced_by=promise.id)
            change.save(old, replaced, project_id=old.project_id)
        point = Point.YES if base.point is Point.NO else base.point
        new = base.but(
            remedy=cleaned, promise_id=promise.id, point=point, remedied_at=None, told_at=None, resolved_on=None
        )
        change.save(base, new)
    return view(desk, new, said=_PROMISED)


def _open_project(desk: Desk, complaint: Complaint) -> int | None:
    """Return the project of a complaint if it is open; what is promised about a closed one belongs to the client."""
    open_ones = {project.id for project in desk.reader.project_names()}
    return complaint.project_id if complaint.project_id in open_ones else None


def done(desk: Desk, named: str | int, at: datetime | None = None) -> ComplaintView:
    """Note that the remedy is done; the promise of it is kept with that."""
    base, moment = find(desk, named), past_moment(desk, at or desk.now())
    promise = remedy_promise(desk.reader, base)
    if moment < base.raised_at:
        raise BadValue(N_("That is before they said it."), hint=N_("Check the time."))
    if promise is not None and promise.state is PromiseState.OPEN and moment < promise.made_at:
        raise BadValue(N_("That is before the promise was made."), hint=N_("Check the time."))
    new = base.but(remedied_at=base.remedied_at or moment)
    with desk.change() as change:
        change.save(base, new)
        if promise is not None and promise.state is PromiseState.OPEN:
            kept = promise.but(state=outcome(promise, moment), closed_at=moment)
            change.save(promise, kept, project_id=promise.project_id)
    return view(desk, new, said=N_("Put right. Next: {next}"))


def told(desk: Desk, named: str | int, at: datetime | None = None) -> ComplaintView:
    """Note that the client was told that it is done."""
    base = find(desk, named)
    new = after_telling(desk, base, past_moment(desk, at or desk.now()))
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def after_telling(desk: Desk, base: Complaint, moment: datetime) -> Complaint:
    """Return a complaint as it is once the client was told at ``moment`` that it is put right."""
    answered_at = base.answered_at or moment
    return with_check_back(desk, base.but(told_at=base.told_at or moment, answered_at=answered_at))


def checked(desk: Desk, named: str | int, at: datetime | None = None) -> ComplaintView:
    """Note that the client was asked whether all is well now."""
    base = find(desk, named)
    new = base.but(checked_at=past_moment(desk, at or desk.now()))
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def check_back_on(desk: Desk, named: str | int, day: date | None) -> ComplaintView:
    """Choose the day on which to ask whether all is well; ``None`` for no day."""
    base = find(desk, named)
    new = base.but(check_back_on=not_passed(desk, day) if day is not None else None, checked_at=None)
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def with_check_back(desk: Desk, complaint: Complaint) -> Complaint:
    """Return a complaint with a day on which to ask whether all is well: the one it has, else two weeks ahead."""
    if complaint.check_back_on is not None:
        return complaint
    day = desk.calendar().working_days(desk.today() + timedelta(days=1), CHECK_BACK_AFTER)
    return complaint.but(check_back_on=day or desk.today() + timedelta(days=14))


def not_passed(desk: Desk, day: date) -> date:
    """Return a day that is today or still to come."""
    today = desk.today()
    if day < today:
        from freelance_comm.text.telling import calendar_day

        told = calendar_day(day, today, desk.tr)
        raise BadValue(N_("{day} has passed."), hint=N_("Choose a day that is still to come."), day=told)
    return day
