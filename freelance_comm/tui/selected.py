"""Draws a line of a list in which the mouse has selected something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment
    from rich.style import Style


def with_selection(segments: Iterable[Segment], span: tuple[int, int] | None, style: Style, console: Console) -> Strip:
    """Return the line with the characters of ``span`` in the style of a selection; an end of -1 is that of the line."""
    text = Text(no_wrap=True, end="")
    for segment in segments:
        text.append(segment.text, segment.style)
    if span is not None:
        start, end = span
        text.stylize(style, start, len(text) if end == -1 else end)
    return Strip(text.render(console), text.cell_len)
