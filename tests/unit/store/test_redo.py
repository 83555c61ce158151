"""A change over several files that was decided is finished by whoever comes next; one of another machine is not."""

from __future__ import annotations

import os
import signal
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.store import redo
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, Counter, client, content, entry, filled, timer

REDO = f".state/{redo.FILE}"


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """Return a workspace in which a writer died when its change over two files was decided and nothing done."""
    workspace = filled(tmp_path)

    class Dying(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and path.endswith(MONTH) and ".state" not in path:
                os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        try:
            with Dying(), workspace.change(NOW) as change:
                change.add(entry(101))
                change.add(timer())
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert (tmp_path / REDO).exists()
    return tmp_path


def test_readers_see_a_decided_change_as_done_though_no_writer_came_yet(decided: Path) -> None:
    before = content(decided)
    reader = Workspace(decided).reader()
    assert [one.id for one in reader.all_entries(10)] == [100, 101]
    assert reader.timer() == timer()
    assert reader.seconds_spent() == {10: 7200}
    assert content(decided) == before


def test_the_next_writer_finishes_it_first(decided: Path) -> None:
    with Workspace(decided).change(NOW) as change:
        assert change.timer() == timer()
    assert not (decided / REDO).exists()
    assert b'"101"' in (decided / MONTH).read_bytes()
    assert list(decided.rglob("*.tmp")) == []
    assert Workspace(decided).reader().notices() == ()


def test_what_was_found_before_the_change_is_kept_as_a_generation(decided: Path) -> None:
    before = (decided / MONTH).read_bytes()
    with Workspace(decided).change(NOW):
        pass
    assert before in [path.read_bytes() for path in (decided / ".state/history" / MONTH).iterdir()]


def test_a_redo_file_of_another_machine_is_reported_and_never_applied(
    decided: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redo, "machine", lambda: "another machine")
    data = (decided / REDO).read_bytes()
    workspace = Workspace(decided)
    assert [one.id for one in workspace.reader().all_entries(10)] == [100]
    assert ["another machine" in str(notice) for notice in workspace.reader().notices()] == [True]
    with workspace.change(NOW) as change:
        change.add(timer(401))
        change.add(entry(102))
    reader = workspace.reader()
    assert [one.id for one in reader.all_entries(10)] == [100, 102]
    assert reader.timer() == timer(401)
    (kept,) = (decided / ".state/conflicts").iterdir()
    assert kept.read_bytes() == data
    assert len(reader.notices()) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"machine": "x", "sum": "y", "files": [{}]}'])
def test_a_redo_file_that_is_not_whole_stops_nobody_and_is_kept(tmp_path: Path, data: bytes) -> None:
    workspace = filled(tmp_path)
    (tmp_path / REDO).write_bytes(data)
    assert workspace.reader().all_entries(10) == (entry(),)
    with workspace.change(NOW) as change:
        change.add(entry(101))
    assert [path.read_bytes() for path in (tmp_path / ".state/conflicts").iterdir()] == [data]


def test_a_redo_file_that_names_a_path_elsewhere_is_not_applied(decided: Path) -> None:
    plan = redo.read_own(Workspace(decided)._folder)
    assert plan is not None
    plan.files[0].file = "../outside.json"
    (decided / REDO).write_bytes(redo.dump(plan))
    with Workspace(decided).change(NOW):
        pass
    assert not (decided.parent / "outside.json").exists()


def test_a_file_that_somebody_changed_after_the_crash_gets_the_decided_records_added(decided: Path) -> None:
    path = decided / MONTH
    path.write_bytes(path.read_bytes().replace(b'"3600"', b'"7200"'))
    theirs = path.read_bytes()
    with Workspace(decided).change(NOW):
        pass
    reader = Workspace(decided).reader()
    assert [(one.id, one.seconds) for one in reader.all_entries(10)] == [(100, Decimal(7200)), (101, Decimal(3600))]
    (kept,) = (decided / ".state/conflicts").iterdir()
    assert kept.read_bytes() == theirs
    assert len(reader.notices()) == 1


def test_a_file_that_was_damaged_after_the_crash_is_replaced_and_kept(decided: Path) -> None:
    (decided / MONTH).write_bytes(b"{")
    with Workspace(decided).change(NOW):
        pass
    assert [one.id for one in Workspace(decided).reader().all_entries(10)] == [100, 101]
    assert [path.read_bytes() for path in (decided / ".state/conflicts").iterdir()] == [b"{"]


def test_a_kill_during_the_recovery_leaves_the_rest_to_the_next(decided: Path) -> None:
    for call in range(1, 40):
        child = os.fork()
        if not child:
            try:
                with Counter(call, lambda *_: os.kill(os.getpid(), signal.SIGKILL)), Workspace(decided).change(NOW):
                    pass
            finally:
                os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        reader = Workspace(decided).reader()
        assert ([one.id for one in reader.all_entries(10)], reader.timer()) == ([100, 101], timer())
        if not killed:
            break
    assert call > 5
    assert not (decided / REDO).exists()


def test_a_change_outweighs_the_removal_by_a_decided_move(tmp_path: Path) -> None:
    workspace = filled(tmp_path)

    class Dying(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "unlink" and "projects/site" in path and ".state" not in path:
                os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        try:
            with Dying(), workspace.change(NOW) as change:
                change.archive(10, 2026)
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    path = tmp_path / "projects/site-10.json"
    path.write_bytes(path.read_bytes().replace(b"Site", b"Edited"))
    with Workspace(tmp_path).change(NOW) as change:
        change.save(client(), client(notes="x"))
    assert path.exists()
    assert Workspace(tmp_path).reader().project(10).head.name == "Edited"
