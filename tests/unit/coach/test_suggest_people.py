"""The client is called as people in their language are, and addressed as the draft addresses them."""

from __future__ import annotations

import pytest

from freelance_comm.coach.wordings import Wordings, filled_in
from freelance_comm.coach.words import words_of
from tests.coach.score import LOCALES


def book(locale: str) -> Wordings:
    return Wordings(str(LOCALES / locale / "coach" / "suggestions"))


@pytest.mark.parametrize(
    ("locale", "name", "called"),
    [
        ("en", "Harriet Boyle", "Harriet"),
        ("en", "Mr. Tom Delgado", "Mr Delgado"),
        ("en", "Boyle & Sons", "Boyle & Sons"),
        ("en", "Prince", "Prince"),
        ("fr", "Mme Solange Perrin", "Madame Perrin"),
        ("fr", "Éditions du Lac", "Éditions du Lac"),
        ("fr", "Jean-Marc Roy", "Jean-Marc"),
        ("ro", "Doamna Mihaela Dobre", "doamnă Dobre"),
        ("ro", "Dl. Ilie", "domnule Ilie"),
        ("ru", "Ольга Сергеевна Климова", "Ольга Сергеевна"),
        ("ru", "Климова Ольга Сергеевна", "Ольга Сергеевна"),
        ("ru", "Антон Быстров", "Антон"),
        ("ru", "ООО Ромашка", "ООО Ромашка"),
    ],
)
def test_a_name_becomes_what_stands_after_a_greeting(locale: str, name: str, called: str) -> None:
    assert book(locale).called(name) == called


@pytest.mark.parametrize(
    ("locale", "text", "familiar"),
    [
        ("fr", "Dis-moi ce que tu en penses, et envoie-moi ton logo.", True),
        ("fr", "Dites-moi ce que vous en pensez.", False),
        ("fr", "Je peux le faire lundi, si je veux.", False),
        ("ro", "Spune-mi ce crezi, îți trimit harta.", True),
        ("ro", "V-am trimis harta, aveți o clipă?", False),
        ("ru", "Посмотри, пожалуйста, тебе так нравится?", True),
        ("ru", "Посмотрите, пожалуйста, вам так нравится?", False),
        ("en", "Tell me what you think.", False),
    ],
)
def test_the_form_of_address_is_that_of_the_draft(locale: str, text: str, familiar: bool) -> None:
    assert book(locale).is_familiar(words_of(text)) is familiar


def test_a_blank_is_shown_empty_and_read_full() -> None:
    wording = filled_in("It covers: <the drawings> (<12> hours).", "", "")
    assert (wording.words, wording.filled) == ("It covers: … (… hours).", "It covers: the drawings (12 hours).")


def test_a_day_that_is_not_known_is_a_blank() -> None:
    wording = filled_in("You will get it {day}.", "", "on Monday")
    assert (wording.words, wording.filled) == ("You will get it ….", "You will get it on Monday.")


def test_a_language_without_wordings_has_nothing_to_offer(tmp_path: object) -> None:
    empty = Wordings(f"{tmp_path}/none")
    assert empty.named("blame", familiar=False) == []
    assert empty.greeting("Harriet", familiar=False) == ("", "")
