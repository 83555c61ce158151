"""The quantiles of weighted values, among which some value may occur many times.

Apart from the comparison models, which take every value as one of its own: people meet many estimates to the minute,
and a forecast that rests on such a lump must say the very hours of the lump, not a little more.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from freelance_comm.forecast.effort import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def quantiles(points: Iterable[tuple[float, float]]) -> list[float]:
    """Return the values at ``LEVELS`` of (value, weight) points; at least one, weights above 0.

    Straight lines between the middles of the weights. A value that occurs several times holds from the middle of its
    first to the middle of its last weight, the smallest ones at both ends; so the order of the points does not matter.
    """
    places: list[float] = []
    values: list[float] = []
    below = 0.0
    for value, group in groupby(sorted(points), key=itemgetter(0)):
        weights = [weight for _value, weight in group]
        edge = weights[0] / 2
        places.append(below + edge)
        values.append(value)
        below += sum(weights)
        if len(weights) > 1:
            places.append(below - edge)
            values.append(value)
    found: list[float] = []
    upper = 0
    for level in LEVELS:
        target = below * level / 100
        while upper < len(places) and places[upper] < target:
            upper += 1
        if upper == 0 or upper == len(places):
            found.append(values[min(upper, len(values) - 1)])
            continue
        start, end = places[upper - 1], places[upper]
        share = (target - start) / (end - start) if end > start else 1.0
        found.append(values[upper - 1] + share * (values[upper] - values[upper - 1]))
    return found
