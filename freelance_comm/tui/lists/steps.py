"""Next steps: mine, and what is needed from the client. Both stand in the next progress report."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project, Step, StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.services import checklist
from freelance_comm.stages.model import Listing
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Cell, Row, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page


class Steps(ListEditor):
    """Open steps, the freelancer's before the client's."""

    listing = Listing.STEPS
    title = N_("Next steps")
    empty = N_("None. They go into the next report; {key} notes what you need from the client.")

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the open steps."""
        made = []
        for number, step in enumerate(checklist.open_steps(cast("ProjectFile", seen)), 1):
            theirs = step.kind is StepKind.THEIRS
            beside = desk.tr.gettext("from the client") if theirs else ""
            if step.quiet:
                beside = desk.tr.gettext("for yourself: no letter mentions it")
            made.append(
                text(
                    step.text,
                    mark=Cell(text="○", style="dim"),
                    right=Cell(text=beside, style="dim"),
                    id=f"step:{step.id}",
                    thing=ListLine(listing=self.listing, number=number, record=step),
                )
            )
        return made

    async def add(self, page: Page, project: Project) -> None:
        """Note a next step of one's own."""
        await note(page, project, theirs=False)

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Enter finishes a step: there is nothing else to say about it."""
        await self.tick(page, project, line)

    async def tick(self, page: Page, project: Project, line: ListLine) -> None:
        """The step is done."""
        step = cast("Step", line.record)
        await page.save(lambda desk: checklist.finish_step(desk, project, _place(desk, project, step)))
        page.say(page.tr.gettext("Done: {step}").format(step=step.text))
        page.reload()

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Strike it out."""
        step = cast("Step", line.record)
        await page.save(lambda desk: checklist.remove_step(desk, project, _place(desk, project, step)))
        page.say(page.tr.gettext("Removed."))
        page.reload()


async def note(page: Page, project: Project, *, theirs: bool) -> None:
    """Note a step, one's own or the client's."""
    t = page.tr.gettext

    async def submit(words: str) -> None:
        await page.save(lambda desk: checklist.add_step(desk, project, words, theirs=theirs))

    question = t("What do you need from the client?") if theirs else t("What comes next?")
    example = t("the photos in full size") if theirs else t("finish the booking form")
    keep_as = f"line-{'need' if theirs else 'step'}-{project.id}"
    if await page.app.push_screen_wait(AskLine(question, submit, example=example, keep_as=keep_as)):
        page.reload()


def _place(desk: Desk, project: Project, step: Step) -> int:
    ids = [each.id for each in checklist.open_steps(desk.reader.project(project.id))]
    return ids.index(step.id) + 1 if step.id in ids else len(ids) + 1
