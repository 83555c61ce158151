"""Gives everything that belongs to one client to another, whatever kind of record it is.

Apart from the use case because it must forget nothing: it goes through the records as they are stored, so that kinds
and fields which this program does not know move too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.store.inventory import stored

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


def reassign(change: Change, origin: int, target: int, *, project: int | None = None) -> dict[str, int]:
    """Let the records of client ``origin`` be those of ``target``; return how many of each kind it was.

    With ``project`` only those in that project's file. Raises ``DataDamaged`` where a file cannot be read.
    """
    staging = change._staging
    counts: dict[str, int] = {}
    for row in stored(staging, checked=False):
        if row.document.get(OWNER) == origin and (project is None or row.project == project):
            staging.stage(row.file).replace_document(row.table, row.id, {**row.document, OWNER: target})
            counts[row.kind] = counts.get(row.kind, 0) + 1
    return counts
