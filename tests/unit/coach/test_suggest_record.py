"""What contradicts the record is told as the record has it, written the way the draft writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.coach.correcting import corrected
from freelance_comm.coach.model import Hit, Situation
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.wordings import Wordings
from tests.coach.score import LOCALES
from tests.contract.test_coach_examples import known


def told(locale: str, text: str, **params: Any) -> str:
    reading = Reading(text, Situation(today=date(2026, 3, 4)), *known(locale))
    book = Wordings(str(LOCALES / locale / "coach" / "suggestions"))
    return corrected(reading, Hit(first=0, last=0, params=params), book)


@pytest.mark.parametrize(
    ("locale", "text", "said", "recorded", "as_recorded"),
    [
        ("en", "The total is 1,300 euros.", "1,300 euros", "1200", "The total is 1,200 euros."),
        ("en", "It comes to €950.", "€950", "1200.50", "It comes to €1200.50."),
        ("en", "It comes to $1,950.25.", "$1,950.25", "1200.50", "It comes to $1,200.50."),
        ("fr", "Le total est de 1 300 €.", "1 300 €", "1200.00", "Le total est de 1 200 €."),
        ("ro", "Totalul este de 1.300 de lei.", "1.300 de lei", "12000", "Totalul este de 12.000 de lei."),
        ("ru", "Всего 130 000 рублей.", "130 000 рублей", "120000", "Всего 120 000 рублей."),
    ],
)
def test_an_amount_keeps_the_way_it_is_written(
    locale: str, text: str, said: str, recorded: str, as_recorded: str
) -> None:
    assert told(locale, text, said=said, recorded=Decimal(recorded), currency="EUR") == as_recorded


def test_a_day_is_that_of_the_record() -> None:
    text = told("fr", "Tout sera prêt le 24 avril.", said=date(2026, 4, 24), recorded=date(2026, 4, 17))
    assert text == "Tout sera prêt vendredi 17 avril."


def test_hours_are_those_of_the_record_with_the_decimal_mark_of_the_language() -> None:
    said, recorded = Decimal(12), Decimal("9.5")
    assert told("en", "I spent 12 hours on it.", said=said, recorded=recorded) == "I spent 9.5 hours on it."
    assert told("fr", "J'y ai passé 12 heures.", said=said, recorded=recorded) == "J'y ai passé 9,5 heures."
    assert told("ru", "Ушло 12 часов.", said=said, recorded=recorded) == "Ушло 9,5 ч."


@pytest.mark.parametrize(
    ("text", "said", "as_recorded"),
    [("Hello Henrietta,", "Henrietta", "Hello Harriet,"), ("Dear Ms Bole,", "Bole", "Dear Ms Boyle,")],
)
def test_a_name_is_that_of_the_record(text: str, said: str, as_recorded: str) -> None:
    assert told("en", text, said=said, recorded="Harriet Boyle") == as_recorded


def test_what_has_no_recorded_value_is_left_to_the_freelancer() -> None:
    assert told("en", "All is on schedule.", said="on schedule") == ""
