"""Fits text into terminal cells: clips, pads, wraps, and shares a line's width among columns.

Apart from the list that uses it because it knows nothing of widgets; widths are cells, so that Cyrillic, wide and
combining characters align.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, set_cell_size

from freelance_comm.domain.record import Record

GAP = 3
"""Cells between two columns."""
NARROW_GAP = 2
ROOMY = 90
"""From this width on the gaps are wide."""
NARROW = 66
"""Below so many cells a line has no room for all that belongs to it: what does not fit goes on below."""
WIDEST = 150
"""Beyond this a line is hard to follow with the eye; wider terminals leave the rest empty."""
USUAL = 96
"""Lines are at least this long where there is room, so that what stands at their ends does not jump about."""
WORTH_READING = 16
"""Cells below which a clipped text says nothing."""
WORTH_DRAWING = 8
"""Cells below which a bar shows nothing."""
_BETWEEN = " · "
READABLE = 100
"""Running text is wrapped here at the latest."""


class Column(Record):
    """How a column behaves: never wider than ``most``, shrunk down to ``least``; columns with the highest ``drop``
    disappear first when there is no room (0: never); one that ``grows`` takes what is left over. After a ``tight``
    one stands a single space. In one that ``wraps`` a text that does not fit goes on below instead of being cut. One
    that ``yields`` leaves its place on lines whose text before it does not fit. On a narrow terminal where a grid does
    not fit, a column that goes ``below`` leaves the line to the others and has a line of its own under the one before
    it, and every other text that is not a figure wraps.
    """

    most: int = 40
    least: int = 6
    drop: int = 0
    grows: bool = False
    right: bool = False
    tight: bool = False
    wraps: bool = False
    yields: bool = False
    below: bool = False


def clip(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, its end replaced by "…" where it does not fit."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` clipped or filled to exactly ``width`` cells, aligned left unless ``right``."""
    clipped = clip(text, width)
    filling = " " * (width - cell_len(clipped))
    return filling + clipped if right else clipped + filling


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells, broken at spaces; line breaks in it are kept."""
    width = max(1, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, width))
    return lines


def within(text: str, width: int, most: int) -> str:
    """Return ``text`` broken into at most ``most`` lines of ``width`` cells, ending in "…" where that is not all."""
    lines = wrap(text, width)
    if len(lines) > most:
        lines[most - 1 :] = [clip(f"{lines[most - 1]} {lines[most]}".ljust(width + 1), width)]
    return "\n".join(lines)


def _wrap_paragraph(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    current, used = "", 0
    for word in text.split(" "):
        length = cell_len(word)
        if current and used + 1 + length <= width:
            current, used = f"{current} {word}", used + 1 + length
            continue
        if current:
            lines.append(current)
        pieces = chop_cells(word, width) if length > width else [word]
        lines.extend(pieces[:-1])
        current = pieces[-1] if pieces else ""
        used = cell_len(current)
    return [*lines, current] if current else lines


def natural_widths(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the width each column would like to have: its widest text, at most what the column allows."""
    widths = [0] * len(columns)
    for row in rows:
        for place, text in enumerate(row[: len(columns)]):
            if text and widths[place] < columns[place].most:
                widths[place] = min(columns[place].most, max(widths[place], cell_len(text)))
    return tuple(widths)


def fit(columns: Sequence[Column], natural: Sequence[int], room: int, *, gap: int = GAP) -> tuple[int, ...]:
    """Return the width of each column so that the line takes at most ``room`` cells; 0 is a column left out.

    The widest is shrunk first, none below its ``least``; then optional ones are dropped; then the others give way.
    """
    widths = [min(wish, column.most) for wish, column in zip(natural, columns, strict=True)]
    while (excess := _taken(columns, widths, gap) - room) > 0:
        shrinkable = [place for place, column in enumerate(columns) if widths[place] > column.least]
        droppable = [place for place, column in enumerate(columns) if column.drop and widths[place]]
        spare = sum(widths[place] - columns[place].least for place in shrinkable)
        if droppable and spare < excess:
            widths = [
                min(wish, column.most) if width else 0
                for wish, width, column in zip(natural, widths, columns, strict=True)
            ]
            widths[max(droppable, key=lambda place: columns[place].drop)] = 0
        elif shrinkable and spare >= excess:
            widths[max(shrinkable, key=lambda place: widths[place])] -= 1
        elif max(widths) > 1:
            widths[max(range(len(widths)), key=lambda place: widths[place])] -= 1
        else:
            break
    spare = room - _taken(columns, widths, gap)
    for place, column in enumerate(columns):
        if column.grows and spare > 0 and widths[place]:
            widths[place] += spare
            break
    return tuple(widths)


def line_width(columns: Sequence[Column], natural: Sequence[int], *, gap: int = GAP) -> int:
    """Return the cells a line would like to take."""
    return _taken(columns, [min(wish, column.most) for wish, column in zip(natural, columns, strict=True)], gap)


def room_beside(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> int:
    """Return the cells that a line of ``room`` cells leaves to one more column, for a bar that is worth drawing.

    In ``rows`` the text of that column is empty. Columns that may be dropped are, as long as nothing is left.
    """
    gap = GAP if room > ROOMY else NARROW_GAP
    natural = natural_widths(rows, columns)
    droppable = sorted((place for place, column in enumerate(columns) if column.drop), key=lambda p: -columns[p].drop)
    wishes = list(natural)
    while droppable and room - line_width(columns, wishes, gap=gap) - gap < WORTH_DRAWING:
        wishes[droppable.pop(0)] = 0
    return max(room - line_width(columns, wishes, gap=gap) - gap, WORTH_DRAWING)


def space_after(column: Column, gap: int) -> int:
    """Return the cells between ``column`` and the next one."""
    return 1 if column.tight else gap


def _taken(columns: Sequence[Column], widths: Sequence[int], gap: int) -> int:
    shown = [(width, space_after(column, gap)) for column, width in zip(columns, widths, strict=True) if width]
    return sum(width for width, _after in shown) + sum(after for _width, after in shown[:-1])


def two_ends(left: str, right: str, width: int) -> tuple[str, str, str]:
    """Return left text, filling and right text that together take ``width`` cells.

    Where they do not fit, the one that takes more than half gives way; what is left of the right one must be worth
    reading, else it is dropped. Of several parts with a point between them those are kept that fit.
    """
    if right and cell_len(left) + cell_len(right) + NARROW_GAP > width:
        room = width - cell_len(left) - NARROW_GAP
        if cell_len(right) * 2 <= width:
            left = clip(left, width - cell_len(right) - NARROW_GAP)
        else:
            right = _whole_parts(right, room) if room >= WORTH_READING else ""
    left = clip(left, width)
    return left, " " * max(0, width - cell_len(left) - cell_len(right)), right


def _whole_parts(text: str, room: int) -> str:
    parts = text.split(_BETWEEN)
    while len(parts) > 1 and cell_len(_BETWEEN.join(parts)) > room:
        parts.pop()
    return clip(_BETWEEN.join(parts), room)
