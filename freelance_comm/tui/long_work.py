"""Work that may take long (a backup, an import, reading every file): one piece at a time, beside all pages.

Apart from reading and saving, which every page waits for. Whoever shows a page asks here what is under way; it says
nothing of work that is done in less than half a second. Work is stopped where it tells how far it is, which is always
before anything is decided: the same as Ctrl+C in the middle of a command, and as safe.
"""

from __future__ import annotations

import time
from asyncio import CancelledError
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import Busy, InterruptedUnsaved, Noticed
from freelance_comm.domain.marking import N_
from freelance_comm.domain.progress import Progress

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.backroom import Backroom

Answer = TypeVar("Answer")
TELL_AFTER = 0.5
"""Seconds after which work is worth telling about."""
STOPPED = N_("Stopped by you, before saving: nothing was changed.")

__all__ = ["STOPPED", "TELL_AFTER", "LongWork", "Progress", "WorkStopped"]


class WorkStopped(Noticed):
    """The person stopped the work before anything was decided."""


class _Piece:
    """One piece of work: what it is, since when, how far; whether it is to stop, and whether it may at any telling."""

    def __init__(self, words: str, *, at_once: bool) -> None:
        self.words = words
        self.since = time.monotonic()
        self.part = (0, 0)
        self.stopping = False
        self._at_once = at_once

    def note(self, done: int, total: int) -> None:
        """Take note of how far it is. Raises ``InterruptedUnsaved`` where it is to stop."""
        self.part = (done, total)
        if self.stopping and self._at_once:
            raise InterruptedUnsaved


class LongWork:
    """What is under way, if anything. Ask it from the screen's thread; the work tells its progress from another."""

    def __init__(self, backroom: Backroom) -> None:
        self._backroom = backroom
        self._piece = _Piece("", at_once=True)
        self.under_way = False
        """Whether something is being done."""
        self.stopped = False
        """Whether a piece of work was stopped in its middle."""

    @property
    def stopping(self) -> bool:
        """Whether what is under way, or was last, is to stop; what ends as it sees fit asks this."""
        return self._piece.stopping

    async def run(
        self, words: str, job: Callable[[Desk, Progress], Answer], *, saves: bool = False, at_once: bool = True
    ) -> Answer:
        """Do ``job`` and return what it returns; ``words`` say what it is. Work that ``saves`` waits for other saves.

        What is not stopped ``at_once`` looks at ``stopping`` itself, and ends as it sees fit. Work that nobody waits
        for any longer is stopped. Raises what the job raises, ``Busy`` while other work is under way, ``WorkStopped``.
        """
        if self.under_way:
            raise Busy(
                N_("Still busy: {work}."), hint=N_("Wait until it is done, then try again."), work=self._piece.words
            )
        piece, self.under_way = _Piece(words, at_once=at_once), True
        self._piece = piece

        def do(desk: Desk) -> Answer:
            try:
                return job(desk, piece.note)
            except InterruptedUnsaved:
                self.stopped = True
                raise WorkStopped(STOPPED, fate="") from None

        try:
            return await (self._backroom.save(do) if saves else self._backroom.aside(do))
        except CancelledError:
            piece.stopping = True
            raise
        finally:
            self.under_way = False

    def stop(self) -> None:
        """Stop what is under way, as soon as it tells how far it is."""
        if self.under_way:
            self._piece.stopping = True

    def told(self, tr: Translator) -> str:
        """Return "Making the backup… 40 of 120", nothing while there is nothing worth telling."""
        piece = self._piece
        if not self.under_way or time.monotonic() - piece.since < TELL_AFTER:
            return ""
        if piece.stopping:
            return tr.gettext("Stopping…")
        from freelance_comm.text.telling import how_far

        return how_far(piece.words, *piece.part, tr)
