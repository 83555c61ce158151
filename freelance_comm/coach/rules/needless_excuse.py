"""No confession of what nobody raised, no circumstances."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find circumstances, and confessions that answer no complaint."""
    acts = ("circumstance",) if reading.answers_complaint else ("circumstance", "confess")
    for number in reading.body:
        if any(reading.does(number, act) for act in acts) and not reading.does(number, "courtesy"):
            yield Hit(first=number, last=number)


RULE = Rule(
    id="needless-excuse",
    message=N_("This makes excuses for something nobody has raised, or explains it with circumstances."),
    why=N_("Excuses make you look less capable; what counts is what happens next, and when."),
    check=check,
)
