"""Who refuses prepayment is shown another way."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find prepayment insisted on, or no other way offered, after the client refused it."""
    if not (reading.situation.prepayment_refused or reading.client("refusesprepay")) or reading.hints("otherpay"):
        return
    likely = [n for n in reading.body if reading.hints("prepay", (n,)) and not reading.denies(n, "prepay")]
    if likely:
        insisting = max(likely, key=lambda number: reading.score(number, "prepay"))
        yield Hit(first=insisting, last=insisting)


RULE = Rule(
    id="prepayment-deadlock",
    message=N_("The client does not want to prepay, and no other way is offered."),
    why=N_("Offer instalments, a smaller first step, or payment by the week or day."),
    check=check,
)
