"""The promises of a project; at the deadline stage the date to promise, with what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.services import deadlines, promises
from freelance_comm.services.promises import PromiseView
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.text.telling import dated
from freelance_comm.tui import one_line, promising
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.project_rows import URGENCY_MARKS
from freelance_comm.tui.rows import Cell, Row, line, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page


class _Seen(Record):
    views: tuple[PromiseView, ...]
    suggestion: str = ""
    """What the forecast says, in words; empty away from the deadline stage."""
    day: date | None = None
    own: bool = False


class Promises(ListEditor):
    """Open promises first, then what became of the others."""

    listing = Listing.PROMISES
    title = N_("Promised")
    empty = N_("Nothing is promised yet.")

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read the promises, and at the deadline stage the suggestion."""
        ordered = sorted(file.promises, key=lambda one: (one.state is not PromiseState.OPEN, one.due, one.id))
        views = promises.views(desk, tuple(ordered))
        if stage.id != "deadline":
            return _Seen(views=tuple(one for one in views if one.promise.state is PromiseState.OPEN))
        try:
            found = deadlines.suggest(desk, file.head)
        except AppError:
            # Without an estimate there is nothing to suggest; the condition above says what is missing.
            return _Seen(views=views, own=True)
        return _Seen(views=views, suggestion=found.words, day=found.promise_day, own=True)

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the promises and the suggestion."""
        view, made = cast("_Seen", seen), []
        if view.suggestion:
            act = "promise_date" if view.day is not None else ""
            made.append(
                text(view.suggestion, mark=Cell(text="→", style="accent"), id="suggestion", act=act, thing=view.day)
            )
        if view.own:
            made.append(
                text(
                    desk.tr.gettext("A date of your own"),
                    mark=Cell(text="·", style="dim"),
                    style="dim",
                    id="own-date",
                )
            )
        made += [self._row(one) for one in view.views]
        return made

    def _row(self, one: PromiseView) -> Row:
        is_open = one.promise.state is PromiseState.OPEN
        return line(
            "list",
            URGENCY_MARKS[one.urgency] if is_open else Cell(text="✓", style="dim"),
            Cell(text=one.promise.what, style="" if is_open else "dim"),
            Cell(text="" if is_open else one.state_text, style="dim"),
            "",
            one.due_text,
            id=f"promise:{one.promise.id}",
            thing=ListLine(listing=self.listing, number=0, record=one),
        )

    async def add(self, page: Page, project: Project) -> None:
        """Promise something."""
        await promising.add(page, project)

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Renegotiate it."""
        await promising.move(page, cast("PromiseView", line.record))

    async def tick(self, page: Page, project: Project, line: ListLine) -> None:
        """It is kept."""
        await promising.keep(page, cast("PromiseView", line.record))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Take it back."""
        await promising.withdraw(page, cast("PromiseView", line.record))


async def promise_date(page: Page, project: Project, day: date) -> None:
    "Put the date on the ledger."
    await page.save(lambda desk: deadlines.promise_deadline(desk, project, day))
    said = page.tr.gettext("Promised: {day}. It is on the ledger; the letter to write is below.")
    page.say(said.format(day=dated(day, page.tr)))
    page.reload()


async def own_date(page: Page, project: Project) -> None:
    """Ask for a date, say what it is worth, and promise it if it is still wanted."""
    t = page.tr.gettext

    async def submit(said: str) -> date:
        day = one_line.read_due(page.desk, said).day
        judged = await page.read(lambda desk: _worth(desk, project, day))
        if await page.app.push_screen_wait(AskKey(judged, [("y", t("promise it"))])):
            return day
        raise _thought_over()

    def reading(said: str) -> str:
        return dated(one_line.read_due(page.desk, said).day, page.tr)

    from freelance_comm.tui.timing import safely

    ask = AskLine(
        t("Promise which day?"),
        submit,
        example=t("Friday"),
        reading=safely(page, reading),
        keep_as=f"line-date-{project.id}",
    )
    day = await page.app.push_screen_wait(ask)
    if day:
        await promise_date(page, project, day)


def _worth(desk: Desk, project: Project, day: date) -> str:
    try:
        return deadlines.judge(desk, project, day).words
    except AppError:
        # Nothing to judge it by: the estimate is missing.
        return desk.tr.gettext("Promise {day}?").format(day=dated(day, desk.tr))


def _thought_over() -> AppError:
    from freelance_comm.domain.errors import BadValue

    return BadValue(N_("Nothing is promised."), hint=N_("Give another day, or go back."))
