"""Patterns of words that name a time, matched at a place of a sentence.

Apart from what they mean: here is only how they are written and how they are found. A pattern is words apart by blanks,
``a|b`` for either, ``(a)`` for one that may be missing, ``{slot}`` for what varies (a weekday, a number, a month …).
All patterns lie in one tree, so that a place costs as many steps as the longest pattern has words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from freelance_comm.coach.words import Word, words_of

Captured = tuple[tuple[str, object], ...]
Slot = Callable[[Sequence[Word], int], list[tuple[int, object]]]
"""What a slot accepts at a place: each end with its value."""


class Node:
    """A place in the tree: where each word and each slot leads, and what a pattern that ends here means.

    ``order`` counts the patterns: of two that are as long the earlier one holds.
    """

    __slots__ = ("meaning", "order", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.slots: dict[str, Node] = {}
        self.meaning = ""
        self.order = 0

    def after_words(self, words: Sequence[str]) -> Node:
        """Return the node behind ``words``, made where it is missing."""
        node = self
        for word in words:
            behind = node.words.get(word)
            if behind is None:
                behind = node.words[word] = Node()
            node = behind
        return node


class Patterns:
    """The tree of all patterns; ``slots`` says what each slot accepts."""

    def __init__(self) -> None:
        self._root = Node()
        self._count = 0
        self.slots: dict[str, Slot] = {}

    def add(self, pattern: str, meaning: str) -> None:
        """Add a folded pattern; of two that read the same words the first keeps its meaning.

        Raises ``ValueError`` where a parenthesis stands alone.
        """
        nodes = [self._root]
        for token in pattern.split():
            optional = token[0] == "("
            if optional != (token[-1] == ")"):
                raise ValueError(pattern)
            parts = (token[1:-1] if optional else token).split("|")
            reached = list(nodes) if optional else []
            for node in nodes:
                for part in parts:
                    behind = _behind(node, part)
                    if behind is not None and behind not in reached:
                        reached.append(behind)
            nodes = reached
        for node in nodes:
            if node is not self._root and not node.meaning:
                node.meaning = meaning
                node.order = self._count
        self._count += 1

    def match(self, words: Sequence[Word], place: int) -> tuple[int, str, Captured] | None:
        """Return the end, the meaning and what the slots held of the longest pattern at ``place``."""
        best: tuple[int, str, Captured] | None = None
        order = 0
        open_ends: list[tuple[Node, int, Captured]] = [(self._root, place, ())]
        while open_ends:
            node, at, held = open_ends.pop()
            if node.meaning and (best is None or at > best[0] or (at == best[0] and node.order < order)):
                best, order = (at, node.meaning, held), node.order
            for name, behind in node.slots.items():
                for end, value in self.slots[name](words, at):
                    open_ends.append((behind, end, (*held, (name, value))))
            if at < len(words):
                literal = node.words.get(words[at].text)
                if literal is not None:
                    open_ends.append((literal, at + 1, held))
        return best


def _behind(node: Node, part: str) -> Node | None:
    if part[0] == "{":
        behind = node.slots.get(part[1:-1])
        if behind is None:
            behind = node.slots[part[1:-1]] = Node()
        return behind
    words = _words(part)
    return node.after_words(words) if words else None


def _words(text: str) -> list[str]:
    return [text] if text.isalpha() else words_of(text)


class Phrases:
    """A slot of fixed phrases, each with a value; the longest that stands at a place comes last."""

    def __init__(self) -> None:
        self._root = Node()
        self._values: dict[int, object] = {}

    def add(self, phrase: str, value: object = None) -> None:
        """Add a folded phrase with its value."""
        node = self._root.after_words(_words(phrase))
        if node is not self._root:
            node.meaning = "."
            self._values.setdefault(id(node), value)

    def __call__(self, words: Sequence[Word], place: int) -> list[tuple[int, object]]:
        """Return the ends and values of the phrases at ``place``."""
        found: list[tuple[int, object]] = []
        node: Node | None = self._root
        while place < len(words) and node is not None:
            node = node.words.get(words[place].text)
            place += 1
            if node is not None and node.meaning:
                found.append((place, self._values[id(node)]))
        return found
