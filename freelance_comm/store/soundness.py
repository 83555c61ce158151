"""Whether a data file can be read to its last record, and how many of each kind it holds.

Apart from reading because here everything is looked at and nothing is kept: for copies of a whole workspace.
"""

from __future__ import annotations

from freelance_comm.domain.errors import AppError
from freelance_comm.store.damage import line_of, newer_version
from freelance_comm.store.document import Tables, content_sum, parse, version_of
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.migrations import brought_up
from freelance_comm.store.places import PROJECT_TABLES, kind_of_file
from freelance_comm.store.source import Loaded

KINDS = {
    "clients": "clients",
    "projects": PROJECT_TABLES["Project"],
    "entries": "entries",
    "messages": "messages",
    "promises": PROJECT_TABLES["Promise"],
    "quotes": PROJECT_TABLES["Quote"],
}
"""What is counted, and the table it is counted in."""

_NOWHERE = DataFolder("/dev/null", durable=False)


def counted(tables: Tables) -> dict[str, int]:
    """Return how many records of each kind are in ``tables``, which have the present format."""
    return {kind: len(tables.get(table, ())) for kind, table in KINDS.items()}


def added(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    """Return the sums of two counts."""
    return {kind: first.get(kind, 0) + second.get(kind, 0) for kind in KINDS}


def read_through(data: bytes, file: str) -> tuple[Tables, int]:
    """Return what ``data`` holds in the present format, and the format it is stored in, after decoding every record.

    Raises ``DataDamaged`` naming line and record, ``NewerData`` where a newer program wrote it.
    """
    from freelance_comm.store import document

    tables = parse(data, file)
    version = version_of(tables)
    if version > document.VERSION:
        raise newer_version(file, version)
    tables = brought_up(tables, file)
    try:
        _decode_all(Loaded(_NOWHERE, file, tables, (0, 0, 0), content_sum(data)))
    except AppError as error:
        if "record" in error.params:
            error.params["line"] = line_of(data.decode("utf-8", "replace"), str(error.params["record"]))
        raise
    return tables, version


def _decode_all(loaded: Loaded) -> None:
    from freelance_comm.domain.complaint import Complaint
    from freelance_comm.domain.feedback import Feedback
    from freelance_comm.domain.mail_sources import LeftOut, MailPerson, MailSource
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.regular import HabitCheck, Idea
    from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
    from freelance_comm.store.decoding import one, project_parts, records

    kind = kind_of_file(loaded.file)
    if kind == "project":
        project_parts(loaded)
    elif kind == "workspace":
        for key in loaded.tables.get("profile", {}):
            one(loaded, Profile, "profile", key)
    elif kind == "clients":
        for of_clients in (Client, Promise, Idea, HabitCheck, Complaint, Feedback):
            records(loaded, of_clients)
    elif kind == "time":
        records(loaded, TimeEntry)
    elif kind == "messages":
        records(loaded, Message)
    elif kind == "mail":
        for of_mail in (MailSource, MailPerson, LeftOut):
            records(loaded, of_mail)
    else:
        records(loaded, RunningTimer)
