"""Lays named days on the calendar, seen from a day: which Friday, which 16th, how far two weeks are.

Apart from how days are named in a language. Where a name leaves doubt, the day that lies ahead is taken, as in a
promise.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

_WEEK = 7
_SATURDAY = 5
_FARTHEST = 3660
"""Days ahead beyond which nobody promises anything."""
_DAYS = {"day": 1, "night": 1, "week": _WEEK, "month": 30, "year": 365}
_HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
_STILL_PAST = 60
"""Days behind today up to which a date without a year is one that has passed, and not one of next year."""


def made(year: int, month: int, day: int) -> date | None:
    """Return the date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_ahead(today: date, weekday: int) -> date:
    """Return the next such weekday after ``today``."""
    return today + timedelta(days=(weekday - today.weekday()) % _WEEK or _WEEK)


def in_week(today: date, weeks: int, weekday: int) -> date:
    """Return a weekday of the week ``weeks`` ahead; in this week the next such day where it has gone by."""
    day = today + timedelta(days=weeks * _WEEK + weekday - today.weekday())
    return day + timedelta(days=_WEEK) if day < today else day


def in_month(today: date, months: int, day: int) -> date:
    """Return a day of the month ``months`` ahead, its last where it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return clamped(year, month + 1, day)


def clamped(year: int, month: int, day: int) -> date:
    """Return the date, or the last of the month where that has not so many days."""
    return next(found for less in range(4) if (found := made(year, month, day - less)) is not None)


def of_month(today: date, month: int, day: int) -> date:
    """Return a day of the next such month, this one included while that day is ahead."""
    found = clamped(today.year, month, day)
    return clamped(today.year + 1, month, day) if found < today else found


def dated(year: int | None, month: int, day: int, weekday: int | None, today: date | None) -> date | None:
    """Return the date; without a year the nearest ahead (two months back count as past), the weekday deciding."""
    if year is not None:
        return made(year + 2000 if year < 100 else year, month, day)
    if today is None:
        return None
    found = [one for ahead in (-1, 0, 1) if (one := made(today.year + ahead, month, day)) is not None]
    fitting = [one for one in found if (one - today).days >= -_STILL_PAST]
    if weekday is not None:
        right = [one for one in fitting if one.weekday() == weekday]
        fitting = right or fitting
    return fitting[0] if fitting else None


def day_of_month(day: int, weekday: int | None, today: date, *, sure: bool) -> tuple[date | None, bool]:
    """Return the next day with this number, and whether it lies behind ``today``.

    A weekday picks between this month, the next and the last. Where it fits none of them the number counts when it is
    ``sure`` to be a day's; otherwise there is no such day.
    """
    found = [one for months in (0, 1, 2) if (one := _numbered(today, months, day)) is not None and one >= today]
    if weekday is None:
        return (found[0] if found else None), False
    for one in found[:2]:
        if one.weekday() == weekday:
            return one, False
    for months in (0, -1):
        behind = _numbered(today, months, day)
        if behind is not None and behind < today and behind.weekday() == weekday:
            return behind, True
    return (found[0] if sure and found else None), False


def _numbered(today: date, months: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return made(year, month + 1, day)


def after(today: date, count: float, unit: str) -> date | None:
    """Return the day ``count`` units ahead; hours count as the days they make full. None for a unit of no length."""
    if unit == "workday":
        return _workdays(today, ceil(min(count, _FARTHEST)))
    hours = hours_of(count, unit)
    days = count * _DAYS.get(unit, 0) if hours is None else hours / 24
    days = int(days) if hours is not None and days < 1 else ceil(days)
    return today + timedelta(days=min(days, _FARTHEST))


def hours_of(count: float, unit: str) -> float | None:
    """Return a length in hours, None where its unit is longer than hours."""
    return count * _HOURS[unit] if unit in _HOURS else None


def _workdays(today: date, count: int) -> date:
    weeks, rest = divmod(count, 5)
    day = today + timedelta(days=weeks * _WEEK)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < _SATURDAY
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day
