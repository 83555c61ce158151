"""Numbers and amounts of money as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.amounts import parse_amount, parse_decimal

NUMBERS = [
    ("0", "0"),
    ("42", "42"),
    ("2.5", "2.5"),
    ("2,5", "2.5"),
    (".5", "0.5"),
    (",5", "0.5"),
    ("0.333", "0.333"),
    ("0,333", "0.333"),
    ("1234.567", "1234.567"),
    ("1.2345", "1.2345"),
    ("1.234,50", "1234.50"),
    ("1,234.50", "1234.50"),
    ("1.234.567", "1234567"),
    ("1,234,567.89", "1234567.89"),
    ("1 234", "1234"),
    ("1 234,50", "1234.50"),
    ("1\u202f234\u202f567,5", "1234567.5"),
    ("1\u00a0234.5", "1234.5"),
    ("1'234.50", "1234.50"),
    ("  7.25 ", "7.25"),
    ("123456789012345678901234567890.123", "123456789012345678901234567890.123"),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert str(parse_decimal(text)) == number


@pytest.mark.parametrize("text", ["1.234", "1,234", "12,345", "999.999", "12.000", "1.500"])
def test_a_number_with_two_readings_is_refused_with_both(text: str) -> None:
    with pytest.raises(BadValue) as refusal:
        parse_decimal(text)
    plain, fraction = str(refusal.value.params["plain"]), str(refusal.value.params["fraction"])
    assert parse_decimal(plain) == parse_decimal(fraction) * 1000


def test_the_second_reading_has_no_more_decimals_than_it_needs() -> None:
    for text, short in (("12.000", "12"), ("1,500", "1,5"), ("1.230", "1.23"), ("1.234", "1.2340")):
        with pytest.raises(BadValue) as refusal:
            parse_decimal(text)
        assert refusal.value.params["fraction"] == short


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "5.", "1..5", "1.5.5", "1,5,5", "1.23.456", "12.34,56.78", "1 23", "12 34", "1 234 5", "1.234 567",
     "1.234,567,890", "-1", "+1", "1e5", "1E400", "nan", "inf", "Infinity", "1_000", "１２", "٣", "½", "0x1F", "1/2",
     "5%", "€5", "5 €", "5 EUR", "1\n000", "1\t000", "1" * 61, "one"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "separator", "number"),
    [("1.234", ".", "1.234"), ("1,234", ".", "1234"), ("1,234", ",", "1.234"), ("1.234", ",", "1234"), ("7", ",", "7")],
)
def test_a_known_separator_leaves_no_doubt(text: str, separator: str, number: str) -> None:
    assert parse_decimal(text, separator="." if separator == "." else ",") == Decimal(number)


def test_with_a_known_separator_the_other_one_parts_thousands_only() -> None:
    with pytest.raises(BadValue):
        parse_decimal("2,5", separator=".")


@pytest.mark.parametrize("text", ["-2.5", "\u22122,5", "- 2.5"])
def test_a_minus_counts_where_it_is_allowed(text: str) -> None:
    assert parse_decimal(text, signed=True) == Decimal("-2.5")


@pytest.mark.parametrize(
    ("text", "currency"),
    [("1 200,50 €", "EUR"), ("€1,200.50", "EUR"), ("EUR 1200.50", "EUR"), ("1200.50 eur", "EUR"),
     ("1.200,50 lei", "RON"), ("1200,50 руб.", "RUB"), ("1 200,50 ₽", "RUB"), ("$1,200.50", "CAD"), ("1200.50", "RON"),
     ("1 200,50 грн", "UAH"), ("1200,50 грн.", "UAH"), ("1200,50 гривень", "UAH"), ("1200,50 рублей", "RUB"),
     ("1200,50 euro", "EUR"), ("1 200,50 євро", "EUR")],
)  # fmt: skip
def test_an_amount_may_name_its_own_currency(text: str, currency: str) -> None:
    assert parse_amount(text, currency=currency) == Decimal("1200.50")


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("5 €", "USD"),
        ("$5", "EUR"),
        ("5 RON", "EUR"),
        ("5 lei", "EUR"),
        ("about 5", "EUR"),
        ("-5", "EUR"),
        ("5 грн", "EUR"),
        ("5 євро", "UAH"),
    ],
)
def test_an_amount_in_another_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(BadValue):
        parse_amount(text, currency=currency)


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from([",.", ".,", " ,", " .", "\u202f,", "'."]))
def test_every_way_of_grouping_reads_the_same(number: Decimal, marks: str) -> None:
    written = f"{number:,.2f}".replace(",", "T").replace(".", marks[1]).replace("T", marks[0])
    assert parse_decimal(written) == number


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.text(alphabet="0123456789.,' \u202f-+eE_½٣", max_size=12))
def test_whatever_is_typed_gives_a_number_or_a_refusal(text: str) -> None:
    try:
        assert parse_decimal(text) >= 0
    except BadValue as refusal:
        assert str(refusal)
