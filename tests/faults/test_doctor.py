"""A treatment that is killed, or refused by the disk, leaves old or new, and the next one finishes it."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm.domain.errors import NotSaved, Unconfirmed
from freelance_comm.store.treatment import treat
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, Counter, content, refusing
from tests.unit.store.ward import sick

SAID = {"kept", "May", "set aside", "Radu", "Mara", "theirs", "the second", "Third"}
"""Words of which each stands in one record, or in one version of a record."""


def everything(root: Path) -> set[str]:
    """Return which of the words are in any version of any file, the history and the journal left out."""
    paths = [path for path in root.rglob("*") if path.is_file() and "history" not in path.parts]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths if "journal" not in path.name]
    return {word for word in SAID if any(word in text for text in texts)}


def killed_at(call: int, root: Path) -> bool:
    """Treat in a process that kills itself before its file-changing call number ``call``; return whether it did."""
    child = os.fork()
    if not child:
        code = 1
        try:
            with Counter(call, lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
                treat(Workspace(root), NOW, None, {})
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.fixture(autouse=True)
def unflushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the flushing itself: a killed process loses nothing that it wrote, and the calls are counted before."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sick workspace to be copied."""
    root = tmp_path_factory.mktemp("patient") / "data"
    sick(root)
    return root


@pytest.fixture(scope="module")
def healed(patient: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the files of the sick workspace hold once it was treated without interruption."""
    root = tmp_path_factory.mktemp("healed") / "data"
    shutil.copytree(patient, root)
    treat(Workspace(root), NOW, None, {})
    assert [each.key for each in Workspace(root).examine().ailments] == []
    assert everything(root) == SAID
    return content(root)


def calls_of(patient: Path, root: Path) -> int:
    shutil.copytree(patient, root)
    with Counter() as counted:
        treat(Workspace(root), NOW, None, {})
    return len(counted.calls)


def interrupted(
    patient: Path, tmp_path: Path, healed: dict[str, bytes], step: int, stop: Callable[[int, Path], object]
) -> int:
    """Stop treatments at one call after the other; look at what is there, let the next one finish, and compare."""
    last = calls_of(patient, tmp_path / "counted")
    for call in range(1, last + 1, step):
        root = tmp_path / "again"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(patient, root)
        stop(call, root)
        assert everything(root) == SAID, call
        treat(Workspace(root), NOW, None, {})
        assert content(root) == healed, call
        assert [each.key for each in Workspace(root).examine().ailments] == []
    return last


@pytest.mark.fault("W07")
def test_a_treatment_killed_at_any_call_leaves_old_or_new_and_the_next_one_finishes(
    patient: Path, healed: dict[str, bytes], tmp_path: Path, long_run: bool
) -> None:
    calls = interrupted(patient, tmp_path, healed, 1 if long_run else 7, killed_at)
    assert calls > 150


@pytest.mark.fault("W07")
def test_a_treatment_that_the_disk_refuses_leaves_old_or_new_and_says_so(
    patient: Path, healed: dict[str, bytes], tmp_path: Path, long_run: bool
) -> None:
    refusals = []

    def refuse(call: int, root: Path) -> None:
        try:
            with Counter(call, refusing(errno.ENOSPC)):
                treat(Workspace(root), NOW, None, {})
        except (NotSaved, Unconfirmed) as refusal:
            refusals.append(type(refusal))

    interrupted(patient, tmp_path, healed, 2 if long_run else 23, refuse)
    assert NotSaved in refusals
