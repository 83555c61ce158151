"""The page that shows where the time went: the week as bars, other periods as lines, bills in two keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from freelance_comm.services import billing, clients, plots, projects, timelog, week_view
from freelance_comm.services.desk import Desk
from freelance_comm.tui.time_chart import TimeChartPage, bounds
from freelance_comm.tui.time_chart_rows import Period
from tests.tui.conftest import Open

HOUR = 3600


@pytest.fixture
def logged(desk: Desk) -> Desk:
    """Three projects with time in the week of Friday the 20th of November, one with a client billed in half hours."""
    clients.add_client(desk, "Ana Petrescu", rounding_minutes=30)
    clients.add_client(desk, "Мария Иванова")
    projects.add_project(desk, "Landing page", client_text="Ana")
    projects.add_project(desk, "Logo", client_text="Ana")
    projects.add_project(desk, "Третья глава", client_text="Мария")
    for day, project, minutes, tag in (
        (16, "Landing", 310, "design"),
        (16, "Logo", 5, "call"),
        (17, "Третья", 240, "перевод"),
        (12, "Logo", 90, ""),
    ):
        tags = (tag,) if tag else ()
        timelog.add_entry(desk, project, day=date(2026, 11, day), seconds=Decimal(minutes * 60), tags=tags)
    return desk


@pytest.mark.parametrize("width", [60, 80, 100, 200])
async def test_days_bars_and_hours_of_the_week_are_whole(width: int, logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (width, 40)) as screen:
        screen.app.push_screen(TimeChartPage())
        await screen.settle()
        assert "…" not in screen.ledger.plain_text()


# -- drawing -----------------------------------------------------------------------------------------------------------


def test_a_bar_shows_each_part_where_it_ends() -> None:
    assert plots.bar([("█", Decimal(HOUR)), ("▒", Decimal(2 * HOUR))], 4 * HOUR, 8) == "██▒▒▒▒"


def test_a_minute_is_seen() -> None:
    assert plots.bar([("█", Decimal(60)), ("▒", Decimal(60))], 8 * HOUR, 40) == "█▒"


@given(st.lists(st.integers(1, 86_400), max_size=9), st.integers(1, 120))
def test_a_bar_never_outgrows_its_width(parts: list[int], width: int) -> None:
    found = plots.bar([("█", Decimal(part)) for part in parts], max(sum(parts), 1), width)
    assert len(found) <= width
    assert not parts or found


def test_a_period_has_the_days_it_says() -> None:
    day = date(2026, 2, 18)
    assert bounds(Period.WEEK, day) == (date(2026, 2, 16), date(2026, 2, 22))
    assert bounds(Period.MONTH, day) == (date(2026, 2, 1), date(2026, 2, 28))
    assert bounds(Period.MONTH, date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert bounds(Period.YEAR, day) == (date(2026, 1, 1), date(2026, 12, 31))


# -- the page ----------------------------------------------------------------------------------------------------------


async def test_the_week_is_a_bar_for_every_day_and_a_mark_for_every_project(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (80, 24)) as screen:
        await screen.press("t", "p")
        assert isinstance(screen.app.screen, TimeChartPage)
        said = screen.text()
        lines = {line[3:].split("  ")[0].strip(): line for line in said.split("\n")}
        assert "█ Landing page" in said and "▒ Третья глава" in said and "░ Logo" in said
        monday = lines["Mon 16 Nov"]
        assert (monday.count("█") > 20, monday.count("░"), monday.count("▒")) == (True, 1, 0)
        assert "5 hr, 15 min" in monday
        assert "▒" in lines["Tue 17 Nov"] and "4 hr" in lines["Tue 17 Nov"]
        assert "9 hr, 15 min" in said


async def test_weeks_are_walked_with_the_arrows(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (80, 24)) as screen:
        await screen.press("t", "p", "left")
        assert "1 hr, 30 min" in screen.text() and "Landing page" not in screen.text()
        await screen.press("left_square_bracket")
        assert "No time is logged in that period." in screen.text()
        await screen.press("right", "right_square_bracket")
        assert "Landing page" in screen.text()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("c", "Ana Petrescu"),
        ("a", "design"),
        ("w", "Mon 16 Nov – Sun 22 Nov"),
        ("m", "Nov 2026"),
        ("p", "Третья глава"),
    ],
)
async def test_a_line_can_be_a_client_an_activity_or_a_period(
    key: str, said: str, logged: Desk, open_screen: Open
) -> None:
    async with open_screen(logged, (110, 30)) as screen:
        await screen.press("t", "p", "b", key)
        assert said in screen.text()


async def test_a_year_is_shown_by_month_and_a_month_leads_to_its_days(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (110, 30)) as screen:
        await screen.press("t", "p", "p", "y")
        assert "By month" in screen.text() and "10 hr, 45 min" in screen.text()
        await screen.press("enter")
        assert "By day" in screen.text() and "Thu 12 Nov 2026" in screen.text()


async def test_the_time_of_a_client_is_marked_as_billed_and_back(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (110, 30)) as screen:
        await screen.press("t", "p", "b", "c", "m")
        assert "Marked as billed. ctrl+z takes it back.\nAna Petrescu · 6 hr" in screen.said
        left = billing.unbilled(logged)
        assert {line.label: int(line.seconds / 60) for line in left.lines} == {"Третья глава": 240, "Logo": 90}
        await screen.press("m")
        assert "No longer marked as billed." in screen.said
        assert billing.unbilled(logged).total.seconds == (310 + 5 + 240 + 90) * 60


async def test_a_line_that_is_nobodys_cannot_be_billed(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (80, 24)) as screen:
        await screen.press("t", "p", "m")
        assert "Go to the line of a client or a project" in screen.text()


async def test_an_entry_is_marked_as_billed_from_the_log(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (100, 30)) as screen:
        await screen.press("t", "b", "y")
        assert "billed 20 Nov 2026" in screen.text()
        await screen.press("b", "n")
        assert "billed 20 Nov 2026" not in screen.text()
        await screen.press("b", "p")
        assert "1 entry is marked as billed." in screen.text()


async def test_an_activity_in_the_line_is_read_back_and_completed(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (100, 30)) as screen:
        await screen.press("t", "a")
        await screen.write("landing 9-11 +des hero section")
        assert "hero section · +des" in screen.text()
        await screen.press("enter")
        assert "+design" in screen.text()
        await screen.press("s")
        await screen.write("logo sketches +call")
        await screen.press("enter")
        running = timelog.running(logged)
        assert running is not None
        assert (running.timer.tags, running.timer.note) == (("call",), "sketches")


async def test_the_day_of_the_invoice_is_a_field_of_the_entry(logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, (100, 40)) as screen:
        await screen.press("t", "enter", "tab", "tab", "tab", "tab", "tab")
        await screen.write("yesterday")
        await screen.press("f2")
        assert "billed 19 Nov 2026" in screen.text()


@pytest.mark.parametrize("size", [(80, 24), (200, 50), (60, 20), (100, 30)])
async def test_no_figure_is_cut_at_any_size(size: tuple[int, int], logged: Desk, open_screen: Open) -> None:
    async with open_screen(logged, size) as screen:
        await screen.press("t", "p")
        said = screen.text()
        assert max(cell_len(line) for line in said.split("\n")) <= size[0]
        assert "5 hr, 15 min" in said and "9 hr, 15 min" in said
        await screen.press("b", "c")
        assert "5 hr, 15 min" in screen.text() and "6 hr" in screen.text()


async def test_the_report_says_in_its_title_how_much_of_the_quote_is_used(logged: Desk, open_screen: Open) -> None:
    from freelance_comm.domain.quote import Unit
    from freelance_comm.services import quoting
    from freelance_comm.services.projects import find_project
    from freelance_comm.tui.report_page import ReportPage

    project = find_project(logged, "Landing")
    quoting.add_item(logged, project, "Design", unit=Unit.HOUR, quantity=6, price=50)
    async with open_screen(logged, (100, 30)) as screen:
        screen.app.push_screen(ReportPage(project))
        await screen.settle()
        assert "86% of the quote used" in screen.text()


@pytest.mark.parametrize("width", [100, 140])
def test_bars_take_the_room_that_names_and_figures_leave(sample: Desk, width: int) -> None:
    from freelance_comm.services.time_report import By, time_report
    from freelance_comm.tui import time_chart_rows
    from freelance_comm.tui.layout import Layout, room_in

    report = time_report(sample, By.PROJECT, date(2026, 10, 1), date(2026, 11, 30))
    week = week_view.week(sample, sample.today())
    for rows in (
        time_chart_rows.week_rows(week, width, sample.tr)[:8],
        time_chart_rows.report_rows(report, width, sample.tr),
    ):
        made = Layout(tuple(rows), time_chart_rows.GRIDS, lambda name: ("x", name))
        made.lay_out(width)
        lines = [made.plain(number) for number in range(len(made.lines))]
        assert max(len(line.rstrip()) for line in lines if "█" in line) >= room_in(width)
        assert not any("…" in line for line in lines)
