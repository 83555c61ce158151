"""Earlier generations of each file: kept before it is replaced, thinned out, and found again when one is damaged."""

from __future__ import annotations

import errno
import os
import time
from datetime import date, timedelta

from freelance_comm.domain.errors import DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.store import files
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PROJECTS

GENERATIONS = 20
"""So many of the newest generations are kept whatever their age."""
DAYS = 30
"""Of older ones, the last of each day is kept for so many days."""

NO_LINKS = (errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EXDEV, errno.ENOSYS, errno.EOPNOTSUPP)
"""What file systems say that know no second names."""
_STAMP = "%Y%m%dT%H%M%S"
_GENERATION = "00000000T000000.000000000Z.json"
"""The shape of a name: each nought is a digit."""
_DIGITS_TO_NOUGHTS = str.maketrans("123456789", "000000000")


def place(folder: DataFolder, file: str) -> str:
    """Return the folder of a file's generations; a project keeps its own when it is archived."""
    if file.startswith(ARCHIVE + "/"):
        file = f"{PROJECTS}/{file.rpartition('/')[2]}"
    return folder.state_path("history", file)


def keep(folder: DataFolder, file: str) -> str | None:
    """Keep the present content of ``file`` as a generation; return its path, ``None`` if it is kept already.

    A second name for the same file costs no space; where the file system has none, a copy is made. Raises ``OSError``.
    """
    real = folder.real_path(file)
    try:
        state = os.stat(real)
    except FileNotFoundError:
        return None
    where = place(folder, file)
    files.make_folder(where, sync=False)
    generation = f"{where}/{_stamp(state.st_mtime_ns)}.json"
    try:
        files.link(real, generation)
    except FileExistsError:
        return None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        with open(real, "rb") as source:
            files.write_new(generation, source.read(), sync=False)
    return generation


def thin(folder: DataFolder, file: str) -> None:
    """Remove generations beyond those that are kept. Raises ``OSError``."""
    paths = generations(folder, file)
    if len(paths) <= GENERATIONS:
        return
    days = [path.rpartition("/")[2][:8] for path in paths]
    oldest = _days_before(days[0], DAYS)
    seen = set(days[:GENERATIONS])
    for path, day in list(zip(paths, days, strict=True))[GENERATIONS:]:
        if day in seen or day < oldest:
            files.remove(path)
        seen.add(day)


def generations(folder: DataFolder, file: str) -> list[str]:
    """Return the paths of the kept generations of ``file``, newest first."""
    where = place(folder, file)
    try:
        names = os.listdir(where)
    except OSError:
        return []
    return [
        f"{where}/{name}" for name in sorted(names, reverse=True) if name.translate(_DIGITS_TO_NOUGHTS) == _GENERATION
    ]


def offer(error: DataDamaged, folder: DataFolder, file: str) -> DataDamaged:
    """Return ``error`` naming the last good state of ``file``, if any: what the doctor would put back, and its time."""
    from freelance_comm.store.last_good import last_good

    good = last_good(folder, file)
    if good is not None:
        error.hint = N_(
            "Its last good state is from {saved} and has {count} records; “freelance-comm doctor” can put it back."
        )
        error.params |= {"saved": good.saved, "count": good.count}
    return error


def _stamp(nanoseconds: int) -> str:
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    return f"{time.strftime(_STAMP, time.gmtime(seconds))}.{rest:09d}Z"


def _days_before(day: str, days: int) -> str:
    try:
        newest = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        return (newest - timedelta(days=days)).strftime("%Y%m%d")
    except (ValueError, OverflowError):
        return "00000000"
