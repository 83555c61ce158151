"""The letter of one addition: a letter of the project like any other, but of several additions the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.services.letter_names import ADDITION
from freelance_comm.tui.draft_page import DraftPage

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft


class AdditionLetter(DraftPage):
    """Offers the addition with that id."""

    def __init__(self, project: Project, addition_id: int) -> None:
        super().__init__(project, ADDITION)
        self._addition_id = addition_id

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this addition."""
        return f"{super().keep_as}.{self._addition_id}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter in the client's language."""
        from freelance_comm.services.quote_letters import addition_letter

        return addition_letter(desk, self._project, self._addition_id)
