"""Opens the screen on a workspace of its own, at a fixed moment, and waits for what happens beside the keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from freelance_comm.domain.people import Profile, WorkingHours
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.ledger import Ledger
    from tests.tui.coach_readings import Readings

NOW = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
"""A Friday, 14:05 in Bucharest."""
ZONE = "Europe/Bucharest"
PATIENCE = 20.0
"""Seconds a test waits for something before it fails; a guard against hanging, not a measure."""


class Screen:
    """The program on a pretended terminal, with the questions tests ask of it."""

    def __init__(self, app: FreelanceApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until nothing is read, saved or drawn any more."""
        for _ in range(3):
            await self.pilot.pause()
            while self._at_work():
                await asyncio.sleep(0.005)
                await self.pilot.pause()
        await self.pilot.pause()

    def _at_work(self) -> bool:
        """Whether a page is still being opened or read, or something is saved."""
        reading = any(worker.group == "read" and not worker.is_finished for worker in self.app.workers)
        return reading or not self.app.screen.is_mounted or self.app.backroom.busy or self.app.backroom.busy_aside

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each answered before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        for char in text:
            await self.pilot.press({" ": "space"}.get(char, char))
        await self.settle()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            assert asyncio.get_running_loop().time() < deadline, f"waited in vain; the screen says:\n{self.text()}"
            await asyncio.sleep(0.02)
            await self.pilot.pause()

    def text(self) -> str:
        """Return what stands on the screen, as lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def ledger(self) -> Ledger:
        """The list of the page on top."""
        from freelance_comm.tui.ledger import Ledger

        return self.app.screen.query_one(Ledger)

    @property
    def said(self) -> str:
        """What the quiet line of the page on top says."""
        page = self.app.page
        assert page is not None
        return page.quiet.text


Open = Callable[..., AbstractAsyncContextManager[Screen]]


def make_desk(root: Path, *, locale: str = "en", owner: str = "tui", lock_seconds: float = 10.0) -> Desk:
    """Return a desk on ``root`` whose clock stands still."""
    workspace = Workspace(root, owner=owner, durable=False, lock_seconds=lock_seconds)
    return Desk(workspace, clock=lambda: NOW, tr=translator(locale), zone=ZONE, owner=owner)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A place for a workspace."""
    return tmp_path / "data"


@pytest.fixture
def blank(root: Path) -> Desk:
    """A desk where nobody has been welcomed yet."""
    return make_desk(root)


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """A desk with a profile and nothing else."""
    from freelance_comm.services.setup import save_profile

    profile = Profile(name="Ilinca", language="en", currency="EUR", hours=WorkingHours(zone=ZONE))
    save_profile(blank, None, profile)
    return blank


@pytest.fixture
def sample(root: Path) -> Desk:
    """A desk with the sample freelancer's lively data."""
    from freelance_comm.demo import build

    made = make_desk(root)
    build(made.workspace, "en", NOW)
    return made


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    """A coach of the screen that says what a test lets it say."""
    from freelance_comm.services import coaching
    from tests.tui.coach_readings import Readings

    made = Readings()
    monkeypatch.setattr(coaching, "coached", made.coached)
    return made


@pytest.fixture
def cli(root: Path) -> Desk:
    """A second desk on the same data: what somebody does in another terminal."""
    return make_desk(root, owner="cli")


@pytest.fixture
def open_screen() -> Open:
    """Open the program on a desk: ``async with open_screen(desk, size=(80, 24)) as screen``."""

    @asynccontextmanager
    async def opened(on: Desk, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Screen]:
        from freelance_comm.tui.app import FreelanceApp
        from tests.tui import waiting

        waiting.install()
        app = FreelanceApp(on)
        try:
            async with app.run_test(size=size) as pilot:
                screen = Screen(app, pilot)
                await screen.settle()
                yield screen
                await screen.settle()
        finally:
            app.kept.flush()
            app.backroom.close()

    return opened
