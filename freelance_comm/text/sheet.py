r"""What a PDF says, line by line: the form of templates that documents are set from.

    title: Quote Q-2026-014
    fact: Date | November 20, 2026
    columns: Description | Quantity | Amount
    row: Hero section | 18 hours | €720.00

A line is a word, a colon, and cells with bars between them; ``\|``, ``\\`` and ``\n`` stand for a bar, a backslash and
a new line of people's own. Apart from the typesetter, so that a mistake in somebody's own template is named with its
line, and what goes to the typesetter is data of a known shape.
"""

from __future__ import annotations

import re

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

WORDS: dict[str, tuple[int, int]] = {
    "title": (1, 1),
    "subtitle": (1, 1),
    "sender": (1, 1),
    "receiver": (1, 1),
    "fact": (2, 2),
    "columns": (2, 8),
    "row": (2, 8),
    "note": (1, 1),
    "sum": (2, 2),
    "total": (2, 2),
    "heading": (1, 1),
    "text": (1, 1),
    "item": (1, 1),
    "sign": (1, 4),
    "page": (1, 1),
    "footer": (1, 1),
}
"""What a line can begin with, and how many cells it has at least and at most."""
_PART = re.compile(r"\\(.)|(\|)|([^\\|]+)|(\\)$", re.DOTALL)


class SheetLine(Record):
    """One line: its word and its cells."""

    word: str
    cells: tuple[str, ...]


def parse_sheet(text: str, source: str) -> tuple[SheetLine, ...]:
    """Return the lines of a sheet; ``BadValue`` naming ``source`` and the line that is none. Blank lines mean nothing.

    Rows have as many cells as the columns above them.
    """
    found: list[SheetLine] = []
    columns = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        word, colon, rest = line.partition(":")
        word = word.strip()
        least, most = WORDS.get(word, (0, 0))
        cells = _cells(rest)
        if word == "row":
            least = most = columns
        if not colon or not least <= len(cells) <= most or not most:
            raise BadValue(
                N_("{file} produces a line that no sheet can have, line {line}: “{text}”."),
                hint=N_("A line is one of {words}, a colon, and cells with “|” between them."),
                file=source,
                line=number,
                text=show(line.strip())[:80],
                words=", ".join(WORDS),
            )
        if word == "columns":
            columns = len(cells)
        found.append(SheetLine(word=word, cells=cells))
    return tuple(found)


def _cells(text: str) -> tuple[str, ...]:
    cells = [""]
    for escaped, bar, plain, end in _PART.findall(text):
        if bar:
            cells.append("")
        else:
            cells[-1] += "\n" if escaped == "n" else escaped or plain or end
    return tuple(cell.strip() for cell in cells)
