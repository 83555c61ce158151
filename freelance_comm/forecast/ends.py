"""From hours to days: when the work ends in each of many equally likely cases, and what a day is worth as a promise.

A day gives the work the hours set aside for it, never more than the day's own working hours. What other work, waiting
and days that go otherwise do to it is in the learned factors; commitments that are on record come first where they
take longer than the factors say. Apart from ``dates``, which knows the hours alone, because that is what this is
measured against.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.working_time import GIVE_UP_DAYS, LAST_YEAR, DayKind
from freelance_comm.forecast.dates import MOST_WORKING_DAYS, DateRating, check_hours
from freelance_comm.forecast.effort import LEVELS

if TYPE_CHECKING:
    from freelance_comm.domain.working_time import Calendar

_HOUR = 3_600
_TURNS = 3
"""How often the draws of hours meet factors in another order: days in the tail then hardly depend on the seed."""


class Ends(Record):
    """When the work ends. ``days[i]`` is the working day (1 is the first on or after ``start``), the earliest first,
    in equally likely cases; 0 at the end of the list stands for never. ``on`` are the working days up to the last.
    """

    start: date
    days: tuple[int, ...]
    on: tuple[date, ...]

    def day_at(self, level: int) -> date | None:
        """Return the day by which the work is done in ``level`` of 100 cases; None is never."""
        number = self.number_at(level)
        return self.on[number - 1] if 0 < number <= len(self.on) else None

    def number_at(self, level: int) -> int:
        """Return which working day that is, counted from 1; 0 is never."""
        if not self.days:
            return 0
        return self.days[min(math.ceil(len(self.days) * level / 100) - 1, len(self.days) - 1)]

    def chance(self, day: date) -> int:
        """Return in how many of 100 cases the work is done by the end of ``day``, from 1 to 99."""
        number = bisect_right(self.on, day)
        done = sum(1 for one in self.days if 0 < one <= number)
        return min(max(round(100 * done / max(len(self.days), 1)), 1), 99)

    def rate(self, day: date) -> DateRating:
        """Return what ``day`` is worth as a promise."""
        safe, plan = self.day_at(80), self.day_at(50)
        if safe is not None and day >= safe:
            return DateRating.SAFE
        if plan is not None and day >= plan:
            return DateRating.TIGHT
        return DateRating.UNREALISTIC

    def share_by_day(self, last: date) -> list[tuple[date, float]]:
        """Return for each working day up to ``last`` in what part of the cases the work ends on it."""
        counts: dict[int, int] = {}
        for number in self.days:
            counts[number] = counts.get(number, 0) + 1
        return [
            (day, counts.get(number, 0) / len(self.days)) for number, day in enumerate(self.on, start=1) if day <= last
        ]


def ends(
    draws: Sequence[float],
    factors: Sequence[float],
    *,
    hours_a_day: Decimal,
    calendar: Calendar,
    start: date,
    seed: int,
    before_hours: float = 0.0,
    reserve_days: int = 0,
) -> Ends:
    """Return when work of ``draws`` hours ends that begins on ``start``.

    ``factors`` are logs at ``LEVELS`` (``stretching.factors``). ``before_hours`` of other work come first;
    ``reserve_days`` working days go by before it can begin. Raises ``BadValue`` when the hours a day make no sense.
    """
    check_hours(hours_a_day)
    on, given = _days_of(calendar, start, hours_a_day, 1)
    if not on:
        return Ends(start=start, days=(0,) * len(draws), on=())
    pace = float(hours_a_day)
    cases = [
        case for turn in range(_TURNS) for case in zip(draws, _spread(factors, len(draws), seed + turn), strict=True)
    ]
    wanted = max(max(math.ceil((hours / pace) * factor) for hours, factor in cases), 1)
    wanted = min(wanted + math.ceil(before_hours / pace) + reserve_days + 5, MOST_WORKING_DAYS)
    on, given = _days_of(calendar, start, hours_a_day, wanted)
    found: list[int] = []
    for hours, factor in cases:
        alone = _filled(given, hours)
        stretched = math.ceil(alone * factor - 1e-9) if alone else 0
        behind = _filled(given, before_hours + hours) if before_hours else alone
        number = max(stretched, behind) + reserve_days if alone and behind else 0
        found.append(number if number <= len(on) else 0)
    found.sort(key=lambda number: number or MOST_WORKING_DAYS + 1)
    last = max(found)
    return Ends(start=start, days=tuple(found), on=tuple(on[: max(last, 1)]))


def idle_days(calendar: Calendar, first: date, last: date) -> int:
    """Return the holidays and days off from ``first`` to ``last``, both included."""
    found, day = 0, first
    while day <= last:
        found += calendar.day_kind(day) in (DayKind.HOLIDAY, DayKind.DAY_OFF)
        day += timedelta(days=1)
    return found


def _filled(given: list[float], hours: float) -> int:
    """Return on which day so many hours are used up, from 1; 0 where they never are."""
    place = bisect_left(given, hours - 1e-6)
    return place + 1 if place < len(given) else 0


def _spread(factors: Sequence[float], count: int, seed: int) -> list[float]:
    """Return ``count`` equally likely factors in an order that knows nothing of the hours."""
    if not factors:
        return [1.0] * count
    places = [level / 100 for level in LEVELS]
    found = []
    for number in range(count):
        place = (number + 0.5) / count
        upper = min(max(bisect_left(places, place), 1), len(places) - 1)
        share = (place - places[upper - 1]) / (places[upper] - places[upper - 1])
        share = max(share, 0.0)  # below the lowest level the lowest factor holds; above the highest the line goes on
        found.append(math.exp(factors[upper - 1] + share * (factors[upper] - factors[upper - 1])))
    random.Random(seed + 1).shuffle(found)
    return found


def _days_of(calendar: Calendar, start: date, hours_a_day: Decimal, count: int) -> tuple[list[date], list[float]]:
    """Return the next ``count`` working days, and the hours given up to the end of each."""
    on: list[date] = []
    given: list[float] = []
    most, total, empty = float(hours_a_day), 0.0, 0
    if calendar.working_days(start, 1) is None:
        return on, given
    day = start
    while len(on) < count and empty <= GIVE_UP_DAYS and day.year < LAST_YEAR:
        seconds = calendar.day_seconds(day)
        if seconds:
            total += min(seconds / _HOUR, most)
            on.append(day)
            given.append(total)
            empty = 0
        else:
            empty += 1
        day += timedelta(days=1)
    return on, given
