"""What the cells of time trackers' tables mean: dates in every order, clock times with AM and PM, durations as said.

Apart from ``csv_values``, which reads columns whose meaning somebody named: here the meaning is found out, and what
could be read in two ways is settled for a whole file (``order_of``) or refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import to_utc
from freelance_comm.services.csv_values import DayOrder, DurationUnit, day_of, seconds_of
from freelance_comm.text.iso_times import make_date, make_time, read_iso_moment

_PARTS = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", re.ASCII)
_CLOCK = re.compile(
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?[ \u00a0\u202f]?([AaPp])?(?:\.?[Mm]\.?)?", re.ASCII
)
_LONG = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?", re.ASCII)
_SAID = re.compile(
    r"(?:([0-9]{1,5}(?:[.,][0-9]{1,9})?) ?h(?:ours?|rs?)?)? ?"
    r"(?:([0-9]{1,6}) ?m(?:in(?:utes?)?)?)? ?"
    r"(?:([0-9]{1,8}) ?s(?:ec(?:onds?)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_YES = {"yes", "true", "1", "y", "billable", "да", "oui", "da", "ja"}
_NO = {"no", "false", "0", "n", "", "non-billable", "нет", "non", "nu", "nein"}


def order_of(texts: Iterable[str]) -> DayOrder:
    """Return the order in which all these dates make sense; unsaid where both do or neither does."""
    first, second = 0, 0
    for text in texts:
        found = _PARTS.fullmatch(text.strip())
        if found:
            first, second = max(first, int(found[1])), max(second, int(found[2]))
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else DayOrder.UNSAID


def is_two_ways(text: str) -> bool:
    """Return whether a date depends on the order of its parts."""
    return _PARTS.fullmatch(text.strip()) is not None


def day(text: str, order: DayOrder) -> date:
    """Return the date in a cell. Raises ``BadValue``."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return day_of(text, order)
    if order is DayOrder.UNSAID:
        raise BadValue(N_("“{text}” can be read in two ways; say --dates dmy or --dates mdy."), text=text.strip()[:60])
    one, other = int(found[1]), int(found[2])
    month, number = (one, other) if order is DayOrder.MONTH_FIRST else (other, one)
    return make_date(int(found[3]), month, number, text.strip())


def wall(text: str, on: date | None, order: DayOrder) -> datetime:
    """Return the moment in a cell: aware where the cell says its offset, else wall time (naive). Raises ``BadValue``.

    A clock time alone lies ``on`` that day.
    """
    wanted = text.strip()
    iso = read_iso_moment(wanted)
    if iso is not None:
        return iso.astimezone(UTC) if iso.tzinfo is not None else iso
    before, _, after = wanted.partition(" ")
    if after and (is_two_ways(before) or "." in before):
        on, wanted = day(before, order), after.strip()
    found = _CLOCK.fullmatch(wanted)
    if found is None:
        raise BadValue(N_("“{text}” is not a time; 2026-03-02T09:30 is one."), text=wanted[:60])
    if on is None:
        raise BadValue(N_("“{text}” has no date."), text=wanted[:60])
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            raise BadValue(N_("“{text}” is not a time on a 12-hour clock."), text=wanted[:60])
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    return make_time(on, hour, int(found[2]), int(found[3] or 0), wanted)


def moments(start: datetime, end: datetime, zone: str, seconds: Decimal | None) -> tuple[datetime, datetime]:
    """Return both in UTC. A wall time that comes twice, when clocks go back, is the one that fits the duration; the
    first where that does not decide either.
    """
    choices = [(one, other) for one in _moments(start, zone) for other in _moments(end, zone)]
    if seconds is None:
        return choices[0]
    return min(choices, key=lambda pair: abs(Decimal((pair[1] - pair[0]).total_seconds()) - seconds))


def _moments(at: datetime, zone: str) -> tuple[datetime, ...]:
    if at.tzinfo is not None:
        return (at.astimezone(UTC),)
    return tuple(dict.fromkeys((to_utc(at, zone, 0), to_utc(at, zone, 1))))


def seconds(text: str, decimal: str) -> Decimal:
    """Return exact seconds of ``1:30:00``, ``1.5`` (hours), ``1h 30m`` or ``45 min``; zero is no time at all.

    Raises ``BadValue``.
    """
    wanted = text.strip()
    clock = _LONG.fullmatch(wanted)
    if clock:
        return Decimal(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0))
    said = _SAID.fullmatch(wanted)
    if said and wanted and any(said.groups()):
        hours = Decimal((said[1] or "0").replace(",", "."))
        return hours * 3600 + int(said[2] or 0) * 60 + int(said[3] or 0)
    if wanted and not wanted.strip("0.,") and any(char == "0" for char in wanted):
        return Decimal(0)
    return seconds_of(wanted, DurationUnit.HOURS, decimal)


def yes(text: str) -> bool:
    """Return whether a cell says yes; an empty one says no. Raises ``BadValue``."""
    wanted = text.strip().casefold()
    if wanted in _YES:
        return True
    if wanted in _NO:
        return False
    raise BadValue(N_("“{text}” is neither yes nor no."), text=text.strip()[:60])


def is_clock(text: str) -> bool:
    """Return whether a cell holds a clock time alone."""
    return _CLOCK.fullmatch(text.strip()) is not None
