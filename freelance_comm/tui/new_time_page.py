"""The letter that gives a promise another time, on the writing page; marked as sent, it moves the promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.tui.draft_page import addressed
from freelance_comm.tui.taking_up_promises import key_of
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from freelance_comm.domain.promise import Promise
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.promise_making import Move


class NewTimePage(WritingPage):
    """A letter about another time for one promise."""

    def __init__(self, promise: Promise, move: Move) -> None:
        super().__init__()
        self._promise = promise
        self._move = move

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this promise and this new time."""
        return key_of(self._promise, self._move)

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter in the client's language."""
        from freelance_comm.services import promise_letters

        return promise_letters.notice(desk, self._promise, self._move)

    def ends(self) -> tuple[str, str]:
        """What is moved; language and addressee."""
        title = self.tr.gettext("A new time for a promise")
        return f"{title} · {self._promise.what}", addressed(self)

    def file_name(self, ending: str) -> str:
        """Return "new-time.txt"."""
        return f"new-time.{ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Note it, and move the promise."""
        from freelance_comm.services import drafts
        from freelance_comm.services.projects import project_by_id

        project = None if draft.project_id is None else project_by_id(desk, draft.project_id)
        return drafts.mark_sent(desk, project, draft)
