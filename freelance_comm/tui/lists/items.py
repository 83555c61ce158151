"""The lines of the quote with their sums, and what becomes of the quote: sent, accepted, declined."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.quote import LineItem, QuoteState
from freelance_comm.services import quoting
from freelance_comm.services.quote_views import OptionView, QuoteView, quote_view
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.text.formats import Formats
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.item import ItemJob
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Cell, Row, line, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.asking import Submit
    from freelance_comm.tui.page import Page


class Items(ListEditor):
    """Line items, one option after the other."""

    listing = Listing.ITEMS
    title = N_("The quote")
    empty = N_("No line yet. Hours and rate, or a fixed price and what it covers.")

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read the quote with its sums."""
        return quote_view(desk, file.head)

    def beside(self, seen: object, desk: Desk) -> str:
        """The number of the quote and where it stands."""
        view = cast("QuoteView", seen)
        return f"{view.quote.ref} · {view.state_text}" if view.quote is not None else ""

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the lines of each option, its sums, and what the rules say to it."""
        view, made = cast("QuoteView", seen), []
        for option in view.options:
            if len(view.options) > 1:
                made.append(_title(option, view, desk))
            made += self._lines(option)
            if option.lines:
                made.append(_sum(option, desk))
        made += [text(remark, mark=Cell(text="▲", style="soon"), style="dim") for remark in view.remarks]
        return made

    def _lines(self, option: OptionView) -> list[Row]:
        return [
            line(
                "list",
                Cell(text="·", style="dim"),
                one.item.description,
                Cell(text=one.quantity_text, style="dim"),
                Cell(text=one.price_text, style="dim"),
                one.net_text,
                id=f"item:{option.number}:{one.number}",
                thing=ListLine(listing=self.listing, number=one.number, record=one.item, option=option.number),
            )
            for one in option.lines
        ]

    async def add(self, page: Page, project: Project) -> None:
        """Add a line to the option the cursor is in, else to the first."""
        option = getattr(getattr(page, "selected_line", None), "option", 1)
        await page.app.push_screen_wait(FormPage(ItemJob(page.desk, project, option=option)))

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit a line."""
        base = cast("LineItem", line.record)
        job = ItemJob(page.desk, project, number=line.number, base=base, option=line.option)
        await page.app.push_screen_wait(FormPage(job))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Strike a line out."""
        seen = cast("LineItem", line.record)
        await page.save(lambda desk: quoting.remove_item(desk, project, line.number, line.option, seen=seen))
        page.say(page.tr.gettext("Removed."))
        page.reload()


def _title(option: OptionView, view: QuoteView, desk: Desk) -> Row:
    tr = desk.tr
    words = option.option.title or tr.gettext("The offer")
    if option.option.requested_by:
        words += " · " + tr.gettext("asked for by {name}").format(name=option.option.requested_by)
    chosen = view.state is QuoteState.ACCEPTED and view.quote is not None and view.quote.chosen + 1 == option.number
    return text(words, mark=Cell(text="✓" if chosen else " ", style="accent"), style="bold")


def _sum(option: OptionView, desk: Desk) -> Row:
    tr, formats = desk.tr, Formats(desk.tr.locale)
    beside = tr.gettext("with {tax} tax").format(tax=formats.money(option.tax)) if option.tax.amount else ""
    return line(
        "list",
        " ",
        Cell(text=tr.gettext("Together"), style="bold"),
        "",
        Cell(text=beside, style="dim"),
        Cell(text=formats.money(option.gross), style="bold"),
    )


async def mark_sent(page: Page, project: Project) -> None:
    """Note that the quote has gone out."""
    await page.save(lambda desk: quoting.mark_quote_sent(desk, project))
    page.say(page.tr.gettext("Noted as sent."))
    page.reload()


async def accepted(page: Page, project: Project) -> None:
    """Record the client's yes, and to which option."""
    t = page.tr.gettext
    view = await page.read(lambda desk: quote_view(desk, project))
    option = 1
    if len(view.options) > 1:
        answers = [(str(one.number), one.option.title or t("The offer")) for one in view.options[:9]]
        answer = await page.app.push_screen_wait(AskKey(t("Which one?"), answers))
        if not answer:
            return
        option = int(answer)

    async def submit(said: str) -> None:
        await page.save(lambda desk: quoting.accept(desk, project, _day(desk, said), option))

    if await page.app.push_screen_wait(_day_asked("accepted", t("Accepted on which day?"), submit, page, project)):
        page.say(t("Accepted. Good news."))
        page.reload()


async def declined(page: Page, project: Project) -> None:
    """Record the client's no."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        await page.save(lambda desk: quoting.decline(desk, project, _day(desk, said)))

    if await page.app.push_screen_wait(_day_asked("declined", t("Declined on which day?"), submit, page, project)):
        page.say(t("Noted. A new version can be started from this one: add or change a line."))
        page.reload()


async def further_option(page: Page, project: Project) -> None:
    """Add an option, once it is on record who asked for it."""
    t = page.tr.gettext

    async def submit(said: str) -> None:
        title, _comma, speaker = said.partition(",")
        await page.save(
            lambda desk: quoting.add_option(
                desk, project, title.strip(), requested_by=speaker.strip(), requested_on=desk.today()
            )
        )

    note = t("One good offer is easier to say yes to. A further option needs the client's own request.")
    ask = AskLine(
        t("What is the option, and who asked for it?"),
        submit,
        note=note,
        example=t("With a shop, Ana Petrescu"),
        keep_as=f"line-option-{project.id}",
    )
    if await page.app.push_screen_wait(ask):
        page.reload()


def _day_asked(kept: str, question: str, submit: Submit, page: Page, project: Project) -> AskLine:
    return AskLine(question, submit, text=page.tr.gettext("today"), keep_as=f"line-{kept}-{project.id}")


def _day(desk: Desk, said: str) -> date:
    from freelance_comm.services import wording

    return wording.past_day(desk, said)
