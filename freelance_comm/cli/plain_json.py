"""Records as plain JSON values: stable names, ISO dates, UTC times ending in Z, exact decimals as text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import json_safe


def plain(value: Any) -> Any:
    """Return ``value`` as what ``json`` can write."""
    if isinstance(value, Record):
        return {name: plain(inner) for name, inner in value.values().items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return value


def written(value: Any, *, plain_ascii: bool = False, one_line: bool = False) -> str:
    """Return ``value`` as JSON text, with ``plain_ascii`` all other characters as escapes.

    What a terminal would obey is escaped, also where JSON would not ask for it: C1 controls, bidirectional overrides,
    lone surrogates. A program that reads it gets the same text.
    """
    import json

    return json_safe(json.dumps(plain(value), ensure_ascii=plain_ascii, indent=None if one_line else 2))


def number(value: Decimal) -> int | float:
    """Return an exact whole number as ``int``, anything else as the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
