"""What the record knows around a draft: who it goes to, what it answers, which days hold, what was agreed.

Apart from the reading because on the shell most drafts belong to nothing on record, and should not pay for this.
Nothing is guessed: what is not on record is left out, and the coach then says nothing of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.coach.model import Recorded
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.project_file import summary_of
from freelance_comm.domain.promise import PromiseState
from freelance_comm.domain.quote import QuoteState
from freelance_comm.services import draft_facts, sending, standing
from freelance_comm.services.clients import client_by_id
from freelance_comm.services.coaching import About
from freelance_comm.services.drafts import NOTICE, Draft
from freelance_comm.services.fact_values import last_day, noted_day
from freelance_comm.services.letter_names import REMINDERS
from freelance_comm.services.reports import next_after, next_report_due, report

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.money import Money
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.promise import Promise
    from freelance_comm.services.desk import Desk

KIND_OF_STAGE = {
    "contact": "first-contact",
    "quote": "quote",
    "deadline": "deadline",
    "payment": "payment",
    "work": "progress-report",
    "delivery": "delivery",
    "closing": "closing",
}
_ANSWERS = ("", "first-contact", "reply", "complaint-reply")
"""Kinds of drafts that answer the message which waits; a quote or a report does not, though one may wait."""
_FREE_DAYS = 3
_LOOK_AHEAD = 30
_HOUR = Decimal(3600)


def about_draft(desk: Desk, draft: Draft) -> About:
    """Return what is known around a letter that was written from a template.

    One that moves a promise names its old day too: days are weighed only where it moves the delivery of the whole to
    one that is not realistic.
    """
    if draft.project_id is None:
        return about_client(desk, client_by_id(desk, draft.client_id), draft).but(moves_promise=draft.moves is not None)
    about = about_project(desk, desk.reader.project(draft.project_id).head, draft)
    if draft.moves is None:
        return about
    earliest = about.earliest_realistic
    of_the_whole = draft.name == NOTICE
    if of_the_whole and earliest is not None and desk.calendar().local_date(draft.moves.due) < earliest:
        return about.but(moves_promise=True)
    return about.but(moves_promise=True, earliest_realistic=None, safe_day=None)


def about_client(desk: Desk, client: Client, draft: Draft | str = "") -> About:
    """Return what is known around a draft to a client; ``draft`` is the letter or its kind."""
    kind = draft.kind if isinstance(draft, Draft) else draft
    return About(
        locale=draft.locale if isinstance(draft, Draft) else "",
        kind=kind,
        client=client,
        client_name=draft_facts.person_of(client) or client.name,
        incoming=_answered(desk, client, None, draft),
        today=desk.today(),
        channel=client.channel.value,
        writer=desk.profile().name,
        free_days=free_days(desk),
        called=draft_facts.called(client),
    )


def about_project(desk: Desk, project: Project, draft: Draft | str = "") -> About:
    """Return what is known around a draft of a project; ``draft`` is the letter or its kind, else the stage's own."""
    file = desk.reader.project(project.id)
    head = file.head
    client = client_by_id(desk, head.client_id)
    kind = (draft.kind if isinstance(draft, Draft) else draft) or KIND_OF_STAGE.get(head.stage, "")
    half, safe = _finish(desk, file) if not _is_reminder(draft) else (None, None)
    quote = file.quote
    return about_client(desk, client, draft).but(
        kind=kind,
        project=head,
        incoming=_answered(desk, client, head, draft if isinstance(draft, Draft) else kind),
        asks_only=_is_reminder(draft),
        earliest_realistic=half,
        safe_day=safe,
        options_asked=None if quote is None else 1 + sum(bool(option.requested_by) for option in quote.options[1:]),
        # What is due after the work is no prepayment any more.
        prepayment_refused=head.facts.get("prepayment_refused") == "yes" and not _is_reminder(draft),
        recorded=recorded(desk, file, client, draft if isinstance(draft, Draft) else None),
    )


def _is_reminder(draft: Draft | str) -> bool:
    return isinstance(draft, Draft) and draft.name in REMINDERS


def recorded(desk: Desk, file: ProjectFile, client: Client, draft: Draft | None = None) -> Recorded:
    """Return the prices, days, hours and names that a draft of a project may rightly name."""
    schedule = standing.schedule_of(desk, file)
    # The notice of a new day is written to change the recorded one.
    deadline = standing.deadline_promise(file) if draft is None or draft.name != NOTICE else None
    return Recorded(
        currency=file.quote.currency if file.quote is not None else file.head.currency,
        prices=_prices(desk, file, draft),
        deadline=None if deadline is None else _last_day(desk, deadline),
        days=_days(desk, file, draft),
        hours=_hours(desk, file, draft),
        names=tuple(dict.fromkeys((client.name, *(contact.name for contact in client.contacts)))),
        on_schedule=None if schedule is standing.Schedule.UNKNOWN else schedule is standing.Schedule.ON,
        gender=client.gender.value,
    )


def free_days(desk: Desk) -> tuple[date, ...]:
    """Return the next working days after today on which nothing is promised yet, at most three."""
    from freelance_comm.services.promises import open_promises

    calendar, today = desk.calendar(), desk.today()
    taken = {_last_day(desk, promise) for promise in open_promises(desk.reader)}
    ahead = (today + timedelta(days=number) for number in range(1, _LOOK_AHEAD))
    return tuple([day for day in ahead if calendar.is_working_day(day) and day not in taken][:_FREE_DAYS])


