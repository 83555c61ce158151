"""How long work tells how far it has come. Whoever is told may stop it by raising: nothing is decided by then.

Apart because the store and the services tell, and both faces listen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; 0 where that is not known."""
_EVERY = 200
"""So many small things are done between two tellings."""


def counted(things: Sequence[T], progress: Progress | None, every: int = 0) -> Iterator[T]:
    """Yield ``things``, telling every so often how many have been taken."""
    total, every = len(things), every or _EVERY
    for done, thing in enumerate(things):
        if progress is not None and done % every == 0:
            progress(done, total)
        yield thing
