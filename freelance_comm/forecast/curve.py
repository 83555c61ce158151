"""A person's own curve of actual / estimate for a task of some size: where its middle lies, how wide it is, how often
the estimate is met to the minute.

Apart because it is all of the statistics: each number starts at what people in general do and moves towards what this
person's finished tasks say, the further the more of them there are (shrinkage; B. Efron and C. Morris, "Data analysis
using Stein's estimator and its generalizations", 1975). Everything is in logarithms of actual / estimate.
"""

from __future__ import annotations

import math

from freelance_comm.domain.record import Record
from freelance_comm.forecast import learned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

Compared = tuple[float, float, bool, float, float, float, float, float]
"""A finished task beside the one that is asked about: ratio, size, whether the estimate was met exactly; then how much
it counts in general, for the same estimate, for how things go of late, among one's own ratios, and for the slope."""

_FURTHEST = 1.6
"""What lies further from the middle than a factor of five counts as if it were there: one outlier is no habit."""
_NOTHING = 1e-9
_SPREAD = 0.22
"""What people's ratios lie above, and below, the middle on average."""


class Curve(Record):
    """``middle`` with the widths ``above`` and ``below``; ``met`` is the share of exact hits (0 to 1), ``own`` how many
    tasks it rests on in all, and ``general`` how much of its middle is still what people in general do (0 to 1)."""

    middle: float
    above: float
    below: float
    met: float
    own: float
    general: float

    def points(self) -> list[tuple[float, float]]:
        """Return (ratio, weight) points that stand for the curve; the weights say how many tasks it outweighs."""
        weight = learned.CURVE_WEIGHT + learned.CURVE_SHARE * self.own
        each = weight * (1 - self.met) / len(learned.SHAPE)
        return [(self.middle + (self.above if place > 0 else self.below) * place, each) for place in learned.SHAPE] + [
            (0.0, weight * self.met)
        ]


def curve(tasks: Sequence[Compared], size: float, known: int, hurry: float) -> Curve:
    """Return the curve for a task of ``size``, from ``tasks`` out of ``known`` ones.

    ``hurry`` (0 to 1) tells how soon it begins after the one before: small things done in passing take less.
    """
    seasoned = known / (known + learned.SEASONED_AT)
    slope = _slope(tasks, learned.SLOPE + (learned.SLOPE_LATER - learned.SLOPE) * seasoned)
    distances = [task[0] - learned.MIDDLE - slope * task[1] for task in tasks]
    middle, general = _middle(tasks, distances)
    above, below = _widths(tasks, distances, middle)
    met, weight = learned.MET * learned.MET_STEADY, learned.MET_STEADY
    for task in tasks:
        counts = task[3] * (learned.MET_SAME if task[4] else 1.0)
        weight += counts
        if task[2]:
            met += counts
    stretch = math.exp((learned.NARROWER + (learned.NARROWER_LATER - learned.NARROWER) * seasoned) * size)
    later = learned.MIDDLE_LATER * seasoned
    return Curve(
        middle=learned.MIDDLE + later + slope * size + middle - learned.HURRIED * hurry,
        above=above * stretch * (learned.ABOVE + (learned.ABOVE_LATER - learned.ABOVE) * seasoned),
        below=below * stretch * (learned.BELOW + (learned.BELOW_LATER - learned.BELOW) * seasoned),
        met=met / weight,
        own=sum(task[3] for task in tasks),
        general=general,
    )


def _slope(tasks: Sequence[Compared], usual: float) -> float:
    """Return how the ratio changes with the size: the person's own line through the tasks, pulled to the usual one."""
    rows = [
        (task[7] * learned.MET_COUNTS if task[2] else task[7], task[1], min(max(task[0], -1.5), 1.5)) for task in tasks
    ]
    total = sum(counts for counts, _size, _ratio in rows)
    if not total:
        return usual
    sizes = sum(counts * size for counts, size, _ratio in rows) / total
    ratios = sum(counts * ratio for counts, _size, ratio in rows) / total
    above, below = learned.SLOPE_STEADY * usual, learned.SLOPE_STEADY
    for counts, size, ratio in rows:
        apart = counts * (size - sizes)
        above += apart * (ratio - ratios)
        below += apart * (size - sizes)
    return above / below


def _middle(tasks: Sequence[Compared], distances: Sequence[float]) -> tuple[float, float]:
    """Return how far the middle lies from the usual one, and how much of it is still the usual one.

    In three steps, each from what the one before leaves: tasks in general, those with the same estimate, the latest.
    """
    bounded = [min(max(distance, -learned.LOWEST), learned.HIGHEST) for distance in distances]
    middle, general = 0.0, 1.0
    for column, steady in ((3, learned.STEADY), (4, learned.SAME_STEADY), (5, learned.LATEST_STEADY)):
        pull, weight = 0.0, steady
        for task, distance in zip(tasks, bounded, strict=True):
            counts = task[column]
            if counts < _NOTHING:
                continue
            if task[2]:
                counts *= learned.MET_COUNTS
            pull += counts * (distance - middle)
            weight += counts
        middle += pull / weight
        general *= steady / weight
    return middle, general


def _widths(tasks: Sequence[Compared], distances: Sequence[float], middle: float) -> tuple[float, float]:
    """Return how much wider than usual the person's ratios spread above and below the middle; exact hits aside."""
    above = below = learned.WIDTH_STEADY * _SPREAD
    weight = learned.WIDTH_STEADY
    for task, distance in zip(tasks, distances, strict=True):
        if task[2]:
            continue
        apart = min(max(distance, -_FURTHEST), _FURTHEST) - middle
        weight += task[3]
        if apart > 0:
            above += task[3] * apart
        else:
            below -= task[3] * apart
    return above / weight / _SPREAD, below / weight / _SPREAD
