"""What follows when the freelancer says that a draft has gone out: it is kept, logged as a message, and ticked off.

Apart because letters and reports share it, and because all of it belongs into one change. Nothing is sent from here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.project import Project, SentDraft
from freelance_comm.domain.quote import QuoteState
from freelance_comm.domain.text_safety import one_line, show
from freelance_comm.services.quote_versions import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

EXCERPT = 200
"""Characters of a message that the log keeps."""

TICKS: dict[str, str] = {
    "contact/read-back": "read_back_on",
    "payment/terms": "terms_discussed_on",
    "delivery/delivery": "delivered_on",
    "closing/thanks": "thanked_on",
}
"""Which fact of a stage the sending of a draft fills in with the day, if it is still empty."""


def note_sent(
    desk: Desk,
    project: Project,
    template: str,
    *,
    subject: str = "",
    body: str = "",
    period: tuple[date, date] | None = None,
    answers: Message | None = None,
    also: Callable[[Change], None] | None = None,
) -> SentDraft:
    """Keep that ``template`` went out now. ``answers`` is the client's message whose thread it belongs to.

    ``also`` is what changes with it, in the same change.
    """
    today = desk.today()
    with desk.change() as change:
        stored = change.project(project.id)
        client = next((one for one in change.clients() if one.id == stored.head.client_id), None)
        sent = SentDraft(
            id=change.new_id(),
            at=change.now,
            template=template,
            subject=show(subject),
            period_start=period[0] if period else None,
            period_end=period[1] if period else None,
        )
        change.add(sent, project_id=project.id)
        _log(change, client, project.id, subject, body, answers)
        fact = TICKS.get(template, "")
        if fact and not stored.head.facts.get(fact):
            facts = {**stored.head.facts, fact: today.isoformat()}
            change.save(stored.head, stored.head.but(facts=facts), project_id=project.id)
        quote = draft_of(stored) if template == "quote/quote" else None
        if quote is not None:
            gone = quote.but(state=QuoteState.SENT, sent_at=change.now)
            change.save(quote, gone, project_id=project.id)
        if also is not None:
            also(change)
    return sent


def note_answer(
    desk: Desk,
    client: Client,
    *,
    subject: str,
    body: str,
    answers: Message | None,
    also: Callable[[Change], None] | None = None,
) -> None:
    """Log an answer that belongs to no project; ``also`` is what changes with it."""
    with desk.change() as change:
        _log(change, client, None, subject, body, answers)
        if also is not None:
            also(change)


def waiting_message(desk: Desk, message_id: int | None) -> Message | None:
    """Return the client's message with that id if it still waits for an answer."""
    if message_id is None:
        return None
    waiting = (conversation.waiting for conversation in desk.reader.conversations())
    return next((message for message in waiting if message is not None and message.id == message_id), None)


def longest_waiting(desk: Desk, client: Client) -> Message | None:
    """Return the message of ``client`` that has waited longest for an answer, ``None`` if none does."""
    own = (one.waiting for one in desk.reader.conversations() if one.client_id == client.id)
    return min((one for one in own if one is not None), key=lambda one: (one.at, one.id), default=None)


def _log(
    change: Change,
    client: Client | None,
    project_id: int | None,
    subject: str,
    body: str,
    answers: Message | None,
) -> None:
    if client is None:
        return
    change.add(
        Message(
            id=change.new_id(),
            client_id=client.id,
            direction=Direction.OUT,
            at=change.now,
            project_id=project_id,
            thread=answers.thread if answers is not None else "",
            channel=answers.channel if answers is not None else client.channel.value,
            subject=show(subject),
            excerpt=one_line(show(body))[:EXCERPT],
        )
    )
