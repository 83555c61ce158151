"""The areas people write several lines in, apart from the pages so that forms can have them without the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from freelance_comm.domain.text_safety import TEXT_LIMIT
from freelance_comm.tui import plain
from freelance_comm.tui.fields import room_for

if TYPE_CHECKING:
    from textual import events


class PlainArea(TextArea):
    """Several lines; pasted escapes are removed, Tab goes on to the next field."""

    def __init__(self, text: str = "", *, id: str, tabs_out: bool = True) -> None:
        super().__init__(
            plain.area_value(text),
            id=id,
            tab_behavior="focus" if tabs_out else "indent",
            compact=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        pasted = plain.area_value(event.text)
        if room_for(self, len(self.text) - len(self.selected_text), pasted, TEXT_LIMIT):
            self.replace(pasted, *self.selection)


class FormArea(PlainArea):
    """Several lines among other fields: up from the first line and down from the last one go on, as in one line."""

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up, or the field before."""
        if select or self._row > 0:
            super().action_cursor_up(select)
        else:
            self.screen.focus_previous(".field")

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down, or the next field."""
        if select or self._row < self.wrapped_document.height - 1:
            super().action_cursor_down(select)
        else:
            self.screen.focus_next(".field")

    @property
    def _row(self) -> int:
        """The line the cursor stands in as it is shown, from 0: long ones are wrapped."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y
