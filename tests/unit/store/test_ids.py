"""Ids are whole numbers in the order of time that no two records ever share, whatever the clock does."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm.store.ids import HIGHEST_ID, highest_id, next_id
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, client, entry, filled, project


@pytest.mark.fault("K06")
def test_five_thousand_ids_of_a_clock_that_stands_still_are_unique(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, durable=False)
    found = []
    for _ in range(5):
        with workspace.change(NOW) as change:
            ids = [change.new_id() for _ in range(1000)]
            for number in ids:
                change.add(entry(number))
        found += ids
    assert len(set(found)) == 5000
    assert found == sorted(found)


@pytest.mark.fault("K06")
def test_a_clock_that_steps_back_gives_no_id_twice(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, durable=False)
    found = []
    for number in range(200):
        with workspace.change(NOW - timedelta(seconds=number)) as change:
            found.append(change.new_id())
            change.add(entry(found[-1]))
    assert found == sorted(set(found))


def test_ids_go_on_after_the_local_state_was_deleted_and_the_clock_set_back(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.change(NOW) as change:
        first = change.new_id()
        change.add(entry(first))
    shutil.rmtree(tmp_path / ".state")
    with Workspace(tmp_path).change(NOW - timedelta(days=400)) as change:
        assert change.new_id() > first


def test_ids_are_in_the_order_of_time_and_exact_in_json() -> None:
    early = next_id(NOW, 0)
    late = next_id(NOW + timedelta(milliseconds=1), early)
    last = next_id(datetime(2099, 12, 31, tzinfo=UTC), late)
    assert early < late < last < 2**53


def test_a_clock_far_in_the_future_leaves_room_for_more_ids() -> None:
    assert next_id(datetime(2500, 1, 1, tzinfo=UTC), 7) == 8
    assert HIGHEST_ID < 2**53


def test_an_id_that_no_clock_gave_does_not_use_up_the_others(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(2**53 - 1))
        change.add(entry(5))
    assert highest_id(workspace._folder) == 5


def test_references_count_by_kind_and_year(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.change(NOW) as change:
        first = [change.next_ref("C", 2026), change.next_ref("C", 2026), change.next_ref("Q", 2026)]
    with Workspace(tmp_path).change(NOW) as change:
        then = [change.next_ref("C", 2026), change.next_ref("C", 2027)]
    assert first == ["C-2026-001", "C-2026-002", "Q-2026-001"]
    assert then == ["C-2026-003", "C-2027-001"]


def test_a_reference_in_use_is_passed_over_though_the_counter_was_lost(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(client(2, ref="C-2026-002"))
        change.add(project(11, ref="P-2026-001"))
        change.archive(11, 2026)
    with workspace.change(NOW) as change:
        assert change.next_ref("C", 2026) == "C-2026-003"
        assert change.next_ref("P", 2026) == "P-2026-002"
