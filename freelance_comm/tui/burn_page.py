"""How the quoted hours of a project are used up: sentences, and a bar for every week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.services import budget_burn, plots
from freelance_comm.tui.complaint import told
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.plot_rows import GRID, bar_room, plot_rows
from freelance_comm.tui.rows import BLANK, Cell, Row, line, text

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.budget_burn import Burn
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {"plot": GRID}


def rows(found: Burn, width: int, tr: Translator) -> list[Row]:
    """Return the page for a terminal of ``width`` cells."""
    made = [text(sentence, id=f"said:{number}") for number, sentence in enumerate(budget_burn.sentences(found, tr))]
    if not found.lines:
        return [*made, BLANK, text(tr.gettext("No time is logged yet."), style="dim")]
    room = bar_room(budget_burn.plot(found, plots.LEAST_WIDTH, tr), width)
    over = Cell(text=budget_burn.ruler(found, room, tr), style="dim")
    made += [BLANK, line("plot", "", over), *plot_rows(budget_burn.plot(found, room, tr), "week")]
    return [*made, text(budget_burn.legend(tr), style="dim")]


class BurnPage(Page):
    """The quoted hours of one project."""

    acts = ("open", "forecast")
    offers = ("time", "goto", "palette")

    def __init__(self, project_id: int) -> None:
        super().__init__()
        self.project_id = project_id
        self._seen: Burn | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[str, str, Burn | str]:
        """Read the time of the project; where no hours were quoted, say so."""
        project = desk.reader.project(self.project_id).head
        try:
            return project.name, project.ref, budget_burn.burn(desk, project)
        except NotFound as error:
            return project.name, project.ref, told(error, desk.tr)

    def present(self, view: tuple[str, str, Burn | str]) -> None:
        """Show bars and figures."""
        name, ref, found = view
        self.heading.say(f"{self.tr.gettext('Quoted hours')} · {name}", ref)
        if isinstance(found, str):
            self._seen = None
            self.ledger.show_rows([text(found)])
        else:
            self._seen = found
            self._show()

    def _show(self) -> None:
        if self._seen is not None:
            self.ledger.show_rows(rows(self._seen, self.size.width or 80, self.tr))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """A week leads to its days."""
        from freelance_comm.tui.time_chart import TimeChartPage

        kind, _colon, number = event.row.id.partition(":")
        if kind == "week" and self._seen is not None:
            self.app.push_screen(TimeChartPage(self._seen.lines[int(number)].first))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_forecast(self) -> None:
        """When the work ends."""
        from freelance_comm.tui.forecast_page import ForecastPage

        self.app.push_screen(ForecastPage(self.project_id))
