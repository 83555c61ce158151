"""The text of a file of the workspace and its tables: one document a line, keys sorted, UTF-8, nothing volatile.

A stock ``TinyDB(path)`` opens what this module writes. Texts that we wrote ourselves (their sum is on record) are read
by the fast parser; all others go through the strict one, which refuses what JSON parsers usually let pass: double
keys, NaN, numbers without end.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn
from zlib import crc32

Tables = dict[str, dict[str, dict[str, Any]]]
"""The content of one file: table name, document id as text, document."""
VERSION = 1
"""The format number written into each file: where the steps in ``migrations`` lead."""
LARGEST_INTEGER = 2**53
"""Integers from here on are not exact in other programs that read JSON."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode


def content_sum(data: bytes) -> str:
    """Return what tells two versions of a file apart: checksum and length. Detects accidents, not forgery."""
    return f"{crc32(data):08x}-{len(data)}"


def id_order(key: str) -> tuple[int, str]:
    """Sort key of document ids given as text: the order of the numbers."""
    return (len(key), key)


def new_tables() -> Tables:
    """Return the tables of a file that does not exist yet."""
    return {"format": {"1": {"version": VERSION}}}


def version_of(tables: Tables) -> int:
    """Return the format number of a file."""
    number = tables["format"]["1"]["version"]
    assert isinstance(number, int)
    return number


