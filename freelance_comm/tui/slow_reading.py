"""Says that a page is still being read, where that takes longer than a moment, and ends the reading when nobody waits.

Apart from long work, which somebody began: this is about pages, whichever they are. What takes long as a rule is many
files read anew, after the derived ones were removed or a newer version of the program reads them.
"""

from __future__ import annotations

import asyncio
from _thread import get_ident
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING

from freelance_comm.tui.long_work import TELL_AFTER

if TYPE_CHECKING:
    from freelance_comm.tui.page import Page

TELL_EVERY = 0.2
"""Seconds between two tellings."""
MANY_FILES = 12
"""Files from which it is they that take long."""


class SlowReading:
    """Counts the files that the reading thread reads, and tells ``page``, the one on top, as long as it waits."""

    def __init__(self, page: Callable[[], Page | None]) -> None:
        self._page = page
        self._told: Page | None = None
        self._thread = 0
        self._files = 0
        self._waiting = 0
        self._next: asyncio.TimerHandle | None = None
        self._over = False

    def in_this_thread(self) -> None:
        """Count what is read in this thread."""
        self._thread = get_ident()

    def a_file_is_read(self) -> None:
        """Count a file, in whichever thread. Raises ``CancelledError`` in the reading one once nobody waits for it."""
        if get_ident() == self._thread:
            if self._over:
                raise CancelledError
            self._files += 1

    def give_up(self) -> None:
        """End what is being read: the program closes. Derived files that are made by then are kept."""
        self._over = True

    @contextmanager
    def waited(self) -> Iterator[None]:
        """Tell, as long as this block lasts, once it has lasted too long."""
        self._waiting += 1
        if self._waiting == 1:
            self._next = asyncio.get_running_loop().call_later(TELL_AFTER, self._tell)
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                if self._next is not None:
                    self._next.cancel()
                self._files = 0
                self._say(None)

    def _tell(self) -> None:
        self._say(self._page())
        self._next = asyncio.get_running_loop().call_later(TELL_EVERY, self._tell)

    def _say(self, page: Page | None) -> None:
        if self._told is not None and self._told is not page:
            self._told.quiet.wait("")
        self._told = page
        if page is not None:
            from freelance_comm.text.telling import how_far

            words = page.tr.gettext("Looking at every file…").removesuffix("…")  # the dots come with the count
            many = self._files >= MANY_FILES
            page.quiet.wait(how_far(words, self._files, 0, page.tr) if many else page.tr.gettext("One moment …"))
