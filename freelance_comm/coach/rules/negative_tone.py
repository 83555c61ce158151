"""Level-headed, and glad to do the work."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.reading import each
from freelance_comm.domain.marking import N_

RULE = Rule(
    id="negative-tone",
    message=N_("Irritation or gloom shows through here."),
    why=N_("The client will remember the tone longer than the subject."),
    check=each("negative"),
)
