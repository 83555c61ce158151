"""Everything a workspace keeps, record by record as it is stored: what an export writes and an erasure looks through.

Apart from the reader because nothing here is turned into what the program works with: fields that it does not know are
kept, and so are the tables of a program that knows more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from freelance_comm.domain.errors import AppError, DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.domain.progress import Progress, counted
from freelance_comm.domain.record import Record
from freelance_comm.store import redo
from freelance_comm.store.codec import BadField, MissingField, Shape, shape
from freelance_comm.store.document import id_order
from freelance_comm.store.places import (
    ARCHIVE,
    CLIENT_TABLES,
    CLIENTS,
    MAIL,
    MAIL_TABLES,
    MONTHLY,
    OF_EITHER,
    PROJECT_TABLES,
    PROJECTS,
    RUNNING,
    SINGLE,
    STATE,
    WORKSPACE,
    month_file,
    project_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.store.reader import Reader
    from freelance_comm.store.source import Loaded, View
    from freelance_comm.store.workspace import Workspace

T = TypeVar("T")
OTHER = "other"
"""The kind of records in tables that this program does not know."""
_FORMAT = "format"
_TRIALS = 3


class Counter(Record):
    """The last reference given out with a letter in a year."""

    letter: str
    year: int
    last: int


class Kind:
    """One kind of record: ``name`` in documents that leave the program, ``table`` in the files of the workspace.

    ``place`` says what has to be known besides its fields to put it back: ``"project"`` (the id of the project it is
    a part of), ``"file"`` (the name of its file), or nothing.
    """

    def __init__(self, name: str, table: str, record: type[Record], place: str = "") -> None:
        self.name = name
        self.table = table
        self.record = record
        self.place = place

    @property
    def shape(self) -> Shape:
        """How its fields are stored."""
        return shape(self.record)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields in the order of declaration, its id left out."""
        return tuple(self.shape.converters)


class Row:
    """One record as it is stored. ``project`` is the id of the project in whose file it lies."""

    __slots__ = ("document", "file", "id", "kind", "project", "table")

    def __init__(self, kind: str, table: str, number: int, document: dict[str, Any], file: str) -> None:
        self.kind = kind
        self.table = table
        self.id = number
        self.document = document
        self.file = file
        self.project = _project_in(file)


