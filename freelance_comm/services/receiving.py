"""Money that arrives: what people type about it, noting it against the schedule, taking it back.

Apart from the schedule because money comes as it comes: in parts, too much, twice, in another currency. Nothing of that
is guessed: what looks like a mistake is asked about, and once said to be meant it is kept.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import CURRENCIES, ZERO, Money, total
from freelance_comm.domain.payment import Instalment, Receipt
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import at
from freelance_comm.services.instalments import by_due, meant, told_money

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

TWICE, TOO_MUCH = "twice", "too_much"
"""Parameters of the ``BadValue`` that asks whether the same sum came again, or whether more came than was open."""
_NO_RECEIPT = N_("There is no receipt number {number}.")
_SETTLES = "="


class Arrived(Record):
    """What was said about money that came: ``amount`` is what it settles, ``paid`` what it was in another currency."""

    amount: Money
    on: date
    paid: Money | None = None


def read(desk: Desk, project: Project, said: str, *, usual: Money) -> Arrived:
    """Return what ``said`` means: "780", "780 yesterday", "850 USD = 780 on 3 Nov"; ``usual`` where no sum is named.

    The day is today where none is named. Raises ``BadValue`` for what is no sum or no day.
    """
    before, equals, after = said.strip().partition(_SETTLES)
    sum_text, day_text = _first_sum(before)
    paid: Money | None = None
    if equals:
        settled_text, later = _first_sum(after)
        paid = foreign(desk, sum_text, project.currency)
        if paid is None:
            _refuse_other_sum(desk, sum_text, settled_text, project.currency)
        sum_text, day_text = settled_text, later or day_text
    day = wording.past_day(desk, day_text) if day_text else desk.today()
    if not sum_text:
        return Arrived(amount=usual, on=day, paid=paid)
    other = _currency_in(sum_text, project.currency)
    if other:
        raise _not_settled(project.currency, sum_text)
    amount = wording.amount(desk, sum_text, N_("The sum"), currency=project.currency)
    return Arrived(amount=Money(amount=amount, currency=project.currency), on=day, paid=paid)


def arrived(desk: Desk, project: Project, amount: str, on: date, *, settles: str = "") -> Arrived:
    """Return the same from parts that were given one by one; ``settles`` belongs to a sum in another currency."""
    if settles:
        paid = foreign(desk, amount, project.currency)
        if paid is None:
            _refuse_other_sum(desk, amount, settles, project.currency)
        settled = wording.amount(desk, settles, N_("The sum"), currency=project.currency)
        return Arrived(amount=Money(amount=settled, currency=project.currency), on=on, paid=paid)
    if _currency_in(amount, project.currency):
        raise _not_settled(project.currency, amount)
    sum_ = wording.amount(desk, amount, N_("The sum"), currency=project.currency)
    return Arrived(amount=Money(amount=sum_, currency=project.currency), on=on)


def foreign(desk: Desk, text: str, currency: str) -> Money | None:
    """Return a sum in another currency than the project's, None where it is in the same after all."""
    other = _currency_in(text, currency)
    amount = wording.amount(desk, text, N_("The sum"), currency=other or currency)
    _check(Money(amount=amount, currency=other or currency))
    return Money(amount=amount, currency=other).rounded() if other else None


def _refuse_other_sum(desk: Desk, came: str, settles: str, currency: str) -> None:
    """Refuse a sum in the project's own currency that is said to settle another one: the difference would be lost."""
    sums = [wording.amount(desk, text, N_("The sum"), currency=currency) for text in (came, settles) if text]
    if len(set(sums)) > 1:
        raise BadValue(
            N_("“{text}” is in the project's currency, so it settles exactly that sum."),
            hint=N_("Leave out what it settles, or give the other currency, such as 850 USD = 780."),
            text=show(came),
        )


def record_receipt(
    desk: Desk,
    project: Project,
    which: int | Instalment,
    amount: Money | Decimal | str,
    on: date,
    *,
    paid: Money | None = None,
    again: bool = False,
    over: bool = False,
) -> Instalment:
    """Note money that arrived on a day for an instalment: its place by due date, from 1, or the one that was shown.

    Part payments are fine. The same sum on the same day is taken for a mistake unless it came ``again``; more than is
    open on the instalment is refused unless the rest of it may count for the others (``over``): those that follow, then
    those before; what is left after all of them stays with the last one, and shows as more than was agreed. ``paid`` is
    what came in another currency. Returns the instalment it came for.
    """
    if isinstance(amount, Money):
        received = amount
    else:
        sum_ = wording.amount(desk, amount, N_("The sum"), currency=project.currency)
        received = Money(amount=sum_, currency=project.currency)
    arrived_on = wording.past_day(desk, on)
    _check(received)
    with desk.change() as change:
        file = change.project(project.id)
        current = meant(file, which)
        if received.currency != current.amount.currency:
            raise _not_settled(current.amount.currency, told_money(desk, received))
        if not again:
            _refuse_twice(desk, file, paid or received, arrived_on)
        if received.amount > current.open.amount and not over:
            raise _too_much(desk, current, received)
        note = Receipt(on=arrived_on, amount=received.rounded(), paid=paid)
        return _spread(change, file, current, note)


