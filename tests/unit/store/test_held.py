"""Holding the lock without changing anything: others wait, and nothing is written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Busy
from freelance_comm.store import Workspace

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_while_one_holds_it_no_other_can_change_or_hold_it(tmp_path: Path) -> None:
    first, second = Workspace(tmp_path, durable=False), Workspace(tmp_path, durable=False, lock_seconds=0.05)
    with first.held():
        with pytest.raises(Busy), second.held():
            pass
        with pytest.raises(Busy), second.change(NOW):
            pass
    with second.held():
        pass


def test_it_is_given_back_when_the_block_fails(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, durable=False, lock_seconds=0.05)
    with pytest.raises(ValueError, match="stop"), workspace.held():
        raise ValueError("stop")
    with workspace.held():
        pass


def test_nothing_but_the_lock_is_written(tmp_path: Path) -> None:
    with Workspace(tmp_path, durable=False).held():
        pass
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [".state/lock"]
    assert not Workspace(tmp_path, durable=False).has_saved
