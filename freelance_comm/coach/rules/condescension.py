"""Nobody is talked down to."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find the sentences that do it."""
    for number in reading.doing("condescend"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="condescension",
    message=N_("This talks down to the client."),
    why=N_("Explain it as to a colleague of another trade."),
    check=check,
)
