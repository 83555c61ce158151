"""Work that may take long (a backup, an import, reading every file): one piece at a time, beside all pages.

Apart from reading and saving, which every page waits for. Whoever shows a page asks here what is under way; it says
nothing of work that is done in less than half a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import Busy
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.backroom import Backroom

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
TELL_AFTER = 0.5
"""Seconds after which work is worth telling about."""


class LongWork:
    """What is under way, if anything. Ask it from the screen's thread; the work tells its progress from another."""

    def __init__(self, backroom: Backroom) -> None:
        self._backroom = backroom
        self._words = ""
        self._since = 0.0
        self._part = (0, 0)

    @property
    def under_way(self) -> bool:
        """Whether something is being done."""
        return bool(self._words)

    async def run(self, words: str, job: Callable[[Desk, Progress], Answer], *, saves: bool = False) -> Answer:
        """Do ``job`` and return what it returns; ``words`` say what it is. Work that ``saves`` waits for other saves.

        Raises what the job raises, and ``Busy`` while other work is under way.
        """
        if self._words:
            raise Busy(
                N_("Still at work: {work}."), hint=N_("Wait until it is done, then try again."), work=self._words
            )
        self._words, self._since, self._part = words, time.monotonic(), (0, 0)
        where = self._backroom.save if saves else self._backroom.aside
        try:
            return await where(lambda desk: job(desk, self._note))
        finally:
            self._words = ""

    def _note(self, done: int, total: int) -> None:
        self._part = (done, total)

    def told(self, tr: Translator) -> str:
        """Return "Making the backup… 40 of 120", nothing while there is nothing worth telling."""
        if not self._words or time.monotonic() - self._since < TELL_AFTER:
            return ""
        done, total = self._part
        if total <= 0:
            return tr.gettext("{work}…").format(work=self._words)
        return tr.gettext("{work}… {done} of {total}").format(work=self._words, done=done, total=total)
