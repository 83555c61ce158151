"""Going on with text that was left unsaved: from the name it was kept under to the page it belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from freelance_comm.tui.asking import AskKey

if TYPE_CHECKING:
    from freelance_comm.services.unfinished import Unfinished
    from freelance_comm.tui.page import Page


async def take_up(page: Page, kept: Unfinished) -> None:
    """Open the page the text belongs to; where that is gone, offer the text itself."""
    kind, _dash, rest = kept.key.partition("-")
    opener = _OPENERS.get(kind)
    if opener is None or not await opener(page, rest):
        await _offer_text(page, kept)


async def _offer_text(page: Page, kept: Unfinished) -> None:
    t = page.tr.gettext
    text = "\n".join(value for value in kept.texts.values() if value.strip())
    question = t("Unsaved: {title}").format(title=kept.title)
    answer = await page.app.push_screen_wait(
        AskKey(question, [("c", t("copy it")), ("x", t("drop it"))], note=text[:2000])
    )
    if answer == "c":
        page.app.copy_to_clipboard(text)
        page.say(t("Copied."))
    elif answer == "x":
        page.freelance.kept.drop(kept.key)
        page.freelance.kept.flush()
        page.reload()


async def _client(page: Page, rest: str) -> bool:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui import opening

    if rest == "new":
        await opening.new_client(page)
    else:
        await opening.edit_client(page, await page.read(lambda desk: client_by_id(desk, int(rest))))
    return True


async def _project(page: Page, rest: str) -> bool:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui import opening

    if rest.startswith("new-"):
        client_id = int(rest.removeprefix("new-"))
        await opening.new_project(page, await page.read(lambda desk: client_by_id(desk, client_id)))
        return True
    project = await page.read(lambda desk: project_by_id(desk, int(rest)))
    client = await page.read(lambda desk: client_by_id(desk, project.client_id))
    await opening.edit_project(page, client, project)
    return True


async def _profile(page: Page, rest: str) -> bool:
    from freelance_comm.tui.settings import settings_page

    await settings_page(page)
    return True


async def _draft(page: Page, rest: str) -> bool:
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.letters import letter_page

    number, _dash, name = rest.partition("-")
    project = await page.read(lambda desk: project_by_id(desk, int(number)))
    page.app.push_screen(letter_page(project, name.replace(".", "/", 1)))
    return True


async def _report(page: Page, rest: str) -> bool:
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.report_page import ReportPage

    parts = rest.split("-")
    if len(parts) != 2 or parts[1] != "txt":
        return False  # a period or format of its own: the text is offered as it is
    project = await page.read(lambda desk: project_by_id(desk, int(parts[0])))
    page.app.push_screen(ReportPage(project))
    return True


async def _reply(page: Page, rest: str) -> bool:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.draft_page import ReplyPage
    from freelance_comm.tui.item_steps import waiting_message

    number, _dash, message = rest.partition("-")
    client = await page.read(lambda desk: client_by_id(desk, int(number)))
    if message == "hello":
        page.app.push_screen(ReplyPage(client, None))
        return True
    waiting = await page.read(lambda desk: waiting_message(desk, client.id, int(message)))
    if waiting is None or waiting.id != int(message):
        return False
    page.app.push_screen(ReplyPage(client, waiting))
    return True


async def _stage(page: Page, rest: str) -> bool:
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.stage_page import StagePage

    project = await page.read(lambda desk: project_by_id(desk, int(rest.split("-")[0])))
    page.app.push_screen(StagePage(project.id, _stage_of(rest.partition("-")[2]) or project.stage))
    return True


def _stage_of(fact_id: str) -> str:
    """Return the stage that asks for a fact."""
    from freelance_comm.stages.registry import STAGES

    return next((stage.id for stage in STAGES for fact in stage.facts if fact.id == fact_id), "")


async def _line(page: Page, rest: str) -> bool:
    from freelance_comm.tui import log_message, promising, timing

    kind, _dash, number = rest.partition("-")
    if kind == "log":
        await log_message.log_message(page)
    elif kind == "time":
        await timing.add(page, None)
    elif kind == "promise":
        await promising.add(page, None)
    else:
        return await _stage(page, number)
    return True


_OPENERS: dict[str, Callable[[Page, str], Awaitable[bool]]] = {
    "client": _client,
    "project": _project,
    "profile": _profile,
    "draft": _draft,
    "report": _report,
    "reply": _reply,
    "requirement": _stage,
    "item": _stage,
    "schedule": _stage,
    "instalment": _stage,
    "line": _line,
}
