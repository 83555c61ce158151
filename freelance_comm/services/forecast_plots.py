"""Plots of forecasts as plain text: the days on which work may end, and how estimates went.

Apart from both faces because the screen and the command line draw the same lines. Fullness and words tell what is
what, not colour.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.services import plots
from freelance_comm.services.calibration import BINS, LEVELS, Calibration, percent
from freelance_comm.services.plots import PlotLine

if TYPE_CHECKING:
    from freelance_comm.forecast.ends import Ends
    from freelance_comm.text.catalog import Translator


def ends_plot(ends: Ends, promised: date | None, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a line for each working day, or stretch of days, on which the work may end; its bar says how likely.

    What comes after the day of 95 in 100 is left out. The days to plan with, to promise and promised stand among them
    with their own chance: at the end of a stretch, else as a rule across the plot.
    """
    sure, plan, safe = ends.day_at(95), ends.day_at(50), ends.day_at(80)
    if sure is None or plan is None or safe is None:
        return ()
    last = max(sure, promised) if promised is not None and promised <= ends.on[-1] else sure
    shares = ends.share_by_day(last)
    first = next((place for place, (day, share) in enumerate(shares) if share or day == promised), 0)
    shares = shares[first:]
    step = plots.groups(len(shares))
    groups = [shares[place : place + step] for place in range(0, len(shares), step)]
    width = plots.within(width)
    most = max((sum(share for _day, share in group) for group in groups), default=0) or 1
    bars = {}
    for group in groups:
        mark = plots.FULL if group[-1][0] <= safe else plots.SHADED
        bars[group[-1][0]] = plots.bar([(mark, sum(share for _day, share in group))], most, width)
    marks: dict[date, list[str]] = {}
    for marked, words in (
        (plan, tr.pgettext("mark in a plot", "plan")),
        (safe, tr.pgettext("mark in a plot", "promise")),
        (promised, tr.pgettext("mark in a plot", "promised")),
    ):
        if marked is not None and marked <= last:
            marks.setdefault(marked, []).append(words)
    return tuple(_day_line(day, bars.get(day), marks.get(day, []), ends, width, tr) for day in sorted({*bars, *marks}))


def _day_line(day: date, bar: str | None, marks: list[str], ends: Ends, width: int, tr: Translator) -> PlotLine:
    from freelance_comm.text.telling import dated

    told = tr.gettext("{chance} in 100 by then").format(chance=ends.chance(day))
    if marks:
        told += f"  {plots.HERE} {', '.join(marks)}"
    drawn = plots.RULE * width if bar is None else bar.ljust(width)
    return PlotLine(label=dated(day, tr), bar=drawn, told=told, marked=bool(marks))


def levels_plot(found: Calibration, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a bar for each level: what share was kept, with a line where it should be."""
    width = plots.within(width)
    names = {
        50: tr.pgettext("level of a forecast", "plan (P50)"),
        80: tr.pgettext("level of a forecast", "promise (P80)"),
        95: tr.pgettext("level of a forecast", "hardly ever more (P95)"),
    }
    made = []
    for level in LEVELS:
        drawn = plots.with_line(plots.bar([(plots.FULL, found.kept[level])], 1, width), level, 100, width)
        told = tr.gettext("{share} in 100 kept, {goal} foreseen").format(share=percent(found.kept[level]), goal=level)
        made.append(PlotLine(label=names[level], bar=drawn, told=told))
    return tuple(made)


def ratios_plot(found: Calibration, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a bar for each stretch of actual / estimate: how many pieces took so much."""
    from freelance_comm.services.forecast_words import factor

    width = plots.within(width)
    most = max(found.bins) or 1
    made = []
    for place, count in enumerate(found.bins):
        if place == 0:
            label = tr.gettext("up to {ratio} ×").format(ratio=_two(BINS[0], tr))
        elif place == len(BINS):
            label = tr.gettext("over {ratio} ×").format(ratio=factor(BINS[-1], tr))
        else:
            label = tr.gettext("{least}–{most} ×").format(least=_two(BINS[place - 1], tr), most=_two(BINS[place], tr))
        as_estimated = BINS[place - 1] < 1 <= BINS[place] if 0 < place < len(BINS) else False
        mark = plots.SHADED if place and BINS[place - 1] >= 1 else plots.FULL
        bar = plots.bar([(mark, count)], most, width)
        told = tr.ngettext("{n} task", "{n} tasks", count).format(n=count)
        if as_estimated:
            told += f"  {plots.HERE} " + tr.gettext("as estimated")
        made.append(PlotLine(label=label, bar=bar.ljust(width), told=told, marked=as_estimated))
    return tuple(made)


def _two(value: float, tr: Translator) -> str:
    from decimal import Decimal

    from freelance_comm.text.formats import Formats

    return Formats(tr.locale).number(Decimal(str(value)))
