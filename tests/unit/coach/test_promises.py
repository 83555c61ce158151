"""What a draft promises with a time is found, with its day and hour; questions, reports and conditions are none."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.model import Promised, Situation
from freelance_comm.coach.promises import promised
from freelance_comm.coach.reading import Reading
from tests.coach.score import language

TODAY = date(2026, 4, 8)  # a Wednesday


@cache
def known(locale: str) -> tuple[Knowledge, TimeWords]:
    return language(locale)


def found(locale: str, text: str, today: date | None = TODAY) -> list[Promised]:
    return promised(Reading(text, Situation(today=today), *known(locale)))


@pytest.mark.parametrize(
    ("locale", "text", "day", "time"),
    [
        ("en", "Hi Ana,\n\nI'll send you the logo by Friday.\n\nTom", date(2026, 4, 10), None),
        ("en", "Hi Ana,\n\nI'll call you tomorrow at 10.\n\nTom", date(2026, 4, 9), (10, 0)),
        ("en", "Hi Ana,\n\nI will send you the quote in two days.\n\nTom", date(2026, 4, 10), None),
        ("en", "Hi Ana,\n\nI'll send you the text by 5 pm.\n\nTom", TODAY, (17, 0)),
        ("ro", "Bună, Ana,\n\nVă trimit sigla până vineri.\n\nTom", date(2026, 4, 10), None),
        ("ro", "Bună, Ana,\n\nVă sun mâine la 10.\n\nTom", date(2026, 4, 9), (10, 0)),
        ("ro", "Bună, Ana,\n\nPoimâine vă trimit oferta.\n\nTom", date(2026, 4, 10), None),
        ("ru", "Здравствуйте, Анна!\n\nПришлю вам логотип к пятнице.\n\nТом", date(2026, 4, 10), None),
        ("ru", "Здравствуйте, Анна!\n\nПришлю вам макет в среду к 15:00.\n\nТом", date(2026, 4, 15), (15, 0)),
        ("fr", "Bonjour Ana,\n\nJe vous envoie le logo d'ici vendredi.\n\nTom", date(2026, 4, 10), None),
        ("fr", "Bonjour Ana,\n\nJe vous appelle demain à 10 h.\n\nTom", date(2026, 4, 9), (10, 0)),
    ],
)
def test_a_promise_has_its_day_and_hour(locale: str, text: str, day: date, time: tuple[int, int] | None) -> None:
    assert [(each.day, each.time, each.vague) for each in found(locale, text)] == [(day, time, False)]


def test_what_a_list_says_of_a_day_gone_by_is_no_promise() -> None:
    text = """Hi Ana,

Promised and done:

- I'll send you the new logo on Monday, April 6

Promised and still to come:

- I'll send you the booking form by Monday, April 13

Tom"""
    assert [each.day for each in found("en", text)] == [date(2026, 4, 13)]


def test_a_promise_is_its_sentence() -> None:
    text = "Hi Ana,\n\nThank you. I'll send you the logo by Friday. Have a nice day.\n\nTom"
    (one,) = found("en", text)
    assert one.what == text[one.start : one.end] == "I'll send you the logo by Friday."


def test_two_days_with_words_of_their_own_are_two_promises() -> None:
    text = "Hi Ana,\n\nI'll send you the draft on Monday, and I'll send you the final file on Friday at noon.\n\nTom"
    assert [(each.day, each.time) for each in found("en", text)] == [
        (date(2026, 4, 13), None),
        (date(2026, 4, 10), (12, 0)),
    ]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Hi Ana,\n\nIf you confirm by noon tomorrow, I'll send you the logo on Friday.\n\nTom"),
        ("en", "Hi Ana,\n\nI'll send you the logo on Friday if you confirm by tomorrow.\n\nTom"),
        ("ro", "Bună, Ana,\n\nVă trimit sigla vineri, dacă o confirmați până mâine.\n\nTom"),
        ("ru", "Здравствуйте, Анна!\n\nЕсли подтвердите завтра, пришлю вам логотип в пятницу.\n\nТом"),
        ("fr", "Bonjour Ana,\n\nS'il arrive demain, je vous envoie le logo vendredi.\n\nTom"),
    ],
)
def test_the_day_by_which_somebody_else_has_to_act_is_not_promised(locale: str, text: str) -> None:
    assert date(2026, 4, 9) not in [each.day for each in found(locale, text)]


def test_of_two_days_side_by_side_the_later_holds() -> None:
    text = "Hi Ana,\n\nI'll send you the logo on Monday or Tuesday.\n\nTom"
    assert [each.day for each in found("en", text)] == [date(2026, 4, 14)]


def test_a_time_without_a_day_is_vague() -> None:
    text = "Hi Ana,\n\nI'll send you the logo before Easter.\n\nTom"
    assert [(each.day, each.vague) for each in found("en", text)] == [(None, True)]


def test_without_a_day_to_count_from_no_day_is_made_up() -> None:
    text = "Hi Ana,\n\nI'll send you the logo by Friday.\n\nTom"
    assert [each.day for each in found("en", text, today=None)] == [None]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Hi Ana,\n\nCould you send me the texts by Monday?\n\nTom"),
        ("en", "Hi Ana,\n\nI spent three hours on the header last Friday.\n\nTom"),
        ("en", "Hi Ana,\n\nI'll send you the logo soon.\n\nTom"),
        ("ro", "Bună, Ana,\n\nAm lucrat trei ore la antet vinerea trecută.\n\nTom"),
        ("ro", "Bună, Ana,\n\nÎmi trimiteți textele până luni?\n\nTom"),
        ("ru", "Здравствуйте, Анна!\n\nВ прошлую пятницу потратил три часа на шапку.\n\nТом"),
        ("ru", "Здравствуйте, Анна!\n\nВы пришлёте тексты до понедельника?\n\nТом"),
        ("fr", "Bonjour Ana,\n\nJ'ai passé trois heures sur l'en-tête vendredi dernier.\n\nTom"),
        ("fr", "Bonjour Ana,\n\nPouvez-vous m'envoyer les textes d'ici lundi ?\n\nTom"),
    ],
)
def test_what_is_asked_done_or_without_a_time_is_no_promise(locale: str, text: str) -> None:
    assert found(locale, text) == []


def test_what_names_a_list_promises_only_where_it_says_so_plainly() -> None:
    heading = "Hi Ana,\n\nWhat comes next (more about it in my report on Thursday, April 16):\n- the header\n\nTom"
    assert found("en", heading) == []
    plain = "Hi Ana,\n\nI'll send you this by Friday:\n- the header\n\nTom"
    assert [each.day for each in found("en", plain)] == [date(2026, 4, 10)]


def test_a_day_hangs_on_a_condition_of_its_own_clause_only() -> None:
    text = "Hi Ana,\n\nI'll send you the logo on Friday, once you confirm the colour by Thursday.\n\nTom"
    assert [each.day for each in found("en", text)] == [date(2026, 4, 10)]
