"""A price says what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a price that is named and not explained."""
    named = reading.doing("price")
    if not named or reading.hints("pricereason") or reading.explains_price:
        return
    if reading.situation.kind is not Kind.QUOTE and (reading.hints("priceold") or reading.hints("paycheck")):
        return
    yield Hit(first=named[0], last=named[0])


RULE = Rule(
    id="unexplained-price",
    message=N_("A price is named, and not what it is made of."),
    why=N_("Who sees hours, items or a reason can say yes without guessing."),
    check=check,
)
