"""When the program may speak up: in working time, and not in the quiet hours.

Apart from the working time because quiet hours stop no clock: work goes on in them, only reminders wait.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Window

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.working_time import Calendar

_DAY = 1440
_MOST_STEPS = 800
"""So many quiet stretches one after another, each hiding the whole working time, mean that nothing is ever said."""


class SpeakingTime:
    """Working time without the quiet hours. Moments are aware; results are UTC.

    ``quiet`` are stretches of every local day; one that ends at or before its start ends on the next day.
    """

    def __init__(self, calendar: Calendar, quiet: tuple[Window, ...] = ()) -> None:
        self._calendar = calendar
        self._quiet = quiet

    def is_open(self, at: datetime) -> bool:
        """Return whether something may be said at ``at``."""
        return self._calendar.is_working(at) and self._quiet_until(at) is None

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the first moment at or after ``at`` at which something may be said; None when there is none."""
        moment: datetime | None = at
        for _ in range(_MOST_STEPS):
            moment = self._calendar.next_opening(moment) if moment is not None else None
            if moment is None:
                return None
            end = self._quiet_until(moment)
            if end is None:
                return moment
            moment = end
        return None

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first moment after ``at`` at which speaking begins or ends; None when there is none."""
        if not self.is_open(at):
            return self.next_opening(at)
        closing = self._calendar.next_closing(at)
        begins = [start for start, _ in self._stretches(at) if start > at]
        return min([*begins, *([closing] if closing is not None else [])], default=None)

    def last_open(self, at: datetime) -> datetime | None:
        """Return the latest moment at or before ``at``, to the minute, at which something may be said, or None."""
        moment = at.astimezone(UTC).replace(second=0, microsecond=0)
        for _ in range(_MOST_STEPS):
            if self.is_open(moment):
                return moment
            start = self._quiet_since(moment)
            if start is not None:
                moment = start - timedelta(minutes=1)
                continue
            worked = self._calendar.last_working(moment)
            if worked is None:
                return None
            moment = worked - timedelta(minutes=1) if worked <= moment and not self.is_open(worked) else worked
        return None

    def _quiet_until(self, at: datetime) -> datetime | None:
        """Return when the quiet that lies over ``at`` ends; None where it is not quiet."""
        return max((end for start, end in self._stretches(at) if start <= at < end), default=None)

    def _quiet_since(self, at: datetime) -> datetime | None:
        return min((start for start, end in self._stretches(at) if start <= at < end), default=None)

    def _stretches(self, at: datetime) -> list[tuple[datetime, datetime]]:
        """Return the quiet stretches of the days around ``at``."""
        if not self._quiet:
            return []
        today = self._calendar.local_date(at)
        found = []
        for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
            for window in self._quiet:
                end = window.end if window.end > window.start else window.end + _DAY
                found.append((self._moment(day, window.start), self._moment(day, end)))
        return found

    def _moment(self, day: date, minute: int) -> datetime:
        from freelance_comm.domain.zones import zone_of

        zone = zone_of(self._calendar.zone_on(day))
        there = day + timedelta(days=minute // _DAY)
        minute %= _DAY
        return datetime(there.year, there.month, there.day, minute // 60, minute % 60, tzinfo=zone).astimezone(UTC)
