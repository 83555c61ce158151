"""What varies in a pattern of time: numbers, days, months, hours, and the word lists of a language.

Apart from the patterns and from what they mean: here is what a slot accepts. A slot is given the words and a place and
returns each end with the value it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from freelance_comm.coach.time_patterns import Phrases, Slot
from freelance_comm.coach.words import Word, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from freelance_comm.coach.time_patterns import Tree

Found = list[tuple[int, object]]

_TENS = 10
_SHORTEST_NUMBER = 3
_LAST_DAY = 31
_FEW = 3
_SHORT = 4
"""Letters up to which a shorter form of a weekday is an abbreviation, and may be a word of its own ("sun", "mer")."""


def listed(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``TimeSlots`` takes, as plain data, from a table of natural times (``moments.toml``)."""
    weekdays, short = _weekdays(table.get("weekdays", {}))
    words = table.get("words", {})
    months = enumerate(table.get("months", {}).values(), 1)
    known: dict[str, Any] = {
        "numbers": {fold(word): value for word, value in table.get("numbers", {}).items()},
        "count phrases": {},
        "ordinals": {},
        "month ordinals": {},
        "units": {},
        "lists": {},
        "weekdays": weekdays,
        "short weekdays": short,
        "months": {fold(word): number for number, names in months for word in names},
        "and": tuple(sorted({fold(word) for word in words.get("and", ())})),
    }
    slots = TimeSlots(known)
    for unit, names in table.get("units", {}).items():
        for word in names:
            slots.units.add(fold(word), unit)
    for name, phrases in words.items():
        slots.extend(name, phrases)
    return known


