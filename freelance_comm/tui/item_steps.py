"""What the lines of Today do: from an item to the page or the question that deals with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.tui.asking import AskKey

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.agenda import Item
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page


async def reply(page: Page, item: Item) -> None:
    """Write an answer to the message that waits."""
    from freelance_comm.tui.reply_page import ReplyPage

    client = await page.read(lambda desk: _client(desk, item))
    message = await page.read(lambda desk: waiting_message(desk, item.client_id, item.message_id))
    project = await page.read(lambda desk: _project(desk, item))
    page.app.push_screen(ReplyPage(client, message, project))


async def hello(page: Page, item: Item) -> None:
    """Write a few kind words to a client: a hello, or empty for one's own where something is asked."""
    from freelance_comm.services.agenda import Action
    from freelance_comm.tui.hello_page import HelloPage
    from freelance_comm.tui.reply_page import ReplyPage

    client = await page.read(lambda desk: _client(desk, item))
    project = await page.read(lambda desk: _project(desk, item))
    asking = item.action is Action.ASK
    page.app.push_screen(ReplyPage(client, None, project) if asking else HelloPage(client, project))


async def ask(page: Page, item: Item) -> None:
    """Write the letter that the line names, else a few kind words."""
    project = await page.read(lambda desk: _project(desk, item))
    if item.letter and project is not None:
        from freelance_comm.tui.letters import letter_page

        page.app.push_screen(letter_page(project, item.letter))
        return
    await hello(page, item)


async def keep(page: Page, item: Item, *, named: bool = False) -> None:
    """Note that a promise is kept, after a question which one, unless it was ``named`` by the cursor."""
    from freelance_comm.services import promises

    question = page.tr.gettext("Done: {what}?").format(what=item.title)
    if named or await page.app.push_screen_wait(AskKey(question, [("k", page.tr.gettext("kept"))])):
        view = await page.save(lambda desk: promises.keep(desk, item.promise_id or 0))
        page.say(view.sentence)
        page.reload()


async def notice(page: Page, item: Item) -> None:
    """Write to the client about a date that will not hold."""
    from freelance_comm.services.drafts import NOTICE
    from freelance_comm.tui.draft_page import DraftPage

    project = await page.read(lambda desk: _project(desk, item))
    if project is not None:
        page.app.push_screen(DraftPage(project, NOTICE))


async def new_time(page: Page, item: Item) -> None:
    """Write to the client about another time for a promise."""
    from freelance_comm.services import promises
    from freelance_comm.tui import promising

    number = item.promise_id or 0
    await promising.notice(page, await page.read(lambda desk: promises.view(desk, promises.find_promise(desk, number))))


async def report(page: Page, item: Item) -> None:
    """Write a progress report."""
    from freelance_comm.tui.report_page import ReportPage

    project = await page.read(lambda desk: _project(desk, item))
    if project is not None:
        page.app.push_screen(ReportPage(project))


async def payment(page: Page, item: Item) -> None:
    """Open the schedule of a project."""
    from freelance_comm.tui.stage_page import StagePage

    if item.project_id is not None:
        page.app.push_screen(StagePage(item.project_id, "payment"))


async def new_project(page: Page, item: Item) -> None:
    """Start a project for the client the line names."""
    from freelance_comm.tui import opening

    await opening.new_project(page, await page.read(lambda desk: _client(desk, item)))


async def complaint(page: Page, item: Item) -> None:
    """Open the complaint that the line is about."""
    from freelance_comm.tui.complaint_page import ComplaintPage

    if item.matter_id is not None:
        page.app.push_screen(ComplaintPage(item.matter_id))


async def idea(page: Page, item: Item) -> None:
    """Open the ideas of the project that the line names, else those for the client."""
    from freelance_comm.tui.ideas_page import IdeasPage

    client = await page.read(lambda desk: _client(desk, item))
    project = await page.read(lambda desk: _project(desk, item))
    page.app.push_screen(IdeasPage(client, project))


def waiting_message(desk: Desk, client_id: int | None, message_id: int | None) -> Message | None:
    """Return the client's message that waits for an answer, None when it was answered meanwhile."""
    waiting = [each.waiting for each in desk.reader.conversations() if each.waiting is not None]
    mine = [message for message in waiting if message.client_id == client_id]
    return next((message for message in mine if message.id == message_id), mine[0] if mine else None)


def _client(desk: Desk, item: Item) -> Client:
    from freelance_comm.services.clients import client_by_id

    return client_by_id(desk, item.client_id or 0)


def _project(desk: Desk, item: Item) -> Project | None:
    from freelance_comm.services.projects import project_by_id

    return project_by_id(desk, item.project_id) if item.project_id is not None else None
