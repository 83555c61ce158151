"""A text cut into sentences and words, with their places: the ground that everything in the coach stands on.

Words are compared folded: small letters, no diacritics, one kind of apostrophe, so that people may type as they like.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(
    r"(?:[^\W\d_]*qu|[b-df-hj-np-tv-xz])(?=['\u2019][^\W\d_])"  # a word cut short before a vowel: d'ici, jusqu'à
    r"|[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*"
    r"|\d+(?:[.,:\u00a0\u202f]\d+)*|[€$£₽₴%?!:…]",
    re.IGNORECASE,
)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'»”’)\]]*+(?=\s)|\n")
_OF_THE_CLOCK = frozenset(("h", "am", "pm", "a.m", "p.m", "ч"))
_APOSTROPHES = {0x2019: "'", 0x02BC: "'"}
_SHORTEST_WRAPPED, _LONGEST_LINE = 50, 100
"""Characters of a line that may have been wrapped: at 72 mostly, at the end of a word."""
LONGEST_SENTENCE = 1200
"""Characters after which a sentence is cut at the next blank: a text without full stops costs no more than others."""


def fold(text: str) -> str:
    """Return ``text`` as it is compared; it may be shorter or longer than ``text``."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_APOSTROPHES).lower()
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFD", plain)
    return "".join([char for char in apart if not unicodedata.combining(char)])


class Word:
    """A word, number or mark: ``text`` folded, and where it stands."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class Sentence:
    """A stretch of the text from ``start`` to ``end``, blanks around it left out.

    It is cut into words when they are asked for: of a draft that is read again only what has changed.
    """

    __slots__ = ("_whole", "_words", "end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text[start:end]
        self.start = start
        self.end = end
        self._whole = text
        self._words: list[Word] | None = None

    @property
    def words(self) -> list[Word]:
        """The words, with their places in the text."""
        if self._words is None:
            found = _WORD.finditer(self._whole, self.start, self.end)
            self._words = [Word(fold(one[0]), one.start(), one.end()) for one in found]
        return self._words

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"'»”’) ").endswith("?")


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [fold(found[0]) for found in _WORD.finditer(text)]


def sentences(text: str, abbreviations: frozenset[str]) -> list[Sentence]:
    """Cut ``text`` into sentences: at full stops, question and exclamation marks, and at the ends of lines.

    A line as long as mail programs make them, after which the next goes on with a small letter, has only been wrapped.
    ``abbreviations`` are folded words after which a full stop ends nothing. The time it takes grows with the length.
    """
    result: list[Sentence] = []
    start = 0
    for found in _END.finditer(text):
        ends_line = found[0] == "\n"
        if _is_wrapped(text, found.start()) if ends_line else _goes_on(text, found, start, abbreviations):
            continue
        _add(result, text, start, found.start() if ends_line else found.end())
        start = found.end()
    _add(result, text, start, len(text))
    return result


def _is_wrapped(text: str, end: int) -> bool:
    """Whether the line that ends here was cut by a mail program rather than by the writer."""
    length = end - 1 - text.rfind("\n", max(0, end - _LONGEST_LINE - 1), end)
    following = text[end + 1 : end + 2]
    return _SHORTEST_WRAPPED <= length <= _LONGEST_LINE and following.islower() and text[end - 1] not in ":;"


def _goes_on(text: str, found: re.Match[str], start: int, abbreviations: frozenset[str]) -> bool:
    if found[0] != ".":
        return found[0][0] == "…" and _next_is_small(text, found.end())
    before = max(text.rfind(" ", start, found.start()), text.rfind("\u00a0", start, found.start()), start - 1) + 1
    word = fold(text[before : found.start()]).lstrip("(«„“\"'")
    if word in abbreviations or (len(word) == 1 and word.isalpha()):
        return not (word in _OF_THE_CLOCK and _ends_hour(text, start, before, found.end()))
    return word.isdigit() and len(word) <= 2 and _next_is_small(text, found.end())


def _ends_hour(text: str, start: int, unit: int, end: int) -> bool:
    """Whether a unit of the clock stands after a number and before a capital: "by 6 p.m. I will call you"."""
    number = text[start:unit].rstrip(" \u00a0\u202f")
    following = text[end : end + 8].lstrip()
    return number[-1:].isdigit() and following[:1].isupper()


def _next_is_small(text: str, place: int) -> bool:
    rest = text[place : place + 8].lstrip(" \u00a0")
    return bool(rest) and rest[0].islower()


def _add(result: list[Sentence], text: str, start: int, end: int) -> None:
    while end - start > LONGEST_SENTENCE:
        cut = text.find(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = start + LONGEST_SENTENCE if cut < 0 else cut
        _add_short(result, text, start, cut)
        start = cut
    _add_short(result, text, start, end)


def _add_short(result: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        result.append(Sentence(text, start, end))
