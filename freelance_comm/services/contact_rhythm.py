"""When to be in touch unasked: by the last contact, not before the least and at the latest after the most days.

Apart from what shows it because Today, the list of regulars and the ideas for a quiet hour must agree.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.touch import Touch, touch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from freelance_comm.domain.conversation import Conversation
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

LONGEST_DAYS = 3660


def limits(profile: Profile, client: Client) -> tuple[int, int]:
    """Return the least and the most days after which to be in touch with ``client``."""
    least = client.contact_min_days or 0
    most = client.contact_max_days if client.contact_max_days is not None else profile.quiet_after_days
    return least, max(least, most)


def last_contacts(conversations: Iterable[Conversation]) -> dict[int, datetime]:
    """Return the last contact with each client, in either direction."""
    found: dict[int, datetime] = {}
    for conversation in conversations:
        contact = conversation.last_contact
        if contact is not None and (conversation.client_id not in found or contact > found[conversation.client_id]):
            found[conversation.client_id] = contact
    return found


def silent_days(calendar: Calendar, today: date, contact: datetime | None) -> int | None:
    """Return the days since the last contact, None where there was none."""
    return (today - calendar.local_date(contact)).days if contact is not None else None


def touch_of(profile: Profile, client: Client, silent: int | None) -> Touch:
    """Return whether it is time to be in touch with ``client`` after so many days."""
    least, most = limits(profile, client)
    return touch(silent, least=least, most=most)


def checked(desk: Desk, client: Client) -> dict[str, int]:
    """Return the days between contacts in their ranges. Raises ``BadValue``, also where the least is above the most."""
    from freelance_comm.services import wording

    found = {}
    for name, words in (
        ("contact_min_days", N_("The days for which you leave them alone")),
        ("contact_max_days", N_("The days after which you say hello")),
    ):
        value = getattr(client, name)
        if value is not None:
            found[name] = wording.count_between(desk, value, words, low=1, high=LONGEST_DAYS)
    least, most = found.get("contact_min_days"), found.get("contact_max_days")
    if least is not None and most is not None and least > most:
        raise BadValue(
            N_("You would say hello after {most} days, but not before {least}."),
            hint=N_("Let the first number be no smaller than the second."),
            most=most,
            least=least,
        )
    return found
