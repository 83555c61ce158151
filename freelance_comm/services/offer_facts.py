"""The facts of an offer besides the quote: when it is ready, how it is paid, what can be handed over.

Apart from the other facts because these carry reckoning of their own.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.quote import Unit
from freelance_comm.services import standing
from freelance_comm.services.date_plan import fact_hours
from freelance_comm.services.fact_values import Facts, last_day, noted_day, sentence

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


def deadline_facts(desk: Desk, file: ProjectFile, promise: Promise) -> Facts:
    """Return the promised day and the reckoning behind it."""
    zone = promise.zone or desk.zone
    day = last_day(promise, zone)
    start = noted_day(file.head.facts.get("start_on", ""))
    begin = start if start is not None and start > desk.today() else desk.today()
    hours = standing.estimate_seconds(file)
    a_day = fact_hours(file.head.facts, "hours_a_day")
    seconds_a_day = a_day * standing.HOUR if a_day is not None else None
    days = desk.calendar().working_days_between(begin, day)
    spare = 0
    if hours is not None and seconds_a_day is not None:
        spare = days - int((hours / seconds_a_day).to_integral_value(ROUND_CEILING))
    return {
        "what": promise.what,
        "day": day,
        "start": start,
        "seconds": hours,
        "seconds_a_day": seconds_a_day,
        "working_days": days,
        "spare_days": max(spare, 0),
        "overdue": promise.due <= desk.now(),
        "schedule": standing.schedule_of(desk, file).value,
    }


def delivery_facts(desk: Desk, file: ProjectFile, deadline: Promise | None) -> Facts | None:
    """Return what can be handed over: all of it, or the finished part with the day of the rest; else ``None``."""
    done = [one.text for one in file.requirements if one.done_on is not None]
    rest = [one.text for one in file.requirements if one.done_on is None]
    rest_day = None
    if rest:
        if not done or deadline is None or deadline.due <= desk.now():
            return None
        rest_day = last_day(deadline, deadline.zone or desk.zone)
    return {"done": done, "rest": rest, "rest_day": rest_day}


def payment_facts(file: ProjectFile, way: Facts | None = None) -> Facts | None:
    """Return the terms, or other ways where prepayment is refused; ``None`` when there is nothing to say yet.

    ``way`` is the one way of paying that a letter offers.
    """
    refused = file.head.facts.get("prepayment_refused") == "yes"
    quote = file.quote
    agreed = file.agreed
    total = agreed.gross(quote.currency) if quote is not None and agreed is not None and agreed.items else None
    planned = list(file.instalments)
    deposit = file.head.terms_kind is TermsKind.DEPOSIT
    if not planned and not ((refused or way is not None) and total is not None and total.amount > 0):
        return None
    if total is None:
        total = sum((part.amount for part in planned[1:]), planned[0].amount)
    rates = {item.unit_price for item in agreed.items if item.unit is Unit.HOUR} if agreed is not None else set()
    received = sum((part.received for part in planned), Money(amount=Decimal(0), currency=total.currency))
    return {
        "kind": file.head.terms_kind.value if file.head.terms_kind else "",
        "deposit": deposit,
        "refused": refused,
        "total": total,
        "parts": [] if refused and deposit else [_part(part) for part in planned],
        "thirds": list(total.split(3)),
        "way": way,
        "received": received if received.amount > 0 else None,
        "rate": rates.pop() if len(rates) == 1 else None,
        "note": sentence(file.head.facts.get("terms_note", "")),
    }


def _part(part: Instalment) -> Facts:
    return {
        "label": part.label,
        "amount": part.amount,
        "due": part.due,
        "received": part.received,
        "open": part.open,
        "paid": part.open.amount <= 0,
    }