def _finish(desk: Desk, file: ProjectFile) -> tuple[date | None, date | None]:
    """Return the days by which the remaining work is done in half of all cases, and in four of five."""
    from freelance_comm.services.deadlines import suggest

    if file.head.facts.get("delivered_on"):
        return None, None
    try:
        view = suggest(desk, file.head)
    except BadValue:  # there is no estimate to reckon with
        return None, None
    return view.plan_day, view.promise_day


def _answered(desk: Desk, client: Client, project: Project | None, draft: Draft | str) -> str:
    """Return the client's message that a draft answers, as far as the log keeps it; else an open complaint's words."""
    if isinstance(draft, Draft) and (draft.matter or draft.incoming):
        return draft.incoming  # such a letter knows what it answers, and whether it does
    if isinstance(draft, Draft) and draft.message_id is not None:
        message = sending.waiting_message(desk, draft.message_id)
    elif (draft.kind if isinstance(draft, Draft) else draft) in _ANSWERS:
        message = sending.longest_waiting(desk, client)
    else:
        message = None
    if message is None or not _concerns(message, project):
        return _complained(desk, client, project) if draft == "complaint-reply" else ""
    return "\n".join(part for part in (message.subject, message.excerpt) if part)


def _complained(desk: Desk, client: Client, project: Project | None) -> str:
    """Return the words of the newest open complaint that has had no answer."""
    from freelance_comm.services.complaint_views import all_complaints

    found = [
        one.words
        for one in all_complaints(desk.reader)
        if one.client_id == client.id and one.is_open and one.answered_at is None
        if project is None or one.project_id in (None, project.id)
    ]
    return found[-1] if found else ""


def _concerns(message: Message, project: Project | None) -> bool:
    return project is None or message.project_id in (None, project.id)


def _prices(desk: Desk, file: ProjectFile, draft: Draft | None) -> tuple[Decimal, ...]:
    found = _used(desk, file, draft)
    for quote in file.quotes:
        if quote.state is QuoteState.DECLINED:
            continue
        for option in quote.options:
            found += [option.net(quote.currency), option.gross(quote.currency), option.tax(quote.currency)]
            for item in option.items:
                found += [item.unit_price, item.net, item.tax, item.net + item.tax]
                found += [item.worth] if item.worth is not None else []
                found += [item.net.times(Decimal(-1))] if item.net.amount < 0 else []
    if file.quote is not None and file.agreed is not None:
        agreed, currency = file.agreed, file.quote.currency
        found += [agreed.net(currency), agreed.gross(currency), agreed.tax(currency)]
    for instalment in file.instalments:
        found += [instalment.amount, instalment.received, instalment.open]
        found += [receipt.amount for receipt in instalment.receipts]
    return tuple(sorted({money.amount for money in found if money.amount > 0}))


def _used(desk: Desk, file: ProjectFile, draft: Draft | None) -> list[Money]:
    """Return what the work has used of the price, as a progress report says it."""
    if draft is None or draft.period is None:
        return []
    money = report(desk, file.head, *draft.period).money
    return (
        [] if money is None else [money.used, money.used_in_period, money.quoted, *([money.rate] if money.rate else [])]
    )


def _days(desk: Desk, file: ProjectFile, draft: Draft | None) -> tuple[date, ...]:
    found = {_last_day(desk, promise) for promise in file.promises if promise.state is not PromiseState.WITHDRAWN}
    found |= {instalment.due for instalment in file.instalments}
    found |= {receipt.on for instalment in file.instalments for receipt in instalment.receipts}
    for quote in file.quotes:
        named = (quote.valid_until, quote.decided_on, quote.starts_on, quote.ready_on, quote.asked_on)
        found |= {day for day in named if day is not None}
    for sent in file.sent:
        found |= {day for day in (sent.period_start, sent.period_end) if day is not None}
    following = next_report_due(desk, summary_of(file))
    found |= {following} if following is not None else set()
    if draft is not None and draft.period is not None:
        following = next_after(desk, report(desk, file.head, *draft.period))
        found |= {*draft.period, *([following] if following is not None else [])}
    for name, value in file.head.facts.items():
        day = noted_day(value) if name.endswith("_on") else None
        found |= {day} if day is not None else set()
    return tuple(sorted(found))


def _hours(desk: Desk, file: ProjectFile, draft: Draft | None) -> tuple[Decimal, ...]:
    found: set[Decimal] = set()
    for quote in file.quotes:
        for option in quote.options:
            found.add(option.hours)
            found |= {item.hours for item in option.items if item.hours is not None}
    estimate = standing.estimate_seconds(file)
    spent = Decimal(desk.reader.seconds_spent().get(file.head.id, 0))
    left = None if estimate is None else estimate - spent
    found |= {seconds / _HOUR for seconds in (spent, estimate, left) if seconds}
    if draft is not None and draft.period is not None:
        view = report(desk, file.head, *draft.period)
        found |= {view.total_seconds / _HOUR, view.spent_all / _HOUR, Decimal(view.total_minutes) / 60}
        found |= {Decimal(line.minutes) / 60 for line in view.actions}
    return tuple(sorted(hours for hours in found if hours > 0))


def _last_day(desk: Desk, promise: Promise) -> date:
    """Return the local day on which a promise ends: one that ends at midnight belongs to the day before."""
    return last_day(promise, promise.zone or desk.zone)