def remove_receipt(desk: Desk, project: Project, number: int | Instalment, receipt: int | None = None) -> Instalment:
    """Take back a receipt noted by mistake; both numbers count from 1. Without ``receipt`` it is the last one."""
    with desk.change() as change:
        current = meant(change.project(project.id), number)
        place = receipt if receipt is not None else len(current.receipts)
        at(current.receipts, place, _NO_RECEIPT)
        without = current.but(receipts=current.receipts[: place - 1] + current.receipts[place:])
        change.save(current, without, project_id=project.id)
    return without


def _spread(change: Change, file: ProjectFile, current: Instalment, note: Receipt) -> Instalment:
    """Save what arrived: on the instalment it came for, and what is more than its sum on the others."""
    plan = by_due(file)
    place = plan.index(current)
    left, result, touched = note.amount, current, current
    for one in (*plan[place:], *plan[:place]):
        share = left if left.amount <= one.open.amount else one.open
        if share.amount <= ZERO:
            continue
        saved = one.but(receipts=(*one.receipts, note.but(amount=share, paid=note.paid if one is current else None)))
        change.save(one, saved, project_id=file.head.id)
        left, touched = left - share, saved
        result = saved if one is current else result
        if left.amount <= ZERO:
            return result
    more = note.but(amount=left, paid=note.paid if note.amount == left else None)
    saved = touched.but(receipts=(*touched.receipts, more))
    change.save(touched, saved, project_id=file.head.id)
    return saved if saved.id == result.id else result


def _check(sum_: Money) -> None:
    if sum_.amount <= ZERO or sum_.rounded() != sum_:
        raise BadValue(
            N_("{amount} is not a sum that can arrive."),
            hint=N_("Give a sum above zero, to the cent."),
            amount=wording.plain(sum_.amount),
        )


def _refuse_twice(desk: Desk, file: ProjectFile, sum_: Money, on: date) -> None:
    """Raise where the same sum is noted for that day already, in one receipt or shared out over several."""
    that_day = [one for each in file.instalments for one in each.receipts if one.on == on]
    sums = [one.paid or one.amount for one in that_day]
    if that_day and sum_.currency == that_day[0].amount.currency:
        sums.append(total([one.amount for one in that_day], sum_.currency))
    if sum_ in sums:
        from freelance_comm.text.telling import dated

        raise BadValue(
            N_("{money} is already noted for {day}."),
            hint=N_("If it came a second time, say so (--again); if it came once, all is well."),
            money=told_money(desk, sum_),
            day=dated(on, desk.tr),
            twice=True,
        )


def _too_much(desk: Desk, current: Instalment, received: Money) -> BadValue:
    return BadValue(
        N_("Only {open} is still open on “{label}”."),
        hint=N_("{rest} is more than that: let it count towards the other instalments (--over), or check the sum."),
        open=told_money(desk, current.open),
        label=show(current.label),
        rest=told_money(desk, received - current.open),
        too_much=True,
    )


def _not_settled(currency: str, text: str) -> BadValue:
    return BadValue(
        N_("The project is in {currency}: say how much of that “{text}” settles."),
        hint=N_("Write both, such as 850 USD = 780 (--settles on the command line)."),
        currency=currency,
        text=show(text)[:60],
    )


def _first_sum(text: str) -> tuple[str, str]:
    """Return the sum at the beginning with its currency, and what stands behind it."""
    words = text.split()
    taken = 1 if words and _code(words[0]) else 0
    if taken < len(words) and any(map(str.isdigit, words[taken])):
        taken += 1
        while taken < len(words) and words[taken][:3].isdigit() and words[taken - 1].isdigit():
            taken += 1  # thousands with a blank between
        taken += 1 if taken < len(words) and _code(words[taken]) else 0
        return " ".join(words[:taken]), " ".join(words[taken:])
    return "", " ".join(words)


def _currency_in(text: str, currency: str) -> str:
    """Return the code of another currency that stands in ``text``, empty where there is none."""
    codes = [code for word in text.split() if (code := _code(word.strip("0123456789.,'")))]
    return codes[0] if codes and codes[0] != currency else ""


def _code(word: str) -> str:
    return word.upper() if word.upper() in CURRENCIES else ""
