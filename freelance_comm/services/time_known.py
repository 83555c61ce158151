"""What time is on record already, asked while other tools' time is taken in.

An entry is found again by its source, on whichever project it is by now; Watson shows the first seven characters of
its ids in some places, so the beginning of an id counts too. The same stretch of time on the same project is the same
work, wherever it came from. Our own export finds entries by their number.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.time_found import Found
    from freelance_comm.store import Reader

_SHORT = len("watson:") + 7
_LONGEST_NUMBER = 16
_WATSON = "watson:"
OWN = "own:"
"""Stands before the number of an entry of ours that came from nowhere else."""


class Known:
    """The entries on record when an import begins, and the count of those that were asked about."""

    def __init__(self, reader: Reader) -> None:
        self._sources: dict[str, TimeEntry] = {}
        self._short: dict[str, list[TimeEntry]] = {}
        self._numbers: dict[int, TimeEntry] = {}
        self._stretches: set[tuple[int, datetime, datetime]] = set()
        for entry in reader.entries(date.min, date.max):
            self._numbers[entry.id] = entry
            if entry.source_id:
                self._sources[entry.source_id] = entry
            if entry.source_id.startswith(_WATSON):
                self._short.setdefault(entry.source_id[:_SHORT], []).append(entry)
            if entry.started is not None and entry.ended is not None:
                self._stretches.add((entry.project_id, entry.started, entry.ended))
        self.present = 0
        self.changed = 0
        self.alike = 0
        self.new: list[Found] = []
        self.new_ids: set[str] = set()

    def is_new(self, found: Found, project_id: int) -> bool:
        """Return whether an entry is not there yet; counts it either way."""
        stored = self._stored(found)
        if stored is not None:
            self.present += 1
            said = (found.day, found.seconds, found.started, found.note)
            self.changed += said != (stored.day, stored.seconds, stored.started, stored.note)
            return False
        if found.source_id in self.new_ids:
            self.present += 1  # the same entry twice in one file, as where two exports were put together
            return False
        if found.started is not None and (project_id, found.started, found.ended) in self._stretches:
            self.alike += 1
            return False
        self.new.append(found)
        self.new_ids.add(found.source_id)
        return True

    def _stored(self, found: Found) -> TimeEntry | None:
        number = found.source_id.removeprefix(OWN)
        if number != found.source_id and number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
            ours = self._numbers.get(int(number))
            if ours is not None:
                return ours
        exact = self._sources.get(found.source_id)
        if exact is not None or not found.source_id.startswith(_WATSON):
            return exact
        for entry in self._short.get(found.source_id[:_SHORT], ()):
            if entry.source_id.startswith(found.source_id) or found.source_id.startswith(entry.source_id):
                return entry
        return None
