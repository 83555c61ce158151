"""What a list shows: rows of styled cells. Made by functions without widgets, drawn by the ledger.

Styles are names (``dim``, ``bold``, ``accent``, ``soon``, ``late``); the theme gives them colours.
"""

from __future__ import annotations

from enum import StrEnum

from freelance_comm.domain.record import Record


class Kind(StrEnum):
    """How a row is laid out."""

    BLANK = "blank"
    HEADING = "heading"
    LINE = "line"
    """Cells in the columns of a grid."""
    TEXT = "text"
    """A mark, a text that wraps, and something short at the right."""


class Cell(Record):
    """A piece of text with the name of its style."""

    text: str = ""
    style: str = ""


class Row(Record):
    """One row. ``id`` is empty for rows the cursor passes over. ``act`` names the action shown at the right end; enter
    does it too. ``thing`` is what the row stands for.
    """

    kind: Kind
    id: str = ""
    cells: tuple[Cell, ...] = ()
    grid: str = ""
    act: str = ""
    thing: object = None
    indent: int = 0


BLANK = Row(kind=Kind.BLANK)


def heading(text: str, right: str = "", *, right_style: str = "dim") -> Row:
    """Return a heading with something quiet at the right end."""
    return Row(kind=Kind.HEADING, cells=(Cell(text=text, style="bold"), Cell(text=right, style=right_style)))


def line(grid: str, *cells: Cell | str, id: str = "", act: str = "", thing: object = None) -> Row:
    """Return a row of a grid; plain strings become cells without a style."""
    return Row(kind=Kind.LINE, grid=grid, cells=_cells(cells), id=id, act=act, thing=thing)


def text(
    words: str,
    *,
    mark: Cell | str = "",
    right: Cell | str = "",
    style: str = "",
    id: str = "",
    act: str = "",
    thing: object = None,
    indent: int = 0,
) -> Row:
    """Return a row whose words wrap beside its mark."""
    cells = _cells((mark, Cell(text=words, style=style), right))
    return Row(kind=Kind.TEXT, cells=cells, id=id, act=act, thing=thing, indent=indent)


def _cells(cells: tuple[Cell | str, ...]) -> tuple[Cell, ...]:
    return tuple(cell if isinstance(cell, Cell) else Cell(text=cell) for cell in cells)
