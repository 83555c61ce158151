"""One line of the day's overview, with its reason and its next step, and what all sections look at.

Everything comes from the derived index. Each item knows the moments at which it becomes pressing and late, so that the
reminder line can be computed ahead.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.services.urgency import Urgency, urgency_at

if TYPE_CHECKING:
    from freelance_comm.domain.conversation import Conversation
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.reply_clock import ClockView
    from freelance_comm.store.views import ClosedGlimpse


class SectionKind(StrEnum):
    """The sections of the day's overview, in the order in which they are shown."""

    WAITING = "waiting"
    COMPLAINT = "complaint"
    PROMISED = "promised"
    SLIPPING = "slipping"
    BUDGET = "budget"
    REPORT = "report"
    MONEY = "money"
    FOLLOW_UP = "follow_up"
    OWED = "owed"
    QUIET = "quiet"
    NEXT = "next"


TITLES: dict[SectionKind, str] = {
    SectionKind.WAITING: N_("Waiting for me"),
    SectionKind.COMPLAINT: N_("Complaints"),
    SectionKind.PROMISED: N_("Promised"),
    SectionKind.SLIPPING: N_("Will slip"),
    SectionKind.BUDGET: N_("Quoted hours"),
    SectionKind.REPORT: N_("Report due"),
    SectionKind.MONEY: N_("Money"),
    SectionKind.FOLLOW_UP: N_("Be in touch"),
    SectionKind.OWED: N_("I'm waiting for them"),
    SectionKind.QUIET: N_("Gone quiet"),
    SectionKind.NEXT: N_("Next"),
}


class Action(StrEnum):
    """What to do about an item; the screen binds a key to each, the command line shows a command."""

    REPLY = "reply"
    KEEP = "keep"
    NOTICE = "notice"
    REPORT = "report"
    PAYMENT = "payment"
    FOLLOW_UP = "follow-up"
    ASK = "ask"
    INVITE = "invite"
    STOP = "stop"
    LOG_TIME = "log-time"
    OPEN = "open"
    ADD_CLIENT = "add-client"
    ADD_PROJECT = "add-project"
    IDEA = "idea"
    COMPLAINT = "complaint"


NEXT_STEPS: dict[Action, str] = {
    Action.REPLY: N_("reply"),
    Action.KEEP: N_("keep it"),
    Action.NOTICE: N_("write the notice"),
    Action.REPORT: N_("write the report"),
    Action.PAYMENT: N_("ask kindly for the payment"),
    Action.FOLLOW_UP: N_("be in touch"),
    Action.ASK: N_("ask kindly"),
    Action.INVITE: N_("say hello"),
    Action.STOP: N_("stop the timer"),
    Action.LOG_TIME: N_("log the time"),
    Action.OPEN: N_("open the project"),
    Action.ADD_CLIENT: N_("add a client"),
    Action.ADD_PROJECT: N_("add a project"),
    Action.IDEA: N_("think of something extra"),
    Action.COMPLAINT: N_("see to it"),
}


class Item(Record):
    """One thing to do. Texts are for people, in the interface language, the client's own words as they are.

    ``when_text`` tells when, ``title`` who or what, ``detail`` more about it, ``note`` a remark for the margin,
    ``reason`` why it is here. ``next_step`` says what to do, ``action`` names it for the screen, ``command`` does it
    from a shell. ``seconds_left`` is working time, None where it is not counted. ``soon_at`` and ``late_at`` are when
    the item becomes pressing and late, ``half_at`` when half of the time for an answer is gone; ``due_at`` is the last
    moment at which it is in time. ``key`` stays the same from day to day, ``turn`` tells one round of what comes again
    (the day of a report) from the next. ``letter`` names the letter that does its step, where there is one,
    ``matter_id`` the complaint that the item is about.
    """

    key: str
    kind: SectionKind
    urgency: Urgency
    when_text: str
    title: str
    action: Action
    command: str
    reason: str
    next_step: str
    detail: str = ""
    note: str = ""
    client_id: int | None = None
    project_id: int | None = None
    message_id: int | None = None
    promise_id: int | None = None
    matter_id: int | None = None
    seconds_left: int | None = None
    soon_at: datetime | None = None
    late_at: datetime | None = None
    half_at: datetime | None = None
    due_at: datetime | None = None
    turn: str = ""
    letter: str = ""
    share: float | None = None

    @property
    def order(self) -> tuple[int, int, str]:
        """Overdue, soon, later; then by working time left; what is not counted comes last."""
        return (self.urgency.rank, self.seconds_left if self.seconds_left is not None else 1 << 50, self.key)


