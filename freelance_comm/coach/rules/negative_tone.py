"""Level-headed, and glad to do the work."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find the sentences that do it."""
    for number in reading.doing("negative"):
        yield Hit(first=number, last=number)


RULE = Rule(
    id="negative-tone",
    message=N_("Irritation or gloom shows here."),
    why=N_("The client remembers the tone longer than the matter."),
    check=check,
)
