"""What the day's overview says about complaints: those that wait for a word, and those to ask about again.

What was promised stands among the promises, and a message that waits among the answers: nothing is told twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind

if TYPE_CHECKING:
    from freelance_comm.domain.complaint import Complaint, NextStep
    from freelance_comm.domain.promise import Promise

ASK_AHEAD = 2
"""Calendar days before which the day to ask again is announced."""
CLOSE_AFTER = 5
"""Working days after the question before which nobody is reminded to close a complaint."""
_TABLE = "complaints"


def complaints(glance: Glance) -> list[Item]:
    """Open complaints whose next step is mine, unless it stands in another section."""
    if _TABLE not in glance.desk.reader.client_tables():
        return []
    from freelance_comm.domain.complaint import Complaint

    kept = glance.desk.reader.of_clients(Complaint)
    open_ones = [one for one in kept if one.is_open and one.client_id in glance.clients]
    if not open_ones:  # most days: what tells of complaints is not even imported then
        return []
    from freelance_comm.services.complaint_views import remedy_promise, stands

    found = []
    for complaint in open_ones:
        promise = remedy_promise(glance.desk.reader, complaint)
        _promised, _remedied, coming = stands(complaint, promise)
        item = _item(glance, complaint, promise, coming)
        if item is not None:
            found.append(item)
    return found


def _item(glance: Glance, complaint: Complaint, promise: Promise | None, coming: NextStep) -> Item | None:
    from freelance_comm.domain.complaint import NextStep

    if coming is NextStep.ANSWER:
        return _to_answer(glance, complaint, promise)
    if coming in (NextStep.JUDGE, NextStep.REMEDY):
        if _word_is_promised(glance, complaint):
            return None
        return _line(glance, complaint, promise, coming, since=complaint.answered_at, soon_at=complaint.answered_at)
    if coming is NextStep.TELL:
        done_at = complaint.remedied_at or (promise.closed_at if promise is not None else None)
        return _line(glance, complaint, promise, coming, since=done_at, soon_at=done_at)
    if coming is NextStep.CHECK_BACK:
        return _to_ask(glance, complaint, promise)
    return _to_close(glance, complaint, promise) if coming is NextStep.RESOLVE else None


def _word_is_promised(glance: Glance, complaint: Complaint) -> bool:
    """Return whether the answer announced the next word with a time: then that stands among the promises."""
    from freelance_comm.services.promise_views import open_promises

    return any(
        promise.client_id == complaint.client_id and promise.made_at == complaint.answered_at
        for promise in open_promises(glance.desk.reader)
    )


def _to_answer(glance: Glance, complaint: Complaint, promise: Promise | None) -> Item | None:
    from freelance_comm.domain.complaint import NextStep
    from freelance_comm.services.reply_clock import target_seconds

    if any(clock.message.id == complaint.message_id for clock in glance.clocks):
        return None
    client = glance.clients[complaint.client_id]
    due = glance.calendar.add(complaint.raised_at, target_seconds(glance.desk, client))
    return _line(
        glance, complaint, promise, NextStep.ANSWER, since=complaint.raised_at, soon_at=complaint.raised_at, due=due
    )


def _to_ask(glance: Glance, complaint: Complaint, promise: Promise | None) -> Item | None:
    from freelance_comm.domain.complaint import NextStep

    day = complaint.check_back_on
    if day is None or day > glance.today + timedelta(days=max(ASK_AHEAD, glance.ahead)):
        return None
    return _line(
        glance,
        complaint,
        promise,
        NextStep.CHECK_BACK,
        when_text=glance.near_day(day),
        soon_at=glance.opening(day),
        seconds_left=glance.seconds_until(day),
        turn=day.isoformat(),
    )


def _to_close(glance: Glance, complaint: Complaint, promise: Promise | None) -> Item | None:
    from freelance_comm.domain.complaint import NextStep

    asked = glance.calendar.local_date(complaint.checked_at or complaint.raised_at)
    ripe = glance.calendar.working_days(asked + timedelta(days=1), CLOSE_AFTER)
    if ripe is None or ripe > glance.today:
        return None
    return _line(glance, complaint, promise, NextStep.RESOLVE, since=complaint.checked_at)


def _line(
    glance: Glance,
    complaint: Complaint,
    promise: Promise | None,
    coming: NextStep,
    *,
    since: datetime | None = None,
    soon_at: datetime | None = None,
    due: datetime | None = None,
    **more: Any,
) -> Item:
    from freelance_comm.domain.text_safety import show
    from freelance_comm.services import handles
    from freelance_comm.services.complaint_views import cut, next_words
    from freelance_comm.text.telling import near

    tr = glance.tr
    client = glance.clients[complaint.client_id]
    words = next_words(glance.desk, complaint, promise, coming)
    told = near(since, glance.now, glance.zone, tr) if since is not None else ""
    raised = near(complaint.raised_at, glance.now, glance.zone, tr)
    fields: dict[str, Any] = {
        "when_text": told,
        "title": show(client.name),
        "detail": words,
        "note": tr.gettext("“{words}”").format(words=cut(complaint.words)),
        "reason": tr.gettext("they said it {when}").format(when=raised),
        "next_step": words,
        "command": f"freelance-comm complaint draft {handles.handle(handles.COMPLAINT, complaint.id)}",
        "client_id": complaint.client_id,
        "project_id": complaint.project_id,
        "matter_id": complaint.id,
        "soon_at": soon_at,
        "turn": coming.value,
    }
    if due is not None:
        fields |= {"due_at": due, "late_at": due + timedelta(seconds=1), "seconds_left": _seconds_until(glance, due)}
    return glance.item(SectionKind.COMPLAINT, str(complaint.id), Action.COMPLAINT, **{**fields, **more})


def _seconds_until(glance: Glance, due: datetime) -> int:
    """Return the working seconds until ``due``, negative by those that have passed since."""
    if glance.now < due:
        return glance.calendar.business_seconds(glance.now, due)
    return -max(1, glance.calendar.business_seconds(due, glance.now))
