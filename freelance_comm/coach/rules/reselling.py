"""Other people's services are not sold as one's own."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find the sentences that do it."""
    for number in reading.doing("resell"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="reselling",
    message=N_("This sells somebody else's services as part of yours."),
    why=N_(
        "Without experience in brokering you carry the risk; recommend them, and let the client hire them directly."
    ),
    check=check,
)
