"""The short form of a project that forecasts need: what is to do, what was done, and how long that took.

Apart from the summary for lists because forecasts look at closed projects too, and lists have no use for tasks.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freelance_comm.domain.record import Record
from freelance_comm.domain.task import Task


class WorkItem(Record):
    """A line of the quote that names hours."""

    text: str
    hours: Decimal


class PromiseCount(Record):
    """How promises were held: in time (early ones too), late, and moved before their time."""

    kept: int = 0
    late: int = 0
    moved: int = 0

    def plus(self, other: PromiseCount) -> PromiseCount:
        """Return both together."""
        return PromiseCount(kept=self.kept + other.kept, late=self.late + other.late, moved=self.moved + other.moved)


class ProjectWork(Record):
    """What forecasts need of a project, open or closed: its facts, the line items with hours, its tasks, and how its
    promises were held, those of a delivery date among them.
    """

    id: int
    ref: str
    name: str
    client_id: int
    is_open: bool
    closed_on: date | None = None
    skipped: tuple[str, ...] = ()
    facts: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    items: tuple[WorkItem, ...] = ()
    tasks: tuple[Task, ...] = ()
    promised_for: date | None = None
    promises: PromiseCount = PromiseCount()
    deadlines: PromiseCount = PromiseCount()
