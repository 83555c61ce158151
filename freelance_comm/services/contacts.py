"""Which of a client's people somebody is editing: contacts have no number, so they are known by what they say.

Apart from the services of clients because a form may stay open while others change, add, remove or reorder contacts;
nobody's words may then land on somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from freelance_comm.domain.people import Contact
from freelance_comm.domain.text_safety import name_key


def place_now(stored: Sequence[Contact], seen: Sequence[Contact], base: Contact) -> int | None:
    """Return the place in ``stored`` of the contact that was ``base`` among ``seen``, None when that cannot be told.

    It stands there unchanged, or exactly one contact that was not seen before bears its name, mail address or
    telephone number. Anything less certain counts as gone: adding somebody again is easier to mend than a stranger's
    number under their name.
    """
    if base in stored:
        return list(stored).index(base)
    alike = [place for place, one in enumerate(stored) if one not in seen and _alike(one, base)]
    return alike[0] if len(alike) == 1 else None


def _alike(one: Contact, other: Contact) -> bool:
    pairs = ((name_key(one.name), name_key(other.name)), (one.email.casefold(), other.email.casefold()))
    return any(here and here == there for here, there in (*pairs, (one.phone, other.phone)))
