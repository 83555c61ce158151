"""Records on their way out of the program and into it again, whatever they are written in.

A record leaves as its id, what has to be known to put it back (the project it is a part of, or the name of its file),
its fields as they are stored, and under ``more`` those that this program does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError, BadValue, NewerData
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.store.document import VERSION, holds_refused, is_id
from freelance_comm.store.intake import Incoming
from freelance_comm.store.inventory import OTHER, belongs, kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from freelance_comm.domain.progress import Progress
    from freelance_comm.store.inventory import Row
    from freelance_comm.store.reader import Reader
    from freelance_comm.text.catalog import Translator

FORMAT = "freelance-comm export"
NUMBER = 1
"""The number of the format; a document with a higher one is refused."""
LARGEST_EXPORT = 128 * 1024 * 1024
"""Bytes of a document, or of all files of a folder, that are taken in: an import is all or nothing, and in memory."""
LONGEST_RECORD = 16 * 1024 * 1024
"""Bytes that one record may take in a document."""
DRAFTS = "drafts"
"""Unfinished texts about a client: handed out with the client's records, never taken in."""
ID, PROJECT, FILE, TABLE, MORE = "id", "project", "file", "table", "more"

KIND_NAMES = {
    "profile": NP_("kind of records", "your profile"),
    "counters": NP_("kind of records", "counters of references"),
    "clients": NP_("kind of records", "clients"),
    "projects": NP_("kind of records", "projects"),
    "requirements": NP_("kind of records", "requirements"),
    "quotes": NP_("kind of records", "quotes"),
    "instalments": NP_("kind of records", "instalments"),
    "promises": NP_("kind of records", "promises"),
    "steps": NP_("kind of records", "next steps"),
    "passages": NP_("kind of records", "changes of stage"),
    "sent": NP_("kind of records", "letters sent"),
    "tasks": NP_("kind of records", "tasks with their estimates"),
    "ideas": NP_("kind of records", "ideas for something extra"),
    "negotiations": NP_("kind of records", "negotiations"),
    "habit_checks": NP_("kind of records", "self-checks of the ten habits"),
    "complaints": NP_("kind of records", "complaints"),
    "feedback": NP_("kind of records", "what clients said"),
    "entries": NP_("kind of records", "time entries"),
    "messages": NP_("kind of records", "messages"),
    "timer": NP_("kind of records", "running timer"),
    "mail_sources": NP_("kind of records", "mailboxes read"),
    "mail_people": NP_("kind of records", "people found in mail"),
    "left_out": NP_("kind of records", "mail left out"),
    OTHER: NP_("kind of records", "records of other programs"),
}
"""What to call the kinds of records, in the context “kind of records”."""


class SkippedRow(Record):
    """A record that is not taken in: where it stands, what it is, and why (a msgid with its parameters).

    ``file`` is the name of the file in a folder of several, empty otherwise; ``line`` the line on which the record
    begins; ``id`` is 0 where it has none. ``clashes`` tells that only what is stored here stands in its way,
    ``follows`` that it belongs to a record that is not taken in.
    """

    file: str
    line: int
    kind: str
    id: int
    column: str
    message: str
    params: dict[str, object] = {}  # noqa: RUF012 - never mutated: records are immutable
    clashes: bool = False
    follows: bool = False

    def text(self, tr: Translator) -> str:
        """Return place and reason in the interface language, in one line."""
        params = {name: show(str(value))[:200] for name, value in self.params.items()}
        said = tr.gettext(self.message).format_map(params)
        names = {
            "kind": tr.pgettext("kind of records", KIND_NAMES[self.kind]),
            "record": self.id or "?",
            "line": self.line,
            "column": show(self.column),
        }
        names |= {"file": show(self.file), "reason": said}
        if self.column and self.file:
            return tr.gettext("{file}, line {line}, column “{column}”: {reason}").format_map(names)
        if self.file:
            return tr.gettext("{file}, line {line}: {reason}").format_map(names)
        if self.column:
            return tr.gettext("line {line}, {kind} {record}, “{column}”: {reason}").format_map(names)
        return tr.gettext("line {line}, {kind} {record}: {reason}").format_map(names)


class Given:
    """One record of a document, or what is wrong with it."""

    __slots__ = ("file", "kind", "line", "problem", "row")

    def __init__(self, kind: str, line: int, file: str = "") -> None:
        self.kind = kind
        self.line = line
        self.file = file
        self.row: Incoming | None = None
        self.problem: SkippedRow | None = None

    def refuse(
        self,
        message: str,
        column: str = "",
        *,
        number: int = 0,
        clashes: bool = False,
        follows: bool = False,
        params: dict[str, object] | None = None,
        **more: object,
    ) -> None:
        """Say what is wrong with the record."""
        self.problem = SkippedRow(
            file=self.file,
            line=self.line,
            kind=self.kind,
            id=self.row.id if self.row is not None else number,
            column=column,
            message=message,
            params={**(params or {}), **more},
            clashes=clashes,
            follows=follows,
        )


