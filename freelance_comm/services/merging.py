"""Three-way edits inside one record: what the form started from, what is kept now, what is wanted.

The store does this for whole records. Apart from it, some things people edit one by one lie inside a record: the line
items of a quote, the facts of a project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

Kept = TypeVar("Kept", bound=Record)
Value = TypeVar("Value")

CHANGED_MEANWHILE = N_("Somebody changed “{what}” while you were editing it.")
COMPARE = N_("Compare the two versions, then save again.")


def merged(base: Kept, current: Kept, new: Kept, *, what: str) -> Kept:
    """Return ``current`` with the fields that ``new`` changes; ``EditConflict`` where both changed the same field."""
    return current.but(**merged_values(base.values(), current.values(), new.values(), what=what))


def merged_values(
    base: Mapping[str, Value], current: Mapping[str, Value], new: Mapping[str, Value], *, what: str
) -> dict[str, Value]:
    """Return ``current`` with the entries of ``new`` that differ from ``base``. Keys missing in ``new`` stay."""
    result = dict(current)
    conflicts: dict[str, tuple[object, object, object]] = {}
    for key, wanted in new.items():
        before, now = base.get(key), current.get(key)
        if wanted in (before, now):
            continue
        if now != before:
            conflicts[key] = (before, now, wanted)
        result[key] = wanted
    if conflicts:
        raise EditConflict(CHANGED_MEANWHILE, fields=conflicts, hint=COMPARE, what=what)
    return result
