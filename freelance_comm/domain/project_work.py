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


class ProjectWork(Record):
    """What forecasts need of a project, open or closed: its facts, the line items with hours, its tasks."""

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
