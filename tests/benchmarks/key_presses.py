"""What a key press costs on each page with a list, however long the list is.

The pages are those of ten years of work; each list is also filled up to ``ROWS`` rows, the page's own over and over, so
that every kind of row and every page's way of answering the cursor is met at that length.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.rows import Row
from tests.benchmarks import history
from tests.benchmarks.unseen import Unseen, opened, pressed, settled

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.tui.page import Page

ROWS = 5_000
FRAME = 0.016
"""Seconds in which a key should be answered: one picture of sixty in a second."""
KEYS = (
    *("down",) * 12, *("pagedown",) * 8, "end", *("up",) * 12, *("pageup",) * 8, "home", "end", "pageup", "home",
)  # fmt: skip
LETTERS = ("a", "n", "a", "backspace", "backspace", "backspace")


class Answered(Record):
    """How a page answers: rows of its list, seconds of the processor for a usual key and for the worst one."""

    rows: int
    usual: float
    worst: float
    worst_key: str


def desk_on(folder: Path) -> Desk:
    """Return a desk at the end of the history in ``folder``."""
    workspace = Workspace(folder, owner="tui", durable=False)
    return Desk(workspace, clock=lambda: history.NOW, tr=translator("en"), zone=history.ZONE, owner="tui")


def pages(desk: Desk) -> dict[str, Callable[[], Page]]:
    """Return how to open each page that has a list, about a project that is under way and its client."""
    return {**_lists(), **_about_work(desk), **_about_people(desk)}


def _lists() -> dict[str, Callable[[], Page]]:
    from freelance_comm.tui.beside_page import BesidePage
    from freelance_comm.tui.coach_rules_page import CoachRulesPage
    from freelance_comm.tui.data_page import DataPage
    from freelance_comm.tui.directory import DirectoryPage
    from freelance_comm.tui.forecast_page import CalibrationPage
    from freelance_comm.tui.mail_accounts_page import MailAccountsPage
    from freelance_comm.tui.mail_page import MailPage
    from freelance_comm.tui.money_page import MoneyPage
    from freelance_comm.tui.promises_page import PromisesPage
    from freelance_comm.tui.record_page import RecordPage
    from freelance_comm.tui.regulars_page import RegularsPage
    from freelance_comm.tui.reminders_page import RemindersPage
    from freelance_comm.tui.replies_page import RepliesPage
    from freelance_comm.tui.time_chart import TimeChartPage
    from freelance_comm.tui.time_log import TimePage
    from freelance_comm.tui.today import TodayPage
    from freelance_comm.tui.working_time_page import WorkingTimePage

    return {
        "today": lambda: TodayPage(None),
        "time": TimePage,
        "time chart": TimeChartPage,
        "find": DirectoryPage,
        "promises": PromisesPage,
        "mail": MailPage,
        "mail accounts": MailAccountsPage,
        "beside the clock": BesidePage,
        "reply times": RepliesPage,
        "record": RecordPage,
        "regulars": RegularsPage,
        "calibration": CalibrationPage,
        "money": MoneyPage,
        "reminders": RemindersPage,
        "working time": WorkingTimePage,
        "data": DataPage,
        "coach's rules": CoachRulesPage,
    }


def _about_work(desk: Desk) -> dict[str, Callable[[], Page]]:
    from freelance_comm.tui.forecast_page import ForecastPage
    from freelance_comm.tui.payment_page import PaymentPage
    from freelance_comm.tui.project_page import ProjectPage
    from freelance_comm.tui.promise_page import PromisePage
    from freelance_comm.tui.quote_page import QuotePage
    from freelance_comm.tui.stage_page import StagePage

    file = _under_way(desk)
    project, promise = file.head.id, file.promises[0].id
    return {
        "promise": lambda: PromisePage(promise),
        "project": lambda: ProjectPage(project),
        "stage": lambda: StagePage(project, "work"),
        "quote": lambda: QuotePage(project),
        "payment": lambda: PaymentPage(project),
        "forecast": lambda: ForecastPage(project),
    }


def _about_people(desk: Desk) -> dict[str, Callable[[], Page]]:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.client_page import ClientPage
    from freelance_comm.tui.habits_page import HabitsPage
    from freelance_comm.tui.ideas_page import IdeasPage
    from freelance_comm.tui.reckoning_page import ReckoningPage
    from freelance_comm.tui.regulars_page import HealthPage
    from freelance_comm.tui.talks_page import TalksPage

    client = client_by_id(desk, _under_way(desk).head.client_id)
    message = next(iter(desk.reader.messages(history.LAST_DAY - timedelta(days=90), history.LAST_DAY)))
    return {
        "client": lambda: ClientPage(client.id),
        "health": lambda: HealthPage(client),
        "habits": lambda: HabitsPage(client),
        "ideas": lambda: IdeasPage(client),
        "talks": lambda: TalksPage(client.id),
        "reckoning": lambda: ReckoningPage(message.id),
    }


def _under_way(desk: Desk) -> ProjectFile:
    return next(desk.reader.project(row.project.id) for row in desk.reader.summaries() if row.project.stage == "work")


def measured(folder: Path, wanted: str = "") -> dict[str, Answered]:
    """Return how each page answers whose name contains ``wanted``: as it is, and filled up."""
    return asyncio.run(_all_pages(desk_on(folder), wanted))


async def _all_pages(desk: Desk, wanted: str) -> dict[str, Answered]:
    found: dict[str, Answered] = {}
    async with opened(desk) as app:
        for name, made in pages(desk).items():
            if wanted not in name:
                continue
            page = made()
            app.push_screen(page)
            await settled(app)
            found[name] = await _answered(app, page, KEYS)
            if name == "find":
                found["find, letters"] = await _answered(app, page, LETTERS)
            _fill_up(page)
            await settled(app)
            found[f"{name}, filled up"] = await _answered(app, page, KEYS)
            app.pop_screen()
            await settled(app)
    return found


def _fill_up(page: Page) -> None:
    ledger = page.query_one(Ledger)
    own = [row for row in ledger.rows if row.id] or [row for row in ledger.rows if row.cells]
    if not own:
        return
    page.reload = lambda: None  # type: ignore[method-assign]  # the page would show its own rows again
    ledger.show_rows(_copies(own))


def _copies(own: list[Row]) -> list[Row]:
    return [own[number % len(own)].but(id=f"{own[number % len(own)].id} {number}") for number in range(ROWS)]


async def _answered(app: Unseen, page: Page, keys: tuple[str, ...]) -> Answered:
    gc.collect()
    costs = [(await pressed(app, key), key) for key in keys]
    costs = [one for one in costs if one[0]] or [(0.0, "")]  # at the end of a list a key changes nothing
    worst, worst_key = max(costs)
    return Answered(
        rows=len(page.query_one(Ledger).rows),
        usual=median(cost for cost, _key in costs),
        worst=worst,
        worst_key=worst_key,
    )


def told(found: Mapping[str, Answered]) -> str:
    """Return the figures as lines: milliseconds of the processor for a usual key and the worst, by page."""
    lines = [f"\nfrom a key to the end of its repaint, in ms of the processor; a frame is {FRAME * 1000:.0f} ms"]
    for name, one in sorted(found.items(), key=lambda pair: -pair[1].worst):
        said = "kept" if one.worst <= FRAME else f"OVER by {one.worst / FRAME:.2f} x ({one.worst_key})"
        lines.append(f"  {one.usual * 1000:6.1f} {one.worst * 1000:6.1f}  {name}, {one.rows:,} rows   {said}")
    return "\n".join(lines) + "\n"
