"""One line item from typed values: checked, in the project's currency, exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money, check_currency
from freelance_comm.domain.quote import LineItem, Unit
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

Number = Decimal | int | str
"""What an amount may be given as: a value, or text in the interface language."""

LARGEST_QUANTITY = 10_000_000
LARGEST_PRICE = 10**11
MOST_DECIMALS = 6
"""Decimals of a price for one unit: a word may cost 0.0125."""
MOST_HOURS = 100_000
MOST_TAX = 100
_PRICE = N_("The price")
_QUANTITY = N_("The quantity")
_HOURS = N_("The hours")
_FOR_ONE = re.compile(r"\s*/\s*[^\W\d_]+\.?$")
"""What a price for one is followed by: "75 €/h"."""


def checked_item(
    desk: Desk,
    *,
    description: str,
    unit: Unit,
    quantity: Number,
    price: Number,
    currency: str,
    tax_percent: Number | None,
    done_by: str,
    estimate_hours: Number | None,
    why: str = "",
    like: LineItem | None = None,
) -> LineItem:
    """Return the line item, or raise ``BadValue`` naming what cannot be meant.

    A fixed price has the quantity 1 and may be negative: a discount. Everything else costs nothing or more. What is not
    typed, such as the requirements it answers, is that of ``like``.
    """
    words = wording.required_line(desk, description, N_("The description"))
    many = wording.read_hours(desk, quantity, _QUANTITY) if unit is Unit.HOUR else quantity
    amount = wording.number_between(desk, many, _QUANTITY, low=Decimal("0.0001"), high=LARGEST_QUANTITY)
    if unit is Unit.FIXED and amount != 1:
        raise BadValue(
            N_("A fixed price has the quantity 1."), hint=N_("Use pieces if there are several, or leave it out.")
        )
    if isinstance(price, str) and not price.strip():
        hint = N_("Give the price for one unit, such as 45.")
        raise BadValue(N_("The price is missing."), hint=hint, field="price")
    fixed = unit is Unit.FIXED
    if isinstance(price, str) and not fixed:
        price = _FOR_ONE.sub("", price)
    cost = wording.amount(desk, price, _PRICE, currency=currency, signed=fixed)
    cost = wording.number_between(desk, cost, _PRICE, low=-LARGEST_PRICE if fixed else 0, high=LARGEST_PRICE)
    exponent = cost.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        raise BadValue(N_("The price has more than {count} decimals."), hint=N_("Round it first."), count=MOST_DECIMALS)
    by = wording.line(desk, done_by, N_("Who does it"))
    return LineItem(
        description=words,
        unit=unit,
        quantity=amount,
        unit_price=Money(amount=cost, currency=currency),
        tax_percent=_tax(desk, tax_percent),
        done_by=by,
        estimate_hours=_given(desk, estimate_hours, _HOURS, MOST_HOURS, hours=True),
        why=wording.block(desk, why, N_("What it covers")),
        answers=like.answers if like is not None else (),
        worth=like.worth if like is not None and cost == 0 else None,
        brokered_before=like.brokered_before if like is not None and by == like.done_by else None,
    )


def place_of(items: Sequence[LineItem], number: int, base: LineItem, seen: Sequence[LineItem] = ()) -> int | None:
    """Return the index at which the line that was ``base`` and had ``number`` stands now, None where that is not sure.

    Lines have no number of their own. It is the line there with the same description, else an unchanged one elsewhere,
    else the one in its place when all others among ``seen`` stand as they stood.
    """
    place = number - 1
    if 0 <= place < len(items) and items[place].description == base.description:
        return place
    if base in items:
        return list(items).index(base)
    others = (*items[: max(0, place)], *items[number:])
    if len(items) == len(seen) and others == (*seen[: max(0, place)], *seen[number:]):
        return place
    return None


def one_currency(project: Project, currency: str) -> str:
    """Return the project's currency; ``BadValue`` when another one was asked for."""
    if currency.strip() and check_currency(currency) != project.currency:
        raise BadValue(
            N_("“{name}” is priced in {currency}."),
            hint=N_("Give the price in {currency}, or change the project's currency first."),
            name=project.name,
            currency=project.currency,
        )
    return project.currency


def _given(desk: Desk, value: Number | None, what: str, high: int, *, hours: bool = False) -> Decimal | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if hours:
        value = wording.read_hours(desk, value, what)
    return wording.number_between(desk, value, what, low=0, high=high)


def _tax(desk: Desk, value: Number | None) -> Decimal | None:
    return _given(desk, None if value is None else wording.percentage(value), N_("The tax in per cent"), MOST_TAX)
