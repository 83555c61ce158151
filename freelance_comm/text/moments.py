"""Reads times as people type them, in the interface language or English: moments, days, stretches, due times, lengths.

All functions are pure: the same text, ``now``, zone and locale give the same answer. What cannot be read raises
``BadValue`` that shows how to write it. ISO forms are recognised first, without loading any table of words; what has
no letters ("14:10", "9-11:30", "1:20") needs none either.

What is understood (case, diacritics and ё/е do not matter; a dot after a short word is ignored):

- days: ``2026-03-02``, today/yesterday/tomorrow and their neighbours, weekdays, ``3 March``, ``March 3, 2026``,
  ``03.03.2026``, ``3.3.``, ``25/12`` (where the language leaves no doubt), "in 2 days", "2 weeks ago";
- clock times: ``14:10``, ``14:10:30``, ``14h10``, ``14 h``, ``9am``, "noon"; a bare number after "at" or in a stretch;
- moments: a day and a time in either order, a time alone, "now", "2 hours ago", ISO with ``T`` or a blank, with
  seconds, with an offset or ``Z``;
- stretches: two ends ("from 9 to 11:30", "yesterday 14-16", "9-11 on Monday", ISO/ISO), or a length, on a day or today
  ("yesterday 2h30"); 24:00 may end one; an end at or before its start is on the next day if that makes 12 h or less;
- lengths: ``1h20``, ``1:20``, ``80m``, ``1.5h``, ``1,5 h``, "2 hours 30 minutes"; a bare number counts hours.

A weekday is the last one for ``Direction.PAST`` (today included) and the next one for ``FUTURE``; a time alone is
today's unless that lies on the wrong side of now by more than a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.domain.zones import to_local, to_utc
from freelance_comm.text.amounts import parse_amount, parse_decimal
from freelance_comm.text.day_grammar import DayForm, DayGrammar, Direction, SlashDoubt, SpanForm, When
from freelance_comm.text.iso_times import read_iso_date, read_iso_moment
from freelance_comm.text.time_words import Words, check_length, tokens, words_of

__all__ = [
    "Direction",
    "Due",
    "Span",
    "parse_amount",
    "parse_day",
    "parse_decimal",
    "parse_due",
    "parse_duration",
    "parse_moment",
    "parse_range",
    "parse_span",
]

NEAR = timedelta(minutes=15)
"""How far on the wrong side of now a time without a day may lie and still be today's: clocks and people are inexact."""
LONGEST_HOURS = 24
"""Longest stretch or length typed by hand, in hours."""
_OVERNIGHT = timedelta(hours=12)
_SHOWN = 80
_Found = TypeVar("_Found")

_KINDS = {
    "moment": N_("“{text}” cannot be read as a time."),
    "day": N_("“{text}” cannot be read as a day."),
    "due": N_("“{text}” cannot be read as a day or time to promise."),
    "duration": N_("“{text}” cannot be read as a length of time."),
    "span": N_("“{text}” cannot be read as a stretch of time."),
}
_ISO_EXAMPLES = {
    "moment": "2026-03-02 14:10",
    "day": "2026-03-02",
    "due": "2026-03-02 17:00",
    "span": "2026-03-02 9:00-11:30",
}


class Span(Record):
    """A stretch of time: ``day`` (local, where it begins) and exact ``seconds``; with its ends in UTC where known."""

    day: date
    seconds: Decimal
    started: datetime | None = None
    ended: datetime | None = None


class Due(Record):
    """When something is promised: the whole ``day``; or until ``due`` (UTC); or between ``start`` and ``due``."""

    day: date
    start: datetime | None = None
    due: datetime | None = None


def parse_moment(
    text: str,
    *,
    now: datetime,
    zone: str,
    locale: str = "en",
    direction: Direction = Direction.PAST,
    fold: int | None = None,
) -> datetime:
    """Return the moment in UTC. A wall time is meant in ``zone``; ``fold`` picks the first (0) or second (1) of two
    equal ones, without it such a time is refused with both choices named.
    """
    iso = _iso(text)
    if iso is not None:
        return iso.astimezone(UTC) if iso.tzinfo else to_utc(iso, zone, fold)
    grammar = _grammar(text, "moment", now, zone, locale)
    when = _whole(grammar, grammar.moment(0), text)
    if when is not None:
        return _resolved(when, now, zone, direction, fold)
    if _whole(grammar, grammar.day(0), text) is not None:
        raise BadValue(
            N_("“{text}” names a day but no time."),
            hint=N_("Add the time, for example: {example}."),
            text=_shown(text),
            example=f"{_shown(text)} 14:10",
        )
    raise _refusal(text, "moment", locale)


