"""Working hours said in words: "de lunes a viernes de 9 a 14 y de 16 a 19", "Monday to Friday from 9 to 5".

They are turned into the notation (``domain/hours_notation.py``). The small words are those of natural times in every
language of the program (``moments.toml``); a word that is none of them is left to the notation to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from freelance_comm.text.time_words import fold

_PIECE = re.compile(
    r"(?P<time>\d{1,2}(?:[:.h]\d{2})?)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)\.?|(?P<mark>[-,;])|(?P<other>\S)"
)
_SILENT = ("from", "at", "on", "of", "hour_mark", "o_clock")
"""Roles of words that say nothing here: "from 9 o'clock", "le lundi"."""


def in_notation(text: str, called: Callable[[str], int | None]) -> str:
    """Return ``text`` in the notation, or empty where it has a word or a sign that nobody says with hours.

    ``called`` says which day, 0 for Monday, a name means, and None for a name of none.
    """
    silent, to, also = _small_words()
    said = ""
    kind, joined, times = "", "", 0
    for piece in _PIECE.finditer(fold(text)):
        word = piece["word"] or piece["mark"] or ""
        is_day = bool(piece["word"]) and called(word) is not None
        if is_day or piece["time"]:
            now = "day" if is_day else "time"
            if now != kind:
                said += "; " if kind == "time" else " " if kind else ""
                times = 0
            elif now == "time":
                said += "-" if times % 2 else ","
            else:
                said += "-" if joined == "to" else ","
            said += word if is_day else piece["time"].replace("h", ":").replace(".", ":")
            kind, joined, times = now, "", times + 1
        elif word in also or word in (",", ";"):
            joined = "and"
        elif word in to or word == "-":
            joined = "to"
        elif word not in silent:
            return ""
    return said


def _small_words() -> tuple[set[str], set[str], set[str]]:
    """Return the words that say nothing, those for "to", and those for "and", folded."""
    from freelance_comm.text.catalog import interface_locales
    from freelance_comm.text.tables import MOMENTS, read_table

    found: dict[str, set[str]] = {"silent": set(), "to": set(), "and": set()}
    for locale in interface_locales():
        words = read_table(locale, MOMENTS)["words"]
        for role in (*_SILENT, "to", "and"):
            for phrase in words[role]:
                found["silent" if role in _SILENT else role].update(fold(phrase).split())
    return found["silent"], found["to"], found["and"]
