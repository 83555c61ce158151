"""What a language has to offer in place of what it should not say: wordings by rule, days, greetings, forms of address.

Read from ``locales/<locale>/coach/suggestions``: ``wordings.txt`` (sections are rules), ``days.txt`` (how a day is
named after each preposition, and the vague times it takes the place of) and ``people.txt``. Where they go in a draft is
the business of ``suggest``; no language is in the code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date

from freelance_comm.coach.knowledge import sections
from freelance_comm.coach.words import fold, words_of
from freelance_comm.domain.record import Record

BLANK = "…"
"""Stands in a wording for what only the freelancer knows."""
DAY = "{day}"
_BLANK = r"<([^<>]*)>"
_WEEKDAYS = 7


class Wording(Record):
    """A wording as it is offered, and as it reads once its blanks are filled with something likely."""

    words: str
    filled: str


class Wordings:
    """The wordings of one language; all is empty where the folder is missing."""

    def __init__(self, folder: str) -> None:
        self._sections: dict[str, list[str]] = {}
        if os.path.isdir(folder):
            for name in ("wordings", "days", "people"):
                for section, line in sections(f"{folder}/{name}.txt"):
                    self._sections.setdefault(section, []).append(line)
        pairs = [line.partition("=") for line in self._of("leads")]
        self.leads = {tuple(words_of(words)): frame.strip() for words, _, frame in pairs}
        self.vague = sorted({tuple(words_of(line)) for line in self._of("vague")}, key=lambda one: (-len(one), one))
        self.clauses = frozenset(fold(word) for line in self._of("clauses") for word in line.split())
        self.degrees = frozenset(fold(word) for line in self._of("degrees") for word in line.split())
        self.decimal = "".join(self._of("decimal mark")) or "."
        self.hours = "".join(self._of("hours"))
        self.after_opening = "".join(self._of("after opening day"))
        self._titles = {fold(name.strip()): said.strip() for name, _, said in map(_pair, self._of("titles"))}

    def _of(self, section: str) -> list[str]:
        return self._sections.get(section, [])

    def named(self, section: str, *, familiar: bool) -> list[str]:
        """Return the lines of a section that fit a form of address, without its mark."""
        other = "formal:" if familiar else "familiar:"
        lines = [line for line in self._of(section) if not line.startswith(other)]
        return [line.partition(":")[2].strip() if line.startswith(("formal:", "familiar:")) else line for line in lines]

    def is_familiar(self, words: Iterable[str]) -> bool:
        """Whether folded words of a draft address the client familiarly; in doubt they do not."""
        formal, familiar = (_words(self._of(name)) for name in ("formal", "familiar"))
        told = list(words)
        return sum(word in familiar for word in told) > sum(word in formal for word in told)

    def day(self, frame: str, day: date) -> str:
        """Return a day as it is named after a kind of preposition (``on``, ``by`` …)."""
        months, days = self._of("months"), self._of(frame) or self._of("on")
        if len(months) != 12 or len(days) != _WEEKDAYS:
            return ""
        first = self._of("first")
        number = first[0] if first and day.day == 1 else str(day.day)
        return days[day.weekday()].replace("{date}", months[day.month - 1].replace("{n}", number))

    def greeting(self, called: str, *, familiar: bool) -> tuple[str, str]:
        """Return a greeting and what ends its line; both are empty where the language has none."""
        section = "greeting" if called else "greeting without name"
        found = self.named(section, familiar=familiar)
        return (found[0].replace("{name}", called), "".join(self._of("after greeting"))) if found else ("", "")

    def called(self, name: str) -> str:
        """Return how somebody is called after a greeting: by title and last name, by first name, else by all of it."""
        parts = name.split()
        folded = [fold(part.strip(".,")) for part in parts]
        if len(parts) > 1 and folded[0] in self._titles:
            return f"{self._titles[folded[0]]} {parts[-1]}"
        firms = _words(self._of("firms"))
        is_person = all(part.replace("-", "").replace("'", "").replace("’", "").isalpha() for part in parts)
        if not 1 < len(parts) < 4 or not is_person or any(word in firms for word in folded):
            return " ".join(parts)
        endings = tuple(fold(line) for line in self._of("patronymics"))
        for place in (1, 2):
            if endings and place < len(parts) and folded[place].endswith(endings):
                return f"{parts[place - 1]} {parts[place]}"
        return parts[0]


def filled_in(template: str, day: str, sample: str) -> Wording:
    """Return a line of ``wordings.txt`` as a wording: ``day`` in its place, or a blank that ``sample`` would fill."""
    shown, filled = template.replace(DAY, day or BLANK), template.replace(DAY, day or sample)
    if "<" in shown or "<" in filled:
        shown, filled = re.sub(_BLANK, BLANK, shown), re.sub(_BLANK, r"\1", filled)
    return Wording(words=shown, filled=filled)


def _pair(line: str) -> tuple[str, str, str]:
    return line.partition("=")


def _words(lines: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())
