"""Every change that can be made on a page, by the page and the key that makes it: what to strike, and where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import PromiseState
from freelance_comm.domain.record import Record
from tests.tui.conftest import Screen

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page

Script = tuple[str, ...]
"""What is struck one after the other: ``@row`` goes to the row whose id begins so, ``>words`` types them, ``*`` is the
key of the action (which comes first, after a row, where it is not named), ``tab×3`` is a key struck three times, and
anything else is a key. What stands before ``|`` only leads to where something is changed."""
Prepare = Callable[[Screen], Awaitable[None]]


class Scene(Record):
    """A page over one of the homes, and the ways to change something there."""

    home: str
    page: Callable[[Desk], Page]
    ways: Mapping[str, Script | tuple[Script, ...]]
    prepare: Prepare | None = None


# -- what pages are about --------------------------------------------------------------------------------------------


def project_named(desk: Desk, name: str) -> Project:
    """Return the project of that name, closed ones too."""
    return next(one.project for one in desk.reader.summaries(closed=True) if one.project.name == name)


def _work(desk: Desk) -> Project:
    return project_named(desk, "Landing page")


def _stage(stage: str, name: str = "Landing page") -> Callable[[Desk], Page]:
    from freelance_comm.tui.stage_page import StagePage

    return lambda desk: StagePage(project_named(desk, name).id, stage)


def _of_project(page: Callable[[int], Page], name: str = "Landing page") -> Callable[[Desk], Page]:
    return lambda desk: page(project_named(desk, name).id)


def _client(desk: Desk, name: str = "Hartley’s Bakery") -> int:
    return next(one.id for one in desk.reader.client_names() if one.name == name)


def _nobody(page: Callable[[], Page]) -> Callable[[Desk], Page]:
    return lambda desk: page()


# -- scenes ----------------------------------------------------------------------------------------------------------


def everywhere() -> dict[str, Scene]:
    """Return what can be done from all pages."""
    from freelance_comm.tui.said_page import SaidPage

    return {
        "anywhere": Scene(home="sample", page=_nobody(SaidPage), ways={"log": (">marlow yesterday 14:10 hi", "enter")})
    }


def lists() -> dict[str, Scene]:
    """Return the pages that are about everybody."""
    from freelance_comm.tui.beside_page import BesidePage
    from freelance_comm.tui.coach_rules_page import CoachRulesPage
    from freelance_comm.tui.directory import DirectoryPage
    from freelance_comm.tui.promises_page import PromisesPage
    from freelance_comm.tui.reminders_page import RemindersPage
    from freelance_comm.tui.today import TodayPage

    promises: dict[str, Script | tuple[Script, ...]] = {
        "keep": ("@promise:",),
        "move": ("@promise:", ">tuesday 12:00", "enter"),
        "withdraw": ("@promise:",),
        "add": (">hartley call about the oven, tuesday 12:00", "enter"),
    }
    waiting: dict[str, Script | tuple[Script, ...]] = dict.fromkeys(
        ("answered", "no_answer", "await_them"), ("@waiting:",)
    )
    return {
        "today": Scene(
            home="sample",
            page=_nobody(TodayPage),
            ways={
                **waiting,
                "later": ("@waiting:", ">tomorrow 10:00", "enter"),
                "keep": (("@promised:",), ("enter", "*")),
                "stop": (),
                "new_client": (">Zoe Adams", "f2"),
                "open": ("@promised:", "enter", "k"),
            },
        ),
        "today with an answer": Scene(
            home="small", page=_nobody(TodayPage), ways={"link": ("@waiting:", "down", "*", "y")}
        ),
        "promises": Scene(home="sample", page=_nobody(PromisesPage), ways=promises),
        "reminders": Scene(
            home="sample",
            page=_nobody(RemindersPage),
            ways={
                "open": (("@level:50", "enter"), ("@quiet", "enter", ">12-13", "enter")),
                "level": ("@level:50",),
                "quiet_hours": (">12-13", "enter"),
            },
        ),
        "rules": Scene(home="sample", page=_nobody(CoachRulesPage), ways={"switch_rule": ("@greeting",)}),
        "resting rules": Scene(
            home="small", page=_nobody(CoachRulesPage), ways={"wake_rule": ("@greeting", "*", ">zoe", "enter")}
        ),
        "directory": Scene(home="sample", page=_nobody(DirectoryPage), ways={"add_new": (">Zoe Adams", "*", "f2")}),
        "beside": Scene(
            home="small",
            page=_nobody(BesidePage),
            ways={
                "count_in": ("down", "|"),
                **dict.fromkeys(("answered", "no_answer", "await_them", "later"), ("@message:",)),
            },
        ),
    }


def time_pages() -> dict[str, Scene]:
    """Return the pages about time."""
    from freelance_comm.tui.time_chart import TimeChartPage
    from freelance_comm.tui.time_log import TimePage
    from freelance_comm.tui.working_time_page import WorkingTimePage

    return {
        "time": Scene(
            home="sample",
            page=_nobody(TimePage),
            ways={
                "open": ("@timer", "enter"),
                "start": (),
                "add": (">landing yesterday 8-9 sketches", "enter"),
                "switch": (">newsletter texts", "enter"),
                "cancel": (),
                "remove": ("@entry:",),
                "billed": (("@entry:", "*", "y"), ("@entry:", "*", "p")),
            },
        ),
        "time chart": Scene(home="sample", page=_nobody(TimeChartPage), ways={"bill": ("@project:",)}),
        "working time": Scene(
            home="sample",
            page=_nobody(WorkingTimePage),
            ways={
                "open": ("@day:2026-11-23", "enter"),
                "turn_day": ("@day:2026-11-23",),
                "remove": ("@day:2026-11-24", "enter", "|", "@day:2026-11-24"),
                "edit": ("end", ">; sat 10:00-12:00", "f2"),
                "add_travel": (">Asia/Tokyo", "tab×2", ">5 dec", "f2"),
            },
        ),
    }


def _ideas(desk: Desk) -> Page:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.ideas_page import IdeasPage

    return IdeasPage(client_by_id(desk, _client(desk)), _work(desk))


def _habits(desk: Desk) -> Page:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.habits_page import HabitsPage

    return HabitsPage(client_by_id(desk, _client(desk)))


def _promise(desk: Desk) -> Page:
    from freelance_comm.tui.promise_page import PromisePage

    promises = desk.reader.project(_work(desk).id).promises
    return PromisePage(next(one.id for one in promises if one.state is PromiseState.OPEN))


def of_clients() -> dict[str, Scene]:
    """Return the pages about one client."""
    from freelance_comm.tui.client_page import ClientPage

    return {
        "client": Scene(
            home="sample",
            page=lambda desk: ClientPage(_client(desk)),
            ways={
                "open": ("@promises:", "enter"),
                "keep": ("@promises:",),
                **dict.fromkeys(("answered", "no_answer", "await_them"), ("@message:",)),
                "later": ("@message:", ">tomorrow 10:00", "enter"),
                "write_note": (">laughs about the proofs", "enter"),
                "merge": (">marlow", "enter", "y"),
                "remove": (("@contact:",), ("@project:", "*", "x")),
            },
        ),
        "client with an answer": Scene(
            home="small", page=lambda desk: ClientPage(_client(desk, "Mara")), ways={"link": ("@message:", "*", "y")}
        ),
        "habits": Scene(
            home="sample",
            page=_habits,
            ways={
                **dict.fromkeys(("habit_yes", "habit_partly", "habit_not", "next_answer"), ("@habit:",)),
                "write_note": ("@habit:", "y", "|", "*", ">call more often", "enter"),
                "remove": (),
            },
        ),
        "ideas": Scene(
            home="sample",
            page=_ideas,
            ways={
                "add": (">a bag of good coffee", "enter"),
                "tick": ("@idea:",),
                "edit": ("@idea:", ">, framed", "enter"),
                "remove": ("@idea:",),
            },
        ),
        "promise": Scene(
            home="sample",
            page=_promise,
            ways={"keep": (), "move": (">tuesday 12:00", "enter"), "withdraw": (), "edit": (">, whole", "f2")},
        ),
    }


def of_projects() -> dict[str, Scene]:
    """Return the pages about one project."""
    from freelance_comm.tui.forecast_page import ForecastPage
    from freelance_comm.tui.payment_page import PaymentPage
    from freelance_comm.tui.project_page import ProjectPage

    return {
        "project": Scene(
            home="sample",
            page=_of_project(ProjectPage),
            ways={
                "open": ("@timer", "enter"),
                "advance": (">they wait for it", "enter"),
                "start": (),
                "add_time": (">yesterday 8-9 sketches", "enter"),
                "stage_back": (),
                "skip": ("@stage:delivery", "*", ">they do it", "enter"),
            },
        ),
        "closed project": Scene(home="sample", page=_of_project(ProjectPage, "Price list"), ways={"reopen": ()}),
        "forecast": Scene(
            home="sample",
            page=_of_project(ForecastPage),
            ways={
                "tick": ("@task:", "*", ">12", "enter"),
                "edit": ("a", ">3 maps", "enter", "|", "@task:maps", "*", ">2", "enter"),
                "remove": ("a", ">3 plans", "enter", "|", "@task:plans"),
                "open": (
                    ("a", ">3 views", "enter", "|", "@task:views", "enter", ">2", "enter"),
                    ("@headline", "enter"),
                ),
                "add": (">3 sketches", "enter"),
                "promise_date": (),
            },
        ),
        "payment page": Scene(
            home="sample",
            page=_of_project(PaymentPage),
            ways={
                "agreed_way": ("@way:milestones",),
                "refused": (),
                "remove": ("@came:",),
                "open": ("@came:", "enter"),
            },
        ),
    }


def quotes() -> dict[str, Scene]:
    """Return the pages around quotes in every state."""
    from freelance_comm.tui.quote_page import QuotePage

    return {
        "draft quote": Scene(
            home="small",
            page=_of_project(QuotePage, "Petrescu"),
            ways={
                "tick": ("@wish:", "*", "w"),
                "add": (">Maps", "tab×2", ">2", "tab", ">50", "f2"),
                "discount": (">Thank you", "tab×2", ">10", "f2"),
                "brokering": (("@others:", "*", "y"), ("@others:", "*", "d")),
                "sent": (),
                "accepted": ("enter",),
                "declined": ("enter",),
                "remove": ("@others:",),
                "edit": ("@others:", "*", ">s", "f2"),
                "open": (("@wish:", "enter", "w"), ("@others:", "enter", "y")),
            },
        ),
        "sent quote": Scene(
            home="small",
            page=_of_project(QuotePage, "Blog"),
            ways={
                "accepted": ("enter",),
                "declined": ("enter",),
                "revise": (),
                "tick": ("@wish:", "*", "n", "w"),
                "add": ("*", "n", ">Maps", "tab×2", ">2", "tab", ">50", "f2"),
                "discount": ("*", "n", ">Thank you", "tab×2", ">10", "f2"),
                "brokering": ("@others:", "*", "n", "y"),
                "remove": ("@others:", "*", "n"),
            },
        ),
        "accepted quote": Scene(
            home="sample",
            page=_of_project(QuotePage),
            ways={
                "new_addition": (">Second page", "tab×2", ">Grace", "f2"),
                "revise": (),
                "tick": ("@wish:", "*", "n", "0"),
            },
        ),
        "addition": Scene(
            home="small",
            page=_of_project(QuotePage, "Shop"),
            ways={
                "open": ("@addition:", "enter", ">s", "f2"),
                "edit": ("@addition:", "*", ">s", "f2"),
                "add": ("@addition:", "*", ">Maps", "tab×2", ">2", "tab", ">50", "f2"),
                "discount": ("@addition:", "*", ">Thank you", "tab×2", ">10", "f2"),
                "sent": ("@addition:",),
                "accepted": ("@addition:", "*", "enter"),
                "declined": ("@addition:", "*", "enter"),
                "remove": (("@addition:",), ("@added:",)),
            },
        ),
    }


def stages() -> dict[str, Scene]:
    """Return the stages of a project."""
    common: dict[str, Script | tuple[Script, ...]] = {"stage_back": ()}
    return {
        "contact": Scene(
            home="sample",
            page=_stage("contact"),
            ways={
                **common,
                "open": (("@timer", "enter"), ("@fact:core_problem", "enter", ">, always", "enter")),
                "add": (">a map", "enter", "enter"),
                "tick": ("@requirement:",),
                "remove": ("@requirement:",),
                "start": (),
            },
        ),
        "first contact": Scene(
            home="small",
            page=_stage("contact", "Petrescu"),
            ways={"advance": (">agreed by phone", "enter"), "skip": (">agreed by phone", "enter")},
        ),
        "quote": Scene(
            home="small",
            page=_stage("quote", "Petrescu"),
            ways={
                "add": (">Maps", "tab×2", ">2", "tab", ">50", "f2"),
                "sent": (),
                "accepted": ("enter",),
                "declined": ("enter",),
                "thank": (("d",), ("h", ">an hour", "enter")),
                "remove": ("@item:",),
                "option": (">Small", "tab", ">Ana", "tab", ">today", "tab", ">a small one", "f2"),
            },
        ),
        "quote that went out": Scene(
            home="small",
            page=_stage("quote", "Blog"),
            ways={
                "remove": ("@item:", "*", "n"),
                "add": ("*", "n", ">Maps", "tab×2", ">2", "tab", ">50", "f2"),
                "option": ("*", "n", ">Small", "tab", ">Ana", "tab", ">today", "tab", ">a small one", "f2"),
                "open": ("@item:", "enter", "n", "end", ">s", "f2"),
            },
        ),
        "deadline": Scene(
            home="sample",
            page=_stage("deadline"),
            ways={
                **common,
                "open": (("@suggestion", "enter"), ("@own-date", "enter", ">15 january", "enter", "y")),
                "promise_date": (),
                "add": ("@promise:", "*", ">the maps, tuesday 12:00", "enter"),
                "tick": ("@promise:",),
                "remove": ("@promise:",),
                "accepted": (),
            },
        ),
    }


def later_stages() -> dict[str, Scene]:
    """Return the stages from the payment on."""
    common: dict[str, Script | tuple[Script, ...]] = {"stage_back": ()}
    return {
        "payment": Scene(
            home="sample",
            page=_stage("payment"),
            ways={
                **common,
                "open": ("@instalment:", "enter", ">s", "f2"),
                "received": ("enter",),
            },
        ),
        "schedule": Scene(
            home="small",
            page=_stage("payment", "Shop"),
            ways={
                "add": ("f2",),
                "tick": ("@instalment:", "*", "enter"),
                "open": (("@instalment:", "enter", "enter"), ("@fact:terms_discussed_on", "enter", ">today", "enter")),
                "remove": ("@instalment:",),
            },
        ),
        "work": Scene(
            home="sample",
            page=_stage("work"),
            ways={
                **common,
                "open": ("@step:", "enter"),
                "advance": (">they wait for it", "enter"),
                "add": ("@step:", "*", ">the maps", "enter"),
                "tick": (("@step:",), ("@promise:",)),
                "remove": (("@step:",), ("@entry:",), ("@promise:",)),
                "need": (">the maps", "enter"),
                "skip": (">they do it", "enter"),
            },
        ),
        "delivery": Scene(
            home="sample",
            page=_stage("delivery"),
            ways={
                **common,
                "open": ("@open:delivered", "enter", ">today", "enter"),
                "tick": ("@requirement:",),
                "skip": (">they do it", "enter"),
            },
        ),
        "closing": Scene(
            home="sample",
            page=_stage("closing"),
            ways={"open": ("@fact:thanked_on", "enter", ">today", "enter")},
        ),
    }


def talks() -> dict[str, Scene]:
    """Return complaints, negotiations and feedback."""
    from freelance_comm.services.complaint_views import all_complaints
    from freelance_comm.services.negotiations import list_negotiations
    from freelance_comm.tui.complaint_page import ComplaintPage
    from freelance_comm.tui.negotiation_page import NegotiationPage
    from freelance_comm.tui.talks_page import TalksPage

    def complaint(desk: Desk) -> Page:
        return ComplaintPage(all_complaints(desk.reader)[0].id)

    def negotiation(desk: Desk) -> Page:
        return NegotiationPage(list_negotiations(desk, all=True)[0].negotiation.id)

    return {
        "complaint": Scene(
            home="small",
            page=complaint,
            ways={
                "take_step": (("enter", "y"), ("enter", "n")),
                "point": ("y",),
                "remedy": (">the new menu, tuesday 12:00", "enter"),
                "over": (">all well", "enter"),
                "remove": (),
            },
        ),
        "complaint that is over": Scene(
            home="sample", page=complaint, ways={"over": (), "take_step": ("enter", "u"), "remove": ()}
        ),
        "negotiation": Scene(
            home="small",
            page=negotiation,
            ways={
                "add": ("t", "p", ">800 is all we have", "enter"),
                "stuck": (">the price", "enter"),
                "their_answer": (("y",), ("n",)),
                "agreed": (">900", "enter"),
                "no_agreement": (">too dear", "enter"),
                "remove": (),
            },
        ),
        "negotiation that is over": Scene(
            home="sample",
            page=negotiation,
            ways={"open": ("@over", "enter", "u"), "no_agreement": ()},
        ),
        "talks": Scene(
            home="small",
            page=lambda desk: TalksPage(_client(desk, "Petrescu")),
            ways={
                "new_complaint": (">It is late", "f2"),
                "new_feedback": (">It is good", "f2"),
                "new_negotiation": (">petrescu", "enter", "p", ">800 is all we have", "enter"),
                "remove": (("@complaint:",), ("@negotiation:",), ("@feedback:",)),
            },
        ),
    }
