"""Messages as they came and went, logged in one line.

The clock that runs from them is in ``reply_clock``, what can be said about a waiting one in ``clock_steps``; both are
handed on here, so that callers need one name.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.text_safety import clean_name, clean_text, one_line, show
from freelance_comm.services.clients import find_client
from freelance_comm.services.clock_steps import count_in, go_on, link, settle, snooze, unsettle, wait_for_client
from freelance_comm.services.message_view import MessageView, logged_sentence, viewed
from freelance_comm.services.reply_clock import ClockView, OwedView, clocks, closed_unanswered, they_owe
from freelance_comm.services.reply_times import ReplyTimes, reply_times
from freelance_comm.services.thread_state import forget_closed

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk

__all__ = [
    "ClockView",
    "MessageView",
    "OwedView",
    "ReplyTimes",
    "clocks",
    "closed_unanswered",
    "count_in",
    "go_on",
    "link",
    "log",
    "reply_times",
    "settle",
    "snooze",
    "they_owe",
    "unsettle",
    "wait_for_client",
]

EXCERPT_LIMIT = 200
SUBJECT_LIMIT = 300
_SLACK = timedelta(minutes=5)


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
    answers: str = "",
) -> MessageView:
    """Write a message down; a client's starts a clock, mine stops it.

    ``at`` is aware, now when left out; the future is refused. Of the text, the first 200 characters are kept. Mine goes
    into the conversation in which the client waits, if there is one alone; where there are several, ``answers`` names
    the waiting message.
    """
    now = desk.now()
    moment = (at or now).astimezone(UTC).replace(microsecond=0)
    _require_past(desk, moment, now)
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
    text = one_line(clean_text(excerpt, what=desk.tr.gettext("The text")))
    if direction is Direction.OUT and not thread and kind is MessageKind.PERSONAL:
        thread = _answered_thread(desk, client, moment, answers)
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
    return viewed(desk, message, client, project, logged_sentence)


def _require_past(desk: Desk, moment: datetime, now: datetime) -> None:
    """Raise ``BadValue``, with the moment as it was read, where a message is still to come."""
    if moment > now + _SLACK:
        from freelance_comm.text.telling import near

        said = near(moment, now, desk.zone, desk.tr)
        raise BadValue(N_("That time is still to come: {when}."), hint=N_("Check the date and the time."), when=said)


def _answered_thread(desk: Desk, client: Client, moment: datetime, answers: str) -> str:
    """Return the conversation that a message of mine logged by hand belongs to: where the client waits, if in one."""
    if answers:
        from freelance_comm.services.clock_steps import waiting_of

        return waiting_of(desk, answers, client).thread
    waiting = [
        each.waiting.thread
        for each in desk.reader.conversations()
        if each.client_id == client.id and each.waiting is not None and each.waiting.at <= moment
    ]
    return waiting[0] if len(waiting) == 1 else ""
