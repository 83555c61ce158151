"""Ids: whole numbers in the order of time, never given out twice, even by a clock that stands still or goes back."""

from __future__ import annotations

import os
import re
from datetime import datetime

from freelance_comm.store.document import LARGEST_INTEGER
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, TOP_FILES

_RANDOM_BITS = 11
_RECORD = re.compile(rb'^\s*"([1-9][0-9]{0,15})":', re.MULTILINE)


def next_id(now: datetime, last: int) -> int:
    """Return an id above ``last``: milliseconds since 1970 with random low bits; below 2**53 until the year 2109."""
    wanted = int(now.timestamp() * 1000) << _RANDOM_BITS | int.from_bytes(os.urandom(2), "big") >> 16 - _RANDOM_BITS
    return wanted if last < wanted < LARGEST_INTEGER else last + 1


def highest_id(folder: DataFolder) -> int:
    """Return the highest id in any file: only needed where the local state was deleted."""
    above = [folder.path(name) for name in (PROJECTS, *PARTITIONED)]
    archive = folder.path(ARCHIVE)
    above += [f"{archive}/{name}" for name in _names(archive)]
    paths = [folder.path(name) for name in TOP_FILES]
    paths += [f"{where}/{name}" for where in above for name in _names(where)]
    return max((_highest_in(path) for path in paths), default=0)


def _highest_in(path: str) -> int:
    try:
        with open(path, "rb") as source:
            return max(map(int, _RECORD.findall(source.read())), default=0)
    except OSError:
        return 0


def _names(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []
