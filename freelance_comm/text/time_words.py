"""The words of natural times, language by language: from ``locales/<locale>/moments.toml``, never from Python.

A word plays roles ("at", "weekdays", "units"): the grammar asks whether the next words play the role it needs, so one
word may play several (Romanian "la" is "at" and "to", French "sept" a number and a month). English is understood in
every language, after the language's own words. A new table is a new language, without any code; the table of a country
(``en_GB``) need only hold what differs there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:t[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[+-][0-9]{2}:?[0-9]{2})?"
    r"| [0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|\+[0-9]{2}:?[0-9]{2})?)?(?![0-9]))"
    r"|(?P<int>[0-9]+)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)\.?|(?P<mark>[-:.,/])| "
)
_PLAIN = {ord(char): "-" for char in "\u2010\u2011\u2012\u2013\u2014\u2212"} | {
    ord(char): "'" for char in "\u2019\u02bc`\u00b4"
}
_CYRILLIC_APOSTROPHE = re.compile("(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])")
"""Ukrainian: written in several ways, and left out by many who type."""
_loaded: dict[tuple[str, ...], Words] = {}


class Tokens:
    """A text cut into words, whole numbers, marks and ISO dates. ``glued[i]`` says that no blank stood before i."""

    __slots__ = ("glued", "kinds", "texts")

    def __init__(self, texts: tuple[str, ...], kinds: tuple[str, ...], glued: tuple[bool, ...]) -> None:
        self.texts = texts
        self.kinds = kinds
        self.glued = glued


def fold(text: str) -> str:
    """Return ``text`` as words are compared: lower case, no diacritics (ё is е, ș is s), plain dashes and blanks.

    An apostrophe between Cyrillic letters is left out.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_PLAIN))
        text = "".join(char for char in text if not unicodedata.combining(char))
        text = _CYRILLIC_APOSTROPHE.sub("", text)
    return " ".join(text.casefold().split())


def tokens(text: str) -> Tokens | None:
    """Cut ``text`` into tokens; ``None`` when it holds anything else: other digits, underscores, controls, symbols."""
    if any(char.isnumeric() and not char.isascii() for char in text):
        return None  # digits of other scripts, halves, powers: nobody knows which number is meant
    folded = fold(text)
    texts: list[str] = []
    kinds: list[str] = []
    glued: list[bool] = []
    place, blank = 0, True
    while place < len(folded):
        found = _TOKEN.match(folded, place)
        if found is None:
            return None
        place = found.end()
        kind = found.lastgroup
        if kind is None:
            blank = True
            continue
        texts.append(found[kind])
        kinds.append(kind)
        glued.append(not blank)
        blank = False
    return Tokens(tuple(texts), tuple(kinds), tuple(glued))


class Words:
    """The words of one language and English: what a phrase means in each role it plays."""

    def __init__(self, tables: tuple[dict[str, Any], ...]) -> None:
        self.examples: dict[str, list[str]] = {}
        self.slash = next((str(table["order"]["slash"]) for table in tables if "order" in table), "")
        self.week = next((str(table["order"]["week"]) for table in tables if "week" in table.get("order", {})), "")
        self._roles: dict[str, dict[tuple[str, ...], Any]] = {}
        self._longest: dict[str, int] = {}
        for table in reversed(tables):  # the language's own table comes first and so is read last: it wins
            self._read(table)

    def _read(self, table: dict[str, Any]) -> None:
        self.examples.update(table.get("examples", {}))
        for role in ("days", "mornings", "evenings", "weeks", "numbers", "hours", "lengths"):
            for phrase, value in table.get(role, {}).items():
                self._add(role, phrase, value)
        for role in ("weekdays", "months", "units"):
            for value, phrases in enumerate(table.get(role, {}).items()):
                for phrase in phrases[1]:
                    self._add(role, phrase, phrases[0] if role == "units" else value)
        words = table.get("words", {})
        for role, phrases in words.items():
            for phrase in phrases:
                self._add(role, phrase, phrase)
        for half in ("morning", "evening"):
            for ending in words.get(f"joined_{half}", ()):
                self._read_joined(table, f"weekday_{half}s", ending)

    def _read_joined(self, table: dict[str, Any], role: str, ending: str) -> None:
        """Take in the weekdays that are one word with a half of the day: "Freitagnachmittag"."""
        for weekday, names in enumerate(table.get("weekdays", {}).values()):
            for name in names:
                self._add(role, name + ending, weekday)

    def _add(self, role: str, phrase: str, value: Any) -> None:
        cut = tokens(phrase)
        assert cut is not None, phrase
        self._roles.setdefault(role, {})[cut.texts] = value
        self._longest[role] = max(self._longest.get(role, 0), len(cut.texts))

    def matches(self, role: str, texts: tuple[str, ...], place: int) -> list[tuple[Any, int]]:
        """Return the meanings of the phrases at ``place`` that play ``role`` and where they end, longest first."""
        phrases = self._roles.get(role)
        if phrases is None:
            return []
        longest = min(self._longest[role], len(texts) - place)
        ends = range(place + longest, place, -1)
        return [(phrases[texts[place:end]], end) for end in ends if texts[place:end] in phrases]


def vocabularies(cut: Tokens, locale: str) -> Iterator[Words]:
    """Yield the words to read a text with, one after the other: none where it has none, the language's, English too."""
    if "word" not in cut.kinds and "/" not in cut.texts:
        yield Words(())
        return
    own = words_of(locale, english=False)
    yield own
    if (everything := words_of(locale)) is not own:
        yield everything


def words_of(locale: str, *, english: bool = True) -> Words:
    """Return the words understood in ``locale``: its own table (``fr_CA`` may hold only what differs), then those of
    its language (``fr``), then English where wanted or where there is nothing else.
    """
    from freelance_comm.text.catalog import fallbacks
    from freelance_comm.text.tables import MOMENTS, read_table

    names = fallbacks(locale)
    key = tuple(dict.fromkeys((*names, "en"))) if english else names
    if key not in _loaded:
        tables = tuple(table for name in key if (table := read_table(name, MOMENTS)))
        _loaded[key] = Words(tables or (read_table("en", MOMENTS),))
    return _loaded[key]
