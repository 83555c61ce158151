"""Moments are told as people tell them: the further away, the less exact, and never later than they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.text.telling import (
    answered_day,
    calendar_day,
    clock,
    dated,
    days,
    full_day,
    left,
    near,
    near_day,
    on_the_dot,
)

ZONE = "Europe/Bucharest"
NOW = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
"""Friday, 14:05 in Bucharest."""


def told(moment: datetime, locale: str = "en", now: datetime = NOW, zone: str = ZONE) -> str:
    """Return how ``moment`` is told."""
    return near(moment, now, zone, translator(locale))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-5, "today 09:05"),
        (-24, "yesterday 14:05"),
        (20, "tomorrow 10:05"),
        (-48, "Wed 14:05"),
        (72, "Mon 14:05"),
        (-6 * 24, "Sat 14:05"),
        (-7 * 24, "13 Nov"),
        (7 * 24, "27 Nov"),
        (50 * 24, "9 Jan"),
        (150 * 24, "19 Apr 2027"),
        (-400 * 24, "16 Oct 2025"),
    ],
)
def test_distance_decides_how_exactly_a_moment_is_told(hours: int, expected: str) -> None:
    assert told(NOW + timedelta(hours=hours)) == expected


def test_what_was_promised_far_ahead_keeps_its_hour() -> None:
    english, german = translator("en"), translator("de")
    assert on_the_dot(NOW + timedelta(hours=20), NOW, ZONE, english) == "tomorrow 10:05"
    assert on_the_dot(NOW + timedelta(days=7), NOW, ZONE, english) == "27 Nov, 14:05"
    assert on_the_dot(NOW + timedelta(days=7), NOW, ZONE, german) == "27. Nov, 14:05"


def test_the_day_is_that_of_the_zone_not_of_utc() -> None:
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert (told(late), told(late, zone="America/New_York")) == ("tomorrow 00:30", "today 17:30")


def test_the_night_the_clocks_change_does_not_shift_the_day() -> None:
    after = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)
    assert told(datetime(2026, 10, 24, 21, 30, tzinfo=UTC), now=after) == "yesterday 00:30"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ro", ["azi 14:05", "ieri 14:05", "mâine 14:05", "lun. 14:05", "11 nov.", "1 mar. 2027"]),
        ("ru", ["сегодня 14:05", "вчера 14:05", "завтра 14:05", "пн 14:05", "11 нояб.", "1 мар. 2027"]),
        ("fr", ["aujourd’hui 14:05", "hier 14:05", "demain 14:05", "lun. 14:05", "11 nov.", "1er mars 2027"]),
    ],
)
def test_each_language_tells_moments_its_own_way(locale: str, expected: list[str]) -> None:
    away = (0, -1, 1, 3, -9, 101)
    assert [told(NOW + timedelta(days=count), locale) for count in away] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 23), "Mon"),
        (date(2026, 12, 1), "1 Dec"),
        (date(2025, 3, 2), "2 Mar 2025"),
    ],
)
def test_a_day_without_a_time_is_told_alike(day: date, expected: str) -> None:
    assert near_day(day, date(2026, 11, 20), translator("en")) == expected


def test_a_day_is_told_with_its_weekday() -> None:
    day = date(2026, 11, 26)
    assert [dated(day, translator(locale)) for locale in ("en", "ro", "ru", "fr")] == [
        "Thu 26 Nov",
        "joi 26 nov.",
        "чт 26 нояб.",
        "jeu. 26 nov.",
    ]


def test_an_answer_spells_a_day_out_and_names_another_year() -> None:
    today = date(2026, 3, 2)
    days = (today, date(2026, 3, 1), date(2026, 2, 27), date(2025, 11, 20))
    told = {
        locale: [answered_day(day, today, translator(locale)) for day in days]
        for locale in ("en", "ro", "ru", "fr", "de", "es", "uk")
    }
    assert told == {
        "en": ["today", "yesterday", "Friday 27 February", "Thursday 20 November 2025"],
        "ro": ["azi", "ieri", "vineri, 27 februarie", "joi, 20 noiembrie 2025"],
        "ru": ["сегодня", "вчера", "пятница, 27 февраля", "четверг, 20 ноября 2025 года"],
        "fr": ["aujourd’hui", "hier", "vendredi 27 février", "jeudi 20 novembre 2025"],
        "de": ["heute", "gestern", "Freitag, 27. Februar", "Donnerstag, 20. November 2025"],
        "es": ["hoy", "ayer", "viernes 27 de febrero", "jueves 20 de noviembre de 2025"],
        "uk": ["сьогодні", "вчора", "п’ятниця, 27 лютого", "четвер, 20 листопада 2025 року"],
    }


def test_the_head_of_a_page_spells_the_day_out() -> None:
    day = date(2026, 3, 1)
    assert [full_day(day, translator(locale)) for locale in ("en", "ro", "ru", "fr")] == [
        "Sunday 1 March",
        "duminică, 1 martie",
        "воскресенье, 1 марта",
        "dimanche 1er mars",
    ]


def test_every_weekday_and_month_has_its_own_name_in_every_language() -> None:
    for locale in interface_locales():
        tr = translator(locale)
        assert len({full_day(date(2026, 6, 1 + number), tr).split(" ")[0] for number in range(7)}) == 7
        assert len({full_day(date(2026, number, 9), tr).rpartition(" ")[2] for number in range(1, 13)}) == 12
        assert len({dated(date(2026, number, 9), tr).rpartition(" ")[2] for number in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (50 * 60, "50 min left"),
        (50 * 60 + 59, "50 min left"),
        (3600 + 50 * 60, "1 hr, 50 min left"),
        (5 * 3600 + 3599, "5 hr left"),
        (30 * 3600, "30 hr left"),
        (59, "due now"),
        (0, "due now"),
        (-59, "due now"),
        (-61, "1 min late"),
        (-5 * 3600 - 1800, "5 hr late"),
    ],
)
def test_time_left_is_never_told_longer_than_it_is(seconds: int, expected: str) -> None:
    assert left(seconds, translator("en")) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ro", ["mai ai 50 min", "întârziat cu 5 h"]),
        ("ru", ["осталось 50 мин", "просрочено на 5 ч"]),
        ("fr", ["encore 50 min", "5 h de retard"]),
    ],
)
def test_time_left_and_lateness_are_told_in_each_language(locale: str, expected: list[str]) -> None:
    told_times = [left(seconds, translator(locale)).replace("\u00a0", " ") for seconds in (3000, -18_000)]
    assert told_times == expected


def test_days_are_counted_in_the_right_form() -> None:
    assert [days(41, translator(locale)).replace("\u00a0", " ") for locale in ("en", "ro", "ru", "fr")] == [
        "41 days",
        "41 de zile",
        "41 день",
        "41 jours",
    ]


def test_a_clock_shows_the_wall_time_of_the_zone() -> None:
    assert clock(NOW, ZONE) == "14:05"


@pytest.mark.parametrize(
    ("day", "today", "locale", "expected"),
    [
        (date(2026, 3, 2), date(2026, 11, 20), "en", "2 Mar"),
        (date(2027, 1, 4), date(2026, 11, 20), "en", "4 Jan"),
        (date(2025, 3, 2), date(2026, 11, 20), "en", "2 Mar 2025"),
        (date(2026, 3, 2), None, "en", "2 Mar 2026"),
        (date(2026, 3, 2), None, "fr", "2 mars 2026"),
    ],
)
def test_a_day_inside_a_sentence_has_its_year_where_that_is_not_clear(
    day: date, today: date | None, locale: str, expected: str
) -> None:
    assert calendar_day(day, today, translator(locale)) == expected
