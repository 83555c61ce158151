"""Unsaved text of this session: what is typed is on disk within two seconds, and at once when the program ends.

In memory first, so that Esc and reopening a form cost nothing; one writer thread, so that typing never waits.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.services.unfinished import (
    Unfinished,
    all_unfinished,
    drop_unfinished,
    keep_unfinished,
    unfinished,
)

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

WRITE_AFTER = 1.0
"""Seconds between a key and the writing down; keys struck meanwhile go with it."""


class Kept:
    """The unsaved texts, by the name of their form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: dict[str, tuple[str, dict[str, str]] | None] = {}
        self._known: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._timer: threading.Timer | None = None

    def keep(self, key: str, title: str, values: Mapping[str, str]) -> None:
        """Remember what stands in a form now."""
        if key:
            self._known[key] = dict(values)
            self._note(key, (title, dict(values)))

    def drop(self, key: str) -> None:
        """Forget a form: it was saved, or its text is what is stored anyway."""
        if key and (key in self._known or self.values(key)):
            self._known[key] = {}
            self._note(key, None)

    def values(self, key: str) -> dict[str, str]:
        """Return what was typed into the form called ``key`` and never saved."""
        if key and key not in self._known:
            found = unfinished(self._desk, key)
            self._known[key] = dict(found.texts) if found else {}
        return dict(self._known.get(key, {}))

    def text(self, key: str, field: str) -> str:
        """Return one field of it."""
        return self.values(key).get(field, "")

    def everything(self) -> tuple[Unfinished, ...]:
        """Return all that waits to be taken up again, the latest first."""
        self.flush()
        return all_unfinished(self._desk)

    def flush(self) -> None:
        """Write down at once whatever waits."""
        with self._writing:
            with self._lock:
                waiting, self._waiting = self._waiting, {}
                if self._timer is not None:
                    self._timer.cancel()
                    self._timer = None
            for key, kept in waiting.items():
                if kept is None:
                    drop_unfinished(self._desk, key)
                elif not keep_unfinished(self._desk, key, *kept):
                    self._try_later(key, kept)

    def _note(self, key: str, kept: tuple[str, dict[str, str]] | None) -> None:
        with self._lock:
            self._waiting[key] = kept
            self._wake()

    def _try_later(self, key: str, kept: tuple[str, dict[str, str]]) -> None:
        """The disk is full or refuses: what has not changed meanwhile is written down as soon as there is room."""
        with self._lock:
            self._waiting.setdefault(key, kept)
            self._wake()

    def _wake(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(WRITE_AFTER, self.flush)
            self._timer.daemon = True
            self._timer.start()
