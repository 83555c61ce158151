"""Answering a client's message: what is answered, by when, with which letter, in sight of what was said before.

A draft of an answer never stops a clock: the client still waits until it is noted as sent. Nothing is sent from here;
where a draft goes is decided in ``handing_over``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts, handles
from freelance_comm.services.drafts import QUESTION, RECEIVED, REPLY, Draft

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

__all__ = [
    "KINDS",
    "Answered",
    "Said",
    "answer_by",
    "compose",
    "context_of",
    "find_message",
]

KINDS: dict[str, str] = {"answer": REPLY, "received": RECEIVED, "question": QUESTION}
"""What an answer can be: the answer itself, word that the message came and when the answer will, a question back."""
CONTEXT_LINES = 6
_HAPPENED_DAYS = 366
_RECENT_DAYS = 92
_LEAST_SECONDS = 2 * 3600
"""Working time that a newly announced answer is given at least."""
_ROUND_SECONDS = 15 * 60
_QUOTED_LINES, _QUOTED_WIDTH = 8, 72
_MARK, _BLANK = "§", "…"


class Answered(Record):
    """A message that is answered, and by whom it is from. ``waiting`` tells whether its clock still runs."""

    client: Client
    message: Message
    project: Project | None
    handle: str
    waiting: bool


class Said(Record):
    """One message of a conversation, as it stands beside an answer. ``mine`` is what the freelancer wrote.

    ``when`` is told in words, ``text`` the beginning of what was said, else the subject.
    """

    message: Message
    who: str
    mine: bool
    when: str
    text: str


# -- what is answered --------------------------------------------------------------------------------------------------


def find_message(desk: Desk, named: str) -> Answered:
    """Return the message that ``named`` means: by its short name, else the one of that client which waits.

    A short name can also mean a message of the last three months that no longer waits. Raises ``NotFound`` where
    nothing of the client waits, ``Ambiguous`` with the short names where several do.
    """
    from freelance_comm.services.clients import find_client

    waiting = _waiting(desk)
    first = (desk.now() - timedelta(days=_RECENT_DAYS)).date()
    recent = {one.id: one for one in desk.reader.messages(first, desk.today()) if one.direction is Direction.IN}
    for known in ({one.id: one for one in waiting}, recent):
        found = handles.matching(handles.MESSAGE, named, known)
        if len(found) == 1:
            return answered(desk, known[found[0]])
    client = find_client(desk, named)
    theirs = [one for one in waiting if one.client_id == client.id]
    if not theirs:
        raise NotFound(
            N_("No message from {name} is waiting."),
            hint=N_("Note the message first: `freelance-comm log in`; or give the short name of another."),
            name=show(client.name),
        )
    if len(theirs) > 1:
        from freelance_comm.services.reply_clock import about

        names = handles.handles(handles.MESSAGE, [one.id for one in waiting])
        raise Ambiguous(
            N_("Several messages from {name} are waiting."),
            hint=N_("Choose one by its short name, at the start of the line."),
            near=tuple(f"{names[one.id]} {about(one)}" for one in theirs[:6]),
            name=show(client.name),
        )
    return answered(desk, theirs[0])


def answered(desk: Desk, message: Message) -> Answered:
    """Return ``message`` with its client and the project it is about."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id

    return Answered(
        client=client_by_id(desk, message.client_id),
        message=message,
        project=None if message.project_id is None else project_by_id(desk, message.project_id),
        handle=handles.handle(handles.MESSAGE, message.id),
        waiting=any(one.id == message.id for one in _waiting(desk)),
    )


def _waiting(desk: Desk) -> list[Message]:
    return [one.waiting for one in desk.reader.conversations() if one.waiting is not None]


# -- what was said before ----------------------------------------------------------------------------------------------


