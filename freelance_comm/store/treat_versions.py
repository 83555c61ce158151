"""Treats second versions of a file: copies of sync programs, what was put aside, two files of one project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.store import ancestry, settled
from freelance_comm.store.copies import copied_from
from freelance_comm.store.document import id_order, new_tables, parse
from freelance_comm.store.places import ARCHIVE, PROJECTS, RUNNING, is_data_file
from freelance_comm.store.reconcile import Loss, Reconciled, reconciled, shown
from freelance_comm.store.salvage import salvaged
from freelance_comm.store.surgery import KEPT_IN, number_of

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.surgery import Surgery


def treat_copy(surgery: Surgery) -> None:
    """Put a sync program's copy together with the file it belongs to; then the copy goes."""
    file = surgery.ailment.file
    original = copied_from(file)
    if original is not None:
        _take_in(surgery, file, original)


def treat_aside(surgery: Surgery) -> None:
    """Take over what is only in a version that was put aside during a change; then it is put away."""
    file = surgery.ailment.file
    original = settled.put_aside_from(file.rpartition("/")[2])
    if is_data_file(original):
        _take_in(surgery, file, original)
        return
    data = surgery.overhaul.read(file)
    if data is not None:
        surgery.say(N_("{file} was set aside in {settled}; it was not applied."), settled=surgery.keep(file, data))
        surgery.overhaul.remove(file)


def _take_in(surgery: Surgery, copy: str, file: str) -> None:
    data = surgery.overhaul.read(copy)
    if data is None:
        return
    theirs = _tables_in(data, file)
    ours = surgery.tables(file)
    number = number_of(file)
    if theirs is not None and number is not None and str(number) not in theirs.get("project", {}):
        return  # another project than the name says: only the person can tell
    where = surgery.keep(copy, data)
    if theirs is None:
        surgery.say(N_("{file} contains nothing that can be read; it was set aside in {settled}."), copy, settled=where)
    else:
        newer = ancestry.written_at(surgery.folder, copy) > ancestry.written_at(surgery.folder, file)
        outcome = _outcome(surgery, file, ours or new_tables(), theirs, theirs_wins=newer)
        if ours is not None and not outcome.holds(ours):
            surgery.keep_former(file)
        surgery.overhaul.put(file, outcome.tables)
        surgery.tell(outcome, file, copy)
        surgery.say(KEPT_IN, copy, settled=where)
    surgery.overhaul.remove(copy)


def _outcome(surgery: Surgery, file: str, ours: Tables, theirs: Tables, *, theirs_wins: bool) -> Reconciled:
    origin = ancestry.origin_in(surgery.folder, file, ours, theirs)
    outcome = reconciled(file, ours, theirs, origin, theirs_wins=theirs_wins)
    if file == RUNNING:
        outcome.losses += one_timer(outcome.tables)
    return outcome


def one_timer(tables: Tables) -> list[Loss]:
    """Leave only the timer that was started last in ``tables``, and return the others."""
    timers = tables.get("timer", {})
    if len(timers) < 2:
        return []
    last = max(timers, key=lambda key: (str(timers[key].get("started", "")), id_order(key)))
    kept = shown(timers[last])
    return [
        Loss(table="timer", record=key, field="", kept=kept, lost=shown(timers.pop(key)))
        for key in sorted(timers, key=id_order)
        if key != last
    ]


def _tables_in(data: bytes, file: str) -> Tables | None:
    """Return what a second version of ``file`` holds, as far as it can be read; ``None`` if that is nothing."""
    try:
        return parse(data, file)
    except DataDamaged:
        found = salvaged(data, file)
        return {**new_tables(), **found.tables} if found.count else None


def treat_twins(surgery: Surgery) -> None:
    """Put the files of one project together; it ends up among the open ones or in the archive, as its state says."""
    wanted = int(surgery.ailment.key.partition(":")[2])
    claimed = [file for file in files_of(surgery, wanted) if surgery.overhaul.read(file) is not None]
    if len(claimed) < 2:
        return
    tables = [surgery.tables(file) or new_tables() for file in claimed]
    result, first = tables[0], claimed[0]
    for file, theirs in zip(claimed[1:], tables[1:], strict=True):
        newer = ancestry.written_at(surgery.folder, file) > ancestry.written_at(surgery.folder, first)
        outcome = _outcome(surgery, first, result, theirs, theirs_wins=newer)
        surgery.tell(outcome, first, file)
        result = outcome.tables
    target = _home(claimed, result, wanted)
    for file in claimed:
        surgery.keep_former(file)
        if file != target:
            surgery.overhaul.remove(file)
    surgery.overhaul.put(target, result)
    surgery.say(N_("The project is in {file} now, and nowhere else."), target)


def files_of(surgery: Surgery, number: int) -> list[str]:
    """Return the files that claim the project ``number``, those of open projects first."""
    from freelance_comm.store.listing import listed

    found = [file for file in listed(surgery.folder).data if number_of(file) == number]
    return sorted(found, key=lambda file: (file.startswith(ARCHIVE + "/"), file))


def _home(claimed: list[str], tables: Tables, number: int) -> str:
    """Return which of the files the project keeps."""
    head = tables.get("project", {}).get(str(number), {})
    above = ARCHIVE if head.get("state") == "closed" else PROJECTS
    fitting = [file for file in claimed if file.startswith(above + "/")]
    if fitting:
        return fitting[0]
    name = claimed[0].rpartition("/")[2]
    year = str(head.get("closed_on", ""))[:4]
    return f"{ARCHIVE}/{year}/{name}" if above == ARCHIVE and year.isdigit() else f"{PROJECTS}/{name}"
