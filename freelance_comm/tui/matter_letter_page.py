"""A letter about something on record (a complaint, feedback, a negotiation) on the writing page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.tui.draft_page import addressed
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft


class MatterLetterPage(WritingPage):
    """A letter that ``compose`` writes; ``name`` is that of its template, ``about`` what it is about, in a line.

    ``key`` tells one matter from another, for unsaved text and for files.
    """

    def __init__(
        self, compose: Callable[[Desk], Draft], *, name: str, about: str, key: int, project: Project | None = None
    ) -> None:
        super().__init__()
        self._author = compose
        self._letter = name
        self._matter = about
        self._key = key
        self._project = project

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this letter about this matter."""
        return f"matter-{self._key}-{self._letter.replace('/', '.')}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter in the client's language."""
        return self._author(desk)

    def ends(self) -> tuple[str, str]:
        """Letter and matter; language and addressee."""
        from freelance_comm.services.letter_names import title_of

        return f"{title_of(self.tr, self._letter)} · {self._matter}", addressed(self)

    def about(self) -> Project | None:
        """The facts are the project's, where there is one."""
        return self._project

    def file_name(self, ending: str) -> str:
        """Return "complaint-reply-12.txt"."""
        return f"{self._letter.rpartition('/')[2]}-{self._key}.{ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Note that it has gone out, and what follows from it."""
        from freelance_comm.services import drafts

        return drafts.mark_sent(desk, self._project, draft)
