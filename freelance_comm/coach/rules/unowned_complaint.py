"""A complaint is taken on, once."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find an answer to a complaint that neither apologises, nor takes it on, nor understands."""
    everything = range(len(reading.sentences))
    if reading.answers_complaint and not any(reading.hints(act, everything) for act in ("apologise", "understand")):
        yield Hit()


RULE = Rule(
    id="unowned-complaint",
    message=N_("The client complains, and nothing here acknowledges it."),
    why=N_("Say once that you understand or that it is on you; then what happens next, and when."),
    check=check,
)
