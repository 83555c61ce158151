"""When a project ends, drawn and explained; its tasks; and what if it were otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.services.forecasts import WhatIf
from freelance_comm.services.task_lines import TaskLine
from freelance_comm.tui import forecast_rows, forecasting
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.calibration import Calibration
    from freelance_comm.services.desk import Desk


class ForecastPage(Page):
    """The forecast of one project. What-ifs live as long as the page and change nothing."""

    acts = (
        "open", "tick", "add", "by_day", "leave_out", "begin_later", "days_off", "more_hours", "as_it_is",
        "promise_date", "notice", "edit", "remove", "calibration",
    )  # fmt: skip
    offers = ("goto", "palette")

    def __init__(self, project_id: int) -> None:
        super().__init__()
        self.project_id = project_id
        self.what_if = WhatIf()
        self.asked: date | None = None
        self.seen: forecast_rows.ForecastView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=forecast_rows.GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> forecast_rows.ForecastView:
        """Forecast."""
        return forecast_rows.gather(desk, self.project_id, self.what_if, self.asked)

    def present(self, view: forecast_rows.ForecastView) -> None:
        """Show it. A what-if that cannot be is said, and forgotten."""
        if view.problem is not None and not view.what_if.is_plain:
            self.complain(view.problem)
            self.ask_otherwise(WhatIf())
            return
        self.seen = view
        title = self.tr.gettext("Forecast")
        self.heading.say(f"{title} · {view.project.name}", view.project.ref)
        self._show()

    def _show(self) -> None:
        if self.seen is not None:
            self.ledger.show_rows(forecast_rows.rows(self.seen, self.desk, self.size.width or 80))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    @property
    def selected(self) -> TaskLine | None:
        """The task under the cursor."""
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, TaskLine) else None

    def ask_otherwise(self, what_if: WhatIf) -> None:
        """Forecast with another what-if."""
        self.what_if = what_if
        self.reload()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Correct a task; do what another line says."""
        if isinstance(event.row.thing, TaskLine):
            self.go(forecasting.correct(self, event.row.thing))
        elif event.row.act:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def _with_task(self, job: str) -> None:
        line = self.selected
        if line is None:
            self.say(self.tr.gettext("First choose a task."))
        else:
            self.go(getattr(forecasting, job)(self, line))

    def action_tick(self) -> None:
        """The task is done, or not after all."""
        self._with_task("tick")

    def action_edit(self) -> None:
        """Correct estimate or hours."""
        self._with_task("correct")

    def action_remove(self) -> None:
        """Strike the task out."""
        self._with_task("remove")

    def action_add(self) -> None:
        """Add a task."""
        self.go(forecasting.add(self))

    def action_leave_out(self) -> None:
        """What if this task is left out, or not."""
        line = self.selected
        if line is None or line.done:
            self.say(self.tr.gettext("First choose an open task."))
            return
        view = self.seen
        number = forecasting.number_of(view, line) if view is not None else ""
        kept = self.what_if.without
        without = tuple(one for one in kept if one != number) if number in kept else (*kept, number)
        self.ask_otherwise(self.what_if.but(without=without))

    def action_begin_later(self) -> None:
        """What if the work begins later."""
        self.go(forecasting.begin_later(self))

    def action_days_off(self) -> None:
        """What if these days are off."""
        self.go(forecasting.days_off(self))

    def action_more_hours(self) -> None:
        """What if more hours a day go into it."""
        self.go(forecasting.more_hours(self))

    def action_by_day(self) -> None:
        """How likely a day is."""
        self.go(forecasting.by_day(self))

    def action_as_it_is(self) -> None:
        """Back to what is."""
        self.asked = None
        self.ask_otherwise(WhatIf())

    def action_promise_date(self) -> None:
        """Write the suggested day into the ledger."""
        from freelance_comm.tui.lists.promises import promise_date

        view = self.seen
        day = view.found.ends.day_at(80) if view is not None and view.found is not None else None
        if view is None or day is None:
            self.say(self.tr.gettext("There is no day to promise."))
        elif not self.what_if.is_plain:
            self.say(self.tr.gettext("This is only a what-if: first go back to things as they are."))
        else:
            self.go(promise_date(self, view.project, day))

    def action_notice(self) -> None:
        """Write to the client about the date."""
        from freelance_comm.services.drafts import NOTICE
        from freelance_comm.tui.draft_page import DraftPage

        if self.seen is not None:
            self.app.push_screen(DraftPage(self.seen.project, NOTICE))

    def action_calibration(self) -> None:
        """How good estimates have been."""
        self.app.push_screen(CalibrationPage())


class CalibrationPage(Page):
    """How good estimates, and the forecasts from them, have been."""

    acts = ("open",)
    offers = ("goto", "palette")

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=forecast_rows.GRIDS)
        self._seen: tuple[Calibration | None, str] | None = None
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[Calibration | None, str]:
        """Look back."""
        from freelance_comm.services import calibration, reliability

        return calibration.calibration(desk), reliability.sentence(desk)

    def present(self, view: tuple[Calibration | None, str]) -> None:
        """Show words and plots."""
        self._seen = view
        self.heading.say(self.tr.gettext("How you estimate"))
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            found, proof = self._seen
            self.ledger.show_rows(forecast_rows.calibration_rows(found, proof, self.tr, self.size.width or 80))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    def action_open(self) -> None:
        """Nothing is to be opened here."""
