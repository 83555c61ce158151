"""A client's card: how to deal with them, their projects, who is who there, what to remember."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Client, Contact
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.services.projects import ProjectLine
from freelance_comm.services.reply_clock import ClockView, OwedView
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import near
from freelance_comm.tui import clock_states, columns
from freelance_comm.tui.clock_states import Waiting
from freelance_comm.tui.columns import Column
from freelance_comm.tui.forms import words
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text
from freelance_comm.tui.waiting_page import WaitingPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

LONGEST_SHOWN = 4000
"""Characters of a note shown on the card; the form holds all of it."""
_LABEL = 20
GRIDS = {
    "projects": (
        Column(most=1, least=1, tight=True),
        Column(most=40, least=12),
        Column(most=16, least=6),
        Column(most=60, least=8, grows=True, drop=1),
    ),
    "contacts": (
        Column(most=30, least=10),
        Column(most=30, least=6, drop=2),
        Column(most=40, least=10),
        Column(most=20, least=8, drop=1),
    ),
}


class ClientView(Record):
    """What the card shows."""

    client: Client
    projects: tuple[ProjectLine, ...]
    last_contact: datetime | None
    clocks: tuple[ClockView, ...]
    owed: tuple[OwedView, ...]
    holiday: str
    now: datetime
    zone: str
    record: str = ""
    """How fast they were answered, in a line."""


def gather(desk: Desk, client_id: int) -> ClientView:
    """Read a client, open and closed projects, and who owes whom an answer."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import list_projects
    from freelance_comm.services.public_holidays import next_holiday_there
    from freelance_comm.services.reply_clock import clocks, they_owe
    from freelance_comm.services.reply_statistics import record_of

    client = client_by_id(desk, client_id)
    contacts = [one.last_contact for one in desk.reader.conversations() if one.client_id == client_id]
    known = [moment for moment in contacts if moment is not None]
    return ClientView(
        client=client,
        projects=tuple(one for one in list_projects(desk, closed=True) if one.summary.project.client_id == client_id),
        last_contact=max(known, default=None),
        clocks=tuple(one for one in clocks(desk, snoozed=True) if one.client.id == client_id),
        owed=tuple(one for one in they_owe(desk) if one.client.id == client_id),
        holiday=next_holiday_there(desk, client),
        now=desk.now(),
        record=record_of(desk, client),
        zone=desk.zone,
    )


def rows(view: ClientView, tr: Translator) -> list[Row]:
    """Return the card as rows."""
    client = view.client
    made: list[Row] = []
    for clock in view.clocks:
        made += _waits(clock, tr)
    for owed in view.owed:
        mark = Cell(text=columns.pad(tr.gettext("You wrote"), _LABEL), style="dim")
        right = Cell(text=owed.since_text, style="dim")
        made.append(text(owed.about, mark=mark, right=right, id=f"owed:{owed.message.id}", thing=owed))
    if made:
        made.append(BLANK)
    for label, value in _facts(view, tr):
        if value:
            made.append(text(value, mark=Cell(text=columns.pad(label, _LABEL), style="dim")))
    made += [BLANK, heading(tr.gettext("Projects"))]
    made += [_project(one) for one in view.projects]
    if not view.projects:
        made.append(text(tr.gettext("None yet. A project is the walk from first contact to thanks."), style="dim"))
    made += [BLANK, heading(tr.gettext("Who is who"))]
    made += [_contact(number, contact) for number, contact in enumerate(client.contacts)]
    if not client.contacts:
        made.append(text(tr.gettext("Nobody is noted yet. A mail address here goes into your drafts."), style="dim"))
    if client.notes:
        shown = client.notes[:LONGEST_SHOWN] + ("…" if len(client.notes) > LONGEST_SHOWN else "")
        made += [BLANK, heading(tr.gettext("Notes")), text(shown)]
    return made


def _waits(clock: ClockView, tr: Translator) -> list[Row]:
    """Return a message that waits for me, with what may be so and why its clock stands where it stands."""
    mark = Cell(text=columns.pad(tr.gettext("They wrote"), _LABEL), style="dim")
    right = Cell(text=clock.left_text, style="soon")
    reasons = " · ".join((*(hint.text for hint in clock.hints), clock.why))
    return [
        text(clock.about, mark=mark, right=right, id=f"message:{clock.message.id}", act="reply", thing=clock),
        text(reasons, mark=Cell(text=columns.pad("", _LABEL)), style="dim"),
    ]


def _facts(view: ClientView, tr: Translator) -> list[tuple[str, str]]:
    client, t = view.client, tr.gettext
    address = t(words.ADDRESS_FORMS[client.address])
    greeted = f"{client.forms.vocative} · {address}" if client.forms.vocative else address
    last = near(view.last_contact, view.now, view.zone, tr) if view.last_contact else ""
    target = client.reply_target_hours
    every = client.report_every_days
    return [
        (t("Greeted as"), greeted),
        (t("Reads"), f"{words.language_name(client.language)} · {t(words.CHANNELS[client.channel])}"),
        (t("Pays in"), client.currency),
        (t("Time zone"), client.zone),
        (t("Likes"), client.likes),
        (t("Last contact"), last),
        (t("Next holiday there"), view.holiday),
        (t("Answer within"), _working_time(target, tr) if target is not None else ""),
        (t("Your answers"), view.record),
        (t("Reports"), tr.ngettext("every {n} day", "every {n} days", every).format(n=every) if every else ""),
        (t("Time is rounded"), _rounding(client, tr)),
    ]


def _rounding(client: Client, tr: Translator) -> str:
    from freelance_comm.domain.rounding import ROUNDING_WORDS

    if not client.rounding_minutes:
        return ""
    return tr.gettext(ROUNDING_WORDS[client.rounding]).format(step=duration(client.rounding_minutes * 60, tr))