class Glance:
    """What a look at the workspace found, read once for all sections.

    ``everything`` are the open projects, and the closed ones in which something is still open.

    ``ahead`` is how many days the sections look forward at least; each has its own measure for an overview.
    """

    def __init__(self, desk: Desk, *, ahead: int = 0) -> None:
        self.desk = desk
        self.ahead = ahead
        self.now = desk.now()
        self.profile = desk.profile()
        self.calendar = desk.calendar()
        self.today = self.calendar.local_date(self.now)
        self.zone = self.calendar.zone_on(self.today)
        self.tr = desk.tr
        self.clients = {client.id: client for client in desk.reader.clients()}
        self.conversations = desk.reader.conversations()
        self._written = _last_written(self.conversations)
        self.everything = desk.reader.summaries_with_open_ends(self._matters)
        self.open = [each for each in self.everything if each.project.state is ProjectState.OPEN]
        self._clocks: tuple[ClockView, ...] | None = None
        self.spent, self.first_days = desk.reader.spent()

    def _matters(self, closed: ClosedGlimpse) -> bool:
        """Return whether something is open in a closed project: money, a promise, or a day to be in touch again after
        which I have not written to the client.
        """
        if closed.has_open_ends:
            return True
        written = self._written.get(closed.client_id)
        return bool(closed.follow_up_on) and (written is None or closed.follow_up_on >= written)

    @property
    def clocks(self) -> tuple[ClockView, ...]:
        """All reply clocks, those that were put off and those that stand still too; worked out once."""
        if self._clocks is None:
            from freelance_comm.services import reply_clock

            self._clocks = reply_clock.clocks(
                self.desk, snoozed=True, calendar=self.calendar, conversations=self.conversations
            )
        return self._clocks

    @property
    def has_projects(self) -> bool:
        """Whether there is any project, open or closed."""
        return bool(self.everything or self.desk.reader.project_names(closed=True))

    def client_of(self, summary: ProjectSummary) -> Client | None:
        """Return the client a project is for; None where the record is missing."""
        return self.clients.get(summary.project.client_id)

    def midnight(self, day: date) -> datetime:
        """Return when ``day`` begins where the freelancer is."""
        from freelance_comm.domain.zones import zone_of

        return datetime(day.year, day.month, day.day, tzinfo=zone_of(self.zone)).astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """Return when work begins on ``day``; its midnight where none does."""
        return self.calendar.start_of_day(day) or self.midnight(day)

    def seconds_until(self, day: date) -> int:
        """Return the working seconds until ``day`` ends, negative by those that have passed since."""
        end = self.midnight(day + timedelta(days=1))
        if self.now < end:
            return self.calendar.business_seconds(self.now, end)
        return -max(1, self.calendar.business_seconds(end, self.now))

    def near_day(self, day: date) -> str:
        """Return ``day`` as people tell it."""
        from freelance_comm.text.telling import near_day

        return near_day(day, self.today, self.tr)

    def item(self, kind: SectionKind, key: str, action: Action, **fields: Any) -> Item:
        """Return an item whose urgency and next step follow from what is given."""
        fields.setdefault("next_step", self.tr.gettext(NEXT_STEPS[action]))
        return Item(
            key=f"{kind}:{key}",
            kind=kind,
            action=action,
            urgency=urgency_at(self.now, fields.get("soon_at"), fields.get("late_at")),
            **fields,
        )


def _last_written(conversations: tuple[Conversation, ...]) -> dict[int, str]:
    """Return for each client the day before my last message to them, as text: no zone is a day away from UTC."""
    found: dict[int, str] = {}
    for each in conversations:
        if each.last_out is not None:
            day = (each.last_out - timedelta(days=1)).date().isoformat()
            found[each.client_id] = max(found.get(each.client_id, day), day)
    return found
