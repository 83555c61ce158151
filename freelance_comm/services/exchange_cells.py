"""What stands in the cells of an exported CSV file, and what the cells of one to be imported mean.

A spreadsheet takes a cell that begins with ``=`` for a formula, so texts that do get an apostrophe before them, and
those that begin with an apostrophe another one: one is always taken off again. Amounts and times are what they are.
Whatever would not come back exactly as it was (unknown fields, control characters, unusual types) goes to the last
column, ``more``, as JSON.
"""

from __future__ import annotations

import json
import re
import types
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money
from freelance_comm.domain.text_safety import json_safe
from freelance_comm.services.exchange_rows import ID, MORE, TABLE, parts
from freelance_comm.store.document import strict_decoder
from freelance_comm.store.inventory import OTHER, Kind, Row, kinds

LEADING = frozenset("=+-@\t\r＝＋－＠'")
"""Texts that begin with one of these get an apostrophe before them."""
_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,16}", re.ASCII)
_TIME = re.compile(r"[0-9][0-9T:.Z+-]*", re.ASCII)
_QUOTED = re.compile(r"[\",;\t\r\n']|^ | $")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode
_decode = strict_decoder().decode
ABSENT: Any = object()
"""Stands where a field is not there at all."""


class BadCell(ValueError):
    """A cell does not hold what its column is for; ``message`` is a msgid."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Column:
    """One field of a kind of record; ``names`` are those of its cells."""

    def __init__(self, name: str, annotation: Any, *, required: bool) -> None:
        self.name = name
        self.names: tuple[str, ...] = (name,)
        self.required = required
        plain = [part for part in get_args(annotation) if part is not type(None)]
        self.nullable = get_origin(annotation) in (Union, types.UnionType)
        self.type = plain[0] if self.nullable else annotation

    def cell(self, value: Any) -> str | None:
        """Return the cell of a stored value, ``None`` where it would not come back as it was."""
        text = self._written(value)
        if text is None:
            return None
        try:
            back = self.value(text)
        except BadCell:
            return None
        return text if back is not ABSENT and _encode(back) == _encode(value) else None

    def cells(self, value: Any) -> tuple[str, ...] | None:
        """Return the cells of a stored value, ``None`` where it would not come back as it was."""
        cell = self.cell(value)
        return None if cell is None else (cell,)

    def value_in(self, row: dict[str, str]) -> Any:
        """Return the stored value in the cells of a row. Raises ``BadCell``."""
        return self.value(row.get(self.name, ""))

    def _written(self, value: Any) -> str | None:
        if value is None:
            return ""
        if self._is(bool):
            return str(value).lower()
        if self._is(int):
            return str(value)
        if self._is(Decimal, datetime, date):
            return value if isinstance(value, str) else None
        if self._is(str, StrEnum):
            return neutral(value) if isinstance(value, str) and not _OBEYED.search(value) else None
        return json_safe(_encode(value))

    def value(self, cell: str) -> Any:
        """Return the stored value of a cell, a mark of its own where the field is absent. Raises ``BadCell``."""
        if not cell:
            text = self.required and self._is(str)
            return "" if text else None if self.required and self.nullable else ABSENT
        if self._is(bool):
            if cell.lower() not in ("true", "false"):
                raise BadCell(N_("it is neither true nor false."))
            return cell.lower() == "true"
        if self._is(int):
            return _matched(_WHOLE, cell, int, N_("it is not a whole number; did a spreadsheet round it?"))
        if self._is(Decimal):
            return _matched(_NUMBER, cell, str, N_("it is not a number such as 12.50."))
        if self._is(datetime, date):
            return _matched(_TIME, cell, str, N_("it is not a date or time such as 2026-03-02T09:30:00Z."))
        if self._is(str, StrEnum):
            return cell.removeprefix("'")
        return unpacked(cell)

    def _is(self, *wanted: type) -> bool:
        return isinstance(self.type, type) and issubclass(self.type, wanted) and not get_origin(self.type)


class MoneyColumn(Column):
    """An amount of money: a number and, beside it, its currency."""

    def __init__(self, name: str, annotation: Any, *, required: bool) -> None:
        super().__init__(name, annotation, required=required)
        self._amount = Column(name, Decimal, required=True)
        self._currency = Column(f"{name}_currency", str, required=True)
        self.names = (self._amount.name, self._currency.name)

    def cells(self, value: Any) -> tuple[str, ...] | None:
        """Return amount and currency."""
        if not isinstance(value, dict) or value.keys() != {"amount", "currency"}:
            return None
        amount, currency = self._amount.cell(value["amount"]), self._currency.cell(value["currency"])
        return (amount, currency) if amount and currency else None

    def value_in(self, row: dict[str, str]) -> Any:
        """Return the stored value of both cells. Raises ``BadCell``."""
        amount, currency = (row.get(name, "") for name in self.names)
        if not amount and not currency:
            return ABSENT
        return {"amount": self._amount.value(amount), "currency": self._currency.value(currency)}


def _matched(pattern: re.Pattern[str], cell: str, make: Any, refusal: str) -> Any:
    if not pattern.fullmatch(cell):
        raise BadCell(refusal)
    return make(cell)


def neutral(text: str) -> str:
    """Return a text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in LEADING else text


def unpacked(cell: str) -> Any:
    """Return what the JSON in a cell means. Raises ``BadCell``."""
    try:
        return _decode(cell)
    except (ValueError, RecursionError):
        raise BadCell(N_("it is not JSON.")) from None


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of the fields of a kind, in the order of declaration."""
    shape = kind.shape
    made = []
    for name in kind.fields:
        annotation = shape.annotations[name]
        column = MoneyColumn if annotation is Money else Column
        made.append(column(name, annotation, required=shape.is_required(name)))
    return tuple(made)


def head(name: str) -> list[str]:
    """Return the names of all columns of a kind: id, what places it, its fields, the rest."""
    if name == OTHER:
        return [ID, "file", TABLE, MORE]
    kind = kinds()[name]
    fields = [name for column in columns(kind) for name in column.names]
    return [ID, *([kind.place] if kind.place else []), *fields, MORE]


def line(row: Row) -> str:
    """Return a record as one row of CSV, without its end."""
    place, fields, more = parts(row)
    cells = [neutral(value) if isinstance(value, str) else str(value) for value in place.values()]
    for column in columns(kinds()[row.kind]) if row.kind != OTHER else ():
        found = column.cells(fields[column.name]) if column.name in fields else None
        if found is None and column.name in fields:
            more[column.name] = fields[column.name]
        cells += found or ("",) * len(column.names)
    cells.append(json_safe(_encode(more)) if more else "")
    return joined(cells)


def joined(cells: list[str]) -> str:
    """Return cells as one row of CSV, without its end (RFC 4180)."""
    return ",".join(['"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells])


def fields_of(kind: Kind, cells: dict[str, str], more: Any) -> dict[str, Any]:
    """Return the fields in the cells of a row; an empty cell yields to a field of ``more``.

    Raises ``BadCell``, its second argument the column.
    """
    found = {}
    for column in columns(kind):
        if isinstance(more, dict) and column.name in more and not any(cells.get(name) for name in column.names):
            continue
        try:
            value = column.value_in(cells)
        except BadCell as error:
            error.args = (error.message, column.name)
            raise
        if value is not ABSENT:
            found[column.name] = value
    return found
