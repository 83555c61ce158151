"""One mail on its way into the workspace: what is known of it, and what it becomes as a message or when it is left out.

Apart from the merging because it knows nothing of what is stored. The text of a mail is looked at only when it is kept.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import LeftOut
from freelance_comm.domain.message import REFS_LIMIT, Direction, Message, MessageKind
from freelance_comm.services.mail_judging import What

if TYPE_CHECKING:
    from freelance_comm.mail.head import Head
    from freelance_comm.services.mail_judging import Verdict

SUBJECT_LIMIT = 300
PEOPLE_LIMIT = 50
"""So many other addresses of a mail are kept."""
_ROOMS = (3_000, 60_000)
"""Bytes behind the headers in which the beginning of a text is looked for: in most mail the first are enough."""
_WORDS = 500
BOUNCE = "bounce"
FAILED = "failed"


class Found:
    """A mail that may become a message: its head, what it is, and its bytes as long as they may be needed.

    ``digest`` is the sum of all its bytes where that is known.
    """

    __slots__ = ("_excerpt", "digest", "head", "raw", "verdict")

    def __init__(self, head: Head, verdict: Verdict) -> None:
        self.head = head
        self.verdict = verdict
        self.raw = b""
        self.digest = ""
        self._excerpt: str | None = None

    @property
    def excerpt(self) -> str:
        """How its text begins; worked out only for mail that is kept."""
        if self._excerpt is None:
            self._excerpt = _beginning(self.raw)
        return self._excerpt

    @property
    def own_id(self) -> str:
        """An id from what it holds, for one that bears the id of another."""
        from hashlib import sha1

        return f"sha1-{self.digest or sha1(self.raw, usedforsecurity=False).hexdigest()}"


def message_of(found: Found, client: int, own: str) -> Message:
    """Return a mail as a message of a client; its id and its thread are given later."""
    head, verdict = found.head, found.verdict
    assert head.sent_at is not None
    return Message(
        id=0,
        client_id=client,
        direction=verdict.direction if verdict.what is not What.REPORT else Direction.IN,
        at=head.sent_at,
        subject=head.subject[:SUBJECT_LIMIT],
        excerpt=found.excerpt,
        kind=MessageKind.AUTOMATIC if verdict.what is What.REPORT else verdict.kind,
        source_id=own,
        sender=head.sender,
        people=tuple(dict.fromkeys(one for one in (*head.to, *head.cc) if one != head.sender))[:PEOPLE_LIMIT],
        refs=references(head),
        reason=verdict.reason,
        by_delegate=verdict.by_delegate,
    )


def references(head: Head) -> tuple[str, ...]:
    """Return the ids a mail refers to, the one it answers last."""
    if not head.reply_to_id:
        return head.refs[-REFS_LIMIT:]
    return (*(one for one in head.refs if one != head.reply_to_id), head.reply_to_id)[-REFS_LIMIT:]


def left_out(found: Found) -> LeftOut:
    """Return a mail as an entry of the list of what does not count; its id is given later."""
    head, verdict = found.head, found.verdict
    failed = head.is_report and head.report == FAILED
    return LeftOut(
        id=0,
        source_id=head.id,
        sender=head.sender,
        at=head.sent_at or datetime.fromtimestamp(0, UTC),
        reason=BOUNCE if failed else verdict.reason,
        name=head.sender_name[:SUBJECT_LIMIT],
        subject=head.subject[:SUBJECT_LIMIT],
        client_id=verdict.clients[0] if verdict.clients else None,
        about=head.reported_id,
        refs=references(head)[-10:],
        people=tuple(dict.fromkeys((*head.to, *head.cc)))[:10] if verdict.clients else (),
    )


def _beginning(raw: bytes) -> str:
    """Return how the text of a mail begins. Of a long mail only as much is looked at as that takes."""
    from freelance_comm.mail.body import excerpt, text_of

    head = max(raw.find(b"\n\n"), raw.find(b"\n\r\n"), 0)
    for room in _ROOMS:
        text = text_of(raw[: head + room])
        words = excerpt(text[:_WORDS]) or excerpt(text[:room])
        if words or len(raw) <= head + room:
            return words
    return ""