def _working_time(hours: Decimal, tr: Translator) -> str:
    return tr.gettext("{duration} of working time").format(duration=duration(hours * 3600, tr))


def _project(one: ProjectLine) -> Row:
    project = one.summary.project
    is_open = project.state is ProjectState.OPEN
    mark = Cell(text="▶", style="accent") if is_open else Cell(text="✓", style="dim")
    cells = (project.name, Cell(text=one.stage_title, style="dim"), Cell(text=one.next_text, style="dim"))
    return line("projects", mark, *cells, id=f"project:{project.id}", thing=project)


def _contact(number: int, contact: Contact) -> Row:
    cells = (contact.name, Cell(text=contact.role, style="dim"), contact.email, contact.phone)
    return line("contacts", *cells, id=f"contact:{number}", thing=contact)


class ClientPage(WaitingPage):
    """The card of one client."""

    acts = ("open", "edit", "new_project", "add_contact", "reply", "invite", *clock_states.ACTS, "why", "remove")
    offers = ("log", "goto", "palette")

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self.client_id = client_id
        self._seen: ClientView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> ClientView:
        """Read the card."""
        return gather(desk, self.client_id)

    def present(self, view: ClientView) -> None:
        """Show the card."""
        self._seen = view
        self.heading.say(view.client.name, view.client.ref)
        self.ledger.show_rows(rows(view, self.tr))

    @property
    def client(self) -> Client | None:
        """The client, once read."""
        return self._seen.client if self._seen is not None else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open a project, answer a message, edit a contact."""
        from freelance_comm.tui.opening import edit_contact
        from freelance_comm.tui.project_page import ProjectPage

        thing = event.row.thing
        if isinstance(thing, Project):
            self.app.push_screen(ProjectPage(thing.id))
        elif isinstance(thing, Contact) and self.client is not None:
            self.go(edit_contact(self, self.client, thing))
        elif isinstance(thing, ClockView):
            self.action_reply()

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_edit(self) -> None:
        """Edit the selected contact, else the client."""
        from freelance_comm.tui.opening import edit_client

        if self.client is not None:
            self.go(edit_client(self, self.client))

    def action_new_project(self) -> None:
        """Start a project for this client."""
        from freelance_comm.tui.opening import new_project

        if self.client is not None:
            self.go(new_project(self, self.client))

    def action_add_contact(self) -> None:
        """Add somebody at the client's."""
        from freelance_comm.tui.opening import edit_contact

        if self.client is not None:
            self.go(edit_contact(self, self.client, None))

    def action_reply(self) -> None:
        """Answer the message that waits."""
        from freelance_comm.tui.reply_page import ReplyPage

        clock = self._clock
        if self._seen is not None and clock is not None:
            self.app.push_screen(ReplyPage(self._seen.client, clock.message))
        else:
            self.say(self.tr.gettext("No message of theirs waits for an answer."))

    # what one key says about a message that waits

    @property
    def _clock(self) -> ClockView | None:
        """The clock the cursor is on, else the most pressing one."""
        row = self.ledger.current
        if row is not None and isinstance(row.thing, ClockView):
            return row.thing
        return next(iter(self._seen.clocks), None) if self._seen is not None else None

    def with_waiting(self, job: Callable[[Page, Waiting], Awaitable[object]]) -> None:
        """Begin with the message on the cursor's line."""
        row = self.ledger.current
        if row is not None and isinstance(row.thing, OwedView):
            self.go(job(self, Waiting(message_id=row.thing.message.id, direction=Direction.OUT)))
        elif (clock := self._clock) is not None:
            self.go(job(self, Waiting(message_id=clock.message.id)))
        else:
            self.say(self.tr.gettext("No message of theirs waits for an answer."))

    def action_why(self) -> None:
        """The whole reckoning of the clock."""
        if (clock := self._clock) is not None:
            self.go(clock_states.why(self, Waiting(message_id=clock.message.id)))

    def action_invite(self) -> None:
        """Write a few words."""
        from freelance_comm.tui.reply_page import ReplyPage

        if self.client is not None:
            self.app.push_screen(ReplyPage(self.client, None))

    def action_remove(self) -> None:
        """Remove the selected contact, or the client."""
        row = self.ledger.current
        contact = row.thing if row is not None and isinstance(row.thing, Contact) else None
        self.go(self._remove(contact))

    def _what_goes(self, desk: Desk, client: Client) -> str:
        """Say what is removed together with a client."""
        from freelance_comm.services.removing import belongings, told

        things, tr = told(desk.tr, belongings(desk, client)), self.tr
        undo = tr.gettext("Undo brings everything back.")
        return tr.gettext("This goes too: {things}.").format(things=things) + " " + undo if things else undo

    async def _remove(self, contact: Contact | None) -> None:
        from freelance_comm.services import clients
        from freelance_comm.services.removing import remove_client_with_everything
        from freelance_comm.tui.asking import AskKey

        client = self.client
        if client is None:
            return
        name = contact.name if contact is not None else client.name
        question = self.tr.gettext("Remove {name}?").format(name=name)
        what = "" if contact is not None else await self.read(lambda desk: self._what_goes(desk, client))
        if not await self.app.push_screen_wait(AskKey(question, [("x", self.tr.gettext("remove"))], note=what)):
            return
        if contact is not None:
            await self.save(lambda desk: clients.remove_contact(desk, client, contact))
            self.reload()
            return
        await self.save(lambda desk: remove_client_with_everything(desk, client))
        self.freelance.tell_next(self.tr.gettext("{name} is removed.").format(name=name))
        self.dismiss(None)
