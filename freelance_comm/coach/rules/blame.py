"""No blame, no quarrel."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.reading import each
from freelance_comm.domain.marking import N_

RULE = Rule(
    id="blame",
    message=N_("This puts the fault on the client."),
    why=N_("Nobody stays with someone who proves them wrong; state the fact, or ask for what is missing."),
    check=each("blame"),
)
