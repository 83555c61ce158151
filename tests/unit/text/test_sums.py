"""Sums at a glance are written as CLDR has them, though no locale is loaded for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freelance_comm.domain.money import Money
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.text.formats import Formats
from freelance_comm.text.sums import plain_money

SUMS = ("0", "7.5", "302.50", "1234.50", "12345.675", "-45.20", "1000000")
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "RON", "RUB", "UAH", "CAD", "PLN", "JPY", "AUD", "CZK", "BYN", "MDL", "KWD")


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("locale", interface_locales())
def test_a_sum_is_written_as_cldr_has_it(locale: str, currency: str) -> None:
    tr, formats = translator(locale), Formats(locale)
    for amount in SUMS:
        money = Money(amount=Decimal(amount), currency=currency)
        assert plain_money(money, tr) == formats.money(money)


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en", "€1,780.00"), ("fr", "1\u202f780,00\u00a0€"), ("ro", "1.780,00\u00a0EUR"), ("ru", "1\u00a0780,00\u00a0€")],
)
def test_a_sum_stands_in_the_interface_language(locale: str, told: str) -> None:
    assert plain_money(Money(amount=Decimal(1780), currency="EUR"), translator(locale)) == told
