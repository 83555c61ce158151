"""What is offered: line items with their units, prices, taxes, and the one option they form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.money import Money, total
from freelance_comm.domain.record import Record


class Unit(StrEnum):
    """What a line item is counted in; translators quote by the word."""

    HOUR = "hour"
    DAY = "day"
    WORD = "word"
    PAGE = "page"
    PIECE = "piece"
    FIXED = "fixed"


class QuoteState(StrEnum):
    """Where a quote stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class LineItem(Record):
    """One line of a quote: ``quantity`` units at ``unit_price``; a fixed price has quantity 1.

    ``done_by`` is empty for the freelancer, else a name (reselling is asked about); ``tax_percent`` is per cent on top
    of the price, ``None`` where no tax applies. ``estimate_hours`` feeds the plan for lines not counted in hours.
    """

    description: str
    unit: Unit
    quantity: Decimal
    unit_price: Money
    tax_percent: Decimal | None = None
    done_by: str = ""
    estimate_hours: Decimal | None = None

    @property
    def net(self) -> Money:
        """Price without tax, rounded to the currency's smallest unit."""
        return self.unit_price.times(self.quantity).rounded()

    @property
    def tax(self) -> Money:
        """Tax on the line, rounded to the currency's smallest unit."""
        return self.net.share(self.tax_percent) if self.tax_percent is not None else self.net.times(Decimal(0))

    @property
    def hours(self) -> Decimal | None:
        """Hours of work in the line, where it says so."""
        return self.quantity if self.unit is Unit.HOUR else self.estimate_hours


class QuoteOption(Record):
    """One version of the work. The first needs no request; a further one names who asked for it and when."""

    title: str = ""
    items: tuple[LineItem, ...] = ()
    requested_by: str = ""
    requested_on: date | None = None

    def net(self, currency: str) -> Money:
        """Sum without tax."""
        return total([item.net for item in self.items], currency)

    def tax(self, currency: str) -> Money:
        """Sum of taxes."""
        return total([item.tax for item in self.items], currency)

    def gross(self, currency: str) -> Money:
        """Sum the client pays."""
        return self.net(currency) + self.tax(currency)

    @property
    def hours(self) -> Decimal:
        """Hours of work over all lines that name any."""
        return sum((item.hours for item in self.items if item.hours is not None), Decimal(0))


class Quote(Record):
    """A quote with its number; ``reason`` is the sentence why it costs what it costs."""

    id: int
    ref: str
    created: datetime
    currency: str
    options: tuple[QuoteOption, ...] = (QuoteOption(),)
    reason: str = ""
    valid_until: date | None = None
    state: QuoteState = QuoteState.DRAFT
    sent_at: datetime | None = None
    decided_on: date | None = None
    chosen: int = 0

    @property
    def option(self) -> QuoteOption:
        """The accepted option, or the first while none is."""
        return self.options[self.chosen]
