"""Reads what is whole in a damaged text: document by document, and side by side where a merge left its markers."""

from __future__ import annotations

import json
import re
from typing import Any

from freelance_comm.domain.errors import AppError
from freelance_comm.store.codec import BadField, MissingField
from freelance_comm.store.document import Tables, holds_refused, is_id, strict_decoder
from freelance_comm.store.inventory import OTHER, kind_of, kinds
from freelance_comm.store.places import (
    ARCHIVE,
    CLIENT_TABLES,
    CLIENTS,
    MAIL,
    MAIL_TABLES,
    MONTHLY,
    PROJECT_TABLES,
    PROJECTS,
    RUNNING,
    WORKSPACE,
)

_KEY = re.compile(r'"((?:[^"\\\n]|\\.){1,300})"[ \t\r\n]*:[ \t\r\n]*')
_NEXT = re.compile(r'\n|"[1-9][0-9]{0,15}"[ \t]*:[ \t]*\{|"[a-z]+"[ \t]*:[ \t]*\{')
_BLANK = frozenset(" \t\r\n,")
_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_WORKSPACE_TABLES = ("profile", "counters", "format")
_UNKNOWN_CHARACTER = "\ufffd"


class Salvage:
    """What could be read: ``tables``; ``doubles``, documents under ids that others have; ``lost`` pieces.

    ``complete`` tells that nothing is missing: every piece of the text was understood up to its proper end. ``sure``
    is false where the encoding was guessed.
    """

    def __init__(self) -> None:
        self.tables: Tables = {}
        self.doubles: list[tuple[str, str, dict[str, Any]]] = []
        self.lost = 0
        self.complete = False
        self.sure = True

    @property
    def count(self) -> int:
        """How many records were read."""
        return len(self.doubles) + sum(len(table) for name, table in self.tables.items() if name != "format")

    def add(self, table: str, key: str, document: dict[str, Any]) -> None:
        """Take in a document; a different one under the same id is kept too."""
        present = self.tables.setdefault(table, {})
        if key not in present:
            present[key] = document
        elif present[key] != document:
            self.doubles.append((table, key, document))


def salvaged(data: bytes, file: str) -> Salvage:
    """Return what is whole in ``data``, the damaged content of ``file``."""
    text, sure = decoded(data)
    found = _Scan(text, file).run()
    found.sure = sure
    return found


def decoded(data: bytes) -> tuple[str, bool]:
    """Return ``data`` as text, and whether that is certain.

    UTF-16 announces itself. What is neither that nor UTF-8 is Windows-1252 if it holds no letter in UTF-8 at all, else
    UTF-8 with some bytes damaged.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), True
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), True
    except UnicodeDecodeError:
        if _MANY_BYTES.search(data) is None:
            return data.decode("cp1252", errors="replace"), False
        return data.decode("utf-8", errors="replace"), True


class _Scan:
    """Walks over a text: table headings, documents, braces; whatever else it meets is a lost piece."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.tables = tables_of(file)
        self.table = _first_table(file)
        self.depth = 0
        self.found = Salvage()
        self.whole = True
        self._decoder = strict_decoder()

    def run(self) -> Salvage:
        place, end = 0, len(self.text)
        while place < end:
            if self.text[place] in _BLANK:
                place += 1
                continue
            if self.depth == 0 and place and not self.text[place:].strip("\0 \t\r\n"):
                break  # zeros after the proper end: what a file system leaves after a power cut
            after = self._piece(place)
            if after is None:
                self._lose()
                after = self._next(place)
            place = after
        self.found.complete = self.whole and self.depth == 0 and bool(self.found.tables)
        return self.found

    def _piece(self, place: int) -> int | None:
        """Return the place after what stands at ``place``, ``None`` if it cannot be understood."""
        sign = self.text[place]
        if sign == "{":
            self.depth += 1
            return place + 1
        if sign == "}" and self.depth > 0:
            self.depth -= 1
            return place + 1
        match = _KEY.match(self.text, place)
        if match is None or match.end() >= len(self.text) or self.text[match.end()] != "{":
            return None
        if is_id(match[1]):
            return self._document(match[1], match.end())
        if match[1] not in self.tables and self.depth != 1:
            return None
        if self.depth != 1:
            self._lose()  # the table before was not closed: something may be missing at its end
        self.table, self.depth = match[1], 2
        self.found.tables.setdefault(self.table, {})
        return match.end() + 1

    def _lose(self) -> None:
        self.whole = False
        self.found.lost += 1

    def _document(self, key: str, place: int) -> int | None:
        if not self.table:
            return None
        try:
            document, after = self._decoder.raw_decode(self.text, place)
        except (ValueError, RecursionError):
            return None
        if not isinstance(document, dict) or holds_refused(document) or not self._is_meant(key, document):
            return None
        self.found.add(self.table, key, document)
        return after

    def _is_meant(self, key: str, document: dict[str, Any]) -> bool:
        if self.table == "format":
            return type(document.get("version")) is int and document["version"] >= 1
        if _UNKNOWN_CHARACTER in json.dumps(document, ensure_ascii=False):
            return False
        return can_be_meant(self.file, self.table, key, document)

    def _next(self, place: int) -> int:
        """Return where to go on after a piece that was not understood: the next line, or what looks like a record."""
        match = _NEXT.search(self.text, place + 1)
        if match is None:
            return len(self.text)
        return match.start() + 1 if match[0] == "\n" else match.start()


