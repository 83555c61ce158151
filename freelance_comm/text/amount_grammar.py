"""Numbers, lengths of time and clock times in a text cut into tokens.

The lower half of the grammar of natural times (``day_grammar`` builds on it). Every rule yields all readings that begin
at a place, the likeliest first, each with the place where it ends; whoever asks takes the first that leads to the end
of the text. Rules never guess: what is out of range is no reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freelance_comm.text.time_words import Tokens, Words

UNIT_SECONDS = {"hour": 3_600, "minute": 60, "second": 1}
_ORDER = ("hour", "minute", "second")
_MOST_DIGITS = 12

Clock = tuple[int, int, int]
"""Hour, minute, second of the wall clock; hour 24 only as the end of a stretch."""


class AmountGrammar:
    """Rules over one text in one language."""

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.texts = tokens.texts
        self.kinds = tokens.kinds
        self.glued = tokens.glued
        self.words = words
        self.end = len(tokens.texts)

    def role(self, name: str, place: int) -> Iterator[tuple[Any, int]]:
        """Yield the meanings of the phrases at ``place`` that play the role."""
        yield from self.words.matches(name, self.texts, place)

    def maybe(self, name: str, place: int) -> Iterator[int]:
        """Yield where a phrase of the role ends, and ``place`` itself: the phrase may be missing."""
        for _, after in self.words.matches(name, self.texts, place):
            yield after
        yield place

    def mark(self, char: str, place: int) -> bool:
        """Return whether the token at ``place`` is the mark ``char``."""
        return place < self.end and self.texts[place] == char

    def whole(self, place: int, *, digits: tuple[int, ...] = (1, 2)) -> int | None:
        """Return the whole number at ``place`` if it has one of the given counts of digits."""
        if place < self.end and self.kinds[place] == "int" and len(self.texts[place]) in digits:
            return int(self.texts[place])
        return None

    def tight(self, place: int, char: str) -> bool:
        """Return whether ``char`` stands at ``place`` with no blank on either side."""
        return self.mark(char, place) and self.glued[place] and place + 1 < self.end and self.glued[place + 1]

    # -- numbers -------------------------------------------------------------------------------------------------

    def number(self, place: int) -> Iterator[tuple[Decimal, int]]:
        """Yield a number in digits, with a fraction after a dot or comma, or a number word."""
        if self._short_digits(place):
            whole = self.texts[place]
            fraction = self.tight(place + 1, ".") or self.tight(place + 1, ",")
            if fraction and self._short_digits(place + 2):
                from freelance_comm.text.amounts import parse_decimal

                yield parse_decimal(whole + self.texts[place + 1] + self.texts[place + 2]), place + 3
            yield Decimal(whole), place + 1
        point = self.mark(".", place) or self.mark(",", place)
        if point and place + 1 < self.end and self.glued[place + 1] and self._short_digits(place + 1):
            yield Decimal("0." + self.texts[place + 1]), place + 2
        for value, after in self.role("numbers", place):
            yield Decimal(str(value)), after

    def _short_digits(self, place: int) -> bool:
        return place < self.end and self.kinds[place] == "int" and len(self.texts[place]) <= _MOST_DIGITS

    # -- lengths of time -----------------------------------------------------------------------------------------

    def length(self, place: int) -> Iterator[tuple[Decimal, int]]:
        """Yield exact seconds: ``1h20``, ``1:20``, ``80 min``, ``1,5 h``, "half an hour", "a quarter of an hour"."""
        for _, after in self.role("half_hour", place):
            yield Decimal(1800), after
        for minutes, after in self.role("lengths", place):
            yield Decimal(minutes) * 60, after
        for (hour, minute, second), after in self._colons(place, hours=999):
            yield Decimal(hour * 3600 + minute * 60 + second), after
        yield from self._parts(place, _ORDER, first=True)

    def bare_hours(self, place: int) -> Iterator[tuple[Decimal, int]]:
        """Yield the seconds of a number without a unit, which counts hours; ``03`` is none, it looks like a date."""
        if place < self.end and len(self.texts[place]) > 1 and self.texts[place].startswith("0"):
            return
        for value, after in self.number(place):
            yield value * 3600, after

    def _parts(self, place: int, units: tuple[str, ...], *, first: bool) -> Iterator[tuple[Decimal, int]]:
        for value, unit, after, split in self._part(place, first=first):
            if unit not in units or (not first and value >= 60):
                continue
            if not split:
                rest = units[units.index(unit) + 1 :]
                for joined in self._joints(after):
                    for more, ending in self._parts(joined, rest, first=False):
                        yield value * UNIT_SECONDS[unit] + more, ending
                minutes = self.whole(after) if unit == "hour" else None
                if minutes is not None and minutes < 60:
                    yield value * 3600 + minutes * 60, after + 1
            yield value * UNIT_SECONDS[unit], after

    def _joints(self, place: int) -> Iterator[int]:
        yield from self.maybe("and", place)
        if self.mark(",", place):
            yield place + 1

    def _part(self, place: int, *, first: bool) -> Iterator[tuple[Decimal, str, int, bool]]:
        """Yield value, unit, end, and whether the value has a fraction (then it is the last part)."""
        half = Decimal("0.5")
        for value, after in self.number(place):
            split = value != int(value)
            for counted in self.maybe("of", after):
                for unit, ending in self.role("units", counted):
                    if not split:
                        for _, halved in self.role("and_half", ending):
                            yield value + half, unit, halved, True
                    yield value, unit, ending, split
            for _, halved in self.role("and_half", after):
                for counted in self.maybe("of", halved):
                    for unit, ending in self.role("units", counted):
                        yield value + half, unit, ending, True
        if first and place < self.end and len(self.texts[place]) > 2:
            for unit, ending in self.role("units", place):
                yield Decimal(1), unit, ending, False

    # -- clock times ---------------------------------------------------------------------------------------------

    def clock(self, place: int, *, bare: bool = False, midnight: bool = False) -> Iterator[tuple[Clock, int]]:
        """Yield a wall time: ``14:10``, ``14h10``, ``14 h``, ``9am``, "noon".

        ``bare`` lets a number alone be an hour; ``midnight`` lets 24:00 end a stretch.
        """
        for _, after in self.role("noon", place):
            yield (12, 0, 0), after
        for found, after in self._hands(place, bare=bare):
            for named, ending in self._part_of_day(found, after):
                if named[0] < 24 or (midnight and named == (24, 0, 0)):
                    yield named, ending

    def _hands(self, place: int, *, bare: bool) -> Iterator[tuple[Clock, int]]:
        yield from self._colons(place, hours=24)
        yield from self._half_to(place)
        whole = self.whole(place)
        if whole is not None and whole <= 24:
            yield from self._of_hour(whole, place + 1, bare=bare)
        for hour, after in self.role("hours", place):
            yield from self._of_hour(hour, after, bare=bare)

    def _of_hour(self, hour: int, place: int, *, bare: bool) -> Iterator[tuple[Clock, int]]:
        """Yield the wall times of a named hour; ``place`` is behind it."""
        for _, after in self.role("hour_mark", place):
            minute = self.whole(after, digits=(2,))
            if minute is not None and minute < 60:
                yield (hour, minute, 0), after + 1
            yield from self._half_past(hour, after)
            yield (hour, 0, 0), after
        for _, after in self.role("o_clock", place):
            yield (hour, 0, 0), after
        named = any(self.words.matches(role, self.texts, place) for role in ("am", "pm", "night"))
        if bare or named:
            yield from self._half_past(hour, place)
            yield (hour, 0, 0), place

    def _half_to(self, place: int) -> Iterator[tuple[Clock, int]]:
        """Yield "halb neun", which is 8:30. "Halb eins" is none: half past midnight or past noon, nobody knows."""
        for _, begun in self.role("half_to", place):
            for hour, after in (*self.number(begun), *self.role("hours", begun)):
                if hour == int(hour) and 2 <= hour <= 24:
                    yield (int(hour) - 1, 30, 0), after

    def dashed(self, place: int) -> Iterator[tuple[Clock, int]]:
        """Yield "18-00" and "18.30", hours as many write them. None is what may be a stretch ("9-12") or a date."""
        hour = self.whole(place)
        for mark, doubtful in (("-", 24), (".", 12)):
            minute = self.whole(place + 2, digits=(2,)) if self.tight(place + 1, mark) else None
            if hour is not None and hour < 24 and minute is not None and (minute == 0 or doubtful < minute < 60):
                yield (hour, minute, 0), place + 3

    def _half_past(self, hour: int, place: int) -> Iterator[tuple[Clock, int]]:
        """Yield half past an hour, and a quarter past or to it. "La una menos cuarto" is none, as "halb eins"."""
        for role, minutes, least in (("and_half", 30, 0), ("and_quarter", 15, 0), ("quarter_to", -15, 2)):
            for _, after in self.role(role, place):
                if least <= hour < 24:
                    yield (*divmod(hour * 60 + minutes, 60), 0), after

    def _colons(self, place: int, *, hours: int) -> Iterator[tuple[Clock, int]]:
        hour = self.whole(place, digits=(1, 2) if hours < 100 else (1, 2, 3))
        if hour is None or hour > hours or not self.tight(place + 1, ":"):
            return
        minute = self.whole(place + 2, digits=(2,))
        if minute is None or minute > 59:
            return
        if self.tight(place + 3, ":"):
            second = self.whole(place + 4, digits=(2,))
            if second is not None and second < 60:
                yield (hour, minute, second), place + 5
            return
        yield (hour, minute, 0), place + 3

    def _part_of_day(self, clock: Clock, place: int) -> Iterator[tuple[Clock, int]]:
        hour, minute, second = clock
        for after in self.maybe("o_clock", place):
            for _, ending in self.role("am", after):
                if hour <= 12:
                    yield (hour % 12, minute, second), ending
            for _, ending in self.role("pm", after):
                if 0 < hour < 24:
                    yield (hour + 12 if hour < 12 else hour, minute, second), ending
            for _, ending in self.role("night", after):
                if hour <= 5 or 8 <= hour <= 12:
                    yield (hour if hour <= 5 else (hour + 12) % 24, minute, second), ending
            yield clock, after
