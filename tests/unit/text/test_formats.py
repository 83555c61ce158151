"""Dates, amounts and quantities follow the reader's locale exactly as CLDR has them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from babel.dates import format_date
from babel.numbers import format_currency

from freelance_comm.domain.money import CURRENCIES, Money
from freelance_comm.domain.quote import Unit
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.text.formats import Formats, dates_here

LOCALES = ("en", "en_GB", "fr", "fr_CA", "ro", "ro_MD", "ru")
DAY = date(2026, 11, 26)


def euros(amount: str) -> Money:
    """Return an amount in euros."""
    return Money(amount=Decimal(amount), currency="EUR")


def plain(text: str) -> str:
    """Return ``text`` with plain spaces, for reading."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("locale", "currency", "expected"),
    [("en", "RON", "RON 40.00"), ("en", "EUR", "€40.00"), ("en", "CAD", "CA$40.00"), ("ro", "RON", "40,00 RON")],
)
def test_letters_of_a_currency_stand_apart_from_the_digits(locale: str, currency: str, expected: str) -> None:
    assert plain(Formats(locale).money(Money(amount=Decimal(40), currency=currency))) == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_money_is_written_exactly_as_cldr_has_it(locale: str) -> None:
    chance = random.Random(locale)
    for currency in sorted(CURRENCIES):
        amount = Money(amount=Decimal(chance.randint(-(10**9), 10**9)) / 100, currency=currency).rounded()
        expected = format_currency(amount.amount, currency, locale=locale)
        said = Formats(locale).money(amount)
        assert plain(said).replace(" ", "") == plain(expected).replace(" ", "")
        # CLDR's currencySpacing, which Babel leaves out: letters and digits do not touch.
        touching = [
            pair for pair in pairwise(said) if pair[0].isalpha() != pair[1].isalpha() and "".join(pair).isalnum()
        ]
        assert touching == []
        assert len(said) - len(expected) in (0, 1)


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_are_written_exactly_as_cldr_has_them(locale: str) -> None:
    assert Formats(locale).date(DAY) == format_date(DAY, "long", locale=locale)


def test_money_is_rounded_half_up_not_half_even() -> None:
    assert [Formats("en").money(euros(amount)) for amount in ("0.125", "0.135", "2340.005")] == [
        "€0.13",
        "€0.14",
        "€2,340.01",
    ]


def test_a_price_for_one_word_keeps_its_decimals() -> None:
    assert [plain(Formats(locale).price(euros("0.0850"))) for locale in ("en", "fr", "ro")] == [
        "€0.085",
        "0,085 €",
        "0,085 EUR",
    ]


def test_a_price_with_whole_cents_is_written_like_money() -> None:
    assert Formats("en").price(euros("40")) == "€40.00"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Thursday, November 26"),
        ("en_GB", "Thursday 26 November"),
        ("fr", "jeudi 26 novembre"),
        ("fr_CA", "jeudi 26 novembre"),
        ("ro", "joi, 26 noiembrie"),
        ("ru", "четверг, 26 ноября"),
        ("de", "Donnerstag, 26. November"),
        ("es", "jueves, 26 de noviembre"),
        ("uk", "четвер, 26 листопада"),
    ],
)
def test_a_near_day_is_told_with_its_weekday_and_without_its_year(locale: str, expected: str) -> None:
    assert Formats(locale).weekday_date(DAY) == expected


def test_russian_days_take_the_case_of_when_and_until_when() -> None:
    formats = Formats("ru")
    week = [date(2026, 11, 23 + number) for number in range(7)]
    assert [formats.on_day(day).partition(",")[0] for day in week] == [
        "в понедельник",
        "во вторник",
        "в среду",
        "в четверг",
        "в пятницу",
        "в субботу",
        "в воскресенье",
    ]
    assert [formats.by_day(day).partition(",")[0] for day in week] == [
        "к понедельнику",
        "ко вторнику",
        "к среде",
        "к четвергу",
        "к пятнице",
        "к субботе",
        "к воскресенью",
    ]


@pytest.mark.parametrize(
    ("locale", "on", "by"),
    [
        ("en", "on Thursday, November 26", "by Thursday, November 26"),
        ("ro", "joi, 26 noiembrie", "până joi, 26 noiembrie"),
        ("fr", "jeudi 26 novembre", "d’ici au jeudi 26 novembre"),
    ],
)
def test_a_day_is_told_as_part_of_a_sentence(locale: str, on: str, by: str) -> None:
    assert (Formats(locale).on_day(DAY), Formats(locale).by_day(DAY)) == (on, by)


@pytest.mark.parametrize(
    ("locale", "month", "months", "years"),
    [
        ("en", "November 14 – 26, 2026", "October 14 – November 26, 2026", "October 14, 2025 – November 26, 2026"),
        ("fr", "14–26 novembre 2026", "14 octobre – 26 novembre 2026", "14 octobre 2025 – 26 novembre 2026"),
        ("ro", "14–26 noiembrie 2026", "14 octombrie – 26 noiembrie 2026", "14 octombrie 2025 – 26 noiembrie 2026"),
        ("ru", "14–26 ноября 2026 г.", "14 октября – 26 ноября 2026 г.", "14 октября 2025 г. – 26 ноября 2026 г."),
        ("de", "14.–26. November 2026", "14. Oktober – 26. November 2026", "14. Oktober 2025 – 26. November 2026"),
        (
            "es",
            "14–26 de noviembre de 2026",
            "14 de octubre – 26 de noviembre de 2026",
            "14 de octubre de 2025 – 26 de noviembre de 2026",
        ),
    ],
)
def test_a_period_names_month_and_year_only_where_they_differ(locale: str, month: str, months: str, years: str) -> None:
    formats = Formats(locale)
    firsts = (date(2026, 11, 14), date(2026, 10, 14), date(2025, 10, 14))
    assert [plain(formats.period(first, DAY)) for first in firsts] == [month, months, years]


