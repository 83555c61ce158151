"""Never a bare no."""

from __future__ import annotations

from collections.abc import Iterator

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_


def check(reading: Reading) -> Iterator[Hit]:
    """Find a refusal with nothing in its place anywhere in the draft; insisting on prepayment is another rule."""
    if reading.hints("alternative") or reading.hints("otherpay") or reading.hints("recommend"):
        return
    for number in reading.doing("refuse"):
        if not reading.does(number, "prepay"):
            yield Hit(first=number, last=number)


RULE = Rule(
    id="flat-refusal",
    message=N_("This refuses, and offers nothing in its place."),
    why=N_("Say what you can do: a part of it, a later time, another way."),
    check=check,
)
