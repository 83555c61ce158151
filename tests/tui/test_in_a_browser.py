"""The screen in a real browser: a stage walked with its keys, and what was done is on the disk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm.services.clients import add_client
from freelance_comm.services.desk import Desk
from freelance_comm.services.projects import add_project, find_project
from tests import browser
from tests.serving import served

NOW = "2026-11-20T12:05:00Z"
PATIENCE = 60.0


@pytest.fixture
def chromium() -> None:
    """A test that needs the browser is skipped where there is none."""
    if browser.program() is None:
        if os.environ.get("CI") or os.environ.get("SERVERS_REQUIRED"):
            pytest.fail("there is no Chromium, and where CI runs there has to be one")
        pytest.skip("there is no Chromium here")


async def holds(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not what():
            await asyncio.sleep(0.05)


@pytest.mark.usefixtures("chromium")
async def test_a_stage_is_walked_in_a_browser(desk: Desk, root: Path, tmp_path: Path) -> None:
    add_client(desk, "Ana Petrescu")
    project = add_project(desk, "Третья глава", client_text="Ana Petrescu")
    facts = {"core_problem": "guests cannot find the hours", "read_back_on": "2026-11-18", "confirmed_on": "2026-11-19"}
    with desk.change() as change:
        change.save(project, project.but(facts=facts), project_id=project.id)
    assert find_project(desk, project.ref).stage == "contact"
    with served(root, NOW) as server:
        async with browser.opened(tmp_path / "profile") as page:
            await page.open(server.link)
            await page.until("document.body.classList.contains('-first-byte')")
            await page.until("document.activeElement.className == 'xterm-helper-textarea'")
            await page.press("g")
            await page.hears("type a few letters of a name", "Третья глава")
            await page.write("третья")
            await page.hears("третья")
            await page.press("Enter")
            await page.hears("Delivery")
            await page.press("f")
            await page.hears("Why go on anyway?")
            await page.write("договорились по телефону")
            await page.press("Enter")
            await holds(lambda: find_project(desk, project.ref).stage == "quote")
            assert desk.reader.project(project.id).passages[-1].reason == "договорились по телефону"
    assert (server.code, server.err) == (0, "")
