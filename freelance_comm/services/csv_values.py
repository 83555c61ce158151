"""What the cells of an imported row mean: days, clock times and exact durations, as other programs write them.

Stricter than what people type: a row is read in one way or refused, and nothing depends on the interface language.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import to_utc
from freelance_comm.text.iso_times import make_date, make_time, read_iso_date, read_iso_moment

LONGEST = Decimal(10_000) * 3600
"""Seconds one row may have at most: more is a wrong unit."""


class DurationUnit(StrEnum):
    """How a column of durations is written: decimal hours, minutes or seconds, or ``h:mm`` and ``h:mm:ss``."""

    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    CLOCK = "duration"


class DayOrder(StrEnum):
    """How dates with slashes are meant; without it only 2026-03-02 and 2.3.2026 are understood."""

    UNSAID = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_FACTORS = {DurationUnit.HOURS: 3600, DurationUnit.MINUTES: 60, DurationUnit.SECONDS: 1}
_NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,18})?|[.,][0-9]{1,18}", re.ASCII)
_CLOCK = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::([0-5][0-9]))?", re.ASCII)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", re.ASCII)
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", re.ASCII)
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
_MIDNIGHT = re.compile(r"(.*?)[ T]00:00(?::00(?:\.0+)?)?", re.ASCII)


def day_of(text: str, order: DayOrder = DayOrder.UNSAID) -> date:
    """Return the date in a cell: ISO, day.month.year, or with slashes where ``order`` says which comes first."""
    wanted = text.strip()
    whole = _MIDNIGHT.fullmatch(wanted)
    if whole:
        wanted = whole[1]
    iso = read_iso_date(wanted)
    if iso is not None:
        return iso
    dotted = _DOTTED.fullmatch(wanted)
    if dotted:
        return make_date(int(dotted[3]), int(dotted[2]), int(dotted[1]), wanted)
    slashed = _SLASHED.fullmatch(wanted)
    if slashed and order is DayOrder.DAY_FIRST:
        return make_date(int(slashed[3]), int(slashed[2]), int(slashed[1]), wanted)
    if slashed and order is DayOrder.MONTH_FIRST:
        return make_date(int(slashed[3]), int(slashed[1]), int(slashed[2]), wanted)
    if slashed:
        raise BadValue(N_("“{text}” can be read in two ways; say --dates dmy or --dates mdy."), text=wanted[:60])
    if not wanted:
        raise BadValue(N_("there is no date."))
    raise BadValue(N_("“{text}” is not a date; 2026-03-02 is one."), text=wanted[:60])


def seconds_of(text: str, unit: DurationUnit, decimal_mark: str = "") -> Decimal:
    """Return exact seconds of a duration cell, more than zero.

    ``1,5`` and ``1.5`` are both one and a half. Three digits behind a mark, as in ``1.234``, could be thousands too and
    are refused unless ``decimal_mark`` says which mark parts the fraction.
    """
    wanted = text.strip()
    if not wanted:
        raise BadValue(N_("there is no duration."))
    seconds = _clock_seconds(wanted) if unit is DurationUnit.CLOCK else _number(wanted, decimal_mark) * _FACTORS[unit]
    if seconds <= 0:
        raise BadValue(N_("“{text}” is not longer than zero."), text=wanted[:60])
    if seconds > LONGEST:
        raise BadValue(N_("“{text}” is longer than 10,000 hours; is the unit right?"), text=wanted[:60])
    return seconds


def _clock_seconds(text: str) -> Decimal:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise BadValue(N_("“{text}” is not a duration; 1:30 or 1:30:00 is one."), text=text[:60])
    return Decimal(int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0))


def _number(text: str, decimal_mark: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise BadValue(N_("“{text}” is not a number."), text=text[:60])
    mark = "," if "," in text else "."
    whole, _, fraction = text.partition(mark)
    if decimal_mark and fraction and mark != decimal_mark:
        raise BadValue(
            N_("“{text}” uses “{mark}” as the decimal mark, not “{wanted}”."),
            text=text[:60],
            mark=mark,
            wanted=decimal_mark,
        )
    if not decimal_mark and len(fraction) == 3 and whole.strip("0"):
        raise BadValue(N_("“{text}” can be read in two ways; say --decimal . or --decimal ,."), text=text[:60])
    return Decimal(f"{whole or '0'}.{fraction or '0'}")


def moment_of(text: str, zone: str, day: date | None) -> datetime:
    """Return the UTC moment in a cell: ISO with a date, or a clock time on ``day``; wall times in ``zone``."""
    wanted = text.strip()
    if not wanted:
        raise BadValue(N_("there is no time."))
    iso = read_iso_moment(wanted)
    if iso is not None:
        return iso.astimezone(UTC) if iso.tzinfo is not None else to_utc(iso, zone)
    clock = _TIME.fullmatch(wanted)
    if clock and day is not None:
        return to_utc(make_time(day, int(clock[1]), int(clock[2]), int(clock[3] or 0), wanted), zone)
    if clock:
        raise BadValue(N_("“{text}” has no date; name the column with --date."), text=wanted[:60])
    raise BadValue(N_("“{text}” is not a time; 2026-03-02T09:30 is one."), text=wanted[:60])


def is_clock(text: str) -> bool:
    """Return whether a cell holds a clock time alone."""
    return _TIME.fullmatch(text.strip()) is not None


def after_midnight(started: datetime, ended: datetime) -> datetime:
    """Return ``ended`` on the next day where clock times alone say that it lies before ``started``."""
    return ended + timedelta(days=1) if ended <= started else ended
