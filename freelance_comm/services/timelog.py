"""The log of time: entries added, corrected, listed and removed by hand, and the timer that writes them.

``track add`` runs through here and must stay quick: nothing is imported that a plain entry does not need. Imports from
files are apart (``time_import``), because other rules hold for them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services.project_search import find_project_name
from freelance_comm.services.time_span import span as measured
from freelance_comm.services.timer import (
    Switched,
    TimerView,
    amend,
    annotate,
    cancel,
    clean_note,
    clean_tags,
    forgotten_at,
    project_names,
    running,
    start,
    stop,
    switch,
)

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

__all__ = [
    "EntryLine",
    "Switched",
    "TimerView",
    "add_entry",
    "amend",
    "annotate",
    "cancel",
    "change_entry",
    "correct_entry",
    "entries",
    "find_entry",
    "forgotten_at",
    "last_entries",
    "listing",
    "remove_entry",
    "running",
    "start",
    "stop",
    "switch",
]


LAST = "last"
"""What stands for the entry that was written down last."""
_NOT_BILLABLE = N_("This time is not billable, so it cannot be marked as billed.")


class EntryLine(Record):
    """A time entry as lists show it. ``clock`` is "09:00–10:30" in the freelancer's zone, empty without clock times."""

    entry: TimeEntry
    handle: str
    clock: str
    project_name: str
    project_ref: str
    client_name: str

    @property
    def number(self) -> str:
        """What the entry is called in lists and commands: its handle."""
        return self.handle


def add_entry(
    desk: Desk,
    project_text: str,
    *,
    started: datetime | None = None,
    ended: datetime | None = None,
    day: date | None = None,
    seconds: Decimal | None = None,
    note: str = "",
    tags: tuple[str, ...] = (),
    billable: bool = True,
    source_id: str = "",
) -> TimeEntry:
    """Write down time after the fact: a start and an end, one of them and a duration, or a day and a duration.

    Moments are aware; ``seconds`` is exact. ``BadValue`` for time that is not positive or longer than 24 hours.
    """
    project = find_project_name(desk, project_text)
    zone = desk.zone
    span = measured(started, ended, day, seconds, zone, desk.now())
    cleaned, labels = clean_note(desk, note), clean_tags(desk, tags)
    with desk.change() as change:
        entry = TimeEntry(
            id=change.new_id(),
            project_id=project.id,
            day=span.day,
            seconds=span.seconds,
            zone=zone,
            note=cleaned,
            started=span.started,
            ended=span.ended,
            source_id=source_id,
            tags=labels,
            billable=billable,
        )
        change.add(entry)
    return entry


def change_entry(desk: Desk, base: TimeEntry, new: TimeEntry) -> TimeEntry:
    """Save ``new`` over ``base``, field by field; the day, and the duration where there are clock times, follow from
    the start and the end. The limit of 24 hours holds for entries that were not imported.
    """
    if new.started is not None and new.ended is not None:
        span = measured(new.started, new.ended, None, None, new.zone, desk.now(), limited=not new.source_id)
    else:
        span = measured(None, None, new.day, new.seconds, new.zone, desk.now(), limited=not new.source_id)
    new = new.but(
        started=span.started,
        ended=span.ended,
        day=span.day,
        seconds=span.seconds,
        note=new.note if new.note == base.note else clean_note(desk, new.note),
        tags=new.tags if new.tags == base.tags else clean_tags(desk, new.tags),
    )
    with desk.change() as change:
        change.save(base, new)
    return new


def correct_entry(
    desk: Desk,
    base: TimeEntry,
    *,
    started: datetime | None = None,
    ended: datetime | None = None,
    day: date | None = None,
    seconds: Decimal | None = None,
    note: str | None = None,
    tags: tuple[str, ...] | None = None,
    billable: bool | None = None,
    billed: bool | None = None,
    project_text: str = "",
) -> TimeEntry:
    """Change only what is given and return the entry as saved.

    A new start keeps the end and the other way round; a new duration keeps the start; a new day keeps the clock times.
    ``billed`` marks it as billed today, or takes the mark off; time that is not billable cannot bear one.
    """
    changes: dict[str, object] = {}
    if base.started is not None and base.ended is not None:
        begun = started or (base.started if day is None else _on_day(base.started, day, base.zone))
        over = ended
        if over is None and seconds is not None:
            over = begun + timedelta(seconds=int(seconds))
        if over is None:
            over = base.ended if day is None else begun + (base.ended - base.started)
        span = measured(begun, over, None, None, base.zone, desk.now(), limited=not base.source_id)
    else:
        length = base.seconds if seconds is None and ended is None else seconds
        own_day = None if started is not None or ended is not None else day or base.day
        span = measured(started, ended, own_day, length, base.zone, desk.now(), limited=not base.source_id)
    changes |= {"started": span.started, "ended": span.ended, "day": span.day, "seconds": span.seconds}
    if note is not None:
        changes["note"] = note
    if tags is not None:
        changes["tags"] = tags
    if billable is not None:
        changes["billable"] = billable
        if not billable:
            changes["billed_on"] = None
    if billed is not None:
        if billed and not (base.billable if billable is None else billable):
            raise BadValue(_NOT_BILLABLE, hint=N_("Make it billable first."))
        changes["billed_on"] = (base.billed_on or desk.today()) if billed else None
    if project_text:
        changes["project_id"] = find_project_name(desk, project_text).id
    return change_entry(desk, base, base.but(**changes))


