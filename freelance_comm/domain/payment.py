"""Payment terms: what is due when, and what has been received."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.record import Record


class TermsKind(StrEnum):
    """The shape of a schedule."""

    WHOLE = "whole"
    DEPOSIT = "deposit"
    MILESTONES = "milestones"
    INSTALMENTS = "instalments"
    WEEKLY = "weekly"
    DAILY = "daily"
    OWN = "own"


class Receipt(Record):
    """Money that arrived for an instalment. ``amount`` is what it settled, in the currency of the project; ``paid`` is
    what came where that was in another currency.
    """

    on: date
    amount: Money
    paid: Money | None = None


class Tone(StrEnum):
    """The rungs on which a late payment is spoken of, from the first to the last."""

    FRIENDLY = "friendly"
    CLEAR = "clear"
    FIRM = "firm"
    LAST = "last"


class Reminder(Record):
    """That a late payment was spoken of in this tone; ``due`` is the day that had passed then."""

    tone: Tone
    on: date
    due: date


class Instalment(Record):
    """One sum due on a day; ``label`` is shown to the client. ``reminders`` are in the order in which they went out."""

    id: int
    label: str
    amount: Money
    due: date
    receipts: tuple[Receipt, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def received(self) -> Money:
        """Sum of what has arrived."""
        return total([receipt.amount for receipt in self.receipts], self.amount.currency)

    @property
    def open(self) -> Money:
        """What is still to come; never negative."""
        rest = self.amount - self.received
        return rest if rest.amount > ZERO else Money(amount=ZERO, currency=self.amount.currency)

    @property
    def reminded(self) -> tuple[Reminder, ...]:
        """The reminders of the day on which it is due now: with another day the ladder begins anew."""
        return tuple(one for one in self.reminders if one.due == self.due)


def split_schedule(
    kind: TermsKind,
    whole: Money,
    first_due: date,
    *,
    parts: int = 1,
    every_days: int = 30,
    deposit_percent: Decimal = Decimal(30),
    rest_due: date | None = None,
    first_percent: Decimal = Decimal(20),
) -> tuple[tuple[Money, date], ...]:
    """Return the sums and due dates of a schedule; the sums add up exactly to ``whole``.

    ``parts`` counts milestones, instalments, weeks or days; the first milestone is ``first_percent`` of the whole, the
    others share the rest. A schedule of one's own sums is made elsewhere. Raises ``BadValue`` for sums, parts or dates
    that make no schedule.
    """
    if whole.amount <= ZERO:
        raise BadValue(
            N_("There is no sum to divide: the price is zero or missing."), hint=N_("Give the quote a price first.")
        )
    if kind is TermsKind.WHOLE:
        return ((whole.rounded(), first_due),)
    if kind is TermsKind.DEPOSIT:
        return _deposit(whole, first_due, deposit_percent, rest_due or first_due + timedelta(days=every_days))
    step = {TermsKind.WEEKLY: 7, TermsKind.DAILY: 1}.get(kind, every_days)
    if not 1 <= parts <= 366 or step < 1:
        raise BadValue(N_("A schedule has 1 to 366 parts, at least a day apart."), hint=N_("Give fewer parts."))
    sums = _milestones(whole, parts, first_percent) if kind is TermsKind.MILESTONES else whole.split(parts)
    return tuple((sum_, first_due + timedelta(days=step * index)) for index, sum_ in enumerate(sums))


def _milestones(whole: Money, parts: int, percent: Decimal) -> tuple[Money, ...]:
    if parts < 2 or not ZERO < percent < 100:
        raise BadValue(
            N_("A smaller first milestone must be more than 0 and less than 100 per cent, and others must follow it."),
            hint=N_("Try 20 per cent and 3 parts."),
        )
    first = whole.share(percent)
    return (first, *(whole.rounded() - first).split(parts - 1))


def _deposit(whole: Money, first_due: date, percent: Decimal, rest_due: date) -> tuple[tuple[Money, date], ...]:
    if not ZERO < percent < 100:
        raise BadValue(N_("A deposit must be more than 0 and less than 100 per cent."), hint=N_("Try 30."))
    if rest_due < first_due:
        raise BadValue(N_("The rest would be due before the deposit."), hint=N_("Give a later date for the rest."))
    deposit = whole.share(percent)
    return ((deposit, first_due), (whole.rounded() - deposit, rest_due))
