"""How a project is paid: ways to offer, what each risks, what came, and reminders of what is late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.services.payment_ways import Way
from freelance_comm.tui import paying, payment_rows
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


class PaymentPage(Page):
    """The talk about money with one client about one project."""

    acts = ("open", "offer_way", "agreed_way", "copy", "refused", "remind_payment", "remove")
    offers = ("goto", "palette")

    def __init__(self, project_id: int) -> None:
        super().__init__()
        self.project_id = project_id
        self.seen: payment_rows.PaymentPageView | None = None
        self._width = 80

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=payment_rows.GRIDS)
        yield self.ledger

    async def look(self) -> object:
        """Note how much room there is: while it is read, beside the keys, the page may be left."""
        self._width = self.size.width or self._width
        return await super().look()

    def gather(self, desk: Desk) -> payment_rows.PaymentPageView:
        """Read it."""
        return payment_rows.gather(desk, self.project_id, self._width)

    def present(self, view: payment_rows.PaymentPageView) -> None:
        """Show it."""
        self.seen = view
        self.heading.say(f"{self.tr.gettext('How they pay')} · {view.project.name}", view.project.ref)
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self.ledger.show_rows(payment_rows.rows(view, self.desk))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self.reload()

    def shown_acts(self) -> tuple[str, ...]:
        """The keys that mean something here now."""
        seen = self.seen
        if seen is None:
            return ("open",)
        found = ["open"]
        found += ["offer_way", "agreed_way", "copy"] if seen.ways else []
        found += [] if seen.payment.prepayment_refused else ["refused"]
        found += ["remind_payment"] if seen.late else []
        came = any(one.instalment.receipts for one in seen.payment.lines)
        return (*found, *(("remove",) if came else ()), "goto")

    @property
    def way(self) -> Way | None:
        """The way of paying under the cursor."""
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, Way) else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Do what the line says."""
        if event.row.act:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_offer_way(self) -> None:
        """Write the letter that offers this way."""
        way = self._chosen_way()
        if way is not None and self.seen is not None:
            self.app.push_screen(paying.OfferPage(self.seen.project, way.rung))

    def action_agreed_way(self) -> None:
        """The client said yes to this way."""
        way = self._chosen_way()
        if way is not None and self.seen is not None:
            seen = tuple(line.instalment for line in self.seen.payment.lines)
            self.go(paying.agree(self, self.seen.project, way, seen))

    def action_copy(self) -> None:
        """Copy the sentence about this way."""
        way = self._chosen_way()
        if way is not None:
            self.go(paying.copy_sentence(self, way))

    def _chosen_way(self) -> Way | None:
        if self.way is None and self.seen is not None and self.seen.ways:
            self.say(self.tr.gettext("First choose a way to pay."))
        return self.way

    def action_refused(self) -> None:
        """The client is against prepayment."""
        if self.seen is not None:
            self.go(paying.refused(self, self.seen.project))

    def action_remind_payment(self) -> None:
        """Write the next reminder."""
        if self.seen is not None:
            self.go(paying.remind(self, self.seen.project))

    def action_remove(self) -> None:
        """Take back a receipt."""
        row = self.ledger.current
        if self.seen is None or row is None or not isinstance(row.thing, payment_rows.MoneyCame):
            self.say(self.tr.gettext("First choose something that has come."))
        else:
            self.go(paying.take_back(self, self.seen.project, row.thing))
