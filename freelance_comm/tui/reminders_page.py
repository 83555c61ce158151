"""Reminders: what would be told now, what comes next, what was told today, and everything that decides how."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.services.agenda_item import Item
from freelance_comm.services.installing import State
from freelance_comm.services.schedulers import Kind
from freelance_comm.tui import reminder_rows, reminding
from freelance_comm.tui.backroom import begin
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.reminder_rows import RemindersView, Standing

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


class RemindersPage(Page):
    """One list with all of it."""

    acts = ("open", "level", "quiet_hours", "try_out", "install", "calendar_file")
    offers = ("palette",)

    def __init__(self) -> None:
        super().__init__()
        self._seen: RemindersView | None = None
        self._standing: Standing | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=reminder_rows.GRIDS)
        yield self.ledger

    def on_mount(self) -> None:
        """Say what page this is, and look at what stands on this computer."""
        self.heading.say(self.tr.gettext("Reminders"))
        self.look_around()

    def gather(self, desk: Desk) -> RemindersView:
        """Read what is told and how."""
        return gathered(desk)

    def present(self, view: RemindersView) -> None:
        """Show it."""
        self._seen = view
        self.heading.say(self.tr.gettext("Reminders"), reminder_rows.hush(view, self.tr))
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            self.ledger.show_rows(reminder_rows.rows(self._seen, self._standing, self.tr))

    def look_around(self) -> None:
        """Look at what asks for reminders on this computer: it takes programs of the system to know."""

        async def look() -> None:
            try:
                self._standing = await self.freelance.backroom.aside(standing)
            except AppError as error:
                self.complain(error)
                return
            self._show()

        begin(self, look, group="standing", exclusive=True)

    # actions

    @property
    def chosen_kind(self) -> Kind | None:
        """The way of being reminded the cursor is on, else this computer's own."""
        row = self.ledger.current
        if row is not None and isinstance(row.thing, Kind):
            return row.thing
        return self._standing.own if self._standing is not None else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Do what the line says; a reminder leads to what it is about."""
        thing = event.row.thing
        if event.row.act:
            self.perform(event.row.act)
        elif isinstance(thing, Item) and thing.project_id is not None:
            self.freelance.open_project(thing.project_id)
        elif isinstance(thing, Item) and thing.client_id is not None:
            self.freelance.open_client(thing.client_id)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_level(self) -> None:
        """Be told at this level, or no longer."""
        from freelance_comm.services.setup import switch_level

        row = self.ledger.current
        level = row.thing if row is not None else None
        if not isinstance(level, int):
            self.say(self.tr.gettext("First choose a level: 50, 80 or 100%."))
            return
        self.attempt(lambda desk: switch_level(desk, level))

    def action_quiet_hours(self) -> None:
        """Set the hours in which nothing is told."""
        self.go(reminding.quiet_hours(self, self._seen.quiet if self._seen is not None else ""))

    def action_try_out(self) -> None:
        """Show a notification."""
        self.go(reminding.try_out(self))

    def action_install(self) -> None:
        """Put in place what asks for reminders."""
        kind = self.chosen_kind
        if kind is not None:
            self.go(reminding.install(self, kind))

    def action_calendar_file(self) -> None:
        """Write the calendar."""
        self.go(reminding.calendar_file(self, self._seen.feed[0] if self._seen is not None and self._seen.feed else ""))


def gathered(desk: Desk) -> RemindersView:
    """Return what the page shows."""
    import os

    from freelance_comm.domain.hours_notation import NONE, format_windows
    from freelance_comm.services import notify, told
    from freelance_comm.services.agenda_item import Glance
    from freelance_comm.services.calendar_feed import known_feed
    from freelance_comm.services.reminders import silence

    glance = Glance(desk)
    quiet_now = silence(glance)
    quiet = format_windows(glance.profile.hours.quiet)
    program = notify.command(notify.Notice(title="", lines=()), os.environ)
    path = known_feed(desk)
    feed = (str(path), datetime.fromtimestamp(path.stat().st_mtime, UTC)) if path is not None else None
    return RemindersView(
        now=glance.now,
        zone=glance.zone,
        silent=quiet_now is not None,
        opens_at=quiet_now.opens_at if quiet_now is not None else None,
        untold=told.untold(desk),
        ahead=told.ahead(desk),
        told=told.told_since(desk, glance.midnight(glance.today)),
        levels=glance.profile.remind_at,
        quiet="" if quiet == NONE else quiet,
        program=program[0].rpartition("/")[2] if program else "",
        feed=feed,
    )


def standing(desk: Desk) -> Standing:
    """Return how what asks for reminders stands on this computer."""
    import os

    from freelance_comm.services import installing

    own = installing.this_kind(os.environ)
    found = []
    for kind in (own, *(kind for kind in Kind if kind is not own)):
        try:
            state = installing.state(installing.planned(desk, kind, environ=os.environ), environ=os.environ)
        except AppError:
            if kind is own:
                raise
            state = State.ABSENT  # a way that is not this computer's, and cannot take this path
        found.append((kind, state))
    return Standing(own=own, states=tuple(found))
