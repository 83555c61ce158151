"""The facts a letter may tell: plain values taken from the record, nothing else.

Apart from the drafts because this is the one place that decides what a template can see. Every fact is listed in
docs/templates.md. Text is cleaned here; dates, numbers and money stay values, which the templates' filters write in
the letter's language. A fact that is not on record is ``None``, an empty text or an empty list: never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import AddressForm, Channel, Client, Gender, Profile
from freelance_comm.domain.project import StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.text_safety import show
from freelance_comm.services import reports, standing
from freelance_comm.services.fact_values import Facts, cleaned, last_day, local_day, noted_day
from freelance_comm.services.offer_facts import deadline_facts, delivery_facts, payment_facts
from freelance_comm.services.quote_facts import quote_facts

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.domain.message import Message
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.reports import ReportView


_ANSWER_MARKS = r"(?i)^\s*(?:(?:re|fwd?|aw|sv|tr|rép|отв|răsp)(?:\[\d{1,3}\])?[\s\u00a0]?:\s*)+"

HOW_TO_PROVIDE: dict[str, str] = {
    "requirements": N_("Write down what the client asked for first: requirement add."),
    "quote": N_("Give the quote at least one line with a price: quote item."),
    "document": N_("Give the quote at least one line with a price: quote item."),
    "waiting": N_("Mark the quote as sent first: quote send."),
    "recommended": N_("Say who to hire directly: quote direct."),
    "addition": N_("Begin an addition and give it a line with a price: quote addition."),
    "deadline": N_("Promise a day for the whole work first: deadline promise."),
    "new_deadline": N_("The remaining hours still fit the promised day, so there is nothing to announce."),
    "reminder": N_("No payment for this project is late."),
    "payment": N_("Make a payment schedule first: payment plan."),
    "report": N_("Log the time first, or choose another period."),
    "actions": N_("Log the time first, or choose another period."),
    "delivery": N_("Tick off the requirements that are done; for the open ones, promise a day."),
    "message": N_("Log the client's message first."),
    "promised": N_("Say which promise it is about: promise list shows them."),
    "new_time": N_("Say the new time: --by."),
    "complaint": N_("Note what they complained about first: complaint add."),
    "feedback": N_("Note what they said about the work first: feedback add."),
    "negotiation": N_("First note what you are negotiating about: negotiation add."),
    "extra": N_("Note what you did, and that it is done: idea add, idea done."),
    "answer_by": N_("Say by when you will answer, or set your working hours."),
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
        "addition": None,
        "waiting": None,
        "recommended": [],
        "document": None,
        "report": None,
        "actions": [],
        "message": None,
        "answer": "",
        "answer_by": None,
        "new_deadline": None,
        "complaint": None,
        "feedback": None,
        "negotiation": None,
        "reminder": None,
        "promised": None,
        "new_time": None,
        "extra": "",
    }
    return cleaned(facts)


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
    steps = [step for step in file.steps if step.done_at is None and not step.quiet]
    return {
        "project": {"name": head.name, "ref": head.ref, "small": head.small_job},
        "core_problem": head.facts.get("core_problem", "").strip().rstrip("."),
        "confirmed_on": noted_day(head.facts.get("confirmed_on", "")),
        "requirements": wanted,
        "requirements_done": [one for one in wanted if one["done"]],
        "requirements_open": [one for one in wanted if not one["done"]],
        "several_voices": len(voices) > 1,
        **quote_facts(desk, file, client),
        "deadline": None if deadline is None else deadline_facts(desk, file, deadline),
        "payment": payment_facts(file),
        "steps": [step.text for step in steps if step.kind is StepKind.MINE],
        "needs": [step.text for step in steps if step.kind is StepKind.THEIRS],
        "promises": _promises(desk, others, client),
        "spent_seconds": spent,
        "estimate_seconds": estimate,
        "left_seconds": left,
        "delivery": delivery_facts(desk, file, deadline),
        "delivered_on": noted_day(head.facts.get("delivered_on", "")),
        "follow_up_on": noted_day(head.facts.get("follow_up_on", "")),
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

    A familiar letter takes the first word of a person's name. Companies keep their whole name. Where the client's
    language changes a name after a greeting, one that it lists is changed.
    """
    from freelance_comm.text.languages import greeted

    if client.forms.vocative:
        return client.forms.vocative
    person = person_of(client)
    if person and client.address is AddressForm.FAMILIAR:
        return greeted(person.split()[0], client.language)
    return greeted(person or client.name, client.language)


# -- promises, report, message -----------------------------------------------------------------------------------------


def answer_promised(locale: str, subject: str) -> str:
    """Return how the promise of an answer is told; it stands in letters to the client, so in their language."""
    from freelance_comm.text.catalog import translator

    words, about = translator(locale), bare_subject(subject)
    if about:
        return words.gettext("answer to “{subject}”").format(subject=about)
    return words.gettext("answer to your message")


def _promises(desk: Desk, promises: list[Promise], client: Client) -> list[Facts]:
    ordered = sorted(promises, key=lambda promise: (promise.due, promise.id))
    return [promise_fact(desk, promise, client) for promise in ordered]


def promise_fact(desk: Desk, promise: Promise, client: Client) -> Facts:
    """Return a promise as the client reads it: the day, and the time on the client's clock unless it is a whole day."""
    here = promise.zone or desk.zone
    zone = here if promise.whole_day else client.zone or here
    return {
        "what": promise.what,
        "day": last_day(promise, zone),
        "start": None if promise.whole_day else promise.window_start,
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
            # What rounds to no minute at all says nothing to a client; the total counts it all the same.
            for line in view.actions
            if line.minutes or not view.total_minutes
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
    return cleaned(facts)


def _done_promise(desk: Desk, promise: Promise) -> Facts:
    zone = promise.zone or desk.zone
    return {"what": promise.what, "day": local_day(promise.closed_at or promise.due, zone)}


def message_facts(desk: Desk, message: Message | None, answer: str, *, author: str = "", words: str = "") -> Facts:
    """Return the facts of an answer to ``message``; ``words`` of ``author`` are quoted, a line each."""
    facts: Facts = {"message": None, "answer": answer}
    if message is not None:
        facts["message"] = {
            "subject": bare_subject(message.subject),
            "excerpt": message.excerpt,
            "day": local_day(message.at, desk.zone),
            "author": author,
            "quoted": words.split("\n") if words else [],
        }
    return cleaned(facts)


def moment_fact(desk: Desk, moment: datetime, client: Client) -> Facts:
    """Return a moment as the client reads it: the day and the time on the client's clock."""
    zone = client.zone or desk.zone
    told = {"day": local_day(moment, zone), "time": moment, "zone": zone, "your_time": zone != desk.zone}
    return {**told, "start": None}


def bare_subject(subject: str) -> str:
    """Return a subject without the marks of answering and forwarding at its beginning."""
    return re.sub(_ANSWER_MARKS, "", show(subject)).strip()
