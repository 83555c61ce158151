"""Disks that are full, failing, or not to be written: reading goes on, saving says truly that nothing was saved."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from freelance_comm.services import draft_files
from freelance_comm.store import files
from tests.faults.said import refused
from tests.trials import scene, shell
from tests.trials.disks import content, leave, small_disk
from tests.trials.processes import Say, Writer, quick_folder, refusal

NOBODY = 65534


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a data folder with a project and three time entries."""
    scene.fill(tmp_path / "data")
    return tmp_path / "data"


class Refusing:
    """Refuses one kind of call on paths that hold a word."""

    def __init__(self, call: str, word: str, number: int) -> None:
        self.call = call
        self.word = word
        self.number = number
        self.refused: list[str] = []

    def __call__(self, call: str, path: str) -> None:
        if call in self.call.split() and self.word in path:
            self.refused.append(path)
            refusal(self.number)(call, path)

    def __enter__(self) -> Refusing:
        self._before = files.observe(self)
        return self

    def __exit__(self, *_: object) -> None:
        files.observe(self._before)


@pytest.mark.fault("F01", "F05", "F06", "F08")
@pytest.mark.parametrize(
    ("call", "word", "number", "words"),
    [
        ("write", "/time/.", errno.ENOSPC, "disk is full"),
        ("create", "/time/.", errno.ENOSPC, "disk is full"),
        ("write", "/time/.", errno.EDQUOT, "quota"),
        ("write", "/time/.", errno.EIO, "disk reported an error"),
        ("fsync", "/time/.", errno.EIO, "disk reported an error"),
        ("rename", "/data/time/", errno.EACCES, "no permission"),
        ("rename", "/data/time/", errno.EXDEV, "another disk"),
        ("rename", "/data/time/", errno.ENOSPC, "disk is full"),
    ],
)
def test_a_refused_save_leaves_every_file_as_it_was_and_says_why(
    root: Path, call: str, word: str, number: int, words: str
) -> None:
    before = content(root)
    with Refusing(call, word, number) as refusing:
        answer = shell.said(root, *shell.add_words("refused"))
    refused(answer, 5, words, "not saved", scene.MONTH, "Nothing was changed.")
    assert len(refusing.refused) == 1, "what the disk refused is not tried again"
    assert content(root) == before
    assert scene.leftovers(root) == []
    assert shell.said(root, *shell.add_words("refused")).code == 0
    assert [note for note, _ in scene.entries(root)].count("refused") == 1


@pytest.mark.fault("F01", "F04")
@pytest.mark.skipif(not shell.is_root(), reason="only root may mount a disk")
def test_on_a_full_disk_everything_can_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        where = disk / "data"
        scene.fill(where)
        shutil.rmtree(where / ".state")
        leave(disk, 0)
        for words in (("today",), ("track", "list"), ("project", "list", "--json"), ("client", "list"), ("export",)):
            answer = shell.said(where, *words)
            assert (answer.code, "error:" in answer.err) == (0, False), f"{words}: {answer.err}"
            assert answer.out
        refused(shell.said(where, *shell.add_words("x")), 5, "disk is full")
        (disk / "ballast").unlink()
        assert shell.said(where, *shell.add_words("x")).code == 0
        assert len(scene.entries(where)) == 4


@pytest.mark.fault("F09")
@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_where_there_are_no_hard_links_history_is_copied(root: Path, number: int) -> None:
    before = (root / scene.MONTH).read_bytes()
    with Refusing("link", "", number) as refusing:
        answer = shell.said(root, *shell.add_words("saved"))
    assert (answer.code, answer.err) == (0, "")
    assert refusing.refused
    assert before in [path.read_bytes() for path in (root / ".state/history" / scene.MONTH).iterdir()]


@pytest.mark.fault("F10")
def test_where_no_earlier_generation_can_be_kept_nothing_is_saved(root: Path) -> None:
    before = content(root)
    with Refusing("link", "", errno.ENOSPC):
        refused(shell.said(root, *shell.add_words("x")), 5, "disk is full", "Nothing was changed.")
    assert content(root) == before
    assert shell.said(root, *shell.add_words("x")).code == 0


