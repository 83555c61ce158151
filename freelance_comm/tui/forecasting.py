"""Conversations of the forecast's page: tasks added, ticked, corrected; and what if.

Apart from the page because each asks a line and answers it; the page only shows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.services import estimates, wording
from freelance_comm.services.task_lines import TaskLine
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import dated
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.timing import safely

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.asking import Submit
    from freelance_comm.tui.forecast_page import ForecastPage
    from freelance_comm.tui.forecast_rows import ForecastView

_HOURS = N_("The hours")


async def add(page: ForecastPage) -> None:
    """Add a task: its hours, then its words, in one line."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        hours, words = _hours_and_words(page.desk, said)
        await page.save(lambda desk: estimates.add_task(desk, _project(page), words, hours))

    def reading(said: str) -> str:
        hours, words = _hours_and_words(page.desk, said)
        return f"{duration(wording.hours(page.desk, hours, _HOURS, high=10_000) * 3600, page.tr)} · {words}"

    ask = AskLine(
        t("Which task, and how long will it take? Hours first."),
        submit,
        example=t("3 booking form"),
        reading=safely(page, reading),
        keep_as=f"line-task-{page.project_id}",
    )
    if await page.app.push_screen_wait(ask):
        page.reload()


async def tick(page: ForecastPage, line: TaskLine) -> None:
    """The task is done: ask how long it took, with what the log says; or take the tick back."""
    if line.done:
        await page.save(lambda desk: estimates.reopen_task(desk, _project(page), number_of(page.seen, line)))
        page.reload()
        return
    known = wording.plain(line.sure_hours.quantize(estimates.LEAST_HOURS)) if line.sure_hours else ""

    async def submit(said: str) -> None:
        took = "" if said.strip() == known else said.strip()
        number = number_of(page.seen, line)
        await page.save(lambda desk: estimates.finish_task(desk, _project(page), number, took=took))

    question = page.tr.gettext("How long did it take, in hours?")
    note = page.tr.gettext("The time log has {hours}.").format(hours=duration(line.sure_hours * 3600, page.tr))
    if await page.app.push_screen_wait(AskLine(question, submit, text=known, note=note if known else "")):
        page.say(page.tr.gettext("Done. What it took is kept, next to the estimate."))
        page.reload()


async def correct(page: ForecastPage, line: TaskLine) -> None:
    """Correct a finished task's hours, or an open one's estimate."""
    if line.task is None:
        page.say(
            page.tr.gettext("Its hours are in the quote or in the deadline stage: change them there, or tick it off.")
        )
        return
    t = page.tr.gettext
    current = line.task.actual_hours if line.done else line.task.estimate_hours

    async def submit(said: str) -> None:
        number = number_of(page.seen, line)
        took, estimate = (said.strip(), "") if line.done else ("", said.strip())
        project = _project(page)
        await page.save(lambda desk: estimates.change_task(desk, project, number, took=took, estimate=estimate))

    question = t("How long did it really take, in hours?") if line.done else t("How long will it take, in hours?")
    text = wording.plain(current) if current is not None else ""
    if await page.app.push_screen_wait(AskLine(question, submit, text=text)):
        page.reload()


async def remove(page: ForecastPage, line: TaskLine) -> None:
    """Strike the task out."""
    number = number_of(page.seen, line)
    await page.save(lambda desk: estimates.remove_task(desk, _project(page), number))
    page.say(page.tr.gettext("Removed."))
    page.reload()


async def begin_later(page: ForecastPage) -> None:
    """Ask for another first day."""

    async def submit(said: str) -> None:
        day = _coming(page.desk, said)
        page.ask_otherwise(page.what_if.but(start=day))

    await _ask_day(page, page.tr.gettext("What if the work begins on another day?"), submit)


async def by_day(page: ForecastPage) -> None:
    """Ask for a day, and judge it."""

    async def submit(said: str) -> None:
        page.asked = _coming(page.desk, said)
        page.reload()

    await _ask_day(page, page.tr.gettext("Which day is the client asking for?"), submit)


async def days_off(page: ForecastPage) -> None:
    """Ask for a holiday."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        first, last = _stretch(page.desk, said)
        page.ask_otherwise(page.what_if.but(off=(*page.what_if.off, (first, last))))

    def reading(said: str) -> str:
        first, last = _stretch(page.desk, said)
        return f"{dated(first, page.tr)} – {dated(last, page.tr)}"

    today = page.desk.today().isoformat()
    ask = AskLine(
        t("What if these days are off? First and last day, with two dots in between."),
        submit,
        example=f"{today}..{today}",
        reading=safely(page, reading),
        enter=t("ask"),
    )
    await page.app.push_screen_wait(ask)


async def more_hours(page: ForecastPage) -> None:
    """Ask for other hours a day."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        hours = wording.hours(page.desk, said, N_("The hours a day"), high=24)
        page.ask_otherwise(page.what_if.but(hours_a_day=hours))

    await page.app.push_screen_wait(
        AskLine(t("What if you give it this many hours a day?"), submit, example="6", enter=t("ask"))
    )


def number_of(view: ForecastView | None, line: TaskLine) -> str:
    """Return what a task is called in services: its words, or its number where it has none."""
    if line.text or view is None or view.found is None:
        return line.text
    return next((str(one.number) for one in view.found.lines if one.line == line), "1")


async def _ask_day(page: ForecastPage, question: str, submit: Submit) -> None:
    def reading(said: str) -> str:
        return dated(_coming(page.desk, said), page.tr)

    t = page.tr.gettext
    ask = AskLine(question, submit, example=t("Friday"), reading=safely(page, reading), enter=t("ask"))
    await page.app.push_screen_wait(ask)


def _coming(desk: Desk, said: str) -> date:
    return wording.coming_day(desk, said)


def _stretch(desk: Desk, said: str) -> tuple[date, date]:
    first, dots, last = said.partition("..")
    begin = _coming(desk, first.strip())
    return begin, _coming(desk, last.strip()) if dots else begin


def _hours_and_words(desk: Desk, said: str) -> tuple[str, str]:
    hours, _space, words = said.strip().partition(" ")
    if not words.strip():
        raise BadValue(N_("Hours first, then what it is."), hint=N_("For example: 3 booking form."))
    return hours, words.strip()


def _project(page: ForecastPage) -> Project:
    if page.seen is None:
        raise BadValue(N_("The project is still being read."), hint=N_("Try again in a moment."))
    return page.seen.project
