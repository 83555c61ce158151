"""From the schedule of payments to an invoicing tool: as a table, or as an electronic invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import handover
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.taking_out import save_to_file

if TYPE_CHECKING:
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Project
    from freelance_comm.tui.page import Page

_WHOLE = "w"
_ONE = "o"


async def hand_over(page: Page, project: Project, pointed: Instalment | None) -> None:
    """Ask what it is handed over as, and write the file; ``pointed`` is the instalment under the cursor."""
    t = page.tr.gettext
    answers = [("t", t("a table for a spreadsheet (CSV)")), (_WHOLE, t("an electronic invoice for the whole"))]
    if pointed is not None:
        answers.append((_ONE, t("an electronic invoice for “{label}”").format(label=pointed.label)))
    question = t("What should the invoicing tool get?")
    chosen = await page.app.push_screen_wait(AskKey(question, answers))
    if chosen == "t":
        await save_to_file(page, handover.file_name(project, handover.CSV), lambda desk: handover.csv(desk, project))
    elif chosen in (_WHOLE, _ONE):
        await _invoice(page, project, pointed if chosen == _ONE else None)


async def _invoice(page: Page, project: Project, one: Instalment | None) -> None:
    found: list[tuple[str, bytes]] = []

    async def submit(number: str) -> bool:
        found.append((number, await page.read(lambda desk: handover.einvoice(desk, project, number, one))))
        return True

    t = page.tr.gettext
    ask = AskLine(
        t("What number does the invoice have?"),
        submit,
        example="2026-0042",
        note=t("It is the next number in your books; the program does not number invoices."),
        keep_as=f"line-invoice-{project.id}",
    )
    if not await page.app.push_screen_wait(ask):
        return
    number, document = found[-1]
    await save_to_file(page, handover.file_name(project, handover.EINVOICE, number), lambda _desk: document)
