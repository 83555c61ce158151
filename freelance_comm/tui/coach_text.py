"""The text with the coach's remarks in it: stretches that are marked, and stay on their words while somebody types.

Apart from what stands beside the text because it knows nothing of remarks, only of stretches of characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style

from freelance_comm.domain.record import Record
from freelance_comm.tui.text_areas import PlainArea

if TYPE_CHECKING:
    from rich.text import Text
    from textual.document._document import Location

Stretch = tuple[int, int]
"""Code points of a text, half-open."""


class Edit(Record):
    """What is different between two texts: ``old`` characters from ``start`` on became ``new``."""

    start: int
    old: int
    new: int


def edit_between(before: str, after: str) -> Edit:
    """Return the one stretch outside of which two texts are equal."""
    shorter = min(len(before), len(after))
    start = 0
    for step in (4096, 64, 1):  # long texts are compared in long pieces
        while start + step <= shorter and before[start : start + step] == after[start : start + step]:
            start += step
    end = 0
    for step in (4096, 64, 1):
        while start + end + step <= shorter and (
            before[len(before) - end - step : len(before) - end] == after[len(after) - end - step : len(after) - end]
        ):
            end += step
    return Edit(start=start, old=len(before) - start - end, new=len(after) - start - end)


def moved(stretch: Stretch, edit: Edit) -> Stretch | None:
    """Return where a stretch lies after an edit, None when the edit touched it."""
    start, end = stretch
    if edit.start >= end:
        return stretch
    if edit.start + edit.old <= start:
        shift = edit.new - edit.old
        return start + shift, end + shift
    return None


def place_of(text: str, offset: int) -> Location:
    """Return row and column of a code point."""
    row = text.count("\n", 0, offset)
    return row, offset - (text.rfind("\n", 0, offset) + 1)


def offset_of(text: str, place: Location) -> int:
    """Return the code point at a row and column."""
    row, column = place
    start = 0
    for _ in range(row):
        start = text.find("\n", start) + 1
    return start + column


class CoachedArea(PlainArea):
    """A text area that shows which stretches the coach speaks of, and which of them it speaks of now."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"coached-area--mark", "coached-area--now"}
    DEFAULT_CSS = """
    CoachedArea > .coached-area--mark { text-style: underline; }
    CoachedArea > .coached-area--now { background: $primary 35%; text-style: underline; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.marks: dict[int, list[tuple[int, int, bool]]] = {}
        """For each line, from which column to which it is marked, and whether that is looked at now."""

    def mark(self, stretches: Iterable[Stretch], now: Stretch | None = None) -> None:
        """Show these stretches as spoken of, ``now`` as the one that is looked at."""
        text = self.text
        marks: dict[int, list[tuple[int, int, bool]]] = {}
        for start, end, is_now in (*((*one, False) for one in stretches), *([(*now, True)] if now else [])):
            first, column = place_of(text, start)
            last, last_column = place_of(text, end)
            for row in range(first, last + 1):
                from_column = column if row == first else 0
                to_column = last_column if row == last else len(self.document.get_line(row))
                marks.setdefault(row, []).append((from_column, to_column, is_now))
        if marks != self.marks:
            self.marks = marks
            self.notify_style_update()  # the area remembers drawn lines; marks are new styles of old lines
            self.refresh()

    def go_to(self, stretch: Stretch) -> None:
        """Put the cursor where a stretch begins, and bring all of it in sight where it fits."""
        text = self.text
        self.move_cursor(place_of(text, stretch[1]))
        self.move_cursor(place_of(text, stretch[0]))

    def select_stretch(self, stretch: Stretch) -> None:
        """Select a stretch, so that the next key takes its place."""
        self.move_cursor(place_of(self.text, stretch[0]))
        self.move_cursor(place_of(self.text, stretch[1]), select=True)

    def on_resize(self) -> None:
        """The remarks may have opened below: what they speak of stays in sight."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def put(self, words: str, stretch: Stretch) -> None:
        """Put ``words`` in the place of a stretch; one undo takes that back and nothing else."""
        text = self.text
        self.history.checkpoint()
        self.replace(words, place_of(text, stretch[0]), place_of(text, stretch[1]), maintain_selection_offset=False)
        self.history.checkpoint()

    @property
    def cursor_offset_in_text(self) -> int:
        """The code point the cursor stands before."""
        return offset_of(self.text, self.cursor_location)

    def get_line(self, line_index: int) -> Text:
        """Return a line with what is marked in it."""
        line = super().get_line(line_index)
        for start, end, is_now in self.marks.get(line_index, ()):
            line.stylize(self._style_of("now" if is_now else "mark"), start, end)
        return line

    def _style_of(self, name: str) -> Style:
        whole = self.get_component_rich_style(f"coached-area--{name}")
        background = whole.bgcolor if name == "now" else None
        return Style(bgcolor=background, underline=True)
