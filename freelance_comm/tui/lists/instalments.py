"""The schedule of payments: what is due when, what has come, and making it from the price."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.services import payments
from freelance_comm.services.payments import InstalmentLine, PaymentView
from freelance_comm.stages.model import Listing, Stage
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import dated, near_day
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.complaint import sentence
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.schedule import InstalmentJob, ScheduleJob
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.rows import Cell, Row, line, text

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.receiving import Arrived
    from freelance_comm.tui.page import Page


class Instalments(ListEditor):
    """Instalments by due date."""

    listing = Listing.INSTALMENTS
    title = N_("Schedule")
    empty = N_("No schedule yet. It is made from the price: the whole sum, a deposit and the rest, or instalments.")

    def gather(self, desk: Desk, file: ProjectFile, stage: Stage) -> object:
        """Read the schedule against what arrived."""
        return payments.payment_view(desk, file.head)

    def beside(self, seen: object, desk: Desk) -> str:
        """Received of expected."""
        view, formats = cast("PaymentView", seen), Formats(desk.tr.locale)
        if not view.lines:
            return formats.money(view.price) if view.price is not None else ""
        said = desk.tr.gettext("{received} of {expected} received")
        return said.format(received=formats.money(view.received), expected=formats.money(view.expected))

    def rows(self, seen: object, desk: Desk) -> list[Row]:
        """Return the instalments and what to think over."""
        view, formats, tr = cast("PaymentView", seen), Formats(desk.tr.locale), desk.tr
        made = [self._row(one, desk) for one in view.lines]
        if view.lines and not view.adds_up and view.unplanned is not None:
            said = tr.gettext("The schedule and the price differ by {money}.").format(
                money=formats.money(view.unplanned)
            )
            made.append(text(said, mark=Cell(text="▲", style="soon"), style="soon"))
        if view.overpaid is not None:
            said = tr.gettext("{money} more than agreed has arrived: agree with the client what to do with it.").format(
                money=formats.money(view.overpaid)
            )
            made.append(text(said, mark=Cell(text="▲", style="soon"), style="soon"))
        if view.most_at_risk is not None and view.most_at_risk.amount and view.lines:
            said = tr.gettext("At most {money} of work will be unpaid at any time.")
            made.append(
                text(said.format(money=formats.money(view.most_at_risk)), mark=Cell(text="·", style="dim"), style="dim")
            )
        return made

    def _row(self, one: InstalmentLine, desk: Desk) -> Row:
        formats, tr = Formats(desk.tr.locale), desk.tr
        paid = not one.open.amount
        mark = (
            Cell(text="✓", style="accent")
            if paid
            else Cell(text="▲", style="late")
            if one.overdue
            else Cell(text="○", style="dim")
        )
        partly = one.received.amount and not paid
        state = tr.gettext("{money} received").format(money=formats.money(one.received)) if partly else ""
        return line(
            "list",
            mark,
            one.instalment.label,
            Cell(text=state, style="dim"),
            Cell(text=near_day(one.instalment.due, desk.today(), tr), style="late" if one.overdue else "dim"),
            formats.money(one.instalment.amount),
            id=f"instalment:{one.instalment.id}",
            act="" if paid else "received",
            thing=ListLine(listing=self.listing, number=one.number, record=one),
        )

    async def add(self, page: Page, project: Project) -> None:
        """Make the schedule, in place of the one there is."""
        job = await page.read(lambda desk: ScheduleJob(desk, project))
        await page.app.push_screen_wait(FormPage(job))

    async def edit(self, page: Page, project: Project, line: ListLine) -> None:
        """Edit label, sum and day of an instalment."""
        base = cast("InstalmentLine", line.record).instalment
        await page.app.push_screen_wait(FormPage(InstalmentJob(page.desk, project, base)))

    async def tick(self, page: Page, project: Project, line: ListLine) -> None:
        """Money came."""
        await received(page, project, cast("InstalmentLine", line.record))

    async def remove(self, page: Page, project: Project, line: ListLine) -> None:
        """Remove the whole schedule: single instalments are edited, so that the sum stays right."""
        seen = await page.read(lambda desk: desk.reader.project(project.id).instalments)
        await page.save(lambda desk: payments.remove_schedule(desk, project, seen=seen))
        page.say(page.and_back(page.tr.gettext("Removed.")))
        page.reload()


async def received(page: Page, project: Project, one: InstalmentLine) -> None:
    """Note money that arrived: a sum and a day in one line, what is open and today where nothing is said."""
    from freelance_comm.services import receiving
    from freelance_comm.services.wording import plain
    from freelance_comm.tui.timing import safely

    tr = page.tr
    t, formats = tr.gettext, Formats(tr.locale)

    def reading(said: str) -> str:
        came = receiving.read(page.desk, project, said, usual=one.open)
        sums = [formats.money(came.paid)] if came.paid is not None else []
        return " · ".join((*sums, formats.money(came.amount), dated(came.on, tr)))

    async def submit(said: str) -> None:
        came = await page.read(lambda desk: receiving.read(desk, project, said, usual=one.open))
        await _note(page, project, one, came)

    ask = AskLine(
        t("How much came for “{label}”, and when?").format(label=one.instalment.label),
        submit,
        text=plain(one.open.amount),
        example=t("{sum} yesterday, or 850 USD = {sum}").format(sum=plain(one.open.amount)),
        reading=safely(page, reading),
        keep_as=f"line-received-{project.id}-{one.instalment.id}",
    )
    if await page.app.push_screen_wait(ask):
        page.say(t("Noted."))
        page.reload()


async def _note(page: Page, project: Project, one: InstalmentLine, came: Arrived) -> None:
    """Note what came; what looks like a mistake is asked about first, and raised where it was one."""
    from freelance_comm.services import receiving

    t = page.tr.gettext
    meant = {receiving.TWICE: False, receiving.TOO_MUCH: False}
    questions = {
        receiving.TWICE: t("it came a second time"),
        receiving.TOO_MUCH: t("count the rest towards the others"),
    }
    while True:
        again, over = meant[receiving.TWICE], meant[receiving.TOO_MUCH]

        def note(desk: Desk, again: bool = again, over: bool = over) -> object:
            return receiving.record_receipt(
                desk, project, one.instalment, came.amount, came.on, paid=came.paid, again=again, over=over
            )

        try:
            await page.save(note)
        except BadValue as doubt:
            asked = next((name for name, said in meant.items() if name in doubt.params and not said), None)
            if asked is None:
                raise
            answers = [("y", questions[asked])]
            if not await page.app.push_screen_wait(AskKey(sentence(doubt, page.tr), answers)):
                raise
            meant[asked] = True
            continue
        return
