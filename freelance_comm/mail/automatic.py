"""Which mail nobody wrote: answers of machines, reports of delivery, lists. Five rules, A1 to A5.

They are those of the reference data's definitions (RFC 3834 for the first). A5 is about lists, and people write through
lists; who counts is decided by known addresses, and such headers alone only move a message to a list that can be seen.
"""

from __future__ import annotations

import re

from freelance_comm.mail.fields import Fields

WANTED = frozenset(
    (
        b"auto-submitted",
        b"return-path",
        b"content-type",
        b"x-autoreply",
        b"x-autorespond",
        b"x-autoresponder",
        b"x-auto-response-suppress",
        b"x-ms-exchange-inbox-rules-loop",
        b"precedence",
        b"list-id",
        b"list-unsubscribe",
    )
)
LIST_RULE = "A5"
_MACHINES = frozenset(
    ("mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply", "bounce", "bounces")
)
_ANSWERING = (b"x-autoreply", b"x-autorespond", b"x-autoresponder")
_PRECEDENCES = (b"bulk", b"junk", b"list", b"auto_reply")
_LONGEST = 500


def rules(fields: Fields, sender: str) -> tuple[str, ...]:
    """Return which of the rules A1 to A5 speak about a message of ``sender``."""
    found = []
    submitted = fields.first(b"auto-submitted")
    if submitted is not None and _keyword(submitted) != b"no":
        found.append("A1")
    if _null_path(fields) or _keyword(fields.first(b"content-type")) == b"multipart/report":
        found.append("A2")
    local = sender.partition("@")[0]
    if local in _MACHINES or local.startswith(("bounce-", "bounces+")):
        found.append("A3")
    suppressed = _keyword(fields.first(b"x-auto-response-suppress")) == b"all"
    if fields.has(_ANSWERING) or (suppressed and fields.has((b"x-ms-exchange-inbox-rules-loop",))):
        found.append("A4")
    if _keyword(fields.first(b"precedence")) in _PRECEDENCES or fields.has((b"list-id", b"list-unsubscribe")):
        found.append(LIST_RULE)
    return tuple(found)


def _null_path(fields: Fields) -> bool:
    path = fields.first(b"return-path")
    return path is not None and b"".join(path[:_LONGEST].split()) == b"<>"


def _keyword(value: bytes | None) -> bytes:
    """Return the keyword of a header in lower case, without comments and what follows a semicolon."""
    if value is None:
        return b""
    text = value[:_LONGEST]
    while b"(" in text:
        without = re.sub(rb"\([^()]*\)", b" ", text)
        if without == text:
            text = text.partition(b"(")[0]  # a comment that never ends
            break
        text = without
    return text.partition(b";")[0].strip().lower()
