"""No open ends, no small print."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find extra charges left open."""
    for number in reading.doing("hidden"):
        if not reading.does(number, "extraclear"):
            yield Hit(first=number, last=number)


RULE = Rule(
    id="hidden-cost",
    message=N_("This leaves room for charges the client cannot see."),
    why=N_("Name the amount, or say that it needs their approval first."),
    check=check,
)
