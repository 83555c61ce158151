"""Logging a message in one line: who, when, what it was about. The line is read back while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction
from freelance_comm.text.telling import near
from freelance_comm.tui import one_line
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.timing import safely

if TYPE_CHECKING:
    from freelance_comm.tui.page import Page


async def log_message(page: Page) -> None:
    """Ask for the line and log the message."""
    from freelance_comm.services import messages

    handles = await page.read(one_line.clients)
    t, desk = page.tr.gettext, page.desk
    if not handles:
        page.say(t("Nobody can have written yet: add a client first."))
        return

    def reading(text: str) -> str:
        spoken = one_line.read_message(desk, text, handles, desk.tr)
        who = t("{name} wrote to you") if spoken.direction is Direction.IN else t("you wrote to {name}")
        when = near(spoken.at, desk.now(), desk.zone, desk.tr)
        return " · ".join(part for part in (who.format(name=spoken.client.name), when, spoken.subject) if part)

    async def submit(text: str) -> str:
        spoken = one_line.read_message(desk, text, handles, desk.tr)
        view = await page.save(
            lambda back: messages.log(back, spoken.direction, spoken.client.ref, at=spoken.at, subject=spoken.subject)
        )
        return view.sentence

    ask = AskLine(
        t("Who wrote, when, about what? Begin with “out” if it was you."),
        submit,
        text=_given(page),
        example=t("ana yesterday 14:10 moving the launch"),
        keep_as="line-log",
        reading=safely(page, reading),
    )
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


def _given(page: Page) -> str:
    """Return the client of the page one stands on, so that nobody types a name that is on the screen."""
    from freelance_comm.tui.client_page import ClientPage

    if isinstance(page, ClientPage) and page.client is not None:
        return f"{page.client.name} "
    return ""
