"""Ids: whole numbers in the order of time, never given out twice, even by a clock that stands still or goes back."""

from __future__ import annotations

import json
import os
from datetime import datetime

from freelance_comm.store.document import LARGEST_INTEGER, is_id
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, TOP_FILES

HIGHEST_ID = LARGEST_INTEGER - 2**32
"""Ids above were not given out by a clock; they do not count, so that there are always further ones."""
_RANDOM_BITS = 11


def next_id(now: datetime, last: int) -> int:
    """Return an id above ``last``: milliseconds since 1970 with random low bits; below 2**53 until the year 2109."""
    wanted = int(now.timestamp() * 1000) << _RANDOM_BITS | int.from_bytes(os.urandom(2), "big") >> 16 - _RANDOM_BITS
    return wanted if last < wanted <= HIGHEST_ID else last + 1


def highest_id(folder: DataFolder) -> int:
    """Return the highest id in any file: only needed where the local state was deleted."""
    above = [folder.path(name) for name in (PROJECTS, *PARTITIONED)]
    archive = folder.path(ARCHIVE)
    above += [f"{archive}/{name}" for name in _names(archive)]
    paths = [folder.path(name) for name in TOP_FILES]
    paths += [f"{where}/{name}" for where in above for name in _names(where) if name.endswith(".json")]
    return max((_highest_in(path) for path in paths), default=0)


def _highest_in(path: str) -> int:
    try:
        with open(path, "rb") as source:
            tables = json.loads(source.read())
        keys = [key for table in tables.values() for key in table]
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return 0  # whoever needs the file will be told what is wrong with it
    return max((int(key) for key in keys if is_id(key) and int(key) <= HIGHEST_ID), default=0)


def _names(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []
