"""What an invoice says, and its sums: as the European standard for electronic invoices (EN 16931) reckons them.

Apart from the quote because the standard reckons tax on the sum of each rate, not line by line; the cents between the
two are its "rounding amount", so that what is to be paid is what was agreed. No library, no files: only the sums.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.people import BusinessIdentity
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.record import Record


class InvoiceLine(Record):
    """One line: ``quantity`` units at ``unit_price`` without tax, which is never negative: a discount is a quantity
    below zero. ``tax_percent`` is 0 where no tax is charged.
    """

    name: str
    unit: Unit
    quantity: Decimal
    unit_price: Money
    tax_percent: Decimal = ZERO
    note: str = ""

    @property
    def net(self) -> Money:
        """Sum of the line without tax, rounded to the currency's smallest unit."""
        return self.unit_price.times(self.quantity).rounded()


class TaxPart(Record):
    """The lines of one rate: the sum without tax, and the tax on that sum."""

    percent: Decimal
    base: Money
    tax: Money


class Invoice(Record):
    """An invoice. ``number`` is the one the freelancer's books give it, ``wanted`` what is agreed for these lines with
    tax, ``paid`` what has arrived of it, ``delivered_on`` the day of delivery. ``terms`` says when what is due,
    ``tax_note`` why no tax is charged.
    """

    number: str
    day: date
    currency: str
    seller: BusinessIdentity
    buyer: BusinessIdentity
    lines: tuple[InvoiceLine, ...]
    wanted: Money
    paid: Money
    due: date | None = None
    delivered_on: date | None = None
    terms: str = ""
    note: str = ""
    tax_note: str = ""
    iban: str = ""
    bic: str = ""
    seller_person: str = ""
    seller_email: str = ""
    seller_phone: str = ""
    buyer_email: str = ""
    language: str = "en"

    @property
    def taxes(self) -> tuple[TaxPart, ...]:
        """The tax of each rate, the highest first (BT-116, BT-117)."""
        parts = []
        for percent in sorted({line.tax_percent for line in self.lines}, reverse=True):
            base = total([line.net for line in self.lines if line.tax_percent == percent], self.currency)
            tax = base.share(percent) if percent else Money(amount=ZERO, currency=self.currency).rounded()
            parts.append(TaxPart(percent=percent, base=base, tax=tax))
        return tuple(parts)

    @property
    def net(self) -> Money:
        """Sum of the lines without tax (BT-106, BT-109)."""
        return total([line.net for line in self.lines], self.currency)

    @property
    def tax(self) -> Money:
        """Sum of the taxes (BT-110)."""
        return total([part.tax for part in self.taxes], self.currency)

    @property
    def gross(self) -> Money:
        """Sum with tax as the standard reckons it (BT-112)."""
        return self.net + self.tax

    @property
    def rounding(self) -> Money:
        """What brings that sum to the agreed one (BT-114): some cents at most."""
        return self.wanted - self.gross

    @property
    def payable(self) -> Money:
        """What is still to be paid (BT-115); below zero where more has arrived."""
        return self.wanted - self.paid


def shared_out(wanted: Money, groups: tuple[tuple[Decimal, Money], ...]) -> tuple[tuple[Decimal, Money], ...]:
    """Return ``wanted`` (with tax) shared out over rates of tax in the proportion of ``groups``, sums without tax.

    ``groups`` pairs each rate in per cent with what it comes to with tax. The parts with tax add up to ``wanted`` but
    for the cents that taking tax off leaves.
    """
    whole = total([gross for _percent, gross in groups], wanted.currency)
    shares: list[tuple[Decimal, Money]] = []
    done = before = Money(amount=ZERO, currency=wanted.currency)
    for percent, gross in groups:
        done = done + gross
        upto = wanted.times(done.amount / whole.amount).rounded() if whole.amount else wanted
        part, before = upto - before, upto
        shares.append((percent, part.times(1 / (1 + percent / 100)).rounded()))
    return tuple(shares)
