"""Nobody is talked down to."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.reading import each
from freelance_comm.domain.marking import N_

RULE = Rule(
    id="condescension",
    message=N_("This talks down to the client."),
    why=N_("Explain it as you would to a colleague in another trade."),
    check=each("condescend"),
)
