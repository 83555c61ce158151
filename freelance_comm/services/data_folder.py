"""Where the data lie, how much there is, and when they were last backed up.

Apart from examining them because it looks at folders only: it must answer at once, and also when no file can be read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_NOTE = "last-backup"
_LONGEST_NOTE = 20_000
_STATE = ".state"


class LastBackup(Record):
    """The last backup this computer knows of. ``there`` says whether the file still lies where it was written."""

    path: str
    at: datetime
    there: bool = True


class DataFolder(Record):
    """The data folder: how many data files it holds and their size in bytes; ``aside`` is the size of local state.

    Local state is what the program keeps beside the records: earlier versions of files, unsaved texts, lists made for
    speed.
    """

    path: str
    files: int
    size: int
    aside: int
    backup: LastBackup | None = None


def data_folder(desk: Desk) -> DataFolder:
    """Look at the folder; files that cannot be looked at are left out."""
    root = str(desk.workspace.root)
    files, size, aside = 0, 0, 0
    for above, folders, names in os.walk(root):
        folders.sort()
        state = above[len(root) :].lstrip("/").split("/")[0] == _STATE
        for name in names:
            with suppress(OSError):  # just being replaced, or not ours to look at
                found = os.lstat(f"{above}/{name}").st_size
                if state:
                    aside += found
                else:
                    files, size = files + 1, size + found
    return DataFolder(path=root, files=files, size=size, aside=aside, backup=last_backup(desk))


def note_backup(desk: Desk, path: str) -> None:
    """Remember that a backup was written to ``path``; a disk that refuses the note does not undo the backup."""
    from freelance_comm.store import files

    target = _note_path(desk)
    temporary = f"{target}.{os.getpid()}{files.TEMPORARY}"
    text = f"{desk.now().astimezone(UTC).isoformat()}\n{Path(path).absolute()}\n"
    try:
        files.make_folder(str(target.parent), sync=False)
        files.write_new(temporary, os.fsencode(text), sync=False)
        files.rename(temporary, str(target))
    except OSError:
        with suppress(OSError):
            files.remove(temporary)


def last_backup(desk: Desk) -> LastBackup | None:
    """Return what was noted about the last backup, None where there is none or the note makes no sense."""
    try:
        with _note_path(desk).open("rb") as stream:
            when, _, path = os.fsdecode(stream.read(_LONGEST_NOTE)).rstrip("\n").partition("\n")
        at = datetime.fromisoformat(when)
        if at.tzinfo is None or not path:
            return None
        return LastBackup(path=path, at=at.astimezone(UTC), there=Path(path).is_file())
    except (OSError, ValueError, OverflowError):
        return None


def _note_path(desk: Desk) -> Path:
    return desk.workspace.root / _STATE / _NOTE
