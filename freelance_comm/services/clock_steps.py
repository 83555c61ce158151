"""What a person says about a message that waits: no answer needed, answered elsewhere, they have to act first, later,
it belongs to that answer of mine, it does count.

Apart from logging because these change messages that are there. Each is one change and can be undone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind, Pause, Settled
from freelance_comm.domain.pausing import is_paused
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles
from freelance_comm.services.clients import find_client
from freelance_comm.services.message_view import MessageView, changed, logged_sentence
from freelance_comm.services.reply_clock import ClockView, about, clocks, pauses_of
from freelance_comm.services.thread_state import settle_up_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

_LOOK_BACK = 400
"""Days over which it is looked whether a message began its conversation."""


def settle(
    desk: Desk,
    client_text: str | int,
    how: Settled = Settled.NO_ANSWER_NEEDED,
    *,
    direction: Direction = Direction.IN,
) -> MessageView:
    """Note that the client's waiting messages (all there are by now) need no answer, or were answered elsewhere.

    ``client_text`` is a client, a message's handle, or a message's id. With ``Direction.OUT`` it is my own message for
    which I no longer wait for an answer.
    """
    message = _waiting(desk, client_text, direction)
    if direction is Direction.OUT or message.kind is not MessageKind.PERSONAL:
        return _save(desk, message, message.but(settled=how), _settled_sentence)
    with desk.change() as change:
        settled = settle_up_to(change, message, desk.now(), how)
    return changed(desk, settled, _settled_sentence)


def unsettle(desk: Desk, message_id: int) -> MessageView:
    """Let the clock of a settled message run again, from when it came."""
    message = _stored(desk.reader, message_id, desk.now())
    return _save(desk, message, message.but(settled=Settled.NONE), logged_sentence)


def snooze(
    desk: Desk, client_text: str | int, until: datetime | None, *, direction: Direction = Direction.IN
) -> MessageView:
    """Hide a waiting message until a moment; its clock runs on. ``None`` shows it again."""
    message = _waiting(desk, client_text, direction)
    if until is not None and until <= desk.now():
        raise BadValue(N_("That time has already passed."), hint=N_("Choose a later moment."))
    moment = until.astimezone(UTC) if until is not None else None
    return _save(desk, message, message.but(snoozed_until=moment), _snoozed_sentence)


def wait_for_client(desk: Desk, client_text: str | int) -> MessageView:
    """Let the clock of a waiting message stand still from now on: the client has to do something first.

    It runs again with the client's next message in the conversation, or with ``go_on``.
    """
    message = _still_waiting(desk, client_text)
    if is_paused(_pauses(desk, message), desk.now()):
        raise BadValue(N_("This clock is already paused."), hint=N_("`log go-on` lets it run again."))
    since = max(desk.now().replace(microsecond=0), message.at)
    new = message.but(pauses=(*_ended(desk, message), Pause(since=since)))
    return _save(desk, message, new, _paused_sentence)


def go_on(desk: Desk, client_text: str | int) -> MessageView:
    """Let a clock that stands still run again from now on."""
    message = _still_waiting(desk, client_text)
    if not is_paused(_pauses(desk, message), desk.now()):
        raise BadValue(N_("This clock is running."), hint=N_("`log wait` pauses it."))
    return _save(desk, message, message.but(pauses=_ended(desk, message)), _running_sentence)


def link(desk: Desk, client_text: str | int, answer: str | int) -> MessageView:
    """Note that a message of mine, written in a conversation of its own, is the answer to one that waits.

    With the message goes what followed it in its conversation, if it began that one.
    """
    waiting = _still_waiting(desk, client_text)
    mine = _of_mine(desk, waiting, answer)
    with desk.change() as change:
        last = max(desk.now(), mine.at).date()
        near = change.messages((mine.at - timedelta(days=_LOOK_BACK)).date(), last)
        theirs = [one for one in near if (one.client_id, one.thread) == (mine.client_id, mine.thread)]
        began = bool(mine.thread) and min(theirs, key=lambda one: (one.at, one.id)).id == mine.id
        for message in theirs if began else [one for one in theirs if one.id == mine.id]:
            change.save(message, message.but(thread=waiting.thread))
    return changed(desk, waiting, _linked_sentence)


def count_in(desk: Desk, message_id: int) -> MessageView:
    """Let a message that starts no clock by its kind (in Cc only, an invitation, automatic) count as any other."""
    message = _stored(desk.reader, message_id, desk.now())
    return _save(desk, message, message.but(kind=MessageKind.PERSONAL), logged_sentence)


def _of_mine(desk: Desk, waiting: Message, named: str | int) -> Message:
    """Return the message of mine to the same client that ``named`` means: id or handle of one without an answer."""
    found = [
        each.asked
        for each in desk.reader.conversations()
        if each.asked is not None and each.client_id == waiting.client_id and each.thread != waiting.thread
    ]
    ids = [message.id for message in found]
    chosen = (named,) if isinstance(named, int) else handles.matching(handles.MESSAGE, named, ids)
    mine = next((message for message in found if len(chosen) == 1 and message.id == chosen[0]), None)
    if mine is not None:
        return mine
    names = handles.handles(handles.MESSAGE, ids)
    raise NotFound(
        N_("None of your messages there is called “{text}”."),
        hint=N_("Name one that you wrote to the same client in another conversation."),
        near=tuple(f"{names[message.id]} {about(message)}" for message in found[:6]),
        text=str(named),
    )


def _pauses(desk: Desk, message: Message) -> tuple[Pause, ...]:
    conversations = desk.reader.conversations()
    own = next(each for each in conversations if each.waiting == message)
    return pauses_of(desk, own, message)


def _ended(desk: Desk, message: Message) -> tuple[Pause, ...]:
    """Return the pauses of a message, the last one ended by now."""
    now = max(desk.now().replace(microsecond=0), message.at)
    return tuple(pause.but(until=min(pause.until or now, now)) for pause in _pauses(desk, message))


def clock_of(desk: Desk, client_text: str | int) -> ClockView:
    """Return the clock of a waiting message, put off or standing still as it may be. Raises ``NotFound``."""
    message = _waiting(desk, client_text, Direction.IN)
    for clock in clocks(desk, snoozed=True):
        if clock.message.id == message.id:
            return clock
    raise NotFound(
        N_("No clock runs for that message: its project is closed."), hint=N_("See `freelance-comm log list --beside`.")
    )


def waiting_of(desk: Desk, named: str, client: Client) -> Message:
    """Return the message of ``client`` that waits and that ``named`` means, by its handle."""
    message = _waiting(desk, named, Direction.IN)
    if message.client_id != client.id:
        raise BadValue(
            N_("{name} did not write that message."),
            hint=N_("See `freelance-comm log list`."),
            name=show(client.name),
        )
    return message


def is_snoozed(desk: Desk, message_id: int, direction: Direction) -> bool:
    """Return whether a waiting message is put off now."""
    until = _waiting(desk, message_id, direction).snoozed_until
    return until is not None and until > desk.now()


def _still_waiting(desk: Desk, named: str | int) -> Message:
    """Return the client's message that ``named`` means and that waits at this moment. Raises ``NotFound``."""
    message = _waiting(desk, named, Direction.IN)
    if all(each.waiting != message for each in desk.reader.conversations()):
        raise NotFound(N_("This message is no longer waiting."), hint=N_("See `freelance-comm log list`."))
    return message


