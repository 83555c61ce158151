"""A promise without a time gets a day where people would say it, in the prepositions and commas of the language."""

from __future__ import annotations

from datetime import date

import pytest

from freelance_comm.coach.model import Situation
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.retiming import redated, timed
from freelance_comm.coach.wordings import Wordings
from tests.coach.score import LOCALES
from tests.contract.test_coach_examples import known

WEDNESDAY = date(2026, 11, 18)
TUESDAY = date(2026, 11, 24)
FIRST_OF_DECEMBER = date(2026, 12, 1)


def book(locale: str) -> Wordings:
    return Wordings(str(LOCALES / locale / "coach" / "suggestions"))


def read(locale: str, text: str) -> Reading:
    return Reading(text, Situation(today=WEDNESDAY), *known(locale))


@pytest.mark.parametrize(
    ("locale", "promise", "with_a_day"),
    [
        ("en", "I'll send you the file soon.", "I'll send you the file on Tuesday 24 November."),
        ("en", "I'll shortly send you the file.", "I'll send you the file on Tuesday 24 November."),
        ("en", "As soon as I have a moment, I'll look.", "On Tuesday 24 November, I'll look."),
        ("en", "I'll draw the map", "I'll draw the map on Tuesday 24 November."),
        (
            "en",
            "I'll send it, and you can print it.",
            "I'll send it, and you can print it. That will be on Tuesday 24 November.",
        ),
        ("fr", "Je vous écris très bientôt.", "Je vous écris mardi 24 novembre."),
        ("fr", "Dès que possible je vous écris.", "Mardi 24 novembre, je vous écris."),
        ("ro", "Revin în curând cu detalii.", "Revin marți, 24 noiembrie, cu detalii."),
        ("ro", "Vă trimit harta.", "Vă trimit harta marți, 24 noiembrie."),
        ("en", "I'll look as quickly as possible.", "I'll look on Tuesday 24 November."),
        ("en", "We'll look as soon as we can.", "We'll look on Tuesday 24 November."),
        ("fr", "Je vous écris aussi rapidement que possible.", "Je vous écris mardi 24 novembre."),
        ("ro", "Mă uit cât de repede pot la site.", "Mă uit marți, 24 noiembrie, la site."),
        ("ru", "Пришлю карту так быстро, как смогу.", "Пришлю карту во вторник, 24 ноября."),
        ("ru", "Скоро пришлю карту.", "Во вторник, 24 ноября, пришлю карту."),
        ("ru", "Пришлю карту в ближайшее время.", "Пришлю карту во вторник, 24 ноября."),
    ],
)
def test_a_vague_word_gives_way_to_the_day(locale: str, promise: str, with_a_day: str) -> None:
    assert timed(read(locale, promise), 0, TUESDAY, book(locale)) == with_a_day


@pytest.mark.parametrize(
    ("locale", "promise", "added"),
    [
        ("en", "I'll send it as quickly as the printer lets me.", "That will be on Tuesday 24 November."),
        ("fr", "Je vous écris aussi vite que l'imprimeur le permet.", "Ce sera mardi 24 novembre."),
        ("ro", "Vă scriu cât de repede mă lasă tipografia.", "O să fie marți, 24 noiembrie."),
        ("ru", "Пришлю карту насколько быстро позволит типография.", "Это будет во вторник, 24 ноября."),
    ],
)
def test_a_measured_vague_word_is_not_torn_out_of_what_measures_it(locale: str, promise: str, added: str) -> None:
    assert timed(read(locale, promise), 0, TUESDAY, book(locale)) == f"{promise} {added}"


def test_a_clause_that_goes_on_after_its_vague_words_is_left_alone() -> None:
    promise = "As soon as I find a quiet moment for tea I'll look at it."
    assert timed(read("en", promise), 0, TUESDAY, book("en")) == f"{promise} That will be on Tuesday 24 November."


def test_a_question_without_a_vague_word_gets_no_day() -> None:
    assert timed(read("en", "Shall I send it?"), 0, TUESDAY, book("en")) == ""


@pytest.mark.parametrize(
    ("locale", "deadline", "with_a_day"),
    [
        ("en", "It will be done by Friday.", "It will be done by Tuesday 24 November."),
        ("en", "It will be done on 20 November.", "It will be done on Tuesday 24 November."),
        ("en", "Tomorrow evening all of it is yours.", "On Tuesday 24 November all of it is yours."),
        ("fr", "Ce sera fini d'ici vendredi.", "Ce sera fini d'ici mardi 24 novembre."),
        ("fr", "Le site sera en ligne le 20 novembre.", "Le site sera en ligne mardi 24 novembre."),
        ("fr", "Demain soir vous avez tout.", "Mardi 24 novembre, vous avez tout."),
        ("ro", "Totul e gata până vineri.", "Totul e gata până marți, 24 noiembrie."),
        ("ro", "Pe 20 noiembrie aveți totul.", "Marți, 24 noiembrie, aveți totul."),
        ("ru", "Всё будет готово к пятнице.", "Всё будет готово ко вторнику, 24 ноября."),
        ("ru", "Всё будет готово до пятницы.", "Всё будет готово до вторника, 24 ноября."),
        ("ru", "В пятницу всё будет у вас.", "Во вторник, 24 ноября, всё будет у вас."),
        ("ru", "В эту пятницу, 20 ноября, всё будет у вас.", "Во вторник, 24 ноября, всё будет у вас."),
    ],
)
def test_a_day_gives_way_to_another_with_its_preposition(locale: str, deadline: str, with_a_day: str) -> None:
    assert redated(read(locale, deadline), 0, TUESDAY, book(locale)) == with_a_day


def test_of_several_days_the_last_one_moves() -> None:
    sentence = "The first half comes on Thursday, all of it by Friday."
    moved = redated(read("en", sentence), 0, TUESDAY, book("en"))
    assert moved == "The first half comes on Thursday, all of it by Tuesday 24 November."


def test_a_sentence_without_a_day_is_not_dated_anew() -> None:
    assert redated(read("en", "It will be done."), 0, TUESDAY, book("en")) == ""


def test_the_first_of_a_month_has_its_own_form_where_the_language_has_one() -> None:
    assert book("fr").day("on", FIRST_OF_DECEMBER) == "mardi 1er décembre"
    assert book("ru").day("on", FIRST_OF_DECEMBER) == "во вторник, 1 декабря"
