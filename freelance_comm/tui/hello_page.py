"""A few words to a client unasked: a hello after a while, a thank-you, or an empty letter for one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.services.letter_names import CHECK_IN, THANK_YOU
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.reply_page import ReplyPage

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft

_LETTERS = {"h": CHECK_IN, "t": THANK_YOU, "e": ""}


class HelloPage(ReplyPage):
    """A letter that answers nothing."""

    def __init__(self, client: Client, project: Project | None = None, *, letter: str = CHECK_IN) -> None:
        super().__init__(client, None, project)
        self._letter = letter

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter that was chosen; it looks back on the last work that was finished."""
        from freelance_comm.services import regular_letters

        if not self._letter:
            return super().compose_draft(desk)
        if self._project is not None:
            return regular_letters.compose_letter(desk, self._project, self._letter)
        return regular_letters.compose_for(desk, self._client, self._letter)

    def shown_acts(self) -> tuple[str, ...]:
        """Another kind of letter can be chosen."""
        shown = super().shown_acts()
        return (*shown, "other_kind") if "start_over" in shown and "other_kind" not in shown else shown

    def action_other_kind(self) -> None:
        """Another kind of letter."""
        if self.draft is not None:
            self.go(self._another())

    async def _another(self) -> None:
        t = self.tr.gettext
        answers = [
            ("h", t("a hello after a while")),
            ("t", t("a thank-you out of the blue")),
            ("e", t("words of your own")),
        ]
        note = t("What you typed will be replaced.") if self.freelance.kept.values(self.keep_as) else ""
        chosen = await self.app.push_screen_wait(AskKey(t("What kind of letter?"), answers, note=note))
        if chosen:
            self._letter = _LETTERS[chosen]
            self.action_start_over()
