"""What to have in mind about somebody, in a quiet line above what is written to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.tui import plain
from freelance_comm.tui.few_lines import FewLines

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft


class RememberLine(FewLines):
    """Notes on the person a draft goes to; nothing stands here where nothing is known."""

    DEFAULT_CSS = """
    RememberLine { max-height: 2; padding: 0 3; color: $quiet; max-width: 108; display: none; }
    RememberLine.-known { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.notes = ""

    def looked_up(self, desk: Desk, draft: Draft) -> Draft:
        """Read what is known about the addressee of ``draft`` and return it; runs in the reading thread."""
        from freelance_comm.services import before_writing

        client = next((one for one in desk.reader.clients() if one.id == draft.client_id), None)
        self.notes = before_writing.line(desk, client) if client is not None else ""
        return draft

    def tell(self) -> None:
        """Show it."""
        self.set_words(plain.line(self.notes).plain)
        self.set_class(bool(self.notes), "-known")
