"""What the day's overview says about quotes and additions that went out and wait for a yes or no."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.quote import QuoteState
from freelance_comm.domain.text_safety import show
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.quote import Quote

QUOTE_PATIENCE = 5
"""Working days after which a quote that was sent is worth a friendly question, where no other day is noted."""
LETTER = "quote/follow-up"


def open_quotes(glance: Glance) -> list[Item]:
    """Quotes and additions whose day to ask has come, and to whose client I have not written since."""
    found = []
    for summary in glance.open:
        client = glance.client_of(summary)
        waiting = (*((summary.quote,) if summary.quote is not None else ()), *summary.waiting_additions)
        for quote in waiting:
            if client is None or quote.state is not QuoteState.SENT or quote.sent_at is None:
                continue
            ask_on = day_to_ask(glance, quote, quote.sent_at)
            if ask_on <= glance.today + timedelta(days=glance.ahead) and not in_touch_since(
                glance, client.id, glance.midnight(ask_on)
            ):
                found.append(_item(glance, summary, client, quote, ask_on))
    return found


def day_to_ask(glance: Glance, quote: Quote, sent_at: datetime) -> date:
    """Return the day to ask about a quote: the noted one, else some working days after, at the latest its last day."""
    if quote.ask_on is not None:
        return quote.ask_on
    sent = glance.calendar.local_date(sent_at)
    usual = glance.calendar.working_days(sent + timedelta(days=1), QUOTE_PATIENCE) or sent
    return usual if quote.valid_until is None else min(usual, max(quote.valid_until, sent))


def in_touch_since(glance: Glance, client_id: int, moment: datetime) -> bool:
    """Return whether I have written to a client at ``moment`` or later."""
    return any(
        each.client_id == client_id and each.last_out is not None and each.last_out >= moment
        for each in glance.conversations
    )


def _item(glance: Glance, summary: ProjectSummary, client: Client, quote: Quote, ask_on: date) -> Item:
    tr, sent = glance.tr, glance.calendar.local_date(quote.sent_at or glance.now)
    if quote.valid_until is not None:
        reason = tr.gettext("the quote went out {sent} and is valid until {day}").format(
            sent=glance.near_day(sent), day=glance.near_day(quote.valid_until)
        )
    else:
        reason = tr.gettext("the quote went out {sent} and is waiting for a yes or no").format(
            sent=glance.near_day(sent)
        )
    noted = quote.ask_on is not None or quote.valid_until is None
    last = ask_on if noted else quote.valid_until or ask_on
    return glance.item(
        SectionKind.FOLLOW_UP,
        f"quote-{quote.id}",
        Action.ASK,
        when_text=glance.near_day(last),
        title=show(summary.project.name),
        detail=" · ".join(part for part in (quote.ref, show(quote.title)) if part),
        note=show(client.name),
        reason=reason,
        command=f"freelance-comm draft {summary.project.ref} follow-up",
        letter=LETTER,
        client_id=client.id,
        project_id=summary.project.id,
        seconds_left=glance.seconds_until(last),
        soon_at=glance.opening(ask_on),
        turn="" if quote.ask_on is None else quote.ask_on.isoformat(),
    )
