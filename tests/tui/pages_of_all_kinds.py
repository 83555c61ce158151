"""Every page there is, over the sample freelancer's data, by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import freelance_comm.tui as package
from freelance_comm.services.desk import Desk
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile

SHARED = frozenset(
    ("Page", "WaitingPage", "PeriodPage", "CoachedPage", "AboutClient", "ClientSteps", "WritingPage", "RecordSteps",
     "RegularSteps", "ComplaintSteps", "HelpPage", "WorkPage")
)  # fmt: skip
"""What other pages are made of, and nobody opens; and the list of keys, which lies over another page."""


def classes() -> list[type[Page]]:
    """Return all classes of pages there are."""
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"freelance_comm.tui.{module.name}")
    found: list[type[Page]] = []
    waiting: list[type[Page]] = [Page]
    while waiting:
        page = waiting.pop()
        if page not in found:
            found.append(page)
        waiting += page.__subclasses__()
    return found


class Things:
    """What pages are about, found in the sample."""

    def __init__(self, desk: Desk) -> None:
        from freelance_comm.services.complaint_views import all_complaints
        from freelance_comm.services.negotiations import list_negotiations

        self.desk = desk
        self.files = [desk.reader.project(row.project.id) for row in desk.reader.summaries(closed=True)]
        self.complaint = all_complaints(desk.reader)[0].id
        self.added = next(file for file in self.files if file.additions)
        self.negotiation = list_negotiations(desk, all=True)[0].negotiation.id
        self.promise = next(promise for file in self.files for promise in file.promises)

    @property
    def message(self) -> Message:
        """Somebody waits for an answer to it."""
        waiting = [one.waiting for one in self.desk.reader.conversations() if one.waiting is not None]
        return waiting[0]

    @property
    def client(self) -> Client:
        """Somebody who waits for an answer, and has a project."""
        from freelance_comm.services.clients import client_by_id

        return client_by_id(self.desk, self.message.client_id)

    @property
    def open(self) -> ProjectFile:
        """A project with an accepted quote and work under way."""
        return next(file for file in self.files if file.head.stage == "work" and file.quotes)

    @property
    def project(self) -> Project:
        """Its head."""
        return self.open.head


def _stages() -> dict[str, Callable[[Things], Page]]:
    from freelance_comm.stages.registry import STAGES
    from freelance_comm.tui.stage_page import StagePage

    def at(stage_id: str) -> Callable[[Things], Page]:
        return lambda of: StagePage(of.project.id, stage_id)

    return {f"stage {stage.id}": at(stage.id) for stage in STAGES}


def _forms() -> dict[str, Callable[[Things], Page]]:
    from freelance_comm.tui.form_page import FormPage
    from freelance_comm.tui.forms.client import ClientJob
    from freelance_comm.tui.forms.item import ItemJob
    from freelance_comm.tui.forms.profile import ProfileJob
    from freelance_comm.tui.forms.project import FactsJob, ProjectJob
    from freelance_comm.tui.opening import NamedForm
    from freelance_comm.tui.settings import ProfilePage
    from freelance_comm.tui.welcome import WelcomePage

    def facts(of: Things, stage_id: str) -> Page:
        from freelance_comm.stages.registry import stage

        return FormPage(FactsJob(of.desk, of.project, stage(stage_id)))

    return {
        "profile": lambda of: ProfilePage(ProfileJob(of.desk)),
        "welcome": lambda of: WelcomePage(ProfileJob(of.desk, short=True)),
        "client form": lambda of: NamedForm(ClientJob(of.desk, of.client)),
        "project form": lambda of: NamedForm(ProjectJob(of.desk, of.client, of.project)),
        "line of a quote": lambda of: FormPage(ItemJob(of.desk, of.project)),
        "facts of the contact": lambda of: facts(of, "contact"),
        "facts of the quote": lambda of: facts(of, "quote"),
        "facts of the deadline": lambda of: facts(of, "deadline"),
    }


def _letters() -> dict[str, Callable[[Things], Page]]:
    from freelance_comm.services.complaint_letters import compose as about_complaint
    from freelance_comm.services.complaint_views import find
    from freelance_comm.services.payment_ways import ladder
    from freelance_comm.services.promise_making import Move
    from freelance_comm.tui.addition_letter import AdditionLetter
    from freelance_comm.tui.coach_page import CoachPage
    from freelance_comm.tui.document_page import DocumentPage
    from freelance_comm.tui.draft_page import DraftPage
    from freelance_comm.tui.hello_page import HelloPage
    from freelance_comm.tui.matter_letter_page import MatterLetterPage
    from freelance_comm.tui.new_time_page import NewTimePage
    from freelance_comm.tui.paying import OfferPage
    from freelance_comm.tui.reply_page import ReplyPage
    from freelance_comm.tui.report_page import ReportPage

    def about_matter(of: Things) -> Page:
        return MatterLetterPage(
            lambda desk: about_complaint(desk, find(desk, of.complaint)),
            name="",
            about=of.client.name,
            key=of.complaint,
        )

    return {
        "addition": lambda of: AdditionLetter(of.added.head, of.added.additions[0].id),
        "matter": about_matter,
        "offer": lambda of: OfferPage(of.project, ladder(of.desk, of.project)[0]),
        "coach": lambda of: CoachPage(),
        "document": lambda of: DocumentPage(of.project),
        "letter": lambda of: DraftPage(of.project, "contact/read-back"),
        "hello": lambda of: HelloPage(of.client),
        "new time": lambda of: NewTimePage(
            of.promise, Move(promise_id=of.promise.id, due=of.desk.now() + timedelta(days=3))
        ),
        "reply": lambda of: ReplyPage(of.client, of.message),
        "report": lambda of: ReportPage(of.project),
    }


def _lists() -> dict[str, Callable[[Things], Page]]:
    from freelance_comm.tui.beside_page import BesidePage
    from freelance_comm.tui.choosing import ChoosePage
    from freelance_comm.tui.coach_rules_page import CoachRulesPage
    from freelance_comm.tui.data_page import DataPage
    from freelance_comm.tui.directory import DirectoryPage
    from freelance_comm.tui.forecast_page import CalibrationPage
    from freelance_comm.tui.mail_accounts_page import MailAccountsPage
    from freelance_comm.tui.mail_page import MailPage
    from freelance_comm.tui.mailbox_page import MailboxPage
    from freelance_comm.tui.money_page import MoneyPage
    from freelance_comm.tui.promises_page import PromisesPage
    from freelance_comm.tui.regulars_page import RegularsPage
    from freelance_comm.tui.reminders_page import RemindersPage
    from freelance_comm.tui.replies_page import RepliesPage
    from freelance_comm.tui.rows import text
    from freelance_comm.tui.said_page import SaidPage
    from freelance_comm.tui.time_chart import TimeChartPage
    from freelance_comm.tui.time_import_page import TimeImportPage
    from freelance_comm.tui.time_log import TimePage
    from freelance_comm.tui.today import TodayPage
    from freelance_comm.tui.working_time_page import WorkingTimePage

    pages: tuple[Callable[[], Page], ...] = (
        BesidePage, CalibrationPage, CoachRulesPage, DataPage, DirectoryPage, MailAccountsPage, MailPage, MailboxPage,
        MoneyPage, PromisesPage, RegularsPage, RemindersPage, RepliesPage, SaidPage, TimeChartPage, TimeImportPage,
        TimePage, TodayPage, WorkingTimePage,
    )  # fmt: skip

    def made(page: Callable[[], Page]) -> Callable[[Things], Page]:
        return lambda of: page()

    return {
        **{page.__name__: made(page) for page in pages},
        "choose": lambda of: ChoosePage(of.project.name, [text(of.project.name, id="1")], {}),
    }


def _about_things() -> dict[str, Callable[[Things], Page]]:
    from freelance_comm.tui.burn_page import BurnPage
    from freelance_comm.tui.client_page import ClientPage
    from freelance_comm.tui.complaint_page import ComplaintPage
    from freelance_comm.tui.forecast_page import ForecastPage
    from freelance_comm.tui.habits_page import HabitsPage
    from freelance_comm.tui.ideas_page import IdeasPage
    from freelance_comm.tui.letters import LettersPage
    from freelance_comm.tui.negotiation_page import NegotiationPage
    from freelance_comm.tui.payment_page import PaymentPage
    from freelance_comm.tui.project_page import ProjectPage
    from freelance_comm.tui.promise_page import PromisePage
    from freelance_comm.tui.quote_page import QuotePage
    from freelance_comm.tui.reckoning_page import ReckoningPage
    from freelance_comm.tui.record_page import RecordPage
    from freelance_comm.tui.regulars_page import HealthPage
    from freelance_comm.tui.talks_page import TalksPage
    from freelance_comm.tui.timeline_page import TimelinePage

    return {
        "burn": lambda of: BurnPage(of.project.id),
        "client": lambda of: ClientPage(of.client.id),
        "complaint": lambda of: ComplaintPage(of.complaint),
        "forecast": lambda of: ForecastPage(of.project.id),
        "habits": lambda of: HabitsPage(of.client),
        "health": lambda of: HealthPage(of.client),
        "ideas": lambda of: IdeasPage(of.client),
        "list of letters": lambda of: LettersPage(of.project),
        "negotiation": lambda of: NegotiationPage(of.negotiation),
        "payment": lambda of: PaymentPage(of.project.id),
        "project": lambda of: ProjectPage(of.project.id),
        "promise": lambda of: PromisePage(of.promise.id),
        "quote": lambda of: QuotePage(of.project.id),
        "reckoning": lambda of: ReckoningPage(of.message.id),
        "record": lambda of: RecordPage(),
        "timeline": lambda of: TimelinePage(of.client.id),
        "talks": lambda of: TalksPage(of.client.id),
    }


def every_page() -> dict[str, Callable[[Things], Page]]:
    """Return how to make each page, by its name."""
    return {**_lists(), **_about_things(), **_stages(), **_forms(), **_letters()}
