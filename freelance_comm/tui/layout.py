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
_LEAST_WRAPPED = 8
"""Cells below which broken words cannot be read."""
_FIGURES = 80
"""A column that cannot shrink to less holds figures or a bar, and is never broken."""


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
        self._heads: dict[int, list[Piece]] = {}
        self._broken: dict[int, dict[int, list[str]]] = {}
        self._under: dict[int, list[str]] = {}
        self._widths: dict[str, tuple[int, ...]] = {}
        self._goes_below: dict[str, tuple[int, ...]] = {}
        self._breaking: dict[str, tuple[int, ...]] = {}
        by_grid: dict[str, list[list[str]]] = {}
        for row in self.rows:
            if row.kind is Kind.LINE:
                by_grid.setdefault(row.grid, []).append([show(cell.text) for cell in row.cells])
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
        if self.rows[row_index].kind is Kind.LINE:
            return self._parts_of(row_index) + len(self._under.get(row_index, ()))
        return len(self._wrapped.get(row_index) or self._heads.get(row_index) or ("",))

    def lay_out(self, width: int) -> bool:
        """Lay the rows out for ``width`` cells; say whether anything changed."""
        if width == self._width:
            return False
        self._width = width
        self._goes_below = {name: self._places_below(name) for name in self._natural}
        self._widths = {name: self._fitted(name) for name in self._natural}
        self._breaking = {name: self._places_to_break(name) for name in self._natural}
        self.lines, self.first_line = [], []
        self._wrapped, self._heads, self._broken, self._under = {}, {}, {}, {}
        for index, row in enumerate(self.rows):
            self.first_line.append(len(self.lines))
            if row.kind is Kind.TEXT:
                self._wrapped[index] = columns.wrap(show_block(row.cells[1].text), self._text_room(row))
            elif row.kind is Kind.HEADING and len(pieces := self._head_pieces(row)) > 1:
                self._heads[index] = pieces
            elif row.kind is Kind.LINE:
                self._break_line(index, row)
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
            if index in self._heads:
                return [margin, self._heads[index][part]]
            left, right = row.cells
            start, filling, end = columns.two_ends(show(left.text), show(right.text), self.room)
            return [margin, (start, left.style), (filling, ""), (end, right.style)]
        body = self._text_pieces(index, row, part) if row.kind is Kind.TEXT else self._part_pieces(index, row, part)
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

    def _head_pieces(self, row: Row) -> list[Piece]:
        """Return the lines of a heading: more than one where it is too long, or has no room for its right end."""
        left, right = (show(cell.text) for cell in row.cells)
        fits = not right or cell_len(left) + columns.NARROW_GAP + cell_len(right) <= self.room
        ends = [(left, row.cells[0].style), ("" if fits else right, row.cells[1].style)]
        return [(words, style) for end, style in ends if end for words in columns.wrap(end, self.room)]

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

    def _places_below(self, grid: str) -> tuple[int, ...]:
        """Return the columns of a grid that stand on lines of their own at this width."""
        if self.room >= columns.NARROW:
            return ()
        natural, room = self._natural[grid], self.room - self._beside(grid)
        fits = columns.line_width(self._grids[grid], natural, gap=self._gap) <= room
        return () if fits else tuple(at for at, column in enumerate(self._grids[grid]) if column.below and natural[at])

    def _fitted(self, grid: str) -> tuple[int, ...]:
        """Return the widths of the columns of a grid; what goes below leaves its cells to the column before it."""
        shown, natural = list(self._grids[grid]), list(self._natural[grid])
        for place in self._goes_below[grid]:
            natural[place] = 0
        if self._goes_below[grid]:
            shown[self._above(grid)] = shown[self._above(grid)].but(grows=True)
        return columns.fit(shown, natural, max(1, self.room - self._beside(grid)), gap=self._gap)

    def _above(self, grid: str) -> int:
        """Return the column under which stands what goes below."""
        return max(0, self._goes_below[grid][0] - 1)

    def _places_to_break(self, grid: str) -> tuple[int, ...]:
        """Return the columns of a grid with texts that go on below, because they do not fit."""
        every = zip(self._grids[grid], self._widths[grid], self._natural[grid], strict=True)
        return tuple(
            place
            for place, (column, width, wish) in enumerate(every)
            if width
            and (width < wish or wish == column.most)  # a wish ends at ``most``, texts may be longer
            and (column.wraps or (self.room < columns.NARROW and _is_words(column, width)))
        )

    def _break_line(self, index: int, row: Row) -> None:
        """Note the lines that a row of a grid takes, where it is more than one."""
        for place in self._breaking[row.grid]:
            words = show(row.cells[place].text) if place < len(row.cells) else ""
            width = self._widths[row.grid][place]
            if cell_len(words) > width and not self._grids[row.grid][place].wraps:
                width = self._with_free_room(row, place)
            if cell_len(words) > width:
                self._broken.setdefault(index, {})[place] = columns.wrap(words, width)
        if not self._goes_below[row.grid]:
            return
        below = [show(row.cells[place].text) for place in self._goes_below[row.grid] if place < len(row.cells)]
        if any(below):
            room = self.room - self._place_below(row.grid)
            together = " · ".join(filter(None, below))
            each = [together] if cell_len(together) <= room else filter(None, below)
            self._under[index] = [words for one in each for words in columns.wrap(one, room)]

    def _place_below(self, grid: str) -> int:
        """Return the cells before what stands below."""
        above = range(self._above(grid))
        widths = self._widths[grid]
        return sum(widths[at] + columns.space_after(self._grids[grid][at], self._gap) for at in above if widths[at])

    def _with_free_room(self, row: Row, place: int) -> int:
        """Return the cells of a column with those of the empty ones after it."""
        grid, widths = self._grids[row.grid], self._widths[row.grid]
        width, after = widths[place], columns.space_after(grid[place], self._gap)
        for at in range(place + 1, len(grid)):
            cell = row.cells[at] if at < len(row.cells) else Cell()
            if widths[at] and not _gives_way(cell, widths[at], grid[at]):
                break
            if widths[at]:
                width, after = width + after + widths[at], columns.space_after(grid[at], self._gap)
        return width

    def _part_pieces(self, index: int, row: Row, part: int) -> list[Piece]:
        """Return one of the lines of a row of a grid."""
        broken, parts = self._broken.get(index), self._parts_of(index)
        if part >= parts:
            style = row.cells[self._goes_below[row.grid][0]].style
            return [(" " * self._place_below(row.grid), ""), (self._under[index][part - parts], style)]
        if broken is None:
            return self._line_pieces(row)
        cells = tuple(_part_of(cell, broken.get(at), part) for at, cell in enumerate(row.cells))
        return self._line_pieces(row.but(cells=cells))

    def _parts_of(self, index: int) -> int:
        """Return how many lines a row of a grid takes, without what goes below."""
        broken = self._broken.get(index)
        return max(map(len, broken.values())) if broken else 1

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


def _is_words(column: Column, width: int) -> bool:
    """Return whether a column holds words that may be broken, and has room for any."""
    return not column.right and column.least < _FIGURES and width >= _LEAST_WRAPPED


def _part_of(cell: Cell, lines: Sequence[str] | None, part: int) -> Cell:
    """Return what of a cell stands in one of the lines of its row; ``lines`` is None where it was not broken."""
    if lines is None:
        return cell.but(text="") if part else cell
    return cell.but(text=lines[part] if part < len(lines) else "")
