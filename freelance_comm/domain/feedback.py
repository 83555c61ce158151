"""What clients say about the work, good and bad, and whether their words may be quoted.

Apart from complaints because nothing has to be done about it: it is listened to, learned from, and quoted with leave.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from freelance_comm.domain.record import Record


class Tone(StrEnum):
    """How it was meant."""

    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"


class Permission(StrEnum):
    """Whether the words may be shown to others: nobody asked, asked, given, refused."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class Feedback(Record):
    """Something a client said, word for word. ``said_by`` is the person, ``message_id`` the message it came with.

    ``permission_at`` is when the last thing about the permission happened; ``signed`` how the client wants to be named
    beside a quotation, ``lesson`` what the freelancer takes from it.
    """

    id: int
    client_id: int
    words: str
    said_at: datetime
    tone: Tone = Tone.GOOD
    project_id: int | None = None
    message_id: int | None = None
    said_by: str = ""
    permission: Permission = Permission.NOT_ASKED
    permission_at: datetime | None = None
    signed: str = ""
    lesson: str = ""

    @property
    def may_be_quoted(self) -> bool:
        """Whether the client has said yes to being quoted."""
        return self.permission is Permission.GIVEN
