"""How a reply clock was reckoned, day by day: the whole story behind the one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


class ReckoningPage(Page):
    """One clock, in full."""

    def __init__(self, message_id: int) -> None:
        super().__init__()
        self._message_id = message_id

    def body(self) -> Iterable[Widget]:
        """One list of lines."""
        self.ledger = Ledger(self.hint)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[str, ...]:
        """Reckon it anew, and say what a shell has for it."""
        from freelance_comm.services import clock_steps, clock_words

        clock = clock_steps.clock_of(desk, self._message_id)
        step = clock.hints[0].command if clock.hints else clock.answered
        shell = desk.tr.gettext("In a shell: {command}").format(command=step)
        return (*clock_words.in_full(desk, clock), shell)

    def present(self, view: tuple[str, ...]) -> None:
        """Show it, the cursor free to move through a long one."""
        self.heading.say(self.tr.gettext("How it was worked out"))
        self.ledger.show_rows([text(words, id=f"line:{number}") for number, words in enumerate(view)])
