"""Documents are written whole or not at all; unfinished texts are kept, and keeping never gets in the way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.services import draft_files
from freelance_comm.store import files
from tests.unit.services.rig import Rig


def test_a_document_ends_with_one_newline_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = draft_files.save_document(tmp_path / "report.txt", "Hello")
    assert path.read_text(encoding="utf-8") == "Hello\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    assert draft_files.save_document(tmp_path / "a.eml", b"x\r\n").read_bytes() == b"x\r\n"


def test_an_existing_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(NotSaved) as refused:
        draft_files.save_document(path, "new")
    assert int(refused.value.code) == 5
    assert path.read_text(encoding="utf-8") == "old"


def test_force_replaces_it_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")
    draft_files.save_document(path, "new", force=True)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("report.txt", "new\n")]


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "report.txt"
    link.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(NotSaved):
        draft_files.save_document(link, "new")
    assert not (tmp_path / "elsewhere.txt").exists()


def test_a_folder_is_no_place_for_a_document(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        draft_files.save_document(tmp_path, "new", force=True)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        draft_files.save_document(tmp_path / "none" / "report.txt", "new")


@pytest.mark.parametrize("call", ["create", "write", "fsync", "rename"])
def test_a_refusing_disk_leaves_the_old_document_and_no_remains(tmp_path: Path, call: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old", encoding="utf-8")

    def refuse(made: str, _path: str) -> None:
        if made == call:
            raise OSError(28, os.strerror(28))

    before = files.observe(refuse)
    try:
        with pytest.raises(NotSaved) as refused:
            draft_files.save_document(path, "new", force=True)
    finally:
        files.observe(before)
    assert "full" in str(refused.value)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("report.txt", "old")]


def test_a_disk_without_hard_links_is_good_enough(tmp_path: Path) -> None:
    def refuse(made: str, _path: str) -> None:
        if made == "link":
            raise OSError(1, os.strerror(1))

    before = files.observe(refuse)
    try:
        path = draft_files.save_document(tmp_path / "report.txt", "new")
    finally:
        files.observe(before)
    assert path.read_text(encoding="utf-8") == "new\n"


def test_unfinished_work_comes_back_and_can_be_dropped(rig: Rig) -> None:
    draft_files.keep_work(rig.desk, "12-work/progress-report", "Dragă Ana,\n\nun rând")
    assert draft_files.kept_work(rig.desk, "12-work/progress-report") == "Dragă Ana,\n\nun rând"
    draft_files.drop_work(rig.desk, "12-work/progress-report")
    assert draft_files.kept_work(rig.desk, "12-work/progress-report") is None


def test_dropping_what_was_never_kept_is_nothing(rig: Rig) -> None:
    draft_files.drop_work(rig.desk, "never")
    assert draft_files.kept_work(rig.desk, "never") is None


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "..", "", "x" * 400, "a\x00b", "çà ț"])
def test_whatever_a_draft_is_called_it_stays_in_its_folder(rig: Rig, key: str) -> None:
    path = draft_files.keep_for_editor(rig.desk, key, "text")
    assert path.parent == rig.workspace.root / ".state" / "drafts"
    assert draft_files.kept_for_editor(path) == "text"


def test_kept_work_belongs_to_its_owner_alone(rig: Rig) -> None:
    path = draft_files.keep_for_editor(rig.desk, "a", "text")
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_a_full_disk_never_stops_somebody_who_only_types(rig: Rig) -> None:
    def refuse(made: str, _path: str) -> None:
        raise OSError(28, os.strerror(28))

    before = files.observe(refuse)
    try:
        assert draft_files.keep_work(rig.desk, "a", "text") is None
    finally:
        files.observe(before)


def test_what_the_editor_left_is_cleaned(rig: Rig) -> None:
    path = draft_files.keep_for_editor(rig.desk, "a", "text")
    path.write_bytes("\ufeffHello\x1b[31m\r\nAna\r\n".encode())
    assert draft_files.kept_for_editor(path) == "Hello[31m\nAna"


def test_an_editor_that_left_no_text_at_all_left_nothing(rig: Rig) -> None:
    path = draft_files.keep_for_editor(rig.desk, "a", "text")
    path.unlink()
    assert draft_files.kept_for_editor(path) == ""


def test_what_is_not_utf8_stays_where_it_is(rig: Rig) -> None:
    path = draft_files.keep_for_editor(rig.desk, "a", "text")
    path.write_bytes(b"caf\xe9")
    with pytest.raises(BadValue):
        draft_files.kept_for_editor(path)
    assert path.read_bytes() == b"caf\xe9"
