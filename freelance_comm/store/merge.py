"""Saving over what somebody else may have saved meanwhile: field by field, from the version the edit started from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.store.codec import shape

_Values = tuple[object, object, object]


def merged(stored: Record, base: Record, new: Record) -> dict[str, Any]:
    """Return the fields of ``new`` that are to be written over ``stored``, both being edits of ``base``.

    A field that only one side changed takes that side's value; maps are compared key by key. Raises ``EditConflict``
    with the values where both changed one field differently.
    """
    changes: dict[str, Any] = {}
    conflicts: dict[str, _Values] = {}
    for name in type(new).field_names():
        was, now, wanted = getattr(base, name), getattr(stored, name), getattr(new, name)
        if wanted in (was, now):
            continue
        if now == was:
            changes[name] = wanted
        elif isinstance(wanted, dict):
            changes[name] = _merged_map(name, was, now, wanted, conflicts)
        else:
            conflicts[name] = (was, now, wanted)
    if conflicts:
        raise conflict(conflicts)
    return changes


def _merged_map(
    name: str, was: dict[str, str], now: dict[str, str], wanted: dict[str, str], conflicts: dict[str, _Values]
) -> dict[str, str]:
    result = dict(now)
    for key in {*was, *wanted}:
        values = (was.get(key), now.get(key), wanted.get(key))
        if values[2] in (values[0], values[1]):
            continue
        if values[1] != values[0]:
            conflicts[f"{name}.{key}"] = values
        elif values[2] is None:
            result.pop(key, None)
        else:
            result[key] = values[2]
    return result


def conflict(fields: Mapping[str, _Values]) -> EditConflict:
    """Return the failure for fields that both sides changed: name, (started from, now stored, wanted)."""
    return EditConflict(
        N_("Somebody else changed the same thing in the meantime: {names}."),
        hint=N_("Look at both values and save again."),
        fields=dict(fields),
        names=", ".join(fields),
    )


def deleted() -> EditConflict:
    """Return the failure for a record that is not there any more."""
    return EditConflict(
        N_("What you are changing was removed in the meantime."),
        hint=N_("Add it again if you still want it."),
        deleted=True,
    )


def patched(document: dict[str, Any], kind: type[Record], changes: dict[str, Any]) -> dict[str, Any]:
    """Return ``document`` with ``changes`` written in; fields that this program does not know stay."""
    shape_of_kind = shape(kind)
    result = dict(document)
    for name, value in changes.items():
        if shape_of_kind.is_default(name, value):
            result.pop(name, None)
        else:
            result[name] = _kept(document.get(name), shape_of_kind.encode_field(name, value), value)
    return result


def _kept(before: Any, after: Any, value: Any) -> Any:
    """Return ``after`` with the unknown fields that nested records had in ``before``."""
    if isinstance(value, Record) and isinstance(before, dict):
        known = set(type(value).field_names())
        result = {name: part for name, part in before.items() if name not in known}
        for name, part in after.items():
            result[name] = _kept(before.get(name), part, getattr(value, name))
        return result
    if isinstance(value, tuple) and isinstance(before, list) and value and isinstance(value[0], Record):
        return [
            _kept(_counterpart(before, after, index), part, one)
            for index, (part, one) in enumerate(zip(after, value, strict=True))
        ]
    return after


def _counterpart(before: list[Any], after: list[Any], index: int) -> Any:
    """Return the former form of an element: one that says the same, else the one in its place if the length stayed."""
    wanted = after[index]
    for candidate in before:
        if isinstance(candidate, dict) and {name: candidate.get(name) for name in wanted} == wanted:
            return candidate
    return before[index] if len(before) == len(after) else None
