"""The list of remarks as a widget: a ledger that knows its way back to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from freelance_comm.tui import coach_rows, keys
from freelance_comm.tui.ledger import Ledger

if TYPE_CHECKING:
    from textual.binding import BindingType


class Remarks(Ledger):
    """The list of remarks. Esc leads back to the text, and undo works on the text from here too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "to_text", show=False),
        *(Binding(key, "undo_text", show=False) for key in keys.layouts("ctrl+z")),
    ]

    class Left(Message):
        """Back to the text; ``undo`` takes the last change of it back."""

        def __init__(self, *, undo: bool = False) -> None:
            super().__init__()
            self.undo = undo

    def last_shown_with(self, index: int) -> int:
        """A remark is seen with its wordings and its reason."""
        item = coach_rows.item_of(self.rows[index].id)
        for place in range(index + 1, len(self.rows)):
            if self.rows[place].id and coach_rows.item_of(self.rows[place].id) != item:
                return place - 1
        return len(self.rows) - 1

    def show_current(self) -> None:
        """Bring the remark under the cursor into sight once everything is laid out."""
        self.call_after_refresh(self._scroll_to_cursor)

    def action_to_text(self) -> None:
        """Back to the text."""
        self.post_message(self.Left())

    def action_undo_text(self) -> None:
        """Take the last change of the text back."""
        self.post_message(self.Left(undo=True))
