"""Payment terms: a schedule that adds up to the price, what has arrived, what is late, and how much work is unpaid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.payment import Instalment, Receipt, TermsKind, split_schedule
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import at, open_head
from freelance_comm.services.exposure import most_unpaid, unpaid_now, work_span
from freelance_comm.services.instalments import by_due, client_words, labels, meant, refuse_changed

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

LONGEST_STEP_DAYS = 366
MOST_PARTS = 366
Part = tuple[str, Money, date]


class InstalmentLine(Record):
    """One sum of the schedule, by due date. ``number`` counts from 1; ``days_late`` is 0 unless it is overdue."""

    number: int
    instalment: Instalment
    received: Money
    open: Money
    overdue: bool = False
    days_late: int = 0


class PaymentView(Record):
    """The schedule of a project against what arrived.

    ``price`` is the quote's total, ``unplanned`` what the schedule leaves out of it (negative: too much). ``at_risk``
    is the worth of the work done so far that is not paid, ``most_at_risk`` the most it will be at any time if the work
    goes on evenly; both ``None`` where the quote names no hours or there is no price.
    """

    currency: str
    kind: TermsKind | None
    lines: tuple[InstalmentLine, ...]
    expected: Money
    received: Money
    open: Money
    overdue: Money
    price: Money | None = None
    unplanned: Money | None = None
    adds_up: bool = False
    at_risk: Money | None = None
    most_at_risk: Money | None = None


class Rung(Record):
    """One way of paying to offer when prepayment is refused, with the most work that would be unpaid at any time."""

    kind: TermsKind
    parts: int
    every_days: int
    first_due: date
    largest: Money
    most_at_risk: Money


def plan_schedule(
    desk: Desk,
    project: Project,
    kind: TermsKind,
    *,
    first_due: date,
    parts: int = 1,
    every_days: int = 30,
    deposit_percent: Decimal | str = Decimal(30),
    rest_due: date | None = None,
    seen: Sequence[Instalment] | None = None,
) -> tuple[Instalment, ...]:
    """Make the schedule of a project from its price, in place of the one it had, and return it.

    Money that has arrived counts: instalments with receipts stay, cut to what was received, and the new schedule is
    reduced from its beginning by the same sum, so that the whole still adds up to the price. Labels are in the
    client's language, for the client reads them. ``seen`` is the schedule this one is to replace, where somebody looked
    at it: ``EditConflict`` when it is another one by now.
    """
    percent = wording.number(desk, deposit_percent, N_("The deposit in per cent"))
    wording.count_between(desk, every_days, N_("The days between instalments"), low=1, high=LONGEST_STEP_DAYS)
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        refuse_changed(file, seen)
        price = _price(file)
        received = total([one.received for one in file.instalments], price.currency)
        if received.amount > price.amount:
            raise BadValue(
                N_("More has arrived than the price."),
                hint=N_("Check the receipts, or the quote."),
            )
        sums = split_schedule(
            kind,
            price,
            first_due,
            parts=parts,
            every_days=every_days,
            deposit_percent=percent,
            rest_due=rest_due,
        )
        words = client_words(desk, change, file)
        labelled = [
            (label, amount, due) for label, (amount, due) in zip(labels(words, kind, len(sums)), sums, strict=True)
        ]
        planned = _replace(change, file, _reduced(labelled, received))
        if file.head.terms_kind is not kind:
            change.save(file.head, file.head.but(terms_kind=kind), project_id=project.id)
    return planned


def record_receipt(
    desk: Desk, project: Project, which: int | Instalment, amount: Money | Decimal | str, on: date
) -> Instalment:
    """Note money that arrived on a day for an instalment: its place by due date, from 1, or the one that was shown.

    Part payments are fine; more than is open on the instalment is refused.
    """
    currency = project.currency
    if isinstance(amount, Money):
        received = amount
    else:
        received = Money(amount=wording.amount(desk, amount, N_("The sum"), currency=currency), currency=currency)
    arrived = wording.past_day(desk, on)
    if received.amount <= ZERO or received.rounded() != received:
        raise BadValue(
            N_("{amount} is no sum that can arrive."),
            hint=N_("Give a sum above zero, to the cent."),
            amount=wording.plain(received.amount),
        )
    with desk.change() as change:
        current = meant(change.project(project.id), which)
        if received.currency != current.amount.currency or received.amount > current.open.amount:
            raise BadValue(
                N_("Only {open} is still open on “{label}”."),
                hint=N_("Note the rest on the next instalment."),
                open=_told(desk, current.open),
                label=show(current.label),
            )
        paid = current.but(receipts=(*current.receipts, Receipt(on=arrived, amount=received.rounded())))
        change.save(current, paid, project_id=project.id)
    return paid


def remove_receipt(desk: Desk, project: Project, number: int, receipt: int) -> Instalment:
    """Take back a receipt noted by mistake; both numbers count from 1."""
    with desk.change() as change:
        current = meant(change.project(project.id), number)
        at(current.receipts, receipt, N_("There is no receipt number {number}."))
        without = current.but(receipts=current.receipts[: receipt - 1] + current.receipts[receipt:])
        change.save(current, without, project_id=project.id)
    return without


def change_instalment(desk: Desk, project: Project, base: Instalment, new: Instalment) -> Instalment:
    """Save an edited instalment (label, sum, due date) and return it; ``EditConflict`` where it changed meanwhile."""
    checked = base.but(
        label=new.label if new.label == base.label else wording.required_line(desk, new.label, N_("The label")),
        amount=new.amount.rounded(),
        due=new.due,
    )
    if checked.amount.currency != base.amount.currency or checked.amount.amount <= ZERO:
        raise BadValue(
            N_("The sum of an instalment is above zero and in {currency}."),
            hint=N_("Remove the schedule to start afresh."),
            currency=base.amount.currency,
        )
    with desk.change() as change:
        current = next((one for one in change.project(project.id).instalments if one.id == base.id), base)
        if checked.amount.amount < current.received.amount:
            raise BadValue(
                N_("{received} has arrived for “{label}” already."),
                hint=N_("The sum cannot be less than that."),
                received=_told(desk, current.received),
                label=show(current.label),
            )
        change.save(base, checked, project_id=project.id)
    return next(one for one in desk.reader.project(project.id).instalments if one.id == base.id)


def remove_schedule(desk: Desk, project: Project, *, seen: Sequence[Instalment] | None = None) -> None:
    """Remove the schedule; refused once money has arrived, because the receipts would be lost with it.

    ``seen`` is the schedule as it was shown: ``EditConflict`` when it is another one by now.
    """
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        refuse_changed(file, seen)
        if not file.instalments:
            raise NotFound(N_("There is no schedule."), hint=N_("Make one from the price first."))
        if any(one.receipts for one in file.instalments):
            raise BadValue(
                N_("Money has arrived for this schedule."),
                hint=N_("Make a new schedule instead: what has arrived is counted in it."),
            )
        for instalment in file.instalments:
            change.remove(instalment, project_id=project.id)
        if file.head.terms_kind is not None:
            change.save(file.head, file.head.but(terms_kind=None), project_id=project.id)


def payment_view(desk: Desk, project: Project) -> PaymentView:
    """Return the schedule of a project: expected, received, open, overdue, and the unpaid work."""
    file = desk.reader.project(project.id)
    plan, today = by_due(file), desk.today()
    quote = file.quote
    currency = plan[0].amount.currency if plan else quote.currency if quote is not None else file.head.currency
    agreed = file.agreed
    price = agreed.gross(quote.currency) if quote is not None and agreed is not None and agreed.items else None
    expected = total([one.amount for one in plan], currency)
    received = total([one.received for one in plan], currency)
    lines = tuple(_line(number, one, today) for number, one in enumerate(plan, 1))
    unplanned = price - expected if price is not None else None
    return PaymentView(
        currency=currency,
        kind=file.head.terms_kind,
        lines=lines,
        expected=expected,
        received=received,
        open=total([line.open for line in lines], currency),
        overdue=total([line.open for line in lines if line.overdue], currency),
        price=price,
        unplanned=unplanned,
        adds_up=bool(plan) and unplanned is not None and unplanned.amount == ZERO,
        at_risk=unpaid_now(desk, file, price, received) if price is not None else None,
        most_at_risk=_planned_risk(desk, file, price, plan) if price is not None and plan else None,
    )


def ladder(desk: Desk, project: Project) -> tuple[Rung, ...]:
    """Return ways of paying to offer when prepayment is refused, the one with the most unpaid work first.

    Each can be handed to ``plan_schedule`` as it is.
    """
    file = desk.reader.project(project.id)
    price = _price(file)
    span = work_span(desk, file)
    days = (span.last - span.first).days + 1
    third = max(1, days // 3)
    proposals = (
        (TermsKind.WHOLE, 1, 1, span.last),
        (TermsKind.INSTALMENTS, 3, third, span.first + timedelta(days=third - 1)),
        (TermsKind.WEEKLY, -(-days // 7), 7, span.first + timedelta(days=6)),
        (TermsKind.DAILY, days, 1, span.first),
    )
    rungs = []
    for kind, parts, every_days, first_due in proposals:
        if parts > min(days, MOST_PARTS) or (kind is not TermsKind.WHOLE and parts < 2):
            continue
        sums = split_schedule(kind, price, first_due, parts=parts, every_days=every_days)
        rungs.append(
            Rung(
                kind=kind,
                parts=parts,
                every_days=every_days,
                first_due=first_due,
                largest=max((amount for amount, _due in sums), key=lambda amount: amount.amount),
                most_at_risk=most_unpaid(price, [(due, amount) for amount, due in sums], span),
            )
        )
    return tuple(sorted(rungs, key=lambda rung: -rung.most_at_risk.amount))


def _planned_risk(desk: Desk, file: ProjectFile, price: Money, plan: tuple[Instalment, ...]) -> Money:
    return most_unpaid(price, [(one.due, one.amount) for one in plan], work_span(desk, file, plan[-1].due))


def _line(number: int, one: Instalment, today: date) -> InstalmentLine:
    late = one.open.amount > ZERO and one.due < today
    return InstalmentLine(
        number=number,
        instalment=one,
        received=one.received,
        open=one.open,
        overdue=late,
        days_late=(today - one.due).days if late else 0,
    )


def _price(file: ProjectFile) -> Money:
    quote, agreed = file.quote, file.agreed
    if quote is None or agreed is None or not agreed.items:
        raise BadValue(N_("There is no price to divide yet."), hint=N_("Give the quote its lines first."))
    return agreed.gross(quote.currency)


def _reduced(parts: list[Part], credit: Money) -> list[Part]:
    """Return the parts without what has been paid already, counted from the first."""
    left = credit.amount
    rest: list[Part] = []
    for label, amount, due in parts:
        covered = min(left, amount.amount)
        left -= covered
        if amount.amount > covered:
            rest.append((label, Money(amount=amount.amount - covered, currency=amount.currency), due))
    return rest


def _replace(change: Change, file: ProjectFile, parts: list[Part]) -> tuple[Instalment, ...]:
    """Put new instalments in place of the unpaid ones; those with receipts stay, cut to what was received."""
    project_id, kept = file.head.id, []
    for old in file.instalments:
        if not old.receipts:
            change.remove(old, project_id=project_id)
            continue
        settled = old.but(amount=old.received)
        if settled != old:
            change.save(old, settled, project_id=project_id)
        kept.append(settled)
    new = [Instalment(id=change.new_id(), label=label, amount=amount, due=due) for label, amount, due in parts]
    for instalment in new:
        change.add(instalment, project_id=project_id)
    return tuple(sorted((*kept, *new), key=lambda one: (one.due, one.id)))


def _told(desk: Desk, amount: Money) -> str:
    from freelance_comm.text.formats import Formats

    return Formats(desk.tr.locale).money(amount)
