"""What two versions of a file both started from, as far as the kept generations tell it.

A generation counts as known to a version only where the version holds something that this generation was the first to
have: a record, or a value of a field. So an edit of one side is never taken for what both started from, and a record
that one side never saw is never taken for one that it removed. Where nothing tells, an older state is assumed, or none:
then records stay that might have been removed, which is the smaller harm.
"""

from __future__ import annotations

import json
import os
from typing import Any

from freelance_comm.store import history
from freelance_comm.store.document import Tables
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.last_good import states

_Place = tuple[str, str]
_Item = tuple[str, str, str, str]
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_NUMBERED_ALIKE = ("format", "profile", "counters")
"""Tables whose ids are not given out once for all: having one tells nothing."""
_PRESENT = ""


class Origin:
    """What both sides started from; ``ours`` and ``theirs`` tell which of its records each side surely knew."""

    def __init__(self, tables: Tables, ours: set[_Place], theirs: set[_Place]) -> None:
        self.tables = tables
        self.ours = ours
        self.theirs = theirs


def certain(tables: Tables) -> Origin:
    """Return an origin of which both sides knew everything."""
    places = {(table, key) for table, documents in tables.items() for key in documents}
    return Origin(tables, places, places)


def origin(line: list[Tables], ours: Tables, theirs: Tables, *, whole: bool) -> Origin | None:
    """Return what ``ours`` and ``theirs`` started from, by the generations in ``line``, oldest first.

    ``whole`` says that the line begins with the first state the file had here. Where it begins later, nothing tells
    what its first generation was the first to have.
    """
    first = _first_appearances(line)
    reach = min(_reach(first, ours), _reach(first, theirs))
    if reach < (0 if whole else 1):
        return None
    tables = line[reach]
    return Origin(tables, _known(first, tables, ours), _known(first, tables, theirs))


def origin_in(folder: DataFolder, file: str, ours: Tables, theirs: Tables) -> Origin | None:
    """Return what two versions of ``file`` started from, by the states of it that are known."""
    whole = len(history.generations(folder, file)) < history.GENERATIONS
    return origin(states(folder, file), ours, theirs, whole=whole)


def written_at(folder: DataFolder, file: str) -> int:
    """Return when ``file`` was last written, nanoseconds since 1970; 0 where that is not known."""
    try:
        return os.stat(folder.path(file)).st_mtime_ns
    except OSError:
        return 0


def _first_appearances(line: list[Tables]) -> dict[_Item, int]:
    """Return for each record and each value of a field the number of the generation that was the first to have it."""
    result: dict[_Item, int] = {}
    before: Tables = {}
    for number, tables in enumerate(line):
        for table, documents in tables.items():
            former = before.get(table, {})
            for key, document in documents.items():
                if former.get(key) != document:
                    for item in _items(table, key, document):
                        result.setdefault(item, number)
        before = tables
    return result


def _items(table: str, key: str, document: dict[str, Any]) -> list[_Item]:
    found = [(table, key, name, _encode(value)) for name, value in document.items()]
    return found if table in _NUMBERED_ALIKE else [(table, key, _PRESENT, _PRESENT), *found]


def _reach(first: dict[_Item, int], tables: Tables) -> int:
    """Return the newest generation of which ``tables`` hold something new in it; -1 if there is none."""
    return max(
        (
            first.get(item, -1)
            for table, documents in tables.items()
            if table != "format"
            for key, document in documents.items()
            for item in _items(table, key, document)
        ),
        default=-1,
    )


def _known(first: dict[_Item, int], origin_tables: Tables, side: Tables) -> set[_Place]:
    """Return the records of the origin that the side surely knew: it has one that is as young, or younger."""

    def age(table: str, key: str) -> tuple[int, int]:
        return first.get((table, key, _PRESENT, _PRESENT), -1), int(key)

    places = [(table, key) for table in origin_tables if table not in _NUMBERED_ALIKE for key in origin_tables[table]]
    shared = [age(table, key) for table, key in places if key in side.get(table, {})]
    youngest = max(shared, default=(-1, -1))
    return {place for place in places if age(*place) <= youngest}
