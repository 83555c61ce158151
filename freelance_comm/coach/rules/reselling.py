"""Other people's services are not sold as one's own."""

from __future__ import annotations

from freelance_comm.coach.model import Rule
from freelance_comm.coach.reading import each
from freelance_comm.domain.marking import N_

RULE = Rule(
    id="reselling",
    message=N_("This sells somebody else's services as part of yours."),
    why=N_(
        "Without experience in brokering, you carry the risk; recommend them, and let the client hire them directly."
    ),
    check=each("resell"),
)
