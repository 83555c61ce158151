"""The lines of the quote with their sums, and what becomes of a quote or an addition: sent, accepted, declined."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.quote import LineItem, QuoteState
from freelance_comm.services import quoting
from freelance_comm.services.quote_views import QuoteView, quote_view
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.tui import quote_rows
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.backroom import new_step
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.item import ItemJob
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Row

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.asking import Submit
    from freelance_comm.tui.page import Page


class Items(ListEditor):
    """Line items, one option after the other."""

    listing = Listing.ITEMS
    title = N_("The quote")
    empty = N_("No lines yet. Hours and rate, or a fixed price and what it covers.")

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read the quote with its sums."""
        return quote_view(desk, file.head)

    def beside(self, seen: object, desk: Desk) -> str:
        """The number of the quote and where it stands."""
        view = cast("QuoteView", seen)
        return f"{view.quote.ref} · {view.state_text}" if view.quote is not None else ""

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the lines of each option, its sums, what came on top, and what the rules say to it."""
        return quote_rows.offer(cast("QuoteView", seen), desk)

    async def add(self, page: Page, project: Project) -> None:
        """Add a line to the option the cursor is in, else to the first."""
        option = getattr(getattr(page, "selected_line", None), "option", 1)
        step = await ready_to_edit(page, project)
        if step:
            await page.app.push_screen_wait(FormPage(ItemJob(page.desk, project, option=option), step=step))

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit a line."""
        step = new_step() if line.addition else await ready_to_edit(page, project)
        if step:
            where = {"option": line.option, "addition": line.addition}
            job = ItemJob(page.desk, project, number=line.number, base=cast("LineItem", line.record), **where)
            await page.app.push_screen_wait(FormPage(job, step=step))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Strike a line out."""
        step = new_step() if line.addition else await ready_to_edit(page, project)
        if not step:
            return
        seen, addition = cast("LineItem", line.record), line.addition
        await page.save(
            lambda desk: quoting.remove_item(desk, project, line.number, line.option, seen=seen, addition=addition),
            step=step,
        )
        page.say(page.tr.gettext("Removed."))
        page.reload()


async def ready_to_edit(page: Page, project: Project) -> str:
    """Offer a new version of a quote that has gone out. Return the step that the edit goes on with, empty for none."""
    t = page.tr.gettext
    view = await page.read(lambda desk: quote_view(desk, project))
    if view.quote is None or view.state is QuoteState.DRAFT:
        return new_step()
    note = t("What the client holds stays as it is. A new version starts from it.")
    if view.state is QuoteState.ACCEPTED:
        note += "\n" + t("What the client wants beyond an accepted quote is better as an addition, with its own price.")
    question = t("The quote {ref} has gone out. Start a new version?").format(ref=view.quote.ref)
    if not await page.app.push_screen_wait(AskKey(question, [("n", t("new version"))], note=note)):
        return ""
    return await new_version(page, project)


async def new_version(page: Page, project: Project) -> str:
    """Start a new version of a quote that has gone out, and return the step in which it was done."""
    step = new_step()
    await page.save(lambda desk: quoting.start_quote(desk, project), step=step)
    page.say(page.and_back(page.tr.gettext("A new version has been started.")))
    page.reload()
    return step


async def mark_sent(page: Page, project: Project, addition: int = 0) -> None:
    """Note that the quote, or an addition, has gone out."""
    await page.save(lambda desk: quoting.mark_quote_sent(desk, project, addition=addition))
    page.say(page.tr.gettext("Noted as sent."))
    page.reload()


async def accepted(page: Page, project: Project, addition: int = 0) -> None:
    """Record the client's yes, and to which option; say what it brings with it."""
    from freelance_comm.services.quote_acceptance import taken_over

    t = page.tr.gettext
    view = await page.read(lambda desk: quote_view(desk, project))
    option, brought = 1, ""
    if len(view.options) > 1 and not addition:
        answers = [(str(one.number), one.option.title or t("The offer")) for one in view.options[:9]]
        answer = await page.app.push_screen_wait(AskKey(t("Which one?"), answers))
        if not answer:
            return
        option = int(answer)

    async def submit(said: str) -> None:
        nonlocal brought
        quote = await page.save(lambda desk: quoting.accept(desk, project, _day(desk, said), option, addition=addition))
        brought = " ".join(await page.read(lambda desk: taken_over(desk, project, quote)))

    if await page.app.push_screen_wait(_day_asked("accepted", t("Which day was it accepted?"), submit, page, project)):
        page.say(" ".join(part for part in (t("Accepted. Good news."), brought) if part))
        page.reload()


async def declined(page: Page, project: Project, addition: int = 0) -> None:
    """Record the client's no."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        await page.save(lambda desk: quoting.decline(desk, project, _day(desk, said), addition=addition))

    if await page.app.push_screen_wait(_day_asked("declined", t("Which day was it declined?"), submit, page, project)):
        if addition:
            page.say(t("Noted. Everything stays as it was agreed."))
        else:
            page.say(t("Noted. A new version can be started from this one: add or change a line."))
        page.reload()


async def further_option(page: Page, project: Project) -> None:
    """Add an option, once it is on record who asked for it."""
    from freelance_comm.tui.forms.option import OptionJob

    step = await ready_to_edit(page, project)
    if step:
        await page.app.push_screen_wait(FormPage(OptionJob(page.desk, project), step=step))
        page.reload()


def _day_asked(kept: str, question: str, submit: Submit, page: Page, project: Project) -> AskLine:
    return AskLine(question, submit, text=page.tr.gettext("today"), keep_as=f"line-{kept}-{project.id}")


def _day(desk: Desk, said: str) -> date:
    from freelance_comm.services import wording

    return wording.past_day(desk, said)
