"""One writer at a time: the lock says who holds it, dies with its holder, and is never done without."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Busy, ExitCode, NotSaved
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, content, entry, filled

HOLD = """
import sys, time
from tests.unit.store.sample import NOW
from freelance_comm.store.workspace import Workspace
with Workspace(sys.argv[1], owner="tui").change(NOW):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Start another process that holds the lock of a filled workspace, and return it."""
    filled(tmp_path)
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_lock_that_another_process_holds_is_waited_for_and_then_told(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    before = content(tmp_path)
    begun = time.monotonic()
    try:
        with pytest.raises(Busy) as caught, Workspace(tmp_path, lock_seconds=0.3).change(NOW) as change:
            change.add(entry(101))
    finally:
        holder.kill()
        holder.communicate()
    assert 0.3 <= time.monotonic() - begun < 5
    assert str(caught.value) == f"Busy: process {holder.pid} (tui) is writing."
    assert caught.value.code == ExitCode.BUSY
    assert content(tmp_path) == before


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with Workspace(tmp_path, lock_seconds=0).change(NOW) as change:
        change.add(entry(101))
    assert len(Workspace(tmp_path).reader().all_entries(10)) == 2


def test_readers_need_no_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    try:
        assert Workspace(tmp_path).reader().all_entries(10) == (entry(),)
    finally:
        holder.kill()
        holder.communicate()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP])
def test_where_no_lock_can_be_had_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)

    def flock(_: int, __: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(NotSaved, match="locked") as caught, workspace.change(NOW) as change:
        change.add(entry(101))
    assert caught.value.code == ExitCode.NOT_SAVED
    assert content(tmp_path) == before


def test_a_lock_whose_folder_was_deleted_meanwhile_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = filled(tmp_path)
    real = fcntl.flock
    calls: list[int] = []

    def flock(handle: int, how: int) -> None:
        if not calls:
            shutil.rmtree(tmp_path / ".state")
            (tmp_path / ".state").mkdir()
        calls.append(handle)
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with workspace.change(NOW) as change:
        change.add(entry(101))
    assert len(calls) == 2
    assert len(workspace.reader().all_entries(10)) == 2


def test_four_threads_that_save_at_once_are_all_saved(tmp_path: Path) -> None:
    workspace = filled(tmp_path)

    def save() -> None:
        for _ in range(5):
            with workspace.change(NOW) as change:
                change.add(entry(change.new_id()))
            workspace.reader().seconds_spent()

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspace.reader().all_entries(10)) == 21


def test_a_change_inside_another_one_is_told_and_not_waited_for_ever(tmp_path: Path) -> None:
    workspace = filled(tmp_path, lock_seconds=0.05)
    with workspace.change(NOW), pytest.raises(Busy), workspace.change(NOW):
        raise AssertionError