def parse_day(text: str, *, today: date, locale: str = "en", direction: Direction = Direction.PAST) -> date:
    """Return the date a day names. ``today`` is the local date it is seen from."""
    stripped = text.strip()
    check_length(stripped)
    iso = read_iso_date(stripped)
    if iso is not None:
        return iso
    grammar = _grammar(text, "day", datetime(today.year, today.month, today.day, tzinfo=UTC), "UTC", locale)
    form = _whole(grammar, grammar.day(0), text)
    if form is None:
        raise _refusal(text, "day", locale)
    return _first_day(form, today, direction, text)


def parse_duration(text: str, *, locale: str = "en", limit_hours: int = LONGEST_HOURS) -> Decimal:
    """Return exact seconds, more than zero and at most ``limit_hours``. A bare number counts hours."""
    grammar = _grammar(text, "duration", datetime(2000, 1, 1, tzinfo=UTC), "UTC", locale)
    seconds = _whole(grammar, grammar.length(0), text)
    if seconds is None:
        seconds = _whole(grammar, grammar.bare_hours(0), text)
    if seconds is None:
        raise _refusal(text, "duration", locale)
    return _checked(seconds, text, limit_hours)


def parse_span(
    text: str, *, now: datetime, zone: str, locale: str = "en", direction: Direction = Direction.PAST
) -> Span:
    """Return the stretch: with its two ends, or a length on a day (today unless one is named)."""
    grammar = _grammar(text, "span", now, zone, locale)
    form = _whole(grammar, grammar.span(0), text)
    if form is None:
        raise _refusal(text, "span", locale)
    if form.seconds is not None:
        today = to_local(now, zone).date()
        day = _first_day(form.day or DayForm(fixed=today), today, direction, text)
        return Span(day=day, seconds=_checked(form.seconds, text, LONGEST_HOURS))
    return _laid(form, now, zone, direction)


def parse_range(
    start: str, end: str, *, now: datetime, zone: str, locale: str = "en", direction: Direction = Direction.PAST
) -> Span:
    """Return the stretch between two typed moments; an ``end`` without a day follows on ``start``."""
    started = parse_moment(start, now=now, zone=zone, locale=locale, direction=direction)
    iso = _iso(end)
    if iso is not None:
        return _stretch(started, iso.astimezone(UTC) if iso.tzinfo else to_utc(iso, zone), zone)
    grammar = _grammar(end, "moment", now, zone, locale)
    when = _whole(grammar, grammar.moment(0, bare=True, midnight=True), end)
    if when is None:
        raise _refusal(end, "moment", locale)
    return _laid(SpanForm(start=When(at=started), end=when), now, zone, direction)


def parse_due(text: str, *, now: datetime, zone: str, locale: str = "en") -> Due:
    """Return when something is promised: "Friday", "by tomorrow 17:00", "Monday 9-12". Days are looked for ahead."""
    iso = _iso(text)
    if iso is not None:
        due = iso.astimezone(UTC) if iso.tzinfo else to_utc(iso, zone)
        return Due(day=to_local(due, zone).date(), due=due)
    grammar = _grammar(text, "due", now, zone, locale)
    for begun in grammar.maybe("by", 0):
        window = _whole(grammar, grammar.between(begun), text)
        if window is not None:
            span = _laid(window, now, zone, Direction.FUTURE)
            return Due(day=span.day, start=span.started, due=span.ended)
        when = _whole(grammar, grammar.moment(begun), text)
        if when is not None:
            due = _resolved(when, now, zone, Direction.FUTURE, None)
            return Due(day=to_local(due, zone).date(), due=due)
        form = _whole(grammar, grammar.day(begun), text)
        if form is not None:
            return Due(day=_first_day(form, to_local(now, zone).date(), Direction.FUTURE, text))
    raise _refusal(text, "due", locale)


# -- reading ---------------------------------------------------------------------------------------------------------


def _iso(text: str) -> datetime | None:
    stripped = text.strip()
    check_length(stripped)
    return read_iso_moment(stripped)


def _grammar(text: str, kind: str, now: datetime, zone: str, locale: str) -> DayGrammar:
    check_length(text.strip())
    cut = tokens(text)
    if cut is None or not cut.texts:
        raise _refusal(text, kind, locale)
    wordless = "word" not in cut.kinds and "/" not in cut.texts
    words = Words(({},)) if wordless else words_of(locale)
    return DayGrammar(cut, words, now, to_local(now, zone).date())


