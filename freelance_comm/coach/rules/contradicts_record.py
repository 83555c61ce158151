"""A draft says what the record says."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find prices, days, hours and names that differ from the record, where there is one."""
    if reading.situation.recorded is not None:
        from freelance_comm.coach.on_record import contradictions  # a draft without a project does not pay for it

        yield from contradictions(reading)


RULE = Rule(
    id="contradicts-record",
    message=N_("This is not what is on record."),
    why=N_("Two versions of one thing cost trust: correct the draft, or correct the record first."),
    check=check,
    several=True,
)
