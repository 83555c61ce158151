"""When the coach gives its room to the text: beside letters in a language that it does not read, once it has said so.

Apart from what it says because it is about the whole time that the program is open, not about one letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.services.coaching import About, Coached
    from freelance_comm.tui.app import FreelanceApp


class Silence:
    """Of one page. ``only_coach`` says that people come to it for the coach alone: there it always answers."""

    def __init__(self, *, only_coach: bool) -> None:
        self._only_coach = only_coach
        self._says_it = False
        self.speechless = False
        """Whether the text that was read last is in a language that the coach does not read."""

    def holds(self, app: FreelanceApp, text: str, about: About | None, said: Coached | None) -> bool:
        """Return whether the coach gives its room to the text; of the first letter it cannot read it still says so."""
        self.speechless = said is not None and not said.locale and bool(text.strip())
        if not self.speechless or self._only_coach:
            return about is None and bool(text)
        if not app.coach_excused:
            self._says_it = app.coach_excused = True
        return not self._says_it
