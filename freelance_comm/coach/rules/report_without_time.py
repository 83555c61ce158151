"""A report accounts for the work: what was done, and how long it took."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a progress report without actions, or without the time spent."""
    if reading.situation.kind is not Kind.PROGRESS_REPORT:
        return
    if reading.lengths_of_time >= 2:  # a list of what took how long needs no verb
        return
    if not (reading.hints("done") and (reading.hints("spent") or reading.counts_hours)):
        yield Hit()


RULE = Rule(
    id="report-without-time",
    message=N_("The report does not say what was done and how long it took."),
    why=N_("Actions with their time show where the money went."),
    check=check,
)
