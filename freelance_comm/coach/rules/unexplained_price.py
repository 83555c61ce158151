"""A price says what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_

_AGREED = frozenset((Kind.PAYMENT, Kind.PROGRESS_REPORT, Kind.DELIVERY, Kind.COMPLAINT_REPLY, Kind.CLOSING))
"""Kinds of drafts that come after a price has been agreed."""


def check(reading: Reading) -> Iterator[Hit]:
    """Find a price that is named and not explained."""
    named = [number for number in reading.doing("price") if reading.amounts_in(number)]
    others = [number for number in reading.body if number not in named]
    reasons = reading.hints("pricereason", others) or reading.doing("pricereason", named)
    if not named or reasons or reading.explains_price:
        return
    kind = reading.situation.kind
    if kind in _AGREED or (kind is not Kind.QUOTE and (reading.hints("priceold") or reading.hints("paycheck"))):
        return
    yield Hit(first=named[0], last=named[0])


RULE = Rule(
    id="unexplained-price",
    message=N_("A price is named, but not what it is made of."),
    why=N_("A client who sees hours, items or a reason can say yes without guessing."),
    check=check,
)
