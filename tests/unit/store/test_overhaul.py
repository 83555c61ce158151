"""Whole files are replaced in one step, whatever they held, and what they held goes to their history."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from freelance_comm.domain.errors import DataDamaged, NotSaved, Unconfirmed
from freelance_comm.store import history
from freelance_comm.store.document import parse
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, Counter, content, filled, refusing


def test_a_damaged_file_is_replaced_and_what_it_held_is_kept(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    good = (tmp_path / MONTH).read_bytes()
    (tmp_path / MONTH).write_bytes(b"{ torn")
    with pytest.raises(DataDamaged):
        workspace.reader().all_entries(10)
    with workspace.overhaul(NOW) as overhaul:
        overhaul.put(MONTH, parse(good, MONTH))
    assert (tmp_path / MONTH).read_bytes() == good
    kept = history.generations(DataFolder(str(tmp_path), durable=True), MONTH)
    assert b"{ torn" in [Path(path).read_bytes() for path in kept]
    assert len(Workspace(tmp_path).reader().all_entries(10)) == 1


def test_several_files_are_replaced_and_removed_together(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with workspace.overhaul(NOW) as overhaul:
        overhaul.put_text("running.json", before["workspace.json"] if "workspace.json" in before else before[MONTH])
        overhaul.remove(MONTH)
    after = content(tmp_path)
    assert MONTH not in after
    assert "running.json" in after


def test_a_refusal_of_the_disk_leaves_the_old_files_or_the_new_and_says_which(tmp_path: Path) -> None:
    said = []
    for call in range(1, 200):
        root = tmp_path / str(call)
        workspace = filled(root)
        before = content(root)
        counter = Counter(call, refusing(errno.ENOSPC))
        try:
            with counter, workspace.overhaul(NOW) as overhaul:
                overhaul.remove(MONTH)
                overhaul.put_text("running.json", before[MONTH])
        except NotSaved:
            assert content(root) == before
            said.append("not saved")
        except Unconfirmed:
            assert Workspace(root).reader().all_entries(10) == ()
            said.append("recorded")
        else:
            assert MONTH not in content(root)
            if len(counter.calls) < call:
                break
    assert set(said) == {"not saved", "recorded"}


def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with pytest.raises(ZeroDivisionError), workspace.overhaul(NOW) as overhaul:
        overhaul.remove(MONTH)
        raise ZeroDivisionError
    assert content(tmp_path) == before
