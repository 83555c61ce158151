"""What machines attach: invitations (iMIP, RFC 6047), reports of delivery (RFC 3464) and of reading (RFC 8098).

Apart from the heads because it looks into bodies, which few messages need.
"""

from __future__ import annotations

import re

from freelance_comm.mail.fields import Fields
from freelance_comm.mail.mime import Part, parts

_METHOD = re.compile(rb"(?im)^METHOD:[ \t]*([A-Za-z-]{1,40})[ \t]*\r?$")
_LOOKED_AT = 20_000
_WANTED = frozenset((b"message-id", b"original-message-id", b"x-original-message-id", b"action", b"disposition"))
_ACTIONS = {b"failed": "failed", b"delayed": "delayed", b"delivered": "delivered", b"relayed": "delivered"}
_ACTION = re.compile(rb"(?im)^Action:[ \t]*([a-z]+)")
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_READING = ("message/disposition-notification", "message/global-disposition-notification")
_ORIGINAL = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")


def calendar_method(raw: bytes) -> str:
    """Return the method of the first calendar part in upper case (``REQUEST``, ``REPLY``…); empty if it has none."""
    for part in parts(raw):
        if part.type.name == "text/calendar":
            named = part.type.parameters.get("method", "").strip().upper()
            if not named:
                found = _METHOD.search(part.data(raw)[:_LOOKED_AT])
                named = found[1].decode("ascii").upper() if found else ""
            return named[:40] if named.isascii() else ""
    return ""


def report_of(raw: bytes) -> tuple[str, str]:
    """Return what a report says ("failed", "delayed", "delivered", "read", or "other") and about which message."""
    from freelance_comm.mail.head import ids_in

    said, about = "other", ""
    deepest = 0
    for part in parts(raw):
        if part.type.name in _STATUS:
            actions = {action.lower() for action in _ACTION.findall(part.data(raw)[:_LOOKED_AT])}
            said = next((name for mark, name in _ACTIONS.items() if mark in actions), "other")
            deepest = part.depth
        elif part.type.name in _READING:
            fields = _fields(part, raw)
            said, about = "read", next(iter(ids_in(fields.first(b"original-message-id"))), about)
        elif part.type.name in _ORIGINAL and not about:
            about = next(iter(ids_in(_fields(part, raw).first(b"message-id"))), "")
        elif part.depth > deepest and not about:
            about = _enclosed(raw, part)
    return said, about


def _fields(part: Part, raw: bytes) -> Fields:
    return Fields(part.data(raw)[:_LOOKED_AT], _WANTED)


def _enclosed(raw: bytes, part: Part) -> str:
    """Return the id of the message of which ``part`` is the text, where the whole of it was sent back."""
    from freelance_comm.mail.head import ids_in

    head = raw.rfind(b"\n\n", 0, max(0, part.start - 2))
    crlf = raw.rfind(b"\r\n\r\n", 0, max(0, part.start - 4))
    begins = max(head + 2 if head >= 0 else 0, crlf + 4 if crlf >= 0 else 0)
    return next(iter(ids_in(Fields(raw, _WANTED, start=begins, end=part.start).first(b"message-id"))), "")
