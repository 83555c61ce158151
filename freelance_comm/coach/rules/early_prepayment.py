"""Money first is not the first thing to say."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find prepayment in a first message to somebody who has not asked about it."""
    if reading.situation.kind is not Kind.FIRST_CONTACT or reading.client("asksprepay"):
        return
    for number in reading.doing("prepay"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="early-prepayment",
    message=N_("The first message mentions prepayment."),
    why=N_("Talk about the work first; terms come once both of you want it."),
    check=check,
)
