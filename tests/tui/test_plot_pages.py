"""Pictures a key away from where one needs them: the quoted hours of a project, the time with a client."""

from __future__ import annotations

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.services.plots import MOST_WIDTH
from freelance_comm.tui.burn_page import BurnPage
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.forecast_page import ForecastPage
from freelance_comm.tui.payment_page import PaymentPage
from freelance_comm.tui.project_page import ProjectPage
from freelance_comm.tui.time_chart import TimeChartPage
from freelance_comm.tui.timeline_page import TimelinePage
from tests.tui.conftest import Open, Screen

SIZES = ((60, 20), (80, 24), (200, 50))


def landing(desk: Desk) -> ProjectPage:
    """Return the page of the project in work."""
    (project,) = (one.project for one in desk.reader.summaries() if one.project.name == "Landing page")
    return ProjectPage(project.id)


def baker(desk: Desk) -> ClientPage:
    """Return the card of its client."""
    (client,) = (one for one in desk.reader.clients() if one.name.startswith("Hartley"))
    return ClientPage(client.id)


async def opened(screen: Screen, page: ProjectPage | ClientPage, key: str) -> str:
    """Open a page, press its key and return all that the list says."""
    screen.app.push_screen(page)
    await screen.settle()
    await screen.press(key)
    return screen.ledger.plain_text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_project_shows_how_its_quoted_hours_are_used_up(
    sample: Desk, open_screen: Open, size: tuple[int, int]
) -> None:
    async with open_screen(sample, size) as screen:
        said = await opened(screen, landing(sample), "m")
        assert isinstance(screen.app.screen, BurnPage)
        assert "75% of the 42 hr quoted are used" in " ".join(said.split())
        assert "75%  31 hr, 40 min" in said
        assert "│" in said


async def test_a_week_of_the_quoted_hours_leads_to_its_days(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await opened(screen, landing(sample), "m")
        await screen.press("end", "enter")
        assert isinstance(screen.app.screen, TimeChartPage)


async def test_a_project_without_quoted_hours_says_so_in_words(sample: Desk, open_screen: Open) -> None:
    (project,) = (one.project for one in sample.reader.summaries() if one.project.stage == "contact")
    async with open_screen(sample) as screen:
        said = await opened(screen, ProjectPage(project.id), "m")
        assert "No hours are quoted for" in said


@pytest.mark.parametrize("size", SIZES)
async def test_a_client_shows_what_there_has_been(sample: Desk, open_screen: Open, size: tuple[int, int]) -> None:
    async with open_screen(sample, size) as screen:
        said = await opened(screen, baker(sample), "-")
        assert isinstance(screen.app.screen, TimelinePage)
        for words in ("Work together:", "Landing page", "They wrote", "Promised", "Money", "█", "✓ done"):
            assert words in said
        assert max(len(line) for line in said.splitlines()) <= size[0]


async def test_an_event_leads_to_its_project(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await opened(screen, baker(sample), "-")
        await screen.press("enter")
        assert isinstance(screen.app.screen, ProjectPage)


@pytest.mark.parametrize(("page", "words"), [("project", "Quoted hours"), ("client", "Timeline")])
async def test_both_stand_in_the_palette(sample: Desk, open_screen: Open, page: str, words: str) -> None:
    async with open_screen(sample) as screen:
        screen.app.push_screen(landing(sample) if page == "project" else baker(sample))
        await screen.settle()
        await screen.press("ctrl+p")
        await screen.write(words.lower())
        await screen.until(lambda: words in screen.text())


async def longest_bar(screen: Screen, desk: Desk) -> int:
    """Return how many cells the longest bar of the payment page takes."""
    screen.app.push_screen(PaymentPage(landing(desk).project_id))
    await screen.settle()
    return max(line.count("█") + line.count("▒") for line in screen.ledger.plain_text().split("\n"))


async def test_bars_of_payments_take_the_room_there_is(sample: Desk, open_screen: Open) -> None:
    found = []
    for size in SIZES:
        async with open_screen(sample, size) as screen:
            found.append(await longest_bar(screen, sample))
    narrow, usual, wide = found
    assert narrow < usual < wide
    assert wide == MOST_WIDTH


@pytest.mark.parametrize("page", [PaymentPage, ForecastPage, BurnPage])
async def test_no_label_of_a_plot_is_cut_on_a_narrow_terminal(
    page: type[PaymentPage | ForecastPage | BurnPage], sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample, (60, 20)) as screen:
        screen.app.push_screen(page(landing(sample).project_id))
        await screen.settle()
        said = screen.ledger.plain_text()
        assert "█" in said
        assert "…" not in said


async def test_what_stands_at_the_right_of_a_heading_goes_below_where_both_do_not_fit(
    sample: Desk, open_screen: Open
) -> None:
    for size, together in zip(SIZES, (False, True, True), strict=True):
        async with open_screen(sample, size) as screen:
            screen.app.push_screen(PaymentPage(landing(sample).project_id))
            await screen.settle()
            lines = screen.ledger.plain_text().split("\n")
            first = next(place for place, line in enumerate(lines) if "Ways to pay without prepayment" in line)
            assert ("most unpaid work at any time" in lines[first]) is together
            assert "most unpaid work at any time" in lines[first + (not together)]
