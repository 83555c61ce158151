"""Columns that line up in every script: Cyrillic, wide and combining characters."""

from __future__ import annotations

import unicodedata


def cell_width(text: str) -> int:
    """Return how many terminal cells ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def aligned(rows: list[tuple[str, ...]], *, gap: int = 2) -> list[str]:
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
