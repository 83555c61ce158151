"""The end of a job is the beginning of the next."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Kind, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a closing without an invitation and without thanks for the work together."""
    if reading.situation.kind is not Kind.CLOSING:
        return
    everything = range(len(reading.sentences))
    if not (reading.hints("invite", everything) or reading.hints("thankwork", everything)):
        yield Hit()


RULE = Rule(
    id="no-invitation",
    message=N_("Nothing here invites the client back or thanks for the work together."),
    why=N_("End every job on a good note, even a tense one."),
    check=check,
)
