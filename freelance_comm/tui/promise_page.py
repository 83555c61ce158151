"""One promise: to whom, until when, where it was made, what speaks against it, and all that became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import PromiseState
from freelance_comm.services.promise_history import History, history
from freelance_comm.tui import columns, promising
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.services.promises import PromiseView
    from freelance_comm.text.catalog import Translator

_LABEL = 20
GRIDS = {"steps": (Column(most=24, least=14), Column(most=90, least=20, grows=True))}


def rows(found: History, tr: Translator) -> list[Row]:
    """Return the page as rows; enter on the client or the project opens it."""
    view = found.view
    made = [text(view.promise.what, style="bold", id="what"), BLANK]
    made += [text(remark, mark=Cell(text="▲", style="soon")) for remark in found.remarks]
    if found.remarks:
        made.append(BLANK)
    labelled = (
        (tr.gettext("To"), view.client_name, "client"),
        (tr.gettext("Project"), view.project_name, "project"),
        (tr.gettext("Until"), view.due_text, ""),
        (tr.gettext("You are reminded"), found.remind_text, ""),
        (tr.gettext("You said it"), found.source_text, ""),
        (tr.gettext("It is"), view.state_text, ""),
    )
    for label, value, opens in labelled:
        if value:
            made.append(text(value, mark=Cell(text=columns.pad(label, _LABEL), style="dim"), id=opens))
    made += [BLANK, heading(tr.gettext("What became of it"))]
    for number, step in enumerate(found.steps):
        made.append(line("steps", Cell(text=step.when, style="dim"), step.words, id=f"step:{number}"))
    return made


class PromisePage(Page):
    """A promise with its history."""

    acts = ("open", "keep", "move", "notice", "edit", "withdraw")
    offers = ("goto", "palette")

    def __init__(self, promise_id: int) -> None:
        super().__init__()
        self._promise_id = promise_id
        self._seen: History | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> History:
        """Follow it through its times."""
        return history(desk, self._promise_id)

    def present(self, view: History) -> None:
        """Show it."""
        self._seen = view
        self._promise_id = view.view.promise.id
        self.heading.say(self.tr.gettext("A promise"), view.view.handle)
        self.ledger.show_rows(rows(view, self.tr))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the client, or the project."""
        from freelance_comm.tui.client_page import ClientPage
        from freelance_comm.tui.project_page import ProjectPage

        if self._seen is None:
            return
        promise = self._seen.view.promise
        if event.row.id == "client":
            self.app.push_screen(ClientPage(promise.client_id))
        elif promise.project_id is not None:
            self.app.push_screen(ProjectPage(promise.project_id))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    @property
    def _open(self) -> PromiseView | None:
        view = self._seen.view if self._seen is not None else None
        if view is None or view.promise.state is not PromiseState.OPEN:
            self.say(self.tr.gettext("This promise is no longer open."))
            return None
        return view

    def action_keep(self) -> None:
        """It is kept."""
        if (view := self._open) is not None:
            self.go(promising.keep(self, view))

    def action_move(self) -> None:
        """Another time was agreed on."""
        if (view := self._open) is not None:
            self.go(promising.move(self, view))

    def action_notice(self) -> None:
        """Write to the client about another time."""
        if (view := self._open) is not None:
            self.go(promising.notice(self, view))

    def action_edit(self) -> None:
        """Correct its words."""
        if (view := self._open) is not None:
            self.go(promising.edit(self, view))

    def action_withdraw(self) -> None:
        """Taken back."""
        if (view := self._open) is not None:
            self.go(promising.withdraw(self, view))
