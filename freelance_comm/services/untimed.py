"""Working hours in which nothing was logged and no timer runs: said once a day, and only to people who log time.

Apart from the timer because it asks the calendar and the log, which a running timer does not need.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

AFTER = 2 * 3600
"""Working seconds without a timer before it is worth a word."""
HABIT = timedelta(days=14)
"""Whoever logged nothing for so long does not keep a log: it would be nagging."""


def untimed_since(desk: Desk, calendar: Calendar, today: date) -> datetime | None:
    """Return since when no timer has run in today's working hours (UTC); None while there is nothing to say.

    That is while a timer runs or ran less than two working hours ago, on days without work, where time without clock
    times was written down today, and for people who have not logged any for two weeks. The log must just have been
    looked at.
    """
    opening = calendar.start_of_day(today)
    now = desk.now()
    if opening is None or now < opening or desk.reader.timer() is not None:
        return None
    ended, bare = desk.reader.time_totals.logged_until(again=False)
    last = max((day for day in (bare, calendar.local_date(ended) if ended else None) if day is not None), default=None)
    if last is None or today - last > HABIT or (bare is not None and bare >= today):
        return None
    return max(opening, ended) if ended is not None else opening


def told_at(since: datetime, calendar: Calendar) -> datetime | None:
    """Return when two working hours have passed ``since``; None where that never comes."""
    return calendar.add(since, AFTER)
