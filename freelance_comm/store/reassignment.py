"""Gives everything that belongs to one client to another, whatever kind of record it is.

Apart from the use case because it must forget nothing: it goes through the records as they are stored, so that kinds
and fields which this program does not know move too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.store.inventory import stored
from freelance_comm.store.places import CLIENTS, PROJECT_TABLES

if TYPE_CHECKING:
    from freelance_comm.store.change import Change
    from freelance_comm.store.reader import Reader

OWNER = "client_id"
"""The field by which a record says whose it is."""


def owned(reader: Reader, client: int) -> dict[str, int]:
    """Return how many records of each kind bear the id of ``client``. Raises ``DataDamaged``."""
    counts: dict[str, int] = {}
    for row in stored(reader._view, checked=False):
        if row.document.get(OWNER) == client:
            counts[row.kind] = counts.get(row.kind, 0) + 1
    return counts


def reassign(change: Change, origin: int, target: int) -> dict[str, int]:
    """Let the records of client ``origin`` be those of ``target``; return how many of each kind it was.

    Raises ``DataDamaged`` where a file cannot be read.
    """
    staging = change._staging
    counts: dict[str, int] = {}
    for row in stored(staging, checked=False):
        if row.document.get(OWNER) == origin:
            staging.stage(row.file).replace_document(row.table, row.id, {**row.document, OWNER: target})
            counts[row.kind] = counts.get(row.kind, 0) + 1
    return counts


def follow(change: Change, project: int, target: int) -> None:
    """Let what belongs to a project and names a client name ``target``: the project has moved to another client.

    Its messages stay with whom they were exchanged, and its own head is for the caller to save.
    """
    staging = change._staging
    home = staging.project_file(project)
    for file in filter(None, (home, CLIENTS)):
        loaded = staging.load(file)
        for table, documents in list((loaded.tables if loaded is not None else {}).items()):
            for key, document in list(documents.items()):
                own = file == home and table != PROJECT_TABLES["Project"]
                if OWNER in document and (own or document.get("project_id") == project):
                    staging.stage(file).replace_document(table, int(key), {**document, OWNER: target})
