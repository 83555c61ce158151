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
    INSTALMENTS = "instalments"
    WEEKLY = "weekly"
    DAILY = "daily"


class Receipt(Record):
    """Money that arrived for an instalment."""

    on: date
    amount: Money


class Instalment(Record):
    """One sum due on a day; ``label`` is shown to the client."""

    id: int
    label: str
    amount: Money
    due: date
    receipts: tuple[Receipt, ...] = ()

    @property
    def received(self) -> Money:
        """Sum of what has arrived."""
        return total([receipt.amount for receipt in self.receipts], self.amount.currency)

    @property
    def open(self) -> Money:
        """What is still to come; never negative."""
        rest = self.amount - self.received
        return rest if rest.amount > ZERO else Money(amount=ZERO, currency=self.amount.currency)


def split_schedule(
    kind: TermsKind,
    whole: Money,
    first_due: date,
    *,
    parts: int = 1,
    every_days: int = 30,
    deposit_percent: Decimal = Decimal(30),
    rest_due: date | None = None,
) -> tuple[tuple[Money, date], ...]:
    """Return the sums and due dates of a schedule; the sums add up exactly to ``whole``.

    ``parts`` counts instalments, weeks or days. Raises ``BadValue`` for sums, parts or dates that make no schedule.
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
        raise BadValue(
            N_("A schedule has between 1 and 366 parts, at least a day apart."), hint=N_("Give fewer parts.")
        )
    return tuple((sum_, first_due + timedelta(days=step * index)) for index, sum_ in enumerate(whole.split(parts)))


def _deposit(whole: Money, first_due: date, percent: Decimal, rest_due: date) -> tuple[tuple[Money, date], ...]:
    if not ZERO < percent < 100:
        raise BadValue(N_("A deposit is more than 0 and less than 100 per cent."), hint=N_("Try 30."))
    if rest_due < first_due:
        raise BadValue(N_("The rest would be due before the deposit."), hint=N_("Give a later date for the rest."))
    deposit = whole.share(percent)
    return ((deposit, first_due), (whole.rounded() - deposit, rest_due))