def _project_in(file: str) -> int | None:
    return project_of(file.rpartition("/")[2]) if file.startswith((f"{PROJECTS}/", f"{ARCHIVE}/")) else None


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of records by name, in the order in which they depend on each other."""
    from freelance_comm.domain.complaint import Complaint
    from freelance_comm.domain.feedback import Feedback
    from freelance_comm.domain.mail_sources import LeftOut, MailPerson, MailSource
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.negotiation import Negotiation
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.domain.project import Passage, Project, Requirement, SentDraft, Step
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.quote import Quote
    from freelance_comm.domain.regular import HabitCheck, Idea
    from freelance_comm.domain.task import Task
    from freelance_comm.domain.time_entry import RunningTimer, TimeEntry

    found = [Kind("profile", "profile", Profile), Kind("counters", "counters", Counter)]
    found.append(Kind("clients", SINGLE["Client"][1], Client))
    found.append(Kind("projects", PROJECT_TABLES["Project"], Project, "file"))
    for part in (Requirement, Quote, Instalment, Promise, Step, Passage, SentDraft, Task, Idea, Negotiation):
        table = PROJECT_TABLES[part.__name__]
        found.append(Kind(table, table, part, "" if part.__name__ in OF_EITHER else "project"))
    for of_client in (HabitCheck, Complaint, Feedback):
        table = SINGLE[of_client.__name__][1]
        found.append(Kind(table, table, of_client))
    for monthly in (TimeEntry, Message):
        table = MONTHLY[monthly.__name__][1]
        found.append(Kind(table, table, monthly))
    found.append(Kind("timer", SINGLE["RunningTimer"][1], RunningTimer))
    for of_mail in (MailSource, MailPerson, LeftOut):
        table = MAIL_TABLES[of_mail.__name__]
        found.append(Kind(table, table, of_mail))
    return {kind.name: kind for kind in found}


@cache
def _kinds_by_table() -> dict[tuple[str, str], Kind]:
    """Return the kind of each table, by what kind of file it stands in and its name."""
    all_kinds = kinds()
    result = {(WORKSPACE, name): all_kinds[name] for name in ("profile", "counters")}
    result |= {(CLIENTS, name): all_kinds[name] for name in CLIENT_TABLES}
    result |= {(RUNNING, "timer"): all_kinds["timer"]}
    result |= {(MAIL, table): all_kinds[table] for table in MAIL_TABLES.values()}
    result |= {(folder, table): all_kinds[table] for folder, table in MONTHLY.values()}
    in_projects = [kind for kind in all_kinds.values() if kind.place or kind.record.__name__ in OF_EITHER]
    return result | {(PROJECTS, kind.table): kind for kind in in_projects}


def kind_of(file: str, table: str) -> str:
    """Return the name of the kind of record that ``table`` of ``file`` holds."""
    above = file.partition("/")[0]
    found = _kinds_by_table().get((PROJECTS if above == ARCHIVE else above, table))
    return found.name if found is not None else OTHER


def data_files(view: View) -> list[str]:
    """Return every file with records, projects before what refers to them.

    Raises ``DataDamaged`` where a file is missing that was there before, or two files claim one project.
    """
    found = [WORKSPACE, CLIENTS]
    open_ones, closed_ones = view.open_projects(), view.closed_projects()
    for number in sorted({*open_ones, *closed_ones}):
        file = view.project_file(number)
        if file is not None:
            found.append(file)
    for folder, _ in MONTHLY.values():
        found += [month_file(folder, month) for month in view.months(folder)]
    found += [RUNNING, MAIL]
    for file in sorted(view.folder.known_files()):
        if file not in found and view.signature(file) is None:
            from freelance_comm.store.damage import missing_file
            from freelance_comm.store.history import offer

            raise offer(missing_file(file), view.folder, file)
    return found


def stored(view: View, *, checked: bool = True, progress: Progress | None = None) -> Iterator[Row]:
    """Yield every record, file by file, each file's tables by name and their records by id.

    Nobody may change the documents. Raises ``DataDamaged`` for a file that cannot be read and, if ``checked``, for a
    record that cannot be meant or stands in two files. ``progress`` is told of files.
    """
    seen: dict[str, dict[tuple[int | None, int], str]] = {}
    for file in counted(data_files(view), progress, every=1):
        loaded = view.load(file)
        if loaded is None:
            continue
        _require_known_version(loaded)
        number = _project_in(file)
        if checked and number is not None and str(number) not in loaded.tables.get(PROJECT_TABLES["Project"], {}):
            from freelance_comm.store.damage import no_head

            raise no_head(file)
        for table in sorted(loaded.tables):
            if table == _FORMAT:
                continue
            name = kind_of(file, table)
            for key in sorted(loaded.tables[table], key=id_order):
                row = Row(name, table, int(key), loaded.tables[table][key], file)
                if checked and name != OTHER:
                    _check(row, loaded, seen.setdefault(name, {}))
                yield row
        view.forget(file)


def _require_known_version(loaded: Loaded) -> None:
    from freelance_comm.store.document import VERSION

    if loaded.version > VERSION:
        from freelance_comm.store.damage import newer_version

        raise newer_version(loaded.file, loaded.version)


def _check(row: Row, loaded: Loaded, seen: dict[tuple[int | None, int], str]) -> None:
    kind = kinds()[row.kind]
    try:
        kind.shape.record(row.document, row.id)
    except (BadField, MissingField, AppError, ValueError, ArithmeticError) as error:
        from freelance_comm.store.decoding import damaged

        raise damaged(error, str(row.id), row.table, loaded) from error
    key = (row.project if kind.place == "project" else None, row.id)
    other = seen.setdefault(key, row.file)
    if other != row.file:
        raise DataDamaged(
            N_("{first} and {second} both hold the record {record}."),
            hint=N_("Run “freelance-comm doctor” to see both; correct one of them."),
            first=other,
            second=row.file,
            record=row.id,
            file=row.file,
        )


def belongs(row: Row, client: int, projects: set[int], addresses: frozenset[str] = frozenset()) -> bool:
    """Whether a record is about ``client``: ``projects`` are the ids of theirs, ``addresses`` those they write from."""
    if row.kind == "clients":
        return row.id == client
    if row.project in projects:
        return True
    if row.kind in ("messages", *CLIENT_TABLES, *_BY_ADDRESS):
        if row.document.get("client_id") == client:
            return True
        address = row.document.get(_BY_ADDRESS.get(row.kind, ""))
        return isinstance(address, str) and address.lower() in addresses
    about = row.document.get("project_id")
    return row.kind in ("entries", "timer") and type(about) is int and about in projects


_BY_ADDRESS = {"mail_people": "address", "left_out": "sender"}
"""Kinds of records that know people by an e-mail address, and the field that holds it."""


def addresses_of(view: View, client: int) -> frozenset[str]:
    """Return the e-mail addresses of a client's contacts in lower case. Raises ``DataDamaged``."""
    loaded = view.load(CLIENTS)
    document = loaded.tables.get("clients", {}).get(str(client), {}) if loaded is not None else {}
    contacts = document.get("contacts", [])
    named = [one.get("email") for one in contacts if isinstance(one, dict)] if isinstance(contacts, list) else []
    return frozenset(one.strip().lower() for one in named if isinstance(one, str) and one.strip())


def projects_of(view: View, client: int) -> set[int]:
    """Return the ids of all projects of a client, open and closed. Raises ``DataDamaged``."""
    found = set()
    for number in {*view.open_projects(), *view.closed_projects()}:
        file = view.project_file(number)
        loaded = view.load(file) if file is not None else None
        head = loaded.tables.get(PROJECT_TABLES["Project"], {}).get(str(number), {}) if loaded is not None else {}
        if head.get("client_id") == client:
            found.add(number)
    return found


def seen_at_once(workspace: Workspace, now: datetime, look: Callable[[Reader], T]) -> T:
    """Return what ``look`` makes of the workspace between two changes: nothing is half old and half new.

    Takes no lock as long as there is a moment of rest, so that it works where nothing can be written.
    Raises ``Busy`` where writers never rest.
    """
    for _ in range(_TRIALS):
        before = _state(workspace)
        result = look(workspace.reader())
        if _state(workspace) == before:
            return result
    with workspace.change(now) as change:
        return look(change)


def _state(workspace: Workspace) -> object:
    return workspace.stamp(), workspace._folder.signature(f"{STATE}/{redo.FILE}")
