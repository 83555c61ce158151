"""The reply clock: how long each client has been waiting, in working time, and what that is based on.

One clock a conversation. It starts with the first message of the client that has no answer and counts the freelancer's
working seconds against the client's own target; used up exactly is still in time. It stands still only while I wait for
the client; snoozing hides the item and leaves the clock running, a closed project turns it off. Everything is worked
out when it is asked for, so that a target, hours or holidays that change later count at once.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.conversation import Conversation
from freelance_comm.domain.message import Direction, Message, MessageKind, Pause
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles
from freelance_comm.services.clock_hints import Hint, HintKind, hints_of
from freelance_comm.services.urgency import Urgency, urgency_at

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.reckoning import Reckoning
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

HALF_PERCENT = 50
"""Share of the target from which a waiting client is told about for the first time."""
SOON_PERCENT = 80
"""Share of the target from which an answer is due soon."""
LATE_IN_DAYS = 7
"""Days by the calendar from which lateness is told in days: nobody reckons a month in working hours."""
THEY_OWE_AFTER_DAYS = 5
"""Working days after which a message of mine without an answer is worth asking about."""
THEY_OWE_UNTIL_DAYS = 30
"""Calendar days after which a message of mine is no longer waited for."""


class ClockView(Record):
    """One client who waits for an answer. Seconds are working seconds; ``seconds_left`` is negative when late.

    ``share`` is the part of the target that has passed (1.0: used up). ``due_at`` is when it is used up, ``half_at``
    when half of it is, ``soon_at`` when it is due soon, ``late_at`` the first moment at which it is late; None where no
    working time ever comes.
    ``left_text`` tells the time left, ``about`` what the message is about, in its own words; ``why`` explains the
    clock; ``maybe_thanks`` marks a message that probably needs no answer, ``hints`` say this and what else may be so.
    ``is_paused``: I wait for the client, and the clock stands still; then nothing is due. ``answered`` is the command
    that notes an answer of mine; where the client waits in several conversations it names the message.
    """

    client: Client
    message: Message
    handle: str
    project: Project | None
    target_seconds: int
    elapsed_seconds: int
    seconds_left: int
    share: float
    half_at: datetime | None
    soon_at: datetime | None
    due_at: datetime | None
    late_at: datetime | None
    urgency: Urgency
    why: str
    left_text: str
    about: str
    maybe_thanks: bool = False
    snoozed_until: datetime | None = None
    is_paused: bool = False
    pauses: tuple[Pause, ...] = ()
    hints: tuple[Hint, ...] = ()
    answered: str = ""


class OwedView(Record):
    """A message of mine that has had no answer for ``working_days`` full working days.

    ``note`` says that today is a public holiday where the client is.
    """

    client: Client
    message: Message
    handle: str
    project: Project | None
    working_days: int
    since: datetime
    soon_at: datetime
    since_text: str
    about: str
    note: str = ""


def clocks(
    desk: Desk,
    *,
    snoozed: bool = False,
    calendar: Calendar | None = None,
    conversations: tuple[Conversation, ...] | None = None,
) -> tuple[ClockView, ...]:
    """Return the running clocks, the most pressing first; snoozed ones only with ``snoozed``.

    ``calendar`` and ``conversations`` spare working them out where the caller has them.
    """
    now = desk.now()
    calendar = calendar or desk.calendar()
    conversations = desk.reader.conversations() if conversations is None else conversations
    waiting = [conversation for conversation in conversations if conversation.waiting is not None]
    clients = {client.id: client for client in desk.reader.clients()} if waiting else {}
    jobs = _Jobs(desk, waiting)
    named = handles.handles(handles.MESSAGE, [each.waiting.id for each in waiting if each.waiting])
    several = Counter(each.client_id for each in waiting)
    views = []
    for conversation in waiting:
        message = conversation.waiting
        if message is None:
            continue
        client = clients.get(conversation.client_id) or _lost(desk, conversation)
        if jobs.is_over(message):
            continue
        if not snoozed and message.snoozed_until is not None and message.snoozed_until > now:
            continue
        view = _clock(desk, calendar, client, conversation, message, jobs.of(message))
        name = named[message.id]
        answered = f"freelance-comm log out {client.ref}"
        if several[client.id] > 1:
            answered += f" --answers {name}"
        hints = hints_of(desk, client, conversation, message, name, answered, conversations)
        thanks = any(hint.kind is HintKind.THANKS for hint in hints)
        views.append(view.but(handle=name, hints=hints, maybe_thanks=thanks, answered=answered))
    return tuple(sorted(views, key=lambda view: (view.urgency.rank, view.seconds_left, view.message.id)))


def closed_unanswered(desk: Desk) -> tuple[Message, ...]:
    """Return messages that were still waiting when their project was closed; no clock runs on them."""
    waiting = [each.waiting for each in desk.reader.conversations() if each.waiting is not None]
    jobs = _Jobs(desk, [each for each in desk.reader.conversations() if each.waiting is not None])
    return tuple(message for message in waiting if jobs.is_over(message))


def they_owe(
    desk: Desk, *, calendar: Calendar | None = None, conversations: tuple[Conversation, ...] | None = None
) -> tuple[OwedView, ...]:
    """Return my messages that wait for the client's answer since five working days, the oldest first.

    Nothing is listed while I owe the same client an answer, nor after thirty days: then the client has gone quiet.
    """
    from freelance_comm.text.telling import near

    now = desk.now()
    calendar = calendar or desk.calendar()
    conversations = desk.reader.conversations() if conversations is None else conversations
    since = now - timedelta(days=THEY_OWE_UNTIL_DAYS + 1)
    asked = [
        each for each in conversations if each.asked is not None and each.waiting is None and each.asked.at > since
    ]
    if not asked:
        return ()
    owing = {each.client_id for each in conversations if each.waiting is not None}
    clients = {client.id: client for client in desk.reader.clients()}
    jobs = _Jobs(desk, asked)
    named = handles.handles(handles.MESSAGE, [each.asked.id for each in asked if each.asked])
    found = []
    for conversation in asked:
        message, client = conversation.asked, clients.get(conversation.client_id)
        if message is None or client is None or client.id in owing or client.archived_on is not None:
            continue
        if jobs.is_over(message):
            continue
        due = _after_days(calendar, message.at)
        snoozed = message.snoozed_until is not None and message.snoozed_until > now
        if due is None or due > now or snoozed or (now - message.at).days > THEY_OWE_UNTIL_DAYS:
            continue
        days = calendar.working_days_between(calendar.local_date(message.at), calendar.local_date(now)) - 1
        found.append(
            OwedView(
                client=client,
                message=message,
                handle=named[message.id],
                project=jobs.of(message),
                working_days=max(days, THEY_OWE_AFTER_DAYS),
                since=message.at,
                soon_at=due,
                since_text=near(message.at, now, desk.zone, desk.tr),
                about=about(message),
                note=holiday_there(desk, client),
            )
        )
    return tuple(sorted(found, key=lambda view: (view.since, view.message.id)))


def holiday_there(desk: Desk, client: Client) -> str:
    """Return which public holiday it is today in the client's country, in words; empty on any other day."""
    if not client.country:
        return ""
    from freelance_comm.services.public_holidays import abroad

    kept = abroad(desk.profile(), client.country, client.region)
    if kept is None or desk.today().isoformat() not in kept.names:
        return ""
    name = kept.names[desk.today().isoformat()]
    return desk.tr.gettext("today is a holiday there: {name}").format(name=show(name) or client.country)


