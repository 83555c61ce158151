"""What the sample workspace does not hold of quotes: an addition that has gone out, and somebody to hire directly."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.services import additions, brokering, quoting
from freelance_comm.services.desk import Desk


def add_to_the_sample(desk: Desk) -> None:
    """Offer an addition to the work in hand, and recommend somebody in the quote being written.

    Their words are those of the sample, so that they are in the language of the client.
    """
    for summary in desk.reader.summaries():
        project = summary.project
        file = desk.reader.project(project.id)
        if project.stage == "work":
            wish, ready = file.requirements[-1].text, desk.today() + timedelta(days=60)
            additions.begin_addition(desk, project, wish, asked_by=file.requirements[-1].said_by or "N. N.")
            quoting.add_item(desk, project, wish, unit=Unit.HOUR, quantity=Decimal(4), price=Decimal(60), addition=1)
            quoting.set_days(desk, project, ready_on=ready, addition=1)
            quoting.mark_quote_sent(desk, project, addition=1)
        elif file.quote is not None and file.quote.state is QuoteState.DRAFT and len(file.quote.option.items) > 1:
            brokering.hire_directly(desk, project, len(file.quote.option.items), whom="Jean Roux")
