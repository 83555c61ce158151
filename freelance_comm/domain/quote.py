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
    ``why`` says in a sentence what the line covers. ``answers`` are the ids of the requirements it answers. ``worth``
    is set for what is on the house: the price is 0, and this is what it would cost. ``brokered_before`` is the answer
    to the question that a line done by somebody else asks; ``None`` until it is answered.
    """

    description: str
    unit: Unit
    quantity: Decimal
    unit_price: Money
    tax_percent: Decimal | None = None
    done_by: str = ""
    estimate_hours: Decimal | None = None
    why: str = ""
    answers: tuple[int, ...] = ()
    worth: Money | None = None
    brokered_before: bool | None = None

    @property
    def on_the_house(self) -> bool:
        """Whether it is given, with its worth said."""
        return self.worth is not None

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


class Recommendation(Record):
    """Work of somebody else whom the client hires directly: said in the quote, never sold in it.

    ``answers`` are the ids of requirements that it takes care of.
    """

    what: str
    whom: str
    answers: tuple[int, ...] = ()


class QuoteOption(Record):
    """One version of the work. The first needs no request; a further one names who asked for it, when, in which words.

    ``answers`` are the ids of requirements that the offer answers as a whole, without a line of their own.
    """

    title: str = ""
    items: tuple[LineItem, ...] = ()
    requested_by: str = ""
    requested_on: date | None = None
    requested_words: str = ""
    answers: tuple[int, ...] = ()
    recommended: tuple[Recommendation, ...] = ()

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

    @property
    def without_hours(self) -> tuple[LineItem, ...]:
        """The lines that have a price and no hours."""
        return tuple(item for item in self.items if item.unit_price.amount > 0 and not item.hours)

    @property
    def untimed(self) -> tuple[str, ...]:
        """What those of them are called that are one's own work."""
        return tuple(item.description for item in self.without_hours if not item.done_by)


class Quote(Record):
    """A quote with its number; ``reason`` is the sentence why it costs what it costs.

    ``follows`` is the id of the version it was begun from. ``ask_on`` is when to ask about it, ``starts_on`` and
    ``ready_on`` are the days of the work it offers.

    An addition is a quote of its own: what comes on top of the accepted quote with the id ``adds_to``, called
    ``title``, asked for by ``asked_by`` in ``asked_words``. With ``whole_waits`` its ``ready_on`` is the new day of all
    the work.
    ``requirement_id`` is the requirement that it changes, or that came of it once it was accepted; ``former`` is what
    that one said before.
    """

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
    follows: int | None = None
    ask_on: date | None = None
    starts_on: date | None = None
    ready_on: date | None = None
    adds_to: int | None = None
    title: str = ""
    asked_by: str = ""
    asked_on: date | None = None
    asked_words: str = ""
    whole_waits: bool = False
    requirement_id: int | None = None
    former: str = ""

    @property
    def option(self) -> QuoteOption:
        """The accepted option, or the first while none is."""
        return self.options[self.chosen]

    @property
    def is_addition(self) -> bool:
        """Whether it comes on top of another quote."""
        return self.adds_to is not None
