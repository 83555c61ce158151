"""A page that shows a few rows and returns the chosen one's thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import Row

if TYPE_CHECKING:
    from textual.widget import Widget


class ChoosePage(Page):
    """Choose with enter; Esc chooses nothing."""

    acts = ("open",)

    def __init__(self, title: str, rows: Sequence[Row], grids: Mapping[str, Sequence[Column]]) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)
        self._grids = grids

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=self._grids)
        yield self.ledger

    def present(self, view: object) -> None:
        """Show the rows."""
        self.heading.say(self._title)
        if not self.ledger.rows:
            self.ledger.show_rows(self._rows)

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Return what was chosen."""
        self.dismiss(event.row.thing)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""
