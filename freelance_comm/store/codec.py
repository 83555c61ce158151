"""Records to plain JSON values and back, driven by the declared types of their fields.

Decimals are text, times ISO 8601 in UTC with ``Z``, dates ISO, tuples lists, nested records objects. A field that
holds its default is left out, so the defaults of the domain are part of the file format: changing one changes what
older files mean. The id of a record is the id of its document and not repeated inside it.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from freelance_comm.domain.record import Record

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]

_MISSING: Any = object()
_LARGEST_INTEGER = 2**53
_LONGEST_NUMBER = 60


class BadField(ValueError):
    """A field holds what its type cannot be; ``value`` shows it."""

    def __init__(self, value: object, field: str = "") -> None:
        super().__init__(str(value))
        self.field = field
        self.value = value


class MissingField(ValueError):
    """A record lacks a field that has no default."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Shape:
    """How one type of record is stored."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.has_id = "id" in kind.field_names()
        self.defaults: dict[str, Any] = {}
        self.annotations = _annotations(kind)
        self.converters: dict[str, tuple[Encode, Decode]] = {}
        for name in kind.field_names():
            self.defaults[name] = kind._fields[name] if _has_default(kind, name) else _MISSING
            if not (self.has_id and name == "id"):
                self.converters[name] = _converter(self.annotations[name])

    def plain(self, record: Record) -> dict[str, Any]:
        """Return the document of ``record``: its fields without the id and without those that hold their default."""
        values = record.__dict__
        return {
            name: encode(values[name])
            for name, (encode, _) in self.converters.items()
            if self.defaults[name] is _MISSING or values[name] != self.defaults[name]
        }

    def record(self, document: dict[str, Any], doc_id: int | None = None) -> Any:
        """Return the record of a document; fields it does not know are passed over.

        Raises ``BadField``, ``MissingField``, or what the record's own check raises.
        """
        values: dict[str, Any] = {}
        for name, (_, decode) in self.converters.items():
            if name in document:
                try:
                    values[name] = decode(document[name])
                except BadField as error:
                    raise BadField(error.value, f"{name}.{error.field}" if error.field else name) from error
                except MissingField as error:
                    raise MissingField(f"{name}.{error.field}") from error
            elif self.defaults[name] is _MISSING:
                raise MissingField(name)
        if self.has_id and doc_id is not None:
            values["id"] = doc_id
        return self.kind(**values)

    def encode_field(self, name: str, value: Any) -> Any:
        """Return the stored form of one field, whatever its default."""
        return self.converters[name][0](value)

    def is_required(self, name: str) -> bool:
        """Whether a document must hold the field."""
        return self.defaults[name] is _MISSING

    def is_default(self, name: str, value: Any) -> bool:
        """Whether a field with this value is left out of the document."""
        default = self.defaults[name]
        return default is not _MISSING and bool(value == default)


_shapes: dict[type[Record], Shape] = {}


def shape(kind: type[Record]) -> Shape:
    """Return how ``kind`` is stored; worked out once."""
    found = _shapes.get(kind)
    if found is None:
        found = _shapes[kind] = Shape(kind)
    return found


def _has_default(kind: type[Record], name: str) -> bool:
    return any(name in base.__dict__ for base in kind.__mro__)


def _annotations(kind: type[Record]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base is object or base is Record or "__annotations__" not in base.__dict__:
            continue
        names = vars(sys.modules[base.__module__])
        for name, text in base.__annotations__.items():
            if name in kind._fields:
                result[name] = eval(text, names) if isinstance(text, str) else text
    return result


def _converter(annotation: Any) -> tuple[Encode, Decode]:
    origin = get_origin(annotation)
    if origin is Union or origin is types.UnionType:
        inner = [part for part in get_args(annotation) if part is not type(None)]
        return _optional(*_converter(inner[0]))
    if origin is tuple:
        return _sequence(*_converter(get_args(annotation)[0]))
    if origin is dict:
        return _text_map, _text_map
    if issubclass(annotation, Record):
        return _nested(annotation)
    if issubclass(annotation, StrEnum):
        return str, _member(annotation)
    return _PLAIN[annotation]


def _optional(encode: Encode, decode: Decode) -> tuple[Encode, Decode]:
    return (
        lambda value: None if value is None else encode(value),
        lambda value: None if value is None else decode(value),
    )


def _sequence(encode: Encode, decode: Decode) -> tuple[Encode, Decode]:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise BadField(value)
        return tuple([decode(part) for part in value])

    return lambda value: [encode(part) for part in value], read


def _nested(kind: type[Record]) -> tuple[Encode, Decode]:
    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise BadField(value)
        return shape(kind).record(value)

    return lambda value: shape(kind).plain(value), read


def _member(kind: type[StrEnum]) -> Decode:
    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise BadField(value) from None

    return read


def _text_map(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(part, str) for part in value.values()):
        raise BadField(value)
    return dict(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadField(value)
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) >= _LARGEST_INTEGER:
        raise BadField(value)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadField(value)
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadField(value)
    text = str(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadField(value) from None
    if not number.is_finite() or len(text) > _LONGEST_NUMBER or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise BadField(value)
    return number


def _write_moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"the time {value} has no zone")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _moment(value: Any) -> datetime:
    try:
        if isinstance(value, str) and value.isascii() and "T" in value:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # refused below, like every other text that is no moment
    raise BadField(value)


def _day(value: Any) -> date:
    if isinstance(value, str) and len(value) == 10 and value.isascii() and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise BadField(value) from None
    raise BadField(value)


_PLAIN: dict[Any, tuple[Encode, Decode]] = {
    str: (_text, _text),
    int: (_whole, _whole),
    bool: (_truth, _truth),
    Decimal: (str, _number),
    datetime: (_write_moment, _moment),
    date: (date.isoformat, _day),
}