def gathered(
    reader: Reader,
    client: int | None,
    projects: set[int],
    line: Callable[[Row], str],
    addresses: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> dict[str, list[str]]:
    """Return each record as ``line`` writes it, by kind and in the order of their ids; with ``client`` only theirs.

    ``progress`` is told of files.
    """
    found: dict[str, list[tuple[tuple[int, int, str], str]]] = {name: [] for name in (*kinds(), OTHER)}
    for row in reader.rows(progress):
        if client is None or belongs(row, client, projects, addresses):
            found[row.kind].append(((row.id, row.project or 0, f"{row.file}/{row.table}"), line(row)))
    return {name: [text for _, text in sorted(rows)] for name, rows in found.items()}


def parts(row: Row) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return what places a record (with its id), its known fields as they are stored, and the unknown ones."""
    if row.kind == OTHER:
        return {ID: row.id, FILE: row.file, TABLE: row.table}, {}, row.document
    kind = kinds()[row.kind]
    place: dict[str, Any] = {ID: row.id}
    if kind.place == PROJECT:
        place[PROJECT] = row.project
    elif kind.place == FILE:
        place[FILE] = row.file
    known = kind.shape.converters
    fields = {name: row.document[name] for name in sorted(row.document) if name in known}
    return place, fields, {name: row.document[name] for name in sorted(row.document) if name not in known}


def joined(given: Given, place: dict[str, Any], fields: dict[str, Any], more: Any) -> Given:
    """Put a record together from its parts, or say what is wrong with them."""
    number = place.get(ID)
    if type(number) is not int or not is_id(str(number)):
        given.refuse(N_("“{value}” is not a record number."), ID, value=str(number)[:40])
        return given
    row = given.row = Incoming(given.kind, number, {})
    kind = kinds().get(given.kind)
    if kind is not None and kind.place == PROJECT:
        row.project = place.get(PROJECT)
        if type(row.project) is not int:
            given.refuse(N_("it does not say which project it belongs to."), PROJECT)
            return given
    if kind is None or kind.place == FILE:
        row.file, row.table = str(place.get(FILE, "")), str(place.get(TABLE, ""))
    if not isinstance(more, dict):
        given.refuse(N_("it is not a list of further fields."), MORE)
    elif twice := sorted(set(more) & set(fields)):
        given.refuse(N_("“{name}” is there twice."), MORE, name=twice[0])
    elif odd := [name for name, value in (*fields.items(), *more.items()) if holds_refused(value)]:
        given.refuse(N_("the value makes no sense."), odd[0])
    else:
        row.document = {**fields, **more}
    return given


def require_known(head: dict[str, Any], file: str) -> None:
    """Make sure that a document is an export that this program understands. Raises ``BadValue``, ``NewerData``."""
    number, data = head.get("number"), head.get("data")
    if head.get("format") != FORMAT or type(number) is not int or type(data) is not int or number < 1 or data < 1:
        raise BadValue(
            N_("{file} is not an export of freelance-comm."),
            hint=N_("Time from other programs comes in with `freelance-comm track import`."),
            fate=N_("Nothing was imported."),
            file=file,
        )
    if number > NUMBER or data > VERSION:
        raise NewerData(
            N_("{file} was exported by a newer version of the program (format {number}, data {data})."),
            hint=N_("Update freelance-comm, then import it."),
            fate=N_("Nothing was imported."),
            file=file,
            number=number,
            data=data,
        )


def unknown_kind(file: str, name: str) -> AppError:
    """Return the refusal of a document with records of a kind that there is not."""
    return BadValue(
        N_("{file} holds “{name}”, which this program does not know."),
        hint=N_("Was it made by another version? Take it out if it does not belong there."),
        fate=N_("Nothing was imported."),
        file=file,
        name=show(name)[:60],
    )


def require_size(size: int, file: str) -> None:
    """Refuse a document that is too large. Raises ``BadValue``."""
    if size > LARGEST_EXPORT:
        raise BadValue(
            N_("{file} is larger than {limit} MB."),
            hint=N_("To move a whole workspace of that size, use `freelance-comm backup` and `restore`."),
            fate=N_("Nothing was imported."),
            file=file,
            limit=LARGEST_EXPORT // 1024 // 1024,
        )


def counted(found: dict[str, list[str]]) -> dict[str, int]:
    """Return how many records of each kind there are."""
    return {name: len(rows) for name, rows in found.items()}


def in_order(given: Iterable[Given]) -> list[Given]:
    """Return records in the order of their kinds: clients before their projects, projects before their parts."""
    place = {name: number for number, name in enumerate((*kinds(), OTHER))}
    return sorted(given, key=lambda one: place[one.kind])
