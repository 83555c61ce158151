"""How time is rounded for a client: to which step, and which way.

Apart from the client so that the reckoning is a pure function: exact seconds go in, and stay as they were.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from freelance_comm.domain.marking import N_

LONGEST_STEP = 480
"""Minutes: nobody bills in steps of more than a working day."""


class Rounding(StrEnum):
    """Which way the time of a project and day is rounded to the client's step."""

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


ROUNDING_WORDS: dict[Rounding, str] = {
    Rounding.UP: N_("up to {step}, for each project and day"),
    Rounding.NEAREST: N_("to the nearest {step}, for each project and day"),
    Rounding.DOWN: N_("down to {step}, for each project and day"),
}
_WAYS = {Rounding.UP: ROUND_CEILING, Rounding.NEAREST: ROUND_HALF_UP, Rounding.DOWN: ROUND_FLOOR}


def rounded(seconds: Decimal, minutes: int, way: Rounding) -> Decimal:
    """Return exact ``seconds`` (not below zero) rounded to whole steps of ``minutes``; 0 minutes leave them alone."""
    if minutes <= 0:
        return seconds
    step = Decimal(minutes * 60)
    return (seconds / step).to_integral_value(_WAYS[way]) * step
