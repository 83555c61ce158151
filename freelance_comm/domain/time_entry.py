"""Time spent: entries with clock times, entries with a date and a duration, and the timer that runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

DAY_SECONDS = Decimal(86_400)


def exact_seconds(span: timedelta) -> Decimal:
    """Return the length of ``span`` in seconds, exact to the microsecond."""
    return Decimal(span // timedelta(microseconds=1)) / 1_000_000


class TimeEntry(Record):
    """Time on a project. Either ``started`` and ``ended`` (UTC, half open) are given, or only ``day``.

    ``seconds`` is exact (a decimal of 1.05 h is 3780 s, of 0.333 h 1198.8 s): it is rounded once, on totals.
    ``day`` is the local date in ``zone`` on which the entry began. ``source_id`` names the record it was imported
    from (``csv:<sum>``), so that a second import finds it.
    """

    id: int
    project_id: int
    day: date
    seconds: Decimal
    zone: str
    note: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    source_id: str = ""
    tags: tuple[str, ...] = ()
    billable: bool = True
    billed_on: date | None = None

    def _check(self) -> None:
        if self.seconds <= 0:
            raise BadValue(N_("The time must be longer than zero."), hint=N_("Check the start and the end."))
        if (self.started is None) != (self.ended is None):
            raise BadValue(N_("A time entry needs both a start and an end, or a date and a duration."))
        if self.started and self.ended and self.seconds != exact_seconds(self.ended - self.started):
            raise BadValue(N_("Start, end and duration of the time entry do not agree."))

    @property
    def minutes(self) -> Decimal:
        """Exact minutes."""
        return self.seconds / 60


class RunningTimer(Record):
    """The one timer that runs; ``owner`` says where it was started (command line, screen)."""

    id: int
    project_id: int
    started: datetime
    zone: str
    note: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
