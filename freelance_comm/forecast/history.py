"""What finished work says about an estimate: the person's own (estimate, actual) pairs, mixed with the general prior.

Apart from ``effort`` because it learns: it is told finished tasks, and answers only from what was finished before.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.forecast import learned
from freelance_comm.forecast.alike import Past, compared, size_of
from freelance_comm.forecast.curve import curve
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
    WithoutHistory,
    three_point_effort,
)
from freelance_comm.forecast.quantiles import quantiles

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST_RATIO = math.log(50)
"""Nothing is believed, and nothing foreseen, beyond fifty times the estimate or a fiftieth of it."""
_SIMILAR = math.log(2) + 1e-9
_DAY = 86_400.0
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
    """The model of one person. Built from finished tasks, in any order; more may be added as they are finished.

    Two voices speak, each in logarithms of actual / estimate: the person's curve (``curve``), and their own ratios as
    they were, weighed by likeness (``alike``). The forecast lies between, nearer to the curve.
    """

    def __init__(self, finished: Iterable[Finished] = ()) -> None:
        self._past: list[Past] = []
        self._starts: list[float] = []
        for task in finished:
            self.add(task)

    def __len__(self) -> int:
        return len(self._past)

    def add(self, task: Finished) -> None:
        """Learn from a finished task; one that was finished earlier than others takes its place among them."""
        ratio = min(max(math.log(task.actual_hours / task.estimate_hours), -_LARGEST_RATIO), _LARGEST_RATIO)
        place, start = math.log(task.estimate_hours), _moment(task.started)
        insort(self._past, Past(_moment(task.finished), start, place, ratio, task.project, task.kind))
        self.began(task.started)

    def began(self, when: datetime | date) -> None:
        """Take note that a task began, finished or not; a day without a time says nothing."""
        if isinstance(when, datetime):
            insort(self._starts, _moment(when))

    def effort(
        self, estimate: Estimate, project: str = "", kind: str = "", *, when: datetime | date | None = None
    ) -> Effort:
        """Return the distribution of the hours ``estimate`` will really take; ``when`` is the moment it begins.

        Three points take the place of the general prior: the less is known, the more they say.
        """
        if not self._past:
            return WithoutHistory().effort(estimate) if estimate.three_point else self._newcomer(estimate)
        hours = self.quantiles(float(estimate.likely), project, kind, when=when)
        if estimate.three_point:
            own = 1 - self.why(estimate, project, kind).weight_of_prior
            points = [float(value) for value in three_point_effort(estimate).hours]
            hours = [math.exp(own * math.log(a) + (1 - own) * math.log(b)) for a, b in zip(hours, points, strict=True)]
        return _effort(estimate, hours, EffortSource.HISTORY, len(self._past))

    def quantiles(
        self, estimate_hours: float, project: str = "", kind: str = "", *, when: datetime | date | None = None
    ) -> list[float]:
        """Return the hours at ``LEVELS`` for a task of this estimate (hours above 0).

        ``when`` is the moment it begins, if that is known: without it nothing is said about how soon it follows others.
        """
        place = math.log(estimate_hours)
        tasks = compared(self._latest(), place, project, kind)
        size = size_of(place)
        found = curve(tasks, size, len(self._past), self._hurry(when))
        own = [(task[0], task[3]) for task in tasks]
        smooth = quantiles([*own, *found.points()])
        share = learned.OWN_VOICE * (1 - math.exp(-len(self._past) / learned.LISTENED_AT))
        if share:
            plain = quantiles([*((task[0], task[6]) for task in tasks), *_general(place)])
            smooth = [(1 - share) * a + share * b for a, b in zip(smooth, plain, strict=True)]
        return [estimate_hours * math.exp(min(max(one, -_LARGEST_RATIO), _LARGEST_RATIO)) for one in smooth]

    def why(self, estimate: Estimate, project: str = "", kind: str = "") -> Why:
        """Return the numbers behind the forecast of ``estimate``.

        Similar tasks are those of the same kind, where one is given and any of it are known, with at least half and at
        most twice the estimate.
        """
        place = math.log(float(estimate.likely))
        past = self._latest()
        tasks = compared(past, place, project, kind)
        named = any(task.kind == kind for task in past) if kind else False
        alike = [
            (row[0], row[3])
            for task, row in zip(past, tasks, strict=True)
            if abs(task.place - place) <= _SIMILAR and (task.kind == kind or not named)
        ]
        return Why(
            similar=len(alike),
            ratio_p50=math.exp(quantiles(alike)[LEVELS.index(50)]) if alike else 1.0,
            total=len(self._past),
            weight_of_prior=curve(tasks, size_of(place), len(self._past), 0.0).general,
        )

    def _newcomer(self, estimate: Estimate) -> Effort:
        return _effort(estimate, self.quantiles(float(estimate.likely)), EffortSource.GENERAL_PRIOR, 0)

    def _latest(self) -> list[Past]:
        """Return the last finished tasks, the newest first."""
        return self._past[: -learned.LAST_TASKS - 1 : -1]

    def _hurry(self, when: datetime | date | None) -> float:
        """Return how soon after the one before a task begins: 1 at once, 0 after days, or where times are not known."""
        if not isinstance(when, datetime):
            return 0.0
        moment = _moment(when)
        before = bisect_left(self._starts, moment)
        if not before:
            return 0.0
        return math.exp(-math.sqrt((moment - self._starts[before - 1]) / _DAY / learned.HURRY_DAYS))


def _general(place: float) -> list[tuple[float, float]]:
    """Return the general prior as (log ratio, weight) points, for an estimate with the logarithm ``place``."""
    size = min(max(place, math.log(PRIOR_SMALLEST)), math.log(PRIOR_LARGEST))
    shift = PRIOR_POWER * (size - math.log(PRIOR_LARGEST))
    return [(math.log(ratio) + shift, learned.OWN_PRIOR / len(PRIOR_RATIOS)) for ratio in PRIOR_RATIOS]


def _effort(estimate: Estimate, hours: list[float], source: EffortSource, history: int) -> Effort:
    return Effort(
        estimate=estimate,
        hours=tuple(_decimal(value) for value in hours),
        mean=_decimal(sum(hours) / len(hours)),
        source=source,
        history=history,
    )


def _moment(value: datetime | date) -> float:
    """Return seconds by which moments are put in order; a day counts from its beginning, a naive time as UTC."""
    seconds = value.toordinal() * _DAY
    if isinstance(value, datetime):
        seconds += value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        offset = value.utcoffset()
        if offset is not None:
            seconds -= offset.total_seconds()
    return seconds


def _decimal(hours: float) -> Decimal:
    """Return hours to the hundredth, never none."""
    return max(Decimal(str(round(hours, 2))).quantize(_CENT), _CENT)
