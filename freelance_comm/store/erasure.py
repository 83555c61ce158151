"""Erases a person from a data folder: the records, and every trace of them in the local state, which nothing else does.

The records go in one change that cannot be taken back. What is left of them beside (earlier states of files, what was
put aside, unsaved texts, derived lists, the log) is then removed piece by piece; a note says what is still to be done,
so that a power cut in the middle leaves it to the next erasure, or to the doctor.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import DataDamaged, Unconfirmed
from freelance_comm.domain.marking import N_
from freelance_comm.store import files
from freelance_comm.store.document import dump, parse
from freelance_comm.store.inventory import Row, addresses_of, belongs, projects_of, stored
from freelance_comm.store.places import (
    ARCHIVE,
    CLIENT_TABLES,
    CLIENTS,
    MAIL_TABLES,
    PROJECT_TABLES,
    PROJECTS,
    project_of,
)
from freelance_comm.store.recovery import not_saved, remove_quietly

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.store.change import Change
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.reader import Reader
    from freelance_comm.store.workspace import Workspace

NOTE = "erasing.json"
"""In the local state while an erasure is not finished."""
_STATES = ("history", "conflicts")
_TEXTS = "drafts"
_UNCONCERNED = ("lock", "sums", "last-backup", NOTE, *_STATES, _TEXTS)
"""What else lies in the local state is made anew when it is needed, and simply removed."""
_SHORTEST_WORD = 3
_NAMED = ("contacts", "earlier")
"""Lists of a client's card in which they have names."""
_ADDRESS_LISTS = ("people", "known")
"""Fields with addresses of several people: whom a mail went to, whom a mailbox was looked through for."""


