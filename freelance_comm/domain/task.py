"""What was thought a piece of work takes, and what it took: the pairs that forecasts learn from.

Apart from the project's other parts because these outlive it: forecasts need them from closed projects too, and little
else of those.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.record import Record


class ActualSource(StrEnum):
    """Where the hours that a task took come from: the time log, or the freelancer's word."""

    LOG = "log"
    HAND = "hand"


class Task(Record):
    """A piece of a project with an estimate. A line item of the quote becomes one when it begins or is done.

    ``kind`` is an activity or tag, empty where there is none. ``actual_hours`` is None until it is done, and after that
    where nothing is known. ``started_on`` and ``done_on`` are local days.
    """

    id: int
    text: str
    estimate_hours: Decimal
    added: datetime
    kind: str = ""
    started_on: date | None = None
    done_on: date | None = None
    actual_hours: Decimal | None = None
    actual_source: ActualSource = ActualSource.LOG
