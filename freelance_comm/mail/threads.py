"""Which messages belong together: those that refer to one another, by whatever way. Subjects join nothing.

A thread is a connected component of the graph of ids, present or only referred to. Old mail programs write
``In-Reply-To: Message from Jo <jo@x> of "date" <id>``, so only the last id there counts. The thread's key is the
smallest id among those present, compared as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from freelance_comm.domain.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Referring(Protocol):
        """A message as far as threads are concerned."""

        @property
        def id(self) -> str:
            """Its id."""

        @property
        def refs(self) -> tuple[str, ...]:
            """The ids it refers to."""


class Threads:
    """The threads of messages that come one after the other, in any order."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._present: set[str] = set()

    def add(self, own: str, refs: Iterable[str]) -> None:
        """Take in a message."""
        self._present.add(own)
        top = self._top(own)
        for ref in refs:
            other = self._top(ref)
            if other != top:
                self._above[other] = top

    def keys(self) -> dict[str, str]:
        """Return the key of the thread of every message taken in."""
        smallest: dict[str, str] = {}
        for one in self._present:
            top = self._top(one)
            known = smallest.get(top)
            if known is None or byte_order(one) < byte_order(known):
                smallest[top] = one
        return {one: smallest[self._top(one)] for one in self._present}

    def _top(self, one: str) -> str:
        above = self._above
        if one not in above:
            above[one] = one
            return one
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one


def byte_order(text: str) -> bytes:
    """Return what ids are compared by."""
    return text.encode("utf-8", "surrogatepass")


def threads(heads: Iterable[Referring]) -> dict[str, str]:
    """Return the key of the thread of each message, by its id."""
    found = Threads()
    for head in heads:
        found.add(head.id, head.refs)
    return found.keys()


def joined(known: Mapping[str, tuple[str, ...]], new: Iterable[Referring]) -> dict[str, str]:
    """Return the thread keys of known and new messages; ``known`` holds the ids that each known one refers to.

    The result is that of ``threads`` over all of them: a new message may join threads that were apart, and a new
    smaller id may change a key.
    """
    found = Threads()
    for one, refs in known.items():
        found.add(one, refs)
    for head in new:
        found.add(head.id, head.refs)
    return found.keys()
