"""All money that is still to come, from everybody: by due date, with sums for each currency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.services.open_payments import OpenLine, OpenPayments, open_payments
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import near_day
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk

GRIDS = {
    "money": (
        Column(most=1, least=1, tight=True),
        Column(most=16, least=8),
        Column(most=18, least=12, right=True),
        Column(most=30, least=18),
        Column(most=60, least=12, grows=True, drop=1),
        Column(most=16, least=8, drop=2),
    )
}


def rows(found: OpenPayments, desk: Desk) -> list[Row]:
    """Return the rows of the page."""
    tr, formats, today = desk.tr, Formats(desk.tr.locale), desk.today()
    if not found.lines:
        return [text(tr.gettext("Nothing is open: everything that was agreed on has arrived."), style="dim")]
    made = []
    for one in found.lines:
        late = tr.ngettext("{days} day late", "{days} days late", one.days_late).format(days=one.days_late)
        made.append(
            line(
                "money",
                Cell(text="▲", style="late") if one.days_late else Cell(text="○", style="dim"),
                Cell(text=near_day(one.due, today, tr), style="late" if one.days_late else ""),
                formats.money(one.open),
                one.client,
                Cell(text=f"{one.project} · {one.label}", style="dim"),
                Cell(text=late if one.days_late else "", style="late"),
                id=f"open:{one.instalment_id}",
                act="open",
                thing=one,
            )
        )
    made.append(BLANK)
    for sums in found.sums:
        said = tr.gettext("{open} to come, {late} of it late.") if sums.late.amount else tr.gettext("{open} to come.")
        if sums.late == sums.open:
            said = tr.gettext("{open} to come, all of it late.")
        made.append(text(said.format(open=formats.money(sums.open), late=formats.money(sums.late))))
    return made


class MoneyPage(Page):
    """What is to come, and from whom."""

    acts = ("open",)
    offers = ("goto", "palette")

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> OpenPayments:
        """Read it."""
        return open_payments(desk)

    def present(self, view: OpenPayments) -> None:
        """Show it."""
        self.heading.say(self.tr.gettext("Money to come"), "")
        self.ledger.show_rows(rows(view, self.desk))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the payment of that project."""
        from freelance_comm.tui.stage_page import StagePage

        if isinstance(event.row.thing, OpenLine):
            self.app.push_screen(StagePage(event.row.thing.project_id, "payment"))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""
