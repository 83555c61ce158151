"""Messages that came and went, whatever the channel; the raw material of the reply clock."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

REFS_LIMIT = 50
"""So many references of a message are kept, the newest."""


class Direction(StrEnum):
    """Seen from the freelancer."""

    IN = "in"
    OUT = "out"


class MessageKind(StrEnum):
    """What a message is to the clock; only ``PERSONAL`` ones start or stop it.

    ``AUTOMATIC`` are also delivery reports and notes of absence, in either direction; ``CC`` is mail in which I stand
    in Cc only, and another person in To.
    """

    PERSONAL = "personal"
    AUTOMATIC = "automatic"
    INVITE = "invite"
    CC = "cc"


class Settled(StrEnum):
    """Why an incoming message needs no answer any more, though none stands in the log."""

    NONE = ""
    ELSEWHERE = "elsewhere"
    NO_ANSWER_NEEDED = "no-answer-needed"
    ANSWERED_EARLIER = "answered-earlier"


class Pause(Record):
    """A stretch in which I wait for the client, so that the clock stands still: [``since``, ``until``).

    Without ``until`` it ends with the client's next message.
    """

    since: datetime
    until: datetime | None = None

    def _check(self) -> None:
        if self.until is not None and self.until < self.since:
            raise BadValue(N_("A pause in a reply clock ends before it begins."))


class Message(Record):
    """One message. ``thread`` joins a conversation (mail: its key; by hand: empty, one thread for each client).

    ``excerpt`` is the beginning of the text, at most 200 characters: bodies stay in the mailbox. ``source_id`` is the
    Message-ID of mail, empty for messages logged by hand. ``settled`` as ``ANSWERED_EARLIER`` says that my answer bears
    an earlier time than the question: one of two clocks was wrong.

    ``sender`` is the address it came from, ``people`` the other addresses in To and Cc, all in lower case; ``refs`` are
    the Message-IDs it refers to, the one it answers last, at most ``REFS_LIMIT``. ``reason`` says in a short code why
    it is of its kind. ``by_delegate`` marks an answer of mine that an assistant wrote; ``undelivered`` one that never
    arrived: it answers nothing. ``drafted_at`` is when an answer was last saved as a draft and not sent.
    """

    id: int
    client_id: int
    direction: Direction
    at: datetime
    project_id: int | None = None
    thread: str = ""
    channel: str = "email"
    subject: str = ""
    excerpt: str = ""
    kind: MessageKind = MessageKind.PERSONAL
    settled: Settled = Settled.NONE
    snoozed_until: datetime | None = None
    source_id: str = ""
    sender: str = ""
    people: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    reason: str = ""
    pauses: tuple[Pause, ...] = ()
    by_delegate: bool = False
    undelivered: bool = False
    drafted_at: datetime | None = None
