"""Treats files whose text cannot be read: from what is whole in it, and from the last good content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.store import ancestry
from freelance_comm.store.document import new_tables, parse
from freelance_comm.store.last_good import last_good, record_count
from freelance_comm.store.reconcile import Reconciled, reconciled
from freelance_comm.store.salvage import Salvage, decoded, salvaged, sides

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.surgery import Surgery


def treat_damaged(surgery: Surgery) -> None:
    """Write a damaged file anew: what is whole in it, and what it lacks of its last good content."""
    file = surgery.ailment.file
    data = surgery.overhaul.read(file)
    if data is None or _readable(data, file) or sides(decoded(data)[0]) is not None:
        return  # it is another matter by now
    found, good = salvaged(data, file), last_good(surgery.folder, file)
    if good is None and not found.count:
        return
    surgery.keep_former(file)
    base = good.tables if good is not None else new_tables()
    added = fill(base, found)
    if found.complete and found.sure:
        base = {"format": base["format"], **found.tables}
    _number_doubles(surgery, base, found)
    surgery.overhaul.put(file, base)
    if found.complete and found.sure:
        surgery.say(N_("{file} was rewritten: all its records could be read ({count})."), count=record_count(base))
    elif good is not None:
        surgery.say(
            N_("{file} is back in its last good state (records: {count}; from the damaged text: {added})."),
            count=record_count(base),
            added=added,
        )
    else:
        surgery.say(N_("{file} was rewritten with what could be read (records: {count})."), count=found.count)


def fill(base: Tables, found: Salvage) -> int:
    """Write into ``base`` the documents that were read; return how many it did not have, or had otherwise.

    They are newer than what is kept of the file, except where their letters are in doubt: those only fill gaps.
    """
    added = 0
    for table, documents in found.tables.items():
        target = base.setdefault(table, {})
        for key, document in documents.items():
            doubtful = not found.sure and not str(document).isascii()
            if key not in target or (target[key] != document and not doubtful):
                target[key] = document
                added += table != "format"
    return added


def _number_doubles(surgery: Surgery, tables: Tables, found: Salvage) -> None:
    for table, key, document in found.doubles:
        number = surgery.new_id(tables)
        tables[table][str(number)] = document
        surgery.say(
            N_("{file}: two records had the number {record}; both are kept, the second as {number}."),
            record=key,
            number=number,
        )


def treat_markers(surgery: Surgery) -> None:
    """Put together both versions of a text in which a merge left its markers."""
    file = surgery.ailment.file
    data = surgery.overhaul.read(file)
    found = sides(decoded(data)[0]) if data is not None else None
    if found is None:
        return
    ours, theirs = _side(found.ours, file), _side(found.theirs, file)
    if not ours.count and not theirs.count:
        return
    surgery.keep_former(file)
    outcome = _put_together(surgery, file, ours, theirs, found.base)
    if outcome.losses or ours.lost or theirs.lost:
        for version in (found.ours, found.theirs):
            surgery.keep(file, version.encode("utf-8", "replace"))
    lost = ours.lost + theirs.lost
    if lost:
        surgery.say(N_("{file}: parts of the text could not be read ({count})."), count=lost)
    surgery.overhaul.put(file, outcome.tables)
    surgery.tell(outcome, file)


def _put_together(surgery: Surgery, file: str, ours: Salvage, theirs: Salvage, base: str | None) -> Reconciled:
    """Return both versions as one; the markers do not tell which is newer, so this machine's side wins."""
    first, second = _with_format(ours), _with_format(theirs)
    origin = ancestry.certain(_side(base, file).tables) if base is not None else None
    if origin is None:
        origin = ancestry.origin_in(surgery.folder, file, first, second)
    outcome = reconciled(file, first, second, origin, theirs_wins=False)
    if not (ours.complete and theirs.complete):
        good = last_good(surgery.folder, file)
        for table, documents in good.tables.items() if good is not None else ():
            for key, document in documents.items():
                outcome.tables.setdefault(table, {}).setdefault(key, document)
    for found in (ours, theirs):
        _number_doubles(surgery, outcome.tables, found)
    return outcome


def _with_format(found: Salvage) -> Tables:
    tables = found.tables
    if "1" not in tables.get("format", {}):
        tables = {**tables, **new_tables()}
    return tables


def _side(text: str, file: str) -> Salvage:
    return salvaged(text.encode("utf-8", "replace"), file)


def _readable(data: bytes, file: str) -> bool:
    try:
        parse(data, file)
    except DataDamaged:
        return False
    return True
