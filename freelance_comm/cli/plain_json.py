"""Records as plain JSON values: stable names, ISO dates, UTC times ending in Z, exact decimals as text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from freelance_comm.domain.record import Record


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


def written(value: Any) -> str:
    """Return ``value`` as JSON text in UTF-8.

    What a terminal would obey is escaped, also where JSON would not ask for it: C1 controls, bidirectional overrides,
    lone surrogates. A program that reads it gets the same text.
    """
    import json

    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    return "".join(f"\\u{ord(char):04x}" if _obeyed(char) else char for char in text)


def _obeyed(char: str) -> bool:
    return "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff" or char in _BIDI


_BIDI = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def number(value: Decimal) -> int | float:
    """Return an exact whole number as ``int``, anything else as the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
