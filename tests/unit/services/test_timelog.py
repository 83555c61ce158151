"""Logging time: the one timer, entries by hand, and what the clocks of the world do to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound, NotSaved, Unconfirmed
from freelance_comm.domain.time_entry import RunningTimer
from freelance_comm.domain.zones import to_utc
from freelance_comm.services import timelog
from freelance_comm.store import files
from tests.unit.services.rig import Rig, at, hours


@pytest.fixture
def work(rig: Rig) -> Rig:
    """Return a desk with one project, Landing page."""
    rig.project()
    return rig


# -- the timer -------------------------------------------------------------------------------------------------------


def test_stopping_keeps_the_time_and_clears_the_timer(work: Rig) -> None:
    timelog.start(work.desk, "Landing", "hero section")
    work.clock.wait(minutes=72)
    entry = timelog.stop(work.desk)
    stored = work.again().reader
    assert (stored.timer(), [(each.seconds, each.note) for each in stored.entries(entry.day, entry.day)]) == (
        None,
        [(Decimal(4320), "hero section")],
    )


def test_a_second_timer_is_told_who_runs_the_first(work: Rig) -> None:
    timelog.start(work.again(owner="tui"), "Landing")
    work.clock.wait(minutes=5)
    with pytest.raises(EditConflict) as caught:
        timelog.start(work.desk, "Landing")
    assert caught.value.params == {"project": "Landing page", "since": "today 09:00", "owner": "on the screen"}


def test_of_two_timers_started_at_once_exactly_one_runs(work: Rig) -> None:
    barrier, outcomes = Barrier(2), []

    def begin(owner: str) -> None:
        desk = work.again(owner=owner)
        barrier.wait()
        try:
            outcomes.append(timelog.start(desk, "Landing").owner)
        except EditConflict:
            outcomes.append("conflict")

    threads = [Thread(target=begin, args=(owner,)) for owner in ("cli", "tui")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    running = work.again().reader.timer()
    assert running is not None
    assert sorted(outcomes) == sorted(["conflict", running.owner])


def test_stopping_without_a_timer_says_so(work: Rig) -> None:
    with pytest.raises(NotFound):
        timelog.stop(work.desk)


def test_a_clock_set_back_gives_no_negative_entry(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=-2)
    with pytest.raises(BadValue):
        timelog.stop(work.desk)
    assert work.desk.reader.timer() is not None


def test_after_a_clock_was_set_back_the_real_end_can_be_given(work: Rig) -> None:
    timelog.start(work.desk, "Landing", at=at(2, 8))
    work.set(at(2, 7))
    entry = timelog.stop(work.desk, at=at(2, 10))
    assert entry.seconds == hours(2)


def test_three_days_of_a_timer_are_asked_about(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(days=3)
    with pytest.raises(BadValue):
        timelog.stop(work.desk)
    assert work.desk.reader.timer() is not None


def test_a_long_timer_is_kept_when_it_is_meant(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=17)
    assert timelog.stop(work.desk, sure=True).seconds == hours(17)


def test_twelve_hours_are_not_asked_about(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=12)
    assert timelog.stop(work.desk).seconds == hours(12)


def test_a_forgotten_timer_can_be_stopped_when_it_really_ended(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(days=1)
    assert timelog.stop(work.desk, at=at(2, 11)).seconds == hours(2)


def test_a_timer_stopped_in_its_first_second_is_refused(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    with pytest.raises(BadValue):
        timelog.stop(work.desk)


def test_a_timer_cannot_start_in_the_future(work: Rig) -> None:
    with pytest.raises(BadValue):
        timelog.start(work.desk, "Landing", at=at(2, 10))


def test_the_note_of_the_stop_replaces_the_note_of_the_start(work: Rig) -> None:
    timelog.start(work.desk, "Landing", "hero")
    work.clock.wait(hours=1)
    assert timelog.stop(work.desk, note="hero and footer").note == "hero and footer"


def test_switching_leaves_no_gap(work: Rig) -> None:
    work.project("Shop")
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=1)
    switched = timelog.switch(work.desk, "Shop", "basket")
    assert switched.entry is not None
    assert (switched.entry.ended, switched.timer.started, switched.timer.note) == (at(2, 10), at(2, 10), "basket")


def test_switching_when_nothing_runs_just_starts(work: Rig) -> None:
    assert timelog.switch(work.desk, "Landing").entry is None


def test_switching_within_the_first_second_writes_no_empty_entry(work: Rig) -> None:
    work.project("Shop")
    timelog.start(work.desk, "Landing")
    timelog.switch(work.desk, "Shop")
    assert work.desk.reader.entries(date(2026, 3, 1), date(2026, 3, 31)) == ()


def test_switching_to_an_unknown_project_leaves_the_timer_running(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=1)
    with pytest.raises(NotFound):
        timelog.switch(work.desk, "nothing like it")
    assert work.desk.reader.timer() is not None


def test_cancelling_keeps_nothing(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=1)
    timelog.cancel(work.desk)
    assert (work.desk.reader.timer(), work.desk.reader.seconds_spent()) == (None, {})


def test_the_note_of_a_running_timer_can_be_changed(work: Rig) -> None:
    timelog.start(work.desk, "Landing", "hero")
    timelog.annotate(work.desk, "footer")
    running = work.again().reader.timer()
    assert running is not None
    assert running.note == "footer"


def test_a_running_timer_tells_how_long(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(minutes=72)
    view = timelog.running(work.desk)
    assert view is not None
    assert (view.seconds, view.project_name, view.client_name, view.warning) == (
        Decimal(4320),
        "Landing page",
        "Ana Petrescu",
        "",
    )


@pytest.mark.parametrize(("later", "forgotten"), [(timedelta(hours=12), False), (timedelta(hours=12, seconds=1), True)])
def test_a_timer_looks_forgotten_after_twelve_hours(work: Rig, later: timedelta, forgotten: bool) -> None:
    work.set(at(2, 1))
    timelog.start(work.desk, "Landing")
    work.set(at(2, 1) + later)
    view = timelog.running(work.desk)
    assert view is not None
    assert (view.forgotten, bool(view.warning)) == (forgotten, forgotten)


def test_a_timer_over_midnight_looks_forgotten(work: Rig) -> None:
    work.set(at(2, 22))
    timelog.start(work.desk, "Landing")
    work.set(at(3, 0, 1))
    view = timelog.running(work.desk)
    assert view is not None
    assert view.forgotten


def test_a_timer_looks_forgotten_from_the_midnight_of_its_own_zone() -> None:
    timer = RunningTimer(id=1, project_id=1, started=at(2, 20), zone="Europe/Bucharest")
    assert timelog.forgotten_at(timer) == at(2, 22)


def test_a_running_timer_after_a_clock_set_back_counts_nothing(work: Rig) -> None:
    timelog.start(work.desk, "Landing")
    work.clock.wait(hours=-2)
    view = timelog.running(work.desk)
    assert view is not None
    assert (view.seconds, view.set_back) == (Decimal(0), True)


def test_stopping_is_whole_wherever_the_disk_fails(work: Rig) -> None:
    failed_at = 0
    while failed_at < 200:
        failed_at += 1
        desk = work.again()
        timelog.start(desk, "Landing")
        work.clock.wait(hours=1)
        before = len(_all(work))
        finished = _stop_failing_at(work, failed_at)
        running, count = work.again().reader.timer(), len(_all(work))
        assert (running is None) == (count == before + 1), failed_at
        if finished:
            assert failed_at > 3
            return
        if running is not None:
            timelog.cancel(work.again())
    pytest.fail("stopping never came to an end")


def _all(work: Rig) -> tuple[object, ...]:
    return work.again().reader.entries(date(2026, 1, 1), date(2026, 12, 31))


def _stop_failing_at(work: Rig, number: int) -> bool:
    """Stop the timer while the ``number``-th call that changes files fails; return whether there were fewer calls."""
    calls = 0

    def refuse(_call: str, _path: str) -> None:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(5, "Input/output error")

    desk = work.again()
    before = files.observe(refuse)
    try:
        timelog.stop(desk)
    except (NotSaved, Unconfirmed):
        pass
    finally:
        files.observe(before)
    return calls < number


# -- entries by hand -------------------------------------------------------------------------------------------------


def test_an_entry_has_the_exact_time_between_its_ends(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=at(2, 8), ended=at(2, 8, 59, 59))
    assert entry.seconds == Decimal(3599)


def test_a_duration_on_a_day_is_kept_exactly(work: Rig) -> None:
    timelog.add_entry(work.desk, "Landing", day=date(2026, 3, 1), seconds=Decimal("1198.8"))
    (entry,) = work.again().reader.entries(date(2026, 3, 1), date(2026, 3, 1))
    assert (entry.seconds, entry.started) == (Decimal("1198.8"), None)


def test_a_duration_without_a_day_is_today(work: Rig) -> None:
    assert timelog.add_entry(work.desk, "Landing", seconds=hours(1)).day == date(2026, 3, 2)


def test_a_start_and_a_duration_give_the_end(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=at(2, 8), seconds=hours("1.5"))
    assert entry.ended == at(2, 9, 30)


def test_an_end_and_a_duration_give_the_start(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", ended=at(2, 9), seconds=hours("1.5"))
    assert entry.started == at(2, 7, 30)


@pytest.mark.parametrize(
    "times",
    [
        {"started": at(2, 9), "ended": at(2, 9)},
        {"started": at(2, 9), "ended": at(2, 8)},
        {"started": at(2, 9), "ended": at(3, 9, 0, 1)},
        {"started": at(2, 9)},
        {"ended": at(2, 9)},
        {},
        {"seconds": Decimal(0)},
        {"seconds": Decimal(-60)},
        {"seconds": Decimal(86_401)},
        {"started": at(2, 9), "ended": at(2, 10), "day": date(2026, 3, 2)},
        {"started": at(2, 9), "ended": at(2, 10), "seconds": hours(2)},
    ],
)
def test_time_that_cannot_be_meant_is_refused_and_nothing_is_stored(work: Rig, times: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        timelog.add_entry(work.desk, "Landing", **times)  # type: ignore[arg-type]
    assert work.desk.reader.seconds_spent() == {}


def test_a_whole_day_is_the_longest_entry_by_hand(work: Rig) -> None:
    assert timelog.add_entry(work.desk, "Landing", seconds=hours(24)).seconds == hours(24)


@pytest.mark.parametrize(
    ("day", "elapsed"), [(date(2026, 3, 29), hours(1)), (date(2026, 10, 25), hours(3))], ids=["forward", "back"]
)
def test_half_past_one_to_half_past_three_in_the_nights_the_clocks_change(
    tmp_path: Path, day: date, elapsed: Decimal
) -> None:
    rig = Rig(tmp_path / "data", now=datetime(2026, 11, 1, tzinfo=UTC), zone="Europe/Berlin")
    rig.project()
    begin = to_utc(datetime(day.year, day.month, day.day, 1, 30), "Europe/Berlin")  # noqa: DTZ001
    end = to_utc(datetime(day.year, day.month, day.day, 3, 30), "Europe/Berlin")  # noqa: DTZ001
    assert timelog.add_entry(rig.desk, "Landing", started=begin, ended=end).seconds == elapsed


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (datetime(2026, 3, 5, 23, tzinfo=UTC), datetime(2026, 3, 6, 1, tzinfo=UTC)),
        (datetime(2026, 3, 31, 23, tzinfo=UTC), datetime(2026, 4, 1, 1, tzinfo=UTC)),
        (datetime(2025, 12, 31, 23, tzinfo=UTC), datetime(2026, 1, 1, 1, tzinfo=UTC)),
    ],
    ids=["midnight", "month", "year"],
)
def test_an_entry_over_the_edge_is_stored_once_and_found_on_both_sides(
    work: Rig, begin: datetime, end: datetime
) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=begin, ended=end)
    reader = work.again().reader
    found = [reader.entries(day, day) for day in (begin.date(), end.date())]
    assert found == [(entry,), (entry,)]
    assert reader.all_entries(entry.project_id) == (entry,)


def test_the_day_of_an_entry_is_the_local_one(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data", zone="America/Montreal")
    rig.project()
    entry = timelog.add_entry(rig.desk, "Landing", started=at(2, 2), ended=at(2, 3))
    assert entry.day == date(2026, 3, 1)


def test_time_on_a_closed_project_is_refused(work: Rig) -> None:
    work.close(work.project("Shop"))
    with pytest.raises(NotFound):
        timelog.add_entry(work.desk, "Shop", seconds=hours(1))


def test_a_note_with_escapes_is_refused(work: Rig) -> None:
    with pytest.raises(BadValue):
        timelog.add_entry(work.desk, "Landing", seconds=hours(1), note="red \x1b[31m")


def test_too_many_tags_are_refused(work: Rig) -> None:
    with pytest.raises(BadValue):
        timelog.add_entry(work.desk, "Landing", seconds=hours(1), tags=tuple(f"t{n}" for n in range(51)))


# -- corrections -----------------------------------------------------------------------------------------------------


def test_a_new_end_keeps_the_start(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=at(2, 8), ended=at(2, 9))
    changed = timelog.correct_entry(work.desk, entry, ended=at(2, 10))
    assert (changed.started, changed.seconds) == (at(2, 8), hours(2))


def test_a_new_duration_keeps_the_start(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=at(2, 8), ended=at(2, 9))
    changed = timelog.correct_entry(work.desk, entry, seconds=hours(3))
    assert (changed.started, changed.ended) == (at(2, 8), at(2, 11))


def test_a_new_day_keeps_the_clock_times(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", started=at(2, 8), ended=at(2, 9))
    changed = timelog.correct_entry(work.desk, entry, day=date(2026, 2, 27))
    assert (changed.started, changed.day) == (datetime(2026, 2, 27, 8, tzinfo=UTC), date(2026, 2, 27))


def test_an_entry_moved_to_another_month_is_there_once(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", day=date(2026, 3, 1), seconds=hours(1))
    timelog.correct_entry(work.desk, entry, day=date(2026, 2, 27))
    found = work.again().reader.all_entries(entry.project_id)
    assert [each.day for each in found] == [date(2026, 2, 27)]


def test_an_entry_can_move_to_another_project(work: Rig) -> None:
    shop = work.project("Shop")
    entry = timelog.add_entry(work.desk, "Landing", seconds=hours(1))
    timelog.correct_entry(work.desk, entry, project_text="Shop")
    assert work.again().reader.seconds_spent() == {shop.id: hours(1)}


def test_corrections_of_two_fields_from_two_places_are_both_kept(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", seconds=hours(1), note="hero")
    timelog.correct_entry(work.desk, entry, note="footer")
    timelog.correct_entry(work.desk, entry, seconds=hours(2))
    (stored,) = work.again().reader.all_entries(entry.project_id)
    assert (stored.note, stored.seconds) == ("footer", hours(2))


def test_corrections_of_one_field_from_two_places_conflict(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", seconds=hours(1), note="hero")
    timelog.correct_entry(work.desk, entry, note="footer")
    with pytest.raises(EditConflict):
        timelog.correct_entry(work.desk, entry, note="header")


def test_a_correction_beyond_a_day_is_refused(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", seconds=hours(1))
    with pytest.raises(BadValue):
        timelog.correct_entry(work.desk, entry, seconds=hours(25))


def test_a_removed_entry_is_gone(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", seconds=hours(1))
    timelog.remove_entry(work.desk, entry)
    assert work.again().reader.all_entries(entry.project_id) == ()


# -- lists -----------------------------------------------------------------------------------------------------------


def test_the_list_is_in_order_of_time_with_names(work: Rig) -> None:
    timelog.add_entry(work.desk, "Landing", started=at(2, 8), ended=at(2, 9), note="second")
    timelog.add_entry(work.desk, "Landing", day=date(2026, 3, 1), seconds=hours(1), note="first")
    lines = timelog.listing(work.desk)
    assert [(line.entry.note, line.clock, line.project_name) for line in lines] == [
        ("first", "", "Landing page"),
        ("second", "08:00–09:00", "Landing page"),
    ]


def test_an_entry_is_found_by_the_handle_the_list_shows(work: Rig) -> None:
    entries = [timelog.add_entry(work.desk, "Landing", seconds=hours(1), note=f"n{n}") for n in range(5)]
    lines = timelog.listing(work.desk)
    assert [timelog.find_entry(work.desk, line.number) for line in lines] == sorted(entries, key=lambda each: each.id)


def test_an_entry_of_three_years_ago_is_found_by_its_handle(work: Rig) -> None:
    entry = timelog.add_entry(work.desk, "Landing", day=date(2023, 3, 1), seconds=hours(1))
    (line,) = timelog.listing(work.desk, date(2023, 3, 1), date(2023, 3, 1))
    assert timelog.find_entry(work.desk, line.number) == entry


def test_the_last_entries_reach_back_as_far_as_needed(work: Rig) -> None:
    timelog.add_entry(work.desk, "Landing", day=date(2020, 3, 1), seconds=hours(1), note="old")
    timelog.add_entry(work.desk, "Landing", seconds=hours(1), note="new")
    assert [line.entry.note for line in timelog.last_entries(work.desk, 2)] == ["old", "new"]


def test_a_period_that_ends_before_it_starts_is_refused(work: Rig) -> None:
    with pytest.raises(BadValue):
        timelog.listing(work.desk, date(2026, 3, 2), date(2026, 3, 1))
