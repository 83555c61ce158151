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
