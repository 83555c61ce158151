"""One workspace with a record of every kind, and everything on the screen that people type into, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.message import Direction
from freelance_comm.domain.negotiation import Subject
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import Contact
from freelance_comm.domain.quote import Unit
from freelance_comm.services import (
    checklist,
    clients,
    complaints,
    feedback,
    messages,
    negotiations,
    payments,
    projects,
    promises,
    quoting,
    timelog,
)
from freelance_comm.services.desk import Desk
from freelance_comm.services.promise_making import Move
from tests.tui.conftest import NOW

if TYPE_CHECKING:
    from textual.screen import Screen

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.tui.form_model import FormJob
    from freelance_comm.tui.page import Page


def build(desk: Desk, text: str = "Petrescu") -> int:
    """Write a client, a project and everything of it, with ``text`` wherever text goes; return the project's id."""
    contact = Contact(name=text, role=text, email="ana@example.com", phone="0722 000 000")
    client = clients.add_client(desk, text, vocative=text, likes=text, notes=text, contacts=(contact,))
    project = projects.add_project(desk, text, client_text=client.ref)
    checklist.add_requirement(desk, project, text, said_by=text, said_on=date(2026, 11, 3))
    checklist.add_step(desk, project, text)
    quoting.add_item(desk, project, text, unit=Unit.HOUR, quantity="8", price=Decimal(100), done_by=text)
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=date(2026, 12, 4))
    promises.add_promise(desk, text, project_text=project.ref, due=NOW + timedelta(hours=2))
    messages.log(desk, Direction.IN, client.ref, at=NOW - timedelta(hours=2), subject=text, excerpt=text)
    timelog.add_entry(desk, project.ref, day=date(2026, 11, 19), seconds=Decimal(3600), note=text)
    complaints.add(desk, text, project_text=project.ref, raised_at=NOW - timedelta(hours=3))
    feedback.add(desk, text, client_text=client.ref, said_by=text)
    negotiations.start(desk, project, Subject.PRICE, theirs=text, mine=text)
    return project.id


def the_project(desk: Desk) -> ProjectFile:
    """Return the one project."""
    return desk.reader.project(desk.reader.summaries(closed=True)[0].project.id)


def the_client(desk: Desk) -> Client:
    """Return the one client."""
    return desk.reader.clients()[0]


def the_entry(desk: Desk) -> timelog.EntryLine:
    """Return the one time entry."""
    return timelog.last_entries(desk)[0]


def _facts(desk: Desk, stage_id: str) -> FormJob:
    from freelance_comm.stages.registry import stage
    from freelance_comm.tui.forms.project import FactsJob

    return FactsJob(desk, the_project(desk).head, stage(stage_id))


def _jobs() -> dict[str, Callable[[Desk], FormJob]]:
    from freelance_comm.services.complaint_views import all_complaints
    from freelance_comm.services.feedback import all_feedback
    from freelance_comm.tui.forms.addition import AdditionJob
    from freelance_comm.tui.forms.client import ClientJob, ContactJob
    from freelance_comm.tui.forms.complaint import ComplaintJob, FeedbackJob, Whose
    from freelance_comm.tui.forms.discount import DiscountJob
    from freelance_comm.tui.forms.entry import EntryJob
    from freelance_comm.tui.forms.item import ItemJob
    from freelance_comm.tui.forms.option import OptionJob
    from freelance_comm.tui.forms.profile import ProfileJob
    from freelance_comm.tui.forms.project import ProjectJob
    from freelance_comm.tui.forms.promise import PromiseJob
    from freelance_comm.tui.forms.requirement import RequirementJob
    from freelance_comm.tui.forms.schedule import InstalmentJob, ScheduleJob

    def item(desk: Desk) -> FormJob:
        file = the_project(desk)
        return ItemJob(desk, file.head, number=1, base=quoting.item_at(file, 1))

    return {
        "client": lambda desk: ClientJob(desk, the_client(desk)),
        "new client": ClientJob,
        "contact": lambda desk: ContactJob(desk, the_client(desk), the_client(desk).contacts[0]),
        "new contact": lambda desk: ContactJob(desk, the_client(desk)),
        "project": lambda desk: ProjectJob(desk, the_client(desk), the_project(desk).head),
        "new project": lambda desk: ProjectJob(desk, the_client(desk)),
        "facts": lambda desk: _facts(desk, "contact"),
        "requirement": lambda desk: RequirementJob(desk, the_project(desk).head, the_project(desk).requirements[0]),
        "item": item,
        "new item": lambda desk: ItemJob(desk, the_project(desk).head),
        "new option": lambda desk: OptionJob(desk, the_project(desk).head),
        "new addition": lambda desk: AdditionJob(desk, the_project(desk).head),
        "new discount": lambda desk: DiscountJob(desk, the_project(desk).head),
        "schedule": lambda desk: ScheduleJob(desk, the_project(desk).head),
        "instalment": lambda desk: InstalmentJob(desk, the_project(desk).head, the_project(desk).instalments[0]),
        "entry": lambda desk: EntryJob(desk, the_entry(desk)),
        "promise": lambda desk: PromiseJob(desk, the_project(desk).promises[0]),
        "profile": ProfileJob,
        "new complaint": lambda desk: ComplaintJob(desk, Whose(the_client(desk), the_project(desk).head)),
        "complaint": lambda desk: ComplaintJob(desk, Whose(the_client(desk)), all_complaints(desk.reader)[0]),
        "new feedback": lambda desk: FeedbackJob(desk, Whose(the_client(desk))),
        "feedback": lambda desk: FeedbackJob(desk, Whose(the_client(desk)), all_feedback(desk.reader)[0]),
    }


