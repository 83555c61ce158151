"""Moments, days, stretches and due times as people type them in four languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.catalog import interface_locales
from freelance_comm.text.moments import (
    Direction,
    Due,
    Span,
    parse_day,
    parse_due,
    parse_moment,
    parse_range,
    parse_span,
)

ZONE = "Europe/Bucharest"
# Wednesday 4 March 2026, 14:00 in Bucharest.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
BACK, AHEAD = Direction.PAST, Direction.FUTURE


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def moment(text: str, locale: str = "en", direction: Direction = BACK) -> datetime:
    return parse_moment(text, now=NOW, zone=ZONE, locale=locale, direction=direction)


def span(text: str, locale: str = "en") -> Span:
    return parse_span(text, now=NOW, zone=ZONE, locale=locale)


def due(text: str, locale: str = "en") -> Due:
    return parse_due(text, now=NOW, zone=ZONE, locale=locale)


def between(start: str, end: str) -> tuple[datetime, datetime]:
    return at(f"2026-03-{start}"), at(f"2026-03-{end}")


# -- moments -----------------------------------------------------------------------------------------------------------

MOMENTS = [
    ("en", "yesterday 14:10", "2026-03-03 14:10"),
    ("en", "Yesterday, at 2:10 pm", "2026-03-03 14:10"),
    ("en", "14:10 yesterday", "2026-03-03 14:10"),
    ("en", "today 9am", "2026-03-04 09:00"),
    ("en", "12am today", "2026-03-04 00:00"),
    ("en", "12 pm today", "2026-03-04 12:00"),
    ("en", "Mon 9:00", "2026-03-02 09:00"),
    ("en", "on Monday at 9", "2026-03-02 09:00"),
    ("en", "2 hours ago", "2026-03-04 12:00"),
    ("en", "an hour ago", "2026-03-04 13:00"),
    ("en", "half an hour ago", "2026-03-04 13:30"),
    ("en", "1h20 ago", "2026-03-04 12:40"),
    ("en", "2 days ago 14:10", "2026-03-02 14:10"),
    ("en", "3 March 14:10", "2026-03-03 14:10"),
    ("en", "March 3rd, 2026 at 2:30 pm", "2026-03-03 14:30"),
    ("en", "03.03.2026 14:10", "2026-03-03 14:10"),
    ("en", "3/3 14:10", "2026-03-03 14:10"),
    ("en", "25/12/2025 9:00", "2025-12-25 09:00"),
    ("en", "12/25/2025 9:00", "2025-12-25 09:00"),
    ("en", "noon yesterday", "2026-03-03 12:00"),
    ("en", "yesterday evening at 9", "2026-03-03 21:00"),
    ("en", "this morning 9:30", "2026-03-04 09:30"),
    ("ro", "ieri 14:10", "2026-03-03 14:10"),
    ("ro", "IERI LA ORA 14", "2026-03-03 14:00"),
    ("ro", "alaltăieri la 9:00", "2026-03-02 09:00"),
    ("ro", "alaltaieri 9:00", "2026-03-02 09:00"),
    ("ro", "acum 2 ore", "2026-03-04 12:00"),
    ("ro", "acum 20 de minute", "2026-03-04 13:40"),
    ("ro", "acum o jumătate de oră", "2026-03-04 13:30"),
    ("ro", "acum 2 zile la 9:00", "2026-03-02 09:00"),
    ("ro", "marți 9:00", "2026-03-03 09:00"),
    ("ro", "marţi 9:00", "2026-03-03 09:00"),
    ("ro", "mar 9:00", "2026-03-03 09:00"),
    ("ro", "3 mar 9:00", "2026-03-03 09:00"),
    ("ro", "3 martie 2026, 9:00", "2026-03-03 09:00"),
    ("ro", "aseară la 11", "2026-03-03 23:00"),
    ("ro", "luni dimineața la 9", "2026-03-02 09:00"),
    ("ro", "la 9 și jumătate", "2026-03-04 09:30"),
    ("ru", "вчера в 14:10", "2026-03-03 14:10"),
    ("ru", "Пн 9:00", "2026-03-02 09:00"),
    ("ru", "во вторник в 9:00", "2026-03-03 09:00"),
    ("ru", "2 часа назад", "2026-03-04 12:00"),
    ("ru", "час назад", "2026-03-04 13:00"),
    ("ru", "полчаса назад", "2026-03-04 13:30"),
    ("ru", "2 дня назад в 10:00", "2026-03-02 10:00"),
    ("ru", "3 марта 2026 г. в 14:10", "2026-03-03 14:10"),
    ("ru", "вчера в 14 ч 10", "2026-03-03 14:10"),
    ("ru", "вчера в 5 вечера", "2026-03-03 17:00"),
    ("ru", "сегодня в 2 часа ночи", "2026-03-04 02:00"),
    ("ru", "вчера вечером в 9", "2026-03-03 21:00"),
    ("fr", "hier à 14 h 10", "2026-03-03 14:10"),
    ("fr", "hier 14h10", "2026-03-03 14:10"),
    ("fr", "hier à 14\u202fh\u00a010", "2026-03-03 14:10"),
    ("fr", "Lundi 9h", "2026-03-02 09:00"),
    ("fr", "mar. 9:00", "2026-03-03 09:00"),
    ("fr", "il y a 2 heures", "2026-03-04 12:00"),
    ("fr", "il y a une demi-heure", "2026-03-04 13:30"),
    ("fr", "aujourd’hui à midi", "2026-03-04 12:00"),
    ("fr", "avant-hier à 10 h", "2026-03-02 10:00"),
    ("fr", "le 1er mars à 10 h", "2026-03-01 10:00"),
    ("fr", "hier soir à 9 h", "2026-03-03 21:00"),
    ("fr", "9 h et demie", "2026-03-04 09:30"),
    ("de", "gestern um halb neun", "2026-03-03 08:30"),
    ("de", "Montag halb zehn abends", "2026-03-02 21:30"),
    ("de", "halb 11", "2026-03-04 10:30"),
    ("uk", "вчора о пів на десяту", "2026-03-03 09:30"),
    ("uk", "вчора о пів на восьму вечора", "2026-03-03 19:30"),
    ("uk", "о дев'ятій", "2026-03-04 09:00"),
    ("uk", "вчора о десятій годині", "2026-03-03 10:00"),
    ("uk", "вчора о п’ятій дня", "2026-03-03 17:00"),
    ("uk", "у пятницю о 10", "2026-02-27 10:00"),
    ("uk", "у п`ятницю о 10", "2026-02-27 10:00"),
    ("uk", "вчора о 18-00", "2026-03-03 18:00"),
    ("uk", "вчора о 18.30", "2026-03-03 18:30"),
    ("ru", "вчера в 18-00", "2026-03-03 18:00"),
]


@pytest.mark.parametrize(("locale", "text", "meant"), MOMENTS)
def test_a_moment_is_read_as_it_is_meant(locale: str, text: str, meant: str) -> None:
    assert moment(text, locale) == at(meant)


@pytest.mark.parametrize("locale", [*interface_locales(), "fr_CA", "xx"])
def test_english_is_understood_in_every_language(locale: str) -> None:
    assert moment("yesterday at 14:10", locale) == at("2026-03-03 14:10")


@pytest.mark.parametrize("text", ["halb eins", "halb 1", "um halb", "halb 25", "halb 9:30"])
def test_half_of_an_hour_that_nobody_can_name_is_no_time(text: str) -> None:
    with pytest.raises(BadValue):
        moment(text, "de")


@pytest.mark.parametrize("text", ["о пів на першу", "пів на", "десята", "о 18-05", "о 9.05"])
def test_an_hour_that_may_be_another_or_a_stretch_or_a_date_is_no_time(text: str) -> None:
    with pytest.raises(BadValue):
        moment(text, "uk")


@pytest.mark.parametrize(("locale", "text"), [("en", "now"), ("ro", "acum"), ("ru", "сейчас"), ("fr", "maintenant")])
def test_now_is_now_without_fractions(locale: str, text: str) -> None:
    now = NOW.replace(microsecond=123_456)
    assert parse_moment(text, now=now, zone=ZONE, locale=locale) == NOW


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-02T14:10", datetime(2026, 3, 2, 12, 10, tzinfo=UTC)),
        ("2026-03-02 14:10:30", datetime(2026, 3, 2, 12, 10, 30, tzinfo=UTC)),
        ("2026-03-02T14:10Z", datetime(2026, 3, 2, 14, 10, tzinfo=UTC)),
        ("2026-03-02t14:10:30z", datetime(2026, 3, 2, 14, 10, 30, tzinfo=UTC)),
        ("2026-03-02T14:10-05:00", datetime(2026, 3, 2, 19, 10, tzinfo=UTC)),
        ("2026-03-02 14:10+0300", datetime(2026, 3, 2, 11, 10, tzinfo=UTC)),
        ("  2026-03-02 9:00 ", datetime(2026, 3, 2, 7, 0, tzinfo=UTC)),
    ],
)
def test_an_iso_moment_needs_no_language(text: str, meant: datetime) -> None:
    assert moment(text, "xx") == meant


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("9:00", "2026-03-04 09:00", "2026-03-05 09:00"),
        ("16:00", "2026-03-03 16:00", "2026-03-04 16:00"),
        ("14:10", "2026-03-04 14:10", "2026-03-04 14:10"),
        ("13:50", "2026-03-04 13:50", "2026-03-04 13:50"),
        ("Wed 9:00", "2026-03-04 09:00", "2026-03-11 09:00"),
        ("Wed 16:00", "2026-02-25 16:00", "2026-03-04 16:00"),
        ("Fri 16:00", "2026-02-27 16:00", "2026-03-06 16:00"),
        ("5 March 9:00", "2025-03-05 09:00", "2026-03-05 09:00"),
    ],
)
def test_an_open_moment_lies_where_one_looks(text: str, back: str, ahead: str) -> None:
    assert (moment(text), moment(text, direction=AHEAD)) == (at(back), at(ahead))


@pytest.mark.parametrize("text", ["yesterday", "2026-03-02", "Friday", "3 March", "2 days ago"])
def test_a_day_without_a_time_asks_for_the_time(text: str) -> None:
    with pytest.raises(BadValue, match="no time"):
        moment(text)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "soon", "24:00", "23:59:60", "25:00", "9:5", "9", "wed 9", "yesterday 14:10 pm yesterday", "14.10",
     "2026-W01-1", "10000-01-01 10:00", "2026-03-02T24:00", "2026-03-02 14:60", "20260302T1410", "2026-3-2 14:10",
     "٢٠٢٦-٠٣-٠١ 10:00", "１４:１０", "14:1０", "yesterday ½", "14_10", "14:10\x00", "14:10\x1b[0m", "tonight at 12",
     "99 fortnights ago", "yesterday at", "at yesterday 14:10", "2026-03-02T14:10+99:00", "13 am", "14:10:30.5"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        moment(text)


@pytest.mark.parametrize(
    "text", ["2026-02-29 10:00", "2026-13-01 10:00", "0000-01-01 10:00", "1899-12-31 10:00", "31.04.2026 10:00"]
)
def test_a_date_that_does_not_exist_is_refused_with_the_format(text: str) -> None:
    with pytest.raises(BadValue) as refusal:
        moment(text)
    assert "2026-03-02" in refusal.value.hint


@pytest.mark.parametrize(
    ("locale", "example"), [("en", "yesterday 14:10"), ("ro", "ieri 14:10"), ("fr", "hier à 14 h 10")]
)
def test_a_refusal_shows_how_to_write_it_in_that_language(locale: str, example: str) -> None:
    with pytest.raises(BadValue) as refusal:
        moment("whenever", locale)
    assert example in str(refusal.value.params["examples"])


def test_a_refusal_repeats_no_escape_sequences() -> None:
    with pytest.raises(BadValue) as refusal:
        moment("\x1b]0;title\x07 tomorrow-ish")
    assert "\x1b" not in str(refusal.value)


def test_a_text_of_a_page_is_refused_unread() -> None:
    with pytest.raises(BadValue, match="too long"):
        moment("1 " * 5_000)


@pytest.mark.parametrize(
    ("locale", "meant"), [("fr", date(2026, 4, 3)), ("en_GB", date(2026, 4, 3)), ("en_US", date(2026, 3, 4))]
)
def test_a_date_with_a_slash_is_read_as_its_country_does(locale: str, meant: date) -> None:
    assert parse_day("3/4", today=TODAY, locale=locale, direction=AHEAD) == meant


@pytest.mark.parametrize("locale", ["en", "fr_CA"])
def test_a_date_with_a_slash_is_refused_where_people_disagree(locale: str) -> None:
    with pytest.raises(BadValue) as refusal:
        parse_day("3/4", today=TODAY, locale=locale)
    assert refusal.value.near == ("2026-04-03", "2026-03-04")


# -- the nights the clocks change --------------------------------------------------------------------------------------


def test_a_moment_in_the_gap_is_refused() -> None:
    with pytest.raises(BadValue, match="does not exist"):
        parse_moment("2026-03-29 02:30", now=NOW, zone="Europe/Berlin")


def test_a_moment_that_comes_twice_asks_which() -> None:
    with pytest.raises(BadValue, match="comes twice"):
        parse_moment("2026-10-25 02:30", now=NOW, zone="Europe/Berlin")


def test_both_choices_can_be_typed_as_they_are_offered() -> None:
    with pytest.raises(BadValue) as refusal:
        parse_moment("2026-10-25 02:30", now=NOW, zone="Europe/Berlin")
    moments = [parse_moment(choice, now=NOW, zone="Europe/Berlin") for choice in refusal.value.near]
    assert moments == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]


def test_the_second_of_two_can_be_asked_for() -> None:
    second = parse_moment("2026-10-25 02:30", now=NOW, zone="Europe/Berlin", fold=1)
    assert second == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("night", "hours"), [("2026-03-29", 1), ("2026-10-25", 3)])
def test_two_hours_on_the_clock_are_one_or_three_when_the_clocks_change(night: str, hours: int) -> None:
    slept = parse_span(f"{night} 01:30-03:30", now=NOW, zone="Europe/Berlin")
    assert slept.seconds == hours * 3600


# -- days --------------------------------------------------------------------------------------------------------------

DAYS = [
    ("en", "today", "2026-03-04"),
    ("en", "tomorrow", "2026-03-05"),
    ("en", "the day after tomorrow", "2026-03-06"),
    ("en", "the day before yesterday", "2026-03-02"),
    ("en", "Friday", "2026-03-06"),
    ("en", "in 2 days", "2026-03-06"),
    ("en", "2 days ago", "2026-03-02"),
    ("en", "in a week", "2026-03-11"),
    ("en", "in 1 month", "2026-04-04"),
    ("en", "3rd of April", "2026-04-03"),
    ("en", "Apr 3", "2026-04-03"),
    ("en", "3.4.", "2026-04-03"),
    ("en", "03.04.26", "2026-04-03"),
    ("en", "Friday, 3 April", "2026-04-03"),
    ("en", "2026-04-03", "2026-04-03"),
    ("ro", "poimâine", "2026-03-06"),
    ("ro", "poimaine", "2026-03-06"),
    ("ro", "vineri", "2026-03-06"),
    ("ro", "în 3 zile", "2026-03-07"),
    ("ro", "peste o săptămână", "2026-03-11"),
    ("ro", "acum 2 zile", "2026-03-02"),
    ("ro", "3 aprilie 2026", "2026-04-03"),
    ("ru", "послезавтра", "2026-03-06"),
    ("ru", "в пятницу", "2026-03-06"),
    ("ru", "через 3 дня", "2026-03-07"),
    ("ru", "через неделю", "2026-03-11"),
    ("ru", "2 дня назад", "2026-03-02"),
    ("ru", "3 апреля", "2026-04-03"),
    ("fr", "après-demain", "2026-03-06"),
    ("fr", "vendredi", "2026-03-06"),
    ("fr", "dans 3 jours", "2026-03-07"),
    ("fr", "dans une semaine", "2026-03-11"),
    ("fr", "il y a 2 jours", "2026-03-02"),
    ("fr", "le 3 avril", "2026-04-03"),
    ("fr", "3 août 2026", "2026-08-03"),
]


@pytest.mark.parametrize(("locale", "text", "meant"), DAYS)
def test_a_day_ahead_is_read_as_it_is_meant(locale: str, text: str, meant: str) -> None:
    assert parse_day(text, today=TODAY, locale=locale, direction=AHEAD) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("Wednesday", "2026-03-04", "2026-03-04"),
        ("Friday", "2026-02-27", "2026-03-06"),
        ("3 April", "2025-04-03", "2026-04-03"),
        ("4 March", "2026-03-04", "2026-03-04"),
        ("Mon 2 March", "2026-03-02", "2026-03-02"),
    ],
)
def test_an_open_day_lies_where_one_looks(text: str, back: str, ahead: str) -> None:
    found = parse_day(text, today=TODAY), parse_day(text, today=TODAY, direction=AHEAD)
    assert found == (date.fromisoformat(back), date.fromisoformat(ahead))


def test_a_month_from_the_31st_ends_on_the_last_day_there_is() -> None:
    assert parse_day("in 1 month", today=date(2026, 1, 31), direction=AHEAD) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text", ["29 February", "Sun 2 March", "in 9999 months", "31 April", "0 March", "Friyay", "in days 2"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_day(text, today=TODAY, direction=AHEAD)


# -- stretches ---------------------------------------------------------------------------------------------------------

SPANS = [
    ("en", "from 9 to 11:30", "04 09:00", "04 11:30"),
    ("en", "9-11:30", "04 09:00", "04 11:30"),
    ("en", "9–11:30", "04 09:00", "04 11:30"),
    ("en", "between 9 and 11", "04 09:00", "04 11:00"),
    ("en", "9am - 1pm", "04 09:00", "04 13:00"),
    ("en", "yesterday 14-16", "03 14:00", "03 16:00"),
    ("en", "yesterday from 14:00 till 16:00", "03 14:00", "03 16:00"),
    ("en", "9-11 on Monday", "02 09:00", "02 11:00"),
    ("en", "Monday, 9-11", "02 09:00", "02 11:00"),
    ("en", "3 March 9-11", "03 09:00", "03 11:00"),
    ("en", "15-16", "03 15:00", "03 16:00"),
    ("en", "22-2", "03 22:00", "04 02:00"),
    ("en", "22:00-24:00", "03 22:00", "04 00:00"),
    ("en", "yesterday 22:00 - today 02:00", "03 22:00", "04 02:00"),
    ("en", "yesterday evening 8-10", "03 20:00", "03 22:00"),
    ("en", "yesterday evening 10-2", "03 22:00", "04 02:00"),
    ("en", "2026-03-02T09:00/2026-03-02T11:30", "02 09:00", "02 11:30"),
    ("en", "2026-03-02 09:00-11:30", "02 09:00", "02 11:30"),
    ("en", "from 2026-03-02 09:00 to 2026-03-02 11:30", "02 09:00", "02 11:30"),
    ("en", "2 hours ago - now", "04 12:00", "04 14:00"),
    ("ro", "de la 9 la 11:30", "04 09:00", "04 11:30"),
    ("ro", "ieri de la 14 până la 16", "03 14:00", "03 16:00"),
    ("ro", "între 9 și 11", "04 09:00", "04 11:00"),
    ("ru", "вчера с 14 до 16", "03 14:00", "03 16:00"),
    ("ru", "с 9:00 до 11:30", "04 09:00", "04 11:30"),
    ("ru", "между 9 и 11", "04 09:00", "04 11:00"),
    ("fr", "de 9 h à 11 h 30", "04 09:00", "04 11:30"),
    ("fr", "hier de 14 h à 16 h", "03 14:00", "03 16:00"),
    ("fr", "entre 9 h et 11 h", "04 09:00", "04 11:00"),
    ("fr", "9h-11h30", "04 09:00", "04 11:30"),
]


@pytest.mark.parametrize(("locale", "text", "start", "end"), SPANS)
def test_a_stretch_is_read_as_it_is_meant(locale: str, text: str, start: str, end: str) -> None:
    found = span(text, locale)
    assert (found.started, found.ended) == between(start, end)


LENGTHS = [
    ("en", "2h", "2026-03-04", 7_200),
    ("en", "yesterday 2h30", "2026-03-03", 9_000),
    ("en", "2h30 yesterday", "2026-03-03", 9_000),
    ("en", "Mon 1:20", "2026-03-02", 4_800),
    ("en", "2026-03-02 1.5", "2026-03-02", 5_400),
    ("ro", "ieri 2h30", "2026-03-03", 9_000),
    ("ro", "luni 2 ore și jumătate", "2026-03-02", 9_000),
    ("ru", "пн 2 ч 30 мин", "2026-03-02", 9_000),
    ("ru", "вчера полтора часа", "2026-03-03", 5_400),
    ("fr", "hier 1 h 20", "2026-03-03", 4_800),
    ("fr", "lundi 2 heures et demie", "2026-03-02", 9_000),
]


@pytest.mark.parametrize(("locale", "text", "day", "seconds"), LENGTHS)
def test_a_length_on_a_day_has_no_clock_times(locale: str, text: str, day: str, seconds: int) -> None:
    assert span(text, locale) == Span(day=date.fromisoformat(day), seconds=Decimal(seconds))


def test_the_day_of_a_stretch_is_the_local_one_on_which_it_begins() -> None:
    assert span("yesterday 23:30 - today 00:30").day == date(2026, 3, 3)


@pytest.mark.parametrize(
    "text", ["9-9", "9-5", "14:00-13:00", "today 10:00 - yesterday 9:00", "2026-03-01 9:00 - 2026-03-02 9:01"]
)
def test_a_stretch_that_ends_too_early_or_too_late_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        span(text)


@pytest.mark.parametrize(
    "text", ["", "work", "9-", "-11", "9--11", "from 9", "9-25", "9-11-12", "2h 3h", "03.03", "yesterday"]
)
def test_what_is_no_stretch_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        span(text)


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2026-03-02T09:00", "2026-03-02T11:30", ("02 09:00", "02 11:30")),
        ("2026-03-02T09:00", "11:30", ("02 09:00", "02 11:30")),
        ("yesterday 9:00", "11", ("03 09:00", "03 11:00")),
        ("yesterday 22:00", "1:00", ("03 22:00", "04 01:00")),
        ("Mon 9:00", "Mon 10:00", ("02 09:00", "02 10:00")),
        ("9:00", "now", ("04 09:00", "04 14:00")),
    ],
)
def test_the_end_of_a_range_follows_on_its_start(start: str, end: str, meant: tuple[str, str]) -> None:
    found = parse_range(start, end, now=NOW, zone=ZONE)
    assert (found.started, found.ended) == between(*meant)


@pytest.mark.parametrize(("start", "end"), [("9:00", "whenever"), ("whenever", "9:00"), ("9:00", "2026-03-02T08:00")])
def test_a_range_with_a_bad_end_is_refused(start: str, end: str) -> None:
    with pytest.raises(BadValue):
        parse_range(start, end, now=NOW, zone=ZONE)


def test_hours_and_minutes_joined_by_and_are_no_stretch() -> None:
    with pytest.raises(BadValue):
        span("2 h et 20", "fr")


# -- due times ---------------------------------------------------------------------------------------------------------

WHOLE_DAYS = [
    ("en", "by Friday"),
    ("en", "Friday"),
    ("en", "by 6 March 2026"),
    ("en", "in 2 days"),
    ("en", "Friday evening"),
    ("ro", "până vineri"),
    ("ro", "până pe 6 martie"),
    ("ru", "к пятнице"),
    ("ru", "до пятницы"),
    ("ru", "не позднее 6 марта"),
    ("fr", "d'ici vendredi"),
    ("fr", "d’ici au 6 mars"),
    ("fr", "pour vendredi"),
]


@pytest.mark.parametrize(("locale", "text"), WHOLE_DAYS)
def test_a_day_is_promised_whole(locale: str, text: str) -> None:
    assert due(text, locale) == Due(day=date(2026, 3, 6))


MOMENTS_DUE = [
    ("en", "tomorrow 17:00"),
    ("en", "by tomorrow 5pm"),
    ("en", "tomorrow by 17:00"),
    ("en", "tomorrow before 5 pm"),
    ("en", "2026-03-05T17:00"),
    ("en", "in 27 hours"),
    ("ro", "până mâine la 17"),
    ("ro", "mâine până la ora 17"),
    ("ru", "завтра к 17:00"),
    ("ru", "завтра до 17 часов"),
    ("fr", "d'ici demain à 17 h"),
    ("fr", "demain avant 17 h"),
    ("uk", "завтра о 17-00"),
    ("uk", "завтра до п’ятої вечора"),
    ("uk", "завтра о п'ятій вечора"),
]


@pytest.mark.parametrize(("locale", "text"), MOMENTS_DUE)
def test_a_moment_is_promised_exactly(locale: str, text: str) -> None:
    assert due(text, locale) == Due(day=date(2026, 3, 5), due=at("2026-03-05 17:00"))


WINDOWS_DUE = [
    ("en", "Monday 9-12"),
    ("en", "between 9 and 12 on Monday"),
    ("ro", "luni între 9 și 12"),
    ("ru", "в понедельник с 9 до 12"),
    ("fr", "lundi 9h-12h"),
]


@pytest.mark.parametrize(("locale", "text"), WINDOWS_DUE)
def test_a_window_is_promised_with_its_beginning(locale: str, text: str) -> None:
    assert due(text, locale) == Due(day=date(2026, 3, 9), start=at("2026-03-09 09:00"), due=at("2026-03-09 12:00"))


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "tomorrow morning"), ("ro", "mâine dimineață"), ("fr", "demain matin")]
)
def test_a_promised_morning_ends_at_noon(locale: str, text: str) -> None:
    assert due(text, locale).due == at("2026-03-05 12:00")


@pytest.mark.parametrize("text", ["", "soon", "by", "before Friday", "when I can"])
def test_what_is_no_due_time_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        due(text)
