"""The facts a letter may tell: plain values taken from the record, nothing else.

Apart from the drafts because this is the one place that decides what a template can see. Every fact is listed in
docs/templates.md. Text is cleaned here; dates, numbers and money stay values, which the templates' filters write in
the letter's language. A fact that is not on record is ``None``, an empty text or an empty list: never a guess.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import AddressForm, Channel, Client, Gender, Profile
from freelance_comm.domain.project import StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, Unit
from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.services import reports, standing

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.reports import ReportView

Facts = dict[str, Any]

HOW_TO_PROVIDE: dict[str, str] = {
    "requirements": N_("Write down what the client asked for: requirement add."),
    "items": N_("Give the quote at least one line with a price: quote item."),
    "deadline": N_("Promise a day for the whole work first: deadline promise."),
    "new_deadline": N_("The remaining hours still fit the promised day; give the new day yourself to write anyway."),
    "payment": N_("Make a schedule of payments first: payment plan."),
    "actions": N_("Log the time first, or choose another period."),
    "delivery": N_("Tick off the requirements that are done; for the open ones, promise a day."),
    "message": N_("Log the client's message first."),
}
"""What to do about a fact that a letter needs and the record does not hold."""


def context(desk: Desk, file: ProjectFile | None, client: Client, *, formal: bool | None = None) -> Facts:
    """Return every fact that does not belong to one letter alone; ``file`` is None for a letter outside any project."""
    profile = desk.profile()
    facts: Facts = {
        "today": desk.today(),
        "zone": desk.zone,
        "formal": client.address is AddressForm.FORMAL if formal is None else formal,
        "chat": client.channel is Channel.CHAT,
        "writer": _writer(profile, client.language),
        "client": _client(desk, client, file),
        **_work_facts(desk, file, client),
        "report": None,
        "actions": [],
        "message": None,
        "answer": "",
        "new_deadline": None,
    }
    cleaned: Facts = _cleaned(facts)
    return cleaned


def _work_facts(desk: Desk, file: ProjectFile | None, client: Client) -> Facts:
    if file is None:
        promises = [promise for promise in desk.reader.client_promises() if promise.client_id == client.id]
        open_ones = [promise for promise in promises if promise.state.value == "open"]
        return {**_no_project(), "promises": _promises(desk, open_ones, client)}
    head = file.head
    deadline = standing.deadline_promise(file)
    wanted = [
        {
            "text": requirement.text,
            "said_by": requirement.said_by,
            "said_on": requirement.said_on,
            "done": requirement.done_on is not None,
        }
        for requirement in file.requirements
    ]
    voices = {requirement.said_by for requirement in file.requirements if requirement.said_by}
    others = [promise for promise in file.open_promises if promise is not deadline]
    estimate = standing.estimate_seconds(file)
    spent = Decimal(desk.reader.seconds_spent().get(head.id, 0))
    left = None if estimate is None else max(estimate - spent, Decimal(0))
    return {
        "project": {"name": head.name, "ref": head.ref, "small": head.small_job},
        "core_problem": head.facts.get("core_problem", "").strip().rstrip("."),
        "confirmed_on": _day(head.facts.get("confirmed_on", "")),
        "requirements": wanted,
        "requirements_done": [one for one in wanted if one["done"]],
        "requirements_open": [one for one in wanted if not one["done"]],
        "several_voices": len(voices) > 1,
        **_quote_facts(file.quote),
        "deadline": None if deadline is None else _deadline(desk, file, deadline),
        "payment": _payment(file),
        "steps": [step.text for step in file.steps if step.kind is StepKind.MINE and step.done_at is None],
        "needs": [step.text for step in file.steps if step.kind is StepKind.THEIRS and step.done_at is None],
        "promises": _promises(desk, others, client),
        "spent_seconds": spent,
        "estimate_seconds": estimate,
        "left_seconds": left,
        "delivery": _delivery(desk, file, deadline),
        "delivered_on": _day(head.facts.get("delivered_on", "")),
        "follow_up_on": _day(head.facts.get("follow_up_on", "")),
    }


def _no_project() -> Facts:
    empty: Facts = dict.fromkeys(("project", "confirmed_on", "quote", "deadline", "payment", "delivery"))
    empty |= dict.fromkeys(("estimate_seconds", "left_seconds", "delivered_on", "follow_up_on"))
    empty |= {name: [] for name in ("requirements", "requirements_done", "requirements_open", "items", "options")}
    return {**empty, "steps": [], "needs": [], "core_problem": "", "several_voices": False, "spent_seconds": Decimal(0)}


# -- people ----------------------------------------------------------------------------------------------------------


def _writer(profile: Profile, language: str) -> Facts:
    base = language.split("_")[0]
    signature = profile.signatures.get(language) or profile.signatures.get(base) or profile.name
    return {
        "name": profile.name,
        "gender": profile.gender.value,
        "business": profile.business,
        "email": profile.email,
        "phone": profile.phone,
        "signature": signature,
    }


def _client(desk: Desk, client: Client, file: ProjectFile | None) -> Facts:
    person = person_of(client)
    here = None if file is None else file.head.id
    finished = [
        summary
        for summary in desk.reader.summaries(closed=True)
        if summary.project.client_id == client.id and summary.project.state.value == "closed"
    ]
    return {
        "name": client.name,
        "person": person,
        "called": called(client),
        "dative": client.forms.dative or person or client.name,
        "genitive": client.forms.genitive or person or client.name,
        "gender": client.gender.value,
        "likes": client.likes,
        "jobs": sum(1 for summary in finished if summary.project.id != here),
    }


def person_of(client: Client) -> str:
    """Return the name of the person behind the client, empty when only a company is known."""
    if client.contacts:
        return client.contacts[0].name
    return client.name if client.gender is not Gender.NEUTRAL else ""


def called(client: Client) -> str:
    """Return the words that stand after a greeting: the vocative on record, else the person's name, else the client's.

    A familiar letter takes the first word of a person's name. Companies keep their whole name.
    """
    if client.forms.vocative:
        return client.forms.vocative
    person = person_of(client)
    if person and client.address is AddressForm.FAMILIAR:
        return person.split()[0]
    return person or client.name


# -- quote, deadline, payment ------------------------------------------------------------------------------------------


def _quote_facts(quote: Quote | None) -> Facts:
    if quote is None or not any(option.items for option in quote.options):
        return {"quote": None, "items": [], "options": []}
    option = quote.option
    single = option.items[0] if len(option.items) == 1 else None
    return {
        "quote": {
            "ref": quote.ref,
            "reason": _sentence(quote.reason),
            "valid_until": quote.valid_until,
            "explained": bool(quote.reason) or single is None or single.unit is not Unit.FIXED,
            **_option(option, quote.currency),
        },
        "items": [_item(item) for item in option.items],
        "options": [_option(one, quote.currency) for one in quote.options if one.items],
    }


def _option(option: QuoteOption, currency: str) -> Facts:
    tax = option.tax(currency)
    percents = {item.tax_percent for item in option.items}
    return {
        "title": option.title,
        "items": [_item(item) for item in option.items],
        "net": option.net(currency),
        "tax": tax,
        "gross": option.gross(currency),
        "taxed": tax.amount != 0,
        "tax_percent": percents.pop() if len(percents) == 1 else None,
        "hours": option.hours if option.hours > 0 else None,
        "requested_by": option.requested_by,
        "requested_on": option.requested_on,
    }


def _item(item: LineItem) -> Facts:
    return {
        "description": item.description,
        "unit": item.unit.value,
        "fixed": item.unit is Unit.FIXED and item.quantity == 1,
        "quantity": item.quantity,
        "price": item.unit_price,
        "net": item.net,
        "hours": item.hours,
        "done_by": item.done_by,
    }


def _deadline(desk: Desk, file: ProjectFile, promise: Promise) -> Facts:
    zone = promise.zone or desk.zone
    day = _local(promise.due, zone)
    start = _day(file.head.facts.get("start_on", ""))
    begin = start if start is not None and start > desk.today() else desk.today()
    hours = standing.estimate_seconds(file)
    a_day = file.head.facts.get("hours_a_day", "")
    seconds_a_day = Decimal(a_day) * 3600 if a_day else None
    days = desk.calendar().working_days_between(begin, day)
    spare = 0
    if hours is not None and seconds_a_day:
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


def _delivery(desk: Desk, file: ProjectFile, deadline: Promise | None) -> Facts | None:
    """Return what can be handed over: all of it, or the finished part with the day of the rest; else ``None``."""
    done = [one.text for one in file.requirements if one.done_on is not None]
    rest = [one.text for one in file.requirements if one.done_on is None]
    rest_day = None
    if rest:
        if not done or deadline is None or deadline.due <= desk.now():
            return None
        rest_day = _local(deadline.due, deadline.zone or desk.zone)
    return {"done": done, "rest": rest, "rest_day": rest_day}


def _payment(file: ProjectFile) -> Facts | None:
    """Return the terms, or other ways where prepayment is refused; ``None`` when there is nothing to say yet."""
    refused = file.head.facts.get("prepayment_refused") == "yes"
    quote = file.quote
    total = quote.option.gross(quote.currency) if quote is not None and quote.option.items else None
    planned = list(file.instalments)
    deposit = file.head.terms_kind is TermsKind.DEPOSIT
    if not planned and not (refused and total is not None and total.amount > 0):
        return None
    if total is None:
        total = sum((part.amount for part in planned[1:]), planned[0].amount)
    rates = {item.unit_price for item in quote.option.items if item.unit is Unit.HOUR} if quote is not None else set()
    return {
        "kind": file.head.terms_kind.value if file.head.terms_kind else "",
        "deposit": deposit,
        "refused": refused,
        "total": total,
        "parts": [] if refused and deposit else [_part(part) for part in planned],
        "thirds": list(total.split(3)),
        "rate": rates.pop() if len(rates) == 1 else None,
        "note": _sentence(file.head.facts.get("terms_note", "")),
    }


def _part(part: Any) -> Facts:
    return {
        "label": part.label,
        "amount": part.amount,
        "due": part.due,
        "received": part.received,
        "open": part.open,
        "paid": part.open.amount <= 0,
    }


# -- promises, report, message -----------------------------------------------------------------------------------------


def _promises(desk: Desk, promises: list[Promise], client: Client) -> list[Facts]:
    ordered = sorted(promises, key=lambda promise: (promise.due, promise.id))
    return [promise_fact(desk, promise, client) for promise in ordered]


def promise_fact(desk: Desk, promise: Promise, client: Client) -> Facts:
    """Return a promise as the client reads it: the day, and the time on the client's clock unless it is a whole day."""
    here = promise.zone or desk.zone
    zone = here if promise.whole_day else client.zone or here
    return {
        "what": promise.what,
        "day": _local(promise.due, zone),
        "time": None if promise.whole_day else promise.due,
        "zone": zone,
        "your_time": zone != here,
        "overdue": promise.due <= desk.now(),
    }


