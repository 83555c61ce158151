"""While pages and forms are open, others write, replace and restore the files: it is noticed, and nothing is lost."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from decimal import Decimal
from threading import Event, Thread
from time import perf_counter

import pytest

from freelance_comm.services import clients, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.tui.app import LOOK_EVERY
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.backroom import twin
from freelance_comm.tui.form_page import FormPage
from tests.tui.conftest import NOW, Open
from tests.tui.forms_of_all_kinds import build, the_client, the_project
from tests.tui.test_faults_conflicts import MINE, change, fill, opened

GUARD = 20.0
"""Seconds: a guard against hanging, not a measure."""


@pytest.mark.fault("C05")
async def test_what_another_terminal_writes_stands_in_the_open_list_within_two_looks(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    assert LOOK_EVERY <= 1  # a change just after one look is seen by the next
    build(desk)
    project = the_project(cli).head
    async with open_screen(desk) as screen:
        await screen.press("t")
        timelog.add_entry(cli, project.ref, day=cli.today(), seconds=Decimal(60), note="from another terminal")
        await screen.until(lambda: "from another terminal" in screen.text())
        await screen.press("a")
        await screen.write("petrescu 30min from this one")
        await screen.press("enter")
        assert "from this one" in screen.text()
    notes = {line.entry.note for line in timelog.last_entries(cli)}
    assert notes == {"Petrescu", "from another terminal", "from this one"}


@pytest.mark.fault("S19")
@pytest.mark.parametrize("touched", ["the same record", "another record"])
async def test_a_file_replaced_by_a_rename_while_a_form_is_open_loses_neither_side(
    touched: str, desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    file = desk.workspace.root / "clients.json"
    async with open_screen(desk) as screen:
        page = await opened(screen, "client", desk)
        fill(page, "notes", MINE)
        text = file.read_text(encoding="utf-8")
        wanted = text.replace('"likes": "Petrescu"', '"likes": "tea"')
        if touched == "another record":
            document = next(line for line in text.splitlines() if '"likes": "Petrescu"' in line)
            ident = document.split('"')[1]
            other = document.rstrip(",").replace(ident, str(int(ident) + 1), 1).replace("C-2026-001", "C-2026-007")
            wanted = text.replace(document, other + ",\n" + document)
        assert wanted != text
        beside = file.with_name("beside")
        beside.write_text(wanted, encoding="utf-8")
        beside.replace(file)
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage | AskKey), screen.text()
    now = {client.ref: client for client in cli.reader.clients()}
    assert now["C-2026-001"].notes == MINE
    if touched == "another record":
        assert now["C-2026-007"].notes == "Petrescu"
    else:
        assert now["C-2026-001"].likes == "tea"


@pytest.mark.fault("S27")
async def test_an_older_generation_put_back_while_a_form_is_open_is_noticed_and_not_written_over(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    build(desk)
    file = desk.workspace.root / "clients.json"
    older = file.with_name("older")
    shutil.copy(file, older)
    change("client", cli, "notes", "the newer note")
    async with open_screen(desk) as screen:
        screen.app.open_client(the_client(desk).id)
        await screen.settle()
        assert "the newer note" in screen.text()
        page = await opened(screen, "client", desk)
        fill(page, "notes", MINE)
        older.replace(file)
        await screen.press("f2")
        assert isinstance(screen.app.screen, AskKey)
        assert MINE in screen.text()
        assert "Petrescu" in screen.text()
        await screen.press("s")
        await screen.until(lambda: "the newer note" not in screen.text())  # the page below noticed too
    assert the_client(cli).notes == "Petrescu"


@pytest.mark.fault("C16")
async def test_four_threads_save_at_once_while_keys_are_answered(
    desk: Desk, cli: Desk, open_screen: Open, record_property: Callable[[str, object], None]
) -> None:
    holding, release = Event(), Event()

    def hold() -> None:
        with cli.workspace.change(NOW):
            holding.set()
            release.wait(GUARD)

    async with open_screen(desk) as screen:
        other = Thread(target=hold)
        other.start()
        assert holding.wait(GUARD)
        desks = [twin(desk) for _ in range(4)]
        workers = [
            screen.app.run_worker(
                lambda each=each, number=number: [clients.add_client(each, f"{number} {n}") for n in range(5)],
                thread=True,
            )
            for number, each in enumerate(desks)
        ]
        await screen.press("c")
        release.set()
        longest = 0.0
        while not all(worker.is_finished for worker in workers):
            begun = perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, perf_counter() - begun)
        record_property("longest wait of the screen, ms", round(longest * 1000))
        assert longest < GUARD / 4
        other.join()
        await screen.write("typed meanwhile")
        assert "typed meanwhile" in screen.text()
    assert len(cli.reader.clients()) == 20
    assert len({client.ref for client in cli.reader.clients()}) == 20


async def test_the_palette_still_leads_everywhere_when_a_file_cannot_be_read(desk: Desk, open_screen: Open) -> None:
    build(desk)
    (desk.workspace.root / "clients.json").write_text("{", encoding="utf-8")
    async with open_screen(desk) as screen:
        assert "clients.json" in screen.text()
        await screen.press("ctrl+p")
        await screen.write("quit")
        await screen.until(lambda: "Leave" in screen.text() or "Quit" in screen.text())
        assert screen.app.is_running
