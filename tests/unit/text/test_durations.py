"""Durations are told in hours and minutes, in the forms each language asks for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freelance_comm.text.catalog import translator
from freelance_comm.text.durations import duration, whole_minutes


def told(seconds: int, locale: str, *, long: bool = False, spent: bool = False) -> str:
    """Return a duration with breaking spaces, for reading."""
    return duration(seconds, translator(locale), long=long, spent=spent).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [("0", 0), ("29.999", 0), ("30", 1), ("89", 1), ("90", 2), ("1198.8", 20), ("3599.5", 60), ("-30", -1), ("-29", 0)],
)
def test_seconds_are_rounded_half_up_to_minutes(seconds: str, minutes: int) -> None:
    assert whole_minutes(Decimal(seconds)) == minutes


def test_hours_and_minutes_are_rounded_together() -> None:
    assert told(2 * 3600 - 1, "en") == "2 hr"


def test_many_hours_never_become_days() -> None:
    assert told(51 * 3600, "en", long=True) == "51 hours"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en", "0 min"), ("ro", "0 min"), ("ru", "0 мин"), ("fr", "0 min")],
)
def test_nothing_is_no_minutes(locale: str, expected: str) -> None:
    assert told(0, locale) == expected


@pytest.mark.parametrize(
    ("locale", "short", "long"),
    [
        ("en", "14 hr, 20 min", "14 hours and 20 minutes"),
        ("ro", "14 h 20 min", "14 ore și 20 de minute"),
        ("ru", "14 ч 20 мин", "14 часов 20 минут"),
        ("fr", "14 h 20 min", "14 heures et 20 minutes"),
        ("fr_CA", "14 h 20 min", "14 heures et 20 minutes"),
    ],
)
def test_each_language_has_a_short_and_a_long_way(locale: str, short: str, long: str) -> None:
    assert (told(51_600, locale), told(51_600, locale, long=True)) == (short, long)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (1, "1 minut"),
        (19, "19 minute"),
        (20, "20 de minute"),
        (21, "21 de minute"),
    ],
)
def test_romanian_says_de_from_twenty_on(minutes: int, expected: str) -> None:
    assert told(minutes * 60, "ro", long=True) == expected


def test_romanian_hours_after_a_hundred_lose_de_again() -> None:
    assert [told(hours * 3600, "ro", long=True) for hours in (1, 2, 20, 101, 119, 120)] == [
        "1 oră",
        "2 ore",
        "20 de ore",
        "101 ore",
        "119 ore",
        "120 de ore",
    ]


def test_russian_has_three_forms() -> None:
    assert [told(minutes * 60, "ru", long=True) for minutes in (1, 2, 5, 11, 21, 22, 25)] == [
        "1 минута",
        "2 минуты",
        "5 минут",
        "11 минут",
        "21 минута",
        "22 минуты",
        "25 минут",
    ]


def test_russian_time_spent_is_an_object() -> None:
    assert told(3600 + 21 * 60, "ru", spent=True) == "1 час 21 минуту"


def test_french_keeps_number_and_unit_together() -> None:
    assert duration(5400, translator("fr")) == "1\u00a0h\u00a030\u00a0min"


def test_less_than_nothing_has_a_minus_sign() -> None:
    assert told(-5400, "en") == "−1 hr, 30 min"
