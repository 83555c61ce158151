"""The facts of a quote and of an addition that a letter may tell: lines, sums, days, what changed since the last one.

Apart from the other facts because documents and several letters are written from these alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.answered import included
from freelance_comm.domain.people import Client
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise_times import day_deadline
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.services import standing
from freelance_comm.services.fact_values import Facts, cleaned, last_day, local_day, own_sentence
from freelance_comm.services.quote_comparison import changes, in_words, previous
from freelance_comm.services.quote_versions import draft_of, version_of

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.promise import Promise
    from freelance_comm.services.desk import Desk


def quote_facts(desk: Desk, file: ProjectFile, client: Client, quote: Quote | None = None) -> Facts:
    """Return the quote that counts, or ``quote``, with its lines and options; empty while it has no line.

    What changed is told in the client's language.
    """
    quote = quote or file.quote
    if quote is None or not any(option.items for option in quote.options):
        return {"quote": None, "items": [], "options": []}
    option = quote.option
    return {
        "quote": {
            **_head(desk, quote),
            "version": version_of(file, quote),
            "changes": _changes(file, quote, client),
            "complete": bool(file.requirements) and {one.id for one in file.requirements} <= included(option),
            "starts_on": quote.starts_on,
            "recommended": [{"what": one.what, "whom": one.whom} for one in option.recommended],
            **option_facts(option, quote.currency),
        },
        "items": [item_facts(item) for item in option.items],
        "options": [option_facts(one, quote.currency) for one in quote.options if one.items],
    }


def addition_facts(desk: Desk, file: ProjectFile, addition: Quote, client: Client) -> Facts:
    """Return what an addition offers, what it is recorded against, and the price of the whole with it."""
    wish = next((one for one in file.requirements if one.id == addition.requirement_id), None)
    accepted = addition.state is QuoteState.ACCEPTED
    former = addition.former or (wish.text if wish is not None and not accepted else "")
    agreed, deadline = file.agreed, standing.deadline_promise(file)
    own = addition.option.gross(addition.currency)
    whole = own if agreed is None else agreed.gross(addition.currency)
    speakers = {client.name, *(contact.name for contact in client.contacts[:1])}
    return {
        **_head(desk, addition),
        **option_facts(addition.option, addition.currency),
        "title": addition.title,
        "asked_by": addition.asked_by,
        "asked_on": addition.asked_on,
        "by_you": addition.asked_by in speakers,
        "former": former,
        "whole_waits": addition.whole_waits,
        "until_now": None if deadline is None else _day_as_told(desk, file, deadline),
        "whole": whole if accepted or agreed is None else whole + own,
    }


def _day_as_told(desk: Desk, file: ProjectFile, deadline: Promise) -> date:
    """Return the day of the whole work as the client has read it: the ledger has the working day before a free one."""
    calendar = desk.calendar()
    accepted = [file.quote, *(one for one in file.additions if one.whole_waits and one.state is QuoteState.ACCEPTED)]
    for quote in reversed(accepted):
        if quote is not None and quote.ready_on is not None and day_deadline(calendar, quote.ready_on) == deadline.due:
            return quote.ready_on
    return last_day(deadline, deadline.zone or desk.zone)


def _head(desk: Desk, quote: Quote) -> Facts:
    option = quote.option
    single = option.items[0] if len(option.items) == 1 else None
    return {
        "ref": quote.ref,
        "reason": own_sentence(quote.reason),
        "explained": bool(quote.reason) or single is None or single.unit is not Unit.FIXED,
        "valid_until": quote.valid_until,
        "sent_on": None if quote.sent_at is None else local_day(quote.sent_at, desk.zone),
        "ready_on": quote.ready_on,
    }


def _changes(file: ProjectFile, quote: Quote, client: Client) -> list[str]:
    """Return what is other than in the version the client has seen; a draft that never went out changes nothing."""
    before = previous(file, quote)
    while before is not None and before.sent_at is None:
        before = previous(file, before)
    if before is None:
        return []
    from freelance_comm.text.catalog import translator

    words = translator(client.language)
    return [in_words(one, words) for one in changes(before, quote, words)]


def option_facts(option: QuoteOption, currency: str) -> Facts:
    """Return one option with its lines and sums."""
    tax = option.tax(currency)
    percents = {item.tax_percent for item in option.items if item.net.amount}
    return {
        "title": option.title,
        "items": [item_facts(item) for item in option.items],
        "net": option.net(currency),
        "tax": tax,
        "gross": option.gross(currency),
        "taxed": tax.amount != 0,
        "tax_percent": percents.pop() if len(percents) == 1 else None,
        "hours": option.hours if option.hours > 0 else None,
        "requested_by": option.requested_by,
        "requested_on": option.requested_on,
    }


def item_facts(item: LineItem) -> Facts:
    """Return one line; ``why`` is without its full stop, so that it can stand in a sentence."""
    return {
        "description": item.description,
        "why": item.why.strip().rstrip("."),
        "unit": item.unit.value,
        "fixed": item.unit is Unit.FIXED and item.quantity == 1,
        "quantity": item.quantity,
        "price": item.unit_price,
        "net": item.net,
        "worth": item.worth,
        "hours": item.hours,
        "done_by": item.done_by,
    }


def facts_of_the_draft(desk: Desk, file: ProjectFile, client: Client) -> Facts:
    """Return the version that is being written, else the quote that counts: what the letter of the quote offers."""
    return cleaned(quote_facts(desk, file, client, draft_of(file)))
