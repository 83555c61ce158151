"""Puts a copy of a whole workspace in the place of the present one, which is kept as a copy of its own.

Everything is checked and on the disk before anything is decided; deciding is one step of an overhaul.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime

from freelance_comm.domain.errors import DataDamaged, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.store import copy_out, files, whole_copy
from freelance_comm.store.archive_file import Archive
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.overhaul import Overhaul
from freelance_comm.store.source import Source
from freelance_comm.store.whole_copy import Contents, Progress

_BEFORE = "before-restore-"
_KEPT = 3
"""So many copies of former states stay."""
_ROOM_FOR_A_FILE = 8192
_ROOM = 1024 * 1024


def put_back(
    overhaul: Overhaul, archive: Archive, now: datetime, progress: Progress | None = None
) -> tuple[dict[str, int], str]:
    """Let the workspace hold what ``archive`` does once the overhaul ends well.

    Returns the counts of the present state and the path of its copy, empty where there was nothing. Files that the
    copy could not hold when it was made stay as they are. Raises ``DataDamaged``, ``NewerData``, ``NotSaved``.
    """
    source = Source(overhaul.folder)
    before = whole_copy.present(source)
    done, total = 0, before["files"] + len(archive.names)

    def tell(_done: int = 0, _total: int = 0) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(min(done, total), total)

    def stage(file: str, data: bytes) -> None:
        overhaul.staged.put(file, data)
        tell()

    kept = _keep_present(source, now, tell)

    contents = whole_copy.checked(archive, stage)
    wanted = {*archive.names, *contents.left_out}
    for file in whole_copy.members_of(source)[0]:
        if file not in wanted:
            overhaul.staged.remove(file)
    return before, kept


def check_sums(archive: Archive) -> Contents:
    """Return what a copy says about itself once every sum in it was found right. Raises ``DataDamaged``."""
    contents = whole_copy.contents_of(archive)
    for _ in archive.members():
        continue
    return contents


def require_room(folder: DataFolder, archive: Archive) -> None:
    """Refuse, before anything is touched, where the disk cannot hold the copy beside what is there. ``NotSaved``."""
    present = 0
    for file in whole_copy.members_of(Source(folder))[0]:
        with suppress(DataDamaged):
            signature = folder.signature(file)
            present += signature[2] if signature is not None else 0
    needed = archive.size + present // 2 + len(archive.names) * _ROOM_FOR_A_FILE + _ROOM
    where = folder.root
    while not os.path.isdir(where):
        where = os.path.dirname(where)
    disk = os.statvfs(where)
    free = disk.f_bavail * disk.f_frsize
    if free < needed:
        raise NotSaved(
            N_("There is too little room on the disk to restore: {needed} MB are needed, {free} MB are free."),
            hint=N_("Free some space, then repeat the command."),
            needed=-(-needed // 1_000_000),
            free=free // 1_000_000,
        )


def thin(folder: DataFolder, spared: str) -> None:
    """Let only the latest copies of former states stay, and the ``spared`` one."""
    with suppress(OSError):  # they are in nobody's way
        names = sorted(name for name in os.listdir(folder.state_path()) if name.startswith(_BEFORE))
        for name in names[:-_KEPT]:
            if folder.state_path(name) != spared:
                files.remove(folder.state_path(name))


def _keep_present(source: Source, now: datetime, progress: Progress) -> str:
    if not whole_copy.members_of(source)[0]:
        return ""
    data, _ = whole_copy.made(source, now=now, progress=progress)
    stem = f"{_BEFORE}{now.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}"
    path, number = source.folder.state_path(f"{stem}.zip"), 1
    while os.path.lexists(path):
        number += 1
        path = source.folder.state_path(f"{stem}-{number}.zip")
    copy_out.keep_before(path, data)
    return path
