"""The keys of a client's card that look after them: the ten habits, something extra, a note on the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.tui.about_client import AboutClient
from freelance_comm.tui.asking import AskLine

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client


class RegularSteps(AboutClient):
    """Steps for somebody one keeps."""

    def action_habits(self) -> None:
        """The ten habits."""
        from freelance_comm.tui.habits_page import HabitsPage

        if self.client is not None:
            self.app.push_screen(HabitsPage(self.client))

    def action_idea(self) -> None:
        """Something extra."""
        from freelance_comm.tui.ideas_page import IdeasPage

        if self.client is not None:
            self.app.push_screen(IdeasPage(self.client))

    def action_write_note(self) -> None:
        """Write down what was noticed about the person."""
        if self.client is not None:
            self.go(self._write_note(self.client))

    async def _write_note(self, client: Client) -> None:
        from freelance_comm.services import client_notes

        async def submit(words: str) -> None:
            await self.save(lambda desk: client_notes.add_note(desk, client, words))

        ask = AskLine(
            self.tr.gettext("What is worth remembering about {name}?").format(name=client.name),
            submit,
            example=self.tr.gettext("her son plays the trumpet; prefers to be called before noon"),
            keep_as=f"line-note-{client.id}",
        )
        if await self.app.push_screen_wait(ask):
            self.say(self.tr.gettext("Noted on the card."))
            self.reload()
