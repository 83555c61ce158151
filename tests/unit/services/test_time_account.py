"""Time of a period: cut at its edges, gathered by note, rounded once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services.time_account import actions, clip, midnight, shared_minutes, total, whole_minutes

BUCHAREST = "Europe/Bucharest"


def clocked(start: datetime, minutes: float, note: str = "", number: int = 1, billable: bool = True) -> TimeEntry:
    """Return an entry with clock times."""
    ended = start + timedelta(minutes=minutes)
    return TimeEntry(
        id=number,
        project_id=1,
        day=start.date(),
        seconds=Decimal((ended - start).total_seconds()),
        zone="UTC",
        note=note,
        started=start,
        ended=ended,
        billable=billable,
    )


def dated(day: date, seconds: str, note: str = "", number: int = 1) -> TimeEntry:
    """Return an entry with a date and a duration."""
    return TimeEntry(id=number, project_id=1, day=day, seconds=Decimal(seconds), zone="UTC", note=note)


def test_an_entry_over_midnight_counts_on_both_sides_and_nowhere_twice() -> None:
    entry = clocked(datetime(2026, 3, 31, 23, tzinfo=UTC), 150)
    march = clip([entry], date(2026, 3, 1), date(2026, 3, 31), "UTC")
    april = clip([entry], date(2026, 4, 1), date(2026, 4, 30), "UTC")
    assert (total(march), total(april)) == (Decimal(3600), Decimal(5400))


def test_a_cut_entry_keeps_its_id_and_moves_to_the_day_on_which_its_part_begins() -> None:
    entry = clocked(datetime(2026, 12, 31, 23, tzinfo=UTC), 120, number=77)
    (part,) = clip([entry], date(2027, 1, 1), date(2027, 1, 1), "UTC")
    assert (part.id, part.day, part.started) == (77, date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC))


def test_days_are_those_of_the_freelancers_zone() -> None:
    late = clocked(datetime(2026, 3, 2, 22, 30, tzinfo=UTC), 30)
    assert clip([late], date(2026, 3, 2), date(2026, 3, 2), BUCHAREST) == ()
    assert len(clip([late], date(2026, 3, 3), date(2026, 3, 3), BUCHAREST)) == 1


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_on_which_the_clocks_change_has_its_own_length(day: date, hours: int) -> None:
    assert midnight(day + timedelta(days=1), BUCHAREST) - midnight(day, BUCHAREST) == timedelta(hours=hours)


def test_an_entry_with_only_a_date_belongs_to_its_day_whole() -> None:
    entry = dated(date(2026, 3, 2), "1198.8")
    assert clip([entry], date(2026, 3, 2), date(2026, 3, 2), BUCHAREST) == (entry,)
    assert clip([entry], date(2026, 3, 3), date(2026, 3, 9), BUCHAREST) == ()


def test_notes_that_differ_in_case_and_spaces_are_one_action() -> None:
    day = date(2026, 3, 2)
    lines = actions([dated(day, "60", "Home  page", 1), dated(day, "60", "home page ", 2)])
    assert [(line.note, line.minutes, line.entries) for line in lines] == [("Home page", 2, 2)]


def test_the_longest_action_comes_first_and_time_without_a_note_last() -> None:
    day = date(2026, 3, 2)
    lines = actions([dated(day, "9000", ""), dated(day, "60", "short"), dated(day, "7200", "long")])
    assert [line.note for line in lines] == ["long", "short", ""]


def test_work_that_is_not_charged_stands_apart() -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    lines = actions([clocked(start, 30, "texts"), clocked(start, 10, "texts", billable=False)])
    assert [(line.minutes, line.billable) for line in lines] == [(30, True), (10, False)]


def test_control_characters_of_a_note_are_not_shown() -> None:
    assert actions([dated(date(2026, 3, 2), "60", "a\x1b[31mb\nc")])[0].note == "a[31mb c"


def test_five_and_five_minutes_are_ten_whatever_their_seconds() -> None:
    day = date(2026, 3, 2)
    lines = actions([dated(day, "329", "a"), dated(day, "271", "b")])
    assert sum(line.minutes for line in lines) == 10


@given(st.lists(st.decimals(min_value="0.001", max_value=500_000, places=3), min_size=1, max_size=30))
def test_the_lines_add_up_to_the_rounded_total_and_each_is_near_the_truth(parts: list[Decimal]) -> None:
    minutes = shared_minutes(parts)
    assert sum(minutes) == whole_minutes(sum(parts, Decimal(0)))
    assert all(abs(count * 60 - part) < 60 for count, part in zip(minutes, parts, strict=True))


@given(st.integers(0, 3000), st.integers(1, 4000), st.integers(0, 2500))
def test_no_second_is_lost_or_doubled_where_periods_meet(start: int, length: int, cut: int) -> None:
    begin = datetime(2026, 3, 28, tzinfo=UTC)
    entry = clocked(begin + timedelta(minutes=start), length)
    edge = date(2026, 3, 28) + timedelta(days=cut // 1000)
    before = clip([entry], date(2026, 3, 1), edge, BUCHAREST)
    after = clip([entry], edge + timedelta(days=1), date(2026, 4, 30), BUCHAREST)
    assert total(before) + total(after) == entry.seconds
