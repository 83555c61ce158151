"""Builds a draft as an ``.eml`` file that a mail program opens ready to be sent.

The program writes it and stops there: ``X-Unsent`` tells the mail program that it is a draft. Apart from ``headers``
because it is about the body: MIME parts, their encoding, their line ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from freelance_comm.domain.text_safety import show_block
from freelance_comm.mail.headers import (
    ANSWERED,
    RECIPIENT,
    SENDER,
    SUBJECT,
    Mailbox,
    check_id,
    check_mailbox,
    check_value,
    id_header,
    ids_header,
    mailbox_header,
    text_header,
    thread_of,
)


def build_eml(
    *,
    sender: Mailbox | None,
    to: Mailbox,
    subject: str,
    body: str,
    date: datetime,
    html: str | None = None,
    in_reply_to: str | None = None,
    references: Iterable[str] = (),
) -> bytes:
    """Return the bytes of a draft: UTF-8, lines ending in CRLF and short enough for every server.

    ``sender`` may be ``None``: the mail program then puts in its own account. ``date`` is aware; ``html`` is the same
    letter as HTML, offered beside the plain text; ``in_reply_to`` is the id of the message that is answered,
    ``references`` are the ids of its thread before it, oldest first; of those, what is no id is left out. The same
    values give the same bytes. Raises ``BadValue`` naming the field when a header holds control characters, when
    sender or recipient is not exactly one address, or an id is none.
    """
    from email.utils import format_datetime

    if date.tzinfo is None:
        raise TypeError("the date of a mail needs a zone")
    head = [b"X-Unsent: 1\r\n"]
    if sender is not None:
        head.append(mailbox_header("From", check_mailbox(sender, SENDER)))
    head += [
        mailbox_header("To", check_mailbox(to, RECIPIENT)),
        text_header("Subject", check_value(subject, SUBJECT)),
        f"Date: {format_datetime(date)}\r\n".encode("ascii"),
    ]
    if in_reply_to:
        answered = check_id(in_reply_to, ANSWERED)
        head += [id_header("In-Reply-To", answered), ids_header("References", thread_of(references, answered))]
    return b"".join(head) + _content(body, html)


def _content(body: str, html: str | None) -> bytes:
    """Return MIME headers, blank line and parts."""
    plain = _part("plain", body)
    if html is None:
        return b"MIME-Version: 1.0\r\n" + plain
    rich = _part("html", html)
    boundary = _boundary(plain, rich)
    top = f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'
    line = f"--{boundary}".encode("ascii")
    # The line end before a boundary is the boundary's, so each part needs one more.
    return top.encode("ascii") + b"\r\n".join((line, plain, line, rich, line)) + b"--\r\n"


def _part(kind: str, text: str) -> bytes:
    """Return one part: its headers, a blank line, its encoded text."""
    data = show_block(text).strip("\n").encode("utf-8", "replace") + b"\n"
    encoding, encoded = _encoded(data)
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode("ascii") + encoded


def _encoded(data: bytes) -> tuple[str, bytes]:
    """Return the name of a transfer encoding and the data in it: the most readable one that survives every server."""
    from base64 import encodebytes
    from quopri import encodestring

    lines = data.split(b"\n")
    if data.isascii() and all(len(line) <= 78 and not line.startswith(b"From ") for line in lines):
        return "7bit", b"\r\n".join(lines)
    # base64 packs whole bytes, so the text in it ends its lines as mail does.
    packed = encodebytes(data.replace(b"\n", b"\r\n")).replace(b"\n", b"\r\n")
    quoted = encodestring(data).replace(b"\n", b"\r\n")
    return ("quoted-printable", quoted) if len(quoted) <= len(packed) else ("base64", packed)


def _boundary(*parts: bytes) -> str:
    """Return a line that stands in none of the parts, always the same one for the same parts."""
    from hashlib import sha256

    digest = sha256(b"\0".join(parts)).hexdigest()
    return f"=_{digest[:40]}"
