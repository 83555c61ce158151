"""How fast answers went out: a bar for every month, and who waited how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.services import reply_words
from freelance_comm.services.reply_statistics import ClientFigures, ReplyStatistics, statistics
from freelance_comm.tui import replies_rows
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.period_page import PeriodPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk


class RepliesPage(PeriodPage):
    """Reply times on record, of everybody or of one client."""

    acts = ("open", "by_clock", "period", "look_at_mailbox")
    offers = ("goto", "palette")

    def __init__(self, client: Client | None = None) -> None:
        super().__init__()
        self._client = client
        self._wall = False
        self._seen: ReplyStatistics | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=replies_rows.GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> ReplyStatistics:
        """Count."""
        return statistics(desk, months=self._months, client=self._client)

    def present(self, view: ReplyStatistics) -> None:
        """Show bars and figures."""
        self._seen = view
        title = self.tr.gettext("Reply times")
        if self._client is not None:
            title += f" · {self._client.name}"
        months = self.told_period()
        self.heading.say(title, months)
        self.show_figures()

    def show_figures(self) -> None:
        """Draw what was read."""
        if self._seen is not None:
            width = self.size.width or 80
            self.ledger.show_rows(replies_rows.rows(self._seen, self.desk.now(), width, self.tr, wall=self._wall))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the client; tell a month or a weekday in a sentence."""
        from freelance_comm.tui.client_page import ClientPage

        thing = event.row.thing
        if event.row.act:
            self.perform(event.row.act)
            return
        if isinstance(thing, ClientFigures):
            self.app.push_screen(ClientPage(thing.client.id))
            return
        kind, _, place = event.row.id.partition(":")
        if self._seen is None or kind not in ("month", "weekday"):
            return
        month = date.fromisoformat(place) if kind == "month" else None
        found = self._seen.months.get(month) if month is not None else self._seen.weekdays.get(int(place))
        label = reply_words.month_name(month, self.tr) if month is not None else event.row.cells[0].text
        if found is not None:
            self.say(replies_rows.in_words(label, found, self.tr))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_by_clock(self) -> None:
        """The time by the clock, or working time."""
        self._wall = not self._wall
        self.show_figures()

    def action_look_at_mailbox(self) -> None:
        """The same figures, from any mailbox."""
        from freelance_comm.tui.mailbox_page import MailboxPage

        self.app.push_screen(MailboxPage())