def target_seconds(desk: Desk, client: Client) -> int:
    """Return the working seconds within which ``client`` has an answer: their own target, else the usual one."""
    hours = client.reply_target_hours
    if hours is None:
        hours = desk.profile().reply_target_hours
    return max(int(hours * 3600), 0)


def about(message: Message) -> str:
    """Return what a message is about, in its own words: the beginning of its text, else its subject."""
    return show(message.excerpt or message.subject)


def _clock(
    desk: Desk,
    calendar: Calendar,
    client: Client,
    conversation: Conversation,
    message: Message,
    project: Project | None,
) -> ClockView:
    from freelance_comm.domain.pausing import is_paused, reached
    from freelance_comm.domain.reckoning import explain
    from freelance_comm.services.clock_words import explanation

    now = desk.now()
    target = target_seconds(desk, client)
    pauses = pauses_of(desk, conversation, message)
    reckoning = explain(calendar, message.at, now, target, pauses)
    paused = is_paused(pauses, now)
    runs = reckoning.opened is not None and not paused

    def moment(seconds: int) -> datetime | None:
        return reached(calendar, message.at, seconds, pauses) if runs else None

    soon_at, late_at = moment(target * SOON_PERCENT // 100), moment(target + 1)
    own = client.name if client.reply_target_hours is not None else ""
    return ClockView(
        client=client,
        message=message,
        handle="",
        project=project,
        target_seconds=target,
        elapsed_seconds=reckoning.elapsed,
        seconds_left=reckoning.left,
        share=reckoning.elapsed / target if target else 1.0,
        half_at=moment(target * HALF_PERCENT // 100),
        soon_at=soon_at,
        due_at=reckoning.due if runs else None,
        late_at=late_at,
        urgency=urgency_at(now, soon_at, late_at),
        why=explanation(desk, calendar, reckoning, own),
        left_text=_left_text(desk, reckoning, paused),
        about=about(message),
        snoozed_until=message.snoozed_until,
        is_paused=paused,
        pauses=pauses,
    )


def _left_text(desk: Desk, reckoning: Reckoning, paused: bool) -> str:
    from freelance_comm.text.telling import left

    if reckoning.opened is None:
        return desk.tr.gettext("no working hours")
    if reckoning.over and reckoning.due is not None and (late := (reckoning.now - reckoning.due).days) >= LATE_IN_DAYS:
        from freelance_comm.text.telling import days

        return desk.tr.gettext("{duration} late").format(duration=days(late, desk.tr))
    return desk.tr.gettext("paused") if paused else left(reckoning.left, desk.tr)


def pauses_of(desk: Desk, conversation: Conversation, message: Message) -> tuple[Pause, ...]:
    """Return the settled pauses of a waiting message; what the client wrote since ends them.

    The messages themselves are read only where the client has written after a pause began.
    """
    if not message.pauses:
        return ()
    from freelance_comm.domain.pausing import settled_pauses

    first = min(pause.since for pause in message.pauses)
    heard: list[datetime] = []
    if conversation.last_in is not None and conversation.last_in > first:
        heard = [
            one.at
            for one in desk.reader.messages(first.astimezone(UTC).date(), conversation.last_in.date())
            if (one.client_id, one.thread) == (message.client_id, message.thread)
            and one.direction is Direction.IN
            and one.kind is MessageKind.PERSONAL
        ]
    return settled_pauses(message.pauses, message.at, heard)


def _lost(desk: Desk, conversation: Conversation) -> Client:
    """Return a stand-in for a client whose record is missing: who waits must not vanish with it."""
    return Client(
        id=conversation.client_id,
        ref="?",
        name=desk.tr.gettext("a client who is not on record"),
        created=conversation.last_in or desk.now(),
    )


def _after_days(calendar: Calendar, at: datetime) -> datetime | None:
    """Return the opening of the day after ``THEY_OWE_AFTER_DAYS`` full working days have followed ``at``."""
    first = calendar.working_days(calendar.local_date(at), 1)
    if first is None:
        return None
    count = THEY_OWE_AFTER_DAYS + (2 if first == calendar.local_date(at) else 1)
    day = calendar.working_days(first, count)
    return calendar.start_of_day(day) if day is not None else None


class _Jobs:
    """The projects that messages belong to; which are closed is looked up, but closed ones are never decoded."""

    def __init__(self, desk: Desk, conversations: list[Conversation]) -> None:
        wanted = {
            message.project_id
            for each in conversations
            for message in (each.waiting, each.asked)
            if message is not None and message.project_id is not None
        }
        found = desk.reader.summaries() if wanted else ()
        self._open = {each.project.id: each.project for each in found if each.project.state is ProjectState.OPEN}
        self._closed = {each.project.id for each in found} - self._open.keys()
        if not wanted <= self._open.keys():
            self._closed |= desk.reader.closed_ids()

    def of(self, message: Message) -> Project | None:
        """Return the project of a message if it is open."""
        return self._open.get(message.project_id) if message.project_id is not None else None

    def is_over(self, message: Message) -> bool:
        """Return whether a message belongs to a closed project; one that is gone counts as none."""
        return message.project_id in self._closed
