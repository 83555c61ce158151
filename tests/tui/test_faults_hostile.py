"""Every text field of every kind of record holds text that tries to be more: it is shown as it is, and does nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from freelance_comm.domain.text_safety import show
from freelance_comm.services import clients, promises, timer
from freelance_comm.services.desk import Desk
from freelance_comm.stages.registry import STAGES
from freelance_comm.tui import promising, timing
from freelance_comm.tui.data_page import DataPage
from freelance_comm.tui.directory import DirectoryPage
from freelance_comm.tui.help import HelpPage
from freelance_comm.tui.letters import LettersPage
from freelance_comm.tui.money_page import MoneyPage
from freelance_comm.tui.page import Page
from freelance_comm.tui.payment_page import PaymentPage
from freelance_comm.tui.project_page import ProjectPage
from freelance_comm.tui.promises_page import PromisesPage
from freelance_comm.tui.quote_page import QuotePage
from freelance_comm.tui.stage_page import StagePage
from freelance_comm.tui.time_log import TimePage
from tests.tui.conftest import Open, Screen, make_desk
from tests.tui.forms_of_all_kinds import FORMS, LETTERS, LINES, line_of, page_of, the_client, the_entry, the_project
from tests.tui.hostile import ESCAPES, FORBIDDEN, NAMES, NOT_DRAWN, WIDE, soak
from tests.tui.test_faults_conflicts import fill, opened

Look = Callable[[str], Awaitable[None]]
ROOMY = (170, 130)


async def walk(screen: Screen, desk: Desk, cli: Desk, look: Look) -> None:
    """Go through every page, list, form, letter, question and the palette, and ``look`` at each."""
    await look("today")
    await screen.press("w")
    await look("why")
    await pages(screen, desk, look)
    await forms(screen, desk, look)
    await questions(screen, desk, cli, look)
    await screen.press("ctrl+p")
    await screen.write("<")
    await screen.until(lambda: ">" in screen.text())
    await look("palette")
    await screen.press("escape")


async def pages(screen: Screen, desk: Desk, look: Look) -> None:
    """Look at every page that shows records."""
    project_id = the_project(desk).head.id
    screen.app.open_client(the_client(desk).id)
    await screen.settle()
    await look("client")
    await screen.press("escape")
    made: list[Page] = [TimePage(), PromisesPage(), DirectoryPage(), ProjectPage(project_id), DataPage()]
    made += [PaymentPage(project_id), MoneyPage(), QuotePage(project_id)]
    for page in [*made, *(StagePage(project_id, stage.id) for stage in STAGES)]:
        screen.app.push_screen(page)
        await screen.settle()
        await look(type(page).__name__ + getattr(page, "_stage_id", ""))
        await screen.press("escape")
    await screen.press("f1")
    assert isinstance(screen.app.screen, HelpPage)
    await look("help")
    await screen.press("escape")


async def forms(screen: Screen, desk: Desk, look: Look) -> None:
    """Look at every form, letter and asked line."""
    for kind in (*FORMS, *LETTERS):
        screen.app.push_screen(page_of(kind, desk))
        await screen.settle()
        await look(kind)
        await screen.press("escape")
    for kind in LINES:
        if kind == "period":
            screen.app.push_screen(page_of("report", desk))
            await screen.settle()
        page = screen.app.page
        assert page is not None
        page.go(line_of(kind, page))
        await screen.settle()
        await look(kind)
        await screen.press("escape", *(["escape"] if kind == "period" else []))


async def questions(screen: Screen, desk: Desk, cli: Desk, look: Look) -> None:
    """Look at questions and refusals that name something."""
    page = screen.app.page
    assert page is not None
    project, entry = the_project(desk), the_entry(desk).entry
    running = timer.running(desk)
    assert running is not None
    for talk in (
        timing.cancel(page, running),
        timing.remove(page, entry, entry.note),
        promising.withdraw(page, promises.views(desk, project.promises)[0]),
    ):
        page.go(talk)
        await screen.settle()
        await look("question")
        await screen.press("escape")
    screen.app.push_screen(LettersPage(project.head))
    await screen.settle()
    await look("letters")
    await screen.press("escape")
    screen.app.open_client(the_client(desk).id)
    await screen.settle()
    await screen.press("delete")
    await look("remove?")
    await screen.press("escape", "escape")
    form = await opened(screen, "client", desk)  # both change the note: a question with both values
    client = the_client(cli)
    clients.change_client(cli, client, client.but(notes="saved elsewhere"))
    fill(form, "notes", "typed here")
    await screen.press("f2")
    await look("conflict")
    await screen.press("m")
    form = await opened(screen, "new client", desk)  # the same name again: a question that repeats it
    fill(form, "name", show(the_client(desk).name))
    await screen.press("f2")
    await look("same name")
    await screen.press("escape", "escape")
    await look("unsaved text")


@pytest.mark.fault("D01", "D02")
async def test_markup_and_escapes_in_every_field_are_shown_cleaned_and_exactly_so_everywhere(
    long_run: bool, tmp_path: Path, open_screen: Open
) -> None:
    texts = (*NAMES, *ESCAPES)
    for shift in range(len(texts) if long_run else 1):
        root = tmp_path / str(shift)
        desk = make_desk(root)
        fields = soak(desk, texts, shift=shift)
        seen: list[str] = []
        async with open_screen(desk, ROOMY) as screen:

            async def look(where: str, screen: Screen = screen, seen: list[str] = seen) -> None:
                shown = screen.text()
                assert not {f"U+{ord(char):04X}" for char in shown if char != "\n" and ord(char) in FORBIDDEN}, where
                assert screen.app.is_running, where
                seen.append(shown)

            await walk(screen, desk, make_desk(root), look)
            assert screen.app.return_code is None
        everything = "\n".join(seen)
        missing = {field: text for field, text in fields.items() if show(text) not in everything}
        assert set(missing) == NOT_DRAWN, missing


@pytest.mark.fault("D01")
async def test_a_click_on_a_text_that_holds_an_action_does_nothing(
    long_run: bool, desk: Desk, open_screen: Open
) -> None:
    soak(desk, ("[@click=app.leave]x[/]",))
    clicked = 0
    async with open_screen(desk, ROOMY) as screen:

        async def look(where: str) -> None:
            nonlocal clicked
            before = screen.app.screen
            for y, line in enumerate(screen.text().split("\n")):
                if "[@click=app.leave]x" in line:
                    x = cell_len(line[: line.index("[@click=app.leave]x")])
                    await screen.pilot.click(offset=(x + 18, y))
                    clicked += 1
                    assert screen.app.return_code is None, where
                    if screen.app.screen is not before:
                        assert before in screen.app.screen_stack  # the line's own step, which a click on it may take
                        await screen.press("escape")
            assert screen.app.is_running

        await pages(screen, desk, look)
        if long_run:
            await forms(screen, desk, look)
        assert screen.app.return_code is None
    assert clicked > 50


@pytest.mark.fault("D04")
async def test_wide_combining_and_joined_signs_keep_every_line_within_its_width(
    long_run: bool, desk: Desk, open_screen: Open
) -> None:
    soak(desk, WIDE)
    for size in (ROOMY, (100, 60), (60, 60)) if long_run else ((80, 40),):
        async with open_screen(desk, size) as screen:

            async def look(where: str, screen: Screen = screen) -> None:
                strips = screen.app.screen._compositor.render_strips()
                wrong = [strip.cell_length for strip in strips if strip.cell_length != screen.app.size.width]
                assert wrong == [], where

            await look("today")
            await pages(screen, desk, look)
            if long_run:
                await forms(screen, desk, look)
