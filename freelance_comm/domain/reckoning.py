"""A clock that explains itself: "3 h 10 left: opened 16:40 Thu, Fri is a holiday".

The figures behind such a sentence, so that every list and screen tells the same story.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from freelance_comm.domain.message import Pause
from freelance_comm.domain.pausing import elapsed, is_paused, reached
from freelance_comm.domain.record import Record
from freelance_comm.domain.working_time import Calendar, DayKind

MOST_DAYS = 31
"""Idle days named at most: a longer list explains nothing."""


class IdleDay(Record):
    """A date on which no time passed although the weekday is usually worked (holiday or day off)."""

    day: date
    kind: DayKind


class Reckoning(Record):
    """How much of ``target`` working seconds has passed since ``start``.

    ``opened`` is the first working moment at or after ``start``; ``due`` the moment the target is used up; both are
    None when no working time ever comes. ``left`` is negative once more than the target has passed; ``over`` is true
    only then (used up exactly at closing time is still in time). ``idle`` are the special days between ``start`` and
    the later of ``due`` and ``now``, at most ``MOST_DAYS``. What passed during ``pauses`` is not in ``elapsed``; while
    the clock stands still ``due`` is None.
    """

    start: datetime
    now: datetime
    target: int
    elapsed: int
    opened: datetime | None
    due: datetime | None
    idle: tuple[IdleDay, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def left(self) -> int:
        """Working seconds until the target is used up; negative when over."""
        return self.target - self.elapsed

    @property
    def over(self) -> bool:
        """Whether more working time than the target has passed."""
        return self.elapsed > self.target

    @property
    def percent(self) -> int:
        """Whole per cent of the target that has passed, rounded down; 100 for a target of zero."""
        return self.elapsed * 100 // self.target if self.target else 100


def explain(
    calendar: Calendar, start: datetime, now: datetime, target: int, pauses: tuple[Pause, ...] = ()
) -> Reckoning:
    """Return the reckoning of a clock that started at ``start`` with ``target`` working seconds, seen at ``now``.

    ``pauses`` are settled ones (``pausing.settled_pauses``).
    """
    due = None if is_paused(pauses, now) else reached(calendar, start, target, pauses)
    until = max(now, due) if due is not None else now
    return Reckoning(
        start=start,
        now=now,
        target=target,
        elapsed=elapsed(calendar, start, now, pauses),
        opened=calendar.next_opening(start),
        due=due,
        idle=_idle(calendar, calendar.local_date(start), calendar.local_date(until)),
        pauses=pauses,
    )


def _idle(calendar: Calendar, first: date, last: date) -> tuple[IdleDay, ...]:
    found: list[IdleDay] = []
    day = first
    while day <= last and len(found) < MOST_DAYS and (day - first).days <= 366:
        kind = calendar.day_kind(day)
        if kind in (DayKind.HOLIDAY, DayKind.DAY_OFF):
            found.append(IdleDay(day=day, kind=kind))
        day += timedelta(days=1)
    return tuple(found)
