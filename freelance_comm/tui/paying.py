"""Talks about money: offering a way to pay, agreeing on it, reminding, taking back what was noted by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.payment import Instalment, Tone
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.draft_page import DraftPage

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.payment_reminders import LatePayment
    from freelance_comm.services.payment_ways import Rung, Way
    from freelance_comm.tui.page import Page
    from freelance_comm.tui.payment_rows import MoneyCame


class OfferPage(DraftPage):
    """The letter that offers one way of paying."""

    def __init__(self, project: Project, rung: Rung) -> None:
        from freelance_comm.services.payment_ways import TERMS

        super().__init__(project, TERMS)
        self._rung = rung

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to the offer of this way."""
        return f"{super().keep_as}-{self._rung.kind}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Compose the letter in the client's language."""
        from freelance_comm.services import payment_ways

        return payment_ways.offer(desk, self._project, self._rung)


async def agree(page: Page, project: Project, way: Way, seen: tuple[Instalment, ...]) -> None:
    """Make the schedule of a way the client said yes to."""
    from freelance_comm.services import payment_ways

    await page.save(lambda desk: payment_ways.agree(desk, project, way.rung, seen=seen))
    page.say(page.and_back(page.tr.gettext("The schedule is made.")))
    page.reload()


async def copy_sentence(page: Page, way: Way) -> None:
    """Copy the sentence in the client's language."""
    from freelance_comm.tui.taking_out import copy_text

    await copy_text(page, way.sentence)


async def refused(page: Page, project: Project) -> None:
    """Note that the client is against prepayment."""
    from freelance_comm.services import payment_ways

    await page.save(lambda desk: payment_ways.refuse_prepayment(desk, project))
    page.say(page.tr.gettext("Noted: letters offer another way from now on."))
    page.reload()


async def remind(page: Page, project: Project) -> None:
    """Write the reminder that is next; ask first where its day has not come, and at the last rung show what else
    there is to do.
    """
    from freelance_comm.services import payment_reminders, reminder_letters

    late = await page.read(lambda desk: payment_reminders.late_payments(desk, project))
    if not late:
        page.say(page.tr.gettext("Nothing is late here, so there is nobody to remind."))
        return
    tone = await _tone(page, project, late[0])
    if tone is not None:
        page.app.push_screen(DraftPage(project, reminder_letters.letter_of(tone)))


async def _tone(page: Page, project: Project, one: LatePayment) -> Tone | None:
    from freelance_comm.services import payment_reminders

    t = page.tr.gettext
    if one.tone is not None and one.ready and not one.last:
        return one.tone
    if one.tone is None or one.last:
        ideas = await page.read(lambda desk: payment_reminders.suggestions(desk, project))
        note = "\n".join([one.why, *(f"· {idea.text}" for idea in ideas)])
        answers = [("w", t("write the last letter"))] if one.tone is not None else []
        said = await page.app.push_screen_wait(AskKey(t("What you could do"), answers, note=note))
        return one.tone if said else None
    answers = [("y", t("write it anyway"))]
    return one.tone if await page.app.push_screen_wait(AskKey(one.why, answers)) else None


async def take_back(page: Page, project: Project, came: MoneyCame) -> None:
    """Take back a receipt that was noted by mistake."""
    from freelance_comm.services import receiving

    await page.save(lambda desk: receiving.remove_receipt(desk, project, came.instalment, came.place))
    page.say(page.and_back(page.tr.gettext("Taken back.")))
    page.reload()
