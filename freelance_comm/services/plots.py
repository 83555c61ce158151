"""Bars of plain text: the one place that draws them, for both faces.

Fullness and shape tell what is what, never colour; every sign used here is in every terminal's font. Whoever shows a
plot says the same in a sentence beside it, for people who listen to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from freelance_comm.domain.record import Record

FULL, SHADED, LINE, RULE, BEYOND, HERE = "█", "▒", "│", "─", "»", "◀"
LEAST_WIDTH, MOST_WIDTH = 8, 60
MOST_LINES = 12
_MOST_TARGETS = 3
"""A scale ends at three times the target: a single answer after weeks must not make all others invisible."""

Amount = int | float | Decimal


class PlotLine(Record):
    """A line of a plot: what it stands for, the bar, and what is told of it; ``marked`` ones matter most."""

    label: str
    bar: str
    told: str
    marked: bool = False


class Scale(Record):
    """``most`` seconds lie in ``width`` cells; ``target`` is where the line stands, None where there is none."""

    most: int
    width: int
    target: int | None = None


def within(width: int) -> int:
    """Return the cells that a bar takes where ``width`` are free."""
    return max(LEAST_WIDTH, min(width, MOST_WIDTH))


def bar(parts: Sequence[tuple[str, Amount]], most: Amount, width: int) -> str:
    """Return the cells of a bar: (mark, amount) after one another, where an amount of ``most`` takes ``width`` cells.

    The end of each part is where it belongs; what there is any of is seen, as one cell at least, while there is room.
    """
    cells, until = "", Decimal(0)
    for mark, amount in parts:
        if amount > 0:
            until += Decimal(amount)
            end = min(int((until * width / Decimal(most)).to_integral_value()), width)
            cells += mark * max(end - len(cells), 1)
    return cells[:width]


def with_line(cells: str, at: Amount, most: Amount, width: int) -> str:
    """Return exactly ``width`` cells: a bar with a line across it where ``at`` lies, at its end at the latest."""
    place = min(int(Decimal(at) * width / Decimal(most)), width - 1)
    filled = cells.ljust(width)
    return filled[:place] + LINE + filled[place + 1 : width]


def ruler(mark: str, at: Amount, most: Amount, width: int) -> str:
    """Return a line of ``width`` cells in which ``mark`` stands over the line at ``at``."""
    place = min(int(Decimal(at) * width / Decimal(most)), width - 1)
    start = max(min(place - len(mark) // 2, width - len(mark)), 0)
    return (" " * start + mark)[:width].ljust(width)


def groups(count: int, lines: int = MOST_LINES) -> int:
    """Return how many of ``count`` things a line stands for, so that there are at most so many lines."""
    return max(-(-count // lines), 1)


def scale(longest: Sequence[int], width: int, target: int | None) -> Scale:
    """Return a scale on which every one of ``longest`` is seen, within reason, and the target too."""
    most = max([*longest, 1])
    if target:
        most = max(min(most, _MOST_TARGETS * target), target * 5 // 4)
    return Scale(most=most, width=max(width, 4), target=target)


def spread(median: int | None, p90: int | None, on: Scale) -> str:
    """Return exactly ``on.width`` cells: full up to ``median``, shaded up to ``p90``, with the line of the target.

    What goes beyond the scale ends with a mark that says so.
    """
    cells = ""
    if median is not None and p90 is not None:
        cells = bar([(FULL, median), (SHADED, p90 - median)], on.most, on.width)
        if p90 > on.most:
            cells = cells[: on.width - 1] + BEYOND
    return with_line(cells, on.target, on.most, on.width) if on.target else cells.ljust(on.width)


def target_ruler(mark: str, on: Scale) -> str:
    """Return a line of the width of a bar in which ``mark`` stands over the line of the target."""
    return ruler(mark, on.target, on.most, on.width) if on.target else " " * on.width
