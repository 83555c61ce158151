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
    ``colleague`` is the first message of another person of theirs since ``waiting``, ``bounced`` the last message of
    mine that came back and that no other of mine followed.
    """

    client_id: int
    thread: str
    waiting: Message | None = None
    asked: Message | None = None
    last_in: datetime | None = None
    last_out: datetime | None = None
    colleague: Message | None = None
    bounced: Message | None = None

    @property
    def last_contact(self) -> datetime | None:
        """The later of the last contacts in either direction."""
        return _later(self.last_in, self.last_out)


class Stretch(Record):
    """What a stretch of time did to one thread: its end state, were it all there is, and ``cleared``.

    ``cleared`` tells that the stretch holds an answer or a settled message, so that nothing from before waits any more.
    ``voices`` are the first message of theirs and the first from another address than that, for a message that has been
    waiting from before; a cleared stretch needs none.
    """

    client_id: int
    thread: str
    cleared: bool = False
    waiting: Message | None = None
    asked: Message | None = None
    last_in: datetime | None = None
    last_out: datetime | None = None
    colleague: Message | None = None
    bounced: Message | None = None
    voices: tuple[Message, ...] = ()

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
            colleague=self.colleague,
            bounced=self.bounced,
        )


def fold(messages: Iterable[Message]) -> dict[ThreadKey, Stretch]:
    """Return what ``messages`` did to each thread, in whatever order they are given.

    The clock rules: the first unanswered incoming message of a person waits, later ones do not restart it; my own
    personal message in the thread answers, unless it came back; a settled message ends the waiting up to it and starts
    none; automatic mail, invitations and mail in which I am in Cc only neither start nor stop anything.
    """
    states: dict[ThreadKey, dict[str, Any]] = {}
    for message in sorted(messages, key=lambda one: (one.at, one.id)):
        personal = message.kind is MessageKind.PERSONAL
        if not personal and not (message.kind is MessageKind.CC and message.direction is Direction.IN):
            continue
        state = states.setdefault((message.client_id, message.thread), {})
        if message.direction is Direction.OUT:
            _went(state, message)
            continue
        _heard(state, message)
        if not personal:
            continue
        state |= {"asked": None, "last_in": message.at}
        if message.settled is not Settled.NONE:
            _clear(state)
        elif state.get("waiting") is None:
            state["waiting"] = message
    return {key: Stretch(client_id=key[0], thread=key[1], **state) for key, state in states.items()}


def _went(state: dict[str, Any], message: Message) -> None:
    """Let a message of mine do what it does: answer, or come back and answer nothing."""
    if message.undelivered:
        state["bounced"] = message
        return
    _clear(state)
    state |= {"asked": message if message.settled is Settled.NONE else None, "last_out": message.at, "bounced": None}


def _clear(state: dict[str, Any]) -> None:
    """Let nothing wait any more."""
    state |= {"cleared": True, "waiting": None, "colleague": None, "voices": ()}


def _heard(state: dict[str, Any], message: Message) -> None:
    """Note who of theirs speaks: where somebody waits, another person of theirs may have answered."""
    if not message.sender:
        return
    waiting = state.get("waiting")
    if waiting is not None and state.get("colleague") is None and _other(message, waiting):
        state["colleague"] = message
    voices = state.get("voices", ())
    if not state.get("cleared") and (not voices or (len(voices) == 1 and voices[0].sender != message.sender)):
        state["voices"] = (*voices, message)


def _other(message: Message, waiting: Message) -> bool:
    return bool(waiting.sender) and message.sender != waiting.sender


def joined(earlier: Stretch | None, later: Stretch) -> Stretch:
    """Return what two stretches of one thread did, one directly after the other."""
    if earlier is None:
        return later
    cleared = earlier.cleared or later.cleared
    waiting, colleague = later.waiting, later.colleague
    if not later.cleared and earlier.waiting is not None:
        waiting = earlier.waiting
        others = (each for each in later.voices if _other(each, earlier.waiting))
        colleague = earlier.colleague or next(others, None)
    talked = later.last_in is not None or later.last_out is not None
    answered = later.last_out is not None
    return later.but(
        cleared=cleared,
        waiting=waiting,
        colleague=colleague,
        asked=later.asked if talked else earlier.asked,
        bounced=later.bounced if answered else later.bounced or earlier.bounced,
        voices=() if cleared else _first_two((*earlier.voices, *later.voices)),
        last_in=later.last_in or earlier.last_in,
        last_out=later.last_out or earlier.last_out,
    )


def _first_two(voices: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return the first message and the first one from another address."""
    others = tuple(each for each in voices if each.sender != voices[0].sender)
    return (*voices[:1], *others[:1])


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
        contact = _later(stretch.last_in, stretch.last_out)
        if contact is not None:
            newest[client_id] = max(newest.get(client_id, (contact, thread)), (contact, thread))
    kept: dict[ThreadKey, Stretch] = {}
    for key, stretch in result.items():
        last = _last_event(stretch)
        if stretch.waiting is not None or (last is not None and last.date() >= limit):
            kept[key] = stretch
        elif newest.get(key[0], (None, None))[1] == key[1]:
            # only when they were last heard is of interest
            kept[key] = stretch if stretch.asked is stretch.bounced is None else stretch.but(asked=None, bounced=None)
    return kept


def _last_event(stretch: Stretch) -> datetime | None:
    """Return the last contact, or when the last message of mine came back."""
    contact = _later(stretch.last_in, stretch.last_out)
    return contact if stretch.bounced is None else _later(contact, stretch.bounced.at)


def _later(first: datetime | None, second: datetime | None) -> datetime | None:
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)
