"""Summaries over years cost a look at each file: only what changed is opened, and all can be made anew."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.message import Direction
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, entry, filled, message, project

MONTHS = [date(2025, number, 10) for number in range(1, 13)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of data files that are opened from now on."""
    files: list[str] = []
    real = DataFolder.read

    def read(self: DataFolder, file: str) -> Any:
        files.append(file)
        return real(self, file)

    monkeypatch.setattr(DataFolder, "read", read)
    return files


def a_year(root: Path) -> Workspace:
    """Return a workspace with an entry and a pair of messages in each month of 2025."""
    workspace = filled(root, durable=False)
    with workspace.change(NOW) as change:
        for index, day in enumerate(MONTHS):
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            change.add(entry(1000 + index, day=day, project_id=10 + index % 2))
            change.add(message(2000 + index, client_id=index % 3, thread=f"t{index}", at=at))
            reply = {"direction": Direction.OUT, "at": at + timedelta(hours=1)}
            change.add(message(3000 + index, client_id=index % 3, thread=f"t{index}", **reply))
    return workspace


def test_totals_over_all_time_open_a_month_only_once(tmp_path: Path, opened: list[str]) -> None:
    a_year(tmp_path)
    del opened[:]
    wanted = {10: Decimal(3600 * 7), 11: Decimal(3600 * 6)}
    assert Workspace(tmp_path).reader().seconds_spent() == wanted
    assert len(opened) == 13
    del opened[:]
    assert Workspace(tmp_path).reader().seconds_spent() == wanted
    assert opened == []


def test_after_an_insert_only_its_month_is_opened_for_the_totals(tmp_path: Path, opened: list[str]) -> None:
    workspace = a_year(tmp_path)
    workspace.reader().seconds_spent()
    with workspace.change(NOW) as change:
        change.add(entry(5000, day=MONTHS[3]))
    del opened[:]
    assert Workspace(tmp_path).reader().seconds_spent()[10] == 3600 * 8
    assert opened == ["time/2025-04.json"]


def test_an_insert_opens_its_month_and_the_workspace_file_only(tmp_path: Path, opened: list[str]) -> None:
    a_year(tmp_path)
    Workspace(tmp_path).reader().project_names()
    del opened[:]
    workspace = Workspace(tmp_path)
    assert workspace.reader().project_names()[0].id == 10
    with workspace.change(NOW) as change:
        change.add(entry(change.new_id()))
    assert sorted(opened) == ["time/2026-03.json", "workspace.json"]


def test_the_entries_of_a_project_open_only_the_months_that_hold_any(tmp_path: Path, opened: list[str]) -> None:
    a_year(tmp_path)
    Workspace(tmp_path).reader().seconds_spent()
    del opened[:]
    assert len(Workspace(tmp_path).reader().all_entries(11)) == 6
    assert sorted(opened) == [f"time/2025-{month:02d}.json" for month in range(2, 13, 2)]


def test_a_report_opens_only_its_months(tmp_path: Path, opened: list[str]) -> None:
    a_year(tmp_path)
    Workspace(tmp_path).reader().seconds_spent()
    del opened[:]
    assert len(Workspace(tmp_path).reader().entries(date(2025, 5, 1), date(2025, 6, 30))) == 2
    assert opened == ["time/2025-05.json", "time/2025-06.json"]