def context_of(desk: Desk, message: Message, *, limit: int = CONTEXT_LINES) -> tuple[Said, ...]:
    """Return the last messages of the conversation, the newest last, ``message`` itself among them."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.reply_clock import about
    from freelance_comm.text.telling import near

    client = client_by_id(desk, message.client_id)
    first = (message.at - timedelta(days=_HAPPENED_DAYS if message.thread else _RECENT_DAYS)).date()
    kinds = (MessageKind.PERSONAL, MessageKind.CC)
    same = [
        one
        for one in desk.reader.messages(first, desk.today())
        if (one.client_id, one.thread) == (message.client_id, message.thread) and one.kind in kinds
    ]
    ordered = sorted(same, key=lambda one: (one.at, one.id))[-limit:]
    if all(one.id != message.id for one in ordered):
        ordered = [message, *ordered[1:]]
    return tuple(
        Said(
            message=one,
            who=desk.tr.pgettext("who wrote a message", "you")
            if one.direction is Direction.OUT
            else _name(client, one),
            mine=one.direction is Direction.OUT,
            when=near(one.at, desk.now(), desk.zone, desk.tr),
            text=about(one),
        )
        for one in ordered
    )


def _name(client: Client, message: Message) -> str:
    """Return the name of the person who wrote, as far as the client's contacts tell, else the client's."""
    sender = message.sender.casefold()
    known = (contact.name for contact in client.contacts if sender and contact.email.casefold() == sender)
    return next(known, "") or draft_facts.person_of(client) or client.name


# -- by when -----------------------------------------------------------------------------------------------------------


def answer_by(desk: Desk, client: Client, message: Message) -> datetime | None:
    """Return the moment by which an answer can be announced: when the target of ``message`` is used up, to the quarter.

    Where that is less than two working hours away, or over, it is the first end of a working day that leaves two.
    ``None`` where no working time ever comes.
    """
    from freelance_comm.services.reply_clock import target_seconds

    now, calendar = desk.now(), desk.calendar()
    due = calendar.add(message.at, target_seconds(desk, client))
    least = calendar.add(now, _LEAST_SECONDS)
    if due is None or least is None:
        return None
    quarter = due - timedelta(seconds=due.timestamp() % _ROUND_SECONDS)
    if quarter >= least:
        return quarter
    return calendar.next_closing(least - timedelta(seconds=1)) or least


# -- the letter --------------------------------------------------------------------------------------------------------


def compose(
    desk: Desk,
    client: Client,
    message: Message | None,
    project: Project | None = None,
    *,
    name: str = REPLY,
    answer: str = "",
    words: str | None = None,
    by: datetime | None = None,
    built_in: bool = False,
) -> Draft:
    """Return an answer to ``message`` in the client's language; ``answer`` is what the freelancer has to say.

    ``words`` of the client are quoted, kept short: what the log keeps of the message where nothing is given, none where
    it is empty. ``by`` is the moment by which the letter announces the answer itself, else the calendar's.
    Raises ``BadValue`` where ``by`` has passed, or the letter needs a message or a time and there is none.
    """
    if by is not None and by <= desk.now():
        raise BadValue(N_("That time has already passed."), hint=N_("Choose a later moment."))
    file = desk.reader.project(project.id) if project is not None else None
    facts = draft_facts.context(desk, file, client)
    quoted = "" if message is None else shortened(message.excerpt if words is None else words)
    author = "" if message is None else _name(client, message)
    facts |= draft_facts.message_facts(desk, message, answer, author=author, words=quoted)
    if message is not None and name == REPLY:  # it keeps the promise of an answer, so it does not repeat it
        promised = draft_facts.answer_promised(client.language, message.subject)
        facts["promises"] = [one for one in facts["promises"] if one["what"] != promised]
    until = None
    if name == RECEIVED and message is not None:
        until = by or answer_by(desk, client, message)
        facts["answer_by"] = None if until is None else draft_facts.moment_fact(desk, until, client)
    draft = drafts.written(desk, name, client, facts, form="txt", project=project, built_in=built_in)
    if not answer and name != RECEIVED:
        told = drafts.written(
            desk, name, client, facts | {"answer": _MARK}, form="txt", project=project, built_in=built_in
        )
        draft = _with_room(draft, told.body)
    if message is None:
        return draft
    return _threaded(desk, draft, client, message).but(answer_by=until)


def _with_room(draft: Draft, told: str) -> Draft:
    """Return ``draft`` with an empty paragraph, or the blank, where ``told``, the same letter, has its answer."""
    pairs = enumerate(zip(draft.body, told, strict=False))
    start = next((place for place, (one, other) in pairs if one != other), len(draft.body))
    if not told.startswith(_MARK, start):
        return draft  # a template of the freelancer's own that leaves no place for an answer
    if draft.body.startswith(_BLANK, start):
        return draft.but(place=(start, start + len(_BLANK)))
    return draft.but(body=f"{draft.body[:start]}\n\n{draft.body[start:]}", place=(start, start))


def _threaded(desk: Desk, draft: Draft, client: Client, message: Message) -> Draft:
    """Return ``draft`` addressed to the writer of ``message`` and tied to its thread."""
    from freelance_comm.mail.headers import usable_id

    answers = usable_id(message.source_id) if message.source_id else ""
    missing = draft.missing
    if message.source_id and not answers:
        loose = desk.tr.gettext("The message has no id that mail programs know; your answer will start a new thread.")
        missing = (*missing, loose)
    return draft.but(
        recipient=message.sender or draft.recipient,
        recipient_name=_name(client, message) if message.sender else draft.recipient_name,
        message_id=message.id,
        in_reply_to=answers,
        references=message.refs if answers else (),
        missing=missing,
    )


def shortened(words: str) -> str:
    """Return the beginning of a text in at most eight lines that stay short when they are quoted."""
    from textwrap import wrap

    lines: list[str] = []
    for line in words.strip().split("\n"):
        if line.strip():
            lines += wrap(show(line), _QUOTED_WIDTH) if len(line) < 20 * _QUOTED_WIDTH else [show(line)[:_QUOTED_WIDTH]]
        if len(lines) > _QUOTED_LINES:
            return "\n".join(lines[:_QUOTED_LINES]).rstrip(" …") + " …"
    return "\n".join(lines)


def has_words(draft: Draft, text: str) -> bool:
    """Whether something stands in ``text`` where ``draft`` left a place for the freelancer's own words."""
    if draft.place is None:
        return False
    start, end = draft.place
    before, blank, after = draft.body[:start].rstrip(), draft.body[start:end].strip(), draft.body[end:].strip()
    text = text.strip()
    if not (text.startswith(before) and text.endswith(after)) or len(text) < len(before) + len(after):
        return False
    return text[len(before) : len(text) - len(after)].strip() not in ("", blank)