FORMS = (
    "client", "new client", "contact", "new contact", "project", "new project", "facts", "requirement", "item",
    "new item", "new option", "new addition", "new discount", "schedule", "instalment", "entry", "profile", "promise",
    "new complaint", "complaint", "new feedback", "feedback",
)  # fmt: skip
LETTERS = ("letter", "reply", "report", "new time")


def page_of(kind: str, desk: Desk) -> Screen[Any]:
    """Return the page on which one types something of a kind, over what is stored now."""
    from freelance_comm.tui.draft_page import DraftPage
    from freelance_comm.tui.form_page import FormPage
    from freelance_comm.tui.new_time_page import NewTimePage
    from freelance_comm.tui.opening import NamedForm
    from freelance_comm.tui.reply_page import ReplyPage
    from freelance_comm.tui.report_page import ReportPage

    if kind == "new time":
        promise = the_project(desk).promises[0]
        return NewTimePage(promise, Move(promise_id=promise.id, due=NOW + timedelta(days=3)))
    if kind == "letter":
        return DraftPage(the_project(desk).head, "contact/read-back")
    if kind == "reply":
        return ReplyPage(the_client(desk), desk.reader.conversations()[0].waiting)
    if kind == "report":
        return ReportPage(the_project(desk).head)
    job: Any = _jobs()[kind](desk)
    return NamedForm(job) if kind.endswith(("client", "project")) else FormPage(job)


LINES = (
    "log", "time", "time of a project", "start", "promise", "promise of a project", "move", "snooze", "received",
    "accepted", "date", "step", "requirement", "fact", "reason", "period",
)  # fmt: skip


def line_of(kind: str, page: Page) -> Coroutine[Any, Any, object]:
    """Return the conversation in which a line of a kind is asked for."""
    from freelance_comm.tui import log_message, promising, timing, walking
    from freelance_comm.tui.draft_page import snooze
    from freelance_comm.tui.filling_in import one_fact
    from freelance_comm.tui.lists import instalments, items, requirements, steps
    from freelance_comm.tui.lists import promises as dates
    from freelance_comm.tui.report_page import ReportPage
    from freelance_comm.tui.stage_rows import gather

    desk = page.desk
    file = the_project(desk)
    head = file.head
    if kind == "move":
        return promising.move(page, promises.views(desk, file.promises)[0])
    if kind == "snooze":
        waiting = desk.reader.conversations()[0].waiting
        assert waiting is not None
        return snooze(page, waiting)
    if kind == "received":
        return instalments.received(page, head, payments.payment_view(desk, head).lines[0])
    if kind == "fact":
        seen = gather(desk, head.id, "quote")
        return one_fact(page, seen, next(fact for fact in seen.stage.facts if fact.id == "valid_until"))
    if kind == "period":
        assert isinstance(page, ReportPage)
        return page._choose_period()
    plain: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
        "log": lambda: log_message.log_message(page),
        "time": lambda: timing.add(page, None),
        "time of a project": lambda: timing.add(page, head),
        "start": lambda: timing.start(page, None),
        "promise": lambda: promising.add(page, None),
        "promise of a project": lambda: promising.add(page, head),
        "accepted": lambda: items.accepted(page, head),
        "date": lambda: dates.own_date(page, head),
        "step": lambda: steps.note(page, head, theirs=False),
        "requirement": lambda: requirements.Requirements().add(page, head),
        "reason": lambda: walking.advance(page, head),
    }
    return plain[kind]()
