"""Time entries from a CSV file: which column is what, looked at first if wanted, and taken over all at once or not.

An import can be repeated: each row has a source, its own id or else a sum of what it says, and rows that are there
already are left alone. The limit of 24 hours is for entries typed by hand, not for these.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import clean_text
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services import csv_values
from freelance_comm.services.csv_rows import Row, RowError, file_name, rows
from freelance_comm.services.csv_values import DayOrder, DurationUnit
from freelance_comm.services.project_search import find_project_name
from freelance_comm.services.time_span import local_day, seconds_between

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

MOST_ROWS = 200_000
ERRORS_KEPT = 200
SHOWN = 20

__all__ = ["DayOrder", "DurationUnit", "ImportMapping", "ImportPreview", "ImportResult", "RowError", "preview", "run"]


class ImportMapping(Record):
    """Which column is what; an empty name is a column that is not there.

    Either ``started`` and ``ended``, or one of them and ``duration``, or ``date`` and ``duration``. Clock times without
    a date lie on ``date``. ``filters`` are pairs of a column and the value it must have; all must fit. ``decimal`` is
    the mark before a fraction where it is in doubt, ``dates`` the order of dates with slashes.
    """

    date: str = ""
    started: str = ""
    ended: str = ""
    duration: str = ""
    unit: DurationUnit | str = DurationUnit.HOURS
    note: str = ""
    id: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    delimiter: str = ""
    encoding: str = "utf-8"
    decimal: str = ""
    dates: DayOrder | str = DayOrder.UNSAID
    billable: bool = True

    def _check(self) -> None:
        if not self.duration and not (self.started and self.ended):
            raise BadValue(
                N_("The columns do not say how long each row took."),
                hint=N_("Name a column with durations, or one with starts and one with ends."),
            )
        if not (self.date or self.started or self.ended):
            raise BadValue(N_("The columns do not say when it was."), hint=N_("Name the column with the date."))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be there."""
        named = (self.date, self.started, self.ended, self.duration, self.note, self.id)
        return tuple(dict.fromkeys(name for name in (*named, *(name for name, _ in self.filters)) if name))


class ImportPreview(Record):
    """What an import would do, or with ``ImportResult`` has done.

    ``count`` entries of ``seconds`` (exact) are new; ``duplicates`` rows are there already, ``changed`` of them saying
    something else now (what is stored stays); ``filtered`` rows belong to something else. ``errors`` are the first
    problems, ``error_count`` all of them. ``entries`` are the first new ones.
    """

    file: str
    project_id: int
    project_name: str
    count: int
    seconds: Decimal
    first: date | None
    last: date | None
    duplicates: int
    changed: int
    filtered: int
    error_count: int
    errors: tuple[RowError, ...] = ()
    entries: tuple[TimeEntry, ...] = ()


class ImportResult(ImportPreview):
    """What an import has done; everything in it is saved."""


def preview(
    desk: Desk, source: Path | bytes, mapping: ImportMapping, *, project_text: str, skip_bad: bool = False
) -> ImportPreview:
    """Return what importing ``source`` would do. Raises ``BadValue`` only for a file that is no CSV at all.

    ``skip_bad`` is accepted so that both calls are alike; bad rows are always listed.
    """
    project = find_project_name(desk, project_text, closed=True)
    read = _read(desk, source, mapping, project.id)
    fresh, duplicates, changed = _new_ones(read, _known(desk.reader, project.id))
    return ImportPreview(**_summary(read, project.id, project.name, fresh, duplicates, changed))


def run(
    desk: Desk, source: Path | bytes, mapping: ImportMapping, *, project_text: str, skip_bad: bool = False
) -> ImportResult:
    """Import ``source`` into a project, all months in one change.

    If any row is bad nothing is imported and ``BadValue`` names file, line and column, unless ``skip_bad``: then the
    bad rows are left out and listed in the result.
    """
    project = find_project_name(desk, project_text)
    read = _read(desk, source, mapping, project.id)
    if read.errors and not skip_bad:
        raise _refused(desk, read)
    with desk.change() as change:
        fresh, duplicates, changed = _new_ones(read, _known(change, project.id))
        fresh = [entry.but(id=change.new_id()) for entry in fresh]
        for entry in fresh:
            change.add(entry)
    return ImportResult(**_summary(read, project.id, project.name, fresh, duplicates, changed))


