"""A message that was logged or changed, as both faces answer with it: the record, whose it is, its clock, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles
from freelance_comm.services.clients import client_by_id
from freelance_comm.services.reply_clock import ClockView, clocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk


class MessageView(Record):
    """A message that was logged or changed; ``clock`` is the client's clock if one runs now, ``sentence`` says so."""

    message: Message
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    clock: ClockView | None
    sentence: str


def changed(desk: Desk, new: Message, say: Callable[[Desk, MessageView], str]) -> MessageView:
    """Return the view of a message as it is now; ``say`` makes its sentence."""
    from freelance_comm.services.timer import project_names

    client = client_by_id(desk, new.client_id)
    name = project_names(desk).get(new.project_id or 0, ("", "", ""))[0]
    return _made(desk, new, client, name, say)


def viewed(
    desk: Desk, message: Message, client: Client, project: Project | None, say: Callable[[Desk, MessageView], str]
) -> MessageView:
    """Return the view of a message of a known client and project; ``say`` makes its sentence."""
    return _made(desk, message, client, project.name if project else "", say)


def _made(
    desk: Desk, message: Message, client: Client, project_name: str, say: Callable[[Desk, MessageView], str]
) -> MessageView:
    running = [view for view in clocks(desk, snoozed=True) if view.client.id == client.id]
    clock = next((view for view in running if view.message.thread == message.thread), None)
    if clock is None and message.direction is Direction.OUT and not message.thread:
        clock = next((view for view in running if not view.is_paused), None)  # it joined none of the conversations
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


def logged_sentence(desk: Desk, view: MessageView) -> str:
    """Return what is said of a message that was logged: when, and by when to answer."""
    from freelance_comm.text.telling import near

    tr, name = desk.tr, show(view.client_name)
    when = near(view.message.at, desk.now(), desk.zone, tr)
    if view.message.direction is Direction.OUT:
        if view.clock is None:
            return tr.gettext("Noted: your message to {name}, {when}.").format(name=name, when=when)
        return tr.gettext(
            "Noted: your message to {name}, {when}. They are still waiting for an answer: {left}."
        ).format(name=name, when=when, left=view.clock.left_text)
    if view.clock is None:
        return tr.gettext("Noted: a message from {name}, {when}.").format(name=name, when=when)
    if view.clock.due_at is None:
        return tr.gettext("Noted: a message from {name}, {when}. They are waiting for your answer.").format(
            name=name, when=when
        )
    due = near(view.clock.due_at, desk.now(), desk.zone, tr)
    return tr.gettext("Noted: a message from {name}, {when}. Answer by {due}: {left}.").format(
        name=name, when=when, due=due, left=view.clock.left_text
    )
