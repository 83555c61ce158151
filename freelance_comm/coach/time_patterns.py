"""Patterns of words that name a time, matched at a place of a sentence.

Apart from what they mean: here is only how they are written and how they are found. A pattern is words apart by blanks,
``a|b`` for either, ``(a)`` for one that may be missing, ``{slot}`` for what varies (a weekday, a number, a month …).
All patterns lie in one tree, so that a place costs as many steps as the longest pattern has words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from freelance_comm.coach.words import Word, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Tree = dict[str, Any]
    """A place in a tree of phrases: where each word leads, under ``_SLOTS`` where each slot leads, and under ``_END``
    what a phrase that ends here stands for. Plain dictionaries, so that a tree can be kept and read back as it is."""

Captured = tuple[tuple[str, object], ...]
Slot = Callable[[Sequence[Word], int], list[tuple[int, object]]]
"""What a slot accepts at a place: each end with its value."""


_END = ""
_SLOTS = "{"


class Patterns:
    """The tree of all patterns; ``slots`` says what each slot accepts. Of two as long the one added first holds."""

    def __init__(self, tree: Tree | None = None) -> None:
        self.tree: Tree = {} if tree is None else tree
        self._count = 0
        self.slots: dict[str, Slot] = {}

    def add(self, pattern: str, meaning: str) -> None:
        """Add a folded pattern; of two that read the same words the first keeps its meaning.

        Raises ``ValueError`` where a parenthesis stands alone.
        """
        nodes = [self.tree]
        for token in pattern.split():
            optional = token[0] == "("
            if optional != (token[-1] == ")"):
                raise ValueError(pattern)
            parts = (token[1:-1] if optional else token).split("|")
            reached = list(nodes) if optional else []
            for node in nodes:
                for part in parts:
                    behind = _behind(node, part)
                    if behind is not None and all(behind is not one for one in reached):
                        reached.append(behind)
            nodes = reached
        for node in nodes:
            if node is not self.tree and meaning:
                node.setdefault(_END, (meaning, self._count))
        self._count += 1

    def first(self) -> tuple[set[str], set[str]]:
        """Return the words and the slots with which patterns begin."""
        return set(self.tree) - {_SLOTS}, set(self.tree.get(_SLOTS, ()))

    def match(self, words: Sequence[Word], place: int) -> tuple[int, str, Captured] | None:
        """Return the end, the meaning and what the slots held of the longest pattern at ``place``."""
        best: tuple[int, str, Captured] | None = None
        order = 0
        open_ends: list[tuple[Tree, int, Captured]] = [(self.tree, place, ())]
        while open_ends:
            node, at, held = open_ends.pop()
            if _END in node:
                meaning, count = node[_END]
                if best is None or at > best[0] or (at == best[0] and count < order):
                    best, order = (at, meaning, held), count
            if _SLOTS in node:
                for name, behind in node[_SLOTS].items():
                    for end, value in self.slots[name](words, at):
                        open_ends.append((behind, end, (*held, (name, value))))
            if at < len(words):
                literal = node.get(words[at].text)
                if literal is not None:
                    open_ends.append((literal, at + 1, held))
        return best


def _behind(node: Tree, part: str) -> Tree | None:
    if part[0] == "{":
        behind: Tree = node.setdefault(_SLOTS, {}).setdefault(part[1:-1], {})
        return behind
    words = _words(part)
    return _after_words(node, words) if words else None


def _after_words(node: Tree, words: Sequence[str]) -> Tree:
    """Return the place behind ``words``, made where it is missing."""
    for word in words:
        node = node.setdefault(word, {})
    return node


def _words(text: str) -> list[str]:
    return [text] if text.isalpha() else words_of(text)


class Phrases:
    """A slot of fixed phrases, each with a value; the longest that stands at a place comes last."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def add(self, phrase: str, value: object = None) -> None:
        """Add a folded phrase with its value."""
        node = _after_words(self._tree, _words(phrase))
        if node is not self._tree:
            node.setdefault(_END, value)

    def first(self) -> set[str]:
        """Return the words with which phrases begin."""
        return set(self._tree) - {_END}

    def __call__(self, words: Sequence[Word], place: int) -> list[tuple[int, object]]:
        """Return the ends and values of the phrases at ``place``."""
        found: list[tuple[int, object]] = []
        node: Tree | None = self._tree
        while place < len(words) and node is not None:
            node = node.get(words[place].text)
            place += 1
            if node is not None and _END in node:
                found.append((place, node[_END]))
        return found
