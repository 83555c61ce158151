"""Bars of text: how long half of something takes, how long nine in ten do, and where the line lies.

Apart from the page because it is drawing alone. Fullness tells what is what, not colour: a full block, a shaded one, a
line; all three are in every terminal's font.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record

FULL, SHADED, LINE, BEYOND = "█", "▒", "│", "»"
_MOST_TARGETS = 3
"""The scale ends at three times the target: a single answer after weeks must not make all others invisible."""


class Scale(Record):
    """``most`` seconds lie in ``width`` cells; ``target`` is where the line stands, None where there is none."""

    most: int
    width: int
    target: int | None = None


def scale(longest: list[int], width: int, target: int | None) -> Scale:
    """Return a scale on which every one of ``longest`` is seen, within reason, and the target too."""
    most = max([*longest, 1])
    if target:
        most = max(min(most, _MOST_TARGETS * target), target * 5 // 4)
    return Scale(most=most, width=max(width, 4), target=target)


def bar(median: int | None, p90: int | None, on: Scale) -> str:
    """Return exactly ``on.width`` cells: full up to ``median``, shaded up to ``p90``, with the line of the target.

    What goes beyond the scale ends with a mark that says so.
    """
    cells = [" "] * on.width
    if median is not None and p90 is not None:
        for place in range(_cells(p90, on)):
            cells[place] = SHADED
        for place in range(_cells(median, on)):
            cells[place] = FULL
        if p90 > on.most:
            cells[-1] = BEYOND
    if on.target:
        cells[_place(on.target, on)] = LINE
    return "".join(cells)


def ruler(mark: str, on: Scale) -> str:
    """Return a line of the width of a bar in which ``mark`` stands over the line of the target."""
    if not on.target:
        return " " * on.width
    place = _place(on.target, on)
    start = max(min(place - len(mark) // 2, on.width - len(mark)), 0)
    return (" " * start + mark)[: on.width].ljust(on.width)


def _place(seconds: int, on: Scale) -> int:
    return min(seconds * on.width // on.most, on.width - 1)


def _cells(seconds: int, on: Scale) -> int:
    """Return how many cells a duration takes: none where no time passed, else at least one."""
    return min(-(-seconds * on.width // on.most), on.width)