class TimeSlots:
    """The slots of one language, from what ``listed`` returned; what is added to them is added to that."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.numbers: dict[str, float] = known["numbers"]
        self.count_phrases = Phrases(known["count phrases"])
        self.ordinals: dict[str, int] = known["ordinals"]
        self.month_ordinals: dict[str, int] = known["month ordinals"]
        self.units = Phrases(known["units"])
        self._trees: dict[str, Tree] = known["lists"]
        self.lists = {name: Phrases(tree) for name, tree in self._trees.items()}
        self._weekdays: dict[str, int] = known["weekdays"]
        self._short: dict[str, int] = known["short weekdays"]
        self._months: dict[str, int] = known["months"]
        self.and_words = frozenset(known["and"])
        self._text = ""

    def extend(self, name: str, phrases: Iterable[str]) -> None:
        """Add phrases to a list of words."""
        known = self.lists.setdefault(name, Phrases(self._trees.setdefault(name, {})))
        for phrase in phrases:
            known.add(fold(phrase))

    def reads(self, text: str) -> None:
        """Take the text that the words to come stand in, empty where it is not known."""
        self._text = text

    def gap(self, words: Sequence[Word], place: int) -> str:
        """Return what stands between the word before ``place`` and the one at it; "?" where the text is not known."""
        if not 0 < place < len(words):
            return ""
        start, end = words[place - 1].end, words[place].start
        return self._text[start:end] if self._text else " " if end - start == 1 else "" if end == start else "?"

    def first(self, names: Iterable[str]) -> set[str]:
        """Return the words of letters with which any of some slots begins, where it is neither empty nor in digits."""
        counted = self.numbers.keys() | self.ordinals.keys() | self.month_ordinals.keys()
        own: dict[str, Iterable[str]] = {
            "weekday": self._weekdays,
            "wkd": self._short,
            "month": self._months,
            "count": self.numbers.keys() | self.count_phrases.first(),
            "unit": self.units.first(),
        }
        found: set[str] = set()
        for name in names:
            known = self.lists.get(name)
            found.update(own.get(name, counted) if name in own or known is None else known.first())
        return found

    def all(self) -> dict[str, Slot]:
        """Return the slots by name."""
        own: dict[str, Slot] = {
            "weekday": lambda words, place: _lookup(self._weekdays, words, place),
            "wkd": lambda words, place: _lookup(self._short, words, place),
            "month": lambda words, place: _lookup(self._months, words, place),
            "year": _year,
            "day": self._day,
            "nth": self._nth,
            "dth": lambda words, place: self._nth(words, place) if _is_digits(words, place) else [],
            "digits": lambda words, place: self._day(words, place) if _is_digits(words, place) else [],
            "dayword": lambda words, place: [one for one in self._nth(words, place) if _is_sure(one)],
            "opening": lambda words, place: [(place, None)] if not place or words[place - 1].text == ":" else [],
            "bare": self._bare,
            "count": self._count,
            "unit": self._unit,
            "hour": self._hour,
            "minute": self._minute,
            "clock": self._clock,
            "dotclock": _dotclock,
            "dotted": self._dotted,
            "iso": self._iso,
            "stop": self._stop,
            "dash": self._dash,
        }
        return {**{name: known for name, known in self.lists.items() if name not in own}, **own}

    # -- numbers -------------------------------------------------------------------------------------------------

    def number(self, words: Sequence[Word], place: int) -> tuple[int, float] | None:
        """Return the end and the value of the number at ``place``, in digits or in words ("twenty-four")."""
        if place >= len(words):
            return None
        text = words[place].text
        if text[0].isdigit():
            try:
                return place + 1, min(float(text.replace(",", ".")), 9999.0)
            except ValueError:
                return None
        if text not in self.numbers:
            return None
        value, end = self.numbers[text], place + 1
        if value >= 2 * _TENS and value % _TENS == 0:
            joined = end + 1 if end < len(words) and words[end].text in self.and_words else end
            less = self.numbers.get(words[joined].text, 0) if joined < len(words) else 0
            if 1 <= less < 2 * _TENS and less == int(less) and self.gap(words, end) in (" ", "-"):
                return joined + 1, value + less
        return end, value

    def _count(self, words: Sequence[Word], place: int) -> Found:
        found: Found = list(self.count_phrases(words, place))
        one = self.number(words, place)
        if one is None:
            return found
        end, value = one
        found.append((end, value))
        other = end + 1 if end < len(words) and self._is(words, end, "or") else end
        second = self.number(words, other) if other > end or self._joined(words, end) else None
        if second is not None and second[1] > value:
            found.append((second[0], second[1]))
        return found

    def _joined(self, words: Sequence[Word], place: int) -> bool:
        gap = self.gap(words, place)
        return gap.strip() in ("-", "–", "—", ",") or gap == "?"

    def _is(self, words: Sequence[Word], place: int, name: str) -> bool:
        known = self.lists.get(name)
        return known is not None and any(end == place + 1 for end, _ in known(words, place))

    def _whole(self, words: Sequence[Word], place: int) -> tuple[int, int] | None:
        if place >= len(words):
            return None
        text = words[place].text
        if text.isdecimal():
            return (place + 1, int(text)) if len(text) <= 2 else None
        found = None if text[0].isdigit() else self.number(words, place)
        return (found[0], int(found[1])) if found is not None and found[1] == int(found[1]) else None

    # -- days ----------------------------------------------------------------------------------------------------

    def _day(self, words: Sequence[Word], place: int) -> Found:
        found = self._nth(words, place)
        whole = self._whole(words, place)
        if whole is not None and 1 <= whole[1] <= _LAST_DAY and not self._counts(words, place):
            found.append(whole)
        value = self.month_ordinals.get(words[place].text, 0) if place < len(words) else 0
        return [*found, (place + 1, value)] if value else found

    @staticmethod
    def _counts(words: Sequence[Word], place: int) -> bool:
        """Whether a number is an article: "a", "o", "un"."""
        return words[place].text.isalpha() and len(words[place].text) < _SHORTEST_NUMBER

    def _nth(self, words: Sequence[Word], place: int) -> Found:
        whole = self._whole(words, place)
        if whole is not None:
            end, value = whole
            if not 1 <= value <= _LAST_DAY:
                return []
            if words[place].text.isdecimal():
                marked = self._is(words, end, "ordinal") and self.gap(words, end) in ("", "-", "\u2011")
                return [(end + 1, value)] if marked else []
            tens = value >= 2 * _TENS and value % _TENS == 0 and end < len(words)
            less = self.ordinals.get(words[end].text, 0) if tens and end == place + 1 else 0
            return [(end + 1, value + less)] if 1 <= less < _TENS and value + less <= _LAST_DAY else []
        value = self.ordinals.get(words[place].text, 0) if place < len(words) else 0
        return [(place + 1, value)] if value else []

    def _bare(self, words: Sequence[Word], place: int) -> Found:
        """A number that is neither counted, nor an hour, nor an amount: "Thursday 24"."""
        if place >= len(words) or not words[place].text.isdecimal() or len(words[place].text) > 2:
            return []
        value, end = int(words[place].text), place + 1
        if not 1 <= value <= _LAST_DAY or self._joined(words, end):
            return []
        following = any(self._is(words, end, name) for name in ("am", "pm", "hour_mark", "counted", "to"))
        return [] if following or self.units(words, end) else [(end, value)]

    def _dotted(self, words: Sequence[Word], place: int) -> Found:
        """A date in numbers: 12.03, 12.03.2026, 12/3, 12-03-2026; the value is first, second, year or None."""
        if place >= len(words):
            return []
        parts, end = words[place].text.split("."), place + 1
        if len(parts) == 1 and self._text:
            while len(parts) < 3 and end < len(words) and self.gap(words, end) in ("/", "-"):
                if words[end].text.isdecimal() and self.gap(words, end) == (self.gap(words, place + 1)):
                    parts.append(words[end].text)
                    end += 1
                else:
                    break
            if len(parts) == 1 or (len(parts) == 2 and self.gap(words, place + 1) == "-"):
                return []
        elif len(parts) == 2 and len(parts[1]) != 2:
            return []
        if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts):
            return []
        if any(len(part) > 2 for part in parts[:2]) or (len(parts) == 3 and len(parts[2]) not in (2, 4)):
            return []
        slash = end > place + 1
        year = int(parts[2]) if len(parts) == 3 else None
        return [(end, (int(parts[0]), int(parts[1]), year, slash))]

    def _iso(self, words: Sequence[Word], place: int) -> Found:
        part = [word.text for word in words[place : place + 3]]
        if [len(text) for text in part] != [4, 2, 2] or not all(text.isdecimal() for text in part):
            return []
        gaps = {self.gap(words, place + 1), self.gap(words, place + 2)}
        return [(place + 3, (int(part[0]), int(part[1]), int(part[2])))] if gaps <= {"-", " "} else []

    # -- hours ---------------------------------------------------------------------------------------------------

    def _hour(self, words: Sequence[Word], place: int) -> Found:
        whole = self._whole(words, place)
        if whole is None or whole[1] > 24 or self.gap(words, whole[0]) in ("/", "."):
            return []
        if self._counts(words, place):
            return []
        sure = words[place].text.startswith("0") or whole[1] > 12
        return [(whole[0], (whole[1] % 24, 0, sure))]

    def _minute(self, words: Sequence[Word], place: int) -> Found:
        text = words[place].text if place < len(words) else ""
        return [(place + 1, int(text))] if len(text) == 2 and text.isdecimal() and int(text) < 60 else []

    def _clock(self, words: Sequence[Word], place: int) -> Found:
        text = words[place].text if place < len(words) else ""
        hour, colon, minute = text.partition(":")
        right = colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and len(hour) <= 2
        if not right or int(hour) > 24 or int(minute) > 59:
            return []
        return [(place + 1, (int(hour) % 24, int(minute), len(hour) == 2))]

    def _unit(self, words: Sequence[Word], place: int) -> Found:
        found = self.units(words, place)
        if found and len(words[place].text) == 1 and self.gap(words, place + 1) in ("'", "\u2019", "-"):
            return []  # the beginning of the next word: d'ici, s'il
        return found

    # -- places --------------------------------------------------------------------------------------------------

    def _stop(self, words: Sequence[Word], place: int) -> Found:
        """Nothing, where no noun can follow: an end, a comma, a day, a word listed as ``stop``."""
        if place >= len(words) or not words[place].text[0].isalnum():
            return [(place, None)] if place >= len(words) or words[place].text in "?!:…" else []
        gap = self.gap(words, place)
        if gap.strip() in ("/", "-", "'", "\u2019"):
            return []
        if gap.strip() or len(gap) > 1:
            return [(place, None)]
        listed = "stop" in self.lists and self.lists["stop"](words, place)
        return [(place, None)] if listed or words[place].text in self._weekdays else []

    def _dash(self, words: Sequence[Word], place: int) -> Found:
        return [(place, None)] if self._joined(words, place) and "," not in self.gap(words, place) else []


def _is_digits(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].text.isdecimal()


def _is_sure(ordinal: tuple[int, object]) -> bool:
    """Whether an ordinal is rather a day than one of a few things: nobody counts many."""
    return isinstance(ordinal[1], int) and ordinal[1] > _FEW


def _weekdays(table: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], dict[str, int]]:
    full: dict[str, int] = {}
    short: dict[str, int] = {}
    for number, words in enumerate(table.values()):
        for word in words:
            brief = len(word) <= _SHORT + 1 and len(word) < len(words[0])
            (short if brief else full)[fold(word)] = number
    return full, short


def _lookup(known: Mapping[str, int], words: Sequence[Word], place: int) -> Found:
    value = known.get(words[place].text) if place < len(words) else None
    return [] if value is None else [(place + 1, value)]


def _year(words: Sequence[Word], place: int) -> Found:
    text = words[place].text if place < len(words) else ""
    return [(place + 1, int(text))] if len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20") else []


def _dotclock(words: Sequence[Word], place: int) -> Found:
    text = words[place].text if place < len(words) else ""
    hour, dot, minute = text.partition(".")
    if not (dot and hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 and len(minute) == 2):
        return []
    return [(place + 1, (int(hour), int(minute), len(hour) == 2))] if int(hour) < 25 and int(minute) < 60 else []
