"""No date that cannot be held."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a commitment to the complete work on a day before it is realistic."""
    earliest = reading.situation.earliest_realistic
    if earliest is None:
        return
    for number, day in reading.days_of_the_whole():
        if day < earliest:
            yield Hit(first=number, last=number, params={"day": day, "earliest": earliest})


RULE = Rule(
    id="unrealistic-deadline",
    message=N_("This promises a day before the work can realistically be done."),
    why=N_("A date that slips costs more trust than a later one that holds."),
    check=check,
)
