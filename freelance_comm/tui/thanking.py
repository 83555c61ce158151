"""Thanking a client who comes back, on the page of the quote: the proposal with its reckoning, taken with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.rows import Cell, Row, text

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.returning import Returning
    from freelance_comm.tui.page import Page


def proposal(desk: Desk, project: Project) -> Returning | None:
    """Return what would thank the client of ``project``; None where nothing would, or the quote thanks them already."""
    from freelance_comm.domain.project import ProjectState
    from freelance_comm.services import returning

    if project.state is ProjectState.CLOSED or desk.reader.project(project.id).quote is None:
        return None
    found = returning.suggestion(desk, project)
    return found if found is not None and not found.has_one and found.has_draft else None


def row(found: Returning) -> Row:
    """Return the line that proposes it."""
    mark = Cell(text="○", style="accent")
    return text(found.sentence, mark=mark, style="dim", id="thank", act="thank", thing=found)


async def thank(page: Page, project: Project) -> None:
    """Show what the proposal follows from, and put the line into the quote that is chosen."""
    from freelance_comm.services import returning

    t = page.tr.gettext
    found = await page.read(lambda desk: proposal(desk, project))
    if found is None:
        page.say(
            t("There is nothing to thank them for here: no earlier project is finished, or the quote already does it.")
        )
        return
    answers = [("h", t("something on the house"))]
    if found.loyalty.amount.amount > 0:
        answers.insert(0, ("d", t("the discount")))
    note = "\n".join((found.sentence, *(f"· {reason}" for reason in found.reckoning)))
    chosen = await page.app.push_screen_wait(AskKey(t("Thank them with what?"), answers, note=note))
    if chosen == "d":
        await page.save(lambda desk: returning.give_discount(desk, project))
        page.say(t("The discount is a line of the quote; edit it like any other."))
        page.reload()
    elif chosen == "h":
        await _on_the_house(page, project, found)


async def _on_the_house(page: Page, project: Project, found: Returning) -> None:
    from freelance_comm.services import returning

    t = page.tr.gettext

    async def submit(words: str) -> None:
        await page.save(lambda desk: returning.give_on_the_house(desk, project, words))

    ask = AskLine(
        t("What is on the house?"),
        submit,
        example=t("an hour of small changes"),
        note=t("It is in the quote with its worth and without a price; edit the line to change that."),
        keep_as=f"line-house-{project.id}",
    )
    if await page.app.push_screen_wait(ask):
        page.say(t("It is a line of the quote, worth {worth}.").format(worth=_told(page, found)))
        page.reload()


def _told(page: Page, found: Returning) -> str:
    from freelance_comm.text.sums import plain_money

    return plain_money(found.worth, page.tr)
