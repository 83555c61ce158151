"""A schedule of one's own sums: "First draft: 500, 3 Dec", a line each, that has to add up to the price.

Apart from the schedules that are reckoned from the price, because here a sum that does not add up is somebody's
mistake, and is told with what is missing or too much. One line may leave its sum to be worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.instalments import told_money
from freelance_comm.services.payments import MOST_PARTS, price_of, put_in_place, replaceable

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

REST = "…"
_REST_WORDS = (REST, "...", "rest", "*")


class OwnPart(Record):
    """One line: what the client reads, the sum (None: whatever the others leave), the day."""

    label: str
    amount: Money | None
    due: date


def parts_from(desk: Desk, lines: Sequence[str], currency: str) -> tuple[OwnPart, ...]:
    """Return what lines such as "First draft: 500, 3 Dec" say. Raises ``BadValue`` naming the line."""
    written = [line for line in lines if line.strip()]
    if not 1 <= len(written) <= MOST_PARTS:
        raise BadValue(
            N_("A schedule has 1 to {most} sums."),
            hint=N_("Give each of them, such as: First draft: 500, 3 Dec."),
            most=MOST_PARTS,
        )
    return tuple(_part(desk, line, currency) for line in written)


def plan_own(
    desk: Desk,
    project: Project,
    parts: Sequence[OwnPart],
    *,
    seen: Sequence[Instalment] | None = None,
    agreed: bool = False,
) -> tuple[Instalment, ...]:
    """Make the schedule of a project from these sums, in place of the one it had, and return it.

    What has arrived is counted from the first sum on. Raises ``BadValue`` where the sums do not add up to the price.
    """
    with desk.change() as change:
        file = replaceable(change, project, seen)
        filled = _adding_up(desk, parts, price_of(file))
        return put_in_place(change, file, TermsKind.OWN, filled, agreed_on=desk.today() if agreed else None)


def _adding_up(desk: Desk, parts: Sequence[OwnPart], price: Money) -> list[tuple[str, Money, date]]:
    named = total([one.amount for one in parts if one.amount is not None], price.currency)
    rest, open_ones = price - named, sum(1 for one in parts if one.amount is None)
    if open_ones > 1:
        raise BadValue(
            N_("Only one sum can be left open to be worked out."),
            hint=N_("Give the others, such as: First draft: 500, 3 Dec."),
        )
    if open_ones == 1 and rest.amount > ZERO:
        return [(one.label, one.amount if one.amount is not None else rest, one.due) for one in parts]
    if open_ones == 0 and rest.amount == ZERO:
        return [(one.label, one.amount, one.due) for one in parts if one.amount is not None]
    made, whole = told_money(desk, named), told_money(desk, price)
    if open_ones and rest.amount == ZERO:
        raise BadValue(
            N_("These sums already add up to {sum}, so nothing is left to be worked out."),
            hint=N_("Leave out the line with …, or make another one smaller."),
            sum=made,
        )
    if rest.amount < ZERO:
        raise BadValue(
            N_("These sums add up to {sum}, but the price is {price}: {difference} too much."),
            hint=N_("Make one of them smaller."),
            difference=told_money(desk, named - price),
            sum=made,
            price=whole,
        )
    raise BadValue(
        N_("These sums add up to {sum}, but the price is {price}: {difference} is missing."),
        hint=N_("Give the last sum as … and it takes what is left."),
        difference=told_money(desk, rest),
        sum=made,
        price=whole,
    )


def _part(desk: Desk, line: str, currency: str) -> OwnPart:
    label, colon, rest = line.rpartition(":")
    sum_text, comma, day_text = rest.strip().rpartition(", ")
    if not comma:
        sum_text, _blank, day_text = rest.strip().partition(" ")
    if not colon or not sum_text.strip() or not day_text.strip():
        raise BadValue(
            N_("“{line}” does not say what is due, how much and when."),
            hint=N_("Write it like this: First draft: 500, 3 Dec."),
            line=show(line)[:60],
        )
    sum_text = sum_text.strip()
    amount: Money | None = None
    if sum_text.casefold() not in _REST_WORDS:
        number = wording.amount(desk, sum_text, N_("The sum"), currency=currency)
        amount = Money(amount=number, currency=currency)
        if number <= ZERO or amount.rounded() != amount:
            raise BadValue(
                N_("{amount} is not a sum that can be due."),
                hint=N_("Give a sum above zero, to the cent."),
                amount=wording.plain(number),
            )
    return OwnPart(
        label=wording.required_line(desk, label, N_("The label")),
        amount=amount,
        due=wording.coming_day(desk, day_text.strip()),
    )
