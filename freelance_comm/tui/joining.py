"""Makes one client of two cards on the screen: choose the other card, see what would happen, say yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import joining

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.tui.page import Page


async def merge(page: Page, kept: Client) -> None:
    """Let another card become part of that of ``kept``, which is the one in sight and stays there."""
    from freelance_comm.tui.asking import AskKey
    from freelance_comm.tui.opening import choose_client

    t = page.tr.gettext
    gone = await choose_client(page, but=kept)
    if gone is None:
        return
    seen = await page.read(lambda desk: joining.foreseen(desk, gone, kept))
    names = {"gone": gone.name, "kept": kept.name}
    question = t("Make {gone} part of {kept}?").format(**names)
    note = "\n".join((*joining.told(page.tr, seen), t("One undo separates them again.")))
    if await page.app.push_screen_wait(AskKey(question, [("y", t("merge them"))], note=note)):
        await page.save(lambda desk: joining.join(desk, gone, kept))
        page.say(t("{gone} is now part of {kept}.").format(**names))
        page.reload()
