"""How fast answers went out: a bar for every month, and who waited how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.services import reply_words
from freelance_comm.services.reply_statistics import MONTHS, ClientFigures, ReplyStatistics, statistics
from freelance_comm.tui import replies_rows
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk

_PERIODS = {"3": 3, "6": 6, "1": 12, "2": 24, "0": 120}


class RepliesPage(Page):
    """Reply times on record, of everybody or of one client."""

    acts = ("open", "by_clock", "period", "look_at_mailbox")
    offers = ("goto", "palette")

    def __init__(self, client: Client | None = None) -> None:
        super().__init__()
        self._client = client
        self._months = MONTHS
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
        months = self.tr.ngettext("the last {n} month", "the last {n} months", self._months).format(n=self._months)
        self.heading.say(title, months)
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            width = self.size.width or 80
            self.ledger.show_rows(replies_rows.rows(self._seen, self.desk.now(), width, self.tr, wall=self._wall))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the client; tell a month or a weekday in a sentence."""
        from freelance_comm.tui.client_page import ClientPage

        thing = event.row.thing
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
        self._show()

    def action_look_at_mailbox(self) -> None:
        """The same figures, from any mailbox."""
        from freelance_comm.tui.mailbox_page import MailboxPage

        self.app.push_screen(MailboxPage())

    def action_period(self) -> None:
        """Ask how far back to look."""
        self.go(self._ask_period())

    async def _ask_period(self) -> None:
        tr = self.tr
        answers = [
            (key, tr.ngettext("{n} month", "{n} months", count).format(n=count)) for key, count in _PERIODS.items()
        ]
        chosen = await self.app.push_screen_wait(AskKey(tr.gettext("How far back?"), answers))
        if chosen:
            self._months = _PERIODS[chosen]
            self.reload()
