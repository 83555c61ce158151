"""Time by project and month: totals over all years without opening closed months, the activities there are, and until
when time was logged.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError, DataDamaged, NewerData
from freelance_comm.store import derived
from freelance_comm.store.decoding import records
from freelance_comm.store.places import month_end, month_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.store.source import Loaded, View

_INDEX = "roll-up.json"
_FOLDER = "time"
_PRESENT = "unbilled"
"""A row without this field is of an earlier version of the program."""
_WIDEST_OFFSET = timedelta(hours=14)
"""No zone is further ahead of UTC."""


class RollUp:
    """Keeps a row for each month of time entries: exact seconds and first day by project, and how far they reach."""

    def __init__(self, view: View, *, keep: bool) -> None:
        self._view = view
        self._keep = keep
        self._rows: dict[str, dict[str, Any]] | None = None
        self.problems: dict[str, AppError] = {}

    def seconds(self) -> dict[int, Decimal]:
        """Return the exact seconds of each project over all months."""
        return _seconds(self._refreshed().values())

    def spent(self) -> tuple[dict[int, Decimal], dict[int, date]]:
        """Return the exact seconds of each project over all months, and its first day; looked up at once."""
        rows = tuple(self._refreshed().values())
        return _seconds(rows), _first_days(rows)

    def first_days(self) -> dict[int, date]:
        """Return the first day with an entry of each project."""
        return _first_days(self._refreshed().values())

    def free_seconds(self, *, again: bool = True) -> dict[int, Decimal]:
        """Return the exact seconds of each project that are not billable; with ``again``, looked up anew."""
        return _seconds(self._seen(again).values(), "free")

    def billable_on(self, project_id: int) -> Decimal:
        """Return the exact billable seconds of one project over all months.

        For ``track add``, which has just changed a month: what is out of date is summed up without being decoded.
        """
        rows = self._rows if self._rows is not None else derived.load(self._view.folder, _INDEX).get("months", {})
        key, spent = str(project_id), Decimal(0)
        months = self._view.months(_FOLDER)
        signatures = self._view.signatures(month_file(_FOLDER, month) for month in months)
        for month in months:
            row, signature = rows.get(month), signatures.get(month_file(_FOLDER, month))
            if signature is not None and row is not None and _PRESENT in row and row["sig"] == derived.mark(signature):
                spent += Decimal(row["seconds"].get(key, 0)) - Decimal(row["free"].get(key, 0))
            elif (loaded := self._view.load(month_file(_FOLDER, month))) is not None:
                entries = loaded.tables.get("entries", {}).values()
                mine = (one for one in entries if one.get("project_id") == project_id and one.get("billable", True))
                spent += sum((Decimal(str(one.get("seconds", 0))) for one in mine), Decimal(0))
        return spent

    def activities(self) -> dict[str, int]:
        """Return the first tags of entries, and how many have each."""
        result: dict[str, int] = {}
        for row in self._refreshed().values():
            for tag, count in row["tags"].items():
                result[tag] = result.get(tag, 0) + count
        return result

    def logged_until(self, *, again: bool = True) -> tuple[datetime | None, date | None]:
        """Return when the last entry with clock times ended, and the last day with an entry without any."""
        rows = tuple(self._seen(again).values())
        ended = max((row["ended"] for row in rows), default="")
        bare = max((row["bare"] for row in rows), default="")
        return (datetime.fromisoformat(ended) if ended else None, date.fromisoformat(bare) if bare else None)

    def months_unbilled(self, first: date, last: date) -> list[str]:
        """Return of the months that may touch these days those with billable time that has not been billed."""
        rows = self._refreshed()
        return [month for month in self.months_touching(first, last) if month not in rows or rows[month]["unbilled"]]

    def months_with(self, project_id: int) -> list[str]:
        """Return the months in which a project has entries, and those that cannot be read; oldest first."""
        rows, key = self._refreshed(), str(project_id)
        return [month for month in self._view.months(_FOLDER) if month not in rows or key in rows[month]["seconds"]]

    def months_touching(self, first: date, last: date) -> list[str]:
        """Return the months whose entries may touch the days ``first`` to ``last``, both inclusive."""
        rows, begin, end = self._refreshed(), first.isoformat(), last.isoformat()[:7]
        return [
            month
            for month in self._view.months(_FOLDER)
            if month <= end and (month not in rows or month >= begin[:7] or rows[month]["reach"] >= begin)
        ]

    def _seen(self, again: bool) -> dict[str, dict[str, Any]]:
        """Return the rows; those of the last look will do where one has just been taken."""
        return self._refreshed() if again or self._rows is None else self._rows

    def _refreshed(self) -> dict[str, dict[str, Any]]:
        before = self._rows
        if before is None:
            before = derived.load(self._view.folder, _INDEX).get("months", {})
        rows: dict[str, dict[str, Any]] = {}
        changed = False
        months = self._view.months(_FOLDER)
        signatures = self._view.signatures(month_file(_FOLDER, month) for month in months)
        for month in months:
            file = month_file(_FOLDER, month)
            self.problems.pop(file, None)
            signature = signatures.get(file)
            row = before.get(month)
            if signature is not None and row is not None and _PRESENT in row and row["sig"] == derived.mark(signature):
                rows[month] = row
                derived.recall(self._view, file, row)
                continue
            changed = True
            try:
                loaded = self._view.load(file)
                if loaded is not None:
                    rows[month] = _row(loaded, month)
                if month not in months[-2:]:
                    self._view.forget(file)  # old months are read once and need no memory
            except (DataDamaged, NewerData) as error:
                self.problems[file] = error
        self._rows = rows
        if self._keep and (changed or rows.keys() != before.keys()):
            derived.save(self._view.folder, _INDEX, {"months": rows})
        return rows


def _seconds(rows: Iterable[dict[str, Any]], field: str = "seconds") -> dict[int, Decimal]:
    result: dict[str, Decimal] = {}
    for row in rows:
        for key, seconds in row[field].items():
            result[key] = result.get(key, Decimal(0)) + Decimal(seconds)
    return {int(key): seconds for key, seconds in result.items()}


def _first_days(rows: Iterable[dict[str, Any]]) -> dict[int, date]:
    result: dict[str, str] = {}
    for row in rows:
        for key, first in row["first"].items():
            result[key] = min(first, result.get(key, first))
    return {int(key): date.fromisoformat(first) for key, first in result.items()}


def _row(loaded: Loaded, month: str) -> dict[str, Any]:
    from freelance_comm.domain.time_entry import TimeEntry

    seconds: dict[str, Decimal] = {}
    first: dict[str, date] = {}
    free: dict[str, Decimal] = {}
    tags: dict[str, int] = {}
    ended = bare = ""
    unbilled = False
    reach = month_end(month)
    for entry in records(loaded, TimeEntry):
        key = str(entry.project_id)
        seconds[key] = seconds.get(key, Decimal(0)) + entry.seconds
        first[key] = min(entry.day, first.get(key, entry.day))
        unbilled = unbilled or (entry.billable and entry.billed_on is None)
        if not entry.billable:
            free[key] = free.get(key, Decimal(0)) + entry.seconds
        if entry.tags:
            tags[entry.tags[0]] = tags.get(entry.tags[0], 0) + 1
        if entry.ended is None:
            bare = max(bare, entry.day.isoformat())
        else:
            ended = max(ended, entry.ended.astimezone(UTC).isoformat())
            reach = max(reach, (entry.ended + _WIDEST_OFFSET).date())
    return {
        "sig": derived.mark(loaded.signature),
        "outside": loaded.unknown,
        "seconds": {key: str(value) for key, value in seconds.items()},
        "first": {key: day.isoformat() for key, day in first.items()},
        "reach": reach.isoformat(),
        "free": {key: str(value) for key, value in free.items()},
        "tags": tags,
        "ended": ended,
        "bare": bare,
        "unbilled": unbilled,
    }