def report_facts(desk: Desk, view: ReportView) -> Facts:
    """Return the facts of a progress report; they replace the empty ones of ``context``."""
    money = view.money
    facts: Facts = {
        "actions": [
            {
                "note": line.note,
                "seconds": Decimal(line.minutes * 60),
                "free": not line.billable,
                "first": line.first_day,
                "last": line.last_day,
            }
            for line in view.actions
        ],
        "report": {
            "first": view.first,
            "last": view.last,
            "one_day": view.first == view.last,
            "seconds": Decimal(view.total_minutes * 60),
            "spent_seconds": view.spent_all,
            "estimate_seconds": view.estimate_seconds,
            "continued": view.spent_all > view.total_seconds,
            "money": None
            if money is None
            else {
                "by_rate": money.rate is not None,
                "rate": money.rate,
                "quoted": money.quoted,
                "quoted_seconds": money.quoted_hours * 3600,
                "used": money.used,
                "used_in_period": money.used_in_period,
                "percent": money.percent,
            },
            "done": [_done_promise(desk, promise) for promise in view.promises_kept],
            "on_schedule": view.schedule is standing.Schedule.ON,
            "next_on": reports.next_after(desk, view),
        },
        "steps": [step.text for step in view.next_steps],
        "needs": [step.text for step in view.needs],
    }
    cleaned: Facts = _cleaned(facts)
    return cleaned


