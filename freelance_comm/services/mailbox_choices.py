"""What is asked before a mailbox is looked at: where it lies, whose it is, in which zone; each checked as it is given.

Both faces ask the same: the command line by options, the screen by questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.domain.zones import check_zone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Profile
    from freelance_comm.mail.head import Head

__all__ = ["address", "addresses", "check_zone", "existing", "likely", "most_frequent", "on_record"]

_LOOKED_AT = 500
"""Messages of which a guess is made whose mailbox it is."""
_OFFERED = 3


def existing(text: str) -> str:
    """Return a path that exists, ``~`` read as the home; raises ``NotFound``."""
    from freelance_comm.mail.boxes import no_such_place

    path = Path(text).expanduser() if text else Path()
    try:
        there = bool(text) and path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise no_such_place(text)
    return str(path)


def address(text: str) -> str:
    """Return an address as it is compared; raises ``BadValue`` unless it is exactly one."""
    from freelance_comm.mail.headers import ADDRESS, Mailbox, check_mailbox

    return check_mailbox(Mailbox(address=text), ADDRESS).address.lower()


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses in a line, parted by commas, each once; raises ``BadValue`` where there is none."""
    found = tuple(dict.fromkeys(address(part) for part in text.split(",") if part.strip()))
    if not found:
        raise BadValue(
            N_("An address is needed to tell your letters from other people's."),
            hint=N_("Give a single address such as ana@example.com."),
        )
    return found


def on_record(profile: Profile) -> tuple[str, ...]:
    """Return the freelancer's own addresses, as they are compared."""
    known = (one for one in (profile.email, *profile.addresses) if one)
    return tuple(dict.fromkeys(address(one) for one in known))


def likely(path: str) -> tuple[str, ...]:
    """Return whose mailbox it may be, from its first messages; nothing where it cannot be read."""
    from itertools import islice

    from freelance_comm.domain.errors import AppError
    from freelance_comm.mail.boxes import letters
    from freelance_comm.mail.head import head_of

    try:
        return most_frequent(head_of(letter.open()) for letter in islice(letters(path), _LOOKED_AT))
    except (AppError, OSError):
        return ()


def most_frequent(heads: Iterable[Head]) -> tuple[str, ...]:
    """Return the addresses that most messages went to or came from, at most three."""
    tally: dict[str, int] = {}
    for head in heads:
        for each in {*head.to, head.sender} - {""}:
            tally[each] = tally.get(each, 0) + 1
    return tuple(show(each) for each in sorted(tally, key=lambda each: (-tally[each], each))[:_OFFERED])
