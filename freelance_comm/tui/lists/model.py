"""What every list of a stage can do; a list overrides what makes sense for its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.tui.columns import Column
from freelance_comm.tui.rows import Row

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page

GRID = (
    Column(most=1, least=1, tight=True),
    Column(most=70, least=14, grows=True, wraps=True),
    Column(most=22, least=6, drop=2),
    Column(most=18, least=6, drop=1, right=True),
    Column(most=18, least=8, right=True),
)
"""A mark, what it is, and up to three short things beside it."""


class ListLine(Record):
    """What a row of a list stands for: ``number`` is its place from 1 as services count, ``record`` the thing.

    ``addition`` is the number of the addition that a line of a quote belongs to, 0 for the quote itself.
    """

    listing: Listing
    number: int
    record: object
    option: int = 1
    addition: int = 0


class ListEditor:
    """One list. Conversations (``async``) run beside the keys and may raise ``AppError``."""

    listing: Listing
    title: str
    empty: str
    """A sentence for a list without lines (both are msgids)."""

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read what the list shows; runs in the reading thread."""
        return file

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the lines."""
        raise NotImplementedError

    def beside(self, seen: object, desk: Desk) -> str:
        """Return what stands at the right of the heading."""
        return ""

    async def add(self, page: Page, project: Project) -> None:
        """Add a line."""

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit a line."""

    async def tick(self, page: Page, project: Project, line: ListLine) -> None:
        """Tick a line off, or take the tick back."""
        page.say(page.tr.gettext("There is nothing to tick here."))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Remove a line."""
        page.say(page.tr.gettext("This line stays."))
