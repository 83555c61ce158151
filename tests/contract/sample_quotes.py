"""What the sample workspace does not hold of quotes: an addition that has gone out and waits for an answer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from freelance_comm.domain.quote import Unit
from freelance_comm.services import additions, quoting
from freelance_comm.services.desk import Desk


def add_to_the_sample(desk: Desk) -> None:
    """Offer an addition to the work in hand.

    Its words are those of the sample, so that they are in the language of the client.
    """
    project = next(one.project for one in desk.reader.summaries() if one.project.stage == "work")
    asked = desk.reader.project(project.id).requirements[-1]
    ready = desk.today() + timedelta(days=60)
    additions.begin_addition(desk, project, asked.text, asked_by=asked.said_by)
    quoting.add_item(desk, project, asked.text, unit=Unit.HOUR, quantity=Decimal(4), price=Decimal(60), addition=1)
    quoting.set_days(desk, project, ready_on=ready, addition=1)
    quoting.mark_quote_sent(desk, project, addition=1)
