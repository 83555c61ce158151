"""Where the data lie and when they were last backed up: answers at once, whatever state the files are in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from freelance_comm.services.data_folder import data_folder, last_backup, note_backup
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator

NOW = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on a folder that does not exist yet."""
    workspace = Workspace(tmp_path / "data", durable=False)
    return Desk(workspace, clock=lambda: NOW, tr=translator("en"), zone="UTC")


def test_a_folder_that_is_not_there_holds_nothing(desk: Desk) -> None:
    found = data_folder(desk)
    assert (found.files, found.size, found.aside, found.backup) == (0, 0, 0, None)


def test_files_are_counted_apart_from_local_state(desk: Desk) -> None:
    root = desk.workspace.root
    (root / ".state" / "history").mkdir(parents=True)
    (root / "projects").mkdir()
    (root / "clients.json").write_bytes(b"x" * 10)
    (root / "projects" / "a-1.json").write_bytes(b"x" * 5)
    (root / ".state" / "history" / "old").write_bytes(b"x" * 7)
    found = data_folder(desk)
    assert (found.files, found.size, found.aside) == (2, 15, 7)


def test_a_backup_that_was_noted_is_known_with_its_time(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    copy.write_bytes(b"zip")
    note_backup(desk, str(copy))
    found = last_backup(desk)
    assert found is not None
    assert (found.path, found.at, found.there) == (str(copy), NOW, True)


def test_a_backup_that_was_moved_away_is_known_to_be_gone(desk: Desk, tmp_path: Path) -> None:
    note_backup(desk, str(tmp_path / "copy.zip"))
    found = last_backup(desk)
    assert found is not None
    assert not found.there


def test_a_note_is_for_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    note_backup(desk, str(tmp_path / "copy.zip"))
    note = desk.workspace.root / ".state" / "last-backup"
    assert note.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in note.parent.iterdir()] == ["last-backup"]


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"yesterday\n/x\n", b"2026-11-20T12:05:00\n/x\n", b"2026-11-20\n"])
def test_a_note_that_makes_no_sense_is_none(note: bytes, desk: Desk) -> None:
    state = desk.workspace.root / ".state"
    state.mkdir(parents=True)
    (state / "last-backup").write_bytes(note)
    assert last_backup(desk) is None


def test_a_name_with_a_line_break_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    note_backup(desk, str(tmp_path / "two\nlines.zip"))
    found = last_backup(desk)
    assert found is not None
    assert found.path == str(tmp_path / "two\nlines.zip")


def test_a_disk_that_refuses_the_note_does_not_undo_the_backup(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.root.mkdir()
    (desk.workspace.root / ".state").write_text("a file where the folder should be")
    note_backup(desk, str(tmp_path / "copy.zip"))
    assert last_backup(desk) is None
