"""Messages beside the clock: in Cc only, invitations, unanswered at a project's end, mine that came back, put off,
standing still. Nothing here waits for me now; all of it can be looked at, and each has one step that changes that.

Apart from the clock because these read the messages of the last months, which the day's overview never does.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles
from freelance_comm.services.reply_clock import about, clocks, closed_unanswered

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

DAYS = 90
"""Days over which messages in Cc, invitations and those that came back are listed."""


class Beside(StrEnum):
    """Why a message starts no clock now, in the order in which the lists are shown."""

    PAUSED = "waiting-for-client"
    SNOOZED = "snoozed"
    CC = "cc"
    INVITE = "invite"
    UNDELIVERED = "undelivered"
    CLOSED = "closed-unanswered"


TITLES: dict[Beside, str] = {
    Beside.PAUSED: N_("Paused until they write"),
    Beside.SNOOZED: N_("Put off until later"),
    Beside.CC: N_("With you in Cc only"),
    Beside.INVITE: N_("Invitations"),
    Beside.UNDELIVERED: N_("Yours that bounced"),
    Beside.CLOSED: N_("Unanswered when the project was closed"),
}


class BesideLine(Record):
    """One message of these lists; ``command`` is the step that changes where it stands, ``note`` says more."""

    beside: Beside
    message: Message
    handle: str
    client_name: str
    client_ref: str
    when_text: str
    about: str
    note: str = ""
    command: str = ""


def beside(desk: Desk, *, days: int = DAYS) -> tuple[BesideLine, ...]:
    """Return all messages beside the clock, list by list, the newest first in each."""
    found = [*_clocked(desk), *_of_their_kind(desk, days)]
    found += [_line(desk, Beside.CLOSED, message) for message in closed_unanswered(desk)]
    order = list(Beside)
    return tuple(sorted(found, key=lambda one: (order.index(one.beside), -one.message.at.timestamp(), one.message.id)))


def named(desk: Desk, text: str) -> BesideLine:
    """Return the message of these lists that ``text`` means by its handle. Raises ``NotFound`` or ``Ambiguous``."""
    lines = {one.message.id: one for one in beside(desk)}
    chosen = handles.choose(
        handles.MESSAGE, text, {number: f"{one.client_name} {one.about}".strip() for number, one in lines.items()}
    )
    return lines[chosen]


def _clocked(desk: Desk) -> list[BesideLine]:
    from freelance_comm.text.telling import near

    now = desk.now()
    found = []
    for clock in clocks(desk, snoozed=True):
        name = clock.handle
        if clock.is_paused:
            line = _line(desk, Beside.PAUSED, clock.message, note=clock.why)
            found.append(line.but(handle=name, command=f"freelance-comm log go-on {name}"))
        elif clock.snoozed_until is not None and clock.snoozed_until > now:
            until = near(clock.snoozed_until, now, desk.zone, desk.tr)
            line = _line(desk, Beside.SNOOZED, clock.message, note=desk.tr.gettext("until {time}").format(time=until))
            found.append(line.but(handle=name, command=f"freelance-comm log snooze {name} --off"))
    return found


def _of_their_kind(desk: Desk, days: int) -> list[BesideLine]:
    now = desk.now()
    found = []
    for message in desk.reader.messages((now - timedelta(days=days)).date(), now.date()):
        kind = _kind(message)
        if kind is not None and message.settled is Settled.NONE:
            line = _line(desk, kind, message)
            step = "" if kind is Beside.UNDELIVERED else f"freelance-comm log count {line.handle}"
            found.append(line.but(command=step or f"freelance-comm log out {line.client_ref}"))
    return found


def _kind(message: Message) -> Beside | None:
    if message.direction is Direction.OUT:
        return Beside.UNDELIVERED if message.undelivered else None
    return {MessageKind.CC: Beside.CC, MessageKind.INVITE: Beside.INVITE}.get(message.kind)


def _line(desk: Desk, kind: Beside, message: Message, *, note: str = "") -> BesideLine:
    from freelance_comm.text.telling import near

    client = next((one for one in desk.reader.clients() if one.id == message.client_id), None)
    return BesideLine(
        beside=kind,
        message=message,
        handle=handles.handle(handles.MESSAGE, message.id),
        client_name=show(client.name) if client is not None else "?",
        client_ref=client.ref if client is not None else "?",
        when_text=near(message.at, desk.now(), desk.zone, desk.tr),
        about=about(message),
        note=note,
        command=f"freelance-comm client show {client.ref}" if client is not None else "",
    )
