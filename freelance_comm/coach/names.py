"""Whether somebody is addressed by name: first or last, in any case or short form, however it was typed.

What a language does to names lies in its ``phrases.txt``: ``short forms`` (one name with its forms a line), ``name
endings`` (one part is added, two parts: the first turns into the second), ``dropped endings``, ``name particles``
(words inside names that name nobody, and what firms call themselves), ``letters`` and ``sounds`` (how another script
writes a name, and which letters sound alike).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.words import fold, words_of

_WORD = r"[^\W\d_]+"
_SHORTEST = 2
_LONGEST_OPENING = 60
"""Characters of a line before a name within which a greeting may stand."""
_FARTHEST_BACK = 8
_MOST_TITLES = 3
_VOWELS = "aeiouy'"
_ENDS = ".!?…:;\n"


def is_addressed(name: str, forms: tuple[str, ...], text: str, knowledge: Knowledge) -> bool:
    """Return whether any part of ``name``, or one of its ``forms``, stands in ``text`` as a name.

    Case endings, missing diacritics, usual short forms and the name in another script count. A part that is also a
    word of the language ("Will", "Pierre") counts only where it is written like a name. A name that consists of titles
    alone names nobody, and cannot be missed.
    """
    parts = _parts(name, knowledge)
    if not parts and not forms:
        return True
    called = _Called(parts, {fold(form) for form in forms}, knowledge)
    return any(called.by(found[0], text, found.start(), found.end()) for found in re.finditer(_WORD, text))


def is_known_name(word: str, knowledge: Knowledge) -> bool:
    """Return whether a folded word is a usual first name of the language, in any case or short form."""
    known = {name for line in knowledge.phrases.get("short forms", ()) for name in line}
    return word in known or any(form in known for form in _bare(word, knowledge))


class _Called:
    """All the ways in which one name may be written."""

    def __init__(self, parts: set[str], forms: set[str], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._exact = parts | {word for form in forms for word in words_of(form)}
        self._near = {short for part in self._exact for short in _short_forms(part, knowledge)}
        self._near |= {changed for part in self._exact | self._near for changed in _inflected(part, knowledge)}
        self._letters = {one[0]: "".join(one[1:]) for one in knowledge.phrases.get("letters", ()) if len(one) in (1, 2)}
        self._heard = [(one[0], "".join(one[1:])) for one in knowledge.phrases.get("sounds", ())]
        self._sounds = {self._sound(part) for part in self._exact | self._near if len(part) > _SHORTEST}
        self._others_script = {part.isascii() for part in self._exact}

    def by(self, raw: str, text: str, start: int, end: int) -> bool:
        """Whether the word ``raw`` at that place of the text is the name."""
        word = fold(raw)
        if word in self._exact:
            return self._like_a_name(raw, word, text, start, end)
        if not raw[0].isupper() and not (word in self._near and _beside_greeting(text, start, end, self._knowledge)):
            return False
        if word in self._near:
            return self._like_a_name(raw, word, text, start, end)
        if not self._letters or word.isascii() in self._others_script:
            return False
        return any(self._sound(one) in self._sounds for one in (word, *_bare(word, self._knowledge)))

    def _sound(self, word: str) -> str:
        """Return what stays of a name in any spelling: its consonants, once each; all of it where they are too few."""
        word = self._spelt(word)
        for written, heard in self._heard:
            word = word.replace(written, heard)
        bones = "".join(char for char in word if char not in _VOWELS)
        single = "".join(char for place, char in enumerate(bones) if char != bones[place - 1 : place])
        return single if len(single) >= _SHORTEST else word

    def _spelt(self, word: str) -> str:
        """Return a word in Latin letters, longer signs first."""
        if word.isascii():
            return word
        spelt, place = "", 0
        while place < len(word):
            sign = next(
                (word[place : place + size] for size in (2, 1) if word[place : place + size] in self._letters), ""
            )
            spelt += self._letters.get(sign, word[place])
            place += len(sign) or 1
        return spelt

    def _like_a_name(self, raw: str, word: str, text: str, start: int, end: int) -> bool:
        classes = self._knowledge.classes.get(word, ())
        if not raw[0].isupper():
            apart = text[max(0, start - _FARTHEST_BACK) : start].rstrip()[-1:] == "," or text[end : end + 1] in (
                ",",
                "!",
                "\n",
                "",
            )
            return "homograph" not in classes and (apart or _after_greeting(text, start, self._knowledge))
        if "homograph" not in classes:
            return True
        if _begins(text, start):
            return text[end : end + 1] in (",", "!", "\n", "")
        if _after_greeting(text, start, self._knowledge):
            return True
        near_number = any(char.isdigit() for char in text[max(0, start - 6) : start] + text[end : end + 4])
        return not ("month" in classes and near_number)


def _parts(name: str, knowledge: Knowledge) -> set[str]:
    words = [word for word in re.findall(_WORD, fold(name)) if len(word) >= _SHORTEST]
    words = [word for word in words if "title" not in knowledge.classes.get(word, ())]
    particles = {one[0] for one in knowledge.phrases.get("name particles", ()) if one}
    return {word for word in words if word not in particles} or set(words)


def _short_forms(part: str, knowledge: Knowledge) -> Iterator[str]:
    for line in knowledge.phrases.get("short forms", ()):
        if part in line:
            yield from line


def _inflected(part: str, knowledge: Knowledge) -> Iterator[str]:
    for change in knowledge.phrases.get("name endings", ()):
        if len(change) == 1:
            yield part + change[0]
        elif part.endswith(change[0]) and len(part) > len(change[0]) + 1:
            yield part[: -len(change[0])] + change[1]
    for dropped in knowledge.phrases.get("dropped endings", ()):
        if part.endswith(dropped[0]) and len(part) > len(dropped[0]) + _SHORTEST:
            yield part[: -len(dropped[0])]


def _bare(word: str, knowledge: Knowledge) -> Iterator[str]:
    """Return the forms that a word in a case may come from."""
    for change in knowledge.phrases.get("name endings", ()):
        if word.endswith(change[-1]) and len(word) > len(change[-1]) + 1:
            yield word[: -len(change[-1])] + (change[0] if len(change) > 1 else "")


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _FARTHEST_BACK) : start].rstrip(" \t\u00a0\"'«„“(—–-")
    return not before or before.endswith(tuple(_ENDS))


def _beside_greeting(text: str, start: int, end: int, knowledge: Knowledge) -> bool:
    """Whether a name follows a greeting, or begins its line and is followed by one: "юль, привет"."""
    if _after_greeting(text, start, knowledge):
        return True
    line = text[end : end + _LONGEST_OPENING].partition("\n")[0]
    if text[:start].rpartition("\n")[2].strip() or not line.startswith(","):
        return False
    found = knowledge.find(words_of(line), "greeting")
    return found is not None and found[0] == 0


def _after_greeting(text: str, start: int, knowledge: Knowledge) -> bool:
    """Whether only a greeting and titles stand between the beginning of the line and ``start``."""
    opening = text.rfind("\n", max(0, start - _LONGEST_OPENING), start) + 1
    if not opening and start > _LONGEST_OPENING:
        return False
    words = words_of(text[opening:start])
    found = knowledge.find(words, "greeting") if words else None
    return found is not None and found[0] == 0 and len(words) - found[1] <= _MOST_TITLES
