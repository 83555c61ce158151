"""No blame, no quarrel."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find the sentences that do it."""
    for number in reading.doing("blame"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="blame",
    message=N_("This puts the fault on the client."),
    why=N_("Nobody stays with somebody who proves them wrong; state the fact, or ask for what is missing."),
    check=check,
)
