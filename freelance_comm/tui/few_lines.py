"""A text that takes a few lines at most and says with "…" that it goes on; Textual's own widgets just stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from freelance_comm.tui import columns, plain

if TYPE_CHECKING:
    from textual.content import Content
    from textual.geometry import Size


class FewLines(Widget):
    """Words broken at spaces. As many lines as they need, within what the style sheet allows (``max-height``)."""

    DEFAULT_CSS = "FewLines { height: auto; }"

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = plain.block(words).plain

    @property
    def text(self) -> str:
        """All of it, shown or not."""
        return self._words

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._words = plain.block(words).plain
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the words need."""
        return len(columns.wrap(self._words, width))

    def render(self) -> Content:
        """Draw what there is room for."""
        room = self.content_size
        return plain.block(columns.within(self._words, room.width, max(1, room.height)))
