"""What thanks a client who keeps bringing work, reckoned from their own history alone.

Apart from quotes because it only proposes: what becomes of it is a line of a quote like any other.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from freelance_comm.domain.money import Money
from freelance_comm.domain.record import Record

FOR_A_PROJECT, MOST_FOR_PROJECTS = 2, 10
FOR_A_YEAR, MOST_FOR_YEARS = 1, 5
"""Per cent for each finished project and each full year, and at most."""
WORTH_SAYING = 3
"""A discount of fewer per cent pleases nobody: something small on the house does."""
PART_OF_PAID = 10
"""A thank-you is never more than one part in so many of what was paid."""


class Loyalty(Record):
    """What a returning client may get, and from what it follows.

    ``finished`` are the projects done for them before, ``years`` the full years since the first, ``paid`` what they
    paid in the currency of the quote. ``percent`` is the discount, ``amount`` what it makes of the quote's net sum,
    ``is_capped`` whether it was held at a tenth of what they paid. Below one finished project nothing is suggested.
    """

    finished: int
    years: int
    paid: Money
    percent: int
    amount: Money
    is_capped: bool = False


def loyalty(*, finished: int, years: int, paid: Money, net: Money) -> Loyalty:
    """Return what would thank a returning client fittingly.

    Two per cent for each finished project, ten at most, and one for each full year, five at most; rounded to whole
    units, and never more than a tenth of what they have paid, where payments are on record.
    """
    percent = for_projects(finished) + for_years(years) if finished else 0
    wanted = net.amount * percent / 100
    most = paid.amount / PART_OF_PAID
    is_capped = paid.amount > 0 and wanted > most
    amount = (most if is_capped else wanted).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Loyalty(
        finished=finished,
        years=years,
        paid=paid,
        percent=percent,
        amount=Money(amount=amount, currency=net.currency),
        is_capped=is_capped,
    )


def for_projects(finished: int) -> int:
    """Return the per cent for finished projects."""
    return min(finished * FOR_A_PROJECT, MOST_FOR_PROJECTS)


def for_years(years: int) -> int:
    """Return the per cent for full years together."""
    return min(years * FOR_A_YEAR, MOST_FOR_YEARS)


def full_years(first: date, day: date) -> int:
    """Return the full years from ``first`` to ``day``, never negative."""
    return max(0, day.year - first.year - ((day.month, day.day) < (first.month, first.day)))
