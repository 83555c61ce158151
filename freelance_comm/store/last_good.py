"""The last good content of a file: its newest readable generation, brought up to date from the journal of changes.

The generations of a file are what it held before each save; the journal knows what the last saves made of it. Together
they give back a file as it was when it was last saved here, in nearly every case.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import DataDamaged
from freelance_comm.store import history
from freelance_comm.store.document import new_tables, parse

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.folder import DataFolder

_WRITTEN = "%Y-%m-%d %H:%M UTC"


class LastGood:
    """The last good content of a file; ``saved`` is when it was written, in words that need no translation."""

    def __init__(self, tables: Tables, saved: str) -> None:
        self.tables = tables
        self.saved = saved

    @property
    def count(self) -> int:
        """How many records it has."""
        return record_count(self.tables)


def last_good(folder: DataFolder, file: str) -> LastGood | None:
    """Return the last good content of ``file``, ``None`` where neither a generation nor the journal knows any."""
    for path in history.generations(folder, file):
        tables = generation(path, file)
        if tables is not None:
            changed = _replay(folder, file, tables)[1]
            return LastGood(tables, max(_moment(path), changed))
    tables = new_tables()
    whole, changed = _replay(folder, file, tables)
    return LastGood(tables, changed) if whole and record_count(tables) else None


def states(folder: DataFolder, file: str) -> list[Tables]:
    """Return what ``file`` is known to have held, oldest first: its readable generations, and its last good content."""
    result = [generation(path, file) for path in reversed(history.generations(folder, file))]
    known = [tables for tables in result if tables is not None]
    last = last_good(folder, file)
    return [*known, last.tables] if last is not None and last.tables not in known[-1:] else known


def generation(path: str, file: str) -> Tables | None:
    """Return what one generation of ``file`` holds, ``None`` if it cannot be read."""
    try:
        with open(path, "rb") as source:
            return parse(source.read(), file)
    except (OSError, DataDamaged):
        return None


def record_count(tables: Tables) -> int:
    """Return how many records ``tables`` hold."""
    return sum(len(table) for name, table in tables.items() if name not in ("format", "counters"))


def _replay(folder: DataFolder, file: str, tables: Tables) -> tuple[bool, str]:
    """Carry out on ``tables`` what the journal says was done to ``file``.

    Return whether it knows how that began, and when the last of it was done ("" if nothing was). A document is only
    changed where it is as it was before that change, so changes from before the generation do nothing.
    """
    from freelance_comm.store.past import steps

    where = history.place(folder, file)  # a project keeps its history when it moves into the archive
    noted = [
        (change.at, each)
        for step in steps(folder)
        for change in step.changes
        for each in change.files or ()
        if isinstance(each, dict) and history.place(folder, str(each.get("file"))) == where
    ]
    for _, each in noted:
        for name, documents in each.get("tables", {}).items():
            table = tables.setdefault(name, {})
            for key, (before, after) in documents.items():
                _redo(table, key, before, after)
    last = max((at for at, _ in noted), default=None)
    return any(each.get("new") for _, each in noted), last.astimezone(UTC).strftime(_WRITTEN) if last else ""


def _redo(table: dict[str, dict[str, Any]], key: str, before: Any, after: Any) -> None:
    if table.get(key) != before:
        return
    if after is None:
        table.pop(key, None)
    else:
        table[key] = after


def _moment(path: str) -> str:
    stamp = path.rpartition("/")[2]
    return datetime.strptime(stamp[:15] + "Z", "%Y%m%dT%H%M%S%z").strftime(_WRITTEN)
