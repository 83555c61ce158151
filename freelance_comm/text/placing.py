"""Lays named days, moments and stretches on the calendar: which Friday, which side of midnight, how long.

Apart from reading them because the answers depend on now, on the zone and on the direction one looks in, not on
words.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.domain.zones import to_local, to_utc
from freelance_comm.text.day_grammar import DayForm, Direction
from freelance_comm.text.moment_grammar import SpanForm, When

NEAR = timedelta(minutes=15)
"""How far on the wrong side of now a time without a day may lie and still be today's: clocks and people are inexact."""
LONGEST_HOURS = 24
"""Longest stretch or length typed by hand, in hours."""
_OVERNIGHT = timedelta(hours=12)
_SHOWN = 80


class Span(Record):
    """A stretch of time: ``day`` (local, where it begins) and exact ``seconds``; with its ends in UTC where known."""

    day: date
    seconds: Decimal
    started: datetime | None = None
    ended: datetime | None = None


def first_day(form: DayForm, today: date, direction: Direction, text: str) -> date:
    """Return the nearest date that ``form`` may mean; ``text`` is shown when there is none."""
    found = form.candidates(today, direction)
    if not found:
        raise BadValue(
            N_("“{text}” is not a day within a year from now."),
            hint=N_("Write the whole date, for example 2026-03-02."),
            text=shown(text),
        )
    return found[0]


def resolved(when: When, now: datetime, zone: str, direction: Direction, fold: int | None) -> datetime:
    """Return the moment in UTC; ``fold`` picks one of two equal wall times."""
    if when.at is not None:
        return when.at.astimezone(UTC)
    return to_utc(wall(when, now, zone, direction), zone, fold)


def wall(when: When, now: datetime, zone: str, direction: Direction) -> datetime:
    """Return the naive wall time; of a weekday or a time alone the nearest one on the right side of now."""
    seen = to_local(now, zone).replace(tzinfo=None)
    form = when.day or DayForm()
    clock = when.clock or (0, 0, 0)
    nearest = on(first_day(form, seen.date(), direction, f"{form.day}.{form.month}."), clock)
    if form.fixed is not None or form.month is not None:
        return nearest
    wrong = nearest > seen + NEAR if direction is Direction.PAST else nearest < seen - NEAR
    return on(form.candidates(seen.date(), direction)[1], clock) if wrong else nearest


def on(day: date, clock: tuple[int, int, int]) -> datetime:
    """Return the naive wall time on ``day``; hour 24 is the midnight that ends it."""
    hour, minute, second = clock
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time, no zone yet
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def laid(form: SpanForm, now: datetime, zone: str, direction: Direction) -> Span:
    """Return the stretch between two named ends; an end without a day follows on the start, within twelve hours."""
    assert form.start is not None
    assert form.end is not None
    started = resolved(form.start, now, zone, direction, None)
    end = form.end
    if end.at is not None:
        return stretch(started, end.at.astimezone(UTC), zone)
    local = to_local(started, zone).replace(tzinfo=None)
    if end.day is not None:
        # The end is looked for from where the stretch begins, whichever way that was.
        closing = wall(end, started, zone, Direction.FUTURE)
    else:
        closing = on(local.date(), end.clock or (0, 0, 0))
        if closing < local and closing + timedelta(days=1) - local <= _OVERNIGHT:
            closing += timedelta(days=1)
    return stretch(started, to_utc(closing, zone), zone)


def stretch(started: datetime, ended: datetime, zone: str) -> Span:
    """Return the stretch between two moments, longer than nothing and no longer than a day."""
    if ended <= started:
        raise BadValue(
            N_("The end is not after the start: {start} to {end}."),
            hint=N_("Check the two times; across midnight, give both days if it is longer than 12 hours."),
            start=_read_back(started, zone),
            end=_read_back(ended, zone),
        )
    length = ended - started
    seconds = Decimal(length.days * 86_400 + length.seconds)
    if length > timedelta(hours=LONGEST_HOURS):
        raise _too_long(f"{_read_back(started, zone)} – {_read_back(ended, zone)}", LONGEST_HOURS)
    return Span(day=to_local(started, zone).date(), seconds=seconds, started=started, ended=ended)


def checked(seconds: Decimal, text: str, limit_hours: int) -> Decimal:
    """Return ``seconds`` without needless zeros, if they are more than none and no more than ``limit_hours``."""
    if seconds <= 0:
        raise BadValue(
            N_("“{text}” is no time at all."),
            hint=N_("A length of time must be longer than zero."),
            text=shown(text),
        )
    if seconds > limit_hours * 3600:
        raise _too_long(shown(text), limit_hours)
    return seconds.normalize() if seconds != int(seconds) else Decimal(int(seconds))


def _read_back(moment: datetime, zone: str) -> str:
    """Return a moment as it was understood, in the form in which it can be typed."""
    return f"{to_local(moment, zone):%Y-%m-%d %H:%M}"


def _too_long(understood: str, limit_hours: int) -> BadValue:
    return BadValue(
        N_("That is too long for one entry (at most {limit} h): {understood}."),
        hint=N_("Check the times, or enter each day separately."),
        understood=understood,
        limit=limit_hours,
    )


def shown(text: str) -> str:
    """Return what was typed, safe for a terminal and short enough for a message."""
    clean = show(text.strip())
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "…"
