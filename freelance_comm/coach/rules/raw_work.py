"""Nothing half finished is handed over as a result."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find unfinished or untested work handed over, unless the client asked to see it as it is."""
    if reading.situation.kind not in (Kind.PROGRESS_REPORT, Kind.DELIVERY) or reading.client("asksraw"):
        return
    for number in reading.doing("raw"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="raw-work",
    message=N_("This hands over something unfinished or untested."),
    why=N_("A client judges what they are given; show it when it is ready."),
    check=check,
)
