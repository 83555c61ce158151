"""What finished work says about an estimate: the person's own (estimate, actual) pairs, mixed with the general prior.

Apart from ``effort`` because it learns: it is told finished tasks, and answers only from what was finished before.
"""

from __future__ import annotations

import math
from bisect import insort
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.forecast.baselines import midpoint_quantiles
from freelance_comm.forecast.effort import (
    LARGEST_HOURS,
    LEVELS,
    PRIOR_LARGEST,
    PRIOR_POWER,
    PRIOR_RATIOS,
    PRIOR_SMALLEST,
    Effort,
    EffortSource,
    Estimate,
    three_point_effort,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

KERNEL_WIDTH, KERNEL_FLOOR = 0.6, 0.05
HALF_LIFE, LAST_TASKS, PRIOR_WEIGHT = 100.0, 300, 6.0
LARGEST_RATIO = 50.0
_CENT = Decimal("0.01")


class Finished(Record):
    """A task that is done: what was thought it takes, what it took (hours above 0), when it began and ended.

    ``kind`` is an activity or tag, "" where there is none. Raises ``BadValue`` for hours that nothing can be learned
    from. An end before the beginning is taken as it is: only the order of the ends counts.
    """

    estimate_hours: float
    actual_hours: float
    started: datetime | date
    finished: datetime | date
    project: str = ""
    kind: str = ""

    def _check(self) -> None:
        for hours in (self.estimate_hours, self.actual_hours):
            if not (math.isfinite(hours) and 0 < hours <= LARGEST_HOURS):
                raise BadValue(
                    N_("Nothing can be learned from these hours: {hours}."),
                    hint=N_("Give hours above 0, up to {limit}."),
                    hours=str(hours)[:40],
                    limit=int(LARGEST_HOURS),
                )


class Why(Record):
    """Where a forecast comes from, in numbers.

    ``similar`` finished tasks like this one took ``ratio_p50`` times their estimate in the middle case; ``total`` tasks
    are known; ``weight_of_prior`` (0 to 1) is how much of the forecast is the general prior instead of their own.
    """

    similar: int
    ratio_p50: float
    total: int
    weight_of_prior: float


class FromHistory:
    """The model of one person. Built from finished tasks, in any order; more may be added as they are finished."""

    def __init__(self, finished: Iterable[Finished] = ()) -> None:
        self._past: list[tuple[float, float, float, float]] = []
        for task in finished:
            self.add(task)

    def __len__(self) -> int:
        return len(self._past)

    def add(self, task: Finished) -> None:
        """Learn from a finished task; one that was finished earlier than others takes its place among them."""
        ratio = min(max(task.actual_hours / task.estimate_hours, 1 / LARGEST_RATIO), LARGEST_RATIO)
        insort(
            self._past,
            (_moment(task.finished), _moment(task.started), math.log(task.estimate_hours), math.log(ratio)),
        )

    def effort(self, estimate: Estimate, project: str = "", kind: str = "") -> Effort:
        """Return the distribution of the hours ``estimate`` will really take."""
        if not self._past and estimate.three_point:
            return three_point_effort(estimate)
        hours = self.quantiles(float(estimate.likely), project, kind)
        if estimate.three_point:
            own = 1 - self.why(estimate, project, kind).weight_of_prior
            points = [float(value) for value in three_point_effort(estimate).hours]
            hours = [math.exp(own * math.log(a) + (1 - own) * math.log(b)) for a, b in zip(hours, points, strict=True)]
        return Effort(
            estimate=estimate,
            hours=tuple(_decimal(value) for value in hours),
            mean=_decimal(sum(hours) / len(hours)),
            source=EffortSource.HISTORY if self._past else EffortSource.GENERAL_PRIOR,
            history=len(self._past),
        )

    def quantiles(self, estimate_hours: float, project: str = "", kind: str = "") -> list[float]:
        """Return the hours at ``LEVELS`` for a task of this estimate (hours above 0)."""
        size = min(max(estimate_hours, PRIOR_SMALLEST), PRIOR_LARGEST)
        shift = PRIOR_POWER * math.log(size / PRIOR_LARGEST)
        points = [(math.log(ratio) + shift, PRIOR_WEIGHT / len(PRIOR_RATIOS)) for ratio in PRIOR_RATIOS]
        points += [(ratio, weight) for ratio, weight, _likeness in self._weighted(estimate_hours)]
        return [estimate_hours * math.exp(value) for value in midpoint_quantiles(points)]

    def why(self, estimate: Estimate, project: str = "", kind: str = "") -> Why:
        """Return the numbers behind the forecast of ``estimate``."""
        weighted = self._weighted(float(estimate.likely))
        own = sum(weight for _ratio, weight, _likeness in weighted)
        middle = LEVELS.index(50)
        ratio = math.exp(midpoint_quantiles([(r, w) for r, w, _likeness in weighted])[middle]) if weighted else 1.0
        return Why(
            similar=sum(likeness >= 0.5 for _ratio, _weight, likeness in weighted),
            ratio_p50=ratio,
            total=len(self._past),
            weight_of_prior=PRIOR_WEIGHT / (PRIOR_WEIGHT + own),
        )

    def _weighted(self, estimate_hours: float) -> list[tuple[float, float, float]]:
        """Return log ratio, weight and likeness of the last finished tasks, the newest first."""
        place = math.log(estimate_hours)
        found = []
        for age, (_end, _start, where, log_ratio) in enumerate(reversed(self._past[-LAST_TASKS:])):
            likeness = max(math.exp(-0.5 * ((where - place) / KERNEL_WIDTH) ** 2), KERNEL_FLOOR)
            found.append((log_ratio, likeness * 0.5 ** (age / HALF_LIFE), likeness))
        return found


def _moment(value: datetime | date) -> float:
    """Return seconds by which moments are put in order; a day counts from its beginning, a naive time as UTC."""
    seconds = value.toordinal() * 86_400.0
    if isinstance(value, datetime):
        seconds += value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        offset = value.utcoffset()
        if offset is not None:
            seconds -= offset.total_seconds()
    return seconds


def _decimal(hours: float) -> Decimal:
    """Return hours to the hundredth, never none."""
    return max(Decimal(str(round(hours, 2))).quantize(_CENT), _CENT)
