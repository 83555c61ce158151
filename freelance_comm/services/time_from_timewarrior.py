"""Reads the files in which Timewarrior keeps its intervals: one ``inc`` line each.

    inc 20260302T080000Z - 20260302T093000Z # acme "two words" # "what was done"

Apart from its JSON because it is a language of its own; a word in quotation marks escapes with a backslash.
"""

from __future__ import annotations

import re

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.services.time_found import Place, Problem, ReadAs, Reading
from freelance_comm.services.time_from_json import compact_moment, interval

_LINE = re.compile(r"inc(?: ([0-9TZ]{1,20}))?(?: - ([0-9TZ]{1,20}))?(?: # (.*))?", re.ASCII)
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]\S*)')
_HEXADECIMAL = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": " ", "r": "", "b": "", "f": ""}


def is_line(text: str) -> bool:
    """Return whether a line is one of Timewarrior's files."""
    found = _LINE.fullmatch(text.strip())
    return found is not None and bool(found[1])


def read(text: str, read_as: ReadAs) -> Reading:
    """Yield the intervals of one file."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = Place(number=number)
        try:
            found = _LINE.fullmatch(line.strip())
            if found is None or not found[1]:
                raise BadValue(N_("it is not a Timewarrior interval."))
            tags, note = _said(found[3] or "")
            started, ended = compact_moment(found[1]), compact_moment(found[2]) if found[2] else None
            yield interval(place, started, ended, tags, note, read_as.zone)
        except AppError as error:
            yield Problem(place=place, message=error.message, params=dict(error.params))


def _said(text: str) -> tuple[tuple[str, ...], str]:
    """Return tags and annotation, which stand on the two sides of a second ``#``."""
    tags: list[str] = []
    note: list[str] = []
    into, place = tags, 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _WORD.match(text, place)
        if found is None:
            raise BadValue(N_("a quotation mark is never closed."))
        if found[0] == "#" and into is tags:
            into = note
        else:
            into.append(_plain(found[1]) if found[1] is not None else found[2])
        place = found.end()
    return tuple(tags), " ".join(note)


def _plain(quoted: str) -> str:
    plain = _HEXADECIMAL.sub(lambda found: chr(int(found[1], 16)), quoted)
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), plain)