def test_a_period_of_one_day_is_a_date() -> None:
    assert Formats("en").period(DAY, DAY) == "November 26, 2026"


def test_times_are_told_on_the_clocks_of_the_zone() -> None:
    moment = datetime(2026, 11, 26, 12, 5, tzinfo=UTC)
    assert [plain(Formats(locale).time(moment, "Europe/Bucharest")) for locale in ("en", "fr", "fr_CA", "ru")] == [
        "2:05 PM",
        "14:05",
        "14 h 05",
        "14:05",
    ]


def test_a_moment_is_a_date_and_a_time() -> None:
    moment = datetime(2026, 11, 26, 23, 5, tzinfo=UTC)
    assert plain(Formats("ro_MD").moment(moment, "Europe/Chisinau")) == "27 noiembrie 2026, 01:05"


@pytest.mark.parametrize(
    ("locale", "value", "unit", "expected"),
    [
        ("en", "1", Unit.HOUR, "1 hour"),
        ("en", "1.5", Unit.HOUR, "1.5 hours"),
        ("en", "1200", Unit.WORD, "1,200 words"),
        ("ru", "1", Unit.HOUR, "1 час"),
        ("ru", "1.5", Unit.HOUR, "1,5 часа"),
        ("ru", "1.50", Unit.HOUR, "1,5 часа"),
        ("ru", "2.5", Unit.DAY, "2,5 дня"),
        ("ru", "0.5", Unit.PAGE, "0,5 страницы"),
        ("ru", "21", Unit.PAGE, "21 страница"),
        ("ru", "5.0", Unit.HOUR, "5 часов"),
        ("ru", "1200", Unit.WORD, "1 200 слов"),
        ("ro", "1", Unit.HOUR, "1 oră"),
        ("ro", "1.5", Unit.HOUR, "1,5 ore"),
        ("ro", "19", Unit.HOUR, "19 ore"),
        ("ro", "20", Unit.HOUR, "20 de ore"),
        ("ro", "20.5", Unit.HOUR, "20,5 ore"),
        ("ro_MD", "1200", Unit.WORD, "1.200 de cuvinte"),
        ("fr", "0.5", Unit.DAY, "0,5 jour"),
        ("fr", "1.5", Unit.HOUR, "1,5 heure"),
        ("fr", "2", Unit.HOUR, "2 heures"),
        ("fr_CA", "2.5", Unit.HOUR, "2,5 heures"),
        ("en", "1", Unit.FIXED, "fixed price"),
        ("ro", "3", Unit.PIECE, "3 bucăți"),
    ],
)
def test_a_unit_takes_the_form_of_its_number(locale: str, value: str, unit: Unit, expected: str) -> None:
    assert plain(Formats(locale).quantity(Decimal(value), unit)) == expected


def test_every_unit_has_words_in_every_language() -> None:
    for locale in interface_locales():
        assert len({Formats(locale).quantity(2, unit) for unit in Unit}) == len(Unit)


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "19.5%"), ("fr", "19,5 %"), ("ro", "19,5 %"), ("ru", "19,5 %")]
)
def test_per_cent_are_given_as_per_cent(locale: str, expected: str) -> None:
    assert plain(Formats(locale).percent(Decimal("19.5"))) == expected


def test_a_number_keeps_all_its_decimals_and_no_more() -> None:
    assert [Formats("en").number(Decimal(value)) for value in ("1234.50", "1E+3", "0.0625", "-7")] == [
        "1,234.5",
        "1,000",
        "0.0625",
        "-7",
    ]


def test_a_list_ends_as_the_language_ends_it() -> None:
    things = ["a", "b", "c"]
    assert [Formats(locale).listing(things) for locale in ("en", "en_GB", "fr", "ro", "ru")] == [
        "a, b, and c",
        "a, b and c",
        "a, b et c",
        "a, b și c",
        "a, b и c",
    ]


def test_braces_in_a_list_stay_braces() -> None:
    assert Formats("en").listing(["{0}", "{1}", "{x}"]) == "{0}, {1}, and {x}"


def test_an_unknown_locale_is_formatted_as_its_language_then_as_english() -> None:
    assert [plain(Formats(locale).money(euros("1234.5"))) for locale in ("fr_XX", "xx_YY", "")] == [
        "1 234,50 €",
        "€1,234.50",
        "€1,234.50",
    ]


def test_the_interface_writes_days_before_months_in_english_too() -> None:
    first, last = date(2026, 3, 9), date(2026, 3, 15)
    assert dates_here(translator("en")).period(first, last) == "9–15 March 2026"
    assert dates_here(translator("en")).date(first) == "9 March 2026"
    assert dates_here(translator("fr")).period(first, last) == Formats("fr").period(first, last)