class Person:
    """Whose traces are to go: the id of the client, those of the projects, and the words that tell them in a text.

    ``merged`` are the ids of cards that were merged with theirs: earlier states of files still hold them.
    """

    def __init__(
        self,
        client: int,
        projects: set[int],
        words: set[str],
        addresses: frozenset[str] = frozenset(),
        merged: frozenset[int] = frozenset(),
    ) -> None:
        self.client = client
        self.merged = merged
        self.projects = projects
        self.addresses = addresses
        self.words = {word for word in words if len(word) >= _SHORTEST_WORD}

    def owns(self, row: Row) -> bool:
        """Whether a record is about the person."""
        ids = (self.client, *self.merged)
        return any(belongs(row, client, self.projects, self.addresses) for client in ids)

    def left_of(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the record of somebody else without the person's addresses among those whom a mail went to."""
        if not self.addresses:
            return document
        left = document
        for name in _ADDRESS_LISTS:
            addresses = document.get(name)
            if isinstance(addresses, list):
                kept = [one for one in addresses if not (isinstance(one, str) and one.lower() in self.addresses)]
                left = left if kept == addresses else {**left, name: kept}
        return left

    def is_in(self, text: str) -> bool:
        """Whether a text names the person or one of the projects."""
        if text.startswith("{"):
            with suppress(ValueError, RecursionError):  # searched as it stands
                text += json.dumps(json.loads(text), ensure_ascii=False)
        folded = text.casefold()
        return any(
            re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", folded)
            for word in (*self.words, *map(str, (self.client, *self.merged, *self.projects)))
        )


def person(reader: Reader, client: int) -> Person:
    """Return who a client is in files and texts. Raises ``DataDamaged`` where a file that may tell cannot be read."""
    view = reader._view
    projects = projects_of(view, client)
    words: set[str] = set()
    merged: set[int] = set()
    for row in stored(view, checked=False):
        if row.kind in ("clients", "projects") and belongs(row, client, projects):
            inner = [part for name in _NAMED for part in row.document.get(name, [])] if row.kind == "clients" else []
            parts = [part for part in inner if isinstance(part, dict)]
            merged.update(part["number"] for part in parts if isinstance(part.get("number"), int))
            named = (row.document, *parts)
            keys = ("ref", "name", "email") if row.kind == "clients" else ("ref",)
            words.update(str(part[key]) for part in named for key in keys if part.get(key))
    return Person(client, projects, words, addresses_of(view, client), frozenset(merged))


def texts_about(folder: DataFolder, who: Person) -> list[tuple[str, str]]:
    """Return the unfinished texts that name a person, by the names of their files."""
    found = [(os.path.basename(path), path) for path in _files_below(folder.state_path(_TEXTS))]
    with suppress(OSError):
        return [(name, _text(path)) for name, path in found if who.is_in(name) or who.is_in(_text(path))]
    return []


def take_out(change: Change, who: Person) -> dict[str, int]:
    """Take everything about a person out of the files, in ``change``; return how many records of each kind it was."""
    staging = change._staging
    counts: dict[str, int] = {}
    gone: list[Row] = []
    for row in stored(staging, checked=False):
        if who.owns(row):
            gone.append(row)
        elif (left := who.left_of(row.document)) is not row.document:
            staging.stage(row.file).replace_document(row.table, row.id, left)
    for row in gone:
        counts[row.kind] = counts.get(row.kind, 0) + 1
        if row.project not in who.projects:
            staging.stage(row.file).remove_document(row.table, row.id)
    for file in sorted({row.file for row in gone if row.project in who.projects}):
        staging.move(file, None)
    return counts


def erase(workspace: Workspace, now: datetime, client: int) -> dict[str, int]:
    """Erase a client with every trace; return how many records of each kind there were.

    Raises ``Unconfirmed`` where the records are gone but the disk refused to remove a trace: `finish` goes on.
    """
    folder = workspace._folder
    saved = folder.saved
    try:
        with workspace.change(now, noted=False) as change:
            who = person(change, client)
            counts = take_out(change, who)
            _put_note(folder, who)
    except BaseException:
        if folder.saved == saved:
            remove_quietly(folder.state_path(NOTE))
        raise
    finish(workspace, now)
    return counts


def finish(workspace: Workspace, now: datetime) -> bool:
    """Remove what an erasure has still to remove, if there is one; return whether there was. Raises ``Unconfirmed``."""
    if not is_waiting(workspace._folder):
        return False
    with workspace.overhaul(now) as overhaul:
        return go_on(overhaul.folder)


def is_waiting(folder: DataFolder) -> bool:
    """Whether an erasure was begun that is not finished."""
    return os.path.lexists(folder.state_path(NOTE))


def go_on(folder: DataFolder) -> bool:
    """Finish an erasure, under the lock; return whether one was decided. Raises ``Unconfirmed``."""
    if not is_waiting(folder):
        return False
    who = _noted(folder)
    try:
        decided = who is not None and not _is_there(folder, who)
        if who is not None and decided:
            _remove_traces(folder, who)
        files.remove(folder.state_path(NOTE))
        if folder.durable:
            files.sync_folder(folder.state_path())
    except OSError as error:
        raise Unconfirmed(
            N_("The records are erased, but the disk would not let earlier states of them be removed."),
            hint=N_("Check the disk; “freelance-comm doctor --fix” then finishes it."),
            fate=N_("Traces are left in the local state of the data folder."),
        ) from error
    return decided


def _put_note(folder: DataFolder, who: Person) -> None:
    body = {"client": who.client, "projects": sorted(who.projects), "words": sorted(who.words)}
    body |= {"addresses": sorted(who.addresses), "merged": sorted(who.merged)}
    path = folder.state_path(NOTE)
    temporary = folder.state_path(f".{NOTE}.{os.getpid()}{files.TEMPORARY}")
    try:
        files.write_new(temporary, json.dumps(body).encode(), sync=folder.durable)
        files.rename(temporary, path)
        if folder.durable:
            files.sync_folder(folder.state_path())
    except OSError as error:
        raise not_saved(error, NOTE) from error


def _noted(folder: DataFolder) -> Person | None:
    try:
        with open(folder.state_path(NOTE), "rb") as source:
            body = json.loads(source.read())
        return Person(
            int(body["client"]),
            {int(each) for each in body["projects"]},
            {str(each) for each in body["words"]},
            frozenset(str(each) for each in body.get("addresses", [])),
            frozenset(int(each) for each in body.get("merged", [])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_there(folder: DataFolder, who: Person) -> bool:
    """Whether the change was never made: the note alone decides nothing. Raises ``DataDamaged``."""
    read = folder.read(CLIENTS)
    return read is not None and str(who.client) in parse(read[0], CLIENTS).get("clients", {})


def _remove_traces(folder: DataFolder, who: Person) -> None:
    for name in _STATES:
        for path in _files_below(folder.state_path(name)):
            _clean(folder, path, who)
    for path in _files_below(folder.state_path(_TEXTS)):
        if who.is_in(os.path.basename(path)) or who.is_in(_text(path)):
            files.remove(path)
    for above in (PROJECTS, ARCHIVE):
        for path in _files_below(folder.state_path("sums", above)):
            if project_of(os.path.basename(path)) in who.projects:
                files.remove(path)
    for name in sorted(os.listdir(folder.state_path())):
        if name not in _UNCONCERNED:
            _remove_all(folder.state_path(name))
    history = folder.state_path("history")
    for above, _, names in os.walk(history, topdown=False):
        if not names and not os.listdir(above):
            files.remove_folder(above)


def _clean(folder: DataFolder, path: str, who: Person) -> None:
    """Take the person out of an earlier state of a file; one that cannot be read goes if it names them."""
    with open(path, "rb") as source:
        data = source.read()
    try:
        tables = parse(data, path)
    except DataDamaged:
        if who.is_in(data.decode("utf-8", "replace")):
            files.remove(path)
        return
    left = _without(tables, who)
    if left is None:
        files.remove(path)
    elif left != tables:
        temporary = f"{os.path.dirname(path)}/.{os.getpid()}{files.TEMPORARY}"
        files.write_new(temporary, dump(left), sync=folder.durable)
        files.rename(temporary, path)


def _without(tables: dict[str, dict[str, dict[str, Any]]], who: Person) -> dict[str, dict[str, dict[str, Any]]] | None:
    """Return the tables of a file without the person, ``None`` where all of it is about one of their projects."""
    heads = tables.get(PROJECT_TABLES["Project"], {})
    if any(int(key) in who.projects for key in heads):
        return None
    result = {}
    for name, table in tables.items():
        kind = _KINDS.get(name, "")
        result[name] = {
            key: who.left_of(document)
            for key, document in table.items()
            if not who.owns(Row(kind, name, int(key), document, ""))
        }
    return result


_KINDS = {table: table for table in ("entries", "messages", "timer", *CLIENT_TABLES, *MAIL_TABLES.values())}


def _files_below(folder: str) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders.sort()
        yield from [f"{above}/{name}" for name in sorted(names)]


def _text(path: str) -> str:
    with open(path, "rb") as source:
        return source.read().decode("utf-8", "replace")


def _remove_all(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        for name in sorted(os.listdir(path)):
            _remove_all(f"{path}/{name}")
        files.remove_folder(path)
    else:
        files.remove(path)
