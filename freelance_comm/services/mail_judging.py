"""What one mail is, from its headers and from who is who: a client's message, mine, a stranger's, or none of these.

Known addresses decide who is a client; headers only move mail to the list of what was left out, never out of sight.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import Choice
from freelance_comm.domain.message import Direction, MessageKind
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.mail.head import Head
    from freelance_comm.services.mail_book import Known

_ANSWERING = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER")
"""Methods of calendar mail that answer an invitation."""
_MACHINES = ("A1", "A2", "A4")
"""Rules that speak of a machine's mail also where it bears my own address: a list's headers do not."""


class What(StrEnum):
    """What becomes of a mail."""

    MESSAGE = "message"
    LEFT_OUT = "left-out"
    PERSON = "person"
    DRAFT = "draft"
    REPORT = "report"
    NOTHING = "nothing"


class Verdict(Record):
    """What a mail is. ``clients`` are those it is stored with; ``reason`` is a short code for ``kind`` or for leaving
    it out.

    ``in_thread`` holds it back until its thread is known: it counts only in a conversation with one of ``clients``, or
    as an answer to a client's mail that goes where that one went (to a list). ``also_left_out`` shows it in the list of
    what does not count besides.
    """

    what: What
    direction: Direction = Direction.IN
    clients: tuple[int, ...] = ()
    kind: MessageKind = MessageKind.PERSONAL
    reason: str = ""
    by_delegate: bool = False
    in_thread: bool = False
    also_left_out: bool = False


def judged(head: Head, known: Known, *, drafted: bool = False) -> Verdict:
    """Return what a mail is; ``drafted`` says that its mailbox calls it a draft: a mark in others' mail does not."""
    if drafted or (head.is_draft and (not head.sender or known.is_mine(head.sender))):
        return Verdict(what=What.DRAFT, direction=Direction.OUT)
    if not head.sender:
        return _left_out(head, known, "no-sender")
    if head.sent_at is None:
        return _left_out(head, known, "undated")
    if known.is_mine(head.sender):
        return _mine(head, known)
    if head.sender in known.delegates:
        return _by_delegate(head, known)
    if head.is_report:
        return Verdict(what=What.REPORT, kind=MessageKind.AUTOMATIC, reason=head.automatic or "A2")
    client = known.client_of(head.sender)
    if client is not None:
        return _theirs(head, known, client)
    return _strangers(head, known)


def _mine(head: Head, known: Known) -> Verdict:
    recipients = [one for one in (*head.to, *head.cc) if not known.is_mine(one)]
    machine = next((rule for rule in head.rules if rule in _MACHINES), "")
    if head.method in _ANSWERING:
        machine = "calendar-reply"
    clients = known.clients_among(recipients)
    if clients:
        kind = MessageKind.AUTOMATIC if machine else MessageKind.PERSONAL
        return Verdict(what=What.MESSAGE, direction=Direction.OUT, clients=clients, kind=kind, reason=machine)
    if machine or not (recipients or head.reply_to_id):
        return Verdict(what=What.NOTHING, direction=Direction.OUT)
    colleagues = [known.colleague_of(one) for one in recipients]
    at_theirs = tuple(dict.fromkeys(one for one in colleagues if one is not None))
    if at_theirs or head.reply_to_id:
        return Verdict(what=What.MESSAGE, direction=Direction.OUT, clients=at_theirs, in_thread=True)
    return Verdict(what=What.PERSON, direction=Direction.OUT)


def _by_delegate(head: Head, known: Known) -> Verdict:
    if any(rule in _MACHINES for rule in head.rules) or head.method in _ANSWERING:
        return Verdict(what=What.NOTHING, direction=Direction.OUT)
    clients = known.clients_among((*head.to, *head.cc))
    return Verdict(what=What.MESSAGE, direction=Direction.OUT, clients=clients, by_delegate=True, in_thread=not clients)


def _theirs(head: Head, known: Known, client: int) -> Verdict:
    """Return what a mail from a client's own address is."""
    message = Verdict(what=What.MESSAGE, clients=(client,))
    if head.method in _ANSWERING:
        return message.but(kind=MessageKind.AUTOMATIC, reason="calendar-reply")
    if head.method:
        counts = known.by_id[client].invites_count
        return message.but(kind=MessageKind.PERSONAL if counts else MessageKind.INVITE, reason="invite")
    if known.choices.get(head.sender) is Choice.ALWAYS:
        return message.but(reason="always")
    if head.rules and not head.list_only:
        return message.but(kind=MessageKind.AUTOMATIC, reason=head.automatic, also_left_out=True)
    if any(known.is_mine(one) for one in head.to):
        return message.but(reason="list-known-client" if head.list_only else "")
    if any(known.is_mine(one) for one in head.cc):
        others = [one for one in head.to if known.client_of(one) != client]
        if not others:
            return message.but(reason="cc")
        counts = known.by_id[client].cc_counts
        return message.but(kind=MessageKind.PERSONAL if counts else MessageKind.CC, reason="cc")
    if head.list_only:
        return Verdict(what=What.LEFT_OUT, clients=(client,), reason=head.automatic)
    return message.but(reason="bcc")


def _strangers(head: Head, known: Known) -> Verdict:
    if known.choices.get(head.sender) is Choice.NEVER:
        return Verdict(what=What.NOTHING)
    if head.rules and known.choices.get(head.sender) is not Choice.ALWAYS:
        return _left_out(head, known, head.automatic)
    colleague = known.colleague_of(head.sender)
    if colleague is not None and not head.method:
        return Verdict(what=What.MESSAGE, clients=(colleague,), reason="colleague", in_thread=True)
    return Verdict(what=What.PERSON)


def _left_out(head: Head, known: Known, reason: str) -> Verdict:
    client = known.client_of(head.sender)
    if client is None:
        client = known.colleague_of(head.sender)
    return Verdict(what=What.LEFT_OUT, clients=(client,) if client is not None else (), reason=reason)
