"""The latest time on a project; the time log has the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.record import Record
from freelance_comm.services import timelog
from freelance_comm.services.timelog import EntryLine
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import near_day
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Cell, Row, line

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page

SHOWN = 5


class _Seen(Record):
    lines: tuple[EntryLine, ...]
    spent: Decimal


class Entries(ListEditor):
    """The last entries, newest first."""

    listing = Listing.TIME
    title = N_("Time")
    empty = N_("Nothing is logged yet. Start the timer, or add time after the fact.")

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read the entries of the last month, and the whole time spent."""
        lines = timelog.listing(desk, project_text=file.head.ref)
        spent = desk.reader.seconds_spent().get(file.head.id, Decimal(0))
        return _Seen(lines=tuple(reversed(lines))[:SHOWN], spent=spent)

    def beside(self, seen: object, desk: Desk) -> str:
        """The whole time spent."""
        spent = cast("_Seen", seen).spent
        return desk.tr.gettext("{duration} in all").format(duration=duration(spent, desk.tr)) if spent else ""

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the entries."""
        return [
            line(
                "list",
                Cell(text="·", style="dim"),
                one.entry.note or "–",
                Cell(text=one.clock, style="dim"),
                Cell(text=near_day(one.entry.day, desk.today(), desk.tr), style="dim"),
                duration(one.entry.seconds, desk.tr),
                id=f"entry:{one.entry.id}",
                thing=ListLine(listing=self.listing, number=0, record=one),
            )
            for one in cast("_Seen", seen).lines
        ]

    async def add(self, page: Page, project: Project) -> None:
        """Write time down."""
        from freelance_comm.tui import timing

        await timing.add(page, project)

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit an entry."""
        from freelance_comm.tui.time_log import edit_entry

        await edit_entry(page, cast("EntryLine", line.record))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Take an entry out."""
        from freelance_comm.tui import timing

        one = cast("EntryLine", line.record)
        await timing.remove(page, one.entry, one.entry.note)
