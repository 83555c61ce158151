"""A forecast as rows: the days, the promised day among them, the tasks, the plot, and why.

Apart from the page so that what it shows can be tested as plain lines.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.domain.task import ActualSource
from freelance_comm.services import deadlines, forecast_plots, forecast_words, plots, reliability
from freelance_comm.services.forecasts import Forecast, WhatIf, forecast
from freelance_comm.services.task_lines import TaskLine
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import in_one_line, near_day
from freelance_comm.tui.columns import Column
from freelance_comm.tui.plot_rows import GRID, bar_room, plot_rows
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.services.calibration import Calibration
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_WHOLE = 90
GRIDS = {
    "tasks": (
        Column(most=2, least=1, tight=True),
        Column(most=60, least=14, wraps=True),
        Column(most=16, least=_WHOLE, right=True),
        Column(most=16, least=_WHOLE, right=True, drop=3),
        Column(most=16, least=_WHOLE, right=True, drop=1),
        Column(most=16, least=_WHOLE, right=True, drop=2),
    ),
    "plot": GRID,
    "sizes": (Column(most=30, least=8, wraps=True), *(Column(most=12, least=_WHOLE, right=True),) * 5),
}


class ForecastView(Record):
    """What the page shows. ``found`` is None where there is nothing to reckon with; ``problem`` says why.

    ``plain`` is the forecast without the what-if, None where nothing is asked otherwise. ``asked`` is a day to judge.
    """

    project: Project
    found: Forecast | None
    plain: Forecast | None
    what_if: WhatIf
    asked: date | None
    proof: str
    problem: AppError | None = None


def gather(desk: Desk, project_id: int, what_if: WhatIf, asked: date | None) -> ForecastView:
    """Forecast a project as it is, and as it is asked."""
    file = desk.reader.project(project_id)
    found = plain = problem = None
    try:
        found = forecast(desk, file, what_if)
        plain = None if what_if.is_plain else forecast(desk, file)
    except AppError as error:
        problem = error
    return ForecastView(
        project=file.head,
        found=found,
        plain=plain,
        what_if=what_if,
        asked=asked,
        proof=reliability.sentence(desk),
        problem=problem,
    )


def rows(view: ForecastView, desk: Desk, width: int) -> list[Row]:
    """Return the page for a terminal of ``width`` cells."""
    tr, found = desk.tr, view.found
    if found is None:
        hint = tr.gettext("Add a task with its hours, or give the most likely hours at the deadline stage.")
        return [text(tr.gettext("There is no estimate to work with yet.")), BLANK, text(hint, style="dim")]
    act = "promise_date" if view.what_if.is_plain and found.lines and not found.never else ""
    made = [text(forecast_words.headline(desk, found), style="bold", id="headline", act=act)]
    made += [text(said, style="soon") for said in forecast_words.uncounted(tr, found)]
    made += _asked_otherwise(view, tr)
    promised = None
    if found.promised is not None:
        promised = deadlines.day_of(found.calendar, found.promised)
        judged = deadlines.judged(desk, found, promised)
        slips = judged.chance < 50
        said = tr.gettext("Promised: {judged}").format(judged=judged.words)
        mark = Cell(text="▲" if slips else "○", style="soon" if slips else "dim")
        made.append(text(said, mark=mark, id="promised", act="notice" if slips else ""))
    if view.asked is not None:
        made.append(text(deadlines.judged(desk, found, view.asked).words, mark="?", id="asked"))
    made += [BLANK, *_tasks(found, desk)]
    if found.lines:
        made += [BLANK, text(forecast_words.hours_left(desk, found)), BLANK]
        room = bar_room(forecast_plots.ends_plot(found.ends, promised, plots.LEAST_WIDTH, tr), width)
        made += plot_rows(forecast_plots.ends_plot(found.ends, promised, room, tr), "day")
    made += [BLANK, heading(tr.gettext("Why"))]
    made += [text(said) for said in forecast_words.why(desk, found)]
    return [*made, text(view.proof)] if view.proof else made


def calibration_rows(found: Calibration | None, proof: str, tr: Translator, width: int) -> list[Row]:
    """Return the page of how good estimates have been."""
    from freelance_comm.services import calibration

    if found is None:
        made = [
            text(tr.gettext("Nothing that was estimated is finished yet.")),
            BLANK,
            text(tr.gettext("Tick tasks off on a project's forecast; delivered projects count too."), style="dim"),
        ]
        return [*made, BLANK, text(proof)] if proof else made
    drawn = (forecast_plots.levels_plot, forecast_plots.ratios_plot)
    bar = bar_room([one for plot in drawn for one in plot(found, plots.LEAST_WIDTH, tr)], width)
    made = [text(said, id=f"said:{number}") for number, said in enumerate(calibration.sentences(found, tr))]
    made += [BLANK, heading(tr.gettext("What was forecast, and what was kept"))]
    made += plot_rows(forecast_plots.levels_plot(found, bar, tr), "level")
    made += [BLANK, heading(tr.gettext("What it took, against the estimate"))]
    made += plot_rows(forecast_plots.ratios_plot(found, bar, tr), "ratio")
    head, *sizes = calibration.size_rows(found, tr)
    made += [BLANK, heading(tr.gettext("By size: how many of 100 were kept"))]
    made.append(line("sizes", *(Cell(text=name, style="dim") for name in head)))
    made += [line("sizes", *row, id=f"size:{number}") for number, row in enumerate(sizes)]
    return [*made, BLANK, text(proof)] if proof else made


def _asked_otherwise(view: ForecastView, tr: Translator) -> list[Row]:
    if view.plain is None:
        return []
    parts = []
    if view.found is not None and view.found.left_out:
        names = ", ".join(forecast_words.line_name(one, tr) for one in view.found.left_out)
        parts.append(tr.gettext("without {tasks}").format(tasks=names))
    if view.what_if.start is not None:
        parts.append(tr.gettext("from {day} on").format(day=forecast_words.day_or_never(view.what_if.start, tr)))
    for first, last in view.what_if.off:
        days = (forecast_words.day_or_never(day, tr) for day in (first, last))
        parts.append(tr.gettext("off from {first} to {last}").format(**dict(zip(("first", "last"), days, strict=True))))
    if view.what_if.hours_a_day is not None:
        parts.append(tr.gettext("{pace} a day").format(pace=duration(view.what_if.hours_a_day * 3600, tr)))
    before = tr.gettext("As things are, it would be: promise {promise}, plan {plan}.").format(
        promise=forecast_words.day_or_never(view.plain.ends.day_at(80), tr),
        plan=forecast_words.day_or_never(view.plain.ends.day_at(50), tr),
    )
    asked = tr.gettext("What if: {changes}.").format(changes=in_one_line(parts, tr))
    return [text(f"{asked} {before}", mark=Cell(text="→", style="accent"), id="what-if", act="as_it_is")]


def _tasks(found: Forecast, desk: Desk) -> list[Row]:
    tr = desk.tr
    head = (Cell(text=name, style="dim") for name in forecast_words.task_head(tr))
    made = [line("tasks", *head)] if found.lines else []
    for one, cells in zip(found.lines, forecast_words.task_rows(desk, found), strict=True):
        mark = Cell(text="○", style="dim")
        made.append(line("tasks", mark, *cells[1:], id=f"task:{one.line.text}", thing=one.line))
    for line_ in found.left_out:
        made.append(_quiet("–", line_, tr.gettext("left out"), tr))
    for line_ in found.done:
        made.append(_quiet("✓", line_, _done(line_, desk), tr))
    return made


def _quiet(mark: str, one: TaskLine, note: str, tr: Translator) -> Row:
    cells = [
        forecast_words.line_name(one, tr),
        duration(one.estimate_hours * 3600, tr),
        duration(one.spent_hours * 3600, tr) if one.spent_hours else "–",
        note,
    ]
    shown = (Cell(text=cell, style="dim") for cell in cells)
    return line("tasks", Cell(text=mark, style="accent"), *shown, id=f"task:{one.text}", thing=one)


def _done(one: TaskLine, desk: Desk) -> str:
    task = one.task
    if task is None or task.done_on is None:
        return ""
    day = near_day(task.done_on, desk.today(), desk.tr)
    if task.actual_source is ActualSource.HAND:
        return desk.tr.gettext("{day}, set by you").format(day=day)
    return day
