"""Times in running text are found in each language, and laid ahead of the day they are read on."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.words import sentences
from tests.contract.tree import ROOT

TODAY = date(2026, 4, 8)  # a Wednesday


def times(locale: str) -> TimeWords:
    return TimeWords(tomllib.loads((ROOT / "locales" / locale / "moments.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en", "it goes live on Friday evening", date(2026, 4, 10)),
        ("en", "by Friday 25 September at noon", date(2026, 9, 25)),
        ("en", "you have it in two days", date(2026, 4, 10)),
        ("ro", "gata peste trei zile", date(2026, 4, 11)),
        ("ro", "marți, 9 iunie, între 9 și 13", date(2026, 6, 9)),
        ("ro", "poimâine", date(2026, 4, 10)),
        ("ru", "сдам к пятнице", date(2026, 4, 10)),
        ("ru", "15 мая все будет готово", date(2026, 5, 15)),
        ("ru", "послезавтра", date(2026, 4, 10)),
        ("fr", "d'ici vendredi", date(2026, 4, 10)),
        ("fr", "dans trois jours", date(2026, 4, 11)),
        ("fr", "le 15 avril", date(2026, 4, 15)),
    ],
)
def test_a_day_is_found_and_laid_ahead(locale: str, text: str, day: date) -> None:
    found = times(locale).find(sentences(text, frozenset())[0].words, TODAY)
    assert day in [said.day for said in found]


@pytest.mark.parametrize(("locale", "text"), [("en", "9 hours on the hero"), ("ru", "два часа"), ("fr", "trois jours")])
def test_a_length_names_no_day(locale: str, text: str) -> None:
    found = times(locale).find(sentences(text, frozenset())[0].words, TODAY)
    assert [(said.is_length, said.day) for said in found] == [(True, None)]


def test_a_text_without_a_time_has_none() -> None:
    assert times("en").find(sentences("I will send it soon", frozenset())[0].words, TODAY) == []
