"""Reads ISO 8601 dates and moments: ``2026-03-02``, ``2026-03-02T14:10``, ``2026-03-02 14:10:30+02:00``, ``…Z``.

Apart because scripts use these forms a thousand times: they are recognised by their shape alone, before any table of
words is loaded and without regular expressions. Nothing else of ISO 8601 is accepted: no week dates, no ordinal
dates, no basic form, no fractions of a second, no 24:00, no leap second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import to_utc

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years a typed date may have."""
LONGEST = 200
"""Most characters of a typed time."""
_DATE = "dddd-dd-dd"
_TIMES = ("dd:dd", "dd:dd:dd")
_OFFSETS = ("Sdd:dd", "Sdddd")


class Unreadable(BadValue):
    """What was typed says no time at all, as against a time that is understood and cannot be."""


def check_length(text: str) -> None:
    """Refuse what is far too long to be a time, before any work is done on it."""
    if len(text) > LONGEST:
        raise Unreadable(
            N_("That is too long to be a time (characters: {length})."),
            hint=N_("Make it shorter (characters allowed: {limit})."),
            length=len(text),
            limit=LONGEST,
        )


def read_iso_date(text: str) -> date | None:
    """Return the date; ``None`` when the text has another shape; ``BadValue`` when there is no such date."""
    return make_date(int(text[:4]), int(text[5:7]), int(text[8:]), text) if _shape(text, _DATE) else None


def read_iso_moment(text: str) -> datetime | None:
    """Return the moment: naive (wall time) without an offset, else aware.

    ``None`` when the text has another shape (a date alone too), ``BadValue`` when the date or time does not exist. The
    date and the time are parted by ``T`` or one blank; an offset with a minus needs the ``T``, because after a blank
    ``09:00-11:30`` is a stretch of time.
    """
    if len(text) < 16 or text[10] not in "Tt " or not _shape(text[:10], _DATE):
        return None
    rest, zone = text[11:], ""
    if rest[-1] in "Zz":
        rest, zone = rest[:-1], "Z"
    else:
        for place in (5, 8):
            if rest[place : place + 1] == "+" or (rest[place : place + 1] == "-" and text[10] != " "):
                rest, zone = rest[:place], rest[place:]
                break
    if not any(_shape(rest, shape) for shape in _TIMES):
        return None
    if zone not in ("", "Z") and not any(_shape(zone, shape) for shape in _OFFSETS):
        return None
    day = make_date(int(text[:4]), int(text[5:7]), int(text[8:10]), text)
    parts = [int(part) for part in rest.split(":")]
    moment = make_time(day, parts[0], parts[1], parts[2] if len(parts) > 2 else 0, text)
    if not zone:
        return moment
    return moment.replace(tzinfo=UTC if zone == "Z" else _offset(zone, text))


def iso_to_utc(text: str, zone: str, fold: int | None = None) -> datetime | None:
    """Return the moment in UTC, a wall time meant in ``zone``; ``None`` when the text has another shape.

    ``BadValue`` for what is far too long, does not exist, or comes twice where ``fold`` does not say which is meant.
    """
    stripped = text.strip()
    check_length(stripped)
    moment = read_iso_moment(stripped)
    if moment is None:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else to_utc(moment, zone, fold)


def make_date(year: int, month: int, day: int, text: str) -> date:
    """Return the date, or raise ``BadValue`` that shows ``text``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue(
            N_("The year {year} is out of range."),
            hint=N_("Give a year from {first} to {last}; dates are written year-month-day, for example 2026-03-02."),
            year=year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(
            N_("The date “{text}” does not exist."),
            hint=N_("Look at the calendar; dates are written year-month-day, for example 2026-03-02."),
            text=text,
        ) from None


def make_time(day: date, hour: int, minute: int, second: int, text: str) -> datetime:
    """Return the wall time on ``day``, or raise ``BadValue`` that shows ``text``."""
    if hour > 23 or minute > 59 or second > 59:
        raise BadValue(
            N_("The time in “{text}” does not exist."),
            hint=N_("Times run from 00:00 to 23:59, for example 14:10."),
            text=text,
        )
    return datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - wall time, no zone yet


def _offset(zone: str, text: str) -> timezone:
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 15 or minutes > 59:
        raise BadValue(
            N_("“{zone}” in “{text}” is not an offset from UTC."),
            hint=N_("Write it with hours and minutes, for example +02:00, or Z for UTC."),
            zone=zone,
            text=text,
        )
    difference = timedelta(hours=hours, minutes=minutes)
    return timezone(difference if zone[0] == "+" else -difference)


def _shape(text: str, shape: str) -> bool:
    """Return whether ``text`` is made of ASCII digits (``d``), a sign (``S``) and the other characters of ``shape``."""
    if len(text) != len(shape):
        return False
    for char, wanted in zip(text, shape, strict=True):
        if wanted == "d":
            if not "0" <= char <= "9":
                return False
        elif wanted == "S":
            if char not in "+-":
                return False
        elif char != wanted:
            return False
    return True
