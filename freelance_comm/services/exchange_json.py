"""The workspace as one JSON document: one record a line, in a fixed order, the same bytes for the same records.

Read in pieces: a document of many years is never in memory as a whole, and each refusal names its line.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import json_safe, show
from freelance_comm.services.exchange_rows import (
    DRAFTS,
    FILE,
    FORMAT,
    ID,
    LONGEST_RECORD,
    MORE,
    NUMBER,
    PROJECT,
    TABLE,
    Given,
    joined,
    parts,
    require_known,
    require_size,
    unknown_kind,
)
from freelance_comm.services.outside_files import opened
from freelance_comm.store.document import VERSION, Refused, strict_decoder
from freelance_comm.store.inventory import OTHER, kinds

if TYPE_CHECKING:
    from freelance_comm.store.inventory import Row

_PIECE = 1 << 20
_PLACE = (ID, PROJECT, FILE, TABLE)
_BLANK = " \t\r\n"
_ZIP = b"PK\x03\x04"
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True).encode


def line(row: Row) -> str:
    """Return a record as one line of JSON."""
    place, fields, more = parts(row)
    return written({**place, **fields, **({MORE: more} if more else {})})


def written(value: dict[str, Any]) -> str:
    """Return an object in the order of its keys, those of objects inside it sorted; nothing in it obeys a terminal."""
    return json_safe("{" + ", ".join(f"{_encode(name)}: {_encode(part)}" for name, part in value.items()) + "}")


_AT_ONCE = 1_000
"""Records of a piece."""


def pieces(found: dict[str, list[str]], client: str = "", drafts: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    """Yield the text piece by piece, because handling all of it at once would keep every other thread waiting.

    ``client`` is the reference of the one client it is about, ``drafts`` names and texts.
    """
    head = {"format": FORMAT, "number": NUMBER, "data": VERSION, **({"client": client} if client else {})}
    texts = [written({"name": name, "text": text}) for name, text in drafts]
    yield "{\n" + ",\n".join(f'"{name}": {json_safe(_encode(value))}' for name, value in head.items())
    for name, lines in (*found.items(), *([(DRAFTS, texts)] if texts else [])):
        yield f',\n"{name}": ['
        for start in range(0, len(lines), _AT_ONCE):
            yield ("\n" if start == 0 else ",\n") + ",\n".join(lines[start : start + _AT_ONCE])
        yield "\n]" if lines else "]"
    yield "\n}\n"


def read(path: Path) -> tuple[list[Given], int]:
    """Return the records of a document and the number of their format.

    Raises ``BadValue``, ``NotFound``, ``NewerData`` for a document that is none.
    """
    found: list[Given] = []
    name = show(str(path))
    with opened(path, largest=sys.maxsize) as stream:
        require_size(os.fstat(stream.fileno()).st_size, name)
        if stream.read(len(_ZIP)) == _ZIP:
            raise _a_zip(name)
        stream.seek(0)
        text = _Text(stream, name)
        head: dict[str, Any] = {}
        if text.next() != "{":
            require_known({}, name)
        text.take("{")
        while text.next() != "}":
            key = text.value()
            text.take(":")
            if not isinstance(key, str) or key in head:
                raise text.damaged(
                    N_("{file}, line {line}, column {column}: a name is expected here, and each only once.")
                )
            if key in kinds() or key == OTHER:
                head[key] = None
                found += _rows(text, key)
            else:
                head[key] = text.value()
            if text.next() != "}":
                text.take(",")
        text.take("}")
        if text.next():
            raise text.damaged(N_("{file}, line {line}, column {column}: there is text after the end."))
    require_known(head, name)
    for key in head:
        if key not in (*kinds(), OTHER, "format", "number", "data", "client", DRAFTS):
            raise unknown_kind(name, key)
    return found, int(head["data"])


def _a_zip(name: str) -> BadValue:
    return BadValue(
        N_("{file} is a zip file, not an export."),
        hint=N_("If `freelance-comm backup` made it: `freelance-comm restore` puts it back."),
        fate=N_("Nothing was imported."),
        file=name,
    )


def _rows(text: _Text, kind: str) -> Iterator[Given]:
    text.take("[")
    while text.next() != "]":
        given = Given(kind, text.line)
        value = text.value()
        if isinstance(value, Refused) and value.key is not None:
            given.refuse(N_("“{name}” is there twice."), value.key)
        elif not isinstance(value, dict):
            given.refuse(N_("it holds no fields."))
        else:
            given = _given(given, value)
        yield given
        if text.next() != "]":
            text.take(",")
    text.take("]")


def _given(given: Given, value: dict[str, Any]) -> Given:
    kind = kinds().get(given.kind)
    wanted = (ID, FILE, TABLE) if kind is None else (ID, kind.place)
    place = {name: value.pop(name) for name in wanted if name in value}
    more = value.pop(MORE, {})
    return joined(given, place, value, more)


class _Text:
    """A JSON text read in pieces, value by value; ``line`` is the one it has come to."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self.file = file
        self.line = 1
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._raw = strict_decoder().raw_decode
        self._piece = ""
        self._at = 0
        self._ended = False

    def next(self) -> str:
        """Return the next sign that is no blank, empty at the end."""
        while True:
            rest = self._piece[self._at : self._at + 1]
            if not rest and not self._more():
                return ""
            if rest and rest not in _BLANK:
                return rest
            self.line += rest == "\n"
            self._at += len(rest)

    def take(self, sign: str) -> None:
        """Pass over ``sign``. Raises ``DataDamaged`` where something else stands."""
        if self.next() != sign:
            raise self.damaged(N_("{file}, line {line}, column {column}: something else was expected here."))
        self._at += 1

    def value(self) -> Any:
        """Return the next value. Raises ``DataDamaged``."""
        self.next()
        while True:
            try:
                found, end = self._raw(self._piece, self._at)
            except RecursionError:
                raise self.damaged(N_("{file}, line {line}, column {column}: this is nested too deeply.")) from None
            except ValueError:
                end = -1
            if end >= 0 and (end < len(self._piece) or self._ended):
                self.line += self._piece.count("\n", self._at, end)
                self._at = end
                return found
            if len(self._piece) - self._at > LONGEST_RECORD:
                raise self.damaged(
                    N_("{file}, line {line}, column {column}: this record is longer than {limit} MB, or has no end.")
                )
            if not self._more():
                raise self.damaged(N_("{file}, line {line}, column {column}: this cannot be read as JSON."))

    def _more(self) -> bool:
        if self._ended:
            return False
        data = self._stream.read(_PIECE)
        try:
            text = self._decode(data, not data)
        except UnicodeDecodeError:
            raise self.damaged(N_("{file}, line {line}, column {column}: this is not written in UTF-8.")) from None
        self._ended = not data
        self._piece = self._piece[self._at :] + text
        self._at = 0
        return True

    def damaged(self, message: str) -> BadValue:
        """Return the failure of a document that cannot be read on from here."""
        return BadValue(
            message,
            hint=N_("It was changed or cut since it was exported; export it again."),
            fate=N_("Nothing was imported."),
            file=self.file,
            line=self.line,
            column=self._at - self._piece.rfind("\n", 0, self._at),
            limit=LONGEST_RECORD // 1024 // 1024,
        )
