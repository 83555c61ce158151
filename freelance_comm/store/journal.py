"""Notes each change in ``.state/journal``, so that it can be taken back: the documents it touched, before and after.

Local and derived: it may be deleted at any time, and no refusal of the disk to keep it reaches anybody. It is bounded
to two halves of 2 MB and a hundred changes each; the older half goes when the newer one is full. A line is a change,
ended by its sum and its number, so that the next number is found without reading what stands before.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zlib import compress

from freelance_comm.store import document, files
from freelance_comm.store.document import content_sum
from freelance_comm.store.places import WORKSPACE, is_data_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from freelance_comm.store.document import Tables
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.staging import Entry

FILE = "journal"
OLDER = "journal.older"
NEVER_BACK = {WORKSPACE: "counters"}
"""Counters of references only grow: a reference that was given out is not given to anybody else."""

_HALF = 2 * 1024 * 1024
_CHANGES = 100
_PLAIN = 16 * 1024
"""Longer texts are compressed."""
_ENDING = 64
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

NotedFile = dict[str, Any]
"""What became of one file.

``file`` is where it lies afterwards, ``from`` where it lay if it was moved; ``new`` and ``gone`` say that it was not
there before or afterwards; ``fresh`` names tables that were not there before; ``tables`` holds for table and id the
document before and after, None where there was none.
"""


def note(
    folder: DataFolder,
    noted: list[NotedFile] | None,
    *,
    now: datetime,
    owner: str,
    step: str = "",
    undoes: tuple[int, ...] = (),
    whole: tuple[tuple[str, str], ...] = (),
) -> None:
    """Add a change to the journal, as well as it can be done; called under the lock, after the change was put in place.

    ``step`` is what changes that belong together share; ``undoes`` are the numbers of those that this one takes back.
    ``noted`` is None for a change that cannot be taken back; ``whole`` then says what became of which file.
    """
    head: dict[str, Any] = {"at": now.isoformat(), "owner": owner, "format": document.VERSION}
    if step:
        head["step"] = step
    body: dict[str, Any] = {**head, "files": noted}
    if undoes:
        body["undoes"] = undoes
    if noted is None:
        body["whole"] = whole
    text = _packed(body)
    if len(text) > _HALF - _ENDING:
        replaced = [("replaced", each["file"]) for each in noted or ()]
        text = _packed({**body, "files": None, "whole": replaced[:_CHANGES]})
    with suppress(OSError):
        _append(folder, text)


def _packed(body: dict[str, Any]) -> bytes:
    text = _encode(body).encode("utf-8")
    if len(text) <= _PLAIN:
        return text
    from binascii import b2a_base64

    return b2a_base64(compress(text, 6), newline=False)


def _append(folder: DataFolder, text: bytes) -> None:
    path = folder.state_path(FILE)
    ending, size = _ending(path)
    number = _number(ending)
    torn = number is None
    if number is None:
        from freelance_comm.store.past import last_number

        number = last_number(folder)
    line = signed(text, number + 1)
    if size and (size + len(line) + 1 > _HALF or number % _CHANGES == 0):
        files.rename(path, folder.state_path(OLDER))
        torn = False
    files.append(path, b"\n" + line if torn and size else line)


def signed(text: bytes, number: int) -> bytes:
    """Return the line of a change."""
    numbered = b"%d" % number
    return b"%s %s %s\n" % (text, content_sum(text + numbered).encode("ascii"), numbered)


def _ending(path: str) -> tuple[bytes, int]:
    """Return the last bytes of the journal and its length."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return b"", 0
    try:
        size = os.fstat(handle).st_size
        return os.pread(handle, _ENDING, max(0, size - _ENDING)), size
    finally:
        os.close(handle)


def _number(ending: bytes) -> int | None:
    """Return the number at the end of a whole line, ``None`` if there is none, or only a part of one."""
    if not ending.endswith(b"\n"):
        return None
    digits = ending[:-1].rpartition(b" ")[2]
    return int(digits) if digits.isdigit() else None


