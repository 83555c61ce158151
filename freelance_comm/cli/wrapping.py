"""Sentences on a terminal: lines that end between words, where the terminal itself would break them anywhere.

Apart from the columns because sentences flow and cells do not. Loaded only for what is wider than its terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from freelance_comm.cli.columns import aligned, cell_width
from freelance_comm.cli.registry import NAMES

_WORD = re.compile(r" *(?:`[^`]*`|[^ `]|`)+")
"""A word with the blanks before it. A command between backticks is one: it is copied, and a break would come along."""
_BARE_COMMAND = re.compile(rf"(?<![`“„«\"\w])(?:→ |freelance-comm (?:{'|'.join(NAMES)})\b).*")
"""A command that stands at the end of its line, without marks around it."""
_LABEL = re.compile(r" *(?:\d+[.)]? +|[^\w\s“„«\"'(\[`<+-]+ +|[-–] +|\S+(?: \S+)* {2,})")
"""What a line begins with before its text: a number, a sign, or words that stand in a column of their own."""
_LEAST = 20
"""The fewest cells in which the last cell of a row is still pleasant to read; where there are fewer it goes below."""
_BELOW = 4
_NEXT = 2
"""By how many cells the second line of a sentence is set in, so that it is not taken for one of its own."""


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, where no word is wider."""
    return list(_filled(_words(text), width, width)) or [""]


def folded(text: str, width: int, hang: int | None = None) -> str:
    """Return the lines of ``text`` in at most ``width`` cells each, broken between words; 0 leaves them as they are.

    What follows a break stands under the text of the line, beyond its sign or number; ``hang`` names another place.
    Lines that fit stay as they are; a word or a command that is wider than the terminal is left whole.
    """
    if width <= 0:
        return text
    return "\n".join(one for line in text.split("\n") for one in _folded(line, width, hang))


def _folded(line: str, width: int, hang: int | None) -> list[str]:
    if cell_width(line) <= width:
        return [line]
    blanks = len(line) - len(line.lstrip(" "))
    label = _LABEL.match(line)
    head = line[: label.end() if label is not None else blanks]
    if hang is None:
        hang = cell_width(head) if label is not None else blanks or _NEXT
    if hang > width // 3:
        hang = blanks if label is not None and blanks <= width // 3 else _NEXT
    room = width - hang
    lines = list(_filled(_words(line[len(head) :]), width - cell_width(head), room))
    return [head + lines[0], *(" " * hang + one for one in lines[1:])] if lines else [line]


def rows_folded(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Return aligned rows of at most ``width`` cells.

    The last cell of a row that is wider goes on under itself, or where that leaves little room, below the row, with
    the cells before it that do not fit. No cell is parted that fits into a line of its own.
    """
    lines = aligned(rows)
    start = max(cell_width(line) for line in aligned([(*row[:-1], "x") for row in rows])) - 1
    return [
        one
        for row, line in zip(rows, lines, strict=True)
        for one in ([line] if cell_width(line) <= width else _row(row, line, start, width))
    ]


def _row(row: tuple[str, ...], line: str, start: int, width: int) -> list[str]:
    words, room = _words(row[-1]), width - start
    if words and room >= _LEAST and all(cell_width(word.lstrip(" ")) <= room for word in words):
        first, *more = _filled(words, room, room)
        return [line[: len(line) - len(row[-1].rstrip(" "))] + first, *(" " * start + one for one in more)]
    left, room = list(row), width - _BELOW
    while len(left) > 1 and cell_width(line) > width:
        line = line[: len(line) - len(left.pop().rstrip(" "))].rstrip(" ")
    below = [cell.strip(" ") for cell in row[len(left) :] if cell.strip(" ")]
    pieces = [piece for cell in below for piece in (["  " + cell] if cell_width(cell) <= room else _words("  " + cell))]
    return [*_folded(line, width, None), *(" " * _BELOW + one for one in _filled(pieces, room, room))]


def _words(text: str) -> list[str]:
    command = _BARE_COMMAND.search(text)
    if command is None:
        return _WORD.findall(text)
    return [*_WORD.findall(text[: command.start()]), command.group()]


def _filled(words: list[str], first: int, room: int) -> Iterator[str]:
    """Yield lines of ``first``, then ``room`` cells."""
    line, width = "", first
    for word in words:
        longer = line + word if line else word.lstrip(" ")
        if line and cell_width(longer) > width:
            yield line
            longer, width = word.lstrip(" "), room
        line = longer
    if line:
        yield line