class _Read:
    """What was found in a file: entries without ids in the order of the rows, and the problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[TimeEntry] = []
        self.errors: list[RowError] = []
        self.error_count = 0
        self.filtered = 0

    def problem(self, error: RowError) -> None:
        self.error_count += 1
        if len(self.errors) < ERRORS_KEPT:
            self.errors.append(error)


def _read(desk: Desk, source: Path | bytes, mapping: ImportMapping, project_id: int) -> _Read:
    zone = desk.zone
    found = _Read(file_name(source))
    seen: dict[str, int] = {}
    listed = rows(source, wanted=mapping.columns, delimiter=mapping.delimiter, encoding=mapping.encoding)
    for count, row in enumerate(listed, start=1):
        if count > MOST_ROWS:
            raise BadValue(
                N_("{file} has too many rows (at most {limit})."),
                hint=N_("Split it up, for example by year."),
                file=found.file,
                limit=MOST_ROWS,
            )
        if row.problem is not None:
            found.problem(row.problem)
        elif any(row.cells[name].strip() != value.strip() for name, value in mapping.filters):
            found.filtered += 1
        else:
            entry = _entry(row, mapping, zone, project_id, seen)
            if isinstance(entry, RowError):
                found.problem(entry)
            else:
                found.entries.append(entry)
    return found


def _entry(row: Row, mapping: ImportMapping, zone: str, project_id: int, seen: dict[str, int]) -> TimeEntry | RowError:
    place = _Place()
    try:
        day, seconds, started, ended = _times(row, mapping, zone, place)
        note = clean_text(place.cell(row, mapping.note), what=mapping.note) if mapping.note else ""
        own_id = place.cell(row, mapping.id).strip() if mapping.id else ""
        if mapping.id and not own_id:
            raise BadValue(N_("there is no id."))
        said = own_id or "\x1f".join((day.isoformat(), str(started), str(ended), f"{seconds.normalize():f}", note))
        if own_id and own_id in seen:
            raise BadValue(N_("“{text}” is already in line {line}."), text=own_id[:60], line=seen[own_id])
        seen[said] = row.line if own_id else seen.get(said, 0) + 1
        occurrence = 1 if own_id else seen[said]
        return TimeEntry(
            id=0,
            project_id=project_id,
            day=day,
            seconds=seconds,
            zone=zone,
            note=note,
            started=started,
            ended=ended,
            source_id=_source_id(project_id, own_id, said, occurrence),
            billable=mapping.billable,
        )
    except AppError as error:
        return RowError(line=row.line, column=place.column, message=error.message, params=dict(error.params))


class _Place:
    """Remembers which column was read last, so that a refusal can name it."""

    def __init__(self) -> None:
        self.column = ""

    def cell(self, row: Row, column: str) -> str:
        self.column = column
        return row.cells[column]


def _times(
    row: Row, mapping: ImportMapping, zone: str, place: _Place
) -> tuple[date, Decimal, datetime | None, datetime | None]:
    day = csv_values.day_of(place.cell(row, mapping.date), DayOrder(mapping.dates)) if mapping.date else None
    started = ended = None
    if mapping.started:
        started = csv_values.moment_of(place.cell(row, mapping.started), zone, day)
    if mapping.ended:
        text = place.cell(row, mapping.ended)
        ended = csv_values.moment_of(text, zone, day or (local_day(started, zone) if started else None))
        if started is not None and csv_values.is_clock(text):
            ended = csv_values.after_midnight(started, ended)
    if started is not None and ended is not None:
        seconds = seconds_between(started, ended)
        if seconds <= 0:
            raise BadValue(N_("it ends before it starts."))
        if seconds > csv_values.LONGEST:
            raise BadValue(N_("it is longer than 10,000 hours; are the dates right?"))
    else:
        seconds = csv_values.seconds_of(place.cell(row, mapping.duration), DurationUnit(mapping.unit), mapping.decimal)
        whole = timedelta(seconds=int(seconds))
        if int(seconds) != seconds:  # clock times are kept to the second; a finer duration stands alone
            day = day or local_day(started or _end(ended), zone)
            started = ended = None
        elif started is not None:
            ended = started + whole
        elif ended is not None:
            started = ended - whole
    if started is not None:
        day = local_day(started, zone)
    if day is None:
        raise BadValue(N_("there is no date."))
    return day, seconds, started, ended


def _end(ended: datetime | None) -> datetime:
    assert ended is not None  # a mapping without a date has a start or an end
    return ended


def _source_id(project_id: int, own_id: str, said: str, occurrence: int) -> str:
    from hashlib import sha256

    kind = "id" if own_id else "row"
    text = "\x1f".join((kind, str(project_id), said, str(occurrence)))
    return "csv:" + sha256(text.encode()).hexdigest()[:24]


def _known(reader: Reader, project_id: int) -> dict[str, TimeEntry]:
    return {entry.source_id: entry for entry in reader.all_entries(project_id) if entry.source_id}


def _new_ones(read: _Read, known: dict[str, TimeEntry]) -> tuple[list[TimeEntry], int, int]:
    """Return the entries that are not there yet, and the number of those that are, and of those that differ."""
    fresh, duplicates, changed = [], 0, 0
    for entry in read.entries:
        stored = known.get(entry.source_id)
        if stored is None:
            fresh.append(entry)
            continue
        duplicates += 1
        same = (stored.day, stored.seconds, stored.started, stored.note)
        changed += same != (entry.day, entry.seconds, entry.started, entry.note)
    return fresh, duplicates, changed


def _summary(
    read: _Read, project_id: int, name: str, fresh: list[TimeEntry], duplicates: int, changed: int
) -> dict[str, Any]:
    return {
        "file": read.file,
        "project_id": project_id,
        "project_name": name,
        "count": len(fresh),
        "seconds": sum((entry.seconds for entry in fresh), Decimal(0)),
        "first": min((entry.day for entry in fresh), default=None),
        "last": max((entry.day for entry in fresh), default=None),
        "duplicates": duplicates,
        "changed": changed,
        "filtered": read.filtered,
        "error_count": read.error_count,
        "errors": tuple(read.errors),
        "entries": tuple(fresh[:SHOWN]),
    }


def _refused(desk: Desk, read: _Read) -> BadValue:
    first = read.errors[0].text(desk.tr)
    if read.error_count == 1:
        return BadValue(
            N_("{file}, {problem}"),
            hint=N_("Correct the row, or leave it out with --skip-bad."),
            fate=N_("Nothing was imported."),
            file=read.file,
            problem=first,
        )
    return BadValue(
        N_("{file}, {problem} (the first of {count} bad rows)"),
        hint=N_("Correct the rows, or leave them out with --skip-bad; --preview lists them."),
        fate=N_("Nothing was imported."),
        file=read.file,
        problem=first,
        count=read.error_count,
    )
