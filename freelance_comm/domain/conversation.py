"""What a conversation waits for: the fold of its messages into who owes whom an answer.

The fold is made so that stretches of time compose: what a month did to a thread is worked out once, and closed months
need never be read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.record import Record

RECENT_DAYS = 92
"""After so many days without a word, a thread in which nobody waits is only of interest as a client's last contact."""

ThreadKey = tuple[int, str]
"""Client and thread: what makes two messages one conversation."""


class Conversation(Record):
    """The state of one thread with one client.

    ``waiting`` is the first incoming message the freelancer has not answered, ``asked`` the freelancer's last message
    that has no answer yet; ``last_in`` and ``last_out`` are the last contacts of persons (automatic mail left out).
    """

    client_id: int
    thread: str
    waiting: Message | None = None
    asked: Message | None = None
    last_in: datetime | None = None
    last_out: datetime | None = None

    @property
    def last_contact(self) -> datetime | None:
        """The later of the last contacts in either direction."""
        moments = [moment for moment in (self.last_in, self.last_out) if moment is not None]
        return max(moments, default=None)


class Stretch(Record):
    """What a stretch of time did to one thread: its end state, were it all there is, and ``cleared``.

    ``cleared`` tells that the stretch holds an answer or a settled message, so that nothing from before waits any more.
    """

    client_id: int
    thread: str
    cleared: bool = False
    waiting: Message | None = None
    asked: Message | None = None
    last_in: datetime | None = None
    last_out: datetime | None = None

    @property
    def key(self) -> ThreadKey:
        """Which conversation it belongs to."""
        return (self.client_id, self.thread)

    @property
    def conversation(self) -> Conversation:
        """The state of the conversation at the end of the stretch."""
        return Conversation(
            client_id=self.client_id,
            thread=self.thread,
            waiting=self.waiting,
            asked=self.asked,
            last_in=self.last_in,
            last_out=self.last_out,
        )


def fold(messages: Iterable[Message]) -> dict[ThreadKey, Stretch]:
    """Return what ``messages`` did to each thread, in whatever order they are given.

    The clock rules: the first unanswered incoming message of a person waits, later ones do not restart it; my own
    personal message in the thread answers; a settled message ends the waiting up to it and starts none; automatic mail
    and invitations neither start nor stop anything.
    """
    states: dict[ThreadKey, dict[str, Any]] = {}
    for message in sorted(messages, key=lambda one: (one.at, one.id)):
        if message.kind is not MessageKind.PERSONAL:
            continue
        state = states.setdefault((message.client_id, message.thread), {})
        if message.direction is Direction.OUT:
            asked = message if message.settled is Settled.NONE else None
            state |= {"cleared": True, "waiting": None, "asked": asked, "last_out": message.at}
            continue
        state |= {"asked": None, "last_in": message.at}
        if message.settled is not Settled.NONE:
            state |= {"cleared": True, "waiting": None}
        elif state.get("waiting") is None:
            state["waiting"] = message
    return {key: Stretch(client_id=key[0], thread=key[1], **state) for key, state in states.items()}


def joined(earlier: Stretch | None, later: Stretch) -> Stretch:
    """Return what two stretches of one thread did, one directly after the other."""
    if earlier is None:
        return later
    return later.but(
        cleared=earlier.cleared or later.cleared,
        waiting=later.waiting if later.cleared else earlier.waiting or later.waiting,
        last_in=later.last_in or earlier.last_in,
        last_out=later.last_out or earlier.last_out,
    )


def continued(
    before: dict[ThreadKey, Stretch], later: dict[ThreadKey, Stretch], until: date
) -> dict[ThreadKey, Stretch]:
    """Return the state of all threads after a further stretch that ended on the day ``until``.

    Threads in which nobody waits for the freelancer and nothing was said for ``RECENT_DAYS`` are dropped, except for
    the last contact of each client: the cost of the log stays bounded for ever.
    """
    result = dict(before)
    for key, stretch in later.items():
        result[key] = joined(before.get(key), stretch)
    limit = until - timedelta(days=RECENT_DAYS)
    newest: dict[int, tuple[datetime, str]] = {}
    for (client_id, thread), stretch in result.items():
        contact = stretch.conversation.last_contact
        if contact is not None:
            newest[client_id] = max(newest.get(client_id, (contact, thread)), (contact, thread))
    return {
        key: stretch
        for key, stretch in result.items()
        if stretch.waiting is not None
        or newest.get(key[0], (None, None))[1] == key[1]
        or ((contact := stretch.conversation.last_contact) is not None and contact.date() >= limit)
    }
