"""Messages that came and went, whatever the channel; the raw material of the reply clock."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from freelance_comm.domain.record import Record


class Direction(StrEnum):
    """Seen from the freelancer."""

    IN = "in"
    OUT = "out"


class MessageKind(StrEnum):
    """What a message is to the clock; only ``PERSONAL`` ones start or stop it."""

    PERSONAL = "personal"
    AUTOMATIC = "automatic"
    INVITE = "invite"


class Settled(StrEnum):
    """Why an incoming message needs no answer any more, though none stands in the log."""

    NONE = ""
    ELSEWHERE = "elsewhere"
    NO_ANSWER_NEEDED = "no-answer-needed"


class Message(Record):
    """One message. ``thread`` joins a conversation (mail: its key; by hand: empty, one thread for each client).

    ``excerpt`` is the beginning of the text, at most 200 characters: bodies stay in the mailbox. ``source_id`` is the
    Message-ID of mail, empty for messages logged by hand.
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
