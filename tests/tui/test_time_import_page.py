"""The page that brings in time: the file, what would come, which name is which, and go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freelance_comm.services.clients import add_client
from freelance_comm.services.desk import Desk
from freelance_comm.services.projects import add_project
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.time_import_page import TimeImportPage
from freelance_comm.tui.time_log import TimePage
from tests.tui.conftest import Open, Screen

FILES = Path(__file__).parent.parent / "unit" / "services" / "time_files"


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A desk with the project Landing page of Ana Petrescu."""
    add_client(desk, "Ana Petrescu")
    add_project(desk, "Landing page", client_text="Ana")
    return desk


async def name_file(screen: Screen, path: Path) -> None:
    """Go to the page by its keys and name a file."""
    await screen.press("t", "i")
    await screen.until(lambda: "Which file holds the time?" in screen.text())
    screen.app.screen.query_one(LineField).value = str(path)
    await screen.press("enter")


async def look_into(screen: Screen, path: Path) -> None:
    """Name a file and wait for what is in it."""
    await name_file(screen, path)
    await screen.until(lambda: isinstance(screen.app.screen, TimeImportPage))
    await screen.settle()


def stored(cli: Desk) -> int:
    """Return how many entries another terminal finds."""
    return len(cli.reader.entries(date.min, date.max))


async def test_giving_up_the_question_leads_back(ready: Desk, open_screen: Open) -> None:
    async with open_screen(ready) as screen:
        await screen.press("t", "i")
        await screen.press("escape")
        assert isinstance(screen.app.screen, TimePage)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_time_comes_in_once_it_is_known_where_it_goes(
    ready: Desk, cli: Desk, open_screen: Open, size: tuple[int, int]
) -> None:
    async with open_screen(ready, size=size) as screen:
        await look_into(screen, FILES / "toggl.csv")
        assert "3 entries would be imported" in screen.text()
        assert "which of yours?" in screen.text()
        await screen.press("i")
        assert "Which of your projects are these" in screen.said
        assert stored(cli) == 0
        await screen.press("enter")
        for char in "Landing":
            await screen.pilot.press(char)
        await screen.press("enter")
        await screen.until(lambda: "which of yours?" not in screen.text())
        await screen.press("i")
        await screen.until(lambda: "Imported 3 entries" in screen.text())
        assert stored(cli) == 3
        await screen.press("ctrl+z")
        assert stored(cli) == 0


async def test_a_name_is_made_new_or_left_out_with_a_key(ready: Desk, cli: Desk, open_screen: Open) -> None:
    async with open_screen(ready) as screen:
        await look_into(screen, FILES / "toggl.csv")
        await screen.press("x")
        await screen.until(lambda: "left out" in screen.text())
        await screen.press("i")
        await screen.until(lambda: "Imported 2 entries" in screen.text())
        assert [client.name for client in cli.reader.clients()] == ["Ana Petrescu"]


async def test_what_is_no_time_is_said_and_the_path_stays(ready: Desk, open_screen: Open, tmp_path: Path) -> None:
    path = tmp_path / "note.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    async with open_screen(ready) as screen:
        await screen.press("t", "i")
        screen.app.screen.query_one(LineField).value = str(path)
        await screen.press("enter")
        await screen.until(lambda: "the columns do not say when and how long" in " ".join(screen.text().split()))
        assert "note.csv" in screen.text()


async def test_bad_entries_are_named_and_left_out_when_asked(
    ready: Desk, cli: Desk, open_screen: Open, tmp_path: Path
) -> None:
    path = tmp_path / "time.csv"
    path.write_text("Date,Hours,Project\n2026-02-16,1,Landing page\n2026-02-30,1,Landing page\n", encoding="utf-8")
    async with open_screen(ready) as screen:
        await look_into(screen, path)
        assert "line 3, column “Date”" in screen.text()
        await screen.press("i")
        await screen.until(lambda: "Go on without it?" in screen.text())
        await screen.press("x")
        await screen.until(lambda: "Imported 1 entry" in screen.text())
        assert stored(cli) == 1


async def test_dates_that_can_be_read_in_two_ways_are_asked_about(
    ready: Desk, cli: Desk, open_screen: Open, tmp_path: Path
) -> None:
    path = tmp_path / "time.csv"
    path.write_text("Date,Hours,Project\n03/02/2026,1,Landing page\n", encoding="utf-8")
    async with open_screen(ready) as screen:
        await name_file(screen, path)
        await screen.until(lambda: "What does 3/2/2026 mean" in screen.text())
        await screen.press("d")
        await screen.until(lambda: "2026-02-03" in screen.text())
        await screen.press("i")
        await screen.until(lambda: "Imported 1 entry" in screen.text())
        assert cli.reader.entries(date.min, date.max)[0].day == date(2026, 2, 3)


async def test_all_time_is_written_to_a_file_that_comes_back_as_nothing_new(
    ready: Desk, open_screen: Open, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    async with open_screen(ready) as screen:
        await look_into(screen, FILES / "harvest.csv")
        await screen.press("i")
        await screen.until(lambda: "Imported 3 entries" in screen.text())
        await screen.press("escape", "e")
        screen.app.screen.query_one(LineField).value = str(path)
        await screen.press("enter")
        await screen.until(lambda: "Wrote 3 entries" in screen.said)
        await screen.press("escape")
        await look_into(screen, path)
        assert "Nothing new in it." in screen.text()
