"""Time as people really write it down in one line: a table for each language, and what is refused says why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.zones import to_local
from freelance_comm.text.moments import Direction, Span, Unreadable, parse_day, parse_due, parse_span

ZONE = "Europe/Bucharest"
# Wednesday 4 March 2026, 14:00 in Bucharest.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def span(text: str, locale: str = "en") -> Span:
    return parse_span(text, now=NOW, zone=ZONE, locale=locale)


CLOCKED = [
    ("en", "this morning 9-12", "04 09:00-12:00"),
    ("en", "in the morning 9-12", "04 09:00-12:00"),
    ("en", "yesterday morning 9-11", "03 09:00-11:00"),
    ("en", "yesterday afternoon 2-4", "03 14:00-16:00"),
    ("en", "last night 8-10", "03 20:00-22:00"),
    ("en", "last Friday from 2pm to 4pm", "27 14:00-16:00"),
    ("en", "last Monday 9-12", "02 09:00-12:00"),
    ("en", "Monday morning 9-12", "02 09:00-12:00"),
    ("en", "9am to 11:30", "04 09:00-11:30"),
    ("en", "9:30 until 11", "04 09:30-11:00"),
    ("en", "from 9 till noon", "04 09:00-12:00"),
    ("en", "9-11:30 yesterday", "03 09:00-11:30"),
    ("ro", "de la 9 la 11", "04 09:00-11:00"),
    ("ro", "de la ora 9 la ora 11", "04 09:00-11:00"),
    ("ro", "dimineață 9-12", "04 09:00-12:00"),
    ("ro", "azi dimineață de la 9 la 12", "04 09:00-12:00"),
    ("ro", "ieri după-amiază 2-4", "03 14:00-16:00"),
    ("ro", "ieri dupa masa 2-4", "03 14:00-16:00"),
    ("ro", "aseară 8-10", "03 20:00-22:00"),
    ("ro", "lunea trecută 9-12", "02 09:00-12:00"),
    ("ro", "vinerea trecuta de la 14 la 16", "27 14:00-16:00"),
    ("ro", "de la 9 la prânz", "04 09:00-12:00"),
    ("ru", "вчера с 14 до 16", "03 14:00-16:00"),
    ("ru", "утром с 9 до 12", "04 09:00-12:00"),
    ("ru", "сегодня утром 9-12", "04 09:00-12:00"),
    ("ru", "вчера днём с 2 до 4", "03 14:00-16:00"),
    ("ru", "вчера вечером с 8 до 10", "03 20:00-22:00"),
    ("ru", "в прошлый понедельник 9-12", "02 09:00-12:00"),
    ("ru", "в прошлую пятницу с 14 до 16", "27 14:00-16:00"),
    ("ru", "с 9 до полудня", "04 09:00-12:00"),
    ("ru", "с 9 утра до 1 дня", "04 09:00-13:00"),
    ("fr", "ce matin de 9h à midi", "04 09:00-12:00"),
    ("fr", "le matin 9-12", "04 09:00-12:00"),
    ("fr", "hier après-midi de 14h à 16h", "03 14:00-16:00"),
    ("fr", "hier soir 20h-22h", "03 20:00-22:00"),
    ("fr", "vendredi dernier de 14 h à 16 h", "27 14:00-16:00"),
    ("fr", "lundi dernier 9-12", "02 09:00-12:00"),
    ("fr", "de 9 heures à 11 heures et demie", "04 09:00-11:30"),
]


@pytest.mark.parametrize(("locale", "text", "meant"), CLOCKED)
def test_two_ends_are_read_as_they_are_meant(locale: str, text: str, meant: str) -> None:
    found = span(text, locale)
    assert found.started is not None and found.ended is not None
    begun, over = to_local(found.started, ZONE), to_local(found.ended, ZONE)
    assert f"{begun:%d %H:%M}-{over:%H:%M}" == meant


LASTING = [
    ("en", "for 2 hours", "04", 120),
    ("en", "yesterday for 2 hours", "03", 120),
    ("en", "last Friday 3 hours", "27", 180),
    ("en", "3 hours last Friday", "27", 180),
    ("en", "an hour and a half", "04", 90),
    ("en", "a quarter of an hour", "04", 15),
    ("en", "three quarters of an hour", "04", 45),
    ("ro", "ieri 2h30", "03", 150),
    ("ro", "ieri timp de 2 ore", "03", 120),
    ("ro", "vinerea trecută 3 ore", "27", 180),
    ("ro", "3 ore vinerea trecută", "27", 180),
    ("ro", "2 ore și jumătate", "04", 150),
    ("ro", "un sfert de oră", "04", 15),
    ("ro", "ieri 2 ore și 30 de minute", "03", 150),
    ("ru", "вчера в течение 2 часов", "03", 120),
    ("ru", "в прошлую пятницу 3 часа", "27", 180),
    ("ru", "прошлый вторник 3 часа", "03", 180),
    ("ru", "три четверти часа", "04", 45),
    ("ru", "час с четвертью", "04", 75),
    ("ru", "два с половиной часа", "04", 150),
    ("fr", "hier 1 h 20", "03", 80),
    ("fr", "hier pendant 2 heures", "03", 120),
    ("fr", "vendredi dernier 3 heures", "27", 180),
    ("fr", "un quart d'heure", "04", 15),
    ("fr", "trois quarts d’heure", "04", 45),
    ("fr", "une heure et demie", "04", 90),
]


@pytest.mark.parametrize(("locale", "text", "day", "minutes"), LASTING)
def test_a_length_on_a_day_is_read_as_it_is_meant(locale: str, text: str, day: str, minutes: int) -> None:
    found = span(text, locale)
    assert f"{found.day:%d}" == day
    assert found.seconds == minutes * 60
    assert found.started is None


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "last Wednesday"), ("ro", "miercurea trecută"), ("ru", "в прошлую среду"),
                         ("fr", "mercredi dernier")]
)  # fmt: skip
def test_last_wednesday_on_a_wednesday_is_a_week_ago(locale: str, text: str) -> None:
    assert parse_day(text, today=NOW.date(), locale=locale).isoformat() == "2026-02-25"


NEXT = [("en", "next Monday"), ("ro", "lunea viitoare"), ("ru", "в следующий понедельник"), ("fr", "lundi prochain")]
NEXT_FRIDAY = [
    ("en", "next Friday"),
    ("ro", "vinerea viitoare"),
    ("ru", "в следующую пятницу"),
    ("fr", "vendredi prochain"),
]


@pytest.mark.parametrize(("locale", "text"), NEXT)
def test_next_monday_is_the_one_of_next_week(locale: str, text: str) -> None:
    found = parse_day(text, today=NOW.date(), locale=locale, direction=Direction.FUTURE)
    assert found.isoformat() == "2026-03-09"


@pytest.mark.parametrize(("locale", "text"), NEXT_FRIDAY)
def test_next_friday_on_a_wednesday_is_asked_about(locale: str, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_day(text, today=NOW.date(), locale=locale, direction=Direction.FUTURE)
    assert refused.value.near == ("2026-03-06", "2026-03-13")


@pytest.mark.parametrize("direction", [Direction.PAST, Direction.FUTURE])
def test_last_friday_lies_back_whichever_way_one_looks(direction: Direction) -> None:
    assert parse_day("last Friday", today=NOW.date(), direction=direction).isoformat() == "2026-02-27"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("9 to 5", "2026-03-04 09:00 to 2026-03-04 05:00"),
        ("yesterday 14-12", "2026-03-03 14:00 to 2026-03-03 12:00"),
        ("last Friday 30h", "last Friday 30h"),
        ("Monday 9:00 - Wednesday 9:00", "2026-03-02 09:00 – 2026-03-04 09:00"),
    ],
)
def test_a_refusal_names_what_was_understood(text: str, understood: str) -> None:
    with pytest.raises(BadValue) as refused:
        span(text)
    assert understood in refused.value.message.format(**refused.value.params)


SPOKEN_HOURS = [
    ("es", "mañana a las doce", "05 12:00"),
    ("es", "el viernes a las nueve y media", "06 09:30"),
    ("es", "mañana a las 10 y cuarto", "05 10:15"),
    ("es", "mañana a las once menos cuarto", "05 10:45"),
    ("es", "mañana a la una y media de la tarde", "05 13:30"),
    ("es", "el viernes antes de las dos de la tarde", "06 14:00"),
    ("fr", "demain à 9 h et quart", "05 09:15"),
    ("fr", "demain à 10 heures moins le quart", "05 09:45"),
    ("ro", "mâine la 9 și un sfert", "05 09:15"),
]


@pytest.mark.parametrize(("locale", "text", "meant"), SPOKEN_HOURS)
def test_hours_may_be_words_and_have_quarters(locale: str, text: str, meant: str) -> None:
    due = parse_due(text, now=NOW, zone=ZONE, locale=locale).due
    assert due is not None
    assert f"{to_local(due, ZONE):%d %H:%M}" == meant


@pytest.mark.parametrize("text", ["mañana a dos", "mañana a la una menos cuarto"])
def test_what_may_be_no_hour_or_either_half_of_the_day_is_none(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_due(text, now=NOW, zone=ZONE, locale="es")


OF_A_WEEK = [
    ("en", "Friday this week", "2026-03-06"),
    ("en", "Friday next week", "2026-03-13"),
    ("en", "next week, on Tuesday", "2026-03-10"),
    ("en", "Monday of last week", "2026-02-23"),
    ("de", "Donnerstag nächster Woche", "2026-03-12"),
    ("de", "nächste Woche Donnerstag", "2026-03-12"),
    ("de", "übernächste Woche Montag", "2026-03-16"),
    ("de", "am kommenden Freitag", "2026-03-06"),
    ("fr", "jeudi de la semaine prochaine", "2026-03-12"),
    ("es", "el jueves de la semana que viene", "2026-03-12"),
    ("ro", "joi săptămâna viitoare", "2026-03-12"),
    ("ru", "в четверг на следующей неделе", "2026-03-12"),
    ("uk", "у четвер наступного тижня", "2026-03-12"),
]


@pytest.mark.parametrize(("locale", "text", "day"), OF_A_WEEK)
def test_a_weekday_may_be_that_of_another_week(locale: str, text: str, day: str) -> None:
    found = parse_day(text, today=NOW.date(), locale=locale, direction=Direction.FUTURE)
    assert found.isoformat() == day


def test_a_sunday_that_ends_the_week_here_and_begins_it_there_is_asked_about() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_day("Sunday next week", today=NOW.date(), locale="en_US", direction=Direction.FUTURE)
    assert refused.value.near == ("2026-03-08", "2026-03-15")
    for locale, text in (("en_GB", "Sunday next week"), ("de", "Sonntag nächster Woche")):
        found = parse_day(text, today=NOW.date(), locale=locale, direction=Direction.FUTURE)
        assert found.isoformat() == "2026-03-15"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Montagvormittag 9-11", "02 09:00-11:00"), ("Dienstagnachmittag 2-4", "03 14:00-16:00"),
     ("am Montagabend von 8 bis 10", "02 20:00-22:00"), ("Mo Nachmittag 14-15", "02 14:00-15:00")],
)  # fmt: skip
def test_a_weekday_and_its_half_may_be_one_word_in_german(text: str, meant: str) -> None:
    found = span(text, "de")
    assert found.started is not None and found.ended is not None
    assert f"{to_local(found.started, ZONE):%d %H:%M}-{to_local(found.ended, ZONE):%H:%M}" == meant
