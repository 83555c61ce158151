"""A line on a terminal for work that cannot say how far it has come: it says what is being done.

Apart from ``progress`` because nobody tells it anything: a thread beside the work writes the line, so that whatever
reckons stays free of it; and because a draft is read with it before any store or session is there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threading import Thread
    from types import TracebackType
    from typing import TextIO

    from freelance_comm.cli.session import Session
    from freelance_comm.text.catalog import Translator

TELL_AFTER = 0.5
"""Seconds after which work is worth telling about."""


class Patience:
    """``with Patience(stream, "Reading the draft", tr):`` says so on a terminal as long as the block lasts.

    Ctrl+C in the block leaves it at once, with the line taken away: the thread writes nothing afterwards. Nothing else
    may write to the terminal in the block without calling ``clear``.
    """

    def __init__(self, stream: TextIO, words: str, tr: Translator, *, session: Session | None = None) -> None:
        self._stream = stream
        self._words = words
        self._tr = tr
        self._session = session
        self._shown = 0
        self._thread: Thread | None = None

    def __enter__(self) -> Patience:
        silent = self._session is not None and self._session.as_json
        if silent or not bool(getattr(self._stream, "isatty", bool)()):
            return self
        from threading import Event, Lock, Thread

        if self._session is not None:
            self._session.clear_line()
            self._session.telling = self
        self._over, self._writing = Event(), Lock()
        self._thread = Thread(target=self._say, daemon=True)
        self._thread.start()
        return self

    def tell_files(self, _count: int) -> None:
        """The files that the work reads are part of it: its own line is enough."""

    def clear(self) -> None:
        """Take the line away; it does not come back."""
        if self._thread is None:
            return
        self._over.set()
        with self._writing:
            if self._shown:
                self._write(" " * self._shown)
                self._write("")
                self._shown = 0

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.clear()
        if self._session is not None and self._session.telling is self:
            self._session.telling = None

    def _say(self) -> None:
        from freelance_comm.domain.text_safety import show
        from freelance_comm.text.telling import how_far

        if self._over.wait(TELL_AFTER):
            return
        line = show(how_far(self._words, 0, 0, self._tr))
        with self._writing:
            if not self._over.is_set():
                self._shown = len(line)
                self._write(line)

    def _write(self, line: str) -> None:
        from freelance_comm.cli.session import write_quietly

        write_quietly(self._stream, f"\r{line}")


def patience(session: Session, words: str) -> Patience:
    """Return the same for a command: silent where it answers as JSON."""
    return Patience(session.err, words, session.tr, session=session)
