"""Lays rows out for a width: which line shows what, in which columns, with which pieces of text.

Apart from the widget that draws them, so that what a page says can be tested as plain lines. Every text passes
``show`` here: no caller can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len

from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.rows import Cell, Kind, Row

Hint = Callable[[str], tuple[str, str]]
"""From the name of an action to its key and its label."""
Piece = tuple[str, str]
"""A text and the name of its style."""
MARGIN = 3
CURSOR = "›"
LEAST_WORDS = 20
"""Cells that running text keeps before anything stands beside it."""


def room_in(width: int) -> int:
    """Return the cells that the longest line may take on a page of ``width`` cells."""
    return max(1, min(columns.WIDEST, width - MARGIN - 1))


class Layout:
    """Rows at a width. ``lines`` holds for each line its row and which part of that row it is."""

    def __init__(self, rows: Sequence[Row], grids: Mapping[str, Sequence[Column]], hint: Hint) -> None:
        self.rows = tuple(rows)
        self.lines: list[tuple[int, int]] = []
        self.first_line: list[int] = []
        self._grids = grids
        self._hint = hint
        self._width = -1
        self._wrapped: dict[int, list[str]] = {}
        self._widths: dict[str, tuple[int, ...]] = {}
        by_grid: dict[str, list[list[str]]] = {}
        for row in self.rows:
            if row.kind is Kind.LINE:
                by_grid.setdefault(row.grid, []).append([show(cell.text) for cell in row.cells])
        self._wrapping = {name: place for name in by_grid for place, column in enumerate(grids[name]) if column.wraps}
        self._natural = {name: columns.natural_widths(texts, grids[name]) for name, texts in by_grid.items()}
        acts = {row.act for row in self.rows if row.act}
        self._hint_width = max((cell_len(" ".join(hint(act))) for act in acts), default=0)
        self._with_hints = {row.grid for row in self.rows if row.act}
        wishes = [columns.line_width(grids[name], wish) + self._beside(name) for name, wish in self._natural.items()]
        self._wished = max(wishes, default=0)

    @property
    def room(self) -> int:
        """Cells that a line may take: what its columns would like, within what there is."""
        return max(1, min(max(columns.USUAL, self._wished), room_in(self._width)))

    @property
    def hint_starts(self) -> int:
        """Where the keys at the end of lines begin."""
        return MARGIN + self.room - self._hint_width

    def height_of(self, row_index: int) -> int:
        """Return how many lines a row takes."""
        return len(self._wrapped.get(row_index, ("",)))

    def lay_out(self, width: int) -> bool:
        """Lay the rows out for ``width`` cells; say whether anything changed."""
        if width == self._width:
            return False
        self._width = width
        self._widths = {
            name: columns.fit(self._grids[name], natural, max(1, self.room - self._beside(name)), gap=self._gap)
            for name, natural in self._natural.items()
        }
        self.lines, self.first_line, self._wrapped = [], [], {}
        for index, row in enumerate(self.rows):
            self.first_line.append(len(self.lines))
            if row.kind is Kind.TEXT:
                self._wrapped[index] = columns.wrap(show_block(row.cells[1].text), self._text_room(row))
            elif row.kind is Kind.HEADING and (below := self._below(row)):
                self._wrapped[index] = ["", *below]
            elif row.kind is Kind.LINE and row.grid in self._wrapping:
                place = self._wrapping[row.grid]
                if place < len(row.cells):
                    self._wrapped[index] = columns.wrap(show(row.cells[place].text), self._widths[row.grid][place])
            self.lines.extend((index, part) for part in range(self.height_of(index)))
        return True

    def pieces(self, line: int, *, cursor: bool) -> list[Piece]:
        """Return what a line is made of."""
        index, part = self.lines[line]
        row = self.rows[index]
        margin: Piece = (f" {CURSOR} " if cursor and part == 0 else " " * MARGIN, "key")
        if row.kind is Kind.BLANK:
            return [margin]
        if row.kind is Kind.HEADING:
            left, right = row.cells
            if part:
                return [margin, (self._wrapped[index][part], right.style)]
            if index in self._wrapped:
                right = right.but(text="")
            start, filling, end = columns.two_ends(show(left.text), show(right.text), self.room)
            return [margin, (start, left.style), (filling, ""), (end, right.style)]
        whole = row.kind is Kind.TEXT
        body = self._text_pieces(index, row, part) if whole else self._line_pieces(self._part(index, row, part))
        return [margin, *body, *(self._hint_pieces(row, body) if row.act and part == 0 else ())]

    def plain(self, line: int) -> str:
        """Return a line as text, as far as it is filled."""
        return "".join(text for text, _style in self.pieces(line, cursor=False))

    def _beside(self, grid: str) -> int:
        """Return the cells that the lines of a grid leave for keys at their end; a grid without any leaves none."""
        return self._hint_width + columns.NARROW_GAP if grid in self._with_hints else 0

    @property
    def _gap(self) -> int:
        return columns.GAP if self.room > columns.ROOMY else columns.NARROW_GAP

    def _hint_pieces(self, row: Row, body: list[Piece]) -> list[Piece]:
        used = sum(cell_len(text) for text, _style in body)
        place = self.room - self._hint_width
        if used > place:
            return []
        key, label = self._hint(row.act)
        return [(" " * (place - used), ""), (key, "key"), (f" {label}", "dim")]

    def _below(self, row: Row) -> list[str]:
        """Return what stands at the right of a heading as lines below it, where there is no room for it beside."""
        left, right = (show(cell.text) for cell in row.cells)
        fits = cell_len(left) + columns.NARROW_GAP + cell_len(right) <= self.room
        return columns.wrap(right, self.room) if right and not fits else []

    def _text_room(self, row: Row) -> int:
        right = self._right_of(row)
        beside = cell_len(right) + columns.NARROW_GAP if right else 0
        return max(1, min(columns.READABLE, self._words_room(row) - beside))

    def _words_room(self, row: Row) -> int:
        """Return the cells for words and what stands at their right."""
        mark = show(row.cells[0].text)
        hint_width = self._hint_width + columns.NARROW_GAP if row.act else 0
        room = self.room - row.indent - (cell_len(mark) + 1 if mark else 0)
        return room - hint_width if room - hint_width >= LEAST_WORDS else room

    def _right_of(self, row: Row) -> str:
        """Return what stands at the right of the words, nothing where the words need the room."""
        right = show(row.cells[2].text)
        return right if right and self._words_room(row) - cell_len(right) >= LEAST_WORDS else ""

    def _text_pieces(self, index: int, row: Row, part: int) -> list[Piece]:
        mark, words, right = row.cells
        mark_text = show(mark.text)
        lead = " " * row.indent
        beside = mark_text + " " if mark_text else ""
        if part:
            beside = " " * cell_len(beside)
        text = self._wrapped[index][part]
        pieces: list[Piece] = [(lead, ""), (beside, mark.style), (text, words.style)]
        end = self._right_of(row) if part == 0 else ""
        if end:
            used = row.indent + cell_len(beside) + cell_len(text)
            room = self.room - (self._hint_width + columns.NARROW_GAP if row.act else 0)
            pieces += [(" " * max(columns.NARROW_GAP, room - used - cell_len(end)), ""), (end, right.style)]
        return pieces

    def _part(self, index: int, row: Row, part: int) -> Row:
        """Return what stands in one of the lines of a row whose text goes on below."""
        if index not in self._wrapped:
            return row
        place = self._wrapping[row.grid]
        words = row.cells[place].but(text=self._wrapped[index][part])
        others = [cell.but(text="") if part else cell for cell in row.cells]
        return row.but(cells=(*others[:place], words, *others[place + 1 :]))

    def _line_pieces(self, row: Row) -> list[Piece]:
        """Return the cells of a line in their columns; a long text goes on where the next ones are empty or yield."""
        grid = self._grids[row.grid]
        cells = (*row.cells, *[Cell()] * (len(grid) - len(row.cells)))
        shown = [each for each in zip(cells, self._widths[row.grid], grid, strict=True) if each[1]]
        pieces: list[Piece] = []
        before, place = 0, 0
        while place < len(shown):
            cell, width, column = shown[place]
            words, after = show(cell.text), columns.space_after(column, self._gap)
            place += 1
            while place < len(shown) and not column.right and cell_len(words) > width and _gives_way(*shown[place]):
                width += after + shown[place][1]
                after = columns.space_after(shown[place][2], self._gap)
                place += 1
            pieces += [(" " * before, ""), (columns.pad(words, width, right=column.right), cell.style)]
            before = after
        return pieces


def _gives_way(cell: Cell, _width: int, column: Column) -> bool:
    return column.yields or not show(cell.text)