def _done_promise(desk: Desk, promise: Promise) -> Facts:
    zone = promise.zone or desk.zone
    return {"what": promise.what, "day": _local(promise.closed_at or promise.due, zone)}


def message_facts(desk: Desk, message: Message | None, answer: str) -> Facts:
    """Return the facts of an answer to ``message``."""
    facts: Facts = {"message": None, "answer": answer}
    if message is not None:
        facts["message"] = {
            "subject": _bare_subject(message.subject),
            "excerpt": message.excerpt,
            "day": _local(message.at, desk.zone),
        }
    cleaned: Facts = _cleaned(facts)
    return cleaned


def _bare_subject(subject: str) -> str:
    text = show(subject).strip()
    while text[:3].casefold() in ("re:", "fw:") or text[:4].casefold() == "fwd:":
        text = text.split(":", 1)[1].strip()
    return text


# -- values ------------------------------------------------------------------------------------------------------------


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _sentence(text: str) -> str:
    """Return ``text`` with an end: people leave the full stop out of a form's field."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in '.!?…»”"' else f"{stripped}."


def _local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def _cleaned(value: Any) -> Any:
    """Return plain values with every text made safe; what has no business in a letter is refused."""
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    if isinstance(value, str):
        return show_block(value) if "\n" in value else show(value)
    if value is None or isinstance(value, (bool, int, Decimal, date, Money)):  # a datetime is a date, too
        return value
    raise TypeError(f"{type(value).__name__} is no fact")