def _waiting(desk: Desk, named: str | int, direction: Direction) -> Message:
    """Return the message that waits: by its id or handle, or the one of the client that ``named`` means."""
    open_messages = [
        message
        for each in desk.reader.conversations()
        for message in ((each.waiting if direction is Direction.IN else each.asked),)
        if message is not None
    ]
    if isinstance(named, int):
        return next((each for each in open_messages if each.id == named), None) or _stored(
            desk.reader, named, desk.now()
        )
    chosen = handles.matching(handles.MESSAGE, named, [message.id for message in open_messages])
    if len(chosen) == 1:
        return next(message for message in open_messages if message.id == chosen[0])
    client = find_client(desk, named)
    theirs = [message for message in open_messages if message.client_id == client.id]
    if not theirs:
        raise NotFound(
            N_("No message from {name} is waiting."),
            hint=N_("See `freelance-comm log list`."),
            name=show(client.name),
        )
    if len(theirs) > 1:
        names = handles.handles(handles.MESSAGE, [message.id for message in open_messages])
        raise Ambiguous(
            N_("Several messages from {name} are waiting."),
            hint=N_("Choose one by its short name, at the start of the line."),
            near=tuple(f"{names[message.id]} {about(message)}" for message in theirs[:6]),
            name=show(client.name),
        )
    return theirs[0]


def _stored(reader: Reader, message_id: int, now: datetime) -> Message:
    for days in (62, 3660):
        found = reader.messages((now - timedelta(days=days)).date(), (now + timedelta(days=1)).date())
        for message in found:
            if message.id == message_id:
                return message
    raise NotFound(N_("This message is no longer there."))


def _save(desk: Desk, base: Message, new: Message, say: Callable[[Desk, MessageView], str]) -> MessageView:
    with desk.change() as change:
        change.save(base, new)
    return changed(desk, new, say)


def _settled_sentence(desk: Desk, view: MessageView) -> str:
    name = show(view.client_name)
    if view.message.direction is Direction.OUT:
        return desk.tr.gettext("You are no longer waiting for an answer from {name}.").format(name=name)
    return desk.tr.gettext("{name} is no longer waiting for an answer.").format(name=name)


def _snoozed_sentence(desk: Desk, view: MessageView) -> str:
    from freelance_comm.text.telling import near

    tr, name, until = desk.tr, show(view.client_name), view.message.snoozed_until
    if until is None:
        return tr.gettext("{name} is back in the list.").format(name=name)
    when = near(until, desk.now(), desk.zone, tr)
    return tr.gettext("{name} comes back {when}; the clock runs on.").format(name=name, when=when)


def _paused_sentence(desk: Desk, view: MessageView) -> str:
    name = show(view.client_name)
    return desk.tr.gettext("You are waiting for {name}: the clock is paused until they write.").format(name=name)


def _running_sentence(desk: Desk, view: MessageView) -> str:
    name, left = show(view.client_name), view.clock.left_text if view.clock is not None else ""
    return desk.tr.gettext("The clock for {name} is running again: {left}.").format(name=name, left=left)


def _linked_sentence(desk: Desk, view: MessageView) -> str:
    name = show(view.client_name)
    if view.clock is None:
        return desk.tr.gettext("That was your answer to {name}; the clock is off.").format(name=name)
    return desk.tr.gettext("That was your answer to {name}. They are still waiting: {left}.").format(
        name=name, left=view.clock.left_text
    )
