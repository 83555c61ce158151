"""Pauses: what they take out of the clock, and when they end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from freelance_comm.domain.message import Pause
from freelance_comm.domain.pausing import elapsed, is_paused, paused_seconds, reached, settled_pauses
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.working_time import Calendar

CALENDAR = Calendar(WorkingHours(zone="UTC"))
NIGHTS = Calendar(WorkingHours(zone="Europe/Bucharest", week=((Window(start=1260, end=300),),) * 7))
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(hours: float) -> datetime:
    """Return a moment so many hours after Monday's midnight."""
    return MONDAY + timedelta(hours=hours)


def test_a_pause_is_taken_out_to_the_second() -> None:
    pauses = settled_pauses([Pause(since=at(11), until=at(13) + timedelta(seconds=1))], at(10))
    assert elapsed(CALENDAR, at(10), at(14), pauses) == 2 * 3600 - 1


def test_only_the_working_part_of_a_pause_counts() -> None:
    friday = 4 * 24
    pauses = settled_pauses([Pause(since=at(friday + 16), until=at(friday + 72 + 10))], at(friday + 15))
    assert elapsed(CALENDAR, at(friday + 15), at(friday + 72 + 11), pauses) == 2 * 3600


def test_a_pause_before_the_question_takes_nothing() -> None:
    pauses = settled_pauses([Pause(since=at(9), until=at(11))], at(10))
    assert pauses == (Pause(since=at(10), until=at(11)),)
    assert settled_pauses([Pause(since=at(8), until=at(9))], at(10)) == ()


def test_pauses_that_overlap_are_taken_out_once() -> None:
    pauses = settled_pauses([Pause(since=at(11), until=at(13)), Pause(since=at(12), until=at(12.5))], at(10))
    assert pauses == (Pause(since=at(11), until=at(13)),)


def test_the_clients_next_message_ends_a_pause() -> None:
    heard = [at(10.5), at(12), at(13)]
    assert settled_pauses([Pause(since=at(11))], at(10), heard) == (Pause(since=at(11), until=at(12)),)
    assert settled_pauses([Pause(since=at(11), until=at(15))], at(10), heard)[0].until == at(12)


def test_a_pause_without_an_end_lets_the_clock_stand_still() -> None:
    pauses = settled_pauses([Pause(since=at(11))], at(10))
    assert is_paused(pauses, at(30)) and not is_paused(pauses, at(10.5))
    assert elapsed(CALENDAR, at(10), at(30), pauses) == 3600
    assert reached(CALENDAR, at(10), 3601, pauses) is None


def test_what_is_used_up_before_the_pause_is_due_all_the_same() -> None:
    assert reached(CALENDAR, at(10), 3600, settled_pauses([Pause(since=at(11))], at(10))) == at(11)


def test_the_target_is_reached_later_by_what_was_paused() -> None:
    pauses = settled_pauses([Pause(since=at(11), until=at(13))], at(10))
    assert reached(CALENDAR, at(10), 2 * 3600, pauses) == at(14)


_HOURS = some.integers(0, 24 * 14).map(float)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(_HOURS, some.lists(some.tuples(_HOURS, _HOURS), max_size=5), some.integers(0, 200_000))
@pytest.mark.parametrize("calendar", [CALENDAR, NIGHTS], ids=["days", "nights"])
def test_the_clock_never_runs_backwards_and_reaches_what_it_counts(
    calendar: Calendar, start: float, spans: list[tuple[float, float]], seconds: int
) -> None:
    pauses = settled_pauses(
        [Pause(since=at(min(span)), until=at(max(span))) for span in spans if span[0] != span[1]], at(start)
    )
    moments = [at(start + step) for step in range(0, 24 * 14, 7)]
    counted = [elapsed(calendar, at(start), moment, pauses) for moment in moments]
    assert counted == sorted(counted) and counted[0] == 0
    assert all(paused_seconds(calendar, pauses, moment) >= 0 for moment in moments)
    there = reached(calendar, at(start), seconds, pauses)
    assert there is not None and elapsed(calendar, at(start), there, pauses) == seconds
