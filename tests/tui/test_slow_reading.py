"""A page that takes long to read says so in the quiet line; leaving the program ends the reading and loses nothing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import TextArea

from freelance_comm.services import coaching
from freelance_comm.services.coaching import About, Coached
from freelance_comm.services.desk import Desk
from freelance_comm.store.folder import DataFolder, Signature
from freelance_comm.tui import slow_reading
from freelance_comm.tui.app import FreelanceApp
from freelance_comm.tui.today import TodayPage
from tests.tui.conftest import PATIENCE, Open, Screen, make_desk

COUNT = "Looking at every file… "


class Slow:
    """Files are read until ``most`` of them have been; the next one waits until it may go on."""

    def __init__(self) -> None:
        self.most = 0
        self.read = 0
        self.stuck = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, plain: Callable[..., tuple[bytes, Signature]], *given: object) -> tuple[bytes, Signature]:
        """Read a file, or wait before it."""
        self.read += 1
        if self.read > self.most and not self.go_on.is_set():
            self.stuck.set()
            assert self.go_on.wait(PATIENCE)
        return plain(*given)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Reading that gets stuck, told at once."""
    made, plain = Slow(), DataFolder._read_open
    monkeypatch.setattr(DataFolder, "_read_open", lambda *given: made(plain, *given))
    monkeypatch.setattr(slow_reading, "TELL_AFTER", 0.0)
    monkeypatch.setattr(slow_reading, "TELL_EVERY", 0.01)
    monkeypatch.setattr(slow_reading, "MANY_FILES", 3)
    yield made
    made.go_on.set()


def forgetful(desk: Desk) -> Desk:
    """Return a desk on the same data, of which every derived file is gone."""
    shutil.rmtree(desk.workspace.root / ".state")
    return make_desk(desk.workspace.root)


def data_in(root: Path) -> dict[str, bytes]:
    """Return the content of every file that is data."""
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".state" not in path.parts}


async def test_the_first_page_says_how_many_files_it_has_looked_at_until_it_is_there(sample: Desk, slow: Slow) -> None:
    slow.most = 5
    app = FreelanceApp(forgetful(sample))
    app.look_ahead(0.05)
    assert slow.stuck.wait(PATIENCE)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = Screen(app, pilot)
        await screen.until(lambda: COUNT + "6" in screen.text())
        assert screen.ledger.rows == ()
        slow.go_on.set()
        await screen.until(lambda: COUNT not in screen.text())
        await screen.settle()
        assert screen.ledger.rows
        assert screen.said == ""
    app.backroom.close()


async def test_any_page_that_is_waited_for_says_so_and_an_answer_is_not_replaced(
    sample: Desk, open_screen: Open, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.go_on.set()
    held = threading.Event()
    async with open_screen(sample) as screen:
        plain = TodayPage.gather

        def gather(self: TodayPage, desk: Desk) -> object:
            assert held.wait(PATIENCE)
            return plain(self, desk)

        monkeypatch.setattr(TodayPage, "gather", gather)
        page = screen.app.page
        assert page is not None
        page.reload()
        await screen.until(lambda: "One moment …" in screen.text())
        page.say("Saved.")
        await screen.pilot.pause(0.05)
        assert screen.said == "Saved."
        held.set()
        await screen.settle()
        assert screen.said == "Saved."
        assert "One moment …" not in {one.words for one in screen.app.said.newest_first}


async def test_a_text_on_which_the_coach_takes_long_says_so(
    sample: Desk, open_screen: Open, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.go_on.set()
    held = threading.Event()

    def coached(_desk: Desk, _text: str, _about: About | None = None) -> Coached:
        assert held.wait(PATIENCE)
        return Coached(locale="en", kind="reply")

    monkeypatch.setattr(coaching, "coached", coached)
    async with open_screen(sample) as screen:
        screen.app.action_coach()
        await screen.settle()
        screen.app.screen.query_one("#body", TextArea).insert("A draft")  # a pilot waits until its keys are answered
        await screen.until(lambda: "One moment …" in screen.text())
        held.set()
        await screen.until(lambda: "One moment …" not in screen.text())


async def test_leaving_while_files_are_read_ends_the_reading_and_the_next_start_shows_the_same(
    sample: Desk, open_screen: Open, slow: Slow
) -> None:
    slow.go_on.set()
    async with open_screen(sample) as screen:
        before = {row.id for row in screen.ledger.rows}
    data = data_in(sample.workspace.root)
    slow.go_on.clear()
    slow.most, slow.read = 5, 0
    app = FreelanceApp(forgetful(sample))
    app.look_ahead(0.05)
    async with app.run_test(size=(100, 30)):
        assert slow.stuck.wait(PATIENCE)
        app.action_leave()
    app.backroom.close()
    slow.go_on.set()
    app.backroom._readers.shutdown(wait=True)
    assert slow.read == 6
    assert data_in(sample.workspace.root) == data
    async with open_screen(make_desk(sample.workspace.root)) as screen:
        assert before
        assert before <= {row.id for row in screen.ledger.rows}


async def test_a_save_that_was_begun_is_not_ended_by_leaving(sample: Desk, open_screen: Open, slow: Slow) -> None:
    from freelance_comm.services import clients

    slow.go_on.set()
    async with open_screen(sample) as screen:
        app = screen.app
        page = app.page
        assert page is not None
        slow.most, slow.read = 0, 0
        slow.go_on.clear()
        page.attempt(lambda desk: clients.add_client(forgetful(desk), "Somebody New"))
        await screen.until(slow.stuck.is_set)
        app.backroom._slow.give_up()
        slow.go_on.set()
        await screen.settle()
    assert "Somebody New" in {one.name for one in make_desk(sample.workspace.root).reader.clients()}
