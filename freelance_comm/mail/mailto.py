"""A draft as a ``mailto:`` link (RFC 6068), which opens the mail program with everything filled in.

Apart from the mail file because here nothing is a header until the mail program makes one: every character that is not
a letter, a digit or one of four signs is spelled in hexadecimal, so that no word can end a field or begin another.
"""

from __future__ import annotations

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show_block
from freelance_comm.mail.headers import RECIPIENT, SUBJECT, Mailbox, check_mailbox, check_value, usable_id

SAFE_LENGTH = 2_000
"""Characters of a link that every system passes on whole."""
LENGTH_LIMIT = 32_000
"""Longest link that is made: systems that take longer ones than ``SAFE_LENGTH`` take about so many."""


def mailto_link(*, to: str, subject: str, body: str, in_reply_to: str = "") -> str:
    """Return the link. ``in_reply_to`` is the id of the message that is answered; many mail programs pass over it.

    Raises ``BadValue`` when the recipient is not exactly one address, the subject holds control characters, or the link
    would be longer than ``LENGTH_LIMIT``.
    """
    from urllib.parse import quote

    address = check_mailbox(Mailbox(address=to), RECIPIENT).address
    local, _, domain = address.rpartition("@")
    lines = show_block(body).strip("\n").replace("\n", "\r\n")
    fields = [("subject", check_value(subject, SUBJECT)), ("body", lines)]
    answered = usable_id(in_reply_to) if in_reply_to else ""
    if answered:
        fields.append(("In-Reply-To", answered))
    told = "&".join(f"{name}={quote(value, safe='', errors='replace')}" for name, value in fields if value)
    link = f"mailto:{quote(local, safe='')}@{quote(domain, safe='')}" + (f"?{told}" if told else "")
    if len(link) > LENGTH_LIMIT:
        raise BadValue(
            N_("The letter is too long for a mailto: link (characters: {length}, allowed: {limit})."),
            hint=N_("Save it as an .eml file instead, or leave out their words."),
            length=len(link),
            limit=LENGTH_LIMIT,
        )
    return link
