"""A backup is one file that holds everything; restoring puts all of it back in one step, or leaves all as it was.

Apart because it is the one use case that never looks at what the records mean: it must work when they make no sense.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""


class Counts(Record):
    """How many records of each kind, and how many files, a workspace or a backup holds."""

    clients: int = 0
    projects: int = 0
    entries: int = 0
    messages: int = 0
    promises: int = 0
    quotes: int = 0
    files: int = 0


class BackupMade(Record):
    """A backup that was read back and found whole. ``size`` is in bytes.

    ``damaged`` names data files that could not be read and were copied as they are; ``left_out`` names files among the
    person's templates that a backup does not carry (links that lead out, names that other systems cannot have).
    """

    path: str
    counts: Counts
    size: int
    damaged: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class BackupFound(Record):
    """What a backup holds, beside what the workspace holds now (``present``).

    ``version`` is the format of its data; ``damaged`` names data files that were unreadable when it was made.
    """

    path: str
    made_at: datetime
    version: int
    counts: Counts
    present: Counts
    damaged: tuple[str, ...] = ()


def back_up(desk: Desk, path: str = "", *, force: bool = False, progress: Progress | None = None) -> BackupMade:
    """Write a backup to ``path``: a file, a folder, or the current folder where empty."""
    raise NotImplementedError


def look_into(desk: Desk, path: str) -> BackupFound:
    """Return what the backup at ``path`` holds after checking it wholly; changes nothing."""
    raise NotImplementedError


def restore(desk: Desk, path: str, *, progress: Progress | None = None) -> BackupFound:
    """Put the backup at ``path`` in the place of the present workspace."""
    raise NotImplementedError
