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

from freelance_comm.coach import meaning
from freelance_comm.coach.acts import Classifier, mapped, read_head
from freelance_comm.coach.features import features
from freelance_comm.coach.second_look import SecondLook
from freelance_comm.coach.word_classes import Classes, grouped
from freelance_comm.coach.words import Sentence, fold, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WORDS = ("words.txt", "concepts.txt")
PHRASES = "phrases.txt"
DRAFTS, INCOMING = "drafts", "incoming"
WEIGHTS = (DRAFTS, INCOMING)
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


def gathered(folder: str) -> dict[str, Any]:
    """Return what ``Knowledge`` takes of a language, as plain data. Raises ``OSError`` and ``ValueError``."""
    phrases = read_phrases(folder)
    known: dict[str, Any] = {
        "phrases": phrases,
        "when": "\n".join(line for name, line in sections(f"{folder}/{PHRASES}") if name == WHEN),
        "abbreviations": tuple(sorted({"".join(one).rstrip(".") for one in phrases.get("abbreviations", ())})),
        "short forms": {words[0]: words[1:] for words in phrases.get("short forms", ())},
    }
    for name in WEIGHTS:
        if os.path.isfile(path := f"{folder}/{name}.weights"):
            known[name] = read_head(mapped(path))
    known["classes"] = grouped(known[DRAFTS].pop("classes", {}))
    return known


class Knowledge:
    """One language: ``classes`` of words, ``phrases`` by meaning, classifiers of drafts and of incoming messages.

    ``known`` is what ``gathered`` returned of the folder, where that has been done before.
    """

    def __init__(self, locale: str, folder: str, known: Mapping[str, Any] | None = None) -> None:
        self.locale = locale
        self.folder = folder
        self._known = known = gathered(folder) if known is None else known
        self.phrases: Mapping[str, tuple[tuple[str, ...], ...]] = known["phrases"]
        self.abbreviations = frozenset(known["abbreviations"])
        self.short_forms: Mapping[str, tuple[str, ...]] = known["short forms"]
        self.classes = Classes(known["classes"])
        self.drafts = self._classifier(DRAFTS)
        self.meaning = meaning.found(locale)
        second_look = (self.meaning or self.drafts).second_look
        self.second_look = SecondLook(second_look) if second_look else None
        self._incoming: Classifier | None = None

    @property
    def when(self) -> tuple[str, ...]:
        """The lines that name times, as ``dates.learned`` reads them."""
        return tuple(self._known["when"].splitlines())

    @property
    def incoming(self) -> Classifier:
        """The classifier of incoming messages, read when the first one is."""
        if self._incoming is None:
            self._incoming = self._classifier(INCOMING)
        return self._incoming

    def scores(self, given: Sequence[Sentence]) -> list[dict[str, float]]:
        """Return for each sentence of a draft how likely it does each act, between 0 and 1."""
        by_words = [self.drafts.scores(self.features(one)) for one in given]
        return self.meaning.weighed([one.text for one in given], by_words) if self.meaning else by_words

    def features(self, sentence: Sentence) -> set[str]:
        """Return what a sentence shows a classifier."""
        return features([word.text for word in sentence.words], self.classes)

    def sure(self, act: str) -> float:
        """Return the score from which on a sentence of a draft is taken to do an act."""
        return (self.meaning or self.drafts).sure(act)

    def possible(self, act: str) -> float:
        """Return the score from which on a sentence of a draft may be doing an act: the draft does not lack it."""
        return (self.meaning or self.drafts).possible(act)

    def _classifier(self, name: str) -> Classifier:
        return Classifier(mapped(f"{self.folder}/{name}.weights"), self._known.get(name))

    def holds(self, words: Sequence[str], meaning: str) -> bool:
        """Whether a phrase of ``meaning`` stands anywhere in ``words``."""
        return self.find(words, meaning) is not None

    def find(self, words: Sequence[str], meaning: str) -> tuple[int, int] | None:
        """Return where the first phrase of ``meaning`` stands in ``words``, as a half-open stretch."""
        return next(self.every(words, meaning), None)

    def every(self, words: Sequence[str], meaning: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases of ``meaning`` stand in ``words``, by their beginnings, the longest first."""
        phrases = self.phrases.get(meaning, ())
        for start, word in enumerate(words):
            for phrase in phrases:
                # Nearly all phrases begin with another word: no more of them is looked at.
                other = phrase and phrase[0] != word and phrase[0][-1] != "*"
                if not other and _stands(phrase, words, start):
                    yield start, start + len(phrase)


def _stands(phrase: Sequence[str], words: Sequence[str], start: int) -> bool:
    if start + len(phrase) > len(words):
        return False
    return all(
        word == wanted or (wanted.endswith("*") and word.startswith(wanted[:-1]))
        for wanted, word in zip(phrase, words[start:], strict=False)
    )
