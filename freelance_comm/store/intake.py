"""Records that come from elsewhere: what becomes of each beside what is stored, and where it is put.

A record is known by its id. One that is stored with the same content is there already; one that differs, or whose
reference belongs to another record, is refused: which of the two is right only a person can say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.store.codec import BadField, MissingField
from freelance_comm.store.ids import HIGHEST_ID
from freelance_comm.store.inventory import OTHER, Kind, kind_of, kinds, stored
from freelance_comm.store.places import (
    ARCHIVE,
    CLIENT_TABLES,
    CLIENTS,
    MAIL,
    MAIL_TABLES,
    MONTHLY,
    PROJECTS,
    RUNNING,
    WORKSPACE,
    is_data_file,
    month_file,
    month_of,
    project_of,
)

if TYPE_CHECKING:
    from freelance_comm.store.change import Change
    from freelance_comm.store.inventory import Row
    from freelance_comm.store.source import View

_SINGLE = {"profile": WORKSPACE, "counters": WORKSPACE, "timer": RUNNING}
_SINGLE |= dict.fromkeys(("clients", "habit_checks", "complaints", "feedback"), CLIENTS)
_SINGLE |= dict.fromkeys(MAIL_TABLES.values(), MAIL)
_MONTH_FOLDERS = {table: folder for folder, table in MONTHLY.values()}
_WITH_REFERENCE = ("clients", "projects", "quotes")
_SHOWN = 60
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False).encode

Key = tuple[str, int | str | None, int]


class Refusal(Exception):
    """Why a record is not taken in: the field (empty: the record as a whole), a msgid and its parameters.

    ``clashes`` tells that it would be fine but for what is stored here, ``follows`` that only the refusal of what it
    belongs to stands in its way.
    """

    def __init__(
        self,
        message: str,
        field: str = "",
        *,
        clashes: bool = False,
        follows: bool = False,
        params: dict[str, object] | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.clashes = clashes
        self.follows = follows
        self.params = {**(params or {}), **more}


class Incoming:
    """One record from elsewhere. ``project`` and ``file`` as its kind asks for; ``table`` only for unknown kinds."""

    __slots__ = ("document", "file", "id", "kind", "project", "table")

    def __init__(
        self,
        kind: str,
        number: int,
        document: dict[str, Any],
        *,
        project: int | None = None,
        file: str = "",
        table: str = "",
    ) -> None:
        self.kind = kind
        self.id = number
        self.document = document
        self.project = project
        self.file = file
        self.table = table


class Intake:
    """What is to be put into a workspace. Records are offered in the order of their kinds."""

    def __init__(self, view: View) -> None:
        self._stored: dict[Key, Row] = {}
        self._references: dict[tuple[str, str], int] = {}
        self._projects: dict[int, str] = {}
        self._left_out: dict[str, set[int]] = {"clients": set(), "projects": set()}
        self._offered: set[Key] = set()
        self._timer: int | None = None
        self._counters: dict[tuple[str, int], tuple[int, dict[str, Any]]] = {}
        self.additions: dict[str, list[tuple[str, int, dict[str, Any]]]] = {}
        """By file: table, id and document of what is to be added."""
        self.raised: dict[int, dict[str, Any]] = {}
        """Counters that are stored and have come further elsewhere, by id."""
        self.highest = 0
        """The highest id among what is to be added."""
        for row in stored(view):
            self._learn(row)

    def _learn(self, row: Row) -> None:
        self._stored[_key(row.kind, row.id, row.project, row.file, row.table)] = row
        if row.kind in _WITH_REFERENCE:
            self._references.setdefault((row.kind, row.document["ref"]), row.id)
        if row.kind == "projects":
            self._projects[row.id] = row.file
        elif row.kind == "timer":
            self._timer = row.id
        elif row.kind == "counters":
            self._counters[row.document["letter"], row.document["year"]] = (row.id, row.document)

    def offer(self, row: Incoming) -> bool:
        """Take a record in and return True, or False if it is there already. Raises ``Refusal``."""
        key = _key(row.kind, row.id, row.project, row.file, row.table)
        if key in self._offered:
            raise Refusal(N_("this record is there twice."))
        self._offered.add(key)
        try:
            return self._offer(row, key)
        except Refusal:
            self.leave_out(row)
            raise

    def leave_out(self, row: Incoming) -> None:
        """Remember a record that is not to be taken in, whatever it holds: what belongs to it is refused."""
        if row.kind in self._left_out and _key(row.kind, row.id, None, "", "") not in self._stored:
            self._left_out[row.kind].add(row.id)

    def _offer(self, row: Incoming, key: Key) -> bool:
        kind = kinds().get(row.kind)
        record = _decoded(kind, row) if kind is not None else None
        if row.kind == "counters":
            return self._count(row)
        before = self._stored.get(key)
        if before is not None:
            _require_same(before.document, row.document)
            return False
        self._require_company(row)
        if row.kind in _WITH_REFERENCE:
            self._require_free(row)
        if row.kind == "timer" and self._timer is not None:
            raise Refusal(N_("another timer is running here."), clashes=True)
        file = self._file(row, record)
        table = kind.table if kind is not None else row.table
        self.additions.setdefault(file, []).append((table, row.id, row.document))
        self.highest = max(self.highest, row.id)
        if row.kind == "projects":
            self._projects[row.id] = file
        elif row.kind == "timer":
            self._timer = row.id
        return True

    def _count(self, row: Incoming) -> bool:
        """Take over how many references were given out, never fewer than there were here."""
        known = self._counters.get((row.document["letter"], row.document["year"]))
        if known is None:
            added = self.additions.setdefault(WORKSPACE, [])
            taken = {number for number, _ in self._counters.values()}
            taken |= {number for table, number, _ in added if table == "counters"}
            number = row.id if row.id not in taken else max(taken) + 1
            added.append(("counters", number, row.document))
            return True
        number, document = known
        last = self.raised.get(number, document)["last"]
        if last >= row.document["last"]:
            return False
        self.raised[number] = {**document, "last": row.document["last"]}
        return True

    def _require_company(self, row: Incoming) -> None:
        """Refuse what would be left alone by the refusal of what it belongs to."""
        client, project = row.document.get("client_id"), row.project or row.document.get("project_id")
        if client in self._left_out["clients"]:
            raise Refusal(N_("its client was left out."), "client_id", follows=True)
        if project in self._left_out["projects"]:
            raise Refusal(N_("its project was left out."), "project_id", follows=True)

    def _require_free(self, row: Incoming) -> None:
        reference = row.document["ref"]
        owner = self._references.get((row.kind, reference))
        if owner is not None and owner != row.id:
            raise Refusal(
                N_("the reference {reference} belongs to another record here ({number})."),
                "ref",
                clashes=True,
                reference=reference[:_SHOWN],
                number=owner,
            )

    def _file(self, row: Incoming, record: Any) -> str:
        if row.kind in _SINGLE:
            return _SINGLE[row.kind]
        if row.kind in _MONTH_FOLDERS:
            return month_file(_MONTH_FOLDERS[row.kind], month_of(record))
        if row.kind in CLIENT_TABLES:
            return self._projects.get(record.project_id, CLIENTS)
        if row.kind == "projects" or (row.kind == OTHER and not _is_project_file(row.file)):
            return _own_file(row)
        number = row.project if row.kind != OTHER else project_of(row.file.rpartition("/")[2])
        if number not in self._projects:
            raise Refusal(N_("there is no project {number} for it to belong to."), "project", number=number)
        return self._projects[number]

    def put(self, change: Change) -> None:
        """Add all of it in ``change``, which this was asked of; ids given out later are above those taken in."""
        staging, lock = change._staging, change._lock
        for file, documents in self.additions.items():
            content = staging.stage(file)
            for table, number, document in documents:
                content.insert_document(table, number, document)
        if self.raised:
            content = staging.stage(WORKSPACE)
            for number, document in self.raised.items():
                content.replace_document("counters", number, document)
        if lock.last_id is not None and self.highest <= HIGHEST_ID:
            lock.last_id = max(lock.last_id, self.highest)


def _key(kind: str, number: int, project: int | None, file: str, table: str) -> Key:
    if kind == OTHER:
        return kind, f"{project_of(file.rpartition('/')[2]) if _is_project_file(file) else file}/{table}", number
    known = kinds()[kind]
    return kind, project if known.place == "project" else None, number


def _is_project_file(file: str) -> bool:
    return file.startswith((f"{PROJECTS}/", f"{ARCHIVE}/"))


def _own_file(row: Incoming) -> str:
    number = project_of(row.file.rpartition("/")[2]) if _is_project_file(row.file) else None
    if not is_data_file(row.file) or (row.kind == "projects" and number != row.id):
        raise Refusal(N_("“{file}” is not the name of a file that could hold it."), "file", file=row.file[:_SHOWN])
    if row.kind == OTHER and (not row.table or row.table == "format" or kind_of(row.file, row.table) != OTHER):
        raise Refusal(N_("“{table}” is not the name of another table."), "table", table=row.table[:_SHOWN])
    return row.file


def _decoded(kind: Kind, row: Incoming) -> Any:
    """Return the record, to make sure that it can be meant and stored."""
    try:
        record = kind.shape.record(row.document, row.id)
        _require_whole(row.document)
    except BadField as error:
        shown = str(error.value)[:_SHOWN]
        raise Refusal(N_("the value makes no sense ({value})."), error.field, value=shown) from error
    except MissingField as error:
        raise Refusal(N_("the value is missing."), error.field) from error
    except AppError as error:
        raise Refusal(error.message, params=dict(error.params)) from error
    except UnicodeEncodeError as error:
        raise Refusal(N_("it contains half a character (a lone surrogate).")) from error
    except (ValueError, ArithmeticError) as error:
        raise Refusal(N_("it contradicts itself.")) from error
    return record


def _require_whole(value: Any) -> None:
    """Raise ``UnicodeEncodeError`` where a text cannot be written in UTF-8."""
    if isinstance(value, str):
        if not value.isascii():
            value.encode("utf-8")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _require_whole(name)
            _require_whole(inner)
    elif isinstance(value, list):
        for inner in value:
            _require_whole(inner)


def _require_same(before: dict[str, Any], after: dict[str, Any]) -> None:
    if _encode(before) == _encode(after):
        return
    shared = {name for name in before if name in after and _encode(before[name]) == _encode(after[name])}
    field = min({*before, *after} - shared)
    raise Refusal(N_("something else is stored here under this number."), field, clashes=True)
