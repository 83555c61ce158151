"""The tables of words: complete, without contradictions, and enough for a new language."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.text import time_words
from freelance_comm.text.catalog import interface_locales
from freelance_comm.text.locate import data_folder
from freelance_comm.text.moments import parse_day, parse_due, parse_duration, parse_moment, parse_span

LOCALES = interface_locales()
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
UNITS = ["second", "minute", "hour", "day", "week", "month"]


def table(locale: str) -> dict[str, Any]:
    place = data_folder("locales") / locale / "moments.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_parts_of_english(locale: str) -> None:
    parts = {part: set(words) if part == "words" else None for part, words in table(locale).items()}
    assert parts == {part: set(words) if part == "words" else None for part, words in table("en").items()}


@pytest.mark.parametrize("locale", LOCALES)
def test_weekdays_months_and_units_are_complete_and_in_order(locale: str) -> None:
    found = table(locale)
    assert (list(found["weekdays"]), list(found["months"]), list(found["units"])) == (
        list(table("en")["weekdays"]),
        list(table("en")["months"]),
        UNITS,
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_means_two_things_in_one_role(locale: str) -> None:
    found = table(locale)
    twice = []
    for role in ("weekdays", "months", "units"):
        seen: dict[str, str] = {}
        for meaning, phrases in found[role].items():
            for phrase in phrases:
                if seen.setdefault(time_words.fold(phrase), meaning) != meaning:
                    twice.append((role, phrase))
    assert twice == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_phrase_can_be_cut_into_words(locale: str) -> None:
    found = table(locale)
    lists = [
        phrase
        for role in ("weekdays", "months", "units", "words")
        for phrases in found[role].values()
        for phrase in phrases
    ]
    phrases = [
        *lists,
        *(phrase for role in ("days", "mornings", "evenings", "weeks", "numbers") for phrase in found[role]),
    ]
    assert [phrase for phrase in phrases if not (cut := time_words.tokens(phrase)) or not cut.texts] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_example_that_people_are_shown_can_be_typed(locale: str) -> None:
    examples = table(locale)["examples"]
    read = [
        *(parse_moment(text, now=NOW, zone="UTC", locale=locale) for text in examples["moment"]),
        *(parse_day(text, today=NOW.date(), locale=locale) for text in examples["day"]),
        *(parse_due(text, now=NOW, zone="UTC", locale=locale) for text in examples["due"]),
        *(parse_duration(text, locale=locale) for text in examples["duration"]),
        *(parse_span(text, now=NOW, zone="UTC", locale=locale) for text in examples["span"]),
    ]
    assert len(read) == sum(len(texts) for texts in examples.values())


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with English and a language the program knows nothing of."""
    for locale, text in {
        "en": (data_folder("locales") / "en" / "moments.toml").read_text(encoding="utf-8"),
        "de": '[order]\nslash = "day-month"\n[days]\n"gestern" = -1\n"übermorgen" = 2\n'
        '[weekdays]\nmonday = ["Montag"]\n'
        '[units]\nsecond = []\nminute = ["Min"]\nhour = ["Std"]\nday = ["Tagen"]\n'
        '[words]\nat = ["um"]\nfrom = ["von"]\nto = ["bis"]\nsince = ["vor"]\no_clock = ["Uhr"]\n',
        "de_AT": '[days]\n"heit" = 0\n',
    }.items():
        place = tmp_path / "locales" / locale
        place.mkdir(parents=True)
        (place / "moments.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("freelance_comm.text.locate.data_path", lambda kind: str(tmp_path / kind))
    monkeypatch.setattr(time_words, "_loaded", {})


@pytest.mark.usefixtures("german")
def test_a_new_language_needs_only_a_table() -> None:
    moments = [
        parse_moment(text, now=NOW, zone="UTC", locale="de")
        for text in ("gestern um 14:10", "Montag 9 Uhr", "vor 2 Tagen um 9", "yesterday 14:10")
    ]
    assert moments == [
        datetime(2026, 3, 3, 14, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        datetime(2026, 3, 3, 14, 10, tzinfo=UTC),
    ]


@pytest.mark.usefixtures("german")
def test_a_country_adds_to_its_language() -> None:
    days = [parse_day(text, today=NOW.date(), locale="de_AT") for text in ("heit", "gestern", "3/2")]
    assert days == [date(2026, 3, 4), date(2026, 3, 3), date(2026, 2, 3)]


@pytest.mark.parametrize("locale", ["", "../../../etc", "en/../ro", "x" * 500, "fr\x00", "FR-ca.UTF-8@euro"])
def test_a_strange_locale_reads_english(locale: str) -> None:
    assert parse_day("yesterday", today=NOW.date(), locale=locale) == date(2026, 3, 3)