def can_be_meant(file: str, table: str, key: str, document: dict[str, Any]) -> bool:
    """Whether a document can be read as the record it should be; those of unknown tables are taken as they are."""
    kind = kind_of(file, table)
    if kind == OTHER:
        return True
    try:
        kinds()[kind].shape.record(document, int(key))
    except (BadField, MissingField, AppError, ValueError, ArithmeticError):
        return False
    return True


def tables_of(file: str) -> tuple[str, ...]:
    """Return the names of the tables that a file of this place may have."""
    if file == WORKSPACE:
        return _WORKSPACE_TABLES
    if file == CLIENTS:
        return (*CLIENT_TABLES, "format")
    if file == RUNNING:
        return ("timer", "format")
    if file == MAIL:
        return (*MAIL_TABLES.values(), "format")
    above = file.partition("/")[0]
    if above in (PROJECTS, ARCHIVE):
        return (*PROJECT_TABLES.values(), "format")
    return tuple([table for folder, table in MONTHLY.values() if folder == above] + ["format"])


def _first_table(file: str) -> str:
    """Return the table whose records may stand before any heading, where the beginning of the text is gone."""
    above = file.partition("/")[0]
    monthly = [table for folder, table in MONTHLY.values() if folder == above]
    return monthly[0] if monthly else "clients" if file == CLIENTS else "timer" if file == RUNNING else ""


class Sides:
    """The versions that a merge left side by side in one text; ``base`` only where the markers tell it."""

    def __init__(self, ours: str, theirs: str, base: str | None) -> None:
        self.ours = ours
        self.theirs = theirs
        self.base = base


def sides(text: str) -> Sides | None:
    """Return both versions of a text with conflict markers, ``None`` if it has none."""
    versions: dict[str, list[str]] = {"ours": [], "theirs": [], "base": []}
    part, marked, with_base = "", False, True
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            part, marked, had_base = "ours", True, False
        elif line.startswith("|||||||") and part == "ours":
            part, had_base = "base", True
        elif line.startswith("=======") and part:
            part = "theirs"
        elif line.startswith(">>>>>>>") and part:
            with_base = with_base and had_base
            part = ""
        else:
            for name in (part,) if part else versions:
                versions[name].append(line)
    if not marked:
        return None
    base = "".join(versions["base"]) if with_base and not part else None
    return Sides("".join(versions["ours"]), "".join(versions["theirs"]), base)
