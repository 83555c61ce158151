"""Something for those who keep coming: a discount or something on the house, each a line that the client can see.

A discount is a fixed price below zero, with the tax of what it is taken from. What is on the house costs nothing, and
the line says what it is worth.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, Unit
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services import wording
from freelance_comm.services.line_items import LARGEST_PRICE, MOST_HOURS, Number
from freelance_comm.services.quote_versions import edit_option

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

_CENT = Decimal("0.01")


def add_discount(
    desk: Desk,
    project: Project,
    description: str,
    *,
    amount: Number = "",
    percent: Number = "",
    why: str = "",
    option: int = 1,
    addition: int = 0,
) -> Quote:
    """Add a discount to the draft quote: a sum (without tax), or per cent of what its lines cost.

    Where lines have different taxes it becomes a line for each tax, in proportion, so that the taxes are right. Raises
    ``BadValue`` where nothing costs anything yet, where the discount is more than the price, and where a line of that
    name is there already.
    """
    words = wording.required_line(desk, description, N_("The description"))
    reason = wording.block(desk, why, N_("What it covers"))
    by_percent = percent != ""
    if by_percent == (amount != ""):
        raise BadValue(N_("A discount is either a sum or a percentage."), hint=N_("Give one or the other."))
    if by_percent:
        share = wording.percentage(percent)
        figure = wording.number_between(desk, share, N_("The discount in per cent"), low=_CENT, high=100)
    else:
        sum_ = wording.amount(desk, amount, N_("The discount"), currency=project.currency)
        figure = wording.number_between(desk, sum_, N_("The discount"), low=_CENT, high=LARGEST_PRICE)

    def with_discount(old: QuoteOption) -> QuoteOption:
        _refuse_twice(old, words)
        base = old.net(project.currency)
        whole = base.share(figure) if by_percent else Money(amount=figure, currency=project.currency).rounded()
        if base.amount <= ZERO:
            raise BadValue(N_("There is no price yet to take a discount from."), hint=N_("Add the lines first."))
        if whole.amount > base.amount:
            raise BadValue(N_("The discount is more than the price."), hint=N_("Give a smaller one."))
        lines = tuple(
            LineItem(
                description=words,
                unit=Unit.FIXED,
                quantity=Decimal(1),
                unit_price=part.times(Decimal(-1)),
                tax_percent=tax,
                why=reason,
            )
            for tax, part in _by_tax(old.items, whole)
        )
        return old.but(items=old.items + lines)

    return edit_option(desk, project, option, with_discount, addition=addition)


def give(
    desk: Desk,
    project: Project,
    description: str,
    *,
    worth: Number,
    hours: Number | None = None,
    why: str = "",
    option: int = 1,
    addition: int = 0,
) -> Quote:
    """Add something on the house to the draft quote: it costs nothing, and its ``worth`` (without tax) is said.

    ``hours`` are those it takes: they are part of the plan all the same.
    """
    words = wording.required_line(desk, description, N_("The description"))
    reason = wording.block(desk, why, N_("What it covers"))
    label = N_("What it is worth")
    value = wording.amount(desk, worth, label, currency=project.currency)
    value = wording.number_between(desk, value, label, low=_CENT, high=LARGEST_PRICE)
    takes = None
    if hours is not None and hours != "":
        takes = wording.number_between(desk, hours, N_("The hours"), low=0, high=MOST_HOURS)
    gift = LineItem(
        description=words,
        unit=Unit.FIXED,
        quantity=Decimal(1),
        unit_price=Money(amount=ZERO, currency=project.currency),
        estimate_hours=takes,
        why=reason,
        worth=Money(amount=value, currency=project.currency).rounded(),
    )

    def with_gift(old: QuoteOption) -> QuoteOption:
        _refuse_twice(old, words)
        return old.but(items=(*old.items, gift))

    return edit_option(desk, project, option, with_gift, addition=addition)


def _by_tax(items: tuple[LineItem, ...], whole: Money) -> list[tuple[Decimal | None, Money]]:
    """Return ``whole`` shared out among the taxes of what costs something; the parts add up exactly."""
    priced = [item for item in items if item.net.amount > ZERO]
    taxes = list(dict.fromkeys(item.tax_percent for item in priced))
    base = total([item.net for item in priced], whole.currency)
    parts: list[tuple[Decimal | None, Money]] = []
    left = whole
    for place, tax in enumerate(taxes, 1):
        own = total([item.net for item in priced if item.tax_percent == tax], whole.currency)
        part = left if place == len(taxes) else whole.times(own.amount / base.amount).rounded()
        left = left - part
        if part.amount:
            parts.append((tax, part))
    return parts


def _refuse_twice(option: QuoteOption, words: str) -> None:
    if any(name_key(item.description) == name_key(words) for item in option.items):
        raise BadValue(
            N_("The quote already has a line “{what}”."),
            hint=N_("Change that one, or use other words."),
            what=show(words),
        )
