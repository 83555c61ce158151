"""The classes of words of a language, looked up without loading those of words that a draft does not hold.

Apart because a language lists thousands of words and a letter has two hundred: words are kept in groups by their first
letters, packed until one of the group is asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIRST = 2
"""Letters that a group has in common."""
_MOST_KNOWN = 20_000
"""So many answers are remembered; who reads drafts all day must not grow."""


def grouped(classes: Mapping[str, str]) -> dict[str, bytes]:
    """Return groups as ``Classes`` takes them; ``classes`` are names apart by blanks, by word or ``beginning*``.

    The same classes make the same bytes (later forms of marshal mark what is referred to elsewhere).
    """
    groups: dict[str, dict[str, str]] = {}
    for word, names in classes.items():
        groups.setdefault(word[:_FIRST], {})[word] = names
    return {first: marshal.dumps(group, 2) for first, group in groups.items()}


class Classes(Mapping[str, Sequence[str]]):
    """The classes of each word or beginning of a word, from what ``grouped`` returned."""

    def __init__(self, groups: Mapping[str, bytes]) -> None:
        self._packed = groups
        self._groups: dict[str, dict[str, str]] = {}
        self._known: dict[str, Sequence[str]] = {}

    def named(self, word: str) -> Sequence[str]:
        """Return the classes of a word: those listed for it, and for the longest listed beginning of it."""
        named = self._known.get(word)
        if named is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            named = self._known[word] = tuple(_named(word, self._group(word)))
        return named

    def _group(self, word: str) -> dict[str, str]:
        first = word[:_FIRST]
        group = self._groups.get(first)
        if group is None:
            packed = self._packed.get(first)
            group = self._groups[first] = {} if packed is None else marshal.loads(packed)
        return group

    def __getitem__(self, word: str) -> Sequence[str]:
        """Return the names of the classes of ``word``. Raises ``KeyError`` where it has none."""
        return self._group(word)[word].split()

    def get(self, word: str, default: Any = ()) -> Any:
        """Return the names of the classes of ``word``, or ``default``."""
        names = self._group(word).get(word)
        return default if names is None else names.split()

    def __iter__(self) -> Iterator[str]:
        """Go through the words that have a class."""
        for first in self._packed:
            yield from self._group(first)

    def __len__(self) -> int:
        """Return how many words have a class."""
        return sum(1 for _ in self)


def _named(word: str, group: Mapping[str, str]) -> list[str]:
    named = group.get(word, "").split()
    if group:
        for length in range(len(word), 1, -1):
            listed = group.get(word[:length] + "*")
            if listed:
                return [*named, *(name for name in listed.split() if name not in named)]
    return named
