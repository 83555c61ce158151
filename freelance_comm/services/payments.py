"""Payment terms: a schedule that adds up to the price, what has arrived, what is late, and how much work is unpaid.

Money that comes is noted in ``receiving``, ways to offer are in ``payment_ways``, reminders in ``reminder_rungs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.payment import Instalment, TermsKind, split_schedule
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import open_head
from freelance_comm.services.exposure import as_it_comes, most_unpaid, unpaid_now, work_span
from freelance_comm.services.fact_values import noted_day
from freelance_comm.services.instalments import by_due, client_words, labels, refuse_changed, told_money

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
    goes on evenly; both ``None`` where the quote names no hours or there is no price. ``overpaid`` is what has arrived
    beyond the instalments. The terms on record: when they were discussed and agreed on, and whether prepayment was
    refused.
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
    overpaid: Money | None = None
    discussed_on: date | None = None
    agreed_on: date | None = None
    prepayment_refused: bool = False
    note: str = ""


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
    first_percent: Decimal | str = Decimal(20),
    seen: Sequence[Instalment] | None = None,
    agreed: bool = False,
) -> tuple[Instalment, ...]:
    """Make the schedule of a project from its price, in place of the one it had, and return it.

    Money that has arrived counts: instalments with receipts stay, cut to what was received, and the new schedule is
    reduced from its beginning by the same sum, so that the whole still adds up to the price. Labels are in the
    client's language, for the client reads them. ``seen`` is the schedule this one is to replace, where somebody looked
    at it: ``EditConflict`` when it is another one by now. ``agreed`` notes that the client said yes to it today.
    """
    if kind is TermsKind.OWN:
        raise BadValue(
            N_("A schedule of your own needs its sums."),
            hint=N_("Give each of them, such as: First draft: 500, 3 Dec."),
        )
    percent = wording.number(desk, deposit_percent, N_("The deposit in per cent"))
    first = wording.number(desk, first_percent, N_("The first milestone in per cent"))
    wording.count_between(desk, every_days, N_("The days between instalments"), low=1, high=LONGEST_STEP_DAYS)
    with desk.change() as change:
        file = replaceable(change, project, seen)
        sums = split_schedule(
            kind,
            price_of(file),
            first_due,
            parts=parts,
            every_days=every_days,
            deposit_percent=percent,
            rest_due=rest_due,
            first_percent=first,
        )
        words = client_words(desk, change, file)
        called = labels(words, kind, len(sums))
        parts_of_it = [(label, amount, due) for label, (amount, due) in zip(called, sums, strict=True)]
        return put_in_place(change, file, kind, parts_of_it, agreed_on=desk.today() if agreed else None)


def replaceable(change: Change, project: Project, seen: Sequence[Instalment] | None) -> ProjectFile:
    """Return the project whose schedule is to be replaced; refuses where that is not possible or was not ``seen``."""
    open_head(change, project)
    file = change.project(project.id)
    refuse_changed(file, seen)
    price = price_of(file)
    if total([one.received for one in file.instalments], price.currency).amount > max(price.amount, ZERO):
        raise BadValue(N_("More has arrived than the price."), hint=N_("Check the receipts, or the quote."))
    return file


def put_in_place(
    change: Change,
    file: ProjectFile,
    kind: TermsKind,
    parts: list[Part],
    *,
    agreed_on: date | None = None,
    of_the_rest: bool = False,
) -> tuple[Instalment, ...]:
    """Save ``parts``, which add up to the price, as the schedule; return it. What has arrived is counted in it.

    ``of_the_rest`` says that the parts add up to what is still to come.
    """
    received = total([one.received for one in file.instalments], price_of(file).currency)
    planned = _replace(change, file, parts if of_the_rest else _reduced(parts, received))
    facts = dict(file.head.facts)
    if agreed_on is not None:
        facts = {"terms_discussed_on": agreed_on.isoformat(), **facts, "terms_agreed_on": agreed_on.isoformat()}
    head = file.head.but(terms_kind=kind, facts=facts)
    if head != file.head:
        change.save(file.head, head, project_id=file.head.id)
    return planned


def change_instalment(desk: Desk, project: Project, base: Instalment, new: Instalment) -> Instalment:
    """Save an edited instalment (label, sum, due date) and return it; ``EditConflict`` where it changed meanwhile."""
    checked = base.but(
        label=new.label if new.label == base.label else wording.required_line(desk, new.label, N_("The label")),
        amount=new.amount.rounded(),
        due=new.due,
    )
    if checked.amount.currency != base.amount.currency or checked.amount.amount <= ZERO:
        raise BadValue(
            N_("The sum of an instalment must be above zero and in {currency}."),
            hint=N_("Remove the schedule to start afresh."),
            currency=base.amount.currency,
        )
    with desk.change() as change:
        current = next((one for one in change.project(project.id).instalments if one.id == base.id), base)
        if checked.amount.amount < current.received.amount:
            raise BadValue(
                N_("{received} has already arrived for “{label}”."),
                hint=N_("The sum cannot be less than that."),
                received=told_money(desk, current.received),
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
                N_("Money has already arrived for this schedule."),
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
    due = total([line.open for line in lines], currency)
    facts = file.head.facts
    return PaymentView(
        currency=currency,
        kind=file.head.terms_kind,
        lines=lines,
        expected=expected,
        received=received,
        open=due,
        overdue=total([line.open for line in lines if line.overdue], currency),
        price=price,
        unplanned=unplanned,
        adds_up=bool(plan) and unplanned is not None and unplanned.amount == ZERO,
        at_risk=unpaid_now(desk, file, price, received) if price is not None else None,
        most_at_risk=_planned_risk(desk, file, price, plan) if price is not None and plan else None,
        overpaid=_beyond(received, expected - due),
        discussed_on=noted_day(facts.get("terms_discussed_on", "")),
        agreed_on=noted_day(facts.get("terms_agreed_on", "")),
        prepayment_refused=facts.get("prepayment_refused") == "yes",
        note=facts.get("terms_note", ""),
    )


def _beyond(received: Money, settled: Money) -> Money | None:
    return received - settled if received.amount > settled.amount else None


def _planned_risk(desk: Desk, file: ProjectFile, price: Money, plan: tuple[Instalment, ...]) -> Money:
    today = desk.today()
    return most_unpaid(price, as_it_comes(plan, today), work_span(desk, file, plan[-1].due), since=today)


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


def price_of(file: ProjectFile) -> Money:
    """Return what the project costs by its quote; ``BadValue`` while there is no price."""
    quote, agreed = file.quote, file.agreed
    if quote is None or agreed is None or not agreed.items:
        raise BadValue(N_("There is no price to divide yet."), hint=N_("Add lines to the quote first."))
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
