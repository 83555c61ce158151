"""Filling in what a stage asks for: one fact where it stands, or all of them as a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.services.facts import parse_fact, set_facts
from freelance_comm.stages.model import Fact, FactKind
from freelance_comm.text.telling import full_day
from freelance_comm.tui.asking import AskLine, Reading
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.project import FactsJob
from freelance_comm.tui.timing import safely

if TYPE_CHECKING:
    from freelance_comm.tui.page import Page
    from freelance_comm.tui.stage_rows import StageOfProject


async def all_facts(page: Page, seen: StageOfProject) -> None:
    """Fill in all facts of the stage as a form."""
    if seen.stage.facts:
        job = await page.read(lambda desk: FactsJob(desk, seen.project, seen.stage))
        await page.app.push_screen_wait(FormPage(job))


async def one_fact(page: Page, seen: StageOfProject, fact: Fact) -> None:
    """Fill in one fact; a value that somebody else set meanwhile is shown before it is replaced."""
    if fact.kind in (FactKind.PARAGRAPH, FactKind.YES_NO):
        job = await page.read(lambda desk: FactsJob(desk, seen.project, seen.stage, (fact,)))
        await page.app.push_screen_wait(FormPage(job))
        return
    base = {fact.id: seen.canonical[fact.id]}

    async def submit(words: str) -> None:
        try:
            await page.save(lambda desk: set_facts(desk, seen.project, {fact.id: words}, base=dict(base)))
        except EditConflict as conflict:
            theirs = str(conflict.fields.get(fact.id, ("", "", ""))[1] or "")
            base[fact.id] = theirs
            raise BadValue(
                N_("Saved in the meantime: {theirs}"),
                hint=N_("Press Enter again to keep what you typed, or Esc to keep the saved one."),
                theirs=theirs or "–",
            ) from conflict

    ask = AskLine(
        page.tr.gettext(fact.label),
        submit,
        text=base[fact.id],
        note=page.tr.gettext(fact.help),
        example=page.tr.gettext("today") if fact.kind is FactKind.DAY else "",
        reading=_reading(page, fact),
        keep_as=f"line-fact-{seen.project.id}-{fact.id}",
    )
    if await page.app.push_screen_wait(ask):
        page.reload()


def _reading(page: Page, fact: Fact) -> Reading | None:
    """A day is read back with its weekday, so that "monday" is the one that was meant."""
    if fact.kind is not FactKind.DAY:
        return None

    def reading(words: str) -> str:
        return full_day(date.fromisoformat(parse_fact(page.desk, fact, words)), page.tr)

    return safely(page, reading)
