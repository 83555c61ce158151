"""What a pattern of time means on the calendar: the time that its words and numbers name, seen from a day.

Apart from how times are found in a text. A meaning is one of

- ``+N``, ``-N``: days from today; ``wN.D``: weekday D (Monday is 0) of the week N ahead; ``mN.D``: of a month ahead
- ``week``, ``next-week``, ``weekend``, ``month``, ``next-month``, ``year``: their last working day or day
- ``month-start``, ``month-middle``, ``month-end``: of the next ``{month}``
- ``weekday``, ``weekday+N``, ``weekday-wN``, ``weekday-this``, ``weekday+length``, ``date``, ``nth``: as the slots name
- ``ahead``, ``ahead-month``: so long from today; ``length``, ``length-half``, ``length-plus-half``, ``length-month``
- ``HH:MM``, ``clock``, ``clock-am``, ``clock-pm``, ``clock-night``, ``clock-half``, ``clock-quarter`` …: an hour
- ``past``: it lies behind; ``some``: a time without a day; ``none``: no time at all, whatever its words
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from freelance_comm.coach.calendar_days import (
    after,
    clamped,
    dated,
    day_of_month,
    hours_of,
    in_month,
    in_week,
    made,
    of_month,
    weekday_ahead,
)
from freelance_comm.coach.time_patterns import Captured
from freelance_comm.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FRIDAY, _SUNDAY = 4, 6
_WEEK = 7
_EARLY, _MIDDLE, _LAST = 10, 20, 31
_BEFORE_NOON = 6
"""Hours up to this one mean the afternoon where nothing else is said: nobody promises anything for five at night."""


class SaidTime(Record):
    """A time in a text: the place of its words (half-open), the day it means, None for an hour or a length alone.

    ``clock`` is hour and minute (for a stretch its end), ``hours`` how long a length of hours is. What ``is_past`` lies
    behind the day it is read on and has no ``day``. A ``day`` that ``is_loose`` ends a stretch ("next week", "in two
    months"); others are named or counted out.
    """

    first: int
    last: int
    day: date | None = None
    is_length: bool = False
    clock: tuple[int, int] | None = None
    hours: float | None = None
    is_past: bool = False
    is_loose: bool = False


def said_time(
    first: int, last: int, meaning: str, held: Captured, today: date | None, day_first: bool | None
) -> SaidTime | None:
    """Return the time from word ``first`` to ``last`` whose pattern has a meaning; None where it names no time."""
    said = SaidTime(first=first, last=last)
    if meaning == "none":
        return None
    if meaning == "some":
        return said
    if meaning == "past" or (meaning[0] == "-" and meaning[1:].isdigit()):
        return said.but(is_past=True)
    if meaning.startswith("length"):
        return _length(said, meaning, held)
    if meaning.startswith("clock"):
        return said.but(clock=_clock(meaning, held))
    if meaning[0].isdigit():
        hour, _, minute = meaning.partition(":")
        return said.but(clock=(int(hour), int(minute)))
    values = dict(held)
    if meaning == "date":
        return _date(said, values, today, day_first)
    if today is None:
        return said
    if meaning == "nth":
        number = next(values[name] for name in ("nth", "dth", "dayword", "bare", "digits", "day") if name in values)
        day, behind = day_of_month(int(str(number)), _whole(values), today, sure="bare" not in values)
        if day is None and "bare" in values:  # "Monday 2": no such Monday, so that the number is none of a day
            return said.but(last=last - 1, day=weekday_ahead(today, _whole(values) or 0))
        return said.but(is_past=True) if behind else said.but(day=day)
    loose = not meaning.startswith(("+", "weekday")) and str(values.get("unit")) not in ("day", "workday", "hour")
    return said.but(day=_day(meaning, held, values, today), is_loose=loose)


def _whole(values: Mapping[str, object]) -> int | None:
    value = values.get("weekday", values.get("wkd"))
    return value if isinstance(value, int) else None


def _length(said: SaidTime, meaning: str, held: Captured) -> SaidTime:
    counts = [float(str(value)) for name, value in held if name == "count"]
    units = [str(value) for name, value in held if name == "unit"]
    if meaning == "length-half":
        return said.but(is_length=True, hours=0.5)
    if not counts or meaning == "length-month":
        return said.but(is_length=True)
    if not units:  # 2 h 30, which may be an hour of the day too
        minute = next(int(str(value)) for name, value in held if name == "minute")
        clock = (int(counts[0]), minute) if counts[0] < 24 else None
        return said.but(is_length=True, hours=counts[0] + minute / 60, clock=clock)
    if meaning == "length-plus-half":
        counts[0] += 0.5
    parts = [hours_of(count, unit) for count, unit in zip(counts, units, strict=False)]
    hours = sum(part for part in parts if part is not None) if all(part is not None for part in parts) else None
    whole = units == ["hour"] and counts[0] == int(counts[0]) < 24 and any(name == "unit" for name, _ in held)
    return said.but(is_length=True, hours=hours, clock=(int(counts[0]), 0) if whole else None)


def _clock(meaning: str, held: Captured) -> tuple[int, int]:
    hour, minute, sure = 0, 0, False
    for name, value in held:
        if name in ("hour", "clock", "dotclock") and isinstance(value, tuple):
            hour, minute, sure = value
        elif name == "minute" and isinstance(value, int):
            minute = value
        sure = sure or name == "hour_mark"
    if meaning == "clock-half-nth":  # "half of the sixth" is half past five
        hour, minute = (int(str(dict(held)["nth"])) - 1) % 24, 30
    elif meaning == "clock-half":
        minute = 30
    elif meaning == "clock-quarter":
        minute = 15
    elif meaning == "clock-quarter-to":
        hour, minute = (hour - 1) % 24, 45
    late = meaning == "clock-pm" or (meaning not in ("clock-am", "clock-night") and not sure)
    if meaning == "clock-night" and 9 <= hour < 12:
        return hour + 12, minute
    if late and hour < 12 and (meaning == "clock-pm" or 0 < hour <= _BEFORE_NOON):
        hour += 12
    elif meaning in ("clock-am", "clock-night") and hour == 12:
        hour = 0
    return hour % 24, minute


def _date(said: SaidTime, values: Mapping[str, Any], today: date | None, day_first: bool | None) -> SaidTime | None:
    if "iso" in values:
        return said.but(day=made(*values["iso"])) if made(*values["iso"]) else None
    if "dotted" not in values:
        named = dated(values.get("year"), values["month"], _day_number(values), _whole(values), today)
        return said.but(day=named) if named or today is None else None
    day, month, year, slash = values["dotted"]
    if slash and day_first is None and day <= 12 and month <= 12 and day != month and values.get("weekday") is None:
        return said  # 3/4 is March here and April there
    if (slash and day_first is False and day <= 12) or month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and made(2024, month, day)):
        return None
    return said.but(day=dated(year, month, day, _whole(values), today))


def _day_number(values: Mapping[str, Any]) -> int:
    return int(values["day"] if "day" in values else values["nth"])


def _day(meaning: str, held: Captured, values: Mapping[str, Any], today: date) -> date | None:
    if meaning[0] == "+":
        return today + timedelta(days=int(meaning[1:]))
    if meaning[0] in "wm" and meaning[1:2].isdigit():
        ahead, _, day = meaning[1:].partition(".")
        return in_week(today, int(ahead), int(day)) if meaning[0] == "w" else in_month(today, int(ahead), int(day))
    if meaning.startswith("weekday"):
        return _weekday(meaning[len("weekday") :], _whole(values) or 0, values, today)
    if meaning.startswith("ahead"):
        counts = [float(str(value)) for name, value in held if name == "count"] or [1.0]
        half = 0.5 if "and_half" in values else 0
        return after(today, counts[0] + half, str(values.get("unit") or meaning[len("ahead-") :]))
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    periods = {
        # On a weekend what is left of the week is the weekend itself.
        "week": sunday if today.weekday() > _FRIDAY else sunday - timedelta(days=_SUNDAY - _FRIDAY),
        "weekend": sunday,
        "next-week": in_week(today, 1, _FRIDAY),
        "month": in_month(today, 0, _LAST),
        "next-month": in_month(today, 1, _LAST),
        "year": clamped(today.year, 12, _LAST),
    }
    parts = {"month-start": _EARLY, "month-middle": _MIDDLE, "month-end": _LAST}
    if meaning in parts:
        return of_month(today, int(values["month"]), parts[meaning])
    return periods[meaning]


def _weekday(how: str, weekday: int, values: Mapping[str, Any], today: date) -> date | None:
    coming = weekday_ahead(today, weekday)
    if how == "":
        return coming
    if how == "-this":
        return today if today.weekday() == weekday else coming
    if how == "+length":
        return after(coming, float(values.get("count", 1)), str(values["unit"]))
    return coming + timedelta(days=int(how[1:])) if how[0] == "+" else in_week(today, int(how[2:]), weekday)
