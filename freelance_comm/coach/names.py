"""Whether somebody is addressed by name: first or last, in any case or short form, however it was typed."""

from __future__ import annotations

from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.words import fold, words_of

_SHORTEST = 2
_LONGEST_ENDING = 3


def is_addressed(name: str, forms: tuple[str, ...], text: str, knowledge: Knowledge) -> bool:
    """Return whether any part of ``name``, or one of its ``forms``, stands in ``text`` as a name.

    Case endings, missing diacritics and usual short forms count. A part that is also a word of the language ("Will",
    "Pierre") counts only where it is written like a name and does not begin a sentence.
    """
    parts = _parts(name, knowledge) | {fold(form) for form in forms}
    parts |= {short for part in parts for short in knowledge.short_forms.get(part, ())}
    place = 0
    for raw in text.split():
        begins = place == 0 or text[:place].rstrip().endswith((".", "!", "?", "\n", ":"))
        place = text.find(raw, place) + len(raw)
        for word in words_of(raw):
            if any(_same(part, word) for part in parts) and _like_a_name(raw, word, begins, knowledge):
                return True
    return False


def _parts(name: str, knowledge: Knowledge) -> set[str]:
    return {
        word for word in words_of(name) if len(word) >= _SHORTEST and "title" not in knowledge.classes.get(word, ())
    }


def _same(part: str, word: str) -> bool:
    if part == word:
        return True
    stem = part.rstrip("aeiouаеиоуыэюяйь'") or part
    if len(stem) < 3 or not word.startswith(stem):
        return False
    return len(word) - len(stem) <= _LONGEST_ENDING and abs(len(word) - len(part)) <= _LONGEST_ENDING


def _like_a_name(raw: str, word: str, begins: bool, knowledge: Knowledge) -> bool:
    if "homograph" not in knowledge.classes.get(word, ()):
        return True
    letters = raw.lstrip("(«„“\"'")
    return letters[:1].isupper() and not begins
