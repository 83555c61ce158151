"""Promising, keeping, moving and taking back, wherever one stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.services import promises
from freelance_comm.text.moments import Due
from freelance_comm.text.telling import clock, dated, near
from freelance_comm.tui import one_line
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.timing import handle_of, kept_for, safely

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.lookup import Handle
    from freelance_comm.services.promises import PromiseView
    from freelance_comm.tui.page import Page


def due_words(page: Page, due: Due) -> str:
    """Return a due time as it was understood: "Fri 20 Nov", "Fri 20 Nov, 9:00 to 12:00", "tomorrow 16:00"."""
    if due.due is None:
        return dated(due.day, page.tr)
    told = near(due.start or due.due, page.desk.now(), page.desk.zone, page.tr)
    return f"{told}–{clock(due.due, page.desk.zone)}" if due.start is not None else told


async def add(page: Page, project: Project | None) -> None:
    """Write a promise down in one line."""
    handles = await page.read(_everybody)
    given = handle_of(project)
    t = page.tr.gettext

    def reading(text: str) -> str:
        spoken = one_line.read_promise(page.desk, text, handles, given)
        to = spoken.to.name if spoken.to is not None else ""
        return " · ".join(part for part in (to, due_words(page, spoken.due), spoken.what) if part)

    async def submit(text: str) -> str:
        spoken = one_line.read_promise(page.desk, text, handles, given)
        assert spoken.to is not None
        ref, due = spoken.to.ref, spoken.due
        of_project = ref.startswith("P-")

        def save(desk: Desk) -> PromiseView:
            moment, whole = moment_of(desk, due)
            return promises.add_promise(
                desk,
                spoken.what,
                due=moment,
                client_text="" if of_project else ref,
                project_text=ref if of_project else "",
                window_start=due.start,
                whole_day=whole,
            )

        return (await page.save(save)).sentence

    if given is not None:
        question, example = t("Promise what, until when?"), t("friday 16:00 the revised quote")
    else:
        question, example = t("Promise what to whom, until when?"), t("ana friday 16:00 the revised quote")
    ask = AskLine(
        question, submit, example=example, reading=safely(page, reading), keep_as=kept_for("promise", project)
    )
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


def moment_of(desk: Desk, due: Due) -> tuple[datetime, bool]:
    """Return the moment a promise is due, and whether it is for the whole day (then at its local noon)."""
    if due.due is not None:
        return due.due, False
    from freelance_comm.domain.zones import zone_of

    noon = datetime(due.day.year, due.day.month, due.day.day, 12, tzinfo=zone_of(desk.zone))
    return noon.astimezone(UTC), True


async def keep(page: Page, view: PromiseView) -> None:
    """Note that it is kept."""
    done = await page.save(lambda desk: promises.keep(desk, view.promise.id))
    page.say(done.sentence)
    page.reload()


async def move(page: Page, view: PromiseView) -> None:
    """Agree on another time; before the old one has passed that is not breaking it."""
    t = page.tr.gettext

    async def submit(text: str) -> str:
        due = one_line.read_due(page.desk, text)

        def save(desk: Desk) -> PromiseView:
            moment, whole = moment_of(desk, due)
            return promises.renegotiate(desk, view.promise.id, moment, window_start=due.start, whole_day=whole)

        return (await page.save(save)).sentence

    def reading(text: str) -> str:
        return due_words(page, one_line.read_due(page.desk, text))

    question = t("New time for “{what}”").format(what=view.promise.what)
    keep_as = f"line-move-{view.promise.id}"
    ask = AskLine(question, submit, example=t("monday 12:00"), reading=safely(page, reading), keep_as=keep_as)
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


async def withdraw(page: Page, view: PromiseView) -> None:
    """Take it back."""
    t = page.tr.gettext
    question = t("Take back “{what}”?").format(what=view.promise.what)
    if await page.app.push_screen_wait(AskKey(question, [("w", t("take it back"))])):
        done = await page.save(lambda desk: promises.withdraw(desk, view.promise.id))
        page.say(done.sentence)
        page.reload()


def _everybody(desk: Desk) -> tuple[Handle, ...]:
    return (*one_line.clients(desk), *one_line.projects(desk))
