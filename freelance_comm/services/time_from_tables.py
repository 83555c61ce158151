"""Reads time from tables: Toggl, Clockify, Harvest, Watson's CSV, our own export, and others with usual columns.

Rows are streamed. A row gets its identity from what it says (the wall times as written, so that another zone or
another way of writing times finds it again), except where the table has ids.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services import time_cells
from freelance_comm.services.csv_rows import Row, file_name, head_of, rows
from freelance_comm.services.csv_values import DayOrder, DurationUnit, seconds_of
from freelance_comm.services.time_columns import Columns, columns_of
from freelance_comm.services.time_found import (
    BREAK,
    NO_TIME,
    RUNNING,
    Found,
    LeftOut,
    Place,
    Problem,
    ReadAs,
    Reading,
    Sums,
    TimeFormat,
    stretch,
)
from freelance_comm.services.time_from_json import ours

_TOLERANCE = 60
"""Seconds by which start, end and duration may differ: tables leave seconds out, or round hours to two digits."""


def columns(source: Path | bytes, read_as: ReadAs) -> Columns:
    """Return which column is what. Raises ``BadValue`` for a table that does not say when or how long."""
    head = head_of(source, delimiter=read_as.delimiter, encoding=read_as.encoding)
    found = columns_of(head)
    if found is None:
        raise BadValue(
            N_("{file}: the columns do not say when and how long: {columns}."),
            hint=N_(
                "Name them: --date COLUMN --hours COLUMN, or --start COLUMN --end COLUMN; or try --delimiter MARK."
            ),
            file=file_name(source),
            columns=", ".join(show(name)[:30] for name in head[:8]),
        )
    return found


def read(source: Path | bytes, named: Columns, read_as: ReadAs) -> Reading:
    """Yield the entries of a table."""
    table = _Table(source, named, read_as)
    for row in rows(source, wanted=(), delimiter=read_as.delimiter, encoding=read_as.encoding):
        if row.problem is not None:
            place = Place(number=row.line, column=row.problem.column)
            yield Problem(place=place, message=row.problem.message, params=row.problem.params)
            continue
        try:
            yield table.entry(row)
        except AppError as error:
            place = Place(number=row.line, column=table.column)
            yield Problem(place=place, message=error.message, params=dict(error.params))


class _Table:
    """One table: its columns, the order of its dates, and the column that was looked at last."""

    def __init__(self, source: Path | bytes, named: Columns, read_as: ReadAs) -> None:
        self._is = named
        self._as = read_as
        self._order = DayOrder(read_as.dates) if read_as.dates else _order(source, named, read_as)
        kind = named.kind
        self._sums = Sums("csv" if kind is TimeFormat.CSV else str(kind))
        self._cells: dict[str, str] = {}
        self.column = ""

    def entry(self, row: Row) -> Found | LeftOut:
        """Return what a row says. Raises ``BadValue``."""
        self._cells, named, place = row.cells, self._is, Place(number=row.line)
        if named.kind is TimeFormat.OURS:
            return self._our_entry(place)
        if self._cell(named.kind_of_row).casefold() == "break":
            return LeftOut(place=place, reason=BREAK)
        if self._runs():
            return LeftOut(place=place, reason=RUNNING)
        day, seconds, started, ended, said = self._times()
        if not seconds:
            return LeftOut(place=place, reason=NO_TIME)
        project, client = self._cell(named.project), self._cell(named.client)
        note, task = self._cell(named.note), self._cell(named.task)
        person = " ".join(filter(None, (self._cell(name) for name in named.person)))
        own_id = self._cell(named.id)
        if named.kind is TimeFormat.WATSON:
            if not own_id:
                raise BadValue(N_("there is no id."))
            source_id = f"watson:{own_id}"
        else:
            source_id = self._sums.id_of(*((own_id,) if own_id else (*said, project, client, task, note, person)))
        tags = (*((task,) if task else ()), *self._tags())
        billed = bool(named.billed) and time_cells.yes(self._cell(named.billed))
        return Found(
            place=place, source_id=source_id, day=day, seconds=seconds, started=started, ended=ended, project=project,
            client=client, note=note, tags=tuple(dict.fromkeys(tags)), person=person, rate=self._rate(),
            billable=not named.billable or time_cells.yes(self._cell(named.billable)),
            billed_on=day if billed else None,
        )  # fmt: skip

    def _runs(self) -> bool:
        """Return whether a row has a start and nothing that ends it."""
        named = self._is
        ends = named.end or named.end_day
        if not (named.start and ends and self._cell(named.start)) or self._cell(ends):
            return False
        return not self._long() or not self._seconds()

    def _cell(self, column: str) -> str:
        if not column:
            return ""
        self.column = column
        return self._cells[column].strip()

    def _times(self) -> tuple[date, Decimal, datetime | None, datetime | None, tuple[str, ...]]:
        """Return day, seconds, start and end; and what identifies them: the wall times as they were meant."""
        named, zone = self._is, self._as.zone
        text = self._cell(named.start_day or named.day)
        on = time_cells.day(text, self._order) if text else None
        if not (named.start and self._cell(named.start)):
            seconds = self._seconds()
            if on is None:
                raise BadValue(N_("there is no date."))
            return on, seconds, None, None, (on.isoformat(), f"{seconds.normalize():f}")
        start = time_cells.wall(self._cell(named.start), on, self._order)
        long = self._seconds() if self._long() else None
        if named.end and self._cell(named.end):
            last = self._cell(named.end_day)
            end_on = time_cells.day(last, self._order) if last else on or start.date()
            self.column = named.end
            end = time_cells.wall(self._cells[named.end], end_on, self._order)
            if not last and time_cells.is_clock(self._cells[named.end]) and _bare(end) < _bare(start):
                end += timedelta(days=1)
        elif long is not None:
            started = time_cells.moments(start, start, zone, None)[0]
            end = started + timedelta(seconds=int(long))
        else:
            raise BadValue(N_("there is no end."))
        started, ended = time_cells.moments(start, end, zone, long)
        day, seconds = stretch(started, ended, zone)
        if long is not None and abs(long - seconds) > _TOLERANCE:
            raise BadValue(N_("start, end and duration do not agree; is it the right zone (--zone)?"))
        return day, seconds, started, ended, (start.isoformat(), end.isoformat())

    def _long(self) -> str:
        """Return the cell that says how long it took."""
        named = self._is
        return next((text for text in map(self._cell, (named.seconds, named.minutes, named.duration)) if text), "")

    def _seconds(self) -> Decimal:
        named = self._is
        for column, unit in ((named.seconds, DurationUnit.SECONDS), (named.minutes, DurationUnit.MINUTES)):
            text = self._cell(column)
            if text:
                return _plain(seconds_of(text, unit, self._as.decimal))
        return _plain(time_cells.seconds(self._cell(named.duration), self._as.decimal))

    def _tags(self) -> tuple[str, ...]:
        text = self._cell(self._is.tags)
        return tuple(filter(None, (tag.strip() for tag in text.split(","))))

    def _rate(self) -> str:
        text = self._cell(self._is.rate)
        if not text or not text.strip("0.,"):
            return ""
        named = self._is.rate.partition("(")[2].rstrip(")") if "(" in self._is.rate else ""
        return f"{text} {self._cell(self._is.currency) or named}".strip()[:40]

    def _our_entry(self, place: Place) -> Found:
        """Return an entry of our own export; the apostrophe before what looks like a formula is taken off."""
        named = self._is
        texts = [self._cell(column).removeprefix("'") for column in (named.project, named.client, named.note)]
        source = self._cell(named.source).removeprefix("'")
        tags = self._our_tags()
        start, end, day, billed = map(self._cell, (named.start, named.end, named.day, named.billed))
        billable = not named.billable or time_cells.yes(self._cell(named.billable))
        try:
            seconds = Decimal(self._cell(named.seconds))
        except InvalidOperation:
            raise BadValue(N_("there is no number.")) from None
        return ours(
            place, source, day=day, start=start, end=end, seconds=seconds, billable=billable,
            billed=billed, tags=tags, project=texts[0], client=texts[1], note=texts[2],
            zone=self._cell(named.zone),
        )  # fmt: skip

    def _our_tags(self) -> tuple[str, ...]:
        text = self._cell(self._is.tags).removeprefix("'")
        if not text.startswith("["):
            return tuple(filter(None, (tag.strip() for tag in text.split(","))))
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, list) or not all(isinstance(tag, str) for tag in found):
            raise BadValue(N_("there is no list of words."))
        return tuple(found)


def _plain(seconds: Decimal) -> Decimal:
    """Return the same number without noughts behind the point."""
    return Decimal(f"{seconds.normalize():f}")


def _bare(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


def _order(source: Path | bytes, named: Columns, read_as: ReadAs) -> DayOrder:
    """Return the order of 3/2/2026 that fits all rows of a table. Raises ``BadValue`` where two do."""
    wanted = [column for column in (named.start_day, named.day, named.end_day) if column]
    if not wanted:
        return DayOrder.UNSAID
    doubtful: dict[str, None] = {}
    for row in rows(source, wanted=(), delimiter=read_as.delimiter, encoding=read_as.encoding):
        for column in wanted:
            text = row.cells.get(column, "").strip()
            if text and time_cells.is_two_ways(text):
                doubtful[text] = None
            elif text:
                return DayOrder.UNSAID  # dates are written in one way throughout a table
    order = time_cells.order_of(doubtful)
    if doubtful and order is DayOrder.UNSAID:
        raise TwoWays(
            N_("{file}: the dates can be read in two ways: {text}."),
            hint=N_("Say which: --dates dmy (the day first) or --dates mdy (the month first)."),
            file=file_name(source),
            text=next(iter(doubtful))[:20],
        )
    return order


class TwoWays(BadValue):
    """The dates of a table can be read with the day first or the month first, and nothing decides."""
