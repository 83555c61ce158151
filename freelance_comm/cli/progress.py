"""One line on a terminal that says how far long work has come, and the word that Ctrl+C leaves behind.

Apart because every command that may take long shows the same line: on standard error, only where that is a terminal,
never beside JSON, and not before the work has taken long enough to be wondered about.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING

from freelance_comm.cli.patience import TELL_AFTER
from freelance_comm.cli.session import write_quietly
from freelance_comm.domain.errors import InterruptedUnsaved
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session

_TELL_EVERY = 0.1


class Working:
    """``with Working(session, "Making the backup") as working:``, and ``working.tell`` to whoever does the work."""

    def __init__(self, session: Session, words: str) -> None:
        self._told = False
        self._session = session
        self._words = words
        self._shown = 0
        self._from = self._next = time.monotonic() + TELL_AFTER
        self._on = not session.as_json and bool(getattr(session.err, "isatty", bool)())

    def __enter__(self) -> Working:
        if self._session.telling is not None:
            self._session.telling.clear()
        self._session.telling = self
        return self

    def tell(self, done: int, total: int) -> None:
        """Say how much is done, and of how much; 0 where nobody knows."""
        if not self._told:
            self._told, self._next = True, self._from
        self._say(self._words, done, total)

    def tell_files(self, count: int) -> None:
        """Say how many files were read, as long as the work itself has nothing to say."""
        if not self._told:
            words = self._session.tr.gettext("Looking at every file…").removesuffix("…")  # the dots come with the count
            self._say(words, count, 0)

    def clear(self) -> None:
        """Take the line away; it comes back with the next telling."""
        if self._shown:
            self._write(" " * self._shown)
            self._write("")
            self._shown = 0

    def _say(self, words: str, done: int, total: int) -> None:
        if not self._on or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _TELL_EVERY
        from freelance_comm.text.telling import how_far

        line = show(how_far(words, done, total, self._session.tr))
        self._write(line + " " * (self._shown - len(line)))
        self._shown = len(line)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away. Raises ``InterruptedUnsaved`` where Ctrl+C came before anything was saved."""
        self.clear()
        self._session.telling = None
        if kind is KeyboardInterrupt:
            known = self._session.desk.workspace.interruption()
            raise (InterruptedUnsaved() if type(known) is KeyboardInterrupt else known) from error

    def _write(self, line: str) -> None:
        write_quietly(self._session.err, f"\r{line}")
