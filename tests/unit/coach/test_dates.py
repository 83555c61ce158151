"""Times in running text are found in each language and laid ahead of the day they are read on; vague words are none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from time import thread_time

import pytest

from freelance_comm.coach.dates import SaidTime, TimeWords, learned
from freelance_comm.coach.knowledge import PHRASES, WHEN, sections
from freelance_comm.coach.words import sentences
from tests.contract.tree import ROOT

TODAY = date(2026, 4, 8)  # a Wednesday
LOCALES = tuple(sorted(path.parent.name for path in (ROOT / "locales").glob("*/coach")))
HERE = Path(__file__).parent / "said_times"


@cache
def times(locale: str) -> TimeWords:
    folder = ROOT / "locales" / locale
    lines = tuple(line for name, line in sections(str(folder / "coach" / PHRASES)) if name == WHEN)
    return TimeWords(learned(tomllib.loads((folder / "moments.toml").read_text("utf-8")), lines))


def found(locale: str, text: str, today: date | None = TODAY) -> list[SaidTime]:
    cut = sentences(text, frozenset({"a.m", "p.m"}))
    return [said for sentence in cut for said in times(locale).find(sentence.words, today, text)]


def told(said: SaidTime) -> str:
    if said.is_past:
        return "past"
    if said.is_length:
        return "length"
    clock = "" if said.clock is None else "{:02}:{:02}".format(*said.clock)
    return " ".join(part for part in (said.day.isoformat() if said.day else "", clock) if part) or "some"


def cases() -> Iterator[tuple[str, str, str]]:
    for locale in LOCALES:
        for line in (HERE / f"{locale}.txt").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                text, _, expected = line.rpartition(" | ")
                yield locale, text, expected


@pytest.mark.parametrize(("locale", "text", "expected"), list(cases()))
def test_what_is_named_is_read_as_people_mean_it(locale: str, text: str, expected: str) -> None:
    assert (", ".join(told(said) for said in found(locale, text)) or "nothing") == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_what_lies_behind_is_never_a_day_to_keep(locale: str) -> None:
    past = [said for case, text, _ in cases() if case == locale for said in found(locale, text) if said.is_past]
    assert past
    assert all(said.day is None for said in past)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "by 10 May, 2 hours, at 5 pm, in three days, Friday next week, end of the month"),
        ("ro", "până pe 10 mai, 2 ore, la ora 17, în trei zile, vinerea viitoare, la sfârșitul lunii"),
        ("ru", "до 10 мая, 2 часа, в 17:00, через три дня, в следующую пятницу, до конца месяца"),
        ("fr", "pour le 10 mai, 2 heures, à 17 h, dans trois jours, vendredi prochain, à la fin du mois"),
    ],
)
def test_without_a_day_to_read_from_times_are_found_and_no_day_is_invented(locale: str, text: str) -> None:
    said = found(locale, text, today=None)
    assert len(said) == 6
    assert [one.day for one in said] == [None] * 6


@pytest.mark.parametrize(
    ("locale", "text", "hours"),
    [
        ("en", "1 h 30 min", 1.5),
        ("en", "90 minutes", 1.5),
        ("ro", "3 ore și 15 minute", 3.25),
        ("ro", "două ore și jumătate", 2.5),
        ("ru", "полтора часа", 1.5),
        ("ru", "2 ч 30 мин", 2.5),
        ("fr", "2 h 30 de relecture", 2.5),
        ("fr", "une heure et demie", 1.5),
    ],
)
def test_a_length_tells_its_hours(locale: str, text: str, hours: float) -> None:
    assert [said.hours for said in found(locale, text)] == [hours]


def test_a_length_of_days_has_no_hours() -> None:
    assert [said.hours for said in found("en", "it took three days")] == [None]


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2026, 4, 10), "by Friday", date(2026, 4, 17)),
        (date(2026, 4, 10), "this Friday", date(2026, 4, 10)),
        (date(2026, 4, 12), "next week", date(2026, 4, 17)),
        (date(2026, 4, 11), "midweek", date(2026, 4, 15)),
        (date(2026, 12, 30), "on 5 January", date(2027, 1, 5)),
        (date(2026, 12, 30), "by the 3rd", date(2027, 1, 3)),
        (date(2026, 12, 30), "end of next month", date(2027, 1, 31)),
        (date(2027, 1, 31), "end of next month", date(2027, 2, 28)),
        (date(2028, 2, 1), "on 29 February", date(2028, 2, 29)),
        (date(2026, 1, 10), "on 29 December", date(2025, 12, 29)),
        (date(2026, 4, 30), "by the 31st", date(2026, 5, 31)),
    ],
)
def test_days_are_counted_across_weeks_months_and_years(today: date, text: str, day: date) -> None:
    assert [said.day for said in found("en", text, today)] == [day]


def test_a_weekday_tells_which_year_is_meant() -> None:
    assert [said.day for said in found("en", "Saturday 10 April 2027 or Saturday 10 April")] == [date(2027, 4, 10)] * 2


def test_a_sentence_is_not_read_across_its_end() -> None:
    assert [said.day for said in found("en", "The end of the\nweek is near")] == []


def test_a_date_with_a_slash_is_open_where_two_countries_differ() -> None:
    assert [said.day for said in found("en", "on 3/4 or 25/4")] == [None, date(2026, 4, 25)]
    assert [said.day for said in found("fr", "le 3/4")] == [date(2026, 4, 3)]


@pytest.mark.parametrize("locale", LOCALES)
def test_apostrophes_blanks_and_case_do_not_matter(locale: str) -> None:
    for case, text, expected in cases():
        if case == locale and "'" in text:
            assert (", ".join(map(told, found(locale, text.replace("'", "\u2019")))) or "nothing") == expected


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("piece", ["1 ", "5 5 ", "in ", "the end of the ", "12.03 ", "h 30 ", "20 și ", "- ", "1/"])
def test_long_runs_of_anything_take_time_by_their_length(locale: str, piece: str) -> None:
    def took(times_over: int) -> float:
        text = piece * times_over
        words = [word for sentence in sentences(text, frozenset()) for word in sentence.words]
        start = thread_time()
        times(locale).find(words, TODAY, text)
        return thread_time() - start

    took(100)
    assert took(4000) < 40 * (took(400) + 0.005)


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_stands_together_is_read_in_order_and_without_failing(locale: str) -> None:
    chance = Random(5)
    words = sorted({word for case, text, _ in cases() if case == locale for word in text.split()})
    words += ["31", "99", "0", "12:30", "25:99", "31.02", "2027", "1.2.3", "99999999", "½", "²", "%", "€", ":"] * 3
    for _ in range(1500):
        text = "".join(
            chance.choice(words) + chance.choice((" ", ", ", "-", "/", "", "'")) for _ in range(chance.randint(2, 9))
        )
        for sentence in sentences(text, frozenset()):
            ends = 0
            for said in times(locale).find(sentence.words, TODAY, text):
                assert ends <= said.first < said.last <= len(sentence.words)
                assert not (said.is_past and said.day)
                ends = said.last


@pytest.mark.parametrize("locale", LOCALES)
def test_passing_over_words_that_begin_no_time_misses_none(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for case, text, _ in cases() if case == locale]
    before = [found(locale, text) for text in texts]
    monkeypatch.setattr(TimeWords, "_may_begin", lambda *_: True)
    assert [found(locale, text) for text in texts] == before


@pytest.mark.parametrize(
    ("locale", "words", "weekend"),
    [
        ("en", "this week", "this weekend"),
        ("ro", "săptămâna asta", "weekendul acesta"),
        ("ru", "на этой неделе", "на выходных"),
        ("fr", "cette semaine", "ce weekend"),
    ],
)
def test_on_a_weekend_this_week_ends_with_it(locale: str, words: str, weekend: str) -> None:
    saturday, sunday = date(2026, 4, 11), date(2026, 4, 12)
    for text in (words, weekend):
        assert [said.day for today in (saturday, sunday) for said in found(locale, text, today)] == [sunday, sunday]
