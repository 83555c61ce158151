"""Messages as they came and went: logged in one line, settled without an answer, put off until later.

The clock that runs from them is in ``reply_clock``; its views are handed on here, so that callers need one name.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import clean_name, clean_text, show
from freelance_comm.services import handles
from freelance_comm.services.clients import client_by_id, find_client
from freelance_comm.services.reply_clock import (
    ClockView,
    OwedView,
    about,
    clocks,
    closed_unanswered,
    they_owe,
)
from freelance_comm.services.reply_times import ReplyTimes, reply_times
from freelance_comm.services.thread_state import forget_closed, settle_up_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

__all__ = [
    "ClockView",
    "MessageView",
    "OwedView",
    "ReplyTimes",
    "clocks",
    "closed_unanswered",
    "log",
    "reply_times",
    "settle",
    "snooze",
    "they_owe",
    "unsettle",
]

EXCERPT_LIMIT = 200
SUBJECT_LIMIT = 300
_SLACK = timedelta(minutes=5)


class MessageView(Record):
    """A message that was logged or changed; ``clock`` is the client's clock if one runs now, ``sentence`` says so."""

    message: Message
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    clock: ClockView | None
    sentence: str


def log(
    desk: Desk,
    direction: Direction,
    client_text: str,
    *,
    at: datetime | None = None,
    subject: str = "",
    excerpt: str = "",
    channel: str = "",
    project_text: str = "",
    thread: str = "",
    kind: MessageKind = MessageKind.PERSONAL,
) -> MessageView:
    """Write a message down; a client's starts a clock, mine stops it.

    ``at`` is aware, now when left out; the future is refused. Of the text, the first 200 characters are kept.
    """
    now = desk.now()
    moment = (at or now).astimezone(UTC).replace(microsecond=0)
    if moment > now + _SLACK:
        raise BadValue(N_("That message is still to come."), hint=N_("Check the date and the time."))
    client, project = find_client(desk, client_text), None
    if project_text:
        from freelance_comm.services.projects import find_project

        project = find_project(desk, project_text, closed=True)
        if project.client_id != client.id:
            raise BadValue(
                N_("{project} is not a project of {client}."),
                hint=N_("Leave the project out, or name the other client."),
                project=show(project.name),
                client=show(client.name),
            )
    head = clean_text(subject, what=desk.tr.gettext("The subject"), limit=SUBJECT_LIMIT)
    thread = clean_name(thread, what=desk.tr.gettext("The thread")) if thread else ""
    text = " ".join(clean_text(excerpt, what=desk.tr.gettext("The text")).split())
    with desk.change() as change:
        if direction is Direction.IN:
            forget_closed(change, client.id, thread, moment)
        message = Message(
            id=change.new_id(),
            client_id=client.id,
            direction=direction,
            at=moment,
            project_id=project.id if project else None,
            thread=thread,
            channel=channel or client.channel.value,
            subject=" ".join(head.split()),
            excerpt=text[:EXCERPT_LIMIT],
            kind=kind,
        )
        change.add(message)
    return _view(desk, message, client, project, _logged_sentence)


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
    if direction is Direction.OUT:
        return _save(desk, message, message.but(settled=how), _settled_sentence)
    with desk.change() as change:
        settled = settle_up_to(change, message, desk.now(), how)
    return _changed(desk, settled, _settled_sentence)


def unsettle(desk: Desk, message_id: int) -> MessageView:
    """Let the clock of a settled message run again, from when it came."""
    message = _stored(desk.reader, message_id, desk.now())
    return _save(desk, message, message.but(settled=Settled.NONE), _logged_sentence)


def snooze(
    desk: Desk, client_text: str | int, until: datetime | None, *, direction: Direction = Direction.IN
) -> MessageView:
    """Hide a waiting message until a moment; its clock runs on. ``None`` shows it again."""
    message = _waiting(desk, client_text, direction)
    if until is not None and until <= desk.now():
        raise BadValue(N_("That time has already passed."), hint=N_("Choose a later moment."))
    moment = until.astimezone(UTC) if until is not None else None
    return _save(desk, message, message.but(snoozed_until=moment), _snoozed_sentence)


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
            N_("No message of {name} is waiting."),
            hint=N_("See `freelance-comm log list`."),
            name=show(client.name),
        )
    if len(theirs) > 1:
        names = handles.handles(handles.MESSAGE, [message.id for message in open_messages])
        raise Ambiguous(
            N_("Several messages of {name} are waiting."),
            hint=N_("Choose one by the short name at its beginning."),
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
    return _changed(desk, new, say)


def _changed(desk: Desk, new: Message, say: Callable[[Desk, MessageView], str]) -> MessageView:
    from freelance_comm.services.timer import project_names

    client = client_by_id(desk, new.client_id)
    name = project_names(desk).get(new.project_id or 0, ("", "", ""))[0]
    return _made(desk, new, client, name, say)


def _view(
    desk: Desk, message: Message, client: Client, project: Project | None, say: Callable[[Desk, MessageView], str]
) -> MessageView:
    return _made(desk, message, client, project.name if project else "", say)


def _made(
    desk: Desk, message: Message, client: Client, project_name: str, say: Callable[[Desk, MessageView], str]
) -> MessageView:
    clock = next(
        (
            view
            for view in clocks(desk, snoozed=True)
            if view.client.id == client.id and view.message.thread == message.thread
        ),
        None,
    )
    view = MessageView(
        message=message,
        handle=handles.handle(handles.MESSAGE, message.id),
        client_name=client.name,
        client_ref=client.ref,
        project_name=project_name,
        clock=clock,
        sentence="",
    )
    return view.but(sentence=say(desk, view))


def _logged_sentence(desk: Desk, view: MessageView) -> str:
    from freelance_comm.text.telling import near

    tr, name = desk.tr, show(view.client_name)
    when = near(view.message.at, desk.now(), desk.zone, tr)
    if view.message.direction is Direction.OUT:
        if view.clock is None:
            return tr.gettext("Noted: your message to {name}, {when}.").format(name=name, when=when)
        return tr.gettext("Noted: your message to {name}, {when}. They still wait for an answer: {left}.").format(
            name=name, when=when, left=view.clock.left_text
        )
    if view.clock is None:
        return tr.gettext("Noted: a message from {name}, {when}.").format(name=name, when=when)
    if view.clock.due_at is None:
        return tr.gettext("Noted: a message from {name}, {when}. They wait for your answer.").format(
            name=name, when=when
        )
    due = near(view.clock.due_at, desk.now(), desk.zone, tr)
    return tr.gettext("Noted: a message from {name}, {when}. Answer by {due}: {left}.").format(
        name=name, when=when, due=due, left=view.clock.left_text
    )


def _settled_sentence(desk: Desk, view: MessageView) -> str:
    name = show(view.client_name)
    if view.message.direction is Direction.OUT:
        return desk.tr.gettext("You no longer wait for an answer from {name}.").format(name=name)
    return desk.tr.gettext("{name} no longer waits for an answer.").format(name=name)


def _snoozed_sentence(desk: Desk, view: MessageView) -> str:
    from freelance_comm.text.telling import near

    tr, name, until = desk.tr, show(view.client_name), view.message.snoozed_until
    if until is None:
        return tr.gettext("{name} is in the list again.").format(name=name)
    when = near(until, desk.now(), desk.zone, tr)
    return tr.gettext("{name} comes back {when}; the clock runs on.").format(name=name, when=when)
