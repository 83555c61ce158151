"""What only shows when all records are seen together: ids and references given twice, ties to what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, DataDamaged
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import zone_of
from freelance_comm.store import damage
from freelance_comm.store.ailments import Ailment
from freelance_comm.store.codec import BadField, MissingField
from freelance_comm.store.document import id_order
from freelance_comm.store.inventory import OTHER, kind_of, kinds
from freelance_comm.store.last_good import last_good
from freelance_comm.store.notices import half_moved
from freelance_comm.store.places import (
    ARCHIVE,
    CLIENTS,
    MAIL_TABLES,
    PARTITIONED,
    PROJECTS,
    RUNNING,
    WORKSPACE,
    month_of,
    month_of_file,
    project_of,
)

if TYPE_CHECKING:
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.source import Loaded

LEAVES: tuple[str, ...] = (
    "requirements",
    "instalments",
    "steps",
    "passages",
    "sent",
    "tasks",
    "ideas",
    "habit_checks",
    "complaints",
    "feedback",
    "negotiations",
    "entries",
    "messages",
    "timer",
    "quotes",
)
LEAVES += tuple(MAIL_TABLES.values())
"""Kinds of records to which nothing outside their file points: they can be given a new id."""
_WITH_REFERENCE = ("clients", "projects", "quotes")
_NOT_NUMBERED = ("profile", "counters")
_TIES = {"client_id": "clients", "project_id": "projects", "replaced_by": "promises"}
_SHOWN = 6
_MOST = 100
"""So many bad records of one file are told one by one."""

Place = tuple[str, str]
"""File and table."""


class CrossCheck:
    """Takes in file after file; ``records`` counts what it saw."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.records = 0
        self._ids: dict[int, Place] = {}
        self._doubles: list[tuple[int, Place, Place]] = []
        self._bearers: dict[str, list[tuple[str, str, int]]] = {}
        self._known: dict[str, set[int]] = {"clients": set(), "projects": set(), "promises": set()}
        self._merged: dict[int, int] = {}
        self._unsure: set[str] = set()
        self._ties: dict[tuple[str, str, int], int] = {}
        self._claims: dict[int, list[str]] = {}
        self._misplaced: dict[str, int] = {}
        self._timers = 0
        self._zones: dict[tuple[str, str], list[str]] = {}

    def pass_over(self, file: str) -> None:
        """Take note of a file that cannot be read: what it holds may well be there."""
        self._unsure.add("promises")
        if file == CLIENTS:
            self._unsure.add("clients")
        self._claim(file)

    def _claim(self, file: str) -> int | None:
        number = project_of(file.rpartition("/")[2]) if file.startswith((PROJECTS + "/", ARCHIVE + "/")) else None
        if number is not None:
            self._known["projects"].add(number)
            self._claims.setdefault(number, []).append(file)
        return number

    def take(self, loaded: Loaded) -> list[Ailment]:
        """Look at every record of a file, and return what is wrong with single ones."""
        file = loaded.file
        number = self._claim(file)
        found: list[Ailment] = []
        if number is not None and list(loaded.tables.get("project", {})) != [str(number)]:
            found.append(_headless(self.folder, file, present=str(number) in loaded.tables.get("project", {})))
        for table in sorted(loaded.tables):
            kind = kind_of(file, table)
            if table == "format":
                continue
            self.records += len(loaded.tables[table]) if kind != "counters" else 0
            if kind != OTHER:
                for key in sorted(loaded.tables[table], key=id_order):
                    error = self._record(loaded, kind, table, key)
                    if error is not None and len(found) < _MOST:
                        is_head = table == "project"
                        found.append(
                            _bad_head(self.folder, file, error) if is_head else _bad_record(loaded, table, key, error)
                        )
        self._timers = max(self._timers, len(loaded.tables.get("timer", {})) if file == RUNNING else 0)
        return found

    def _record(self, loaded: Loaded, kind: str, table: str, key: str) -> AppError | None:
        document, place, number = loaded.tables[table][key], (loaded.file, table), int(key)
        try:
            record = kinds()[kind].shape.record(document, number)
        except (BadField, MissingField, AppError, ValueError, ArithmeticError) as error:
            from freelance_comm.store.decoding import damaged

            return damaged(error, key, table, loaded)
        if kind not in _NOT_NUMBERED:
            first = self._ids.setdefault(number, place)
            if first != place:
                self._doubles.append((number, first, place))
        if kind in self._known:
            self._known[kind].add(number)
        if kind == "clients":
            self._merged |= {card.number: number for card in record.earlier}
        if kind in _WITH_REFERENCE:
            self._bearers.setdefault(record.ref, []).append((loaded.file, table, number))
        zone = record.hours.zone if kind == "profile" else getattr(record, "zone", "")
        if zone and not _is_zone(zone):
            self._zones.setdefault((loaded.file, zone), []).append(key)
        for field, target in _TIES.items():
            tied = getattr(record, field, None)
            if tied is not None:
                tie = (loaded.file, target, tied)
                self._ties[tie] = self._ties.get(tie, 0) + 1
        above, _, name = loaded.file.partition("/")
        if above in PARTITIONED and month_of(record) != month_of_file(name):
            self._misplaced[loaded.file] = self._misplaced.get(loaded.file, 0) + 1
        return None

    def findings(self) -> list[Ailment]:
        """Return what is wrong with the whole."""
        result = [_twins(claimed) for claimed in self._claims.values() if len(claimed) > 1]
        claimed_twice = {file for claimed in self._claims.values() if len(claimed) > 1 for file in claimed}
        for number, first, second in self._doubles:
            if {first[0], second[0]} <= claimed_twice:
                continue  # parts of one project in two files: they are put together with it
            if second[1] in LEAVES or first[1] in LEAVES or first[1] == second[1]:
                result.append(_double(number, first, second))
        for ref, bearers in sorted(self._bearers.items()):
            apart = {(table, number) for _, table, number in bearers}
            if len(apart) > 1:
                result.append(_same_reference(ref, bearers))
        for file, count in sorted(self._misplaced.items()):
            result.append(_misplaced(file, count))
        if self._timers > 1:
            result.append(_two_timers(self._timers))
        result += [_no_zone(*place, numbers) for place, numbers in sorted(self._zones.items())]
        return result + self._dangling()

    def _dangling(self) -> list[Ailment]:
        loose = [
            (*tie, count)
            for tie, count in sorted(self._ties.items())
            if tie[1] not in self._unsure and tie[2] not in self._known[tie[1]]
        ]
        return [
            _late(file, number, count)
            if target == "clients" and number in self._merged
            else _tied(file, target, number, count)
            for file, target, number, count in loose
        ]


