"""What the coach knows of one language, read from ``locales/<locale>/coach``: no language is in the code.

``words.txt`` and ``concepts.txt`` sort words into classes: ``[class]``, then words apart by blanks, ``*`` standing for
any ending. Classes bear the same names in all languages; rules ask for some of those in ``words.txt``, the rest serve
the classifier alone.
``phrases.txt`` holds phrases by what they mean, one a line. Words are written as people write them; they are compared
folded. ``#`` begins a comment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from freelance_comm.coach.acts import Classifier
from freelance_comm.coach.words import fold, words_of

WORDS = ("words.txt", "concepts.txt")
PHRASES = "phrases.txt"
WHEN = "when"
"""The section of phrases that name a time: ``phrase = meaning``, as ``TimeWords`` reads them."""


def read_classes(folder: str | os.PathLike[str]) -> dict[str, tuple[str, ...]]:
    """Return the classes of each word or beginning of a word. Raises ``OSError`` where there is no such folder."""
    found: dict[str, list[str]] = {}
    for file in WORDS:
        for name, line in sections(f"{os.fspath(folder)}/{file}"):
            for word in fold(line).split():
                if name not in found.setdefault(word, []):
                    found[word].append(name)
    return {word: tuple(names) for word, names in found.items()}


def read_phrases(folder: str | os.PathLike[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases of each meaning as folded words, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, line in sections(f"{os.fspath(folder)}/{PHRASES}"):
        if name != WHEN:
            found.setdefault(name, set()).add(tuple(_words(line)))
    return {name: tuple(sorted(each, key=lambda one: (-len(one), one))) for name, each in found.items()}


def _words(line: str) -> list[str]:
    return [part for piece in line.split() for part in ([fold(piece)] if "*" in piece else words_of(piece))]


def sections(path: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a file with the ``[section]`` each stands in; empty lines and comments are left out."""
    name = ""
    with open(path, encoding="utf-8") as source:
        for raw in source:
            line = raw.partition("#")[0].strip()
            if line.startswith("[") and line.endswith("]"):
                name = line[1:-1].strip()
            elif line:
                yield name, line


class Classes(Mapping[str, Sequence[str]]):
    """The classes of each word or beginning of a word, as the classifier brings them: names apart by blanks."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._joined = joined

    def __getitem__(self, word: str) -> Sequence[str]:
        """Return the names of the classes of ``word``. Raises ``KeyError`` where it has none."""
        return self._joined[word].split()

    def __iter__(self) -> Iterator[str]:
        """Go through the words that have a class."""
        return iter(self._joined)

    def __len__(self) -> int:
        """Return how many words have a class."""
        return len(self._joined)

    def get(self, word: str, default: Any = ()) -> Any:
        """Return the names of the classes of ``word``, or ``default``; asked for every beginning of every word."""
        names = self._joined.get(word)
        return default if names is None else names.split()


class Knowledge:
    """One language: ``classes`` of words, ``phrases`` by meaning, classifiers of drafts and of incoming messages."""

    def __init__(self, locale: str, folder: str) -> None:
        self.locale = locale
        self.folder = folder
        self.phrases = read_phrases(folder)
        self.when = tuple(line for name, line in sections(f"{folder}/{PHRASES}") if name == WHEN)
        self.abbreviations = frozenset("".join(words).rstrip(".") for words in self.phrases.get("abbreviations", ()))
        self.short_forms = {words[0]: words[1:] for words in self.phrases.get("short forms", ())}
        self.drafts = _classifier(f"{folder}/drafts.weights")
        self.classes = Classes(self.drafts.classes)
        self._folder = folder
        self._incoming: Classifier | None = None

    @property
    def incoming(self) -> Classifier:
        """The classifier of incoming messages, read when the first one is."""
        if self._incoming is None:
            self._incoming = _classifier(f"{self._folder}/incoming.weights")
        return self._incoming

    def holds(self, words: Sequence[str], meaning: str) -> bool:
        """Whether a phrase of ``meaning`` stands anywhere in ``words``."""
        return self.find(words, meaning) is not None

    def find(self, words: Sequence[str], meaning: str) -> tuple[int, int] | None:
        """Return where the first phrase of ``meaning`` stands in ``words``, as a half-open stretch."""
        for start in range(len(words)):
            for phrase in self.phrases.get(meaning, ()):
                if _stands(phrase, words, start):
                    return start, start + len(phrase)
        return None


def _stands(phrase: Sequence[str], words: Sequence[str], start: int) -> bool:
    if start + len(phrase) > len(words):
        return False
    return all(
        word == wanted or (wanted.endswith("*") and word.startswith(wanted[:-1]))
        for wanted, word in zip(phrase, words[start:], strict=False)
    )


def _classifier(path: str) -> Classifier:
    with open(path, "rb") as source:
        return Classifier(source.read())
