"""Going through the stages: on, back, past; a condition that does not hold is shown and can be passed with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.services import walk
from freelance_comm.services.walk import Unmet
from freelance_comm.stages.model import Stage
from freelance_comm.stages.registry import stage
from freelance_comm.tui.asking import AskLine

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.page import Page


async def advance(page: Page, project: Project) -> Project | None:
    """Go on; where conditions are unmet, ask for the reason to go on all the same."""
    question = page.tr.gettext("Why go on anyway?")
    return await _with_reason(page, project, lambda desk, reason: walk.advance(desk, project, reason=reason), question)


async def skip(page: Page, project: Project, left_out: Stage) -> Project | None:
    """Leave a stage out."""
    question = page.tr.gettext("Why leave “{stage}” out?").format(stage=page.tr.gettext(left_out.title))
    return await _with_reason(
        page, project, lambda desk, reason: walk.skip(desk, project, left_out.id, reason), question
    )


async def back(page: Page, project: Project) -> None:
    """Go back a stage."""
    moved = await page.save(lambda desk: walk.back(desk, project))
    _say_where(page, moved)


async def take_up(page: Page, project: Project, stage_id: str) -> None:
    """Take a stage that was left out back into the walk."""
    await page.save(lambda desk: walk.take_up(desk, project, stage_id))
    page.reload()


async def reopen(page: Page, project: Project) -> None:
    """Open a closed project again."""
    if project.state is ProjectState.OPEN:
        page.say(page.tr.gettext("This project is open."))
        return
    moved = await page.save(lambda desk: walk.reopen(desk, project))
    page.say(page.and_back(_where(page, moved)))
    page.reload()


async def _with_reason(
    page: Page, project: Project, move: Callable[[Desk, str], Project], question: str
) -> Project | None:
    try:
        moved = await page.save(lambda desk: move(desk, ""))
    except Unmet as unmet:
        t = page.tr.gettext
        note = "\n".join(f"○ {t(condition.text)} {t(condition.hint)}" for condition in unmet.conditions)
        found: list[Project] = []

        async def submit(reason: str) -> None:
            found.append(await page.save(lambda desk: move(desk, reason)))

        example = t("a long-standing client; agreed by phone")
        ask = AskLine(question, submit, note=note, example=example, keep_as=f"line-reason-{project.id}")
        if not await page.app.push_screen_wait(ask):
            return None
        moved = found[-1]
    _say_where(page, moved)
    return moved


def _say_where(page: Page, project: Project) -> None:
    page.say(_where(page, project))
    page.reload()


def _where(page: Page, project: Project) -> str:
    t = page.tr.gettext
    if project.state is ProjectState.CLOSED:
        return t("“{name}” is closed. Well done.").format(name=project.name)
    return t("Now at “{stage}”.").format(stage=t(stage(project.stage).title))