def _headless(folder: DataFolder, file: str, *, present: bool) -> Ailment:
    error = damage.no_head(file)
    if not present:
        return _bad_head(folder, file, error)
    remedy = N_("Keep the project the file is named after, and set the others aside.")
    return Ailment(key=f"heads:{file}", file=file, error=error, remedy=remedy, grave=True)


def _bad_head(folder: DataFolder, file: str, error: AppError) -> Ailment:
    """Return the ailment of a file whose project cannot be read: everything else in it hangs on that record."""
    key, number = f"head:{file}", project_of(file.rpartition("/")[2])
    good = last_good(folder, file)
    if good is not None and str(number) in good.tables.get("project", {}):
        remedy = N_("Put back what the project itself was before; everything that belongs to it stays as it is.")
        return Ailment(key=key, file=file, error=error, remedy=remedy, grave=True)
    return Ailment(key=key, file=file, error=error, choices=("forget",), grave=True)


def _bad_record(loaded: Loaded, table: str, key: str, error: AppError) -> Ailment:
    error.hint = N_("Correct it in an editor, or let it be put right.")
    remedy = N_("Put back what this record was before; if that is not known, set the record aside.")
    return Ailment(key=f"record:{loaded.file}:{table}:{key}", file=loaded.file, error=error, remedy=remedy, grave=True)


