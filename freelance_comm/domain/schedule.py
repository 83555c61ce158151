"""Which windows of working time begin on which date, and the UTC stretches they cover.

The lower half of the working calendar (``working_time`` asks the questions): here a schedule of local wall times turns
into united stretches of UTC seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.record import Record
from freelance_comm.domain.zones import zone_of

DAY = 86_400
EPOCH_DAY = date(1970, 1, 1).toordinal()
_USUAL = (Window(start=540, end=1020),)


class DayKind(StrEnum):
    """What a date is for the freelancer."""

    WORKING = "working"
    EXTRA = "extra"
    DAY_OFF = "day-off"
    HOLIDAY = "holiday"
    FREE = "free"


class Period(Record):
    """Working hours that hold from the local date ``first`` on, until the next period begins.

    The earliest period also holds before its ``first``.
    """

    hours: WorkingHours
    first: date | None = None


def periods_of(hours: WorkingHours) -> tuple[Period, ...]:
    """Return the stretches of time in which one zone holds, earliest first: home, and each travel.

    Where two travels overlap, the one that began later holds; after the last of them the zone of home does again.
    """
    if not hours.travels:
        return (Period(hours=hours),)
    marks = {each.first for each in hours.travels}
    marks |= {each.last + timedelta(days=1) for each in hours.travels if each.last is not None}
    result = [Period(hours=hours)]
    for day in sorted(marks):
        zone = zone_name_on(hours, day)
        if zone != result[-1].hours.zone:
            result.append(Period(hours=hours.but(zone=zone), first=day))
    return tuple(result)


def zone_name_on(hours: WorkingHours, day: date) -> str:
    """Return the name of the zone that holds on the freelancer's date ``day``."""
    there = [each for each in hours.travels if each.first <= day and (each.last is None or day <= each.last)]
    return max(there, key=lambda each: each.first).zone if there else hours.zone


def zone_name_at(hours: WorkingHours, at: datetime) -> str:
    """Return the name of the zone that holds at the moment ``at``."""
    periods = periods_of(hours)
    for period in reversed(periods[1:]):
        local = at.astimezone(zone_of(period.hours.zone)).date()
        if period.first is not None and local >= period.first:
            return period.hours.zone
    return periods[0].hours.zone


class Block:
    """The united working stretches within 32 days of UTC, with the seconds worked up to the end of each."""

    __slots__ = ("ends", "starts", "summed", "total")

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in stretches]
        self.ends = [end for _, end in stretches]
        self.summed: list[int] = []
        total = 0
        for start, end in stretches:
            total += end - start
            self.summed.append(total)
        self.total = total

    def before(self, at: int) -> int:
        """Return the working seconds of this block that lie before ``at``."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.summed[index] - max(0, self.ends[index] - at)


class Schedule:
    """One period, prepared: which windows begin on which date."""

    def __init__(self, period: Period) -> None:
        hours = period.hours
        if len(hours.week) != 7:
            raise BadValue(N_("Working hours need seven days, Monday first."))
        for window in (window for windows in hours.week for window in windows):
            if not (0 <= window.start < 1440 and 0 <= window.end <= 1440):
                raise BadValue(
                    N_("Working hours from minute {start} to minute {end} are outside the day."),
                    hint=N_("A window starts at 00:00 at the earliest and ends at 24:00 at the latest."),
                    start=window.start,
                    end=window.end,
                )
        self.first = period.first.toordinal() if period.first else 0
        self.zone_name = hours.zone
        self.zone: tzinfo = zone_of(hours.zone)
        self.week = hours.week
        self.off = frozenset(day.toordinal() for day in hours.days_off)
        self.extra = frozenset(day.toordinal() for day in hours.extra_days)
        self.holidays = frozenset(day.toordinal() for day in hours.holidays)
        self.never = not self.extra and not any(hours.week)
        self.spare = next((windows for windows in hours.week if windows), _USUAL)

    def kind(self, ordinal: int) -> DayKind:
        """Return what the date with this ordinal is."""
        if ordinal in self.off:
            return DayKind.DAY_OFF
        if ordinal in self.extra:
            return DayKind.EXTRA
        if not self.week[(ordinal - 1) % 7]:
            return DayKind.FREE
        return DayKind.HOLIDAY if ordinal in self.holidays else DayKind.WORKING

    def windows(self, ordinal: int) -> tuple[Window, ...]:
        """Return the windows that begin on a date; an extra day without hours of its own has the week's first ones."""
        kind = self.kind(ordinal)
        if kind is DayKind.WORKING:
            return self.week[(ordinal - 1) % 7]
        if kind is DayKind.EXTRA:
            return self.week[(ordinal - 1) % 7] or self.spare
        return ()

    def utc(self, ordinal: int, minute: int) -> int:
        """Return the UTC second of a local wall time; ``minute`` 1440 is the next date's midnight."""
        if minute >= 1440:
            ordinal, minute = ordinal + 1, minute - 1440
        day = date.fromordinal(ordinal)
        local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self.zone)
        offset = local.utcoffset()
        assert offset is not None
        return (ordinal - EPOCH_DAY) * DAY + minute * 60 - (offset.days * DAY + offset.seconds)

    def stretches(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the UTC stretches of all windows that begin on the dates ``first`` to ``last`` (ordinals)."""
        for ordinal in range(max(first, 1), last + 1):
            for window in self.windows(ordinal):
                end = window.end if window.end > window.start else window.end + 1440
                start_at, end_at = self.utc(ordinal, window.start), self.utc(ordinal, end)
                if end_at > start_at:
                    yield start_at, end_at


def united(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches sorted, with those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
