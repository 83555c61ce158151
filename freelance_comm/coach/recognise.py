"""Which of the coach's languages a text is written in, told from its small words and its letters.

Apart from everything else in the coach because it must be known before any of that is loaded. Each language brings one
small file, ``recognise.txt``: ``[words]`` that hardly a paragraph does without, ``[letters]`` of its own, and
``[other]`` words and letters, which show that a text is in a language that only looks alike.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import islice

from freelance_comm.coach.words import fold

FILE = "recognise.txt"
_LONGEST = 3000
"""Characters that are looked at."""
_LEAST = 0.2
"""What a word must count on average; in running text a third to a half of all words are in the lists."""
_AHEAD = 1.2
"""How many times the runner-up's count the first must have."""
_LETTER = 0.25
"""What a letter of its own counts, in words."""
_SPELT = 0.9
"""How much of a text may be in other letters where its letters decide: names, files and links."""
_FOREIGN = 1.0
"""What a letter counts against a language that has none such."""


class _Signs:
    """What one language is known by; each word with the languages that share it."""

    def __init__(self, path: str) -> None:
        known: dict[str, list[str]] = {"words": [], "letters": [], "other": []}
        name = ""
        with open(path, encoding="utf-8") as source:
            for line in source:
                if line.startswith("["):
                    name = line.strip()[1:-1]
                elif not line.startswith("#"):
                    known[name].extend(line.lower().split())
        self.words = {fold(word) for word in known["words"]}
        self.letters = frozenset(known["letters"])
        self.other = {fold(word) for word in known["other"] if len(word) > 1}
        self.other_letters = frozenset(word for word in known["other"] if len(word) == 1)
        self.alphabet = frozenset("".join(self.words))


def recognised(text: str, folders: Mapping[str, str | os.PathLike[str]]) -> str:
    """Return the locale a text is in, of those in ``folders`` (``locales/<locale>/coach``); "" when none fits.

    Lines that quote another message do not count. Languages without a file are passed over.
    """
    plain = "\n".join(line for line in text[: 2 * _LONGEST].split("\n") if not line.lstrip().startswith(">"))
    plain = plain[:_LONGEST].lower()
    words = _words(plain)
    if not words:
        return ""
    signs = {locale: _Signs(path) for locale, folder in folders.items() if os.path.exists(path := f"{folder}/{FILE}")}
    shared: dict[str, int] = {}
    for one in signs.values():
        for word in one.words:
            shared[word] = shared.get(word, 0) + 1
    counts = {locale: _count(one, words, plain, shared) for locale, one in signs.items()}
    best, second = [*islice(sorted(counts.values(), reverse=True), 2), 0.0, 0.0][:2]
    if best < _LEAST * len(words) or best < _AHEAD * second:
        return next((locale for locale, one in signs.items() if _alone_spells(one, signs, words, plain)), "")
    return next(locale for locale, count in counts.items() if count == best)


def _words(plain: str) -> list[str]:
    kept = "".join([char if char.isalpha() else " " for char in plain])
    return [fold(word) for word in kept.split()]


def _count(signs: _Signs, words: list[str], plain: str, shared: Mapping[str, int]) -> float:
    count = sum(1 / shared[word] for word in words if word in signs.words)
    count -= sum(word in signs.other for word in words)
    own = sum(plain.count(letter) for letter in signs.letters)
    foreign = sum(plain.count(letter) for letter in signs.other_letters)
    return count + min(_LETTER * own, len(words) / 2) - _FOREIGN * foreign


def _alone_spells(one: _Signs, signs: Mapping[str, _Signs], words: list[str], plain: str) -> bool:
    """Whether a text is in letters that no other of the languages has, and shows no sign of a language beside them."""
    if not one.other.isdisjoint(words) or not one.other_letters.isdisjoint(plain):
        return False
    own = one.alphabet.difference(*(each.alphabet for each in signs.values() if each is not one))
    letters = "".join(words)
    return sum(letter in own for letter in letters) >= _SPELT * len(letters)
