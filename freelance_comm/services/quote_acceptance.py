"""What a client's yes brings with it: the days, the requirement and the payment go over to the project by themselves.

Hours, budget, tasks and the price need no taking over: they are reckoned from the accepted lines wherever they are
asked for. Only what is at home elsewhere is written here, in the same change as the yes.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.money import ZERO, Money
from freelance_comm.domain.payment import Instalment
from freelance_comm.domain.project import Requirement
from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.domain.promise_times import day_deadline, nudge_moment
from freelance_comm.domain.quote import Quote
from freelance_comm.domain.text_safety import show
from freelance_comm.services.instalments import by_due

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change


def take_over(desk: Desk, change: Change, file: ProjectFile, quote: Quote) -> Quote:
    """Write what the acceptance of ``quote`` brings, inside its change, and return the quote as it is then.

    A day that has passed is not promised; what the project knows already stays.
    """
    if quote.is_addition:
        return _take_over_addition(desk, change, file, quote)
    if quote.starts_on is not None and not file.head.facts.get("start_on"):
        facts = {**file.head.facts, "start_on": quote.starts_on.isoformat()}
        change.save(file.head, file.head.but(facts=facts), project_id=file.head.id)
    promised = any(promise.source is PromiseSource.DEADLINE for promise in file.open_promises)
    if quote.ready_on is not None and not promised:
        from freelance_comm.services.deadlines import note_deadline

        note_deadline(desk, change, file, quote.ready_on)
    return quote


def taken_over(desk: Desk, project: Project, quote: Quote) -> tuple[str, ...]:
    """Return in sentences what an accepted quote or addition has become in the project."""
    from freelance_comm.services.deadlines import day_of
    from freelance_comm.services.standing import deadline_promise, estimate_seconds
    from freelance_comm.text.durations import duration
    from freelance_comm.text.formats import Formats, dates_here

    tr, formats = desk.tr, Formats(desk.tr.locale)
    file = desk.reader.project(project.id)
    agreed, said = file.agreed, []
    if agreed is not None and agreed.hours:
        said.append(tr.gettext("Plan and budget: {hours}.").format(hours=duration(agreed.hours * 3600, tr)))
        if estimate_seconds(file) is None:
            without = formats.listing([show(line) for line in agreed.untimed])
            words = tr.gettext("No hours are given for {lines}: estimate the whole work before you promise a day.")
            said.append(words.format(lines=without))
    if not quote.is_addition and quote.starts_on is not None:
        said.append(tr.gettext("The work begins on {day}.").format(day=dates_here(tr).date(quote.starts_on)))
    promise = deadline_promise(file)
    if promise is not None:
        day = dates_here(tr).date(day_of(desk.calendar(), promise))
        said.append(tr.gettext("Promised for the whole work: {day}.").format(day=day))
    if quote.ready_on is not None and quote.ready_on < desk.today():
        late = tr.gettext("The day it gave, {day}, has passed: agree on another one.")
        said.append(late.format(day=dates_here(tr).date(quote.ready_on)))
    if agreed is not None:
        price = formats.money(agreed.gross(quote.currency))
        if file.instalments:
            said.append(tr.gettext("The total price is {price}.").format(price=price))
        else:
            words = tr.gettext("The total price is {price}; the payments are still to be agreed.")
            said.append(words.format(price=price))
    return tuple(said)


def _take_over_addition(desk: Desk, change: Change, file: ProjectFile, quote: Quote) -> Quote:
    kept = _on_the_list(change, file, quote)
    if quote.ready_on is not None:
        _promise(desk, change, file, quote, quote.ready_on)
    extra = quote.option.gross(quote.currency)
    if file.instalments and extra.amount > ZERO:
        due = quote.ready_on or by_due(file)[-1].due
        one = Instalment(id=change.new_id(), label=quote.title, amount=extra, due=max(due, desk.today()))
        change.add(one, project_id=file.head.id)
    elif file.instalments and extra.amount < ZERO:
        _take_off(change, file, extra)
    return kept


def _on_the_list(change: Change, file: ProjectFile, quote: Quote) -> Quote:
    """Put what was agreed on the list of requirements: in the place of the one it changes, else as a further one."""
    old = next((one for one in file.requirements if one.id == quote.requirement_id), None)
    if old is not None:
        changed = old.but(text=quote.title, said_by=quote.asked_by, said_on=quote.asked_on, done_on=None)
        change.save(old, changed, project_id=file.head.id)
        return quote.but(former=old.text)
    new = Requirement(id=change.new_id(), text=quote.title, said_by=quote.asked_by, said_on=quote.asked_on)
    change.add(new, project_id=file.head.id)
    return quote.but(requirement_id=new.id)


def _promise(desk: Desk, change: Change, file: ProjectFile, quote: Quote, day: date) -> None:
    """Promise the day of an addition: of the whole work where it waits for the addition, else of the addition alone."""
    if quote.whole_waits:
        from freelance_comm.services.deadlines import note_deadline

        note_deadline(desk, change, file, day)
        return
    calendar, now = desk.calendar(), desk.now()
    due = day_deadline(calendar, day)
    if due is None or due <= now:
        return
    promise = Promise(
        id=change.new_id(),
        client_id=file.head.client_id,
        project_id=file.head.id,
        what=quote.title,
        made_at=now,
        due=due,
        nudge_at=nudge_moment(calendar, now, due, whole_day=True),
        zone=desk.zone,
        source=PromiseSource.DRAFT,
        whole_day=True,
    )
    change.add(promise, project_id=file.head.id)


def _take_off(change: Change, file: ProjectFile, extra: Money) -> None:
    """Take a sum off the schedule, from its last payment backwards; what has arrived stays as it is."""
    left = -extra.amount
    for one in reversed(by_due(file)):
        off = min(left, one.open.amount)
        if off <= ZERO:
            continue
        left -= off
        rest = one.amount.amount - off
        if rest > ZERO:
            change.save(one, one.but(amount=Money(amount=rest, currency=one.amount.currency)), project_id=file.head.id)
        else:
            change.remove(one, project_id=file.head.id)
