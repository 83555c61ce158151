"""Times named in running text: days, dates, hours and lengths of time, resolved to days where they can be.

The words come from the table of natural times of the language (``moments.toml``) and from the coach's own phrases; this
module knows what follows what. Where a form leaves doubt, the reading that lies ahead of ``today`` is taken, as in a
promise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from freelance_comm.coach.words import Word, fold, words_of
from freelance_comm.domain.record import Record

_WEEKDAYS = 7
_FRIDAY = 4
_SHORTEST_STEM = 5
_LONGEST_ENDING = 3
_LENGTHS = {"day": 1, "week": 7, "month": 30}


class SaidTime(Record):
    """A time in a text: the place of its words (half-open), the day it means, None for an hour or a length alone."""

    first: int
    last: int
    day: date | None = None
    is_length: bool = False


class TimeWords:
    """The words of times in one language, from its table of natural times and the coach's phrases of meaning ``when``.

    Those are ``phrase = meaning``, the meaning being ``+N`` days, ``week``, ``next-week``, ``weekend``, ``month``, or
    ``some`` for a time that names no day.
    """

    def __init__(self, table: Mapping[str, Any], phrases: Sequence[str] = ()) -> None:
        self.phrases: list[tuple[tuple[str, ...], str]] = []
        for group in ("days", "mornings", "evenings"):
            for phrase, days in table.get(group, {}).items():
                self._phrase(phrase, f"+{days}")
        for line in phrases:
            phrase, _, meaning = line.partition("=")
            self._phrase(phrase, meaning.strip())
        self.phrases.sort(key=lambda one: (-len(one[0]), one[0]))
        self.weekdays = _numbered(table.get("weekdays", {}), 0)
        self.months = _numbered(table.get("months", {}), 1)
        self.units = {fold(word): unit for unit, words in table.get("units", {}).items() for word in words}
        self.numbers = {fold(word): number for word, number in table.get("numbers", {}).items()}
        said = table.get("words", {})
        self.ahead = {fold(word) for word in said.get("in", ())}
        self.of = {fold(word) for word in said.get("of", ())}
        self.at = {fold(word) for word in (*said.get("at", ()), *said.get("by", ()))}
        self.day_first = table.get("order", {}).get("slash", "") != "month-day"
        self.starts = {phrase[0] for phrase, _ in self.phrases}

    def _phrase(self, phrase: str, meaning: str) -> None:
        words = tuple(words_of(phrase))
        if words:
            self.phrases.append((words, meaning))

    def find(self, words: Sequence[Word], today: date | None) -> list[SaidTime]:
        """Return the times that are named in ``words``; days are None where ``today`` is and they hang on it."""
        found: list[SaidTime] = []
        place = 0
        while place < len(words):
            said = self._at(words, place, today)
            if said is None:
                place += 1
            else:
                found.append(said)
                place = said.last
        return found

    def _at(self, words: Sequence[Word], place: int, today: date | None) -> SaidTime | None:
        return (
            self._date(words, place, today)
            or self._length(words, place, today)
            or self._named(words, place, today)
            or self._clock(words, place)
        )

    def _date(self, words: Sequence[Word], place: int, today: date | None) -> SaidTime | None:
        weekday = _lookup(self.weekdays, words[place].text)
        if weekday is not None:
            for step in (1, 2):  # "Monday 5 March", "Monday the 5th of March"
                inner = self._date(words, place + step, today) if place + step < len(words) else None
                if inner is not None and inner.day is not None and not inner.is_length and inner.first == place + step:
                    return inner.but(first=place)
            if today is None:
                return SaidTime(first=place, last=place + 1)
            gap = (weekday - today.weekday()) % _WEEKDAYS or _WEEKDAYS
            return SaidTime(first=place, last=place + 1, day=today + timedelta(days=gap))
        return self._day_and_month(words, place, today) or _with_dots(words[place], place, today, self.day_first)

    def _day_and_month(self, words: Sequence[Word], place: int, today: date | None) -> SaidTime | None:
        number = _ordinal(words[place].text)
        if number is not None and 1 <= number <= 31:
            after = place + 1
            while (
                after < len(words) and after < place + 3 and (words[after].text in self.of or _is_ending(words[after]))
            ):
                after += 1
            month = _lookup(self.months, words[after].text) if after < len(words) else None
            if month is not None:
                return _dated(words, place, after + 1, number, month, today)
        month = _lookup(self.months, words[place].text)
        if month is not None and place + 1 < len(words):
            number = _ordinal(words[place + 1].text)
            if number is not None and 1 <= number <= 31:
                return _dated(words, place, place + 2, number, month, today)
        return None

    def _length(self, words: Sequence[Word], place: int, today: date | None) -> SaidTime | None:
        ahead = words[place].text in self.ahead
        start = place + 1 if ahead else place
        if start >= len(words):
            return None
        count = self._count(words[start].text)
        unit_place = start if count is None else start + 1
        while unit_place < len(words) and words[unit_place].text in self.of:
            unit_place += 1
        unit = _unit(self.units, words[unit_place].text) if unit_place < len(words) else None
        if unit is None or (count is None and not ahead):
            return None
        last = unit_place + 1
        if not ahead or unit not in _LENGTHS:
            return SaidTime(first=place, last=last, is_length=True)
        days = _LENGTHS[unit] * (1 if count is None else count)
        return SaidTime(first=place, last=last, day=None if today is None else today + timedelta(days=round(days)))

    def _count(self, text: str) -> float | None:
        if text in self.numbers:
            return float(self.numbers[text])
        if text[0].isdigit():
            try:
                return min(float(text.replace(",", ".").replace(":", ".")), 9999)
            except ValueError:
                return None
        return None

    def _named(self, words: Sequence[Word], place: int, today: date | None) -> SaidTime | None:
        if words[place].text not in self.starts:
            return None
        for phrase, meaning in self.phrases:
            if tuple(word.text for word in words[place : place + len(phrase)]) == phrase:
                return SaidTime(first=place, last=place + len(phrase), day=_meant(meaning, today))
        return None

    def _clock(self, words: Sequence[Word], place: int) -> SaidTime | None:
        text = words[place].text
        hour, colon, minute = text.partition(":")
        if colon and hour.isdigit() and minute.isdigit() and int(hour) < 25 and len(minute) == 2:
            return SaidTime(first=place, last=place + 1)
        if text not in self.at or place + 1 >= len(words):
            return None
        count = self._count(words[place + 1].text)
        is_hour = count is not None and 0 <= count < 25
        return SaidTime(first=place, last=place + 2) if is_hour else None


def _numbered(table: Mapping[str, Sequence[str]], first: int) -> dict[str, int]:
    return {fold(word): number for number, words in enumerate(table.values(), first) for word in words}


def _lookup(table: Mapping[str, int], text: str) -> int | None:
    """Return the number of a word, also where it has a case ending that the table does not list."""
    if text in table:
        return table[text]
    for length in range(len(text) - 1, _SHORTEST_STEM - 2, -1):
        found = {number for word, number in table.items() if len(word) >= _SHORTEST_STEM and word[:-1] == text[:length]}
        if len(found) == 1 and len(text) - length <= _LONGEST_ENDING:
            return found.pop()
    return None


def _unit(units: Mapping[str, str], text: str) -> str | None:
    return units.get(text)


def _ordinal(text: str) -> int | None:
    digits = "".join(char for char in text if char.isdigit())
    return int(digits) if digits and len(digits) <= 2 and text[0].isdigit() and "." not in text else None


def _is_ending(word: Word) -> bool:
    return word.text in ("st", "nd", "rd", "th", "er", "го", "е")


def _dated(words: Sequence[Word], first: int, last: int, day: int, month: int, today: date | None) -> SaidTime:
    year = None
    if last < len(words) and len(words[last].text) == 4 and words[last].text.isdigit():
        year, last = int(words[last].text), last + 1
    return SaidTime(first=first, last=last, day=_ahead(year, month, day, today))


def _ahead(year: int | None, month: int, day: int, today: date | None) -> date | None:
    """Return the date, in the year that lies nearest ahead where none is given (two months back count as past)."""
    if year is None:
        if today is None:
            return None
        year = today.year
        made = _made(year, month, day)
        if made is not None and (today - made).days > 60:
            year += 1
        elif made is not None and (made - today).days > 300:
            year -= 1
    return _made(year, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_dots(word: Word, place: int, today: date | None, day_first: bool) -> SaidTime | None:
    parts = word.text.replace("/", ".").split(".")
    if len(parts) not in (2, 3) or not all(part.isdigit() for part in parts) or len(parts[0]) > 2 or len(parts[1]) != 2:
        return None
    day, month = int(parts[0]), int(parts[1])
    if not day_first:
        day, month = month, day
    year = int(parts[2]) if len(parts) == 3 else None
    if year is not None and year < 100:
        year += 2000
    if not (1 <= month <= 12 and 1 <= day <= 31) or (len(parts) == 3 and len(parts[2]) not in (2, 4)):
        return None
    return SaidTime(first=place, last=place + 1, day=_ahead(year, month, day, today))


def _meant(meaning: str, today: date | None) -> date | None:
    if today is None or meaning in ("", "some"):
        return None
    if meaning[0] == "+":
        return today + timedelta(days=int(meaning[1:]))
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % _WEEKDAYS)
    if meaning == "week":
        return friday
    if meaning == "weekend":
        return friday + timedelta(days=2)
    if meaning == "next-week":
        return friday + timedelta(days=_WEEKDAYS)
    following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return following - timedelta(days=1) if meaning == "month" else None