def remove_entry(desk: Desk, entry: TimeEntry) -> None:
    """Take an entry out of the log."""
    with desk.change() as change:
        change.remove(entry)


def entries(desk: Desk, first: date, last: date, project_text: str = "") -> tuple[EntryLine, ...]:
    """Return the entries that touch the local days ``first`` to ``last``, in order of time."""
    project_id = None
    if project_text:
        project_id = find_project_name(desk, project_text, closed=True).id
    return _lines(desk, desk.reader.entries(first, last, project_id))


def listing(
    desk: Desk, first: date | None = None, last: date | None = None, *, project_text: str = ""
) -> tuple[EntryLine, ...]:
    """Return the entries of a period, in order of time; the last 31 days where nothing is said."""
    end = last or desk.today() + timedelta(days=1)
    begin = first or min(end, desk.today()) - timedelta(days=31)
    if begin > end:
        raise BadValue(N_("The period ends before it starts."), hint=N_("Swap the two days."))
    return entries(desk, begin, end, project_text)


def last_entries(desk: Desk, n: int = 10) -> tuple[EntryLine, ...]:
    """Return the ``n`` latest entries of the last ten years, oldest first."""
    today = desk.today()
    found: tuple[TimeEntry, ...] = ()
    for days in (31, 366, 3660):
        found = desk.reader.entries(today - timedelta(days=days), today + timedelta(days=1))
        if len(found) >= n:
            break
    return _lines(desk, tuple(sorted(found, key=_in_time)[-n:])) if n > 0 else ()


def entry_by_id(desk: Desk, entry_id: int) -> EntryLine | None:
    """Return the entry with that id, on whichever day it stands by now; None when it is gone."""
    found = tuple(entry for entry in desk.reader.entries(date.min, date.max) if entry.id == entry_id)
    return _lines(desk, found)[0] if found else None


def find_entry(desk: Desk, text: str) -> TimeEntry:
    """Return the entry named by its handle (``T-3K9F``), or by words of its note among the last hundred.

    ``last`` is the one that was written down last.
    """
    from freelance_comm.services import handles

    if text.strip().casefold() == LAST:
        latest = max(last_entries(desk, 100), key=lambda line: line.entry.id, default=None)
        if latest is None:
            raise NotFound(N_("No time is logged yet."), hint=N_("Start the timer, or add the time after the fact."))
        return latest.entry
    today = desk.today()
    for days in (31, 366, 3660):
        found = desk.reader.entries(today - timedelta(days=days), today + timedelta(days=366))
        chosen_ids = handles.matching(handles.ENTRY, text, [entry.id for entry in found])
        if len(chosen_ids) == 1:
            return next(entry for entry in found if entry.id == chosen_ids[0])
    lines = last_entries(desk, 100)
    described = {line.entry.id: f"{line.entry.day} {line.project_name} {show(line.entry.note)}" for line in lines}
    chosen = handles.choose(handles.ENTRY, text, described)
    return next(line.entry for line in lines if line.entry.id == chosen)


def _on_day(moment: datetime, day: date, zone: str) -> datetime:
    """Return the wall time of ``moment`` in ``zone`` on another day."""
    from freelance_comm.domain.zones import to_local, to_utc

    wall = to_local(moment, zone).replace(tzinfo=None, fold=0)
    return to_utc(wall.replace(year=day.year, month=day.month, day=day.day), zone)


def _in_time(entry: TimeEntry) -> tuple[date, float, int]:
    return (entry.day, entry.started.timestamp() if entry.started else 0.0, entry.id)


def _clock(entry: TimeEntry, zone: str) -> str:
    if entry.started is None or entry.ended is None:
        return ""
    from freelance_comm.text.telling import clock

    return f"{clock(entry.started, zone)}–{clock(entry.ended, zone)}"


def _lines(desk: Desk, found: tuple[TimeEntry, ...]) -> tuple[EntryLine, ...]:
    from freelance_comm.services import handles

    names, zone = project_names(desk), desk.zone
    named = handles.handles(handles.ENTRY, [entry.id for entry in found])
    lines = []
    for entry in sorted(found, key=_in_time):
        name, ref, client_name = names.get(entry.project_id, ("", "", ""))
        lines.append(
            EntryLine(
                entry=entry,
                handle=named[entry.id],
                clock=_clock(entry, zone),
                project_name=name,
                project_ref=ref,
                client_name=client_name,
            )
        )
    return tuple(lines)
