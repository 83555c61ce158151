"""Lengths of time as people type them in four languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.moments import parse_duration

LENGTHS = [
    ("en", "1h20", 4_800),
    ("en", "1 h 20", 4_800),
    ("en", "1h 20m", 4_800),
    ("en", "1:20", 4_800),
    ("en", "1:20:30", 4_830),
    ("en", "80m", 4_800),
    ("en", "45 min.", 2_700),
    ("en", "1.5h", 5_400),
    ("en", "1,5 h", 5_400),
    ("en", ".5", 1_800),
    ("en", "2", 7_200),
    ("en", "2.5", 9_000),
    ("en", "2,5", 9_000),
    ("en", "24", 86_400),
    ("en", "2 hours 30 minutes", 9_000),
    ("en", "2 hours, 30 minutes and 15 seconds", 9_015),
    ("en", "half an hour", 1_800),
    ("en", "two and a half hours", 9_000),
    ("en", "an hour and a half", 5_400),
    ("ro", "1 oră 20 min", 4_800),
    ("ro", "1 ora si 20 de minute", 4_800),
    ("ro", "2 ore și jumătate", 9_000),
    ("ro", "o jumătate de oră", 1_800),
    ("ro", "1,5 ore", 5_400),
    ("ru", "1,5 ч", 5_400),
    ("ru", "1 ч 20 мин", 4_800),
    ("ru", "1 час 20 минут", 4_800),
    ("ru", "час 20 минут", 4_800),
    ("ru", "полтора часа", 5_400),
    ("ru", "полчаса", 1_800),
    ("ru", "два с половиной часа", 9_000),
    ("fr", "1 h 20", 4_800),
    ("fr", "1h20min", 4_800),
    ("fr", "2 heures et demie", 9_000),
    ("fr", "une demi-heure", 1_800),
    ("fr", "2 heures et 20 minutes", 8_400),
]


@pytest.mark.parametrize(("locale", "text", "seconds"), LENGTHS)
def test_a_length_is_read_as_it_is_meant(locale: str, text: str, seconds: int) -> None:
    assert parse_duration(text, locale=locale) == seconds


@pytest.mark.parametrize(("text", "seconds"), [("0.333", "1198.8"), ("0,1", "360"), ("1.0505 h", "3781.8")])
def test_seconds_are_exact(text: str, seconds: str) -> None:
    assert str(parse_duration(text)) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "   ", "-1", "0", "0:00", "nan", "NaN", "inf", "-inf", "1e400", "1e3", "1_000", "１２", "٣", "½", "²", "2:75",
     "2:5", "2:30:99", "1h75", "1.5h 20m", "20m 1h", "1h 1h", "1h 90m", "3 days", "1 week", "03", "1 000", "1.5.5",
     "1,5,5", "2h-1h", "h", ".h", "1..5", "5x", "+5", "0x10", "1 2", "1h20m30", "9" * 50,
     "." + "3" * 13, "1." + "3" * 13],
)  # fmt: skip
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_duration(text)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345 h"])
def test_a_length_that_may_be_thousands_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="two ways"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["24:01", "25", "24h 1s", "1441 min", "2500:00"])
def test_more_than_a_day_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_duration(text)


def test_the_limit_can_be_another() -> None:
    assert parse_duration("100", limit_hours=200) == Decimal(360_000)
