"""Reads times as people type them, in the interface language or English: moments, days, stretches, due times, lengths.

All functions are pure: the same text, ``now``, zone and locale give the same answer. What cannot be read raises
``BadValue`` that shows how to write it. ISO forms are recognised first, without loading any table of words; what has
no letters ("14:10", "9-11:30", "1:20") needs none either.

What is understood (case, diacritics and ё/е do not matter; a dot after a short word is ignored):

- days: ``2026-03-02``, today/yesterday/tomorrow and their neighbours, weekdays, ``3 March``, ``March 3, 2026``,
  ``03.03.2026``, ``3.3.``, ``25/12`` (where the language leaves no doubt), "in 2 days", "2 weeks ago", "next Monday"
  (refused where it may be this week's or next week's);
- clock times: ``14:10``, ``14:10:30``, ``14h10``, ``14 h``, ``9am``, "noon"; a bare number after "at" or in a stretch;
  "tonight at 8" is 20:00, and half a day without doubt about 12 only;
- moments: a day and a time in either order, a time alone, "now", "2 hours ago", ISO with ``T`` or a blank, with
  seconds, with an offset or ``Z``;
- stretches: two ends ("from 9 to 11:30", "yesterday 14-16", "9-11 on Monday", ISO/ISO), or a length, on a day or today
  ("yesterday 2h30"); 24:00 may end one; an end at or before its start is on the next day if that makes 12 h or less;
- lengths: ``1h20``, ``1:20``, ``80m``, ``1.5h``, ``1,5 h``, "2 hours 30 minutes"; a bare number counts hours.

A weekday is the last one for ``Direction.PAST`` (today included) and the next one for ``FUTURE``; a time alone is
today's unless that lies on the wrong side of now by more than a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.zones import to_local, to_utc
from freelance_comm.text.amounts import parse_amount, parse_decimal
from freelance_comm.text.day_grammar import DayForm, DayPart, Direction, TwoReadings
from freelance_comm.text.iso_times import Unreadable, check_length, iso_to_utc, read_iso_date
from freelance_comm.text.moment_grammar import MomentGrammar, SpanForm, When
from freelance_comm.text.placing import LONGEST_HOURS, Span, checked, first_day, laid, on, resolved, shown, stretch

__all__ = [
    "Direction",
    "Due",
    "Span",
    "Unreadable",
    "parse_amount",
    "parse_day",
    "parse_decimal",
    "parse_due",
    "parse_duration",
    "parse_moment",
    "parse_range",
    "parse_span",
]

_Found = TypeVar("_Found")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""A length of time does not depend on now."""

_KINDS = {
    "moment": N_("“{text}” cannot be read as a time."),
    "day": N_("“{text}” cannot be read as a day."),
    "due": N_("“{text}” cannot be read as a day or time to promise."),
    "duration": N_("“{text}” cannot be read as a length of time."),
    "span": N_("“{text}” cannot be read as a period of time."),
}
_ISO_EXAMPLES = {
    "moment": "2026-03-02 14:10",
    "day": "2026-03-02",
    "due": "2026-03-02 17:00",
    "span": "2026-03-02 9:00-11:30",
}


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
    iso = iso_to_utc(text, zone, fold)
    if iso is not None:
        return iso
    when = _read(text, now, zone, locale, lambda grammar: grammar.moment(0))
    if when is not None:
        return resolved(when, now, zone, direction, fold)
    if _read(text, now, zone, locale, lambda grammar: grammar.day(0)) is not None:
        raise Unreadable(
            N_("“{text}” names a day but no time."),
            hint=N_("Add the time, for example: {example}."),
            text=shown(text),
            example=f"{shown(text)} 14:10",
        )
    raise _refusal(text, "moment", locale)


def parse_day(text: str, *, today: date, locale: str = "en", direction: Direction = Direction.PAST) -> date:
    """Return the date a day names. ``today`` is the local date it is seen from."""
    stripped = text.strip()
    check_length(stripped)
    iso = read_iso_date(stripped)
    if iso is not None:
        return iso
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    form = _read(text, midnight, "UTC", locale, lambda grammar: grammar.day(0))
    if form is None:
        raise _refusal(text, "day", locale)
    return first_day(form, today, direction, text)


def parse_duration(text: str, *, locale: str = "en", limit_hours: int = LONGEST_HOURS) -> Decimal:
    """Return exact seconds, more than zero and at most ``limit_hours``. A bare number counts hours."""
    seconds = _length(text, locale)
    if seconds is None:
        raise _below_zero(text, locale) or _refusal(text, "duration", locale)
    return checked(seconds, text, limit_hours)


