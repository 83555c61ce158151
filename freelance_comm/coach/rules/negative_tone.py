"""Level-headed, and glad to do the work."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.reading import each
from freelance_comm.domain.marking import N_

RULE = Rule(
    id="negative-tone",
    message=N_("Irritation or gloom shows here."),
    why=N_("The client remembers the tone longer than the matter."),
    check=each("negative"),
)
