"""Working time: how many seconds of the freelancer's working hours lie between two moments, and when so many are over.

The reply clock, promises and plans all count with it. It is our own reckoning because it must be exact where others
are not: a window of the local day is mapped to UTC at both ends (a time the clocks skipped with the offset before the
gap, a time that comes twice as the first), the UTC stretches are united and counted as integer seconds, half open.

A window belongs to the local date on which it begins; a holiday or a day off drops the windows that begin on it, and a
window begun the evening before runs on into it. An extra day is worked although it is a holiday or a free weekday; a
day off wins over an extra day. Stretches are kept by blocks of 32 days, so that a second question costs next to
nothing and ten years cost a few dozen milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.schedule import DAY, EPOCH_DAY, Block, DayKind, Period, Schedule, periods_of, united

__all__ = ["FIRST_YEAR", "GIVE_UP_DAYS", "LAST_YEAR", "Calendar", "DayKind", "Period"]

FIRST_YEAR, LAST_YEAR = 1900, 2300
"""No working time is counted before or after these years: a damaged date cannot make the reckoning endless."""
GIVE_UP_DAYS = 5 * 366
"""After so many days without a single working second the answer is "never"."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCK_DAYS = 32
_BLOCK = _BLOCK_DAYS * DAY
_EARLIEST = (date(FIRST_YEAR, 1, 1).toordinal() - EPOCH_DAY) * DAY
_LATEST = (date(LAST_YEAR, 1, 1).toordinal() - EPOCH_DAY) * DAY


