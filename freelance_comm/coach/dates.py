"""Times named in running text: days, dates, hours and lengths of time, resolved to days where they can be.

The words come from the table of natural times of the language (``moments.toml``) and from the coach's own patterns
(section ``when`` of ``phrases.txt``, ``pattern = meaning``; ``time_meanings`` says what a meaning is). Lines with one
of these make the words of the patterns: ``num:N``, a number; ``nth:N``, an ordinal; ``month-nth:N``, one that is a day
only before a month; ``unit:U``; ``@name = a | b``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from freelance_comm.coach.time_meanings import SaidTime, said_time
from freelance_comm.coach.time_patterns import Patterns
from freelance_comm.coach.time_slots import TimeSlots, listed
from freelance_comm.coach.words import Word, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["SaidTime", "TimeWords", "learned"]

_WEEK = 7
_REACH = 7
"""Words before a length within which a verb like "took" says that the length is past."""
_COMMON = (
    "{weekday} = weekday",
    "{weekday} ({on}) {day} ({of}) {month} ({year}) = date",
    "{wkd} ({on}) {day} ({of}) {month} ({year}) = date",
    "{day} ({of}) {month} ({year}) = date",
    "{weekday} ({on}) {dotted} = date",
    "{wkd} {dotted} = date",
    "{dotted} = date",
    "{weekday} {iso} = date",
    "{iso} = date",
    "{weekday} ({on}) {dth} = nth",
    "{weekday} ({on}) {dayword} = nth",
    "{weekday} ({on}) {nth} {stop} = nth",
    "{weekday} {bare} = nth",
    "{wkd} {dth} = nth",
    "{wkd} {bare} = nth",
    "{wkd} {clock} = weekday",
    "{day} {dash} {day} ({of}) {month} ({year}) = date",
    "({from}) {day} {to} {day} ({of}) {month} ({year}) = date",
    "{from} {day} {and} {day} ({of}) {month} ({year}) = date",
    "{count} ({of}) {unit} = length",
    "{clock} = clock",
    "{clock} {dash} {clock} = clock",
    "{from} {clock} {to} {clock} = clock",
    "{from} {clock} {and} {clock} = clock",
    "{hour} {am} = clock-am",
    "{hour} {pm} = clock-pm",
    "{hour} {night} = clock-night",
    "{clock} {am} = clock-am",
    "{clock} {pm} = clock-pm",
    "{hour} {o_clock} = clock",
    "{at} {dotclock} {stop} = clock",
    "{at} {hour} {hour_mark} ({minute}) = clock",
    "{by} {hour} {hour_mark} ({minute}) = clock",
    "{before} {hour} {hour_mark} ({minute}) = clock",
    "{from} {hour} {hour_mark} ({minute}) = clock",
    "{from} {hour} {hour_mark} ({minute}) {to} {hour} {hour_mark} ({minute}) = clock",
    "{from} {hour} {hour_mark} ({minute}) {and} {hour} {hour_mark} ({minute}) = clock",
    "{hour} {hour_mark} {dash} {hour} {hour_mark} = clock",
    "{noon} = 12:00",
    "{count} ({of}) {unit} {and_half} = length-plus-half",
    "{count} {and_half} ({of}) {unit} = length-plus-half",
    "{count} ({of}) {unit} ({and}) {count} ({of}) {unit} = length",
    "{count} {hour_mark} {minute} = length",
    "{half_hour} = length-half",
    "{in} {half_hour} = +0",
    "{in} {count} ({of}) {unit} = ahead",
    "{in} {count} ({of}) {unit} {and_half} = ahead",
    "{in} {count} {and_half} ({of}) {unit} = ahead",
    "{count} ({of}) {unit} {later} = ahead",
    "{count} ({of}) {unit} {ago} = past",
    "{since} {count} ({of}) {unit} = past",
)


def learned(table: Mapping[str, Any], phrases: Sequence[str] = ()) -> dict[str, Any]:
    """Return what ``TimeWords`` reads times with, as plain data: all patterns and lists of words, folded."""
    slots = listed(table)
    known: dict[str, Any] = {
        "slots": slots,
        "patterns": {},
        "took": (),
        "day first": {"day-month": True, "month-day": False}.get(table.get("order", {}).get("slash", "")),
    }
    reader, patterns = TimeSlots(slots), Patterns(known["patterns"])
    for line in fold("\n".join(phrases)).splitlines():
        pattern, _, meaning = (part.strip() for part in line.partition("="))
        if pattern == "@took":
            known["took"] = tuple(word.strip().rstrip("*") for word in meaning.split("|"))
        elif not _adds_words(reader, pattern, meaning):
            patterns.add(pattern, meaning)
    for group in ("days", "mornings", "evenings"):
        for phrase, days in table.get(group, {}).items():
            patterns.add(fold(phrase), f"{days:+d}")
    for line in _COMMON:
        pattern, _, meaning = line.partition("=")
        patterns.add(pattern, meaning.strip())
    return known


def _adds_words(slots: TimeSlots, pattern: str, meaning: str) -> bool:
    """Add to the words of a slot what a line says of them, and return whether it does."""
    kind, _, value = meaning.partition(":")
    if pattern.startswith("@"):
        slots.extend(pattern[1:], [one.strip() for one in meaning.split("|")])
    elif kind == "num":
        if " " in pattern:
            slots.count_phrases.add(pattern, float(value))
        else:
            slots.numbers.setdefault(pattern, float(value))
    elif kind in ("nth", "month-nth") and value:
        known = slots.ordinals if kind == "nth" else slots.month_ordinals
        for word in pattern.split():
            known.setdefault(word, int(value))
    elif kind == "unit":
        slots.units.add(pattern, value)
    else:
        return False
    return True


class TimeWords:
    """The words of times in one language, from what ``learned`` returned of it."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._slots = TimeSlots(known["slots"])
        self._patterns = Patterns(known["patterns"])
        self._patterns.slots = _with_missing(self._slots.all())
        self._took: tuple[str, ...] = known["took"]
        self.numbers = self._slots.numbers
        self.day_first: bool | None = known["day first"]
        begin, slots = self._patterns.first()
        self._begin = begin | self._slots.first(slots)

    def find(self, words: Sequence[Word], today: date | None, text: str = "") -> list[SaidTime]:
        """Return the times that are named in ``words``; days are None where ``today`` is and they hang on it.

        ``text`` is what the places of the words count in; with it dates like 12/3 and 2026-03-12 are read too.
        """
        self._slots.reads(text)
        found: list[SaidTime] = []
        place = took = 0
        while place < len(words):
            matched = self._patterns.match(words, place) if self._may_begin(words, place) else None
            if matched is None:
                if self._took and words[place].text.startswith(self._took):
                    took = place + 1
                place += 1
                continue
            end, meaning, held = matched
            said = said_time(place, end, meaning, held, today, self.day_first)
            if said is not None:
                if meaning.startswith("ahead") and took and place - took < _REACH:
                    said = said.but(day=None, is_length=True)
                self._add(found, said, words)
            place = end
        return found

    def _may_begin(self, words: Sequence[Word], place: int) -> bool:
        """Whether a time may begin at a place: nearly all words of a letter are passed over by this alone."""
        text = words[place].text
        return text in self._begin or not text.isalpha() or not place or words[place - 1].text == ":"

    def _add(self, found: list[SaidTime], said: SaidTime, words: Sequence[Word]) -> None:
        """Add a time; the end of a stretch takes its beginning in."""
        before = found[-1] if found else None
        if before is not None and before.day is not None and said.day is not None:
            link = words[before.last : said.first]
            opened = before.first > 0 and self._stands("from", words, before.first - 1, before.first)
            to = len(link) == 1 and (
                self._stands("to", words, before.last, said.first)
                or (opened and self._stands("and", words, before.last, said.first))
            )
            dash = not link and self._slots.gap(words, said.first).strip() in ("-", "–", "—")
            if dash or to:
                day = said.day
                while day < before.day and (before.day - day).days < _WEEK:
                    day += timedelta(days=_WEEK)
                found[-1] = said.but(first=before.first, day=day)
                return
        found.append(said)

    def _stands(self, name: str, words: Sequence[Word], place: int, end: int) -> bool:
        known = self._slots.lists.get(name)
        return known is not None and any(last == end for last, _ in known(words, place))


def _with_missing(slots: dict[str, Any]) -> dict[str, Any]:
    """Return the slots; those that a language has no words for accept nothing."""

    class _Slots(dict):  # type: ignore[type-arg]
        def __missing__(self, name: str) -> Any:
            return lambda words, place: []

    return _Slots(slots)
