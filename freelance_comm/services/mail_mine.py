"""Which addresses are the freelancer's own: those of the profile, or a guess from a mailbox, to be confirmed.

Without them nobody can tell a client's question from an answer, so an import refuses to begin.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Profile
from freelance_comm.domain.record import Record
from freelance_comm.services import mail_boxes
from freelance_comm.services.mail_book import own_addresses

if TYPE_CHECKING:
    from freelance_comm.domain.mail_sources import MailSource
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.mail_boxes import Password

_LOOKED_AT = 600
"""So many mails are looked at for a guess."""
_SHOWN = 3
_SENT = 5
"""What a mail in a folder of sent mail counts, against one that only names the address among its recipients."""


class OwnAddress(Record):
    """An address that may be the freelancer's: how many mails it was seen in, and the name beside it."""

    address: str
    mails: int
    name: str = ""


def mine(desk: Desk) -> tuple[str, ...]:
    """Return the freelancer's addresses, empty where the profile has none."""
    return own_addresses(desk.reader.profile())


def guessed(desk: Desk, source: MailSource, *, password: Password | None = None) -> tuple[OwnAddress, ...]:
    """Return whose mailbox it may be, the likeliest first: who sends from its folders of sent mail, else whom most of
    its mail is for. Raises what opening the mailbox raises.
    """
    from freelance_comm.mail.head import head_of

    scores: dict[str, int] = {}
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    box = mail_boxes.opened(desk, source.but(cursor=""), password=password)
    try:
        for number, piece in enumerate(box.new()):
            if number >= _LOOKED_AT:
                break
            head = head_of(piece.raw, internal_date=piece.internal_date, draft=piece.is_draft)
            if piece.role in ("sent", "drafts") or head.is_draft:
                seen: tuple[str, ...] = (head.sender,)
                weight = _SENT
                names.setdefault(head.sender, head.sender_name)
            elif not head.list_only:
                seen, weight = tuple(dict.fromkeys((*head.to, *head.cc)))[:20], 1
            else:
                seen, weight = (head.sender,), 0  # the address of a list is nobody's own
            for address in seen:
                if "@" in address:
                    scores[address] = scores.get(address, 0) + weight
                    counts[address] = counts.get(address, 0) + 1
    finally:
        box.close()
    likely = [one for one in scores if scores[one]] or list(scores)
    best = sorted(likely, key=lambda one: (-scores[one], -counts[one], one))[:_SHOWN]
    return tuple(OwnAddress(address=one, mails=counts[one], name=names.get(one, "")) for one in best)


def checked(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return typed addresses in the form in which they are compared. Raises ``BadValue`` for what is none."""
    from freelance_comm.domain.text_safety import show
    from freelance_comm.mail.addresses import people

    found: list[str] = []
    for text in addresses:
        named = people(text.encode("utf-8", "replace")) if len(text) < 400 and "\n" not in text else ()
        if len(named) != 1 or named[0].address.count("@") != 1 or " " in text.strip():
            raise BadValue(
                N_("“{text}” is not one mail address."),
                hint=N_("It looks like you@example.com."),
                text=show(text)[:80],
            )
        found.append(named[0].address)
    if not found:
        raise BadValue(N_("No mail address was given."), hint=N_("It looks like you@example.com."))
    return tuple(dict.fromkeys(found))


def keep(desk: Desk, addresses: Iterable[str]) -> tuple[str, ...]:
    """Add addresses to the profile and return all of them. Raises ``BadValue`` for what is none."""
    wanted = checked(addresses)
    with desk.change() as change:
        stored = change.profile()
        before = own_addresses(stored)
        new = tuple(one for one in wanted if one not in before)
        if new:
            profile = stored or Profile().but(hours=desk.profile().hours)
            changed = profile.but(addresses=(*profile.addresses, *new))
            if not profile.email:
                changed = changed.but(email=new[0], addresses=(*profile.addresses, *new[1:]))
            change.save_profile(stored, changed)
    return (*before, *new)