def parse_span(
    text: str, *, now: datetime, zone: str, locale: str = "en", direction: Direction = Direction.PAST
) -> Span:
    """Return the stretch: with its two ends, or a length on a day (today unless one is named)."""
    form = _read(text, now, zone, locale, lambda grammar: grammar.span(0))
    if form is None:
        raise _below_zero(text, locale) or _refusal(text, "span", locale)
    if form.seconds is not None:
        today = to_local(now, zone).date()
        day = first_day(form.day or DayForm(fixed=today), today, direction, text)
        return Span(day=day, seconds=checked(form.seconds, text, LONGEST_HOURS))
    return laid(form, now, zone, direction)


def parse_range(
    start: str, end: str, *, now: datetime, zone: str, locale: str = "en", direction: Direction = Direction.PAST
) -> Span:
    """Return the stretch between two typed moments; an ``end`` without a day follows on ``start``."""
    started = parse_moment(start, now=now, zone=zone, locale=locale, direction=direction)
    iso = iso_to_utc(end, zone)
    if iso is not None:
        return stretch(started, iso, zone)
    when = _read(end, now, zone, locale, lambda grammar: grammar.moment(0, bare=True, midnight=True))
    if when is None:
        raise _refusal(end, "moment", locale)
    return laid(SpanForm(start=When(at=started), end=when), now, zone, direction)


def parse_due(text: str, *, now: datetime, zone: str, locale: str = "en") -> Due:
    """Return when something is promised: "Friday", "by tomorrow 17:00", "Monday 9-12". Days are looked for ahead.

    A morning without an hour ends at noon; an evening is the whole day, which ends with the work on it.
    """
    due = iso_to_utc(text, zone)
    if due is not None:
        return Due(day=to_local(due, zone).date(), due=due)
    named = _read(text, now, zone, locale, lambda grammar: grammar.due(0))
    if isinstance(named, SpanForm):
        span = laid(named, now, zone, Direction.FUTURE)
        return Due(day=span.day, start=span.started, due=span.ended)
    if isinstance(named, When):
        due = resolved(named, now, zone, Direction.FUTURE, None)
        return Due(day=to_local(due, zone).date(), due=due)
    if named is None:
        raise _refusal(text, "due", locale)
    day = first_day(named, to_local(now, zone).date(), Direction.FUTURE, text)
    noon = to_utc(on(day, (12, 0, 0)), zone) if named.part is DayPart.MORNING else None
    return Due(day=day, due=noon)


# -- reading ---------------------------------------------------------------------------------------------------------


def _read(
    text: str, now: datetime, zone: str, locale: str, rule: Callable[[MomentGrammar], Iterator[tuple[_Found, int]]]
) -> _Found | None:
    """Return the first reading by ``rule`` that takes in the whole text: the language's own, else with English."""
    check_length(text.strip())
    from freelance_comm.text.time_words import tokens, vocabularies

    cut = tokens(text)
    if cut is None or not cut.texts:
        return None
    local = to_local(now, zone)
    for words in vocabularies(cut, locale):
        grammar = MomentGrammar(cut, words, now, local)
        try:
            found = next((found for found, end in rule(grammar) if end == grammar.end), None)
        except TwoReadings as doubt:
            raise _doubtful(text, doubt) from None
        if found is not None:
            return found
    return None


def _length(text: str, locale: str) -> Decimal | None:
    return _read(text, _ANY_TIME, "UTC", locale, lambda grammar: grammar.worked(0))


# -- refusing --------------------------------------------------------------------------------------------------------


def _below_zero(text: str, locale: str) -> BadValue | None:
    """Return the refusal of a length with a minus before it, ``None`` for anything else."""
    stripped = text.strip()
    if stripped[:1] not in ("-", "\u2212") or _length(stripped[1:], locale) is None:
        return None
    return BadValue(
        N_("“{text}” is below zero."), hint=N_("A length of time must be longer than zero."), text=shown(stripped)
    )


def _doubtful(text: str, doubt: TwoReadings) -> Unreadable:
    choices = (doubt.first.isoformat(), doubt.second.isoformat())
    return Unreadable(
        N_("“{text}” could be {first} or {second}."),
        hint=N_("Write the date as year-month-day, or with the name of the month."),
        near=choices,
        text=shown(text),
        first=choices[0],
        second=choices[1],
    )


def _refusal(text: str, kind: str, locale: str) -> Unreadable:
    from freelance_comm.text.time_words import words_of

    if not text.strip():
        message = N_("A day or time is missing.")
    else:
        message = _KINDS[kind]
    examples = [*words_of(locale).examples.get(kind, ())]
    if kind in _ISO_EXAMPLES:
        examples.append(_ISO_EXAMPLES[kind])
    return Unreadable(
        message,
        hint=N_("Write it like one of these: {examples}."),
        text=shown(text),
        examples=" · ".join(examples),
    )
