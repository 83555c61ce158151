"""How much longer work takes on the calendar than its hours alone would: other work, waiting, days that go otherwise.

Learned from finished tasks: the working days from their beginning to their end, both included, against the days that
their hours would have filled. Mixed with a general prior, because the first tasks of a person say little: in public
records of software tasks half were done in the days that their hours fill, and one in five took twice as many or more.
Apart from the effort because effort and calendar are learned from different things and fail in different ways.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta

from freelance_comm.domain.record import Record
from freelance_comm.forecast.baselines import midpoint_quantiles

GENERAL_FACTORS = (
    1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.6, 3.5, 5.0,
)  # fmt: skip
"""Days taken / days filled at 5, 10 … 95 per cent, for somebody of whom nothing is known."""
PRIOR_WEIGHT = 4.0
KERNEL_WIDTH, KERNEL_FLOOR = 1.0, 0.05
HALF_LIFE, LAST_TASKS = 100.0, 200
MOST_DAYS = 2_000
"""Longer spans say that somebody forgot to note the end: they are taken as this long."""


class Span(Record):
    """A finished task on the calendar: its hours, and the working days from beginning to end, both included."""

    hours: float
    days: int


def days_filled(hours: float, pace: float) -> int:
    """Return the working days that ``hours`` fill at ``pace`` hours a day; what ends with a day is done on that day."""
    return max(math.ceil(hours / pace - 1e-9), 1)


def weekdays_touched(first: date, last: date) -> int:
    """Return the days from Monday to Friday from ``first`` to ``last``, both included, never fewer than one.

    An end before the beginning (clocks that ran backwards) is one day.
    """
    if last <= first:
        return 1
    weeks, rest = divmod((last - first).days + 1, 7)
    odd = sum((first + timedelta(days=number)).weekday() < 5 for number in range(rest))
    return max(weeks * 5 + odd, 1)


def factors(spans: Iterable[Span], hours: float, pace: float) -> list[float]:
    """Return the logs of days taken / days filled at ``LEVELS`` for work of ``hours``; ``spans`` the oldest first."""
    place = math.log(days_filled(hours, pace))
    points = [(math.log(factor), PRIOR_WEIGHT / len(GENERAL_FACTORS)) for factor in GENERAL_FACTORS]
    for age, span in enumerate(reversed(list(spans)[-LAST_TASKS:])):
        filled = days_filled(span.hours, pace)
        likeness = max(math.exp(-0.5 * ((math.log(filled) - place) / KERNEL_WIDTH) ** 2), KERNEL_FLOOR)
        taken = min(max(span.days, 1), MOST_DAYS)
        points.append((math.log(taken / filled), likeness * 0.5 ** (age / HALF_LIFE)))
    return midpoint_quantiles(points)


def middle_factor(logs: list[float]) -> float:
    """Return the factor in the middle case of logs at ``LEVELS``."""
    return math.exp(logs[len(logs) // 2])
