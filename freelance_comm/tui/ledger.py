"""The list widget: rows in aligned columns, drawn line by line.

Our own, because Textual's table takes seconds for a long list and reads markup in its cells; this one draws only the
lines on screen and never interprets text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.control import strip_control_codes
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from freelance_comm.tui.columns import Column
from freelance_comm.tui.layout import MARGIN, Hint, Layout
from freelance_comm.tui.rows import Row
from freelance_comm.tui.selected import with_selection

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.selection import Selection

_LONG = 300
"""Rows from which on laying a list out is worth remembering."""
_STYLES = ("dim", "bold", "accent", "soon", "late", "key")


class Ledger(ScrollView, can_focus=True):
    """A list with a cursor that stays on its row when the rows change."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ledger--{name}" for name in (*_STYLES, "cursor")}
    DEFAULT_CSS = """
    Ledger { height: 1fr; overflow-x: hidden; overflow-y: auto; background: $background; }
    Ledger > .ledger--dim { color: $quiet; }
    Ledger > .ledger--bold { text-style: bold; }
    Ledger > .ledger--accent { color: $text-primary; }
    Ledger > .ledger--key { color: $text-primary; text-style: bold; }
    Ledger > .ledger--soon { color: $soon; }
    Ledger > .ledger--late { color: $late; text-style: bold; }
    Ledger > .ledger--cursor { background: $foreground 8%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """Enter or a double click on a row, or a click on the key at its end."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, hint: Hint, *, grids: Mapping[str, Sequence[Column]] | None = None) -> None:
        super().__init__()
        self._hint = hint
        self._grids: Mapping[str, Sequence[Column]] = grids or {}
        self._layout = Layout((), self._grids, hint)
        self._long: Layout | None = None
        self._choices: list[int] = []
        """The rows on which the cursor can stand, in order."""
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._base: Style | None = None
        self._named: dict[str, Style] = {}
        self._mixed: dict[tuple[str, bool], Style] = {}
        self._cursor = -1

    # rows and cursor

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._layout.rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self._cursor] if 0 <= self._cursor < len(self.rows) else None

    @property
    def edge(self) -> int:
        """Where the longest lines end, in cells from the left."""
        self._lay_out()
        return MARGIN + self._layout.room

    def show_rows(self, rows: Iterable[Row], *, cursor: str = "") -> None:
        """Show ``rows``; the cursor goes to the row with the id ``cursor``, else stays on its row or at its place."""
        before, place = self.current, self._cursor
        self._layout = self._laid(tuple(rows))
        self._strips.clear()
        self._choices = [index for index, row in enumerate(self.rows) if row.id]
        self._lay_out()
        self._grow()
        wanted = cursor or (before.id if before else "")
        found = next((index for index, row in enumerate(self.rows) if row.id and row.id == wanted), -1)
        self._cursor = found if found >= 0 else self._selectable_near(place)
        self.refresh()
        now = self.current
        if now is not None and (before is None or cursor):
            self.call_after_refresh(self._scroll_to_cursor)
        if now is not None and (before is None or before.id != now.id):
            self.post_message(self.Moved(now))

    def _laid(self, rows: tuple[Row, ...]) -> Layout:
        """Return the layout of ``rows``; that of a long list is kept for when the very same one is shown again."""
        if self._long is not None and self._long.rows is rows:
            return self._long
        made = Layout(rows, self._grids, self._hint)
        if len(rows) >= _LONG:
            self._long = made
        return made

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on the row with that id; say whether there is one."""
        for index, row in enumerate(self.rows):
            if row.id == row_id:
                self._put_cursor(index)
                return True
        return False

    def first_doing(self, act: str) -> Row | None:
        """Return the row under the cursor if its key is ``act``, else the first such row; the cursor goes there."""
        if self.current is not None and self.current.act == act:
            return self.current
        for index, row in enumerate(self.rows):
            if row.id and row.act == act:
                self._put_cursor(index)
                return row
        return None

    def plain_text(self) -> str:
        """Return everything the list shows, as lines."""
        self._lay_out()
        return "\n".join(self._layout.plain(line).rstrip() for line in range(len(self._layout.lines)))

    def _selectable_near(self, place: int) -> int:
        if not self._choices:
            return -1
        after = bisect_left(self._choices, place)
        return min(self._choices[max(0, after - 1) : after + 1], key=lambda index: abs(index - place))

    def _put_cursor(self, index: int) -> None:
        if index == self._cursor:
            return
        left, self._cursor = self._cursor, index
        self._draw_anew(left)
        self._draw_anew(index)
        self._scroll_to_cursor()
        if self.current is not None:
            self.post_message(self.Moved(self.current))

    def _scroll_to_cursor(self) -> None:
        first_line = self._layout.first_line
        if not 0 <= self._cursor < len(first_line):
            return
        height = max(1, self.size.height)
        top = first_line[self._cursor]
        last = self.last_shown_with(self._cursor)
        bottom = max(top + self._layout.height_of(self._cursor), min(self._end_of(last), top + height))
        if self._cursor == self._selectable_near(-1) and bottom <= height:
            top = 0  # the lines above the first choice are its heading: show them with it
        offset = self.scroll_offset.y
        if top < offset:
            self.scroll_to(y=top, animate=False)
        elif bottom > offset + height:
            self.scroll_to(y=bottom - height, animate=False)

    def last_shown_with(self, index: int) -> int:
        """Return the last row that should be in sight with the row ``index``, where there is room."""
        return index

    def _draw_anew(self, index: int) -> None:
        if 0 <= index < len(self._layout.first_line):
            self.refresh_lines(self._layout.first_line[index], self._layout.height_of(index))

    def _end_of(self, index: int) -> int:
        return self._layout.first_line[index] + self._layout.height_of(index)

    # actions

    def action_move(self, step: int) -> None:
        """Move the cursor to the next selectable row; past the last one, scroll."""
        index = self._cursor + step
        while 0 <= index < len(self.rows):
            if self.rows[index].id:
                self._put_cursor(index)
                return
            index += step
        self.scroll_relative(y=step, animate=False)

    def action_page(self, direction: int) -> None:
        """Move the cursor by about a screenful."""
        lines = self._layout.lines
        if self._cursor < 0:
            self.scroll_relative(y=direction * self.size.height, animate=False)
            return
        target = self._layout.first_line[self._cursor] + direction * max(1, self.size.height - 1)
        self._put_cursor(self._selectable_near(lines[min(max(0, target), len(lines) - 1)][0]))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first or last selectable row."""
        if self._choices:
            self._put_cursor(self._choices[end])
        self.scroll_to(y=0 if end == 0 else self.max_scroll_y, animate=False)

    def action_choose(self) -> None:
        """Do what the row says."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a double click, or one on the key at the end, does what the row says."""
        line = event.y + self.scroll_offset.y
        if not 0 <= line < len(self._layout.lines):
            return
        index = self._layout.lines[line][0]
        row = self.rows[index]
        if not row.id:
            return
        self._put_cursor(index)
        if event.chain == 2 or (row.act and event.x >= self._layout.hint_starts):
            self.post_message(self.Chosen(row))

    # drawing

    def _lay_out(self) -> None:
        if self._layout.lay_out(self.size.width):
            self._strips.clear()
            self._grow()

    def _grow(self) -> None:
        """Take the length of the list as what can be scrolled through."""
        # Textual arranges the whole page anew for that, and draws all of it: only a scroll bar makes that needed.
        size = Size(self.size.width, len(self._layout.lines))
        if not self.is_mounted or (size.height > self.size.height) != self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(Ledger.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
        if self.scroll_target_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def on_resize(self) -> None:
        """Lay the rows out anew; the cursor stays in sight."""
        self._lay_out()
        self.refresh()
        self.call_after_refresh(self._scroll_to_cursor)

    def notify_style_update(self) -> None:
        """Another theme: every drawn line is stale."""
        super().notify_style_update()
        self._strips.clear()
        self._base = None
        self._named.clear()
        self._mixed.clear()

    def render_line(self, y: int) -> Strip:
        """Draw line ``y`` of what is in sight."""
        width = self.size.width
        line = y + self.scroll_offset.y
        self._lay_out()
        if self._base is None:
            self._base = self.rich_style  # mixed anew from all that lies below at every asking
        if line >= len(self._layout.lines):
            return Strip.blank(width, self._base)
        if self.has_focus and self._layout.lines[line] == (self._cursor, 0):
            # Screen readers, braille and magnifiers follow the cursor of the terminal.
            self.app.cursor_position = self.region.offset + Offset(1, y)
        return self._strip(line, self._base).crop_extend(0, width, self._base).apply_offsets(0, line)

    def _strip(self, line: int, base: Style) -> Strip:
        on_cursor = self._layout.lines[line][0] == self._cursor
        selection = self.text_selection
        if selection is not None:
            segments = self._segments(line, base, on_cursor=on_cursor)
            chosen = self.screen.get_component_rich_style("screen--selection")
            return with_selection(segments, selection.get_span(line), chosen, self.app.console)
        kept = self._strips.get((line, on_cursor))
        if kept is None:
            kept = self._strips[line, on_cursor] = Strip(self._segments(line, base, on_cursor=on_cursor))
        return kept

    def _segments(self, line: int, base: Style, *, on_cursor: bool) -> list[Segment]:
        """Return what a line is drawn of, in as few pieces as its colours allow: each costs time at every drawing."""
        joined: list[tuple[str, str]] = []
        for piece, style in self._layout.pieces(line, cursor=on_cursor):
            if joined and (style == joined[-1][1] or not piece.strip(" ")):  # neither colour nor weight shows in spaces
                joined[-1] = (joined[-1][0] + piece, joined[-1][1])
            elif piece:
                joined.append((piece, style))
        segments = [Segment(strip_control_codes(piece), self._mix(style, base, on_cursor)) for piece, style in joined]
        if on_cursor:
            room = self.size.width - sum(segment.cell_length for segment in segments)
            segments.append(Segment(" " * max(0, room), self._mix("", base, on_cursor)))
        return segments

    def _mix(self, name: str, base: Style, on_cursor: bool) -> Style:
        found = self._mixed.get((name, on_cursor))
        if found is None:
            if on_cursor:
                base += self.get_component_rich_style("ledger--cursor")
            found = self._mixed[name, on_cursor] = base + self._style(name)
        return found

    def _style(self, name: str) -> Style:
        if not name:
            return Style.null()
        found = self._named.get(name)
        if found is None:
            # The whole style, because only that one has its colour mixed with the background; of it all but that.
            whole = self.get_component_rich_style(f"ledger--{name}")
            found = self._named[name] = Style(color=whole.color, bold=whole.bold)
        return found

    # selection

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, without the filling at the ends of lines."""
        lines = [self._layout.plain(line) for line in range(len(self._layout.lines))]
        chosen = selection.extract("\n".join(lines))
        return "\n".join(line.rstrip() for line in chosen.split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw anew what is selected."""
        self._strips.clear()
        self.refresh()
