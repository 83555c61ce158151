"""Long work on the screen is stopped by Esc or by leaving, with nothing half done and a word about it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from freelance_comm.domain import progress
from freelance_comm.domain.errors import InterruptedUnsaved
from freelance_comm.domain.progress import Progress
from freelance_comm.services import clients, exchange, time_export, undoing
from freelance_comm.services.desk import Desk
from freelance_comm.services.setup import save_profile
from freelance_comm.store import whole_copy
from freelance_comm.store.document import Tables
from freelance_comm.store.intake import Incoming, Intake
from freelance_comm.store.soundness import read_through
from freelance_comm.tui import app as program
from freelance_comm.tui.data_page import DataPage
from freelance_comm.tui.fields import LineField
from tests.tui.conftest import PATIENCE, Open, Screen, make_desk

UNCHANGED = "Stopped by you, before saving: nothing was changed."


class Held:
    """Work that waits in its middle as long as it is held."""

    def __init__(self) -> None:
        self.holding = False
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def __call__(self) -> None:
        """Wait here."""
        if self.holding:
            self.begun.set()
            assert self.go_on.wait(PATIENCE)


@pytest.fixture
def held() -> Held:
    """Nothing is held yet."""
    return Held()


@pytest.fixture
def ready(sample: Desk) -> Desk:
    """A desk with the sample freelancer's data."""
    return sample


def hold_copies(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every backup at its first file."""

    def slow(data: bytes, file: str) -> tuple[Tables, int]:
        held()
        return read_through(data, file)

    monkeypatch.setattr(whole_copy, "read_through", slow)
    held.holding = True


async def name_path(screen: Screen, path: Path) -> None:
    """Answer the question for a path."""
    await screen.until(lambda: bool(screen.app.screen.query(LineField)))
    screen.app.screen.query_one(LineField).value = str(path)
    await screen.pilot.press("enter")


async def stopped(screen: Screen, held: Held) -> None:
    """Press Esc in the middle of what is held, and let it go on."""
    await screen.until(held.begun.is_set)
    await screen.until(lambda: "esc stop" in screen.text())
    await screen.pilot.press("escape")
    await screen.until(lambda: "Stopping…" in screen.text())
    held.go_on.set()
    await screen.until(lambda: UNCHANGED in screen.text())


async def test_escape_stops_a_backup_and_only_then_leads_back(
    ready: Desk, open_screen: Open, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_copies(held, monkeypatch)
    async with open_screen(ready, (120, 30)) as screen:
        await screen.press("h", "b")
        await name_path(screen, tmp_path / "copy.zip")
        await stopped(screen, held)
        assert isinstance(screen.app.screen, DataPage)
        await screen.until(lambda: "esc back" in screen.text())
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
        await screen.press("escape")
        assert not isinstance(screen.app.screen, DataPage)


async def test_an_import_that_is_stopped_takes_nothing_in_and_can_be_made_again(
    ready: Desk, open_screen: Open, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.export_json(ready, str(tmp_path / "all.json"))
    plain = Intake.offer

    def slow(self: Intake, row: Incoming) -> bool:
        held()
        return plain(self, row)

    monkeypatch.setattr(Intake, "offer", slow)
    monkeypatch.setattr(progress, "_EVERY", 1)
    save_profile(other := make_desk(tmp_path / "other"), None, ready.profile())
    async with open_screen(other, (120, 30)) as screen:
        await screen.press("h", "i")
        await name_path(screen, tmp_path / "all.json")
        await screen.until(lambda: "1 row cannot be imported." in screen.text())  # the profile was filled in by hand
        await screen.press("x")
        await screen.until(lambda: "Add this to your data?" in screen.text())
        held.holding = True
        await screen.pilot.press("i")
        await stopped(screen, held)
        assert make_desk(tmp_path / "other").reader.clients() == ()
        held.holding = False
        await screen.press("i")
        await name_path(screen, tmp_path / "all.json")
        await screen.until(lambda: "1 row cannot be imported." in screen.text())  # the profile was filled in by hand
        await screen.press("x")
        await screen.until(lambda: "Add this to your data?" in screen.text())
        await screen.press("i")
        await screen.until(lambda: "Added" in screen.said)
        assert len(make_desk(tmp_path / "other").reader.clients()) == len(ready.reader.clients())


async def test_an_undo_that_is_stopped_leaves_everything_as_it_is(
    ready: Desk, open_screen: Open, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = undoing.undo

    def slow(desk: Desk, number: int | None = None, *, progress: Progress) -> undoing.PastChange:
        held()
        progress(0, 1)
        return plain(desk, number, progress=progress)

    monkeypatch.setattr(undoing, "undo", slow)
    clients.add_client(ready, "Somebody New")
    held.holding = True
    async with open_screen(ready, (120, 30)) as screen:
        await screen.press("h")
        await screen.pilot.press("u")
        await stopped(screen, held)
        assert "Somebody New" in {one.name for one in make_desk(ready.workspace.root).reader.clients()}
        held.holding = False
        await screen.press("u")
        await screen.until(lambda: "Undone" in screen.said)
        assert "Somebody New" not in {one.name for one in make_desk(ready.workspace.root).reader.clients()}


async def test_a_question_tells_of_the_work_that_its_answer_began_and_escape_stops_that_too(
    ready: Desk, open_screen: Open, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = time_export._written

    def slow(*words: object, **named: object) -> str:
        told = words[3]
        assert callable(told)
        told(3, 9)
        held()
        told(4, 9)
        return plain(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(time_export, "_written", slow)
    held.holding = True
    async with open_screen(ready, (120, 30)) as screen:
        await screen.press("t", "e")
        await name_path(screen, tmp_path / "time.csv")
        await screen.until(lambda: "Exporting… 3 of 9" in screen.text())
        await screen.pilot.press("escape")
        await screen.until(lambda: screen.app.long_work.stopping)
        held.go_on.set()
        await screen.settle()
        assert screen.app.long_work.stopped
        assert not (tmp_path / "time.csv").exists()


class Left(program.FreelanceApp):
    """A program that somebody leaves in the middle of long work."""

    def look_ahead(self, patience: float = 0.0) -> None:
        """There is no screen to look ahead to."""

    def run(self, *_words: object, **_named: object) -> int:
        """Leave."""
        self.cut_short = True
        self.long_work.stopped = True
        return 0


def test_who_leaves_in_the_middle_hears_that_nothing_was_changed(ready: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "FreelanceApp", Left)
    with pytest.raises(InterruptedUnsaved):
        program.run(ready)


async def test_leaving_stops_what_is_under_way(
    ready: Desk, open_screen: Open, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_copies(held, monkeypatch)
    async with open_screen(ready, (120, 30)) as screen:
        await screen.press("h", "b")
        await name_path(screen, tmp_path / "copy.zip")
        await screen.until(held.begun.is_set)
        screen.app.action_leave()
        assert screen.app.cut_short
        assert screen.app.long_work.stopping
        held.go_on.set()
    screen.app.backroom.close(patiently=True)
    assert screen.app.long_work.stopped
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
