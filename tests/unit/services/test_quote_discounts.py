"""Discounts and what is on the house: visible lines, right sums and taxes, never more than the price."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.money import Money
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import quoting
from freelance_comm.services.desk import Desk


def _euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.fixture
def priced(desk: Desk, project: Project) -> Project:
    """Return the project with a quote over 900 euros at 19 per cent tax."""
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20, tax_percent=19)
    return project


def test_a_discount_is_a_line_below_zero_with_the_tax_of_the_others(desk: Desk, priced: Project) -> None:
    quoting.add_discount(desk, priced, "Third job together", percent="10", why="Thank you for coming back.")
    view = quoting.quote_view(desk, priced)
    assert [line.net for line in view.lines] == [_euro("900"), _euro("-90")]
    assert (view.net, view.tax, view.gross) == (_euro("810"), _euro("153.90"), _euro("963.90"))
    assert view.lines[1].item.why == "Thank you for coming back."


def test_a_discount_may_be_a_sum(desk: Desk, priced: Project) -> None:
    quoting.add_discount(desk, priced, "Third job together", amount="45,50 EUR")
    assert quoting.quote_view(desk, priced).net == _euro("854.50")


def test_a_discount_on_lines_with_different_taxes_is_shared_out_exactly(desk: Desk, priced: Project) -> None:
    quoting.add_item(desk, priced, "Book", unit=Unit.FIXED, price="100.01", tax_percent=5)
    quoting.add_discount(desk, priced, "Loyalty", amount=100)
    lines = quoting.quote_view(desk, priced).lines[2:]
    assert [(line.item.tax_percent, line.net) for line in lines] == [
        (Decimal(19), _euro("-90.00")),
        (Decimal(5), _euro("-10.00")),
    ]


@pytest.mark.parametrize(
    "given",
    [{}, {"amount": 5, "percent": 5}, {"amount": 901}, {"amount": -5}, {"amount": 0}, {"percent": 101}, {"percent": 0}],
)
def test_a_discount_that_cannot_be_meant_is_refused(desk: Desk, priced: Project, given: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        quoting.add_discount(desk, priced, "Loyalty", **given)
    assert len(quoting.quote_view(desk, priced).lines) == 1


def test_there_is_no_discount_on_nothing(desk: Desk, project: Project) -> None:
    with pytest.raises(BadValue, match="no price yet"):
        quoting.add_discount(desk, project, "Loyalty", percent=10)


def test_the_same_discount_is_not_given_twice(desk: Desk, priced: Project) -> None:
    quoting.add_discount(desk, priced, "Loyalty", percent=10)
    with pytest.raises(BadValue, match="already"):
        quoting.add_discount(desk, priced, "loyalty", percent=10)


def test_what_is_on_the_house_costs_nothing_and_says_what_it_is_worth(desk: Desk, priced: Project) -> None:
    quoting.give(desk, priced, "A favicon", worth=60, hours="1.5")
    view = quoting.quote_view(desk, priced)
    gift = view.lines[1].item
    assert (gift.net, gift.worth, gift.on_the_house) == (_euro("0"), _euro("60"), True)
    assert (view.net, view.hours) == (_euro("900"), Decimal("21.5"))


def test_a_gift_that_is_given_a_price_is_no_gift_any_more(desk: Desk, priced: Project) -> None:
    quoting.give(desk, priced, "A favicon", worth=60)
    quoting.change_item(desk, priced, 2, price=60)
    assert quoting.quote_view(desk, priced).lines[1].item.worth is None
