"""The page of a project's forecast: days drawn, tasks ticked and corrected, what if; and how estimates went."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.project import Project
from freelance_comm.services import deadlines, estimates
from freelance_comm.services.desk import Desk
from freelance_comm.services.projects import add_project
from freelance_comm.tui.draft_page import DraftPage
from freelance_comm.tui.forecast_page import CalibrationPage, ForecastPage
from tests.tui.conftest import NOW, Open, Screen, make_desk
from tests.tui.pages_of_all_kinds import Things

SIZES = [(80, 24), (200, 50), (60, 20), (100, 30)]


@pytest.fixture
def project(sample: Desk) -> Project:
    """A project with two tasks."""
    found = add_project(sample, "Poster", client_text=sample.reader.clients()[0].name)
    estimates.add_task(sample, found, "Design", Decimal(10), kind="design")
    estimates.add_task(sample, found, "Proofs", Decimal(4))
    return found


def page_of(screen: Screen) -> ForecastPage:
    assert isinstance(screen.app.screen, ForecastPage)
    return screen.app.screen


async def on_page(screen: Screen, project: Project) -> ForecastPage:
    """Open the page over the project's own."""
    from freelance_comm.tui.project_page import ProjectPage

    await screen.app.push_screen(ProjectPage(project.id))
    await screen.settle()
    await screen.press("w")
    return page_of(screen)


def tasks(desk: Desk, project: Project) -> list[tuple[str, bool, Decimal]]:
    return [(line.text, line.done, line.estimate_hours) for line in estimates.tasks(desk, project)]


@pytest.mark.parametrize(("locale", "promise"), [("en", "promise"), ("fr", "à promettre"), ("ru", "обещать")])
async def test_at_60_columns_the_hours_to_promise_are_shown_and_no_task_is_broken_within_a_word(
    locale: str, promise: str, root: Path, open_screen: Open
) -> None:
    from freelance_comm.demo import build

    desk = make_desk(root, locale=locale)
    build(desk.workspace, locale, NOW)
    project = Things(desk).project
    async with open_screen(desk, (60, 20)) as screen:
        await screen.app.push_screen(ForecastPage(project.id))
        await screen.settle()
        said = screen.ledger.plain_text()
        assert promise in said
        shown = said.split()
        for task in estimates.tasks(desk, project):
            assert [word for word in task.text.split() if word not in shown] == []


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_seen_at_every_size(
    sample: Desk, project: Project, open_screen: Open, size: tuple[int, int]
) -> None:
    async with open_screen(sample, size=size) as screen:
        await on_page(screen, project)
        said = screen.text()
        assert "Promise " in said and "Design" in said
        assert all(len(line) <= size[0] for line in said.split("\n"))
        await screen.press("end")
        assert "Why" in screen.text() or size[1] < 24


async def test_the_plot_and_the_reasons_are_there(sample: Desk, project: Project, open_screen: Open) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        await on_page(screen, project)
        said = screen.text()
        assert "█" in said and "◀ plan" in said and "in 100 by then" in said
        assert "Why" in said


async def test_a_task_is_left_out_and_taken_back_by_one_key(sample: Desk, project: Project, open_screen: Open) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        await on_page(screen, project)
        assert screen.ledger.go_to("task:Proofs")
        await screen.press("x")
        assert "without Proofs" in screen.text() and "As things are, it would be" in screen.text()
        await screen.press("z")
        assert "without Proofs" not in screen.text()
    assert len(tasks(sample, project)) == 2


async def test_what_ifs_ask_for_a_day_days_and_hours(sample: Desk, project: Project, open_screen: Open) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        page = await on_page(screen, project)
        for key, typed, told in (
            ("s", "2026-12-07", "from Mon 7 Dec on"),
            ("d", "2026-12-14..2026-12-18", "off from Mon 14 Dec to Fri 18 Dec"),
            ("p", "3", "3 hr a day"),
        ):
            await screen.press(key)
            await screen.write(typed)
            await screen.press("enter")
            assert told in " ".join(screen.text().split())
        assert page.what_if.hours_a_day == 3
        await screen.press("b")
        await screen.write("2026-11-23")
        await screen.press("enter")
        assert "Mon 23 Nov is not realistic" in screen.text()


