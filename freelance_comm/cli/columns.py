"""Columns that line up in every script: Cyrillic, wide and combining characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cut(text: str, width: int) -> str:
    """Return ``text``, or as much of it as fits into ``width`` cells with an ellipsis."""
    if cell_width(text) <= width:
        return text
    kept = text
    while kept and cell_width(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


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
