"""A client's card: how to deal with them, what is open with them, who is who there, what to remember."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Client, Contact
from freelance_comm.domain.project import Project
from freelance_comm.services.focus import FocusLine
from freelance_comm.services.reply_clock import ClockView, OwedView
from freelance_comm.tui import clock_states
from freelance_comm.tui.about_client import AboutClient
from freelance_comm.tui.about_record import RecordSteps
from freelance_comm.tui.client_rows import GRIDS, ClientView, gather, rows
from freelance_comm.tui.clock_states import Waiting
from freelance_comm.tui.complaining import ComplaintSteps
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.regular_steps import RegularSteps
from freelance_comm.tui.waiting_page import WaitingPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


class ClientPage(WaitingPage, RecordSteps, RegularSteps, ComplaintSteps, AboutClient):
    """The card of one client."""

    acts = (
        *("open", "edit", "new_project", "add_contact", "reply", "invite", "keep"),
        *clock_states.ACTS,
        *("why", "record", "habits", "idea", "complaints", "feedback", "write_note", "timeline", "merge", "remove"),
    )
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

    @property
    def pointed(self) -> FocusLine | None:
        """The line of a part on which the cursor is."""
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, FocusLine) else None

    def action_timeline(self) -> None:
        """What there has been with this client."""
        from freelance_comm.tui.timeline_page import TimelinePage

        self.app.push_screen(TimelinePage(self.client_id))

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
        elif isinstance(thing, FocusLine):
            self._do(thing)

    def _do(self, said: FocusLine) -> None:
        """Do what a line is for, else open its project."""
        from freelance_comm.tui.project_page import ProjectPage

        if said.act and said.act != "open":
            self.perform(said.act)
        elif said.project_id is not None:
            self.app.push_screen(ProjectPage(said.project_id))

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
        "Add a contact at the client's."
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
            self.say(self.tr.gettext("No message of theirs is waiting for an answer."))

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
            self.say(self.tr.gettext("No message of theirs is waiting for an answer."))

    def action_why(self) -> None:
        """The whole reckoning of the clock."""
        if (clock := self._clock) is not None:
            self.go(clock_states.why(self, Waiting(message_id=clock.message.id)))

    def action_invite(self) -> None:
        """Write a few words."""
        from freelance_comm.tui.hello_page import HelloPage

        if self.client is not None:
            self.app.push_screen(HelloPage(self.client))

    def action_keep(self) -> None:
        """The promise on the cursor's line is kept, else the first one."""
        row = self.ledger.first_doing("keep")
        if row is not None and isinstance(row.thing, FocusLine):
            self.go(self._keep(row.thing.thing_id))
        else:
            self.say(self.tr.gettext("Nothing is promised to them."))

    async def _keep(self, promise_id: int) -> None:
        from freelance_comm.services import promises

        done = await self.save(lambda desk: promises.keep(desk, promise_id))
        self.say(done.sentence)
        self.reload()

    def action_merge(self) -> None:
        """This client stands on another card too."""
        from freelance_comm.tui import joining

        if self.client is not None:
            self.go(joining.merge(self, self.client))

    def action_remove(self) -> None:
        """Remove the selected contact, or the client."""
        row = self.ledger.current
        contact = row.thing if row is not None and isinstance(row.thing, Contact) else None
        self.go(self._remove(contact))

    def _what_goes(self, desk: Desk, client: Client) -> str:
        """Say what is removed together with a client, nothing where that is only the card."""
        from freelance_comm.services.removing import belongings, told

        things, tr = told(desk.tr, belongings(desk, client)), self.tr
        undo = tr.gettext("Undo brings everything back.")
        return tr.gettext("This goes too: {things}.").format(things=things) + " " + undo if things else ""

    async def _remove(self, contact: Contact | None) -> None:
        from freelance_comm.services import clients
        from freelance_comm.services.removing import remove_client_with_everything
        from freelance_comm.tui.asking import AskKey

        client, t = self.client, self.tr.gettext
        if client is None:
            return
        if contact is not None:
            await self.save(lambda desk: clients.remove_contact(desk, client, contact))
            self.say(self.and_back(t("{name} has been removed.").format(name=contact.name)))
            self.reload()
            return
        what = await self.read(lambda desk: self._what_goes(desk, client))
        question = t("Remove {name}?").format(name=client.name)
        if what and not await self.app.push_screen_wait(AskKey(question, [("x", t("remove"))], note=what)):
            return
        await self.save(lambda desk: remove_client_with_everything(desk, client))
        self.freelance.tell_next(self.and_back(t("{name} has been removed.").format(name=client.name)))
        self.dismiss(None)
