"""What has been billed: marks the billable time of a period as billed, all of it in one change, or takes the mark off.

Apart from the log because it concerns many entries at once and tells what it did in the terms of an invoice: hours as
they are rounded for the client, and their worth.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.services.time_parts import Standing, standing
from freelance_comm.services.time_report import Books, TimeReport, chosen_projects, time_report

if TYPE_CHECKING:
    from freelance_comm.domain.progress import Progress
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.desk import Desk


class Marked(Record):
    """What was marked: the entries as stored now, and the day they bear; None where the mark was taken off."""

    entries: tuple[TimeEntry, ...]
    on: date | None


def unbilled(
    desk: Desk,
    *,
    client_text: str = "",
    project_text: str = "",
    last: date | None = None,
    progress: Progress | None = None,
) -> TimeReport:
    """Return what is billable and has not been billed, by project, over all years until ``last`` (today)."""
    found = time_report(
        desk,
        first=date.min,
        last=last or desk.today(),
        client_text=client_text,
        project_text=project_text,
        only=Standing.UNBILLED,
        progress=progress,
    )
    return found.but(first=min((part.day for part in found.parts), default=found.last))


def mark_billed(
    desk: Desk,
    *,
    first: date | None = None,
    last: date | None = None,
    client_text: str = "",
    project_text: str = "",
    on: date | None = None,
) -> Marked:
    """Mark the billable time that began on the local days ``first`` to ``last`` (until today) as billed ``on`` a day
    (today). Raises ``NotFound`` where nothing is left to bill, ``BadValue`` for a day that lies ahead.
    """
    day = on or desk.today()
    if day > desk.today():
        raise BadValue(
            N_("A day on which time was billed cannot be in the future."), hint=N_("Give today, or an earlier day.")
        )
    found = _chosen(desk, first, last, client_text, project_text, Standing.UNBILLED)
    if not found:
        raise NotFound(
            N_("Nothing is left to bill there."),
            hint=N_("`freelance-comm track unbilled` shows what has not been billed."),
        )
    return Marked(entries=_saved(desk, found, day), on=day)


def take_off(
    desk: Desk,
    *,
    first: date | None = None,
    last: date | None = None,
    client_text: str = "",
    project_text: str = "",
) -> Marked:
    """Let billed time of a period count as not billed. Raises ``NotFound`` where none was billed."""
    found = _chosen(desk, first, last, client_text, project_text, Standing.BILLED)
    if not found:
        raise NotFound(N_("Nothing there has been marked as billed."), hint=N_("Check the days and the name."))
    return Marked(entries=_saved(desk, found, None), on=None)


def mark_entry(desk: Desk, entry: TimeEntry, on: date | None) -> TimeEntry:
    """Mark one entry as billed on a day, or take the mark off. Raises ``BadValue`` for time that is not billable."""
    if on is not None and not entry.billable:
        raise BadValue(
            N_("This time is not billable, so it cannot be marked as billed."), hint=N_("Make it billable first.")
        )
    return _saved(desk, (entry,), on)[0]


def _saved(desk: Desk, found: tuple[TimeEntry, ...], on: date | None) -> tuple[TimeEntry, ...]:
    marked = tuple(entry.but(billed_on=on) for entry in found)
    with desk.change() as change:
        for entry, new in zip(found, marked, strict=True):
            change.save(entry, new)
    return marked


def _chosen(
    desk: Desk, first: date | None, last: date | None, client_text: str, project_text: str, wanted: Standing
) -> tuple[TimeEntry, ...]:
    begin, end = first or date.min, last or desk.today()
    if begin > end:
        raise BadValue(N_("The period ends before it starts."), hint=N_("Swap the two days."))
    chosen = chosen_projects(desk, Books(desk), client_text, project_text)
    return tuple(
        entry
        for month in desk.reader.entries_by_month(begin, end, unbilled=wanted is Standing.UNBILLED)
        for entry in month
        if begin <= entry.day <= end and (chosen is None or entry.project_id in chosen) and standing(entry) is wanted
    )
