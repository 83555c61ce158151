"""A save that the disk refuses changes nothing and says so; one that stands is never called unsaved."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.errors import (
    DataDamaged,
    ExitCode,
    NewerData,
    NotSaved,
    SavedThenInterrupted,
    Unconfirmed,
)
from freelance_comm.store import redo
from freelance_comm.store.change import Change
from freelance_comm.store.tables import StagedFile
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, Counter, client, content, entry, filled, refusing, timer

Edit = Callable[[Change], None]


def one_file(change: Change) -> None:
    change.add(entry(101))


def two_files(change: Change) -> None:
    change.add(entry(101))
    change.add(timer())


def saved(root: Path, edit: Edit) -> bool:
    reader = Workspace(root).reader()
    both = (len(reader.all_entries(10)) == 2, reader.timer() is not None)
    if edit is two_files:
        assert both in ((False, False), (True, True))
    return both[0]


@pytest.mark.parametrize("edit", [one_file, two_files])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_refusal_at_any_call_is_told_truly(tmp_path: Path, edit: Edit, number: int) -> None:
    outcomes = []
    for call in range(1, 60):
        root = tmp_path / str(call)
        workspace = filled(root)
        before = content(root)
        outcome = "saved"
        with Counter(call, refusing(number)) as counter:
            try:
                with workspace.change(NOW) as change:
                    edit(change)
            except NotSaved:
                outcome = "not saved"
            except Unconfirmed:
                outcome = "unconfirmed"
        assert saved(root, edit) == (outcome != "not saved")
        if outcome == "not saved":
            assert content(root) == before
        if outcome != "saved":
            with Workspace(root, durable=False).change(NOW) as change:
                if outcome == "not saved":
                    edit(change)
        assert saved(root, edit)
        assert Workspace(root).reader().notices() == ()
        outcomes.append(outcome)
        if len(counter.calls) < call:
            break
    assert set(outcomes) == {"not saved", "unconfirmed", "saved"}
    assert outcomes[-1] == "saved"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission"),
        (errno.EIO, "error"),
        (errno.EXDEV, "another disk"),
        (errno.EBUSY, "busy"),
    ],
)
def test_the_reason_of_a_refusal_is_told(tmp_path: Path, number: int, words: str) -> None:
    workspace = filled(tmp_path)

    class Refusing(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and path == f"{tmp_path}/{MONTH}":
                refusing(number)(call, path)

    with Refusing(), pytest.raises(NotSaved, match=words) as caught, workspace.change(NOW) as change:
        one_file(change)
    assert MONTH in str(caught.value)
    assert caught.value.code == ExitCode.NOT_SAVED


def test_a_file_cut_by_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if len(data) < 100:
            raise OSError(errno.ENOSPC, "no space")
        return real(handle, data[:50])

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(NotSaved), workspace.change(NOW) as change:
        one_file(change)
    assert content(tmp_path) == before


def test_on_a_full_disk_reading_works_and_leaves_nothing_behind(tmp_path: Path) -> None:
    workspace = filled(tmp_path)

    class Full(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "write":
                refusing(errno.ENOSPC)(call, path)

    with Full():
        reader = workspace.reader()
        assert reader.seconds_spent() == {10: 3600}
        assert [one.project.id for one in reader.summaries()] == [10]
        assert reader.notices() == ()
    assert list(tmp_path.rglob("*.tmp")) == []


@pytest.mark.fault("F06")
def test_a_failed_flush_is_not_tried_again_on_the_same_file(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    flushed = []

    class Failing(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "fsync" and path.endswith(".tmp"):
                flushed.append(path)
                refusing(errno.EIO)(call, path)

    with Failing(), pytest.raises(NotSaved), workspace.change(NOW) as change:
        one_file(change)
    assert len(flushed) == 1


def test_a_folder_that_is_not_flushed_means_saved_but_unconfirmed(tmp_path: Path) -> None:
    workspace = filled(tmp_path)

    class Failing(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "fsync" and path.endswith("/time"):
                refusing(errno.EIO)(call, path)

    with Failing(), pytest.raises(Unconfirmed) as caught, workspace.change(NOW) as change:
        one_file(change)
    assert caught.value.code == ExitCode.UNCONFIRMED
    assert saved(tmp_path, one_file)


@pytest.mark.parametrize("edit", [one_file, two_files])
def test_an_interruption_at_any_call_is_told_truly(tmp_path: Path, edit: Edit) -> None:
    def interrupt(*_: str) -> None:
        raise KeyboardInterrupt

    outcomes = []
    for call in range(1, 60):
        root = tmp_path / str(call)
        workspace = filled(root)
        stands = True
        with Counter(call, interrupt) as counter:
            try:
                with workspace.change(NOW) as change:
                    edit(change)
            except SavedThenInterrupted:
                pass
            except KeyboardInterrupt:
                stands = False
        assert saved(root, edit) == stands
        assert not (root / ".state" / redo.FILE).exists()
        outcomes.append(stands)
        if len(counter.calls) < call:
            break
    assert outcomes == sorted(outcomes)
    assert len(set(outcomes)) == 2


def test_the_calls_come_in_the_order_that_loses_nothing(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with Counter() as counter, workspace.change(NOW) as change:
        one_file(change)
    short = [
        (call, Path(path).suffix or Path(path).name)
        for call, path in counter.calls
        if ".state/sums" not in path and not path.endswith("lock")
    ]
    assert short == [
        ("create", ".tmp"),
        ("write", ".tmp"),
        ("fsync", ".tmp"),
        ("mkdir", "history"),
        ("mkdir", "time"),
        ("mkdir", ".json"),
        ("link", ".json"),
        ("rename", ".json"),
        ("fsync", "time"),
        ("append", "journal"),
    ]


def test_several_files_are_decided_by_the_redo_file_before_any_is_touched(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with Counter() as counter, workspace.change(NOW) as change:
        two_files(change)
    renamed = [path.removeprefix(f"{tmp_path}/") for call, path in counter.calls if call in ("rename", "unlink")]
    assert [path for path in renamed if "sums" not in path] == [
        ".state/redo.json",
        MONTH,
        "running.json",
        ".state/redo.json",
    ]


def test_a_file_that_somebody_replaced_during_the_change_is_not_overwritten(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    theirs = (tmp_path / MONTH).read_bytes().replace(b'"3600"', b'"7200"')

    class Meddling(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "link":
                other = tmp_path / "other"
                other.write_bytes(theirs)
                other.rename(tmp_path / MONTH)

    with Meddling(), pytest.raises(NotSaved, match="same moment"), workspace.change(NOW) as change:
        one_file(change)
    assert (tmp_path / MONTH).read_bytes() == theirs


def test_a_file_replaced_before_the_change_keeps_both_sides(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    workspace.reader().all_entries(10)
    other = tmp_path / "other"
    other.write_bytes((tmp_path / MONTH).read_bytes().replace(b'"3600"', b'"7200"'))
    other.rename(tmp_path / MONTH)
    with workspace.change(NOW) as change:
        one_file(change)
    assert [one.seconds for one in workspace.reader().all_entries(10)] == [7200, 3600]


@pytest.mark.fault("W12")
def test_a_value_that_cannot_be_stored_stops_only_its_own_change(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    for wrong in (entry(101, note=b"bytes"), entry(102, note="\ud800"), entry(103, project_id=2**60)):
        with pytest.raises(NotSaved), workspace.change(NOW) as change:
            change.add(wrong)
    assert content(tmp_path) == before
    with workspace.change(NOW) as change:
        one_file(change)
    assert saved(tmp_path, one_file)


@pytest.mark.fault("W12")
def test_a_text_that_would_read_back_differently_is_not_written(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with pytest.raises(NotSaved), workspace.change(NOW) as change:
        staged: StagedFile = change._staging.stage(MONTH)
        staged.insert_document("entries", 101, {"tags": ("a", "b")})
    assert content(tmp_path) == before


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP])
def test_without_hard_links_history_is_kept_by_copying(tmp_path: Path, number: int) -> None:
    workspace = filled(tmp_path)
    before = (tmp_path / MONTH).read_bytes()

    class Linkless(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "link":
                refusing(number)(call, path)

    with Linkless(), workspace.change(NOW) as change:
        one_file(change)
    (kept,) = (tmp_path / ".state/history" / MONTH).iterdir()
    assert kept.read_bytes() == before
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.fault("W02")
def test_leftovers_of_dead_writers_are_removed_by_the_next_write(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    leftovers = [
        tmp_path / "time/.2026-03.json.1.tmp",
        tmp_path / ".state/.redo.json.1.tmp",
        tmp_path / ".state/sums/time/.x.1.tmp",
    ]
    for path in leftovers:
        path.write_bytes(b"half")
    with workspace.change(NOW) as change:
        one_file(change)
    assert [path for path in leftovers if path.exists()] == []


def test_many_saves_leave_only_a_bounded_history(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    handles = open_handles()
    for number in range(30):
        with workspace.change(NOW) as change:
            change.add(entry(1000 + number, seconds=Decimal(60 + number)))
    assert len(list((tmp_path / ".state/history" / MONTH).iterdir())) == 20
    assert open_handles() == handles


def open_handles() -> int:
    """Return how many files this process holds open, 0 where the system does not say."""
    listing = Path("/proc/self/fd")
    return len(list(listing.iterdir())) if listing.is_dir() else 0


def test_a_newer_workspace_is_read_but_not_written(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    path = tmp_path / MONTH
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))
    before = content(tmp_path)
    assert workspace.reader().all_entries(10) == (entry(),)
    with pytest.raises(NewerData) as caught, workspace.change(NOW) as change:
        one_file(change)
    assert caught.value.code == ExitCode.NEWER_DATA
    assert content(tmp_path) == before


def test_a_newer_profile_stops_every_save(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (tmp_path / "workspace.json").write_text('{"format": {"1": {"version": 2}}}')
    with pytest.raises(NewerData), workspace.change(NOW) as change:
        one_file(change)


def test_a_damaged_file_is_never_written_over(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (tmp_path / MONTH).write_bytes(b"")
    with pytest.raises(DataDamaged), workspace.change(NOW) as change:
        one_file(change)
    assert (tmp_path / MONTH).read_bytes() == b""


def test_a_link_inside_the_folder_is_kept_and_its_target_written(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "clients.json").rename(tmp_path / "real/people.json")
    (tmp_path / "clients.json").symlink_to("real/people.json")
    with workspace.change(NOW) as change:
        change.save(client(), client(notes="kept"))
    assert (tmp_path / "clients.json").is_symlink()
    assert b"kept" in (tmp_path / "real/people.json").read_bytes()


@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_out_of_the_folder_is_neither_read_nor_written(tmp_path: Path, dangling: bool) -> None:
    root = tmp_path / "data"
    workspace = filled(root)
    outside = tmp_path / "outside.json"
    if not dangling:
        (root / "clients.json").rename(outside)
    else:
        (root / "clients.json").unlink()
    (root / "clients.json").symlink_to(outside)
    with pytest.raises(DataDamaged):
        Workspace(root).reader().clients()
    with pytest.raises(DataDamaged), workspace.change(NOW) as change:
        change.add(client(2))
    assert outside.exists() != dangling


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_write_protected_file_is_read_but_not_replaced(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (tmp_path / MONTH).chmod(0o400)
    with pytest.raises(NotSaved, match="write-protected"), workspace.change(NOW) as change:
        one_file(change)
    assert workspace.reader().all_entries(10) == (entry(),)
