"""A promise has a time."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find promises without a time in their sentence, the one before or the next."""
    for number in reading.doing("promise"):
        if reading.does(number, "conditional") or reading.does(number, "complete"):
            continue
        if not any(reading.names_time(near) for near in (number - 1, number, number + 1)):
            yield Hit(first=number, last=number)


RULE = Rule(
    id="vague-promise",
    message=N_("This promises something without saying when."),
    why=N_("The client would wait without knowing how long."),
    check=check,
)
