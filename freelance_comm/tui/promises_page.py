"""The ledger of promises: what was said to whom until when; kept, moved, taken back, added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import PromiseState
from freelance_comm.services.promises import PromiseView
from freelance_comm.services.urgency import Urgency
from freelance_comm.tui import promising
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.project_rows import URGENCY_MARKS
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "promises": (
        Column(most=1, least=1, tight=True),
        Column(most=24, least=10),
        Column(most=60, least=18, grows=True, wraps=True),
        Column(most=40, least=8, drop=2, below=True),
        Column(most=30, least=12, drop=1, below=True),
    )
}
_PAST_MARKS = {
    PromiseState.KEPT: "✓",
    PromiseState.EARLY: "✓",
    PromiseState.LATE: "×",
    PromiseState.RENEGOTIATED: "→",
    PromiseState.WITHDRAWN: "–",
}
_STYLES = {Urgency.OVERDUE: "late", Urgency.SOON: "soon", Urgency.LATER: ""}


def rows(views: tuple[PromiseView, ...], tr: Translator) -> list[Row]:
    """Return open promises, then the others, newest first."""
    alive = [one for one in views if one.promise.state is PromiseState.OPEN]
    past = [one for one in reversed(views) if one.promise.state is not PromiseState.OPEN]
    made: list[Row] = [_row(one) for one in alive]
    if not alive:
        made.append(
            text(
                tr.gettext(
                    "Nothing is promised. What you say with a time belongs here, so that you can keep it early."
                ),
                style="dim",
            )
        )
    if past:
        made += [BLANK, heading(tr.gettext("Done and past")), *(_row(one) for one in past)]
    return made


def _row(one: PromiseView) -> Row:
    is_open = one.promise.state is PromiseState.OPEN
    whose = " · ".join(part for part in (one.client_name, one.project_name) if part)
    return line(
        "promises",
        URGENCY_MARKS[one.urgency] if is_open else Cell(text=_PAST_MARKS[one.promise.state], style="dim"),
        Cell(text=one.due_text, style=_STYLES[one.urgency] if is_open else "dim"),
        Cell(text=one.promise.what, style="" if is_open else "dim"),
        Cell(text=whose, style="dim"),
        Cell(text=one.told, style="dim"),
        id=f"promise:{one.promise.id}",
        thing=one,
    )


class PromisesPage(Page):
    """All promises."""

    acts = ("open", "keep", "move", "notice", "add", "all", "record", "edit", "withdraw")
    offers = ("goto", "palette")

    def __init__(self, promise_id: int = 0) -> None:
        super().__init__()
        self._wanted = ""
        if promise_id:
            self._want(promise_id)
        self._all = False

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[PromiseView, ...]:
        """Read the ledger."""
        from freelance_comm.services.promises import list_promises

        return list_promises(desk, all=self._all)

    def present(self, view: tuple[PromiseView, ...]) -> None:
        """Show the ledger."""
        self.heading.say(
            self.tr.gettext("Promised"), self.tr.gettext("everything") if self._all else self.tr.gettext("what is open")
        )
        self.ledger.show_rows(rows(view, self.tr), cursor=self._wanted)
        self._wanted = ""

    def _want(self, promise_id: int) -> None:
        """Have the cursor go to a promise with the next reading: the next key is meant for it."""
        self._wanted = f"promise:{promise_id}"

    @property
    def _selected(self) -> PromiseView | None:
        row = self.ledger.current
        found = row.thing if row is not None and isinstance(row.thing, PromiseView) else None
        if found is None or found.promise.state is not PromiseState.OPEN:
            self.say(self.tr.gettext("First choose an open promise."))
            return None
        return found

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Show the promise with all that became of it."""
        from freelance_comm.tui.promise_page import PromisePage

        if isinstance(event.row.thing, PromiseView):
            self.app.push_screen(PromisePage(event.row.thing.promise.id))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_keep(self) -> None:
        """It is kept."""
        if (view := self._selected) is not None:
            self.go(promising.keep(self, view))

    def action_move(self) -> None:
        """Another time."""
        if (view := self._selected) is not None:
            self.go(promising.move(self, view, made=self._want))

    def action_notice(self) -> None:
        """Write to the client about another time."""
        if (view := self._selected) is not None:
            self.go(promising.notice(self, view))

    def action_edit(self) -> None:
        """Correct its words."""
        if (view := self._selected) is not None:
            self.go(promising.edit(self, view))

    def action_withdraw(self) -> None:
        """Taken back."""
        if (view := self._selected) is not None:
            self.go(promising.withdraw(self, view))

    def action_add(self) -> None:
        """A new promise."""
        self.go(promising.add(self, None, made=self._want))

    def action_all(self) -> None:
        """Everything, or what is open."""
        self._all = not self._all
        self.reload()

    def action_record(self) -> None:
        """How promises, delivery days and answers were held."""
        from freelance_comm.tui.record_page import RecordPage

        self.app.push_screen(RecordPage())