def _whole(grammar: DayGrammar, readings: Iterator[tuple[_Found, int]], text: str) -> _Found | None:
    """Return the first reading that takes in the whole text."""
    try:
        return next((found for found, end in readings if end == grammar.end), None)
    except SlashDoubt as doubt:
        choices = (doubt.first.isoformat(), doubt.second.isoformat())
        raise BadValue(
            N_("“{text}” may be {first} or {second}."),
            hint=N_("Write the date as year-month-day, or with the name of the month."),
            near=choices,
            text=_shown(text),
            first=choices[0],
            second=choices[1],
        ) from None


# -- laying on the calendar ------------------------------------------------------------------------------------------


def _first_day(form: DayForm, today: date, direction: Direction, text: str) -> date:
    found = form.candidates(today, direction)
    if not found:
        raise BadValue(
            N_("“{text}” is not a day within a year from now."),
            hint=N_("Write the whole date, for example 2026-03-02."),
            text=_shown(text),
        )
    return found[0]


def _resolved(when: When, now: datetime, zone: str, direction: Direction, fold: int | None) -> datetime:
    if when.at is not None:
        return when.at.astimezone(UTC)
    return to_utc(_wall(when, now, zone, direction), zone, fold)


def _wall(when: When, now: datetime, zone: str, direction: Direction) -> datetime:
    """Return the naive wall time; of a weekday or a time alone the nearest one on the right side of now."""
    seen = to_local(now, zone).replace(tzinfo=None)
    form = when.day or DayForm()
    clock = when.clock or (0, 0, 0)
    nearest = _on(_first_day(form, seen.date(), direction, f"{form.day}.{form.month}."), clock)
    if form.fixed is not None or form.month is not None:
        return nearest
    wrong = nearest > seen + NEAR if direction is Direction.PAST else nearest < seen - NEAR
    return _on(form.candidates(seen.date(), direction)[1], clock) if wrong else nearest


def _on(day: date, clock: tuple[int, int, int]) -> datetime:
    hour, minute, second = clock
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time, no zone yet
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def _laid(form: SpanForm, now: datetime, zone: str, direction: Direction) -> Span:
    assert form.start is not None
    assert form.end is not None
    started = _resolved(form.start, now, zone, direction, None)
    end = form.end
    if end.at is not None:
        return _stretch(started, end.at.astimezone(UTC), zone)
    local = to_local(started, zone).replace(tzinfo=None)
    if end.day is not None:
        # The end is looked for from where the stretch begins, whichever way that was.
        wall = _wall(end, started, zone, Direction.FUTURE)
    else:
        wall = _on(local.date(), end.clock or (0, 0, 0))
        if wall <= local and wall + timedelta(days=1) - local <= _OVERNIGHT and wall != local:
            wall += timedelta(days=1)
    return _stretch(started, to_utc(wall, zone), zone)


def _stretch(started: datetime, ended: datetime, zone: str) -> Span:
    if ended <= started:
        raise BadValue(
            N_("The end is not after the start."),
            hint=N_("Check the two times; a stretch over midnight names both days if it is longer than 12 hours."),
        )
    length = ended - started
    seconds = Decimal(length.days * 86_400 + length.seconds)
    if length > timedelta(hours=LONGEST_HOURS):
        raise _too_long(seconds, LONGEST_HOURS)
    return Span(day=to_local(started, zone).date(), seconds=seconds, started=started, ended=ended)


# -- refusing --------------------------------------------------------------------------------------------------------


def _checked(seconds: Decimal, text: str, limit_hours: int) -> Decimal:
    if seconds <= 0:
        raise BadValue(
            N_("“{text}” is no time at all."),
            hint=N_("A length of time is longer than zero."),
            text=_shown(text),
        )
    if seconds > limit_hours * 3600:
        raise _too_long(seconds, limit_hours)
    return seconds.normalize() if seconds != int(seconds) else Decimal(int(seconds))


def _too_long(seconds: Decimal, limit_hours: int) -> BadValue:
    return BadValue(
        N_("{hours} hours are more than the {limit} that one entry may have."),
        hint=N_("Enter each day by itself."),
        hours=f"{seconds / 3600:.1f}".removesuffix(".0"),
        limit=limit_hours,
    )


def _shown(text: str) -> str:
    clean = show(text.strip())
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "…"


def _refusal(text: str, kind: str, locale: str) -> BadValue:
    examples = [*words_of(locale).examples.get(kind, ())]
    if kind in _ISO_EXAMPLES:
        examples.append(_ISO_EXAMPLES[kind])
    return BadValue(
        _KINDS[kind],
        hint=N_("Write it like one of these: {examples}."),
        near=tuple(examples),
        text=_shown(text),
        examples=" · ".join(examples),
    )
