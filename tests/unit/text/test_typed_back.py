"""Whatever the program or CLDR writes in a language can be typed back in it; and nothing typed breaks the reader."""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.text.durations import duration
from freelance_comm.text.moments import Direction, parse_day, parse_due, parse_duration, parse_moment, parse_span
from freelance_comm.text.telling import near

LOCALES = ("en_GB", "fr_CA", *(locale for locale in interface_locales() if locale != "en"))
NOW = datetime(2026, 7, 15, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
ZONE = "Europe/Bucharest"
STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=300)


@pytest.mark.parametrize("style", ["short", "medium", "long", "full"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_date_of_a_year_as_cldr_writes_it_is_read(locale: str, style: str) -> None:
    days = [TODAY + timedelta(days=away) for away in range(-180, 180)]
    texts = [format_date(day, style, locale=locale) for day in days]
    assert [parse_day(text, today=TODAY, locale=locale) for text in texts] == days


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("locale", ("en", *LOCALES))
def test_every_duration_as_the_program_tells_it_is_read(locale: str, long: bool) -> None:
    lengths = list(range(60, 86_400, 1_620))
    texts = [duration(seconds, translator(locale), long=long) for seconds in lengths]
    assert [parse_duration(text, locale=locale) for text in texts] == lengths


@pytest.mark.parametrize("locale", ("en", *LOCALES))
def test_every_near_moment_as_the_program_tells_it_is_read(locale: str) -> None:
    moments = [NOW + timedelta(hours=hours) for hours in range(-140, 141, 5)]
    texts = [near(moment, NOW, ZONE, translator(locale)) for moment in moments]
    read = [
        parse_moment(
            text, now=NOW, zone=ZONE, locale=locale, direction=Direction.PAST if moment <= NOW else Direction.FUTURE
        )
        for text, moment in zip(texts, moments, strict=True)
    ]
    assert read == moments


def read_all(text: str, locale: str) -> None:
    """Read ``text`` in every way there is; anything but an answer or ``BadValue`` fails the test."""
    for reader in (
        lambda: parse_moment(text, now=NOW, zone=ZONE, locale=locale),
        lambda: parse_day(text, today=TODAY, locale=locale),
        lambda: parse_span(text, now=NOW, zone=ZONE, locale=locale),
        lambda: parse_due(text, now=NOW, zone=ZONE, locale=locale),
        lambda: parse_duration(text, locale=locale),
    ):
        try:
            reader()
        except BadValue as refusal:
            assert str(refusal)
            refusal.hint.format_map(refusal.params)


@STEADY
@given(st.text(max_size=60), st.sampled_from(LOCALES))
def test_no_text_breaks_the_reader(text: str, locale: str) -> None:
    read_all(text, locale)


WORDS = """1 9 14:10 2:75 h min - / , . : и de la ora from to and a à il y в с до на on the monday 3 march martie mars
    с половиной et demie 2026-03-02 2026-02-30 2026-03-02T10:00 1.5 1.234 20 ago назад in peste dans через 2 days zile
    jours дня am pm вечера утром seara 99999 00 03.13.2026 3/4 31/31 by до d'ici now acum""".split()  # noqa: SIM905


@STEADY
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(LOCALES))
def test_no_mix_of_known_words_breaks_the_reader(words: list[str], locale: str) -> None:
    read_all(" ".join(words), locale)


def test_the_longest_text_is_read_in_a_blink() -> None:
    chosen = random.Random(4)
    texts = [" ".join(chosen.choice(WORDS) for _ in range(80))[:200] for _ in range(150)]
    texts += [
        (part * 200)[:200]
        for part in ("1 ", "1:", "a ", "и ", "1h ", "on ", "в ", "- ", "de la ", "9-", "h", "1.1 ", "3/3 ")
    ]
    read_all(texts[0], "ro")
    started = time.perf_counter()
    for text in texts:
        read_all(text, "ro")
    assert (time.perf_counter() - started) / len(texts) < 0.25


@STEADY
@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.sampled_from(LOCALES), st.sampled_from(list(Direction)))
def test_a_whole_date_means_itself_whichever_way_one_looks(day: date, locale: str, direction: Direction) -> None:
    text = format_date(day, "long", locale=locale)
    assert parse_day(text, today=TODAY, locale=locale, direction=direction) == day
