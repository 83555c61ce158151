"""One version of the work, the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find more versions of the work than were asked for."""
    asked = reading.options_asked
    for number in reading.doing("options"):
        if asked <= 1 or reading.options_offered > asked:
            yield Hit(first=number, last=number)


RULE = Rule(
    id="excess-options",
    message=N_("More versions are offered than were asked for."),
    why=N_("Choosing is work you push onto the client: prepare the one version they asked for."),
    check=check,
)
