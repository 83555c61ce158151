"""Your data: where they lie, how they are, what was changed last; and every way to keep them safe.

The page works also when little else does: each part that cannot be read says so in its place.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.services import doctor, undoing
from freelance_comm.services.data_folder import data_folder
from freelance_comm.services.doctor import Ailment, Examination, Treated
from freelance_comm.services.undoing import PastChange
from freelance_comm.tui import data_rows
from freelance_comm.tui.backroom import begin
from freelance_comm.tui.complaint import told
from freelance_comm.tui.data_rows import DataView, Health
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lines import KeyLine
from freelance_comm.tui.long_work import WorkStopped
from freelance_comm.tui.page import Page
from freelance_comm.tui.work_page import WorkPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk

SHOWN_CHANGES = 20


class DataPage(WorkPage):
    """Where the data lie, their health, the last changes."""

    acts = ("open", "repair", "back_up", "restore", "export", "import", "undo", "again", "examine")
    offers = ("palette",)

    def __init__(self) -> None:
        super().__init__()
        self.key_line = KeyLine(self.hint, self.last, lines=2)
        self._seen: DataView | None = None
        self._health = Health()
        self._examined: object = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=data_rows.GRIDS)
        yield self.ledger

    def shown_acts(self) -> tuple[str, ...]:
        """Repairing only where there is something to repair."""
        return tuple(name for name in (*self.acts, *self.offers) if name != "repair" or self.repairable())

    def useful_acts(self) -> tuple[str, ...]:
        """The keys that mean something now."""
        return tuple(name for name in self.shown_acts() if name in self.acts)

    def on_mount(self) -> None:
        """Say what page this is."""
        self.heading.say(self.tr.gettext("Your data"))

    def gather(self, desk: Desk) -> DataView:
        """Look at the folder and the journal."""
        changes: tuple[PastChange, ...] | AppError
        try:
            changes = undoing.recent_changes(desk, SHOWN_CHANGES)
        except AppError as error:
            changes = error
        lines = tuple(undoing.told(desk.tr, one) for one in changes) if isinstance(changes, tuple) else ()
        return DataView(
            folder=data_folder(desk),
            changes=changes,
            lines=lines,
            stamp=desk.workspace.stamp(),
            now=desk.now(),
            zone=_zone(desk),
        )

    def present(self, view: DataView) -> None:
        """Show it, and examine the files if they are not the ones that were examined."""
        self._seen = view
        self._show()
        if view.stamp != self._examined and not self._health.looking:
            self._examine()

    def _show(self) -> None:
        if self._seen is not None:
            self.ledger.show_rows(data_rows.rows(self._seen, self._health, self.tr))
            self.key_line.show_acts(self.shown_acts(), anew=True)

    # health

    def repairable(self) -> tuple[Ailment, ...]:
        """Return what a repair can do something about."""
        found = self._health.found
        ailments = found.ailments if isinstance(found, Examination) else ()
        return tuple(one for one in ailments if one.remedy or one.choices)

    def note_treated(self, treated: tuple[Treated, ...]) -> None:
        """Show what was repaired, with the place where what lost is kept, as long as the page is open."""
        self._health = self._health.but(treated=(*self._health.treated, *treated))
        self._examined = None

    def _examine(self) -> None:
        self._examined = self._seen.stamp if self._seen is not None else None
        self._health = self._health.but(looking=True)
        self._show()

        async def look() -> None:
            found: Examination | AppError
            try:
                found = await self.freelance.backroom.aside(doctor.examine)
            except AppError as error:
                found = error
            self._health = self._health.but(found=found, looking=False)
            self._show()

        begin(self, look, group="examine")

    def action_examine(self) -> None:
        """Look at every file again."""
        if not self._health.looking:
            self._examine()
            self.reload()

    # long work, and answers that come when one may be elsewhere

    def tell(self, words: str, *, stays: bool = False) -> None:
        """Say something where the freelancer is now: here, or meanwhile on another page, and here again."""
        for page in self._listeners():
            page.quiet.say(words, stays=stays)
            page.reload()

    def _listeners(self) -> tuple[Page, ...]:
        """The page on top, and this one if one can come back to it."""
        app = self.freelance
        return tuple(screen for screen in app.screen_stack if isinstance(screen, Page) and screen in (app.page, self))

    def converse(self, job: Callable[[DataPage], Awaitable[None]]) -> None:
        """Hold a conversation that outlives this page: what was begun is finished and told wherever one is."""
        if self.freelance.long_work.under_way:
            self.say(self.tr.gettext("Still busy. One thing at a time."))
            return
        if self._talking:
            return  # the key was struck twice
        self._talking = True
        app = self.freelance

        async def talk() -> None:
            try:
                await job(self)
            except AppError as error:
                stopped = isinstance(error, WorkStopped)
                for page in self._listeners():
                    page.quiet.say(told(error, app.desk.tr, fate=True), problem=not stopped, stays=stopped)
                    page.reload()
            finally:
                self._talking = False

        begin(app, talk, group="data")

    # actions

    @property
    def zone(self) -> str:
        """The zone in which times are told."""
        return self._seen.zone if self._seen is not None else self.desk.system_zone

    @property
    def change(self) -> PastChange | None:
        """The change the cursor is on."""
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, PastChange) else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Do what the line says; on a thing that ails, repair that one."""
        from freelance_comm.tui import data_health

        thing = event.row.thing
        if isinstance(thing, Ailment):
            if event.row.act:
                self.converse(lambda page: data_health.repair(page, (thing,)))
        elif isinstance(thing, PastChange):
            if event.row.act:
                self.converse(lambda page: data_health.undo(page, thing))
            else:
                self.say(data_health.why_not(self, thing))
        elif event.row.act:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_repair(self) -> None:
        """Repair what is damaged."""
        from freelance_comm.tui import data_health

        ailments = self.repairable()
        if ailments:
            self.converse(lambda page: data_health.repair(page, ailments))
        else:
            self.say(self.tr.gettext("There is nothing to repair."))

    def action_undo(self) -> None:
        """Undo the chosen change, else the last one."""
        from freelance_comm.tui import data_health

        row = self.ledger.first_doing("undo") if self.change is None else self.ledger.current
        if row is None or not isinstance(row.thing, PastChange):
            self.say(self.tr.gettext("There is nothing to undo."))
        elif row.act:
            change = row.thing
            self.converse(lambda page: data_health.undo(page, change, named=True))
        else:
            self.say(data_health.why_not(self, row.thing))

    def action_again(self) -> None:
        "Redo what was last undone."
        from freelance_comm.tui import data_health

        self.converse(data_health.again)

    def action_back_up(self) -> None:
        """Write a backup."""
        from freelance_comm.tui import data_copies

        self.converse(data_copies.back_up)

    def action_restore(self) -> None:
        """Put a backup in the place of what is here."""
        from freelance_comm.tui import data_copies

        self.converse(data_copies.restore)

    def action_export(self) -> None:
        """Write everything for other programs."""
        from freelance_comm.tui import data_copies

        self.converse(data_copies.export)

    def action_import(self) -> None:
        """Add what an export holds."""
        from freelance_comm.tui import data_copies

        self.converse(data_copies.take_in)


def _zone(desk: Desk) -> str:
    """The freelancer's zone; the computer's where the profile cannot be read."""
    try:
        return desk.zone
    except AppError:
        return desk.system_zone
