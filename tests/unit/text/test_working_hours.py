"""Working hours with the days as people of each language write them."""

from __future__ import annotations

import pytest

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
