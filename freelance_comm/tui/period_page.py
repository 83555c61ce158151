"""What pages of figures share: how many months back they look, asked with one key; bars as wide as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services.reply_statistics import MONTHS
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events

_PERIODS = {"3": 3, "6": 6, "1": 12, "2": 24, "0": 120}
"""Months by the key that chooses them."""


class PeriodPage(Page):
    """A page of figures over the last months."""

    def __init__(self) -> None:
        super().__init__()
        self._months = MONTHS

    def show_figures(self) -> None:
        """Draw what was read, as wide as the page is now."""

    def told_period(self) -> str:
        """Return "the last 12 months"."""
        return self.tr.ngettext("the last {n} month", "the last {n} months", self._months).format(n=self._months)

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self.show_figures()

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
