"""Working hours with the days as people of each language write them."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.text.catalog import interface_locales
from freelance_comm.text.languages import short_days
from freelance_comm.text.working_hours import _names, day_called, read_hours, told_hours

NINE_TO_FIVE = (Window(start=540, end=1020),)
USUAL = WorkingHours(zone="UTC").week


@pytest.mark.parametrize(
    "text",
    ["monday-friday 9-17", "lun-vin 9-17", "lun-ven 9-17", "Lundi-Vendredi 9-17", "mo-fr 9-17", "пн-пт 9-17",
     "lun-vie 9-17", "пн–пт 09:00–17:00", "Понедельник-пятница 9-17", "lun,mar,mié,jue,vie 9-17",
     "luni-vineri 9-17", "понеділок-п’ятниця 9-17"],
)  # fmt: skip
def test_days_may_be_called_as_in_any_language_of_the_program(text: str) -> None:
    assert read_hours(text) == USUAL


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("de lunes a viernes de 9 a 14 y de 16 a 19", "mon-fri 09:00-14:00,16:00-19:00"),
        ("lunes y miércoles de 9 a 13; sábados 10-12", "mon 09:00-13:00; wed 09:00-13:00; sat 10:00-12:00"),
        ("lunes a viernes entre 9 y 14 y sábado de 10 a 12", "mon-fri 09:00-14:00; sat 10:00-12:00"),
        ("Monday to Friday from 9 to 17", "mon-fri 09:00-17:00"),
        ("Montag bis Freitag von 9 bis 17.30 Uhr", "mon-fri 09:00-17:30"),
        ("du lundi au vendredi de 9h30 à 18h", "mon-fri 09:30-18:00"),
        ("luni până vineri între 9 și 17", "mon-fri 09:00-17:00"),
        ("с понедельника по пятницу с 9 до 18", "mon-fri 09:00-18:00"),
        ("з понеділка по п’ятницю з 9 до 18", "mon-fri 09:00-18:00"),
    ],
)
def test_hours_may_be_said_in_words(text: str, meant: str) -> None:
    assert read_hours(text) == read_hours(meant)


@pytest.mark.parametrize(
    "text", ["de 9 a 17", "lun-vie 9-17 salvo festivos", "lunes a viernes", "lun-vie 9", "lunes de 9 a 10 a 11", ""]
)
def test_half_of_it_or_a_word_nobody_knows_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_hours(text)
    assert refused.value.params["text"] == text


def test_the_example_of_a_refusal_has_the_days_of_the_language() -> None:
    with pytest.raises(BadValue) as refused:
        read_hours("lun-vie 9", locale="es")
    assert refused.value.params["example"] == "lun-vie 09:00-17:00,18:00-20:00; sáb 10:00-13:00"


@pytest.mark.parametrize("locale", interface_locales())
def test_hours_shown_in_a_language_are_read_as_the_same_hours(locale: str) -> None:
    assert len(set(short_days(locale))) == 7
    for day in range(7):
        week = tuple(NINE_TO_FIVE if each == day else () for each in range(7))
        assert read_hours(told_hours(week, locale)) == week
    assert told_hours(USUAL, f"{locale}_XX").startswith(short_days(locale)[0])


def test_no_name_of_a_day_means_two_days() -> None:
    for locale in interface_locales():
        for day, names in enumerate(_names(locale)):
            assert {name: day_called(name) for name in names} == dict.fromkeys(names, day)


def test_a_language_that_does_not_say_what_its_days_are_called_shows_them_in_english() -> None:
    assert told_hours(USUAL, "pt") == "mon-fri 09:00-17:00"
