"""The letters of a project as a list, and the page each is written on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.services.drafts import REPLIES, DraftLine
from freelance_comm.services.reports import TEMPLATE as REPORT
from freelance_comm.text.telling import near
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.writing import WritingPage

_GRID = {"letters": (Column(most=1, least=1, tight=True), Column(most=60, least=14), Column(most=30, least=6, drop=1))}


def letter_page(project: Project, name: str) -> WritingPage:
    """Return the page a letter is written on."""
    from freelance_comm.tui.draft_page import DraftPage
    from freelance_comm.tui.report_page import ReportPage

    return ReportPage(project) if name == REPORT else DraftPage(project, name)


class LettersPage(Page):
    """The letters of all stages, those of the present one first; from a letter, Esc leads back here."""

    acts = ("open",)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=_GRID)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[DraftLine, ...]:
        """Read which letters there are, and which have gone out."""
        from freelance_comm.services.drafts import drafts_for

        return tuple(one for one in drafts_for(desk, self._project) if one.name not in REPLIES)

    def present(self, view: tuple[DraftLine, ...]) -> None:
        """Show them; the cursor stays on the letter one comes back from."""
        self.heading.say(self.tr.gettext("Letters · {project}").format(project=self._project.name))
        self.ledger.show_rows(rows(view, self.desk))

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the letter."""
        if isinstance(event.row.thing, DraftLine):
            self.app.push_screen(letter_page(self._project, event.row.thing.name))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""


def rows(lines: tuple[DraftLine, ...], desk: Desk) -> list[Row]:
    """Return the letters as rows, the present stage's on top."""
    tr = desk.tr
    now = [one for one in lines if one.current]
    others = [one for one in lines if not one.current]
    made = [heading(tr.gettext("Current stage")), *(_row(one, desk) for one in now), BLANK] if now else []
    if others:
        made += [heading(tr.gettext("Others")), *(_row(one, desk) for one in others)]
    return made


def _row(one: DraftLine, desk: Desk) -> Row:
    sent = ""
    if one.sent_at is not None:
        when = near(one.sent_at, desk.now(), desk.zone, desk.tr)
        sent = desk.tr.gettext("sent {when}").format(when=when)
    mark = Cell(text="✓", style="accent") if one.sent_at else Cell(text="·", style="dim")
    return line("letters", mark, one.title, Cell(text=sent, style="dim"), id=one.name, thing=one)
