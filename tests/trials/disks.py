"""Disks that are full: a real one in memory, and one whose system call says so after so many bytes."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.trials import scene, shell
from tests.trials.steps import Stage
from tests.trials.tally import Tally

BLOCK = 4096


@contextmanager
def small_disk(where: Path, size: int = 1 << 20) -> Iterator[Path]:
    """Mount a file system of ``size`` bytes at ``where``; ``OSError`` where that is not allowed."""
    where.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(where)], capture_output=True, check=False
    )
    if done.returncode:
        raise OSError(errno.EPERM, done.stderr.decode("utf-8", "replace").strip())
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)


def leave(disk: Path, blocks: int) -> None:
    """Fill a disk so that ``blocks`` blocks are free."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    state = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, state.f_bfree - blocks) * state.f_frsize))
    assert os.statvfs(disk).f_bfree == blocks


def content(root: Path) -> dict[str, bytes]:
    """Return the data files with what they hold, the local state left out."""
    found = (path for path in root.rglob("*") if path.is_file() and ".state" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def full_disk(where: Path, most_free: int = 60) -> Tally:
    """Write down time with no block free, one, two … until it is saved; reading works all the time."""
    total = Tally()
    with small_disk(where) as disk:
        root = disk / "data"
        scene.fill(root)
        for blocks in range(most_free):
            leave(disk, blocks)
            before = content(root)
            answer = shell.said(root, *shell.add_words(f"with {blocks} free"))
            told = {0: "saved", 5: "not saved", 6: "saved"}.get(answer.code, "")
            total += Tally(trials=1, acknowledged=int(told == "saved")) + _judged(root, before, answer, told)
            listed = shell.said(root, "track", "list", "--json")
            total += Tally(unreadable=int(listed.code != 0 or not listed.proper), notes=(listed.err,) * listed.code)
            if answer.code == 0:
                return total
    return total + Tally(lost=1, notes=("never saved",))


def _judged(root: Path, before: dict[str, bytes], answer: shell.Answer, told: str) -> Tally:
    wrong: list[str] = []
    if not answer.proper or not told or (told == "not saved" and "disk is full" not in answer.err):
        wrong.append(f"said {answer.code}: {answer.err}")
    after = content(root)
    if told == "not saved" and after != before:
        wrong.append("said not saved, but files changed")
    if told == "saved" and after == before:
        wrong.append("said saved, but nothing changed")
    left = scene.leftovers(root)
    return Tally(untruthful=len(wrong), unreadable=len(left), notes=(*wrong, *map(str, left)))


def full_after(stage: Stage, budgets: range) -> Tally:
    """Let the disk take so many bytes and no more, for each of ``budgets``, until the operation succeeds."""
    total = Tally()
    for budget in budgets:
        spent: list[int] = []
        total += stage.tried(_budget(budget, spent))
        if not spent:
            return total
    return total


@contextmanager
def _budget(size: int, refused: list[int]) -> Iterator[None]:
    """Let ``os.write`` take ``size`` bytes in all, the last of them by half a call; ``refused`` gets the rest."""
    real = os.write
    left = [size]

    def write(handle: int, data: Any) -> int:
        take = min(len(data), left[0])
        if not take:
            refused.append(len(data))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= take
        return real(handle, data[:take])

    os.write = write
    try:
        yield
    finally:
        os.write = real
