"""People found in mail who are no clients: offered, taken in as clients with their mail, or never asked about again.

The short name of each in commands follows from its id, and stays the same for ever.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.mail_sources import Choice, MailPerson
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Client, Contact
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import clients, handles, mail_book

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.mail_boxes import Password
    from freelance_comm.services.mail_sources import Round

LETTER = "W"
_READ = 30
"""So many of their mails are looked at for the language."""
_NEVER_SEEN = datetime.min.replace(tzinfo=UTC)


class Fetched(Record):
    """What the mailboxes brought of a new client: how many messages, and the language they write in (empty: unsure)."""

    round: Round
    messages: int
    language: str


class Offer(Record):
    """Somebody who could be a client. ``handle`` names them in commands; ``client_name`` is the client at whose own
    domain their address lies, empty where there is none.
    """

    person: MailPerson
    handle: str
    name: str
    client_id: int | None = None
    client_name: str = ""


def offers(desk: Desk, *, everybody: bool = False) -> tuple[Offer, ...]:
    """Return who could be a client: those one answered first, then those heard of last.

    With ``everybody`` also those about whom something was said.
    """
    people = [one for one in desk.reader.mail_people() if everybody or one.choice is Choice.OPEN]
    known = mail_book.known(desk.reader)
    people = [one for one in people if everybody or not known.is_known(one.address)]
    people.sort(
        key=lambda one: (one.choice is Choice.OPEN, one.sent > 0, one.received > 0, one.last_at or _NEVER_SEEN),
        reverse=True,
    )
    names = handles.handles(LETTER, [one.id for one in desk.reader.mail_people()])
    return tuple(_offer(one, names[one.id], known) for one in people)


def _offer(person: MailPerson, handle: str, known: mail_book.Known) -> Offer:
    client = known.by_id.get(known.colleague_of(person.address) or 0)
    return Offer(
        person=person,
        handle=handle,
        name=person.name or person.address,
        client_id=client.id if client is not None else None,
        client_name=client.name if client is not None else "",
    )


def find(desk: Desk, text: str) -> MailPerson:
    """Return the person that a handle or an address means. Raises ``NotFound`` or ``Ambiguous``."""
    people = desk.reader.mail_people()
    wanted = text.strip().lower()
    same = next((one for one in people if one.address == wanted), None)
    if same is not None:
        return same
    described = {one.id: one.address for one in people}
    number = handles.choose(LETTER, text, described)
    return next(one for one in people if one.id == number)


def add(
    desk: Desk, person: MailPerson, *, name: str = "", client: Client | None = None, same_name_ok: bool = False
) -> Client:
    """Make a client of somebody, or a contact of ``client``; their mail comes in with the next import.

    Raises ``SameName`` where a client is called so already, ``NotFound`` where somebody was quicker.
    """
    called = name or person.name or person.address.partition("@")[0]
    contact = Contact(name=person.name or called, email=person.address)
    if client is not None:
        added = clients.add_contact(desk, client, contact.name, email=contact.email)
    else:
        added = clients.add_client(desk, called, contacts=(contact,), same_name_ok=same_name_ok)
    with desk.change() as change:
        stored = _stored(change.mail_people(), person)
        if stored is not None:
            change.remove(stored)
    return added


def ignore(desk: Desk, person: MailPerson, *, never: bool = True) -> MailPerson:
    """Never ask about somebody again; with ``never`` false ask again."""
    with desk.change() as change:
        stored = _stored(change.mail_people(), person)
        if stored is None:
            raise NotFound(
                N_("{name} is no longer in the list of people."),
                hint=N_("See `freelance-comm mail people`."),
                name=show(person.address),
            )
        changed = stored.but(choice=Choice.NEVER if never else Choice.OPEN)
        change.save(stored, changed)
    return changed


def _stored(people: tuple[MailPerson, ...], person: MailPerson) -> MailPerson | None:
    return next((one for one in people if one.id == person.id), None)


def fetch(desk: Desk, client: Client, *, password: Password | None = None, **watched: Any) -> Fetched:
    """Bring in the mail of somebody who has become a client, and write to them in the language they write in.

    Takes what ``mail_sources.import_all`` takes; mailboxes whose password nobody knows are among those that failed.
    Raises what concerns the workspace itself.
    """
    from freelance_comm.services import mail_sources

    found = mail_sources.import_all(desk, desk.reader.mail_sources(), password=password, **watched)
    theirs = [message for one in found.done for message in one.added if message.client_id == client.id]
    language = _language(desk, [one.excerpt for one in theirs if one.direction is Direction.IN])
    if language and language != client.language:
        with desk.change() as change:
            stored = next((one for one in change.clients() if one.id == client.id), None)
            if stored is not None and stored.language == client.language:
                change.save(stored, stored.but(language=language))
    return Fetched(round=found, messages=len(theirs), language=language)


def _language(desk: Desk, texts: list[str]) -> str:
    """Return the language somebody writes in, empty where that cannot be told or no letters can be written in it."""
    from freelance_comm.services.coach_languages import recognised

    told = recognised("\n".join(texts[-_READ:]))
    return told if told in clients.message_languages(desk) else ""
