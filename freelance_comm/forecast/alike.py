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

SMALLEST_SIZE, MIDDLE_SIZE, LARGEST_SIZE = 0.25, 2.0, 4.0
"""Hours. Below and above, an overrun no longer depends on the size: assignments of a course with more hours fall short
of them, but work for clients does not. The middle one is where sizes are counted from."""
SAME_ESTIMATE = 1e-4
"""Logarithms of estimates nearer than this are the same estimate."""


def _fading(rate: float) -> tuple[float, ...]:
    """Return how much a task counts for its age, for as many as are looked at."""
    return tuple(math.exp(-rate * age) for age in range(learned.LAST_TASKS))


_DECAY, _SAME_DECAY, _LATEST_DECAY = (
    _fading(rate) for rate in (learned.DECAY, learned.SAME_DECAY, learned.LATEST_DECAY)
)
_OWN_DECAY, _SLOPE_DECAY = _fading(learned.OWN_DECAY), _fading(learned.SLOPE_DECAY)


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
    near, near_latest = -0.5 / learned.SIZE_WIDTH**2, -0.5 / learned.LATEST_WIDTH**2
    near_own = -0.5 / learned.OWN_WIDTH**2
    for task, decay, same_decay, latest_decay, own_decay, slope_decay in zip(
        past, _DECAY, _SAME_DECAY, _LATEST_DECAY, _OWN_DECAY, _SLOPE_DECAY, strict=False
    ):
        apart = task.place - place
        squared = apart * apart
        kin = 1.0 if task.project == project else learned.OTHER_PROJECT
        if kind and task.kind and task.kind != kind:
            kin *= learned.OTHER_PROJECT
        same = squared < SAME_ESTIMATE**2
        own = max(exp(near_own * squared), learned.OWN_FLOOR) * own_decay
        found.append(
            (
                task.ratio,
                task.size,
                task.is_tie,
                exp(near * squared) * decay * kin,
                same_decay * kin if same else 0.0,
                exp(near_latest * squared) * latest_decay * kin,
                own * learned.OWN_SAME if same else own,
                slope_decay,
            )
        )
    return found
