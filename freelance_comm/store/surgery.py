"""What every treatment works with: files under the lock, a place for what does not win, words for what was done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.marking import N_
from freelance_comm.store import settled
from freelance_comm.store.ailments import Ailment, Treated
from freelance_comm.store.document import parse
from freelance_comm.store.ids import highest_id, next_id
from freelance_comm.store.last_good import record_count
from freelance_comm.store.places import project_of

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.overhaul import Overhaul
    from freelance_comm.store.reconcile import Reconciled

KEPT_IN = N_("What {file} held before is kept in {settled}.")
_MOST_LOSSES = 20


class Surgery:
    """One treatment: the ailment, the overhaul whose end puts everything in place, and the moment.

    Treatments never look at what the examination saw, only at what lies there now, under the lock.
    """

    def __init__(self, overhaul: Overhaul, ailment: Ailment, now: datetime) -> None:
        self.overhaul = overhaul
        self.folder = overhaul.folder
        self.ailment = ailment
        self.now = now
        self.done: list[Treated] = []
        self._last_id: int | None = None

    def new_id(self, tables: Tables) -> int:
        """Return an id that no record has, neither on the disk nor in ``tables``."""
        last = highest_id(self.folder) if self._last_id is None else self._last_id
        while any(str(last := next_id(self.now, last)) in documents for documents in tables.values()):
            continue
        self._last_id = last
        return last

    def say(self, message: str, file: str = "", **params: Any) -> None:
        """Note what was done."""
        file = file or self.ailment.file
        self.done.append(Treated(key=self.ailment.key, file=file, message=message, params={"file": file, **params}))

    def tables(self, file: str) -> Tables | None:
        """Return what a file holds now, ``None`` if there is none. Raises ``DataDamaged``."""
        data = self.overhaul.read(file)
        return parse(data, file) if data is not None else None

    def keep(self, file: str, data: bytes) -> str:
        """Keep a version that does not win, on the disk before anything is replaced; return where."""
        return settled.keep(self.folder, file, data)

    def keep_former(self, file: str) -> None:
        """Keep what ``file`` holds now, and say where."""
        data = self.overhaul.read(file)
        if data is not None:
            self.say(KEPT_IN, file, settled=self.keep(file, data))

    def tell(self, outcome: Reconciled, file: str, other: str = "") -> None:
        """Say what became of two versions that were put together, of one text or of two files."""
        self.say(
            N_("{file} and {other} were merged (records: {count}; only in the second: {added}).")
            if other
            else N_("Both versions in {file} were merged (records: {count}; only in the second: {added})."),
            file,
            other=other,
            count=record_count(outcome.tables),
            added=outcome.added,
        )
        for loss in outcome.losses[:_MOST_LOSSES]:
            self.say(
                N_("{file}, record {record}: “{field}” is now “{kept}”; the other side had “{lost}”.")
                if loss.field
                else N_("{file}, record {record} is now {kept}; the other side had {lost}."),
                file,
                record=loss.record,
                field=loss.field,
                kept=loss.kept,
                lost=loss.lost,
            )
        if len(outcome.losses) > _MOST_LOSSES:
            self.say(N_("{file}: more values differed ({count})."), file, count=len(outcome.losses) - _MOST_LOSSES)
        if outcome.removed:
            self.say(
                N_("{file}: what one side had removed stays removed (records: {count})."),
                file,
                count=outcome.removed,
            )


def number_of(file: str) -> int | None:
    """Return the id of the project whose file this is, ``None`` for other files."""
    return project_of(file.rpartition("/")[2])
