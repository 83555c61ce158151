"""What the client asked for, as a checklist: in whose words, when, delivered or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project, Requirement
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.services import checklist
from freelance_comm.stages.model import Listing
from freelance_comm.text.telling import near_day
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.requirement import RequirementJob
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Cell, Row, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page


class Requirements(ListEditor):
    """The checklist of first contact and delivery."""

    listing = Listing.REQUIREMENTS
    title = N_("What was asked")
    empty = N_("Nothing is written down yet.")

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return one line for each requirement."""
        file, tr, today = cast("ProjectFile", seen), desk.tr, desk.today()
        made = []
        for number, one in enumerate(file.requirements, 1):
            said = [one.said_by, near_day(one.said_on, today, tr) if one.said_on else ""]
            done = one.done_on is not None
            made.append(
                text(
                    one.text,
                    mark=Cell(text="✓", style="accent") if done else Cell(text="○", style="dim"),
                    right=Cell(text=", ".join(part for part in said if part), style="dim"),
                    style="dim" if done else "",
                    id=f"requirement:{one.id}",
                    thing=ListLine(listing=self.listing, number=number, record=one),
                )
            )
        return made

    async def add(self, page: Page, project: Project) -> None:
        """Add requirements one after another until an empty line."""
        t = page.tr.gettext
        names = {client.id: client.name for client in await page.read(lambda desk: desk.reader.clients())}
        speaker = names.get(project.client_id, "")

        async def submit(words: str) -> bool:
            if not words.strip():
                return False
            today = page.desk.today()
            await page.save(
                lambda desk: checklist.add_requirement(desk, project, words, said_by=speaker, said_on=today)
            )
            return True

        while await page.app.push_screen_wait(
            AskLine(
                t("What did {client} ask for? An empty line ends the list.").format(client=speaker),
                submit,
                example=t("a gallery of at least ten photos"),
                keep_as=f"line-requirement-{project.id}",
            )
        ):
            page.reload()

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit the words, who said it and when."""
        base = cast("Requirement", line.record)
        await page.app.push_screen_wait(FormPage(RequirementJob(page.desk, project, base)))

    async def tick(self, page: Page, project: Project, line: ListLine) -> None:
        """Tick it off today, or take the tick back."""
        one = cast("Requirement", line.record)

        def toggle(desk: Desk) -> object:
            on = desk.today() if one.done_on is None else None
            return checklist.tick_requirement(desk, project, place(desk, project, one), on)

        await page.save(toggle)
        page.reload()

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Strike it out."""
        one = cast("Requirement", line.record)
        await page.save(lambda desk: checklist.remove_requirement(desk, project, place(desk, project, one)))
        page.say(page.tr.gettext("Removed."))
        page.reload()


def place(desk: Desk, project: Project, one: Requirement) -> int:
    """Return the place of a requirement as it is stored now, from 1: lines may have moved since they were drawn."""
    ids = [each.id for each in desk.reader.project(project.id).requirements]
    return ids.index(one.id) + 1 if one.id in ids else len(ids) + 1
