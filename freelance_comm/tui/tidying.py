"""When memory is looked through for garbage: while nobody types, and nothing is being read or written.

Looking through everything takes longer than a picture on the screen stands, and Python would do it in the middle of a
key press. What has just become garbage is found in a moment and stays with Python's own rhythm.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

REST = 2.0
"""Seconds without a key or click after which looking through everything disturbs nobody."""
_NEVER = 1_000_000_000
"""So often the middle generation would have to be looked through before Python turned to the oldest by itself."""


class Tidying:
    """Looks through the memory of a process that is ours alone.

    ``quiet`` tells for how many seconds nobody has typed or clicked, ``at_work`` whether something is under way.
    """

    def __init__(self, quiet: Callable[[], float], at_work: Callable[[], bool]) -> None:
        self._quiet = quiet
        self._at_work = at_work
        self._begun = False
        self._tidy = False

    def begin(self) -> None:
        """Start once the first page stands: what is there by then stays to the end and is never looked through."""
        young, middle, _old = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        gc.freeze()
        gc.enable()
        self._begun = True

    def look(self) -> None:
        """Tidy up if somebody has typed since the last time, and rests now."""
        if not self._begun:
            return
        if self._quiet() < REST or self._at_work():
            self._tidy = False
        elif not self._tidy:
            gc.collect()
            self._tidy = True
