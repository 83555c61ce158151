"""Messages beside the clock: in Cc, invitations, put off, standing still, came back, unanswered at a project's end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction
from freelance_comm.services.message_lists import TITLES, Beside, BesideLine, beside
from freelance_comm.tui import clock_states
from freelance_comm.tui.clock_states import Waiting
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "beside": (
        Column(most=20, least=10),
        Column(most=34, least=12),
        Column(most=64, least=16, grows=True),
        Column(most=40, least=10, drop=1),
    )
}
_COUNTABLE = (Beside.CC, Beside.INVITE)
_CLOCKED = (Beside.PAUSED, Beside.SNOOZED)


def rows(lines: tuple[BesideLine, ...], tr: Translator) -> list[Row]:
    """Return the lists, each under its title; the empty ones left out."""
    made: list[Row] = []
    for kind, title in TITLES.items():
        shown = [one for one in lines if one.beside is kind]
        if shown:
            made += [heading(tr.gettext(title)), *(_row(one) for one in shown), BLANK]
    if not made:
        made.append(
            text(
                tr.gettext(
                    "Nothing is beside the clock: no mail with you only in Cc, no invitations, nothing put off."
                ),
                style="dim",
            )
        )
    return made


def _row(one: BesideLine) -> Row:
    cells = (one.when_text, one.client_name, Cell(text=one.about, style="dim"), Cell(text=one.note, style="dim"))
    return line("beside", *cells, id=f"message:{one.message.id}", thing=one)


class BesidePage(Page):
    """What starts no clock, and the keys that change that."""

    acts = ("open", "count_in", "answered", "no_answer", "await_them", "later", "why")
    offers = ("goto", "palette")

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[BesideLine, ...]:
        """Read the messages of the last months."""
        return beside(desk)

    def present(self, view: tuple[BesideLine, ...]) -> None:
        """Show them."""
        self.heading.say(self.tr.gettext("Beside the clock"))
        self.ledger.show_rows(rows(view, self.tr))

    @property
    def _line(self) -> BesideLine | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, BesideLine) else None

    def _waiting(self, *kinds: Beside) -> Waiting | None:
        """Return the message the cursor is on if it stands in one of the lists; else say so."""
        found = self._line
        if found is not None and found.beside in kinds:
            mine = found.message.direction is Direction.OUT
            return Waiting(message_id=found.message.id, direction=Direction.OUT if mine else Direction.IN)
        self.say(self.tr.gettext("That key does nothing on this line."))
        return None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the client's card."""
        from freelance_comm.tui.client_page import ClientPage

        if isinstance(event.row.thing, BesideLine):
            self.app.push_screen(ClientPage(event.row.thing.message.client_id))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_count_in(self) -> None:
        "Let it start a clock after all."
        from freelance_comm.services import clock_steps

        if (waiting := self._waiting(*_COUNTABLE)) is not None:
            self.attempt(
                lambda desk: clock_steps.count_in(desk, waiting.message_id), then=lambda view: self.say(view.sentence)
            )

    def action_answered(self) -> None:
        """It was answered in another way."""
        if (waiting := self._waiting(*_CLOCKED, Beside.CLOSED)) is not None:
            self.go(clock_states.answered(self, waiting))

    def action_no_answer(self) -> None:
        """It needs no answer."""
        if (waiting := self._waiting(*_CLOCKED, *_COUNTABLE, Beside.CLOSED)) is not None:
            self.go(clock_states.no_answer(self, waiting))

    def action_await_them(self) -> None:
        """Let it run again, or stand still."""
        if (waiting := self._waiting(*_CLOCKED)) is not None:
            self.go(clock_states.await_them(self, waiting))

    def action_later(self) -> None:
        """Show it again, or put it off."""
        if (waiting := self._waiting(*_CLOCKED)) is not None:
            self.go(clock_states.later(self, waiting))

    def action_why(self) -> None:
        """The reckoning of its clock."""
        if (waiting := self._waiting(*_CLOCKED)) is not None:
            self.go(clock_states.why(self, waiting))