def noted_files(edited: list[tuple[str, Entry]]) -> list[NotedFile]:
    """Return what a change did to its files; looks only at the documents that it touched."""
    found = [_noted(file, entry) for file, entry in edited]
    return [each for each in found if each["tables"] or each.get("from")]


def _noted(file: str, entry: Entry) -> NotedFile:
    before: Tables = entry.loaded.tables if entry.loaded is not None else {}
    if entry.destination is None:
        gone = {
            table: {key: [document, None] for key, document in documents.items()}
            for table, documents in before.items()
            if NEVER_BACK.get(file) != table
        }
        return {"file": file, "gone": True, "tables": gone}
    made: NotedFile = {"file": entry.destination}
    if entry.loaded is None:
        made["new"] = True
    elif entry.destination != file:
        made["from"] = file
    made["tables"] = tables = _touched(before, entry.content.tables_now, entry.content.touched)
    if NEVER_BACK.get(file):
        tables.pop(NEVER_BACK[file], None)
    fresh = [table for table in tables if table not in before]
    if fresh and entry.loaded is not None:
        made["fresh"] = fresh
    return made


def _touched(before: Tables, after: Tables, touched: Mapping[str, Iterable[str]]) -> dict[str, dict[str, list[Any]]]:
    result: dict[str, dict[str, list[Any]]] = {}
    for table, keys in touched.items():
        old, new = before.get(table, {}), after.get(table, {})
        changed = {key: [old.get(key), new.get(key)] for key in sorted(keys) if old.get(key) != new.get(key)}
        if changed:
            result[table] = changed
    return result


def note_overhaul(
    folder: DataFolder, texts: Mapping[str, tuple[bytes | None, bytes | None]], *, now: datetime, owner: str, step: str
) -> None:
    """Add a replacement of whole files to the journal, ``texts`` being what each held before and after.

    It can be taken back where all of them are data files that could be read before, in the format they have now: a
    repair or a migration is not undone by putting the damage, or the older format, back.
    """
    changed = {file: pair for file, pair in texts.items() if pair[0] != pair[1]}
    tables = {file: (_tables(file, old), _tables(file, new)) for file, (old, new) in changed.items()}
    noted = _compared({file: (old, new) for file, (old, new) in tables.items() if old is not None and new is not None})
    if changed and len(noted) == len(changed) and not any(each["tables"] for each in noted):
        return  # only the writing of the files changed
    if len(noted) == len(changed) and all(is_data_file(file) for file in changed):
        note(folder, noted, now=now, owner=owner, step=step)
    elif changed:
        whole = [(_word(*pair), file) for file, pair in sorted(changed.items())]
        note(folder, None, now=now, owner=owner, step=step, whole=tuple(whole[:_CHANGES]))


def _tables(file: str, text: bytes | None) -> Tables | None:
    from freelance_comm.domain.errors import DataDamaged
    from freelance_comm.store.document import VERSION, parse, version_of

    if text is None:
        return {}
    try:
        tables = parse(text, file)
    except DataDamaged:
        return None
    return tables if version_of(tables) == VERSION else None


def _word(before: bytes | None, after: bytes | None) -> str:
    if after is None:
        return "removed"
    return "replaced" if before is not None else "added"


def _compared(texts: dict[str, tuple[Tables, Tables]]) -> list[NotedFile]:
    """Return what became of files that were replaced whole; everything in them is compared."""
    result = []
    for file, (before, after) in texts.items():
        made: NotedFile = {"file": file}
        if not before:
            made["new"] = True
        if not after:
            made["gone"] = True
        both = {table: {*before.get(table, {}), *after.get(table, {})} for table in sorted({*before, *after})}
        if after:
            both.pop("format", None)
        made["tables"] = _touched(before, after, both)
        result.append(made)
    return result
