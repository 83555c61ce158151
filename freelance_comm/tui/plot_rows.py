"""Plots as rows: label, bar and words; the bar takes what the words leave, and is never cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from freelance_comm.services import plots
from freelance_comm.tui.columns import Column, room_beside
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.rows import Cell, Row, line

if TYPE_CHECKING:
    from freelance_comm.services.plots import PlotLine

_WHOLE = 90
"""A column that is never shrunk: half a bar would mislead."""
GRID = (Column(most=30, least=8, wraps=True), Column(most=_WHOLE, least=_WHOLE), Column(most=60, least=8))


def bar_room(lines: Sequence[PlotLine], width: int) -> int:
    """Return how wide the bars of ``lines`` may be on a page of ``width`` cells."""
    return plots.within(room_beside(GRID, [(one.label, "", one.told) for one in lines], room_in(width)))


def plot_rows(lines: Sequence[PlotLine], kind: str) -> list[Row]:
    """Return the lines of a plot in the grid ``plot``; the cursor can move through them."""
    return [
        line(
            "plot",
            Cell(text=one.label, style="" if one.marked else "dim"),
            Cell(text=one.bar, style="accent"),
            Cell(text=one.told, style="" if one.marked else "dim"),
            id=f"{kind}:{number}",
        )
        for number, one in enumerate(lines)
    ]
