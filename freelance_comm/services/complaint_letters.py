"""Letters about a complaint: the answer, word that it is put right, the question whether all is well.

What happened is for the freelancer alone and stands in none of them; nobody owns up twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint, NextStep, Point
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts
from freelance_comm.services.complaint_steps import after_answer, after_telling, owned_already
from freelance_comm.services.complaint_views import (
    CHECK,
    DONE,
    HELPS,
    REPLY,
    all_complaints,
    remedy_promise,
    stands,
)
from freelance_comm.services.fact_values import Facts, cleaned, local_day

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change

_OWNS = (Point.YES, Point.PARTLY)
_WITHOUT_DATE = (NextStep.ANSWER, NextStep.JUDGE, NextStep.REMEDY)


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letters that open complaints of a project ask for now."""
    found = [one for one in all_complaints(desk.reader) if one.project_id == file.head.id and one.is_open]
    return tuple(helping(desk, one) for one in found)


def helping(desk: Desk, complaint: Complaint) -> str:
    """Return the name of the letter that helps with the next step; the last one of the way where it is over."""
    _promised, _remedied, coming = stands(complaint, remedy_promise(desk.reader, complaint))
    return HELPS.get(coming, CHECK)


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return a letter about the complaint of a project that is waiting for it, the oldest first.

    Raises ``BadValue`` where there is no complaint.
    """
    own = [one for one in all_complaints(desk.reader) if one.project_id == project.id]
    waiting = [one for one in own if one.is_open and helping(desk, one) == name]
    chosen = next(iter((*waiting, *reversed(own))), None)
    if chosen is None:
        raise nothing_noted(project)
    return compose(desk, chosen, name, built_in=built_in)


def nothing_noted(project: Project) -> BadValue:
    """Return the refusal of a letter about a complaint that nobody made."""
    return BadValue(
        N_("No complaint is noted about “{name}”."),
        hint=draft_facts.HOW_TO_PROVIDE["complaint"],
        fact="complaint",
        name=show(project.name),
    )


def compose(desk: Desk, complaint: Complaint, name: str = "", *, built_in: bool = False) -> Draft:
    """Return the letter ``name`` about a complaint, else the one that helps with its next step."""
    from freelance_comm.services.clients import client_by_id

    name = name or helping(desk, complaint)
    client = client_by_id(desk, complaint.client_id)
    file = desk.reader.project(complaint.project_id) if complaint.project_id is not None else None
    promise = remedy_promise(desk.reader, complaint)
    facts = draft_facts.context(desk, file, client)
    facts |= _message_facts(desk, complaint, client)
    facts |= {"complaint": _facts(desk, complaint, promise, client)}
    until = _answer_by(desk, complaint, promise, client) if name == REPLY else None
    facts |= {"answer_by": None if until is None else draft_facts.moment_fact(desk, until, client)}
    project = file.head if file is not None else None
    draft = drafts.written(desk, name, client, facts, form="txt", project=project, built_in=built_in)
    return draft.but(
        matter=complaint.id,
        incoming=complaint.words if name == REPLY else "",
        answer_by=until,
        message_id=complaint.message_id if name == REPLY else None,
        missing=(*draft.missing, *_remarks(desk, complaint, promise, name)),
    )


def _facts(desk: Desk, complaint: Complaint, promise: Promise | None, client: Client) -> Facts:
    _promised, remedied, _coming = stands(complaint, promise)
    done_at = complaint.remedied_at or (promise.closed_at if promise is not None and remedied else None)
    is_open = promise is not None and promise.state is PromiseState.OPEN and promise.due > desk.now()
    facts: Facts = {
        "words": complaint.words,
        "day": local_day(complaint.raised_at, desk.zone),
        "point": complaint.point.value,
        "owned": complaint.owned_at is not None,
        "remedy": complaint.remedy.strip().rstrip("."),
        "until": draft_facts.promise_fact(desk, promise, client) if promise is not None and is_open else None,
        "done": remedied,
        "done_on": local_day(done_at, desk.zone) if done_at is not None else None,
    }
    return cleaned(facts)


def _message_facts(desk: Desk, complaint: Complaint, client: Client) -> Facts:
    """Return the client's words as an answer quotes them; the message's own subject where it is still known."""
    from freelance_comm.services.answering import shortened

    message = known_message(desk, complaint)
    quoted = shortened(complaint.words)
    author = draft_facts.person_of(client) or client.name
    facts = draft_facts.message_facts(desk, message, "", author=author, words=quoted)
    if facts["message"] is None:
        day = local_day(complaint.raised_at, desk.zone)
        said = {"subject": "", "excerpt": complaint.words, "day": day, "author": author, "quoted": quoted.split("\n")}
        facts |= cleaned({"message": said})
    return facts


def known_message(desk: Desk, complaint: Complaint) -> Message | None:
    """Return the message that a complaint came with, ``None`` where there was none or it is gone."""
    if complaint.message_id is None:
        return None
    day = complaint.raised_at.date()
    near = desk.reader.messages(day - timedelta(days=1), day + timedelta(days=1))
    return next((one for one in near if one.id == complaint.message_id), None)


def _answer_by(desk: Desk, complaint: Complaint, promise: Promise | None, client: Client) -> datetime | None:
    """Return by when the answer announces the next word: while nothing is promised that it could name."""
    from freelance_comm.services.reply_clock import target_seconds

    promised, _remedied, coming = stands(complaint, promise)
    if promised or coming not in _WITHOUT_DATE or complaint.point is Point.NO:
        return None
    calendar = desk.calendar()
    due = calendar.add(desk.now(), target_seconds(desk, client))
    return None if due is None else calendar.next_closing(due - timedelta(seconds=1)) or due


def _remarks(desk: Desk, complaint: Complaint, promise: Promise | None, name: str) -> tuple[str, ...]:
    t = desk.tr.gettext
    found = []
    if name == REPLY and complaint.owned_at is not None:
        found.append(owned_already(desk, complaint))
    promised, remedied, _coming = stands(complaint, promise)
    if name == REPLY and complaint.point in _OWNS and not promised and not remedied:
        found.append(t("It does not say yet what you will do, and by when."))
    if name == REPLY and complaint.point is Point.UNKNOWN:
        found.append(t("It is not known yet whether they have a point, so the letter does not own up to anything."))
    if name == DONE and not remedied:
        found.append(t("The remedy has not been noted as done yet."))
    return tuple(found)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return what changes when a letter has gone out: the way is one step further.

    An answer that announces the next word puts it on the ledger: a word with a time is a promise.
    """
    if not draft.matter:
        return None

    def further(change: Change) -> None:
        base = next((one for one in change.of_clients(Complaint) if one.id == draft.matter), None)
        if base is None:
            return
        if draft.name == REPLY:
            new = after_answer(desk, base, change.now, owned=base.point in _OWNS)
            if draft.answer_by is not None and draft.answer_by > change.now:
                _promise_word(desk, change, base, draft)
        elif draft.name == DONE:
            new = after_telling(desk, base, change.now)
        else:
            new = base.but(checked_at=change.now)
        change.save(base, new)

    return further


def _promise_word(desk: Desk, change: Change, complaint: Complaint, draft: Draft) -> None:
    from freelance_comm.services.promises import put_down

    assert draft.answer_by is not None
    put_down(
        desk,
        change,
        draft_facts.answer_promised(draft.locale, draft.subject),
        client_id=complaint.client_id,
        project_id=draft.project_id if draft.project_id in {one.id for one in change.project_names()} else None,
        due=draft.answer_by,
        source=PromiseSource.DRAFT,
    )
