"""Going on with text that was left unsaved: from the name it was kept under to the page it belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.tui import plain, taking_up_promises, taking_up_talks
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.form_page import FormPage

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.unfinished import Unfinished
    from freelance_comm.tui.form_model import FormJob
    from freelance_comm.tui.page import Page


async def take_up(page: Page, kept: Unfinished) -> None:
    """Open the page the text belongs to; where that is gone, offer the text itself."""
    kept = await _followed(page, kept)
    kind, _dash, rest = kept.key.partition("-")
    if not await _opened(page, kind, rest):
        await _offer_text(page, kept)


async def _followed(page: Page, kept: Unfinished) -> Unfinished:
    """Let a text about a client whose card was merged belong to the one that stays, unless that has one of its own."""
    cards = await page.read(lambda desk: {card.number: one.id for one in desk.reader.clients() for card in one.earlier})
    parts = [str(cards.get(int(part), part)) if part.isdecimal() else part for part in kept.key.split("-")]
    key = "-".join(parts)
    texts = page.freelance.kept
    if key == kept.key or texts.values(key):
        return kept
    texts.keep(key, kept.title, kept.texts)
    texts.drop(kept.key)
    return kept.but(key=key)


async def _opened(page: Page, kind: str, rest: str) -> bool:
    try:
        if kind in _FORMS:
            job = await page.read(lambda desk: _FORMS[kind](desk, rest))
            if job is not None:
                page.app.push_screen(FormPage(job))
            return job is not None
        return kind in _OPENERS and await _OPENERS[kind](page, rest)
    except (NotFound, ValueError):  # what it belongs to is gone, or the name was made by another version
        return False


async def _offer_text(page: Page, kept: Unfinished) -> None:
    t = page.tr.gettext
    text = "\n".join(value for value in kept.texts.values() if value.strip())
    question = t("Unsaved: {title}").format(title=kept.title)
    answer = await page.app.push_screen_wait(
        AskKey(question, [("c", t("copy it")), ("x", t("drop it"))], note=text[:2000])
    )
    if answer == "c":
        page.app.copy_to_clipboard(plain.area_value(text))
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
    from freelance_comm.tui.hello_page import HelloPage
    from freelance_comm.tui.item_steps import waiting_message
    from freelance_comm.tui.reply_page import ReplyPage

    number, _dash, message = rest.partition("-")
    client = await page.read(lambda desk: client_by_id(desk, int(number)))
    if message == "hello":
        page.app.push_screen(HelloPage(client))
        return True
    waiting = await page.read(lambda desk: waiting_message(desk, client.id, int(message)))
    if waiting is None or waiting.id != int(message):
        return False
    page.app.push_screen(ReplyPage(client, waiting))
    return True


async def _coach(page: Page, rest: str) -> bool:
    from freelance_comm.tui.coach_page import CoachPage

    page.app.push_screen(CoachPage())
    return True


async def _line(page: Page, rest: str) -> bool:
    """Ask again what was being answered, or show the stage on which it is asked."""
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui import log_message, promising, timing
    from freelance_comm.tui.stage_page import StagePage

    kind, _dash, rest = rest.partition("-")
    number, _dash, further = rest.partition("-")
    if kind == "log":
        await log_message.log_message(page)
        return True
    if kind in _OF_NO_PROJECT:
        return False
    if kind in ("idea", "surprise", "habits"):
        return await _of_regulars(page, kind, int(number))
    if kind in ("from", "until"):
        return await _report(page, f"{number}-txt")
    project = await page.read(lambda desk: project_by_id(desk, int(number))) if number else None
    asked = {"time": timing.add, "start": timing.start, "promise": promising.add}.get(kind)
    if asked is not None:
        await asked(page, project)
    elif project is not None:
        page.app.push_screen(StagePage(project.id, _stage_of(kind, further) or project.stage))
    return asked is not None or project is not None


async def _of_regulars(page: Page, kind: str, number: int) -> bool:
    """Show the ideas or the habits that a line was typed for."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.habits_page import HabitsPage
    from freelance_comm.tui.ideas_page import IdeasPage

    project = await page.read(lambda desk: project_by_id(desk, number)) if kind == "idea" else None
    client_id = project.client_id if project is not None else number
    client = await page.read(lambda desk: client_by_id(desk, client_id))
    page.app.push_screen(HabitsPage(client) if kind == "habits" else IdeasPage(client, project))
    return True


