"""What is open with one client: who waits for whom, what it is really about, questions, promises, money, last words.

Only this client's projects are opened; closed ones only where money is still to come.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.conversation import Conversation
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, ProjectState, StepKind
from freelance_comm.domain.text_safety import show
from freelance_comm.services.focus import FocusLine, FocusPart
from freelance_comm.services.reply_clock import about, clocks
from freelance_comm.services.urgency import Urgency

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile, ProjectSummary
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.formats import Formats

WAITING = "waiting"
ASKED_DAYS = 60
"""After so many days a question of mine without an answer is no longer open: other words have taken its place."""
_SAID = 140
"""Signs of a message that a card shows."""


def waiting(desk: Desk, client: Client) -> FocusPart:
    """Return the messages that wait for me, the most pressing first, each with the time that is left."""
    lines = tuple(
        FocusLine(
            text=clock.about,
            right=clock.left_text,
            act="reply",
            thing_id=clock.message.id,
            project_id=clock.project.id if clock.project is not None else None,
            late=clock.urgency is Urgency.OVERDUE,
        )
        for clock in clocks(desk, snoozed=True)
        if clock.client.id == client.id
    )
    return FocusPart(name=WAITING, title=N_("They wrote"), lines=lines)


def core_problem(desk: Desk, client: Client) -> FocusPart:
    """Return what each open project is really about, in one line; the project is named where there are several."""
    projects, lines = _open(desk, client), []
    frame = desk.tr.gettext("{project}: {problem}") if len(projects) > 1 else "{problem}"
    for project in projects:
        problem = show(project.facts.get("core_problem", ""))
        if problem:
            said = frame.format(project=show(project.name), problem=problem)
            lines.append(FocusLine(text=said, project_id=project.id))
    return FocusPart(name="core_problem", title=N_("What it is about"), lines=tuple(lines))


def open_questions(desk: Desk, client: Client) -> FocusPart:
    """Return what is needed from the client, and what I asked and had no answer to, the oldest first."""
    from freelance_comm.text.telling import near

    now, zone, tr = desk.now(), desk.zone, desk.tr
    found: list[tuple[datetime, FocusLine]] = []
    for file in _files(desk, client):
        for step in file.steps:
            if step.kind is StepKind.THEIRS and step.done_at is None:
                right = tr.gettext("needed since {when}").format(when=near(step.added, now, zone, tr))
                line = FocusLine(text=show(step.text), right=right, thing_id=step.id, project_id=file.head.id)
                found.append((step.added, line))
    for message in _asked(desk, client, now):
        right = tr.gettext("asked {when}").format(when=near(message.at, now, zone, tr))
        line = FocusLine(text=about(message), right=right, thing_id=message.id, project_id=message.project_id)
        found.append((message.at, line))
    found.sort(key=lambda one: one[0])
    return FocusPart(name="open_questions", title=N_("Open questions"), lines=tuple(line for _, line in found))


def promised(desk: Desk, client: Client) -> FocusPart:
    """Return the open promises to the client, the first due first."""
    from freelance_comm.services.promise_views import open_promises, views

    mine = tuple(one for one in open_promises(desk.reader) if one.client_id == client.id)
    lines = tuple(
        FocusLine(
            text=show(view.promise.what),
            right=view.due_text,
            act="keep",
            thing_id=view.promise.id,
            project_id=view.promise.project_id,
            late=view.urgency is Urgency.OVERDUE,
        )
        for view in views(desk, mine)
    )
    return FocusPart(name="promises", title=N_("Promised"), lines=lines)


def money(desk: Desk, client: Client) -> FocusPart:
    """Return what was agreed on and what has come, project by project; closed ones only where money is to come."""
    from freelance_comm.text.formats import Formats

    formats = Formats(desk.tr.locale)
    lines = []
    for summary in _summaries(desk, client, closed=True):
        is_open = summary.project.state is ProjectState.OPEN
        if summary.next_instalment is not None or (is_open and summary.quote_total is not None):
            lines.append(_money_line(desk, desk.reader.project(summary.project.id), formats))
    return FocusPart(name="money", title=N_("Money"), lines=tuple(lines))


def last_words(desk: Desk, client: Client) -> FocusPart:
    """Return the last message each way, as far as persons wrote them and it does not wait for an answer anyway."""
    from freelance_comm.text.telling import near

    tr, found = desk.tr, []
    waiting = {one.waiting.id for one in _conversations(desk, client) if one.waiting is not None}
    waiting |= {one.id for one in _asked(desk, client, desk.now())}
    for message in _last_messages(desk, client):
        if message.id in waiting:
            continue
        frame = tr.gettext("They: {words}") if message.direction is Direction.IN else tr.gettext("You: {words}")
        right = near(message.at, desk.now(), desk.zone, tr)
        said = _beginning(about(message)) or tr.gettext("(no words noted)")
        found.append(FocusLine(text=frame.format(words=said), right=right, thing_id=message.id))
    return FocusPart(name="last_words", title=N_("Last words"), lines=tuple(found))


def _beginning(words: str) -> str:
    """Return how a message begins, short enough for a card, with a mark where it goes on."""
    if len(words) <= _SAID:
        return words
    return words[: _SAID - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _money_line(desk: Desk, file: ProjectFile, formats: Formats) -> FocusLine:
    from freelance_comm.services.payments import payment_view
    from freelance_comm.text.telling import near_day

    tr, today, view = desk.tr, desk.today(), payment_view(desk, file.head)
    told = tr.gettext("{project}: {received} of {expected} received")
    whole = view.expected if view.lines else view.price or view.expected
    text = told.format(
        project=show(file.head.name), received=formats.money(view.received), expected=formats.money(whole)
    )
    unpaid = next((one for one in view.lines if one.open.amount > 0), None)
    right = ""
    if unpaid is not None:
        day = near_day(unpaid.instalment.due, today, tr)
        right = tr.gettext("{money} due {day}").format(money=formats.money(unpaid.open), day=day)
    late = unpaid is not None and unpaid.overdue
    return FocusLine(text=text, right=right, project_id=file.head.id, late=late)


def _summaries(desk: Desk, client: Client, *, closed: bool = False) -> list[ProjectSummary]:
    return [one for one in desk.reader.summaries(closed=closed) if one.project.client_id == client.id]


def _open(desk: Desk, client: Client) -> list[Project]:
    return [one.project for one in _summaries(desk, client)]


def _files(desk: Desk, client: Client) -> list[ProjectFile]:
    return [desk.reader.project(project.id) for project in _open(desk, client)]


def _conversations(desk: Desk, client: Client) -> list[Conversation]:
    return [one for one in desk.reader.conversations() if one.client_id == client.id]


def _asked(desk: Desk, client: Client, now: datetime) -> list[Message]:
    """Return my last messages that hold a question nobody has answered yet."""
    since = now - timedelta(days=ASKED_DAYS)
    asked = [one.asked for one in _conversations(desk, client) if one.waiting is None and one.asked is not None]
    closed = desk.reader.closed_ids()
    return [one for one in asked if one.at >= since and one.project_id not in closed and _asks(one)]


def _asks(message: Message) -> bool:
    return "?" in (message.excerpt or message.subject)


def _last_messages(desk: Desk, client: Client) -> list[Message]:
    """Return the last message of theirs and of mine, the later one first; only their days are read."""
    conversations = _conversations(desk, client)
    found = []
    for direction, moments in (
        (Direction.IN, [one.last_in for one in conversations]),
        (Direction.OUT, [one.last_out for one in conversations]),
    ):
        last = max((one for one in moments if one is not None), default=None)
        if last is None:
            continue
        day = last.date()
        found += [
            one
            for one in desk.reader.messages(day, day)
            if (one.client_id, one.direction, one.at) == (client.id, direction, last)
            and one.kind is MessageKind.PERSONAL
        ][-1:]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)
