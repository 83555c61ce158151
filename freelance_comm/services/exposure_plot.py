"""Plots of unpaid work as plain text: over time under a schedule, and at worst under each way of paying.

Apart from both faces because the screen and the command line draw the same lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.money import ZERO, Money
from freelance_comm.services.exposure import Span, as_it_comes, unpaid_on, work_span
from freelance_comm.services.instalments import by_due
from freelance_comm.services.payments import price_of
from freelance_comm.services.plots import FULL, HERE, MOST_LINES, SHADED, PlotLine, bar, within
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import dated

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.payment_ways import Way
    from freelance_comm.text.catalog import Translator


def over_time(desk: Desk, project: Project, width: int) -> tuple[PlotLine, ...]:
    """Return a line for each stretch of the work: the most that is done and unpaid in it, with what has come so far.

    Nothing while there is no schedule or no price. The lines of payments say what comes then.
    """
    file = desk.reader.project(project.id)
    plan, agreed = by_due(file), file.agreed
    if not plan or agreed is None or not agreed.items:
        return ()
    payments = as_it_comes(plan, desk.today())
    expected = [(one.due, one.open) for one in plan if one.open.amount > ZERO]
    span = work_span(desk, file, plan[-1].due)
    last = max(span.last, plan[-1].due)
    groups = _stretches(span.first, last)
    price = price_of(file)
    if price.currency != plan[0].amount.currency:
        return ()
    tops = [_top(price, payments, span, begin, end) for begin, end in groups]
    most = max((top.amount for top in tops), default=ZERO)
    width = within(width)
    formats, made = Formats(desk.tr.locale), []
    for (begin, end), top in zip(groups, tops, strict=True):
        first = begin if begin > span.first else date.min
        due = [amount for day, amount in expected if first <= day <= end]
        told = formats.money(top)
        if due:
            came = sum((amount.amount for amount in due), ZERO)
            money = formats.money(Money(amount=came, currency=price.currency))
            told += f"  {HERE} " + desk.tr.gettext("{money} due").format(money=money)
        drawn = bar([(FULL, top.amount)], most, width).ljust(width)
        made.append(PlotLine(label=dated(end, desk.tr), bar=drawn, told=told, marked=bool(due)))
    return tuple(made)


def of_ways(ways: Sequence[Way], width: int, tr: Translator) -> tuple[PlotLine, ...]:
    """Return a bar for each way of paying: the most unpaid work, against the price."""
    formats = Formats(tr.locale)
    width = within(width)
    made = []
    for way in ways:
        whole = sum((amount.amount for amount, _due in way.rung.sums), ZERO)
        drawn = bar([(FULL, way.rung.most_at_risk.amount)], whole, width).ljust(width, SHADED)
        made.append(PlotLine(label=way.name, bar=drawn, told=formats.money(way.rung.most_at_risk)))
    return tuple(made)


def _top(price: Money, payments: list[tuple[date, Money]], span: Span, begin: date, end: date) -> Money:
    """Return the most unpaid work of a stretch: just before its payments, and at its end."""
    moments = [end, *(day for day, _amount in payments if begin <= day < end)]
    most = max((unpaid_on(price, payments, span, day).amount for day in moments), default=ZERO)
    return Money(amount=max(most, ZERO), currency=price.currency).rounded()


def _stretches(first: date, last: date) -> list[tuple[date, date]]:
    days = max((last - first).days, 0) + 1
    step = next((step for step in (1, 7, 14, 28) if -(-days // step) <= MOST_LINES), -(-days // MOST_LINES))
    return [
        (first + timedelta(days=start), min(first + timedelta(days=start + step - 1), last))
        for start in range(0, days, step)
    ]