def _stage_of(kind: str, fact_id: str) -> str:
    """Return the stage on which a line is asked for: the one that asks for the fact, or has the list it goes into."""
    from freelance_comm.stages.registry import STAGES

    if kind in _STAGES:
        return _STAGES[kind]
    return next((stage.id for stage in STAGES for fact in stage.facts if fact.id == fact_id), "")


# -- forms on parts of a project or client -----------------------------------------------------------------------------


def _contact_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.tui.forms.client import ContactJob, contact_key

    number, _dash, key = rest.partition("-")
    client = client_by_id(desk, int(number))
    if key == "new":
        return ContactJob(desk, client)
    contact = next((one for one in client.contacts if contact_key(one) == key), None)
    return ContactJob(desk, client, contact) if contact is not None else None


def _entry_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.services.timelog import entry_by_id
    from freelance_comm.tui.forms.entry import EntryJob

    line = entry_by_id(desk, int(rest))
    return EntryJob(desk, line) if line is not None else None


def _facts_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.stages.registry import STAGES
    from freelance_comm.tui.forms.project import FactsJob

    number, _dash, what = rest.partition("-")
    project = project_by_id(desk, int(number))
    for stage in STAGES:
        if stage.id == what:
            return FactsJob(desk, project, stage)
        for fact in stage.facts:
            if fact.id == what:
                return FactsJob(desk, project, stage, (fact,))
    return None


def _item_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.services.quoting import item_at
    from freelance_comm.tui.forms.item import ItemJob

    project_id, option, number, *further = rest.split("-")
    file = desk.reader.project(int(project_id))
    place, addition = int(option), int(further[0]) if further else 0
    if number == "new":
        return ItemJob(desk, file.head, option=place, addition=addition)
    base = item_at(file, int(number), place, addition)
    return ItemJob(desk, file.head, number=int(number), base=base, option=place, addition=addition)


def _option_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.option import OptionJob

    return OptionJob(desk, desk.reader.project(int(rest)).head)


def _addition_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.addition import AdditionJob

    number, _dash, which = rest.partition("-")
    file = desk.reader.project(int(number))
    if which == "new":
        return AdditionJob(desk, file.head)
    base = next((one for one in file.additions if one.id == int(which)), None)
    return AdditionJob(desk, file.head, base) if base is not None else None


def _discount_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.discount import DiscountJob

    number, option, addition = rest.split("-")
    head = desk.reader.project(int(number)).head
    return DiscountJob(desk, head, option=int(option), addition=int(addition))


def _requirement_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.requirement import RequirementJob

    file, number = _of_project(desk, rest)
    base = next((one for one in file.requirements if one.id == number), None)
    return RequirementJob(desk, file.head, base) if base is not None else None


def _instalment_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.schedule import InstalmentJob

    file, number = _of_project(desk, rest)
    base = next((one for one in file.instalments if one.id == number), None)
    return InstalmentJob(desk, file.head, base) if base is not None else None


def _schedule_form(desk: Desk, rest: str) -> FormJob | None:
    from freelance_comm.tui.forms.schedule import ScheduleJob

    return ScheduleJob(desk, desk.reader.project(int(rest)).head)


def _of_project(desk: Desk, rest: str) -> tuple[ProjectFile, int]:
    project_id, number = rest.split("-")
    return desk.reader.project(int(project_id)), int(number)


_FORMS: dict[str, Callable[[Desk, str], FormJob | None]] = {
    "contact": _contact_form,
    "entry": _entry_form,
    "facts": _facts_form,
    "item": _item_form,
    "option": _option_form,
    "addition": _addition_form,
    "discount": _discount_form,
    "requirement": _requirement_form,
    "instalment": _instalment_form,
    "schedule": _schedule_form,
    "promise": taking_up_promises.form,
    "complaint": taking_up_talks.complaint_form,
    "feedback": taking_up_talks.feedback_form,
}
_OF_NO_PROJECT = ("move", "snooze", "ended", "file", "ideawords")
_STAGES = {
    "requirement": "contact",
    "accepted": "quote",
    "declined": "quote",
    "date": "deadline",
    "received": "payment",
}
_OPENERS: dict[str, Callable[[Page, str], Awaitable[bool]]] = {
    "client": _client,
    "project": _project,
    "profile": _profile,
    "draft": _draft,
    "matter": taking_up_talks.letter,
    "talk": taking_up_talks.line,
    "report": _report,
    "reply": _reply,
    "line": _line,
    "coach": _coach,
    "newtime": taking_up_promises.letter,
}