@pytest.mark.fault("F12")
@pytest.mark.skipif(not shell.is_root(), reason="only root may mount a disk")
def test_a_read_only_disk_can_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        where = disk / "data"
        scene.fill(where)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        listed = shell.said(where, "track", "list", "--json")
        assert (listed.code, listed.err) == (0, "")
        refused(shell.said(where, *shell.add_words("x")), 5, "read-only", "Nothing was changed.")
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert shell.said(where, *shell.add_words("x")).code == 0


@pytest.fixture
def for_nobody() -> Iterator[Path]:
    """Return a folder that another user can reach."""
    with quick_folder() as folder:
        folder.chmod(0o755)
        yield folder


@pytest.mark.fault("F12")
def test_folders_without_the_right_to_write_can_be_read(for_nobody: Path) -> None:
    if shell.is_root() and not all(above.stat().st_mode & 0o001 for above in Path(files.__file__).parents):
        pytest.skip("the program itself lies where another user cannot reach it")
    where = for_nobody / "data"
    scene.fill(where)
    for path in (where, *where.rglob("*")):
        if shell.is_root():
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = content(where)

    def work(say: Say) -> None:
        if shell.is_root():
            os.setuid(NOBODY)
            os.environ |= {"HOME": "/", "XDG_CONFIG_HOME": str(for_nobody)}  # the test's own home is not for nobody
        listed = shell.said(where, "track", "list", "--json")
        saved = shell.said(where, *shell.add_words("x"))
        say(f"{listed.code} {len(listed.out) > 100} {saved.code} {saved.proper} {'permission' in saved.err}")

    writer = Writer(work)
    writer.join()
    for path in (where, *where.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert writer.said == ["0 True 5 True True"]
    assert content(where) == before


@pytest.mark.fault("F14")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS])
def test_without_a_lock_nothing_is_written(root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    before = content(root)

    def flock(_: int, __: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", flock)
        assert shell.said(root, "track", "list").code == 0
        refused(shell.said(root, *shell.add_words("x")), 5, "cannot be locked", "network drives")
    assert content(root) == before
    assert shell.said(root, *shell.add_words("x")).code == 0


@pytest.mark.fault("F18")
def test_a_disk_that_is_full_after_the_save_neither_hides_nor_denies_it(root: Path) -> None:
    saved = False

    def full(call: str, path: str) -> None:
        nonlocal saved
        if saved and call in ("create", "write", "append", "mkdir", "rename", "link"):
            refusal(errno.ENOSPC)(call, path)
        saved = saved or (call == "fsync" and path.endswith("/data/time"))

    before = files.observe(full)
    try:
        answer = shell.said(root, *shell.add_words("saved"))
    finally:
        files.observe(before)
    assert saved
    assert (answer.code, answer.err) == (0, "")
    assert "saved" in [note for note, _ in scene.entries(root)]
    assert shell.said(root, *shell.add_words("next")).code == 0
    assert scene.leftovers(root) == []


@pytest.mark.fault("F18")
@pytest.mark.skipif(not shell.is_root(), reason="only root may mount a disk")
def test_a_draft_that_finds_no_room_stops_nobody(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        where = disk / "data"
        scene.fill(where)
        leave(disk, 0)
        assert draft_files.keep_work(scene.desk(where), "letter", "x" * 10_000) is None
        assert scene.leftovers(where) == []
        assert shell.said(where, "track", "list").code == 0


@pytest.mark.fault("F18")
def test_a_failure_that_cannot_be_logged_is_told_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from freelance_comm import cli

    def fail(_: object) -> int:
        raise ZeroDivisionError

    (root / ".state/log").mkdir()
    monkeypatch.setattr(cli, "main", fail)
    answer = shell.said(root, "today")
    refused(answer, 1, "not your fault", "--debug")
