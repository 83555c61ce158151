"""Columns that line up in every script: Cyrillic, wide and combining characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Sequence

FIGURES = range(1, 100)
"""The columns that hold figures, in a table whose first names what they are of."""
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes; emoji that are joined to one picture take the cells of one."""
    if text.isascii():
        return len(text)
    width, before = 0, ""
    for char in text:
        if before == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff":
            own = 0 if width else 2  # part of the picture before it; a tone of skin alone is a picture
        elif char == _EMOJI_STYLE:
            own = 1 if before and _width(before) == 1 else 0
        else:
            own = _width(char)
        width, before = width + own, char
    return width


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cut(text: str, width: int) -> str:
    """Return ``text``, or as much of it as fits into ``width`` cells with an ellipsis."""
    if cell_width(text) <= width:
        return text
    low, high = 0, min(len(text), 64 * width)
    while low < high:  # widths grow with the text: the longest beginning that fits is found by halving
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cell_width(text[:middle]) < width else (low, middle - 1)
    return text[:low].rstrip() + "…"


def fitted(rows: Sequence[tuple[str, ...]], *, column: int, width: int, least: int = 12) -> list[tuple[str, ...]]:
    """Return ``rows`` with the cells of one column cut so that lines take at most ``width`` cells, if that can be."""
    if not rows:
        return []
    widest = [max(cell_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    room = max(width - sum(widest) - 2 * (len(widest) - 1) + widest[column], least)
    return [(*row[:column], cut(row[column], room), *row[column + 1 :]) for row in rows]


def aligned(rows: Sequence[tuple[str, ...]], *, gap: int = 2) -> list[str]:
    """Return a line a row; every column is as wide as its widest cell, the last one is left as it is."""
    if not rows:
        return []
    count = max(len(row) for row in rows)
    widths = [max((cell_width(row[i]) for row in rows if i < len(row) - 1), default=0) for i in range(count)]
    lines = []
    for row in rows:
        cells = [cell + " " * (widths[i] - cell_width(cell)) for i, cell in enumerate(row[:-1])]
        lines.append((" " * gap).join((*cells, row[-1])).rstrip())
    return lines


def ending_in_line(rows: Sequence[tuple[str, ...]], columns: Container[int]) -> list[tuple[str, ...]]:
    """Return ``rows`` with blanks before the cells of these columns, as figures should stand."""
    if not columns:
        return list(rows)
    widths: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            widths[place] = max(widths.get(place, 0), cell_width(cell))
    return [
        tuple(
            " " * (widths[place] - cell_width(cell)) + cell if place in columns else cell
            for place, cell in enumerate(row)
        )
        for row in rows
    ]
