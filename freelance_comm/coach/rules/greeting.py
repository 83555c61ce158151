"""A message opens with a greeting and uses the client's name."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a draft without a greeting, or without the name where it is known; on chat and phone the rule rests."""
    if reading.situation.channel in ("chat", "phone"):
        return
    if not (reading.greets and reading.uses_name):
        yield Hit()


RULE = Rule(
    id="greeting",
    message=N_("There is no greeting with the client's name."),
    why=N_("A greeting with the name tells the client that this message is meant for them."),
    check=check,
)
