"""Forgetting a person: everything about a client goes, from every file and from what is kept beside the files.

Apart from removing, which `undo` takes back: this cannot be taken back, and says what it does not reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk

OUT_OF_REACH = (
    N_("backups and exports made earlier, and copies on other devices"),
    N_("a calendar file, until it is next written"),
    N_("letters and messages in your mailbox"),
    N_("what you wrote about them elsewhere: in notes about others, and in templates of your own"),
)
"""What an erasure never reaches, to be told each time."""


class Erasure(Record):
    """What an erasure takes, or has taken: how many records of each kind.

    ``files`` are those in the data folder that are not the program's own and may hold more; ``backup`` is the path of
    the last backup this computer knows of.
    """

    client: Client
    counts: dict[str, int]
    files: tuple[str, ...] = ()
    backup: str = ""


def foreseen(desk: Desk, client: Client) -> Erasure:
    """Return what erasing a client would take; changes nothing. Raises ``DataDamaged`` where a file cannot be read."""
    from freelance_comm.store.inventory import addresses_of, belongs, projects_of

    projects, addresses = projects_of(desk.reader._view, client.id), addresses_of(desk.reader._view, client.id)
    counts: dict[str, int] = {}
    for row in desk.reader.rows():
        if belongs(row, client.id, projects, addresses):
            counts[row.kind] = counts.get(row.kind, 0) + 1
    return _told(desk, client, counts)


def erase(desk: Desk, client: Client) -> Erasure:
    """Erase a client with everything about them; earlier changes of anything can no longer be undone.

    Raises ``DataDamaged`` where a file cannot be read, ``NotSaved``, and ``Unconfirmed`` where the records are gone
    but the disk refused to remove a trace: the next erasure, or the doctor, goes on.
    """
    from freelance_comm.store import erasure

    finish(desk)
    return _told(desk, client, erasure.erase(desk.workspace, desk.now(), client.id))


def finish(desk: Desk) -> bool:
    """Finish an erasure that was interrupted; return whether there was one. Raises ``Unconfirmed``."""
    from freelance_comm.store import erasure

    return erasure.finish(desk.workspace, desk.now())


def _told(desk: Desk, client: Client, counts: dict[str, int]) -> Erasure:
    from freelance_comm.services.data_folder import last_backup
    from freelance_comm.store.inventory import kinds
    from freelance_comm.store.listing import listed

    found = listed(desk.workspace._folder)
    last = last_backup(desk)
    return Erasure(
        client=client,
        counts={kind: counts[kind] for kind in (*kinds(), "other") if counts.get(kind)},
        files=tuple(sorted((*found.strangers, *(file for file, _ in found.copies)))),
        backup=last.path if last is not None else "",
    )
