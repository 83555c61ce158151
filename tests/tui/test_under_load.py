"""Long lists, long notes and slow saves: keys are answered all the while."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from time import perf_counter

import pytest
from textual.app import ComposeResult

from freelance_comm.services import clients
from freelance_comm.services.desk import Desk
from freelance_comm.tui import tidying
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.rows import line, text
from tests.tui.conftest import NOW, Open, make_desk
from tests.tui.shaded_app import ShadedApp

GENEROUS = 10.0
"""Seconds: a guard against what hangs, not a measure."""


class Long(ShadedApp):
    """A list of ten thousand lines and a note of a megabyte."""

    def compose(self) -> ComposeResult:
        """One list."""
        yield Ledger(lambda name: ("k", name), grids={"grid": (Column(), Column(grows=True))})

    def on_mount(self) -> None:
        """Fill it."""
        rows = [line("grid", f"Client {number}", "a detail", id=str(number)) for number in range(10_000)]
        self.query_one(Ledger).show_rows([*rows, text("words and more words " * 50_000, id="note")])


@pytest.mark.fault("D06")
async def test_ten_thousand_lines_and_a_megabyte_open_and_scroll() -> None:
    begun = perf_counter()
    app = Long()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        ledger = app.query_one(Ledger)
        ledger.focus()
        await pilot.press("end", "home", "pagedown")
        assert ledger.current is not None
        assert ledger.current.id != "0"
    assert perf_counter() - begun < GENEROUS


async def test_keys_are_answered_while_another_process_holds_the_data(desk: Desk, cli: Desk, open_screen: Open) -> None:
    holding, release = threading.Event(), threading.Event()

    def hold() -> None:
        with cli.workspace.change(NOW):
            holding.set()
            release.wait(GENEROUS)

    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        other = threading.Thread(target=hold)
        other.start()
        holding.wait(GENEROUS)
        await screen.pilot.press("f2")
        begun = perf_counter()
        await screen.pilot.press("space", "P", "o", "p")
        await asyncio.sleep(0)
        assert perf_counter() - begun < 2
        assert screen.app.backroom.busy
        release.set()
        other.join()
        await screen.settle()
        assert [one.client.name for one in clients.list_clients(desk)] == ["Ana"]


async def test_a_lock_held_too_long_is_told_and_the_form_stays(
    desk: Desk, cli: Desk, root: Path, open_screen: Open
) -> None:
    impatient = make_desk(root, lock_seconds=0.2)
    holding, release = threading.Event(), threading.Event()

    def hold() -> None:
        with cli.workspace.change(NOW):
            holding.set()
            release.wait(GENEROUS)

    async with open_screen(impatient) as screen:
        await screen.press("c")
        await screen.write("Ana")
        other = threading.Thread(target=hold)
        other.start()
        holding.wait(GENEROUS)
        try:
            await screen.press("f2")
            assert "writing" in screen.said or "busy" in screen.said.casefold()
            assert "Ana" in screen.text()
        finally:
            release.set()
            other.join()
        await screen.press("f2")
        assert [one.client.name for one in clients.list_clients(desk)] == ["Ana"]


@pytest.mark.parametrize("letters", ["a" * 100_000])
async def test_a_long_note_opens_in_a_form_and_on_the_card(letters: str, desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana", notes=letters)
    begun = perf_counter()
    async with open_screen(desk) as screen:
        screen.app.open_client(client.id)
        await screen.settle()
        assert "aaaa" in screen.text()
        await screen.press("e", "escape")
    assert perf_counter() - begun < GENEROUS


class Collector:
    """Stands in for Python's collector of garbage, and notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def freeze(self) -> None:
        """What there is now is never looked through again."""
        self.told.append("freeze")

    def enable(self) -> None:
        """Collect from now on."""
        self.told.append("enable")

    def collect(self) -> None:
        """Look through everything."""
        self.told.append("collect")

    def get_threshold(self) -> tuple[int, int, int]:
        """How often each generation is looked through."""
        return (700, 10, 10)

    def set_threshold(self, young: int, middle: int, old: int) -> None:
        """The same, from now on."""
        self.told.append(f"{young} {middle} {'never' if old > 10**6 else old}")


@pytest.mark.parametrize(("own", "told"), [(True, ["700 10 never", "freeze", "enable"]), (False, [])])
async def test_the_program_on_a_terminal_of_its_own_never_looks_for_garbage_in_what_it_started_with(
    own: bool, told: list[str], sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from freelance_comm.tui import app as module

    collector = Collector()
    monkeypatch.setattr(tidying, "gc", collector)
    app = module.FreelanceApp(sample, signals=own)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.pause()
            assert collector.told == told
    finally:
        app.kept.flush()
        app.backroom.close()


def test_memory_is_looked_through_once_while_nobody_types_and_nothing_is_under_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collector = Collector()
    monkeypatch.setattr(tidying, "gc", collector)
    now = {"quiet": 100.0, "at work": 0.0}
    tidy = tidying.Tidying(quiet=lambda: now["quiet"], at_work=lambda: bool(now["at work"]))
    tidy.look()
    assert collector.told == []  # the process is not ours yet
    tidy.begin()
    del collector.told[:]
    seen = []
    for now["quiet"], now["at work"] in [(0.5, 0), (2.5, 1), (2.5, 0), (4.5, 0), (0.1, 0), (2.1, 0)]:
        tidy.look()
        seen.append(len(collector.told))
    assert seen == [0, 0, 1, 1, 1, 2]
    assert {*collector.told} == {"collect"}
