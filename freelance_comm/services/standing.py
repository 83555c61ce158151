"""How a project stands: against its price, its estimate, and the day that was promised.

Apart from the reports because letters tell the same figures, and one place must reckon them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.money import Money
from freelance_comm.domain.project_file import ProjectFile, summary_of
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.record import Record
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services import slipping
from freelance_comm.services.date_plan import estimate_hours, fact_hours
from freelance_comm.services.slipping import SlipView
from freelance_comm.services.time_account import total

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

HOUR = Decimal(3600)


class MoneyMethod(StrEnum):
    """How money used was reckoned: hours times the one hourly rate, or the share of the quoted hours."""

    RATE = "rate"
    SHARE = "share"


class MoneyUse(Record):
    """What the work has used of the quoted price, without tax; work not charged for is left out.

    ``RATE``: every line of the quote is by the hour at one ``rate``; used = hours × rate. ``SHARE``: used = quoted
    price × hours spent ÷ hours quoted. ``percent`` is used ÷ quoted; above 100 the quote is overdrawn.
    """

    method: MoneyMethod
    rate: Money | None
    quoted: Money
    quoted_hours: Decimal
    used: Money
    used_in_period: Money
    percent: Decimal


class Schedule(StrEnum):
    """Whether the promised day still holds; ``UNKNOWN`` where there is no promise or no estimate to judge by."""

    UNKNOWN = "unknown"
    ON = "on-schedule"
    AT_RISK = "at-risk"


def estimate_seconds(file: ProjectFile) -> Decimal | None:
    """Return the estimate in seconds: the likely hours of the deadline stage, else the quoted hours, else ``None``.

    Quoted hours are none where a line of one's own work has a price but no hours: a part would pass for the whole.
    """
    own = fact_hours(file.head.facts, "estimate_likely")
    if own is None and file.agreed is not None and file.agreed.untimed:
        return None
    hours = own or estimate_hours(summary_of(file))
    return hours * HOUR if hours else None


def money_used(file: ProjectFile, spent: tuple[TimeEntry, ...], in_period: tuple[TimeEntry, ...]) -> MoneyUse | None:
    """Return what ``spent`` has used of the price, additions and all; ``None`` without a price, or hours in it.

    Where a line has a price but no hours, nobody knows whose price an hour uses up: then nothing is said either.
    """
    quote, option = file.quote, file.agreed
    if quote is None or option is None:
        return None
    quoted, hours = option.net(quote.currency), option.hours
    if hours <= 0 or quoted.amount <= 0 or option.without_hours:
        return None
    rates = {item.unit_price for item in option.items}
    by_rate = len(rates) == 1 and all(item.unit is Unit.HOUR for item in option.items)
    rate = rates.pop() if by_rate else None

    def worth(entries: tuple[TimeEntry, ...]) -> Money:
        seconds = total(entry for entry in entries if entry.billable)
        if rate is not None:
            return Money(amount=rate.amount * seconds / HOUR, currency=rate.currency).rounded()
        return Money(amount=quoted.amount * seconds / (hours * HOUR), currency=quote.currency).rounded()

    used = worth(spent)
    return MoneyUse(
        method=MoneyMethod.RATE if by_rate else MoneyMethod.SHARE,
        rate=rate,
        quoted=quoted,
        quoted_hours=hours,
        used=used,
        used_in_period=worth(in_period),
        percent=(used.amount / quoted.amount * 100).quantize(Decimal("0.1")),
    )


def deadline_promise(file: ProjectFile) -> Promise | None:
    """Return the open promise of the day on which the whole work is ready."""
    return slipping.deadline_promise(file.open_promises)


def slip(desk: Desk, file: ProjectFile) -> SlipView | None:
    """Return how the promised day slips; ``None`` while it holds, or where there is nothing to judge by."""
    spent = Decimal(desk.reader.seconds_spent().get(file.head.id, 0))
    return slipping.slip(desk, summary_of(file), spent, calendar=desk.calendar())


def schedule_of(desk: Desk, file: ProjectFile) -> Schedule:
    """Return whether the promised day holds, judged by the ledger and the remaining hours; never a guess.

    An estimate that is used up while the work goes on says nothing about the day any more.
    """
    promise, estimate = deadline_promise(file), estimate_seconds(file)
    if promise is None or estimate is None:
        return Schedule.UNKNOWN
    if promise.due <= desk.now() or slip(desk, file) is not None:
        return Schedule.AT_RISK
    spent = Decimal(desk.reader.seconds_spent().get(file.head.id, 0))
    return Schedule.ON if spent < estimate else Schedule.UNKNOWN
