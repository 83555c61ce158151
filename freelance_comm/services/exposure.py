"""How much finished work is not paid for: now, and at worst under a schedule.

The figure that makes ways of paying comparable: a deposit, instalments, by the week or the day. Work is taken to grow
evenly over the working days of its span.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from freelance_comm.domain.money import ZERO, Money
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.domain.zones import to_local
from freelance_comm.services.fact_values import noted_day

if TYPE_CHECKING:
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

USUAL_DAYS = 28
"""Length in days of work whose hours nobody has named."""
LONGEST_DAYS = 366
_HOURS_A_DAY = 8


class Span(Record):
    """The first and the last day of the work, both included; ``free`` are the days between on which nobody works."""

    first: date
    last: date
    free: tuple[date, ...] = ()

    def worked(self, day: date) -> int:
        """Return how many days of work there are up to the end of ``day``."""
        until = min(day, self.last)
        calendar_days = max((until - self.first).days + 1, 0)
        return calendar_days - sum(1 for free in self.free if free <= until)


def most_unpaid(whole: Money, payments: Sequence[tuple[date, Money]], span: Span, since: date | None = None) -> Money:
    """Return the most work that is done and unpaid at any time, if ``payments`` come on their days.

    The moments that count are just before a payment and the end of the work: between them it only grows. ``since``
    leaves out what lies before a day.
    """
    moments = {*(day for day, _amount in payments), span.last}
    if since is not None:
        moments = {since, *(day for day in moments if day > since)}
    sums = [unpaid_on(whole, payments, span, day).amount for day in moments]
    return Money(amount=max(ZERO, *sums), currency=whole.currency).rounded()


def as_it_comes(plan: Sequence[Instalment], today: date) -> list[tuple[date, Money]]:
    """Return what came on its days, and what is still to come: on the day it is due, or today where that has passed."""
    came = [(receipt.on, receipt.amount) for one in plan for receipt in one.receipts]
    return came + [(max(one.due, today), one.open) for one in plan if one.open.amount > ZERO]


def unpaid_on(whole: Money, payments: Sequence[tuple[date, Money]], span: Span, day: date) -> Money:
    """Return the work that is done by the end of ``day`` and not paid by what came before it; below zero: paid ahead.

    Not rounded.
    """
    done = whole.amount * span.worked(day) / span.worked(span.last)
    paid = sum((amount.amount for due, amount in payments if due < day), ZERO)
    return Money(amount=done - paid, currency=whole.currency)


def unpaid_now(desk: Desk, file: ProjectFile, price: Money, received: Money) -> Money | None:
    """Return what the work done so far is worth beyond what was received; ``None`` where the quote names no hours."""
    agreed = file.agreed
    hours = agreed.hours if agreed is not None else ZERO
    if hours <= ZERO or price.currency != received.currency:
        return None
    spent = desk.reader.seconds_spent().get(file.head.id, Decimal(0)) / 3600
    done = price.amount * min(spent / hours, Decimal(1))
    return Money(amount=max(done - received.amount, ZERO), currency=price.currency).rounded()


def work_span(desk: Desk, file: ProjectFile, last: date | None = None) -> Span:
    """Return when the work begins and ends.

    It begins on the noted day, else when the first time was logged, else when the terms were agreed on, else today; it
    ends on the promised day, else on ``last``, else after the hours of the quote at eight a working day.
    """
    first = _begin(desk, file)
    end = _promised(file) or last
    if end is None:
        hours = file.agreed.hours if file.agreed is not None else ZERO
        working_days = ceil(hours / _HOURS_A_DAY)
        # Two free days after each five.
        end = first + timedelta(days=(working_days + (working_days - 1) // 5 * 2 if hours else USUAL_DAYS) - 1)
    return span_of(desk, first, end)


def span_of(desk: Desk, first: date, last: date) -> Span:
    """Return a stretch of work with the days on which I do not work; at most a year, and never without any work."""
    last_day = min(max(first, last), first + timedelta(days=LONGEST_DAYS - 1))
    calendar = desk.calendar()
    days = [first + timedelta(days=step) for step in range((last_day - first).days + 1)]
    free = tuple(day for day in days if not calendar.is_working_day(day))
    return Span(first=first, last=last_day, free=free if len(free) < len(days) else ())


def _begin(desk: Desk, file: ProjectFile) -> date:
    noted = noted_day(file.head.facts.get("start_on", ""))
    if noted is not None:
        return noted
    _seconds, first_days = desk.reader.spent()
    known = first_days.get(file.head.id) or noted_day(file.head.facts.get("terms_agreed_on", ""))
    return min(known, desk.today()) if known is not None else desk.today()


def _promised(file: ProjectFile) -> date | None:
    gone = (PromiseState.WITHDRAWN, PromiseState.RENEGOTIATED)
    days = [
        to_local(promise.due, promise.zone).date()
        for promise in file.promises
        if promise.source is PromiseSource.DEADLINE and promise.state not in gone
    ]
    return days[-1] if days else None