class Calendar:
    """The working time of one freelancer, in the zones in which they are.

    Moments are aware; results are UTC; seconds are whole (fractions dropped).
    """

    def __init__(self, hours: WorkingHours) -> None:
        self._set(periods_of(hours))

    @classmethod
    def of(cls, periods: Iterable[Period]) -> Calendar:
        """Return a calendar whose hours and zone change over time; raises ``ValueError`` without any period."""
        made = cls.__new__(cls)
        made._set(tuple(sorted(periods, key=lambda period: period.first or date.min)))
        return made

    def _set(self, periods: tuple[Period, ...]) -> None:
        if not periods:
            raise ValueError("a calendar needs at least one period")
        self._schedules = [Schedule(period) for period in periods]
        self._schedules[0].first = 0
        self._blocks: dict[int, Block] = {}
        self._never = all(schedule.never for schedule in self._schedules)

    # -- counting ------------------------------------------------------------------------------------------------

    def business_seconds(self, start: datetime, end: datetime) -> int:
        """Return the working seconds in [``start``, ``end``); 0 when ``end`` is not after ``start``."""
        low, high = _clamped(start), _clamped(end)
        if high <= low or self._never:
            return 0
        first, last = low // _BLOCK, high // _BLOCK
        between = sum(self._block(index).total for index in range(first, last))
        return between + self._block(last).before(high) - self._block(first).before(low)

    def add(self, start: datetime, seconds: int) -> datetime | None:
        """Return the earliest moment at or after ``start`` with ``seconds`` of working time between; None is never.

        Time used up exactly at a closing gives that closing, not the next opening.
        """
        if seconds < 0:
            raise ValueError("to count backwards, use subtract")
        if seconds == 0:
            return start.astimezone(UTC)
        low = _clamped(start)
        wanted = seconds + (0 if self._never else self._block(low // _BLOCK).before(low))
        for _, block in self._ahead(low):
            if block.total >= wanted:
                index = bisect_left(block.summed, wanted)
                return _moment(block.ends[index] - (block.summed[index] - wanted))
            wanted -= block.total
        return None

    def subtract(self, end: datetime, seconds: int) -> datetime | None:
        """Return the latest moment at or before ``end`` with ``seconds`` of working time between; None is never."""
        if seconds < 0:
            raise ValueError("to count forwards, use add")
        if seconds == 0:
            return end.astimezone(UTC)
        high = _clamped(end)
        wanted = seconds
        for index, block in self._behind(high):
            there = block.before(min(high, (index + 1) * _BLOCK))
            if there >= wanted:
                position = there - wanted
                place = bisect_right(block.summed, position)
                return _moment(block.ends[place] - (block.summed[place] - position))
            wanted -= there
        return None

    # -- open or closed ------------------------------------------------------------------------------------------

    def is_working(self, at: datetime) -> bool:
        """Return whether ``at`` lies in working time."""
        return self._stretch_end(_seconds(at)) is not None

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the first working moment at or after ``at`` (``at`` itself while open); None when there is none."""
        low = _clamped(at)
        if self._stretch_end(low) is not None:
            return at.astimezone(UTC)
        for _, block in self._ahead(low):
            index = bisect_left(block.starts, low)
            if index < len(block.starts):
                return _moment(block.starts[index])
        return None

    def next_closing(self, at: datetime) -> datetime | None:
        """Return when the stretch that is open at ``at``, or else the next one, ends; None when it never does."""
        opening = self.next_opening(at)
        if opening is None:
            return None
        end = self._stretch_end(_seconds(opening))
        patience = GIVE_UP_DAYS
        while end is not None and patience > 0:
            further = self._stretch_end(end)
            if further is None:
                return _moment(end)
            end = further
            patience -= _BLOCK_DAYS
        return None

    def last_working(self, at: datetime) -> datetime | None:
        """Return the latest moment at or before ``at`` up to which was worked: ``at`` itself while open, or the
        closing before it; None when there is none.
        """
        if self.is_working(at):
            return at.astimezone(UTC)
        start = self.subtract(at, 1)
        return None if start is None else _moment(_seconds(start) + 1)

    # -- days ----------------------------------------------------------------------------------------------------

    def local_date(self, at: datetime) -> date:
        """Return the freelancer's date at the moment ``at``."""
        for schedule in reversed(self._schedules):
            local = at.astimezone(schedule.zone).date()
            if local.toordinal() >= schedule.first:
                return local
        return at.astimezone(self._schedules[0].zone).date()

    def zone_on(self, day: date) -> str:
        """Return the name of the zone that holds on ``day``."""
        return self._on(day.toordinal()).zone_name

    def day_kind(self, day: date) -> DayKind:
        """Return what ``day`` is: working, an extra day, a day off, a holiday, or a weekday without hours."""
        return self._on(day.toordinal()).kind(day.toordinal())

    def is_working_day(self, day: date) -> bool:
        """Return whether any working time begins on ``day``."""
        return bool(self._on(day.toordinal()).windows(day.toordinal()))

    def day_seconds(self, day: date) -> int:
        """Return the working seconds of the windows that begin on ``day``, each moment counted once."""
        ordinal = day.toordinal()
        return sum(end - start for start, end in united(self._on(ordinal).stretches(ordinal, ordinal)))

    def stretches_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the stretches of work that begin on ``day``, in order, each moment once."""
        ordinal = day.toordinal()
        return tuple(
            (_moment(start), _moment(end)) for start, end in united(self._on(ordinal).stretches(ordinal, ordinal))
        )

    def midnight(self, day: date) -> datetime:
        """Return when ``day`` begins where the freelancer is."""
        return _moment(self._on(day.toordinal()).utc(day.toordinal(), 0))

    def start_of_day(self, day: date) -> datetime | None:
        """Return the first opening on ``day``; None when no work begins on it."""
        ordinal = day.toordinal()
        starts = [start for start, _ in self._on(ordinal).stretches(ordinal, ordinal)]
        return _moment(min(starts)) if starts else None

    def end_of_day(self, day: date) -> datetime | None:
        """Return the last closing of the work begun on ``day``, at most midnight; None when no work begins on it.

        "By Friday" ends here: a night shift that runs on into Saturday does not make Saturday morning Friday.
        """
        ordinal = day.toordinal()
        schedule = self._on(ordinal)
        ends = [end for _, end in schedule.stretches(ordinal, ordinal)]
        return _moment(min(max(ends), schedule.utc(ordinal, 1440))) if ends else None

    def working_days(self, first: date, count: int) -> date | None:
        """Return the ``count``-th working day from ``first`` on (the 1st may be ``first`` itself); None is never."""
        if count < 1:
            raise ValueError("working days are counted from 1")
        idle = 0
        for ordinal in range(first.toordinal(), date(LAST_YEAR, 1, 1).toordinal()):
            if self._on(ordinal).windows(ordinal):
                idle = 0
                count -= 1
                if count == 0:
                    return date.fromordinal(ordinal)
            else:
                idle += 1
                if self._never or idle > GIVE_UP_DAYS:
                    return None
        return None

    def working_days_between(self, first: date, last: date) -> int:
        """Return the number of working days from ``first`` to ``last``, both included."""
        end = min(last, date(LAST_YEAR, 1, 1)).toordinal()
        begin = max(first, date(FIRST_YEAR, 1, 1)).toordinal()
        return sum(1 for ordinal in range(begin, end + 1) if self._on(ordinal).windows(ordinal))

    # -- blocks --------------------------------------------------------------------------------------------------

    def _on(self, ordinal: int) -> Schedule:
        for schedule in reversed(self._schedules):
            if ordinal >= schedule.first:
                return schedule
        return self._schedules[0]

    def _block(self, index: int) -> Block:
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = Block(self._reckon(index * _BLOCK, (index + 1) * _BLOCK))
        return block

    def _reckon(self, low: int, high: int) -> list[tuple[int, int]]:
        # A window begun on local date d lies, in UTC, between d - 16 h and d + 2 days + 16 h.
        first, last = low // DAY + EPOCH_DAY - 3, high // DAY + EPOCH_DAY + 1
        found: list[tuple[int, int]] = []
        for number, schedule in enumerate(self._schedules):
            following = self._schedules[number + 1 : number + 2]
            until = min(last, following[0].first - 1) if following else last
            found.extend(schedule.stretches(max(first, schedule.first), until))
        clipped = ((max(start, low), min(end, high)) for start, end in found if end > low and start < high)
        return united(clipped)

    def _ahead(self, low: int) -> Iterator[tuple[int, Block]]:
        idle = 0
        for index in range(low // _BLOCK, _LATEST // _BLOCK):
            block = self._block(index) if not self._never else None
            if block is None or idle > GIVE_UP_DAYS:
                return
            idle = 0 if block.total else idle + _BLOCK_DAYS
            yield index, block

    def _behind(self, high: int) -> Iterator[tuple[int, Block]]:
        idle = 0
        for index in range(high // _BLOCK, _EARLIEST // _BLOCK - 1, -1):
            block = self._block(index) if not self._never else None
            if block is None or idle > GIVE_UP_DAYS:
                return
            idle = 0 if block.total else idle + _BLOCK_DAYS
            yield index, block

    def _stretch_end(self, at: int) -> int | None:
        """Return the end of the stretch (within its block) that holds the second ``at``; None outside working time."""
        if self._never or not _EARLIEST <= at < _LATEST:
            return None
        block = self._block(at // _BLOCK)
        index = bisect_right(block.starts, at) - 1
        return block.ends[index] if index >= 0 and at < block.ends[index] else None


def _seconds(at: datetime) -> int:
    """Return whole UTC seconds since 1970; refuses a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("working time is counted between aware moments only")
    return (at - _EPOCH) // timedelta(seconds=1)


def _clamped(at: datetime) -> int:
    return min(max(_seconds(at), _EARLIEST), _LATEST)


def _moment(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
