"""A timer that ran while nobody looked: the screen asks before it writes anything down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freelance_comm.services import clients, projects, timelog
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW, Open


@pytest.mark.fault("K12")
async def test_three_days_of_a_timer_are_asked_about_before_another_one_starts(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    for name in ("Landing page", "Shop"):
        projects.add_project(desk, name, client_text=client.ref)
    timelog.start(desk, "Landing page", at=NOW - timedelta(days=3))
    async with open_screen(desk) as screen:
        await screen.press("t", "w")
        assert "Was it forgotten?" in screen.text()
        assert timelog.last_entries(desk) == ()
        await screen.press("t")
        await screen.write("2026-11-17 16:00")
        await screen.press("enter")
        await screen.until(lambda: "Start on which project" in screen.text())
        await screen.write("shop hero section")
        await screen.press("enter")
        (line,) = timelog.last_entries(desk)
        assert line.clock == "14:05–16:00"
        running = timelog.running(desk)
        assert running is not None
        assert running.project_name == "Shop"


@pytest.mark.fault("K12")
async def test_a_long_timer_that_is_left_alone_keeps_running(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana Petrescu")
    projects.add_project(desk, "Landing page", client_text=client.ref)
    timelog.start(desk, "Landing page", at=NOW - timedelta(days=3))
    async with open_screen(desk) as screen:
        await screen.press("t", "w", "escape")
        assert timelog.last_entries(desk) == ()
        assert timelog.running(desk) is not None