def _twins(claimed: list[str]) -> Ailment:
    claimed = sorted(claimed, reverse=True)  # open ones first
    both_open = sum(file.startswith(PROJECTS + "/") for file in claimed) != 1
    tell = damage.two_files if both_open else half_moved
    error = tell(claimed[0], claimed[1])
    error.fate = ""
    remedy = N_("Merge them, record by record.")
    number = project_of(claimed[0].rpartition("/")[2])
    return Ailment(key=f"twins:{number}", file=claimed[0], error=error, remedy=remedy, grave=both_open)


def _double(number: int, first: Place, second: Place) -> Ailment:
    error = DataDamaged(
        N_("The record number {record} is there twice: in {first} and in {second}."),
        fate="",
        record=number,
        first=f"{first[0]} ({first[1]})",
        second=f"{second[0]} ({second[1]})",
        file=second[0],
    )
    remedy = N_("If both say the same, keep one; otherwise keep both, and give one of them a new number.")
    key = f"double:{number}:{first[0]}:{first[1]}:{second[0]}:{second[1]}"
    return Ailment(key=key, file=second[0], error=error, remedy=remedy, grave=True)


def _same_reference(ref: str, bearers: list[tuple[str, str, int]]) -> Ailment:
    files = list(dict.fromkeys(file for file, _, _ in bearers))
    error = DataDamaged(
        N_("The reference {ref} was given twice ({files}): two devices used it at the same time."),
        fate="",
        ref=ref,
        files=", ".join(files),
        file=files[0],
    )
    remedy = N_("Give the newer one a new reference.")
    return Ailment(key=f"reference:{ref}", file=files[0], error=error, remedy=remedy)


def _misplaced(file: str, count: int) -> Ailment:
    error = DataDamaged(
        N_("{file} contains records from another month (in all: {count})."), hint="", fate="", file=file, count=count
    )
    return Ailment(key=f"month:{file}", file=file, error=error, remedy=N_("Move them to where they belong."))


def _two_timers(count: int) -> Ailment:
    error = DataDamaged(
        N_("{file}: several timers run at the same time ({count}); there is only one of you."),
        fate="",
        file=RUNNING,
        count=count,
    )
    remedy = N_("Let the one started last keep running, and set the others aside.")
    return Ailment(key="timers", file=RUNNING, error=error, remedy=remedy)


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except BadValue:
        return False
    return True


def _no_zone(file: str, zone: str, numbers: list[str]) -> Ailment:
    error = DataDamaged(
        N_("{file}: “{zone}” is not a time zone (records: {numbers})."),
        hint=N_("Correct it in an editor; if it is in your profile, use `freelance-comm profile set --zone`."),
        fate="",
        file=file,
        zone=zone,
        numbers=", ".join(numbers[:_SHOWN]),
    )
    return Ailment(key=f"zone:{file}:{zone}", file=file, error=error, grave=file == WORKSPACE)


def _late(file: str, number: int, count: int) -> Ailment:
    error = DataDamaged(
        N_("{file} contains records for a card that was merged with another (number {number}; in all: {count})."),
        hint=N_("They came from another device after the two cards had become one."),
        fate="",
        file=file,
        number=number,
        count=count,
    )
    remedy = N_("Give them to the client the card was merged with.")
    return Ailment(key=f"merged:{file}:{number}", file=file, error=error, remedy=remedy)


_TIED = {
    "clients": N_(
        "{file} contains records for a client who is not there (number {number}; in all: {count}); they are kept."
    ),
    "projects": N_(
        "{file} contains records for a project that is not there (number {number}; in all: {count}); they are kept."
    ),
    "promises": N_(
        "{file} holds promises that were replaced by one that is not there (number {number}; in all: {count})."
    ),
}


def _tied(file: str, target: str, number: int, count: int) -> Ailment:
    error = DataDamaged(
        _TIED[target],
        hint=N_(
            "It may still be on its way from another device, or may have been removed by hand; nothing else is wrong."
        ),
        fate="",
        file=file,
        number=number,
        count=count,
    )
    return Ailment(key=f"dangling:{file}:{target}:{number}", file=file, error=error)
