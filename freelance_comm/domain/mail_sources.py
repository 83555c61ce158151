"""Where mail is read from, who writes there without being a client, and what an import left out.

Apart from messages because none of this is part of a conversation: it is what the next import has to remember.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from freelance_comm.domain.record import Record


class SourceKind(StrEnum):
    """A mailbox on this disk, or an account on a server."""

    PATH = "path"
    ACCOUNT = "account"


class Choice(StrEnum):
    """What was said about somebody who is no client: nothing yet, never ask again, or let all their mail count."""

    OPEN = ""
    NEVER = "never"
    ALWAYS = "always"


class MailSource(Record):
    """A mailbox that was imported. ``place`` is an absolute path, or the name of an account.

    ``cursor`` is how far it was read, as JSON that only its reader understands; ``read_at`` when it last brought
    something new. ``known`` are the clients' addresses at that time: where one is new, what lies before the cursor is
    looked through for it.
    """

    id: int
    kind: SourceKind
    place: str
    added: datetime
    cursor: str = ""
    read_at: datetime | None = None
    known: tuple[str, ...] = ()


class MailPerson(Record):
    """Somebody at an address that belongs to no client: how many mails came from and went to them, and the last one.

    ``choice`` is what the freelancer said about them. ``client_id`` is the
    client whose mail counts with ``Choice.ALWAYS``.
    """

    id: int
    address: str
    name: str = ""
    received: int = 0
    sent: int = 0
    last_at: datetime | None = None
    choice: Choice = Choice.OPEN
    client_id: int | None = None


class LeftOut(Record):
    """One mail that does not count, and why: ``reason`` is a short code (A1…A5, "bounce", "undated", "no-sender").

    ``source_id`` is its Message-ID without angle brackets, ``refs`` the last of the ids it refers to, ``about`` the
    message of mine that a report of non-delivery speaks of. ``client_id`` is the client it may be from, ``None``
    where none can be told.
    """

    id: int
    source_id: str
    sender: str
    at: datetime
    reason: str
    name: str = ""
    subject: str = ""
    client_id: int | None = None
    about: str = ""
    refs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
