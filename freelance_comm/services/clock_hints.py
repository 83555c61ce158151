"""What a waiting message may be in truth: perhaps answered, perhaps needing none. Hints only; a person decides.

Each hint comes with the command that acts on it; the screen has a key for each. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Message
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles

if TYPE_CHECKING:
    from freelance_comm.domain.conversation import Conversation
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk

_THANKS_LENGTH = 60


class HintKind(StrEnum):
    """What may be the case."""

    UNDELIVERED = "undelivered"
    LINK = "link"
    COLLEAGUE = "colleague"
    DRAFT = "draft"
    THANKS = "thanks"


class Hint(Record):
    """``text`` says it in the interface language, ``command`` acts on it; ``other`` is the message it is about."""

    kind: HintKind
    text: str
    command: str
    other: Message | None = None


def hints_of(
    desk: Desk,
    client: Client,
    conversation: Conversation,
    message: Message,
    name: str,
    answered: str,
    all_of: Iterable[Conversation],
) -> tuple[Hint, ...]:
    """Return what may be the case with a waiting ``message`` called ``name``; ``all_of`` are all conversations.

    ``answered`` is the command that notes an answer to it.
    """
    from freelance_comm.text.telling import near

    tr, now = desk.tr, desk.now()
    found = []
    bounced = conversation.bounced
    if bounced is not None and bounced.at >= message.at:
        when = near(bounced.at, now, desk.zone, tr)
        found.append(
            Hint(
                kind=HintKind.UNDELIVERED,
                text=tr.gettext("your answer of {when} was not delivered").format(when=when),
                command=answered,
                other=bounced,
            )
        )
    fresh = _fresh_answer(message, all_of)
    if fresh is not None:
        when = near(fresh.at, now, desk.zone, tr)
        text = tr.gettext("perhaps answered by your “{subject}” of {when}").format(
            subject=show(fresh.subject), when=when
        )
        command = f"freelance-comm log link {name} {handles.handle(handles.MESSAGE, fresh.id)}"
        found.append(Hint(kind=HintKind.LINK, text=text, command=command, other=fresh))
    settle = f"freelance-comm log settle {name}"
    if conversation.colleague is not None:
        who = _called(client, conversation.colleague.sender)
        text = tr.gettext("{name} has written there since: perhaps it is answered").format(name=who)
        found.append(
            Hint(kind=HintKind.COLLEAGUE, text=text, command=f"{settle} --elsewhere", other=conversation.colleague)
        )
    if message.drafted_at is not None:
        text = tr.gettext("a draft of your answer has been there since {when}, not sent").format(
            when=near(message.drafted_at, now, desk.zone, tr)
        )
        found.append(Hint(kind=HintKind.DRAFT, text=text, command=answered))
    if maybe_thanks(conversation, message):
        found.append(Hint(kind=HintKind.THANKS, text=tr.gettext("probably needs no answer"), command=settle))
    return tuple(found)


def maybe_thanks(conversation: Conversation, message: Message) -> bool:
    """Return whether a short message without a question follows one of mine: it may be a plain "thank you"."""
    if conversation.last_out is None or conversation.last_out > message.at or not message.excerpt:
        return False
    return len(message.excerpt) <= _THANKS_LENGTH and not any(mark in message.excerpt for mark in "?;…")


def _fresh_answer(message: Message, all_of: Iterable[Conversation]) -> Message | None:
    """Return my message to the same client, written afresh and after ``message``, whose subject says it answers it."""
    from freelance_comm.domain.reply_subject import answers

    if not message.subject:
        return None
    candidates = [
        each.asked
        for each in all_of
        if each.client_id == message.client_id
        and each.thread != message.thread
        and each.asked is not None
        and each.asked.at > message.at
        and not each.asked.refs
        and answers(each.asked.subject, message.subject)
    ]
    return min(candidates, key=lambda one: (one.at, one.id), default=None)


def _called(client: Client, address: str) -> str:
    names = (one.name for one in client.contacts if one.email.casefold() == address and one.name)
    return show(next(names, address))