def test_an_entry_over_the_end_of_a_month_is_found_from_both_sides(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    started = datetime(2026, 3, 31, 20, 30, tzinfo=UTC)
    # In Bucharest it begins on 31 March at 23:30 and ends on 1 April at 01:30.
    times = {"started": started, "ended": started + timedelta(hours=2)}
    over = entry(101, day=date(2026, 3, 31), seconds=Decimal(7200), zone="Europe/Bucharest", **times)
    with workspace.change(NOW) as change:
        change.add(over)
        change.add(entry(102, day=date(2026, 4, 1)))
    reader = workspace.reader()
    assert [one.id for one in reader.entries(date(2026, 3, 31), date(2026, 3, 31))] == [101]
    assert [one.id for one in reader.entries(date(2026, 4, 1), date(2026, 4, 30))] == [101, 102]
    assert [one.id for one in reader.entries(date(2026, 4, 2), date(2026, 4, 30))] == []
    assert [one.id for one in reader.all_entries(10)] == [100, 101, 102]


def test_an_entry_that_ends_at_midnight_does_not_touch_the_next_day(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    ended = datetime(2026, 4, 1, tzinfo=UTC)
    late = entry(101, day=date(2026, 3, 31), started=ended - timedelta(hours=1), ended=ended)
    with workspace.change(NOW) as change:
        change.add(late)
    assert workspace.reader().entries(date(2026, 4, 1), date(2026, 4, 1)) == ()


def test_a_long_forgotten_timer_is_found_in_every_month_it_touches(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    started = datetime(2026, 1, 20, tzinfo=UTC)
    ended = datetime(2026, 3, 5, tzinfo=UTC)
    seconds = Decimal((ended - started).total_seconds())
    with workspace.change(NOW) as change:
        change.add(entry(101, day=started.date(), seconds=seconds, started=started, ended=ended))
    found = workspace.reader().entries(date(2026, 3, 1), date(2026, 3, 31))
    assert [one.id for one in found] == [101, 100]


def test_summaries_open_only_the_projects_that_changed(tmp_path: Path, opened: list[str]) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        for number in range(20, 30):
            change.add(project(number))
    assert len(workspace.reader().summaries()) == 11
    with workspace.change(NOW) as change:
        change.save(project(25), project(25, name="Changed"))
    del opened[:]
    found = Workspace(tmp_path).reader().summaries()
    assert opened == ["projects/site-25.json"]
    assert [one.project.name for one in found if one.project.id == 25] == ["Changed"]


def test_closed_months_of_messages_are_not_opened_again(tmp_path: Path, opened: list[str]) -> None:
    a_year(tmp_path)
    wanted = Workspace(tmp_path).reader().conversations()
    del opened[:]
    assert Workspace(tmp_path).reader().conversations() == wanted
    assert opened == []


def test_a_message_in_the_newest_month_opens_that_month_alone(tmp_path: Path, opened: list[str]) -> None:
    workspace = a_year(tmp_path)
    workspace.reader().conversations()
    asked = message(6000, client_id=1, thread="t10", at=datetime(2025, 12, 20, tzinfo=UTC))
    with workspace.change(NOW) as change:
        change.add(asked)
    del opened[:]
    found = Workspace(tmp_path).reader().conversations()
    assert opened == ["messages/2025-12.json"]
    assert [one.waiting for one in found if one.thread == "t10"] == [asked]


def test_a_correction_in_a_closed_month_opens_that_month_alone(tmp_path: Path, opened: list[str]) -> None:
    workspace = a_year(tmp_path)
    workspace.reader().conversations()
    late = message(6000, client_id=1, thread="t4", at=datetime(2025, 5, 20, tzinfo=UTC))
    with workspace.change(NOW) as change:
        change.add(late)
    del opened[:]
    found = Workspace(tmp_path).reader().conversations()
    assert opened == ["messages/2025-05.json"]
    assert [one.waiting for one in found if one.thread == "t4"] == [late]


def test_who_else_wrote_and_what_came_back_is_kept_with_what_is_derived(tmp_path: Path, opened: list[str]) -> None:
    workspace = a_year(tmp_path)
    at = datetime(2025, 2, 20, tzinfo=UTC)
    with workspace.change(NOW) as change:
        change.add(message(6000, client_id=7, thread="x", at=at, sender="ana@x.ro"))
        change.add(message(6001, client_id=7, thread="x", at=at + timedelta(hours=1), sender="bob@x.ro"))
        change.add(
            message(6002, client_id=7, thread="x", at=at, direction=Direction.OUT, undelivered=True, sender="me@x.ro")
        )
    wanted = Workspace(tmp_path).reader().conversations()
    del opened[:]
    found = Workspace(tmp_path).reader().conversations()
    (mine,) = [one for one in found if one.thread == "x"]
    assert (found, opened) == (wanted, [])
    assert (mine.colleague and mine.colleague.id, mine.bounced and mine.bounced.id) == (6001, 6002)


def test_what_is_derived_step_by_step_equals_what_is_made_anew(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, durable=False)
    for index in range(40):
        at = NOW + timedelta(days=11 * index, hours=index % 5)
        with workspace.change(at) as change:
            out = Direction.OUT if index % 3 == 0 else Direction.IN
            change.add(message(index + 1, client_id=index % 4, thread=f"t{index % 7}", at=at, direction=out))
            change.add(entry(index + 1, day=at.date(), project_id=index % 3))
        stepwise = Workspace(tmp_path).reader()
        results = (stepwise.conversations(), stepwise.seconds_spent())
    shutil.rmtree(tmp_path / ".state")
    anew = Workspace(tmp_path).reader()
    assert (anew.conversations(), anew.seconds_spent()) == results


def test_the_threads_that_are_kept_do_not_grow_with_the_years(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, durable=False)
    with workspace.change(NOW) as change:
        for index in range(600):
            at = NOW + timedelta(days=6 * index)
            change.add(message(2 * index + 1, client_id=index % 5, thread=f"t{index}", at=at))
            reply = {"direction": Direction.OUT, "at": at + timedelta(hours=1)}
            change.add(message(2 * index + 2, client_id=index % 5, thread=f"t{index}", **reply))
        change.add(message(9000, client_id=9, thread="forgotten", at=NOW))
    found = workspace.reader().conversations()
    assert len(found) < 30
    assert {one.client_id for one in found} == {0, 1, 2, 3, 4, 9}
    assert [one.thread for one in found if one.waiting is not None] == ["forgotten"]


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_year(tmp_path)
    shutil.rmtree(tmp_path / ".state")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("freelance_comm.store.files.make_folder", refuse)
    monkeypatch.setattr("freelance_comm.store.files.write_new", refuse)
    reader = Workspace(tmp_path).reader()
    assert len(reader.summaries()) == 1
    assert sum(reader.seconds_spent().values()) == 3600 * 13
    assert len(reader.conversations()) > 0
    assert len(reader.notices()) <= 1


def test_the_ids_of_sources_are_found_by_month(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(101, source_id="csv:1"))
        change.add(entry(102, source_id="csv:2", day=date(2026, 4, 1)))
        change.add(message(source_id="<a@b>"))
    reader = workspace.reader()
    assert reader.source_ids(type(entry()), ["2026-03"]) == {"csv:1"}
    assert reader.source_ids(type(entry()), ["2026-03", "2026-04", "2020-01"]) == {"csv:1", "csv:2"}
    assert reader.source_ids(type(message()), ["2026-03"]) == {"<a@b>"}