async def test_a_day_that_cannot_be_is_said_and_what_was_typed_stays(
    sample: Desk, project: Project, open_screen: Open
) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        page = await on_page(screen, project)
        await screen.press("p")
        await screen.write("25")
        await screen.press("enter")
        assert "25" in screen.text() and page.what_if.is_plain
        await screen.press("escape")
        await screen.press("d")
        await screen.write("2026-12-18..2026-12-14")
        await screen.press("enter")
        assert page_of(screen).what_if.is_plain


async def test_a_task_is_ticked_with_its_hours_and_the_tick_taken_back(
    sample: Desk, project: Project, open_screen: Open
) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        await on_page(screen, project)
        assert screen.ledger.go_to("task:Proofs")
        await screen.press("space")
        await screen.write("5")
        await screen.press("enter")
        assert "✓" in screen.text()
        (pair,) = [one for one in estimates.pairs(sample) if one.text == "Proofs"]
        assert (pair.estimate_hours, pair.actual_hours) == (Decimal(4), Decimal(5))
        assert screen.ledger.go_to("task:Proofs")
        await screen.press("space")
    assert tasks(sample, project)[1] == ("Proofs", False, Decimal(4))


async def test_a_task_is_added_corrected_and_struck_out(sample: Desk, project: Project, open_screen: Open) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        await on_page(screen, project)
        await screen.press("a")
        await screen.write("3 Printing")
        await screen.press("enter")
        assert tasks(sample, project)[2] == ("Printing", False, Decimal(3))
        assert screen.ledger.go_to("task:Printing")
        await screen.press("e", "backspace")
        await screen.write("6")
        await screen.press("enter")
        assert tasks(sample, project)[2] == ("Printing", False, Decimal(6))
        assert screen.ledger.go_to("task:Printing")
        await screen.press("delete")
    assert len(tasks(sample, project)) == 2


async def test_the_day_is_promised_and_a_slipping_one_leads_to_the_notice(
    sample: Desk, project: Project, open_screen: Open
) -> None:
    async with open_screen(sample, size=(120, 50)) as screen:
        page = await on_page(screen, project)
        assert page.seen is not None and page.seen.found is not None
        wanted = page.seen.found.ends.day_at(80)
        await screen.press("y")
        view = deadlines.suggest(sample, project)
        assert view.promised is not None
        assert deadlines.day_of(sample.calendar(), view.promised) == wanted
        deadlines.promise_deadline(sample, project, NOW.date())
        page.reload()
        await screen.settle()
        assert "▲" in screen.text() and "not realistic" in screen.text()
        await screen.press("n")
        assert isinstance(screen.app.screen, DraftPage)


async def test_without_an_estimate_it_says_what_to_do(sample: Desk, open_screen: Open) -> None:
    bare = add_project(sample, "Bare", client_text=sample.reader.clients()[0].name)
    async with open_screen(sample) as screen:
        await on_page(screen, bare)
        assert "no estimate to work with" in screen.text() and "Add a task" in screen.text()


@pytest.mark.parametrize("size", SIZES)
async def test_how_estimates_went_is_drawn_and_told(
    sample: Desk, project: Project, open_screen: Open, size: tuple[int, int]
) -> None:
    estimates.finish_task(sample, project, "Design", took="14")
    async with open_screen(sample, size=size) as screen:
        await on_page(screen, project)
        await screen.press("c")
        assert isinstance(screen.app.screen, CalibrationPage)
        said = screen.text()
        assert "finished piece" in said and "promise (P80)" in said
        assert all(len(line) <= size[0] for line in said.split("\n"))


async def test_hostile_words_are_shown_as_they_are(sample: Desk, project: Project, open_screen: Open) -> None:
    estimates.add_task(sample, project, "[/] [bold]x", Decimal(2), kind="[@click=app.quit]k[/]")
    async with open_screen(sample, size=(120, 50)) as screen:
        await on_page(screen, project)
        assert "[/] [bold]x · [@click=app.quit]k[/]" in screen.text()
