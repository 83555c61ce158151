"""Two versions of one file become one, record by record and field by field.

The rules, in this order:

- a record that only one side has stays, unless the other side knew it and removed it, and this side left it as it was
  (an edit outweighs a removal, and so does doubt);
- a field that only one side changed takes that side's value; maps are compared key by key;
- where both changed a field, or nobody knows what they started from, the side that was written later wins, and its
  value is kept rather than none; counters of references take the larger number;
- a record that would contradict itself after that is taken whole from the side that wins.

What does not win is listed; the caller keeps the text of a side that is not wholly in the result.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from freelance_comm.domain.record import Record
from freelance_comm.store.ancestry import Origin
from freelance_comm.store.document import Tables
from freelance_comm.store.salvage import can_be_meant

Document = dict[str, Any]
_NEVER_REMOVED = ("format", "profile", "project", "counters")
_SHOWN = 120


class Loss(Record):
    """A value that did not win: in the record ``record`` of ``table``, the field ``field`` (empty: all of it)."""

    table: str
    record: str
    field: str
    kept: str
    lost: str


class Reconciled:
    """One version made of two: ``added`` records of the other side, ``removed`` ones, and values that did not win."""

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.losses: list[Loss] = []
        self.added = 0
        self.removed = 0

    def holds(self, side: Tables) -> bool:
        """Whether everything in ``side`` is in the result as it was."""
        return all(
            self.tables.get(table, {}).get(key) == document
            for table, documents in side.items()
            if table not in ("format", "counters")
            for key, document in documents.items()
        )


def reconciled(file: str, ours: Tables, theirs: Tables, origin: Origin | None, *, theirs_wins: bool) -> Reconciled:
    """Return ``ours`` and ``theirs``, two versions of ``file`` that started from ``origin``, as one."""
    result = Reconciled()
    for table in sorted({*ours, *theirs}):
        our_table, their_table = ours.get(table, {}), theirs.get(table, {})
        if table == "counters":
            result.tables[table] = _counters(our_table, their_table)
            continue
        if table == "format":
            result.tables[table] = max(our_table, their_table, key=_version)
            continue
        base = origin.tables.get(table, {}) if origin is not None else {}
        merged: dict[str, Document] = {}
        for key in sorted({*our_table, *their_table}):
            document = _record(result, origin, file, (table, key), ours, theirs, base.get(key), theirs_wins)
            if document is not None:
                merged[key] = document
        result.tables[table] = merged
    return result


def _record(
    result: Reconciled,
    origin: Origin | None,
    file: str,
    place: tuple[str, str],
    ours: Tables,
    theirs: Tables,
    base: Document | None,
    theirs_wins: bool,
) -> Document | None:
    table, key = place
    our, their = ours.get(table, {}).get(key), theirs.get(table, {}).get(key)
    if our is not None and their is not None:
        return _one(result, file, place, our, their, base, theirs_wins)
    present = our if our is not None else their
    knew = origin is not None and place in (origin.theirs if our is not None else origin.ours)
    if knew and present == base and table not in _NEVER_REMOVED:
        result.removed += 1
        return None
    if our is None:
        result.added += 1
    return present


def _one(
    result: Reconciled,
    file: str,
    place: tuple[str, str],
    ours: Document,
    theirs: Document,
    base: Document | None,
    theirs_wins: bool,
) -> Document:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    losses: list[Loss] = []

    def note(field: str, kept: Any, lost: Any) -> None:
        losses.append(Loss(table=place[0], record=place[1], field=field, kept=shown(kept), lost=shown(lost)))

    merged = _fields(ours, theirs, base, theirs_wins, "", note)
    if not can_be_meant(file, *place, merged):
        winner, loser = (theirs, ours) if theirs_wins else (ours, theirs)
        if not can_be_meant(file, *place, winner) and can_be_meant(file, *place, loser):
            winner, loser = loser, winner
        losses.clear()
        note("", winner, loser)
        merged = winner
    result.losses.extend(losses)
    return merged


def _fields(
    ours: Document,
    theirs: Document,
    base: Document | None,
    theirs_wins: bool,
    above: str,
    note: Callable[[str, Any, Any], None],
) -> Document:
    result: Document = {}
    for name in sorted({*ours, *theirs}):
        our, their = ours.get(name), theirs.get(name)
        was = base.get(name) if base is not None else None
        if our == their or (base is not None and their == was):
            chosen = our
        elif base is not None and our == was:
            chosen = their
        elif isinstance(our, dict) and isinstance(their, dict):
            inner = was if isinstance(was, dict) else {} if base is not None else None
            chosen = _fields(our, their, inner, theirs_wins, f"{above}{name}.", note)
        else:
            chosen, other = (their, our) if theirs_wins else (our, their)
            if chosen is None:
                chosen, other = other, chosen
            note(above + name, chosen, other)
        if chosen is not None or (our is None and name in ours) or (their is None and name in theirs):
            result[name] = chosen
    return result


def _counters(ours: dict[str, Document], theirs: dict[str, Document]) -> dict[str, Document]:
    """Return both sides' counters of references, each with the larger number; their ids mean nothing."""
    found: dict[tuple[str, int], Document] = {}
    for document in (*ours.values(), *theirs.values()):
        name = (str(document.get("letter")), _number(document.get("year")))
        if name not in found or _number(document.get("last")) > _number(found[name].get("last")):
            found[name] = document
    return {str(number): document for number, document in enumerate(found.values(), 1)}


def _number(value: object) -> int:
    return value if type(value) is int else 0


def _version(table: dict[str, Document]) -> int:
    return _number(table.get("1", {}).get("version"))


def shown(value: Any) -> str:
    """Return a stored value as people can compare it, cut where it is long."""
    text = value if isinstance(value, str) else "—" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
