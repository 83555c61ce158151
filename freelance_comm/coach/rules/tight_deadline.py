"""A day that holds only half of the time is promised with open eyes."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_

_SAFER = N_("This day is tight; {safe} would be safe.")


def check(reading: Reading) -> Iterator[Hit]:
    """Find a commitment to the complete work between the earliest realistic day and the safe one."""
    safe, earliest = reading.situation.safe_day, reading.situation.earliest_realistic
    if safe is None:
        return
    for number, day in reading.days_of_the_whole():
        if day < safe and (earliest is None or day >= earliest):
            yield Hit(first=number, last=number, message=_SAFER, params={"day": day, "safe": safe})


RULE = Rule(
    id="tight-deadline",
    message=N_("This day is tight."),
    why=N_("A day between the likely and the safe one slips in up to half of all cases."),
    check=check,
    soft=True,
)
