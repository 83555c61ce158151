"""The effort of several open tasks together, by simulation: the P80 of a sum is not the sum of P80s.

Each task keeps its own distribution; what goes wrong in one tends to go wrong in all (the same person, the same
client), so every draw has one factor in common. A task that has been worked on is known to take longer than that: its
distribution is cut off at the hours spent, and what has eaten its estimate still has an end, only later. Draws come
from a seed that the caller keeps, so that the same question has the same answer.

Marginals are stratified and put in the order of correlated scores: R. L. Iman and W. J. Conover, "A distribution-free
approach to inducing rank correlation among input variables", Communications in Statistics B 11 (1982).
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from statistics import NormalDist

from freelance_comm.domain.record import Record
from freelance_comm.forecast.effort import LEVELS, Effort

DRAWS = 500
"""So many cases are played through: the P80 of 50 tasks is then within two per cent of its value."""
OWN_COMMON, UNKNOWN_COMMON = 0.1, 0.3
"""What tasks of one stretch have in common: .07 of the variance of the log ratios in public records of single people
whose own mean is known, and more as long as the person is not known."""
LEAST_HOURS = 0.05
"""What is always left of a task that is not done."""
_BEYOND = 0.98
"""Hours spent beyond this part of the distribution say that the distribution was wrong: it is stretched to them."""
_TAIL = 0.5
"""How steeply log hours go on beyond the outermost levels, against the slope of the last fifteen."""


class OpenTask(Record):
    """A task that is not done: its distribution, and the hours already spent on it."""

    effort: Effort
    spent_hours: float = 0.0


def correlation_for(weight_of_prior: float) -> float:
    """Return the correlation of the tasks of one project for somebody of whom so much (0 to 1) is not known."""
    return OWN_COMMON + UNKNOWN_COMMON * min(max(weight_of_prior, 0.0), 1.0)


def remaining_draws(tasks: Sequence[OpenTask], *, seed: int, correlation: float = OWN_COMMON) -> list[float]:
    """Return ``DRAWS`` equally likely totals of the hours that are left, in no order. ``correlation`` is 0 to 1.

    No tasks leave nothing to do: every total is 0.
    """
    totals = [0.0] * DRAWS
    if not tasks:
        return totals
    if len(tasks) == 1:
        return _left(tasks[0])
    chance = random.Random(seed)
    scores = [_NORMAL.inv_cdf((place + 0.5) / DRAWS) for place in range(DRAWS)]
    shared = scores[:]
    chance.shuffle(shared)
    pools = [chance.sample(scores, DRAWS) * 2 for _ in range(min(len(tasks), _POOLS))]
    of_all, of_one = math.sqrt(correlation), math.sqrt(1 - correlation)
    shared = [of_all * score for score in shared]
    for number, task in enumerate(tasks):
        start = chance.randrange(DRAWS)
        own = pools[number % len(pools)][start : start + DRAWS]
        mixed = [all_ + of_one * one for all_, one in zip(shared, own, strict=True)]
        order = sorted(range(DRAWS), key=mixed.__getitem__)
        for place, hours in zip(order, _left(task), strict=True):
            totals[place] += hours
    return totals


def hours_at(draws: Sequence[float], levels: Sequence[int] = LEVELS) -> list[float]:
    """Return the totals that are enough in so many of 100 cases."""
    ordered = sorted(draws)
    return [ordered[min(math.ceil(len(ordered) * level / 100) - 1, len(ordered) - 1)] for level in levels]


_NORMAL = NormalDist()
_POOLS = 8


def _left(task: OpenTask) -> list[float]:
    """Return the hours left of a task in ``DRAWS`` equally likely cases, the fewest first."""
    places, values = _curve(task.effort)
    spent = max(task.spent_hours, 0.0)
    begin, stretch = 0.0, 1.0
    if spent > 0:
        begin = _place_of(spent, places, values)
        if begin > _BEYOND:
            begin = _BEYOND
            stretch = max(spent / _value_at(_BEYOND, places, values), 1.0)
    found: list[float] = []
    width = (1 - begin) / DRAWS
    place = begin + width / 2
    upper = bisect_right(places, begin)
    while len(found) < DRAWS:
        lower_place, lower = places[upper - 1], stretch * values[upper - 1] - spent
        slope = (stretch * values[upper] - spent - lower) / (places[upper] - lower_place)
        end = places[upper]
        while place < end and len(found) < DRAWS:
            found.append(lower + slope * (place - lower_place))
            place += width
        if upper < len(places) - 1:
            upper += 1
    return [hours if hours > LEAST_HOURS else LEAST_HOURS for hours in found]


def _curve(effort: Effort) -> tuple[list[float], list[float]]:
    """Return the distribution as points: the part of cases (0 to 1), and hours, with an end on both sides."""
    places = [level / 100 for level in LEVELS]
    values = [float(hours) for hours in effort.hours]
    low = values[0] * (values[0] / values[3]) ** (_TAIL / 3)
    high = values[-1] * (values[-1] / values[-4]) ** _TAIL
    return [0.0, *places, 1.0], [low, *values, high]


def _place_of(value: float, places: list[float], values: list[float]) -> float:
    """Return the part of cases in which the hours are at most ``value``."""
    upper = bisect_right(values, value)
    if upper == 0:
        return 0.0
    if upper == len(values):
        return 1.0
    lower = upper - 1
    return places[lower] + (places[upper] - places[lower]) * (value - values[lower]) / (values[upper] - values[lower])


def _value_at(place: float, places: list[float], values: list[float]) -> float:
    upper = min(bisect_right(places, place), len(places) - 1)
    lower = upper - 1
    return values[lower] + (values[upper] - values[lower]) * (place - places[lower]) / (places[upper] - places[lower])
