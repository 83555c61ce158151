"""Simpler ways to foresee effort, for comparison only: nothing in the program plans with them.

Apart from ``history`` so that what it is measured against stays as it was written down, whatever becomes of the model.
``Baseline`` is a kernel estimate over the person's own finished tasks; ``EvidenceBased`` is J. Spolsky's evidence-based
scheduling ("Evidence Based Scheduling", 2007: a past velocity is drawn at random), ``RawEstimate`` takes people at
their word. All answer hours at ``LEVELS`` for an estimate in hours.
"""

from __future__ import annotations

import math
from typing import Protocol

from freelance_comm.forecast.effort import LEVELS, PRIOR_LARGEST, PRIOR_POWER, PRIOR_RATIOS, PRIOR_SMALLEST

KERNEL_WIDTH, KERNEL_FLOOR = 0.6, 0.05
HALF_LIFE, LAST_TASKS, PRIOR_WEIGHT = 100.0, 300, 6.0
VELOCITIES = 20
"""How many of the last velocities evidence-based scheduling draws from; with fewer than three it has the estimate."""


class Comparison(Protocol):
    """A model that is told finished tasks one by one, in the order in which they were finished, and asked between."""

    def add(self, estimate_hours: float, actual_hours: float) -> None:
        """Learn from a finished task."""
        ...

    def quantiles(self, estimate_hours: float) -> list[float]:
        """Return the hours at ``LEVELS`` for a task of this estimate."""
        ...


class Baseline:
    """Own log ratios weighted by likeness of size and by recency, mixed with the general prior."""

    def __init__(self) -> None:
        self._past: list[tuple[float, float]] = []

    def add(self, estimate_hours: float, actual_hours: float) -> None:
        """Learn from a finished task."""
        self._past.append((math.log(estimate_hours), math.log(actual_hours / estimate_hours)))

    def quantiles(self, estimate_hours: float) -> list[float]:
        """Return the hours at ``LEVELS`` for a task of this estimate."""
        size = min(max(estimate_hours, PRIOR_SMALLEST), PRIOR_LARGEST)
        shift = PRIOR_POWER * math.log(size / PRIOR_LARGEST)
        points = [(math.log(ratio) + shift, PRIOR_WEIGHT / len(PRIOR_RATIOS)) for ratio in PRIOR_RATIOS]
        place = math.log(estimate_hours)
        for age, (where, log_ratio) in enumerate(reversed(self._past[-LAST_TASKS:])):
            likeness = max(math.exp(-0.5 * ((where - place) / KERNEL_WIDTH) ** 2), KERNEL_FLOOR)
            points.append((log_ratio, likeness * 0.5 ** (age / HALF_LIFE)))
        return [estimate_hours * math.exp(value) for value in midpoint_quantiles(points)]


class EvidenceBased:
    """The last velocities (estimate / actual), each as likely as any other."""

    def __init__(self) -> None:
        self._past: list[float] = []

    def add(self, estimate_hours: float, actual_hours: float) -> None:
        """Learn from a finished task."""
        self._past.append(math.log(actual_hours / estimate_hours))

    def quantiles(self, estimate_hours: float) -> list[float]:
        """Return the hours at ``LEVELS`` for a task of this estimate."""
        last = self._past[-VELOCITIES:]
        if len(last) < 3:
            return [estimate_hours] * len(LEVELS)
        return [estimate_hours * math.exp(value) for value in midpoint_quantiles([(one, 1.0) for one in last])]


class RawEstimate:
    """What was estimated, at every level."""

    def add(self, estimate_hours: float, actual_hours: float) -> None:
        """Learn nothing."""

    def quantiles(self, estimate_hours: float) -> list[float]:
        """Return the estimate."""
        return [estimate_hours] * len(LEVELS)


def midpoint_quantiles(points: list[tuple[float, float]]) -> list[float]:
    """Return the values at ``LEVELS`` of (value, weight) points: straight lines between the middles of weights."""
    points = sorted(points)
    total = sum(weight for _value, weight in points)
    places: list[float] = []
    below = 0.0
    for _value, weight in points:
        places.append((below + weight / 2) / total)
        below += weight
    found: list[float] = []
    upper = 0
    for level in LEVELS:
        target = level / 100
        while upper < len(points) and places[upper] < target:
            upper += 1
        if upper == 0 or upper == len(points):
            found.append(points[min(upper, len(points) - 1)][0])
            continue
        start, end = places[upper - 1], places[upper]
        share = (target - start) / (end - start)
        found.append(points[upper - 1][0] + share * (points[upper][0] - points[upper - 1][0]))
    return found