def dump(tables: Tables) -> bytes:
    """Return the text of a file. Raises ``TypeError`` or ``ValueError`` for values that JSON does not have."""
    parts = []
    for name in sorted(tables):
        table = tables[name]
        lines = [_line(key, table[key]) for key in sorted(table, key=id_order)]
        body = "\n" + ",\n".join(lines) + "\n" if lines else ""
        parts.append(f"{_encode(name)}: {{{body}}}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


def _line(key: str, document: dict[str, Any]) -> str:
    return f'"{key}": {_encode(document)}'


def checked_dump(
    tables: Tables, file: str, *, former: bytes | None = None, touched: dict[str, set[str]] | None = None
) -> bytes:
    """Return the text of a file after reading it back and comparing; ``NotSaved`` if it would not come back equal.

    ``former`` is a text of this program from which only the documents in ``touched`` (ids by table) may differ: where
    that is enough, only their lines are written anew, so that a full month costs little more than an empty one.
    """
    if former is not None:
        data = _spliced(former, tables, touched or {})
        if data is not None:
            return data
    try:
        data = dump(tables)
        same = json.loads(data) == tables
    except (TypeError, ValueError, RecursionError) as error:
        raise _unserialisable(file, str(error)) from error
    if not same:
        raise _unserialisable(file, "it reads back differently")
    return data


_MOST_SPLICED = 50
"""So many documents of a file are put into its former text one by one; beyond that the file is written anew."""


def _spliced(former: bytes, tables: Tables, touched: dict[str, set[str]]) -> bytes | None:
    """Return ``former`` with the lines of documents replaced or added at the end, ``None`` where that is not enough."""
    if sum(map(len, touched.values())) > _MOST_SPLICED:
        return None  # each line is looked for in the whole text: for many it is quicker to write all anew
    if not former.startswith(b"{\n"):
        return None  # as an editor left it, with a mark at its beginning
    data = former
    try:
        for name, keys in touched.items():
            for key in sorted(keys, key=id_order):
                spliced = _with_line(data, name, key, tables.get(name, {}))
                if spliced is None:
                    return None
                data = spliced
        return data if json.loads(data) == tables else None
    except (TypeError, ValueError, RecursionError):
        return None  # the long way round tells what is wrong


def _with_line(data: bytes, name: str, key: str, table: dict[str, dict[str, Any]]) -> bytes | None:
    if key not in table:
        return None
    line = _line(key, table[key]).encode("utf-8")
    head = data.find(f"\n{_encode(name)}: {{\n".encode())
    tail = data.find(b"\n}", head)
    if head < 0 or tail < 0:
        return None
    start = data.find(f'\n"{key}": {{'.encode(), head, tail) + 1
    if start:
        end = data.find(b"\n", start)
        comma = b"," if data[end - 1 : end] == b"," else b""
        return data[:start] + line + comma + data[end:]
    last = data.rfind(b"\n", head, tail) + 1
    if id_order(data[last + 1 : data.find(b'"', last + 1)].decode("ascii", "replace")) > id_order(key):
        return None
    return data[:tail] + b",\n" + line + data[tail:]


def _unserialisable(file: str, reason: str) -> Exception:
    from freelance_comm.store.refusals import unserialisable

    return unserialisable(file, reason)


def parse_own(data: bytes) -> Tables:
    """Return the tables of a text that this program wrote and checked."""
    tables: Tables = _without_halves(json.loads(data), data)
    return tables


def _without_halves(value: Any, data: bytes) -> Any:
    """Return what was read from ``data`` with a sign of replacement for each half of a character.

    JSON can spell half of a surrogate pair as an escape, as only an edit by hand leaves it; no file could hold it.
    """
    if b"\\ud" not in data and b"\\uD" not in data:
        return value
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {_without_halves(key, data): _without_halves(one, data) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_halves(one, data) for one in value]
    return value


def parse(data: bytes, file: str) -> Tables:
    """Return the tables of any text. Raises ``DataDamaged`` naming file, line and column or record."""
    text = _decoded(data, file)
    try:
        tables = json.loads(
            text, object_pairs_hook=_unique, parse_constant=Refused, parse_int=_integer, parse_float=_fraction
        )
    except (ValueError, RecursionError) as error:
        _damaged(error, text, file)
    _check(tables, text, file)
    result: Tables = _without_halves(tables, data)
    return result


class Refused:
    """Stands where a value is that cannot be meant, until the check names its place. ``key`` is set for double keys."""

    def __init__(self, text: str, key: str | None = None) -> None:
        self.text = text
        self.key = key


def strict_decoder() -> json.JSONDecoder:
    """Return a decoder that puts ``Refused`` where JSON parsers usually let pass what cannot be meant."""
    return json.JSONDecoder(
        object_pairs_hook=_unique, parse_constant=Refused, parse_int=_integer, parse_float=_fraction
    )


def _unique(pairs: list[tuple[str, Any]]) -> Any:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                return Refused(key, key)
            seen.add(key)
    return result


def _integer(text: str) -> Any:
    if len(text) > 17 or abs(int(text)) >= LARGEST_INTEGER:
        return Refused(text)
    return int(text)


def _fraction(text: str) -> Any:
    value = float(text)
    return Refused(text) if value in (float("inf"), float("-inf")) else value


def _check(tables: Any, text: str, file: str) -> None:
    if _sound(tables):
        return
    from freelance_comm.store.damage import bad_structure

    raise bad_structure(tables, text, file)


def _sound(tables: Any) -> bool:
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        return False
    versions = tables.get("format", {}).get("1")
    if not isinstance(versions, dict) or type(versions.get("version")) is not int or versions["version"] < 1:
        return False
    for table in tables.values():
        for key, document in table.items():
            if not is_id(key) or not isinstance(document, dict) or holds_refused(document):
                return False
    return True


def is_id(key: str) -> bool:
    """Whether ``key`` is how an id is written: decimal digits without leading zeros, below 2**53."""
    return key.isascii() and key.isdigit() and key[0] != "0" and len(key) < 17 and int(key) < LARGEST_INTEGER


def holds_refused(value: Any) -> bool:
    """Whether a refused value stands anywhere inside ``value``."""
    if isinstance(value, dict):
        return any(holds_refused(inner) for inner in value.values())
    if isinstance(value, list):
        return any(holds_refused(inner) for inner in value)
    return isinstance(value, Refused)


def _decoded(data: bytes, file: str) -> str:
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    try:
        if data.strip():
            return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from freelance_comm.store.damage import bad_encoding

        raise bad_encoding(data, error, file) from error
    from freelance_comm.store.damage import empty_file

    raise empty_file(file)


def _damaged(error: Exception, text: str, file: str) -> NoReturn:
    from freelance_comm.store.damage import bad_text

    raise bad_text(error, text, file) from error
