"""Plots of forecasts as plain text: the days on which work may end, and how estimates went.

Apart from both faces because the screen and the command line draw the same lines. Fullness and words tell what is
what, not colour.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services.calibration import BINS, LEVELS, Calibration, percent

if TYPE_CHECKING:
    from freelance_comm.forecast.ends import Ends
    from freelance_comm.text.catalog import Translator

FULL, SHADED, LINE = "█", "▒", "│"
MOST_LINES = 12
LEAST_WIDTH, MOST_WIDTH = 8, 60


class PlotLine(Record):
    """A line of a plot: what it stands for, the bar, and what is told of it; ``marked`` ones matter most."""

    label: str
    bar: str
    told: str
    marked: bool = False


def ends_plot(ends: Ends, promised: date | None, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a line for each working day, or stretch of days, on which the work may end; its bar says how likely.

    What comes after the day of 95 in 100 is left out. The promised day has its mark, wherever it lies.
    """
    from freelance_comm.text.telling import dated

    sure, plan, safe = ends.day_at(95), ends.day_at(50), ends.day_at(80)
    if sure is None or plan is None or safe is None:
        return ()
    last = max(sure, promised) if promised is not None and promised <= ends.on[-1] else sure
    shares = ends.share_by_day(last)
    first = next((place for place, (day, share) in enumerate(shares) if share or day == promised), 0)
    shares = shares[first:]
    step = -(-len(shares) // MOST_LINES)
    groups = [shares[place : place + step] for place in range(0, len(shares), step)]
    width = max(LEAST_WIDTH, min(width, MOST_WIDTH))
    most = max((sum(share for _day, share in group) for group in groups), default=0) or 1
    made = []
    for place, group in enumerate(groups):
        begin, end = group[0][0], group[-1][0]
        until = groups[place + 1][0][0] if place + 1 < len(groups) else None
        marks = [
            f"{words} {dated(day, tr)}"
            for day, words in (
                (plan, tr.pgettext("mark in a plot", "plan")),
                (safe, tr.pgettext("mark in a plot", "promise")),
                (promised, tr.pgettext("mark in a plot", "promised")),
            )
            if day is not None and begin <= day and (day <= end if until is None else day < until)
        ]
        share = sum(share for _day, share in group)
        full = round(width * share / most) or (1 if share else 0)
        bar = (FULL if end <= safe else SHADED) * full
        told = tr.gettext("{chance} in 100 by then").format(chance=ends.chance(end))
        arrow = f"  ◀ {', '.join(marks)}" if marks else ""
        made.append(PlotLine(label=dated(end, tr), bar=bar.ljust(width), told=told + arrow, marked=bool(marks)))
    return tuple(made)


def levels_plot(found: Calibration, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a bar for each level: what share was kept, with a line where it should be."""
    width = max(LEAST_WIDTH, min(width, MOST_WIDTH))
    names = {
        50: tr.pgettext("level of a forecast", "plan (P50)"),
        80: tr.pgettext("level of a forecast", "promise (P80)"),
        95: tr.pgettext("level of a forecast", "hardly ever more (P95)"),
    }
    made = []
    for level in LEVELS:
        cells = [FULL if place < round(width * found.kept[level]) else " " for place in range(width)]
        cells[min(width * level // 100, width - 1)] = LINE
        told = tr.gettext("{share} in 100 kept, {goal} foreseen").format(share=percent(found.kept[level]), goal=level)
        made.append(PlotLine(label=names[level], bar="".join(cells), told=told))
    return tuple(made)


def ratios_plot(found: Calibration, width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a bar for each stretch of actual / estimate: how many pieces took so much."""
    from freelance_comm.services.forecast_words import factor

    width = max(LEAST_WIDTH, min(width, MOST_WIDTH))
    most = max(found.bins) or 1
    made = []
    for place, count in enumerate(found.bins):
        if place == 0:
            label = tr.gettext("up to {ratio} ×").format(ratio=_two(BINS[0], tr))
        elif place == len(BINS):
            label = tr.gettext("over {ratio} ×").format(ratio=factor(BINS[-1], tr))
        else:
            label = tr.gettext("{least}–{most} ×").format(least=_two(BINS[place - 1], tr), most=_two(BINS[place], tr))
        full = round(width * count / most) or (1 if count else 0)
        as_estimated = BINS[place - 1] < 1 <= BINS[place] if 0 < place < len(BINS) else False
        bar = (SHADED if place and BINS[place - 1] >= 1 else FULL) * full
        told = tr.ngettext("{n} task", "{n} tasks", count).format(n=count)
        if as_estimated:
            told += "  ◀ " + tr.gettext("as estimated")
        made.append(PlotLine(label=label, bar=bar.ljust(width), told=told, marked=as_estimated))
    return tuple(made)


def _two(value: float, tr: Translator) -> str:
    from decimal import Decimal

    from freelance_comm.text.formats import Formats

    return Formats(tr.locale).number(Decimal(str(value)))
