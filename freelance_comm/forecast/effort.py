"""From an estimate to the hours the work may take: quantiles, not one number.

Without a history of finished work there are two sources. Three points (optimistic, likely, pessimistic) are read as a
beta-PERT distribution: D. G. Malcolm and others, "Application of a Technique for Research and Development Program
Evaluation", Operations Research 7 (1959), whose mean is (a + 4m + b) / 6. A single number is read through what
estimates in general have been worth: the quantiles of actual / estimate over public records of small software tasks,
where small tasks overrun a little more. A model that has learned from the person's own work fits ``EffortModel`` too.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

LARGEST_HOURS = Decimal(100_000)
LEVELS = tuple(range(5, 100, 5))
"""The percentages at which a distribution is told: 5, 10 … 95."""
PRIOR_RATIOS = (
    0.28, 0.50, 0.60, 0.70, 0.79, 0.87, 0.93, 1.00, 1.00, 1.00, 1.04, 1.10, 1.20, 1.31, 1.42, 1.61, 1.79, 2.50, 3.34,
)  # fmt: skip
"""Actual / estimate at each level, for an estimate of four hours or more."""
PRIOR_SMALLEST, PRIOR_LARGEST, PRIOR_POWER = 0.25, 4.0, -0.05
_STEPS = 2_000
_CENT = Decimal("0.01")


class EffortSource(StrEnum):
    """Where the quantiles come from."""

    THREE_POINT = "three-point"
    GENERAL_PRIOR = "general prior"
    HISTORY = "history"


class Estimate(Record):
    """What the freelancer thinks it takes, in hours: one number, or three with optimistic <= likely <= pessimistic."""

    likely: Decimal
    optimistic: Decimal | None = None
    pessimistic: Decimal | None = None

    def _check(self) -> None:
        for hours in (self.likely, self.optimistic, self.pessimistic):
            if hours is not None and not (hours.is_finite() and 0 < hours <= LARGEST_HOURS):
                raise BadValue(
                    N_("No plan can be made with this estimate (hours: {hours})."),
                    hint=N_("Give hours above 0, up to {limit}."),
                    hours=str(hours)[:40],
                    limit=int(LARGEST_HOURS),
                )
        if (self.optimistic is None) != (self.pessimistic is None):
            raise BadValue(
                N_("An estimate has one number or three."),
                hint=N_("Give the likely hours alone, or the optimistic and the pessimistic hours too."),
            )
        if (
            self.optimistic is not None
            and self.pessimistic is not None
            and not self.optimistic <= self.likely <= self.pessimistic
        ):
            raise BadValue(
                N_("The three estimates, in hours, are not in order: {optimistic}, {likely}, {pessimistic}."),
                hint=N_("The optimistic number must be the smallest and the pessimistic one the largest."),
                optimistic=str(self.optimistic),
                likely=str(self.likely),
                pessimistic=str(self.pessimistic),
            )

    @property
    def three_point(self) -> bool:
        """Whether all three numbers are given."""
        return self.optimistic is not None


class Effort(Record):
    """The hours the work may take. ``hours[i]`` is enough in ``LEVELS[i]`` of 100 cases; ``mean`` is the average.

    ``history`` is the number of finished tasks of the person that were learned from (0: none yet).
    """

    estimate: Estimate
    hours: tuple[Decimal, ...]
    mean: Decimal
    source: EffortSource
    history: int = 0

    def at(self, level: int) -> Decimal:
        """Return the hours that are enough in ``level`` of 100 cases (a multiple of 5)."""
        return self.hours[LEVELS.index(level)]

    @property
    def p50(self) -> Decimal:
        """Hours to plan with: as often too many as too few."""
        return self.at(50)

    @property
    def p80(self) -> Decimal:
        """Hours to promise with."""
        return self.at(80)

    @property
    def p95(self) -> Decimal:
        """Hours that are hardly ever exceeded."""
        return self.at(95)

    def chance(self, hours: Decimal) -> int:
        """Return in how many of 100 cases ``hours`` are enough, from 1 to 99, straight lines between the levels."""
        lower_level, lower = 0, Decimal(0)
        found = 99
        for level, upper in zip(LEVELS, self.hours, strict=True):
            if hours < upper:
                # Equal quantiles (every case the same) leave no line to follow: below them the lower level holds.
                share = (hours - lower) / (upper - lower) if upper > lower else Decimal(0)
                found = int(lower_level + share * (level - lower_level))
                break
            lower_level, lower = level, upper
        else:
            if hours < self.hours[-1] * 2:
                found = lower_level + int((hours - lower) / lower * (99 - lower_level))
        return min(max(found, 1), 99)


class EffortModel(Protocol):
    """Whatever turns an estimate into effort; one that learns is built from finished work by whoever holds it."""

    def effort(self, estimate: Estimate) -> Effort:
        """Return the distribution of the hours ``estimate`` will really take."""
        ...


class WithoutHistory:
    """The model for a newcomer: three points speak for themselves, a single number through the general prior."""

    def effort(self, estimate: Estimate) -> Effort:
        """Return the quantiles of the beta-PERT of three points, or of the general prior for one."""
        return three_point_effort(estimate) if estimate.three_point else prior_effort(estimate)


def prior_effort(estimate: Estimate) -> Effort:
    """Return the quantiles of the general prior for the likely hours."""
    size = min(max(float(estimate.likely), PRIOR_SMALLEST), PRIOR_LARGEST)
    factor = (size / PRIOR_LARGEST) ** PRIOR_POWER
    ratios = [ratio * factor for ratio in PRIOR_RATIOS]
    mean = _hours(float(estimate.likely) * sum(ratios) / len(ratios))
    hours = tuple(_hours(float(estimate.likely) * ratio) for ratio in ratios)
    return Effort(estimate=estimate, hours=hours, mean=mean, source=EffortSource.GENERAL_PRIOR)


def three_point_effort(estimate: Estimate) -> Effort:
    """Return the quantiles of the beta-PERT distribution through three points, found by summing its density.

    Shapes 1 + 4 (m - a) / (b - a) and 1 + 4 (b - m) / (b - a); 2,000 steps give each quantile within a thousandth of
    the range. Raises ``ValueError`` for an estimate of one number.
    """
    if estimate.optimistic is None or estimate.pessimistic is None:
        raise ValueError("three points are needed")
    low, likely, high = float(estimate.optimistic), float(estimate.likely), float(estimate.pessimistic)
    mean = (estimate.optimistic + 4 * estimate.likely + estimate.pessimistic) / 6
    places = _pert_places(low, likely, high) if high > low else [0.0] * len(LEVELS)
    return Effort(
        estimate=estimate,
        hours=tuple(_hours(low + (high - low) * place) for place in places),
        mean=max(mean.quantize(_CENT), _CENT),
        source=EffortSource.THREE_POINT,
    )


def _pert_places(low: float, likely: float, high: float) -> list[float]:
    """Return where in the range (0 to 1) each level lies."""
    left = 4 * (likely - low) / (high - low)
    right = 4 * (high - likely) / (high - low)
    masses = [((step + 0.5) / _STEPS) ** left * (1 - (step + 0.5) / _STEPS) ** right for step in range(_STEPS)]
    total = sum(masses)
    places: list[float] = []
    summed = 0.0
    for step, mass in enumerate(masses):
        while len(places) < len(LEVELS) and summed + mass >= total * LEVELS[len(places)] / 100:
            share = (total * LEVELS[len(places)] / 100 - summed) / mass
            places.append((step + share) / _STEPS)
        summed += mass
    return places


def _hours(value: float) -> Decimal:
    """Return hours to the hundredth, never none."""
    return max(Decimal(str(round(value, 2))).quantize(_CENT), _CENT)
