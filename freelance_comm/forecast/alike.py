"""How much a finished task has to say about another one: by size, age, project and kind.

Apart from what is made of it, because three questions weigh differently: what a person's tasks cost in general, what
those with the very same estimate cost (mostly the same sort of work), and how things have been going of late.
"""

from __future__ import annotations

import math

from freelance_comm.forecast import learned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from freelance_comm.forecast.curve import Compared

SMALLEST_SIZE, MIDDLE_SIZE, LARGEST_SIZE = 0.25, 2.0, 16.0
"""Hours. Below and above, an overrun no longer depends on the size; the middle one is where sizes are counted from."""
SAME_ESTIMATE = 1e-4
"""Logarithms of estimates nearer than this are the same estimate."""


class Past:
    """A finished task as it is compared; ``place`` and ``ratio`` are logarithms (hours; actual / estimate)."""

    __slots__ = ("end", "is_tie", "key", "kind", "place", "project", "ratio", "size")

    def __init__(self, end: float, start: float, place: float, ratio: float, project: str, kind: str) -> None:
        self.end, self.place, self.ratio, self.project, self.kind = end, place, ratio, project, kind
        self.size = size_of(place)
        self.is_tie = abs(ratio) < 1e-6
        self.key = (end, start, place, ratio, project, kind)

    def __lt__(self, other: Past) -> bool:
        return self.key < other.key


def size_of(place: float) -> float:
    """Return the size that overruns depend on: the logarithm of the hours, bounded, 0 for the middle size."""
    low, high = math.log(SMALLEST_SIZE / MIDDLE_SIZE), math.log(LARGEST_SIZE / MIDDLE_SIZE)
    return min(max(place - math.log(MIDDLE_SIZE), low), high)


def compared(past: Sequence[Past], place: float, project: str, kind: str) -> list[Compared]:
    """Weigh ``past`` tasks, the newest first, for a task whose estimate has the logarithm ``place``.

    Work of another project counts less, and so does work of another kind; no public record tells kinds, so they weigh
    like projects.
    """
    found: list[Compared] = []
    exp = math.exp
    for age, task in enumerate(past):
        apart = task.place - place
        nearness = -0.5 * apart * apart
        kin = 1.0 if task.project == project else learned.OTHER_PROJECT
        if kind and task.kind and task.kind != kind:
            kin *= learned.OTHER_PROJECT
        same = -SAME_ESTIMATE < apart < SAME_ESTIMATE
        found.append(
            (
                task.ratio,
                task.size,
                task.is_tie,
                exp(nearness / learned.SIZE_WIDTH**2 - learned.DECAY * age) * kin,
                exp(-learned.SAME_DECAY * age) * kin if same else 0.0,
                exp(nearness / learned.LATEST_WIDTH**2 - learned.LATEST_DECAY * age) * kin,
                max(exp(nearness / learned.OWN_WIDTH**2), learned.OWN_FLOOR)
                * exp(-learned.OWN_DECAY * age)
                * (learned.OWN_SAME if same else 1.0),
                exp(-learned.SLOPE_DECAY * age),
            )
        )
    return found
