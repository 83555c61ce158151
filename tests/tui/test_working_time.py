"""The page of working time: the weeks as they will be, and every way to change them."""

from __future__ import annotations

from datetime import date

from freelance_comm.domain.people import Travel
from freelance_comm.services import working_calendar
from freelance_comm.services.desk import Desk
from freelance_comm.tui.forms.working_time import WorkingTimeJob, format_days
from tests.tui.conftest import Open


async def test_the_coming_weeks_are_drawn_hour_by_hour(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        await screen.press(";")
        assert "▶ Fri 20 Nov  ·········████████·······  09:00–17:00" in screen.text()
        assert "mon-fri 09:00-17:00" in screen.text()


async def test_a_holiday_says_its_name(desk: Desk, open_screen: Open) -> None:
    working_calendar.set_holidays(desk, "RO")
    async with open_screen(desk, (120, 45)) as screen:
        await screen.press(";")
        assert "public holiday: National Day" in screen.text()


async def test_a_key_turns_a_day_of_work_off_and_back(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press(";", "space")
        assert desk.profile().hours.days_off == (date(2026, 11, 20),)
        await screen.press("space")
        assert desk.profile().hours.days_off == ()


async def test_a_free_day_is_worked_by_the_same_key_and_undone(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press(";", "down", "space")
        assert desk.profile().hours.extra_days == (date(2026, 11, 21),)
        await screen.press("ctrl+z")
        await screen.until(lambda: desk.profile().hours.extra_days == ())


async def test_a_stay_elsewhere_is_noted_shown_and_taken_out(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (100, 45)) as screen:
        await screen.press(";", "a")
        await screen.write("America/New_York")
        await screen.press("tab", "ctrl+u")
        await screen.write("2026-12-01")
        await screen.press("f2")
        await screen.until(lambda: bool(desk.profile().hours.travels))
        assert desk.profile().hours.travels == (Travel(zone="America/New_York", first=date(2026, 12, 1)),)
        await screen.until(lambda: "America/New_York · from" in screen.text())
        await screen.press("home", *["down"] * 5, "delete")
        assert desk.profile().hours.travels == ()


async def test_a_zone_that_is_none_keeps_the_form_and_says_so(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press(";", "a")
        await screen.write("Mars/Base")
        await screen.press("f2")
        assert "is not a time zone" in screen.text()


async def test_more_weeks_are_shown_on_demand(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press(";")
        few = len(screen.ledger.rows)
        await screen.press("z")
        assert len(screen.ledger.rows) > 2 * few


def test_the_form_saves_every_part_of_it(desk: Desk) -> None:
    job = WorkingTimeJob(desk)
    job.save(
        desk,
        {
            "hours": "mon-thu 09:00-13:00,14:00-18:00",
            "quiet": "12:00-13:00",
            "zone": "Europe/Berlin",
            "country": "de",
            "region": "Bayern",
            "days_off": "2026-12-24..2026-12-26, 2027-01-04",
            "extra_days": "2026-12-05",
        },
    )
    hours = desk.profile().hours
    assert (hours.country, hours.region, hours.zone, len(hours.days_off)) == ("DE", "BY", "Europe/Berlin", 4)
    assert date(2027, 1, 6) in hours.holidays  # Epiphany, in Bavaria
    assert WorkingTimeJob(desk).values()["days_off"] == "2026-12-24..2026-12-26, 2027-01-04"


def test_days_are_told_in_stretches() -> None:
    assert (
        format_days((date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 4))) == "2026-12-24..2026-12-25, 2027-01-04"
    )
