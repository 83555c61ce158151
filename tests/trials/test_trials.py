"""The trials, short: nothing acknowledged is lost, nothing is twice, nothing unreadable, nothing untrue is said."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.trials import crowd, damage, disks, kills, power, steps
from tests.trials.operations import OPERATIONS
from tests.trials.processes import numbered, quick_folder
from tests.trials.shell import is_root
from tests.trials.tally import Tally


@pytest.fixture
def fresh() -> Iterator[Callable[[], Path]]:
    """Return what gives another fresh path each time."""
    with quick_folder() as folder:
        yield numbered(folder)


def check(tally: Tally) -> None:
    """Fail with what was found."""
    assert tally.trials > 0
    assert tally.faults == 0, (tally.but(notes=()), tally.notes[:5])


@pytest.mark.fault("W01")
def test_writers_killed_at_random_times_lose_nothing(fresh: Callable[[], Path], long_run: bool) -> None:
    tally = kills.killed_at_random(fresh, kills.busy_on_one_file, 500 if long_run else 30)
    check(tally)
    assert tally.acknowledged > 10


@pytest.mark.fault("W05")
def test_a_timer_stopped_by_a_killed_writer_runs_on_or_is_an_entry(fresh: Callable[[], Path], long_run: bool) -> None:
    tally = kills.killed_at_random(fresh, kills.busy_on_two_files, 500 if long_run else 30)
    check(tally)
    assert tally.acknowledged > 10


@pytest.mark.fault("W02", "W03", "W05", "W07", "U09")
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_kill_at_any_call_leaves_the_old_or_the_new(fresh: Callable[[], Path], name: str) -> None:
    tally = steps.killed(steps.Stage(name, fresh))
    check(tally)
    assert tally.trials > 10


@pytest.mark.fault("F01", "F05", "F06", "F08")
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_refusal_at_any_call_is_told_truly(fresh: Callable[[], Path], name: str, long_run: bool) -> None:
    stage = steps.Stage(name, fresh)
    numbers = steps.REFUSALS if long_run or name in ("insert", "stop the timer") else (errno.ENOSPC,)
    for number in numbers:
        check(steps.refused(stage, number))
    check(steps.refused(stage, errno.EIO, sticky=True))


@pytest.mark.fault("F03")
@pytest.mark.parametrize("name", ["insert", "stop the timer"])
def test_a_disk_that_takes_only_so_many_bytes_keeps_the_old(
    fresh: Callable[[], Path], name: str, long_run: bool
) -> None:
    tally = disks.full_after(steps.Stage(name, fresh), range(0, 10_000, 13 if long_run else 149))
    check(tally)
    assert 0 < tally.acknowledged < tally.trials


@pytest.mark.fault("F01", "F03", "F04")
@pytest.mark.skipif(not is_root(), reason="only root may mount a disk")
def test_on_a_full_disk_reading_works_and_saving_says_that_it_is_full(tmp_path: Path) -> None:
    tally = disks.full_disk(tmp_path / "disk")
    check(tally)
    assert 0 < tally.acknowledged < tally.trials


@pytest.mark.fault("U09")
def test_a_power_cut_during_the_first_start_and_the_first_day_loses_nothing(
    fresh: Callable[[], Path], long_run: bool
) -> None:
    tally = power.beginning(fresh, bound=40 if long_run else 4)
    check(tally)
    assert tally.trials > 500


def test_a_power_cut_during_any_change_loses_nothing(fresh: Callable[[], Path], long_run: bool) -> None:
    tally = power.later(fresh, bound=40 if long_run else 4)
    check(tally)
    assert tally.trials > 500


@pytest.mark.parametrize("name", ["insert", "stop the timer"])
def test_a_power_cut_after_a_kill_loses_nothing(fresh: Callable[[], Path], name: str, long_run: bool) -> None:
    check(power.after_a_kill(name, fresh, bound=20 if long_run else 2))


@pytest.mark.fault("C01", "C02", "C04", "C15")
def test_eight_writers_at_once_lose_nothing_and_disturb_no_reader(fresh: Callable[[], Path], long_run: bool) -> None:
    inserts, counted = (200, 50) if long_run else (25, 10)
    tally = crowd.at_once(fresh(), inserts=inserts, steps=counted)
    check(tally)
    assert tally.acknowledged == 8 * (inserts + counted)


@pytest.mark.fault("C03")
def test_kills_among_eight_writers_lose_nothing(fresh: Callable[[], Path], long_run: bool) -> None:
    tally = crowd.killed_in_the_crowd(fresh(), 25 if long_run else 3)
    check(tally)
    assert tally.acknowledged > 100
    assert tally.trials > 8


@pytest.mark.parametrize("harm", [damage.flipped, damage.cut])
def test_damage_is_named_and_harms_nothing_else(fresh: Callable[[], Path], harm: damage.Harm, long_run: bool) -> None:
    check(damage.harmed(fresh, harm, 2000 if long_run else 100))
