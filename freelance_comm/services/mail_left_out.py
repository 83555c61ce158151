"""Mail that does not count, with the reason in words, and the way back for each.

What is brought in counts from when it came; "always" lets all further mail of its sender count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.mail_sources import Choice, LeftOut, MailPerson
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles, mail_book

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change
    from freelance_comm.text.catalog import Translator

LETTER = "X"
RESCUED = "rescued"
REASONS = {
    "A1": N_("its header says that a machine wrote it"),
    "A2": N_("a report from a mail system"),
    "A3": N_("from an address that nobody reads"),
    "A4": N_("an automatic answer"),
    "A5": N_("sent to a list"),
    "bounce": N_("an email of yours that did not arrive"),
    "undated": N_("no time can be read"),
    "no-sender": N_("no sender can be read"),
}
_ANY_REASON = N_("it looks automatic")


class PutAside(Record):
    """One mail that was left out. ``why`` is its reason in the interface language."""

    mail: LeftOut
    handle: str
    why: str
    client_name: str = ""


def listed(desk: Desk) -> tuple[PutAside, ...]:
    """Return what was left out: what may be a client's first, and the newest first."""
    names = {client.id: client.name for client in desk.reader.client_names()}
    entries = sorted(desk.reader.left_out(), key=lambda one: (one.client_id is not None, one.at, one.id), reverse=True)
    spelled = handles.handles(LETTER, [one.id for one in entries])
    return tuple(
        PutAside(mail=one, handle=spelled[one.id], why=why(one, desk.tr), client_name=names.get(one.client_id or 0, ""))
        for one in entries
    )


def why(mail: LeftOut, tr: Translator) -> str:
    """Return in words why a mail was left out."""
    return tr.gettext(REASONS.get(mail.reason, _ANY_REASON))


def when(mail: LeftOut, now: datetime, zone: str, tr: Translator) -> str:
    """Return when a mail came, as near things are told; a dash where that cannot be told."""
    from freelance_comm.text.telling import near

    return near(mail.at, now, zone, tr) if mail.at.timestamp() > 0 else "–"


def find(desk: Desk, text: str) -> LeftOut:
    """Return the mail that a handle means. Raises ``NotFound`` or ``Ambiguous``."""
    entries = desk.reader.left_out()
    number = handles.choose(LETTER, text, {one.id: one.subject or one.sender for one in entries})
    return next(one for one in entries if one.id == number)


def rescue(desk: Desk, mail: LeftOut, *, client: Client | None = None, always: bool = False) -> Message:
    """Let a mail count as a message of ``client``, by default the one it seems to be from; return it.

    ``always`` lets all further mail of its sender count. Raises ``BadValue`` where no client can be told, ``NotFound``
    where the mail is no longer in the list.
    """
    whose = client.id if client is not None else mail.client_id or mail_book.known(desk.reader).client_of(mail.sender)
    if whose is None:
        raise BadValue(
            N_("{sender} belongs to no client."),
            hint=N_("Say whose mail it is: `--client NAME`; or add them first: `freelance-comm mail people`."),
            sender=show(mail.sender),
        )
    with desk.change() as change:
        stored = next((one for one in change.left_out() if one.id == mail.id), None)
        if stored is None:
            raise NotFound(N_("This email is no longer in the list."), hint=N_("See `freelance-comm mail left-out`."))
        if whose not in {one.id for one in change.client_names()}:
            raise NotFound(N_("This client is no longer there."), hint=N_("Look at the list of clients."))
        message = _let_count(change, stored, whose)
        change.remove(stored)
        if always:
            _always(change, stored, whose)
    return message


def _let_count(change: Change, mail: LeftOut, client_id: int) -> Message:
    """Make a message of it, or let the one that is there count."""
    same = [one for one in change.known_mail() if one.client_id == client_id and one.source_id == mail.source_id]
    there = change.mail_message(same[0]) if same else None
    if there is not None:
        message = there.but(kind=MessageKind.PERSONAL, reason=RESCUED)
        change.save(there, message)
        return message
    message = Message(
        id=change.new_id(),
        client_id=client_id,
        direction=Direction.IN,
        at=mail.at,
        thread=_thread(change, mail, client_id),
        subject=mail.subject,
        reason=RESCUED,
        source_id=mail.source_id,
        sender=mail.sender,
        people=mail.people,
        refs=mail.refs,
    )
    change.add(message)
    return message


def _thread(change: Change, mail: LeftOut, client_id: int) -> str:
    """Return the thread of a mail: that of what it refers to, or of what refers to it."""
    for known in change.known_mail():
        tied = known.source_id in mail.refs or mail.source_id in known.refs
        if known.client_id == client_id and known.thread and tied:
            return known.thread
    return mail.source_id


def _always(change: Change, mail: LeftOut, client_id: int) -> None:
    """Remember that mail of this sender counts, whatever its headers say."""
    stored = next((one for one in change.mail_people() if one.address == mail.sender), None)
    if stored is None:
        person = MailPerson(id=change.new_id(), address=mail.sender, name=mail.name, last_at=mail.at)
        change.add(person.but(choice=Choice.ALWAYS, client_id=client_id))
    else:
        change.save(stored, stored.but(choice=Choice.ALWAYS, client_id=client_id))


def dismiss(desk: Desk, mail: LeftOut, *, never: bool = False) -> None:
    """Take a mail out of the list for good; with ``never`` nothing of its sender is listed again."""
    with desk.change() as change:
        stored = next((one for one in change.left_out() if one.id == mail.id), None)
        if stored is not None:
            change.remove(stored)
        if never:
            person = next((one for one in change.mail_people() if one.address == mail.sender), None)
            if person is None:
                fresh = MailPerson(id=change.new_id(), address=mail.sender, name=mail.name, last_at=mail.at)
                change.add(fresh.but(choice=Choice.NEVER))
            else:
                change.save(person, person.but(choice=Choice.NEVER, client_id=None))
            for other in change.left_out():
                if other.sender == mail.sender:
                    change.remove(other)
