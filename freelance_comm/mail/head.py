"""What is known of a message from its headers alone: who wrote to whom, when, in answer to what, and whether at all.

``head_of`` never raises and takes bounded time, whatever the bytes are: what cannot be read is named in ``broken`` and
left empty. The definitions are those of the reference data for reply times.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from freelance_comm.domain.record import Record
from freelance_comm.mail import automatic
from freelance_comm.mail.addresses import Person, people
from freelance_comm.mail.dates import effective, nearest_hop, read_date
from freelance_comm.mail.encoded_words import header_text, plain
from freelance_comm.mail.fields import Fields
from freelance_comm.mail.mime import ContentType, content_type

MOST_REFS = 5_000
LONGEST_SUBJECT = 500
LONGEST_ID = 998
"""Longest message id, in characters: a line of mail cannot be longer."""

WANTED = automatic.WANTED | frozenset(
    (
        b"message-id",
        b"from",
        b"to",
        b"cc",
        b"subject",
        b"date",
        b"received",
        b"references",
        b"in-reply-to",
        b"x-unsent",
        b"x-gmail-labels",
    )
)
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_NOT_OF_AN_ID = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_FUTURE = timedelta(hours=24)


class Head(Record):
    """The headers of one message, read.

    ``id`` is the Message-ID without angle brackets, or ``sha1-`` and the SHA-1 of the message where there is none.
    ``sent_at`` is the effective time (``dates.effective``), None where no time can be found; ``time_source`` says
    whence it comes: ``date``, ``received``, ``internal`` or nothing. ``refs`` are the ids it refers to (References,
    then the last of In-Reply-To, each once), ``reply_to_id`` the last of In-Reply-To, or of References where there is
    none. ``rules`` are the rules A1 to A5 that call it automatic, ``method`` is that of an invitation, ``report`` what
    a delivery report says ("failed", "delayed", "delivered", "read") about my message ``reported_id``. ``role`` is what
    the labels of a Gmail archive say of it, as a folder would ("drafts", "trash", "junk", "sent").
    """

    id: str
    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    received_at: datetime | None = None
    time_source: str = ""
    refs: tuple[str, ...] = ()
    reply_to_id: str = ""
    rules: tuple[str, ...] = ()
    method: str = ""
    report: str = ""
    reported_id: str = ""
    is_draft: bool = False
    has_id: bool = True
    sha1: str = ""
    size: int = 0
    broken: tuple[str, ...] = ()
    names: tuple[Person, ...] = ()
    role: str = ""

    @property
    def automatic(self) -> str:
        """The first rule that calls it automatic, or nothing."""
        return self.rules[0] if self.rules else ""

    @property
    def list_only(self) -> bool:
        """Whether only the rule about lists calls it automatic."""
        return self.rules == (automatic.LIST_RULE,)

    @property
    def is_report(self) -> bool:
        """Whether it reports about the delivery of another message."""
        return bool(self.report)


def head_of(raw: bytes, *, internal_date: datetime | None = None, draft: bool = False) -> Head:
    """Return what the headers of ``raw`` say; ``internal_date`` is when the mailbox received it, if that is known.

    ``draft`` tells that the mailbox calls it a draft. Never raises.
    """
    fields = Fields(raw, WANTED)
    broken = ["headers"] if fields.cut else []
    kind = content_type(fields.first(b"content-type"))
    charset = kind.parameters.get("charset", "")
    senders = people(fields.first(b"from"), charset)
    sender = senders[0] if senders else Person(address="")
    if not sender.address:
        broken.append("from")
    to, cc = people(fields.first(b"to"), charset), people(fields.first(b"cc"), charset)
    sent_at, hop, source = _times(fields, internal_date)
    if sent_at is None:
        broken.append("date")
    refs, answered = _references(fields)
    own_id = _own_id(fields.first(b"message-id"))
    digest = ""
    if not own_id:
        from hashlib import sha1

        digest = sha1(raw, usedforsecurity=False).hexdigest()
    told = _told(raw, kind)
    role = _role(raw, fields, charset)
    return Head(
        id=own_id or f"sha1-{digest}",
        sender=sender.address,
        sender_name=sender.name,
        to=tuple(person.address for person in to),
        cc=tuple(person.address for person in cc),
        subject=header_text(fields.first(b"subject") or b"", charset)[:LONGEST_SUBJECT],
        sent_at=sent_at,
        received_at=hop,
        time_source=source,
        refs=refs,
        reply_to_id=answered,
        rules=automatic.rules(fields, sender.address),
        method=told[0],
        report=told[1],
        reported_id=told[2],
        is_draft=draft or role == "drafts" or (fields.first(b"x-unsent") or b"").strip() == b"1",
        has_id=bool(own_id),
        sha1=digest,
        size=len(raw),
        broken=tuple(broken),
        names=(*to, *cc),
        role=role,
    )


def ids_in(value: bytes | None) -> list[str]:
    """Return the message ids in a header: what stands between ``<`` and ``>``, without white space."""
    if not value:
        return []
    found = (_NOT_OF_AN_ID.sub("", inner)[:LONGEST_ID] for inner in _IN_BRACKETS.findall(plain(value)))
    return [one for one in found if one][:MOST_REFS]


def _own_id(value: bytes | None) -> str:
    """Return the id in a Message-ID header, with or without angle brackets."""
    if value is None:
        return ""
    found = ids_in(value)
    if found:
        return found[0]
    bare = plain(value)
    return "" if "<>" in "".join(bare.split()) else _NOT_OF_AN_ID.sub("", bare).strip("<>")[:LONGEST_ID]


def _references(fields: Fields) -> tuple[tuple[str, ...], str]:
    """Return all ids the message refers to, each once, and the one it answers."""
    refs = ids_in(fields.first(b"references"))
    answered = ids_in(fields.first(b"in-reply-to"))[-1:]
    both = tuple(dict.fromkeys((*refs, *answered)))
    return both, (answered or refs[-1:] or [""])[0]


def _times(fields: Fields, internal: datetime | None) -> tuple[datetime | None, datetime | None, str]:
    """Return when it was sent, the date of the nearest hop, and which header the first came from."""
    date = fields.first(b"date")
    dated = read_date(date) if date is not None else None
    hop = nearest_hop(fields.all(b"received"))
    sent = effective(dated, hop)
    if internal is not None and hop is None:
        # Nothing but the mailbox says when it came: what was sent cannot have come a day before that.
        arrived = internal.astimezone(UTC).replace(microsecond=0)
        if sent is None or sent > arrived + _FUTURE:
            return arrived, None, "internal"
    return sent, hop, "" if sent is None else "date" if sent is dated else "received"


def _role(raw: bytes, fields: Fields, charset: str) -> str:
    """Return what the labels of a Gmail archive say a message is.

    Only an archive puts these headers before all others: no sender can put anything there.
    """
    labels = fields.first(b"x-gmail-labels") if raw.startswith((b"X-GM-THRID:", b"X-Gmail-Labels:")) else None
    if labels is None:
        return ""
    from freelance_comm.mail.folder_names import role_of

    roles = {role_of(label.strip(' "')) for label in header_text(labels, charset).split(",")}
    return next((role for role in ("drafts", "junk", "trash", "sent") if role in roles), "")


def _told(raw: bytes, kind: ContentType) -> tuple[str, str, str]:
    """Return the method of an invitation, what a report says, and the id of the message it is about."""
    if kind.name == "multipart/report":
        from freelance_comm.mail.reports import report_of

        return ("", *report_of(raw))
    if kind.name == "text/calendar" or (kind.name.startswith("multipart/") and b"text/calendar" in raw.lower()):
        from freelance_comm.mail.reports import calendar_method

        return calendar_method(raw), "", ""
    return "", "", ""
