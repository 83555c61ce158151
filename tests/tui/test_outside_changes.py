"""Other terminals: what they do appears within two seconds, and the cursor does not move."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.message import Direction
from freelance_comm.services import clients, messages, projects, removing, timelog
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW, Open


@pytest.mark.fault("C05")
async def test_an_entry_made_in_another_terminal_appears_in_the_open_log(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(cli, "Ana")
    project = projects.add_project(cli, "Landing page", client_text=client.ref)
    today = cli.today()
    timelog.add_entry(cli, project.ref, day=today, seconds=Decimal(3600), note="first")
    async with open_screen(desk) as screen:
        await screen.press("t")
        timelog.add_entry(cli, project.ref, day=today, seconds=Decimal(60), note="from another terminal")
        await screen.until(lambda: "from another terminal" in screen.text())
        await screen.press("a")
        await screen.write("landing 30min from this one")
        await screen.press("enter")
        notes = {line.entry.note for line in timelog.entries(cli, today, today)}
        assert notes == {"first", "from another terminal", "from this one"}


async def test_the_cursor_stays_on_its_line_when_others_appear_above_it(
    sample: Desk, cli: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        screen.ledger.first_doing("invite")
        before = screen.ledger.current
        assert before is not None
        someone = clients.add_client(cli, "Somebody new")
        messages.log(cli, Direction.IN, someone.ref, at=NOW - timedelta(minutes=1), subject="hello")
        await screen.until(lambda: "Somebody new" in screen.text())
        assert screen.ledger.current is not None
        assert screen.ledger.current.id == before.id


async def test_a_text_somebody_writes_is_not_written_over_by_a_change_outside(
    sample: Desk, cli: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r")
        await screen.write("My own words. ")
        clients.add_client(cli, "Somebody new")
        await screen.pilot.pause(1.5)
        await screen.settle()
        assert "My own words." in screen.text()


@pytest.mark.fault("C05")
async def test_a_page_that_is_read_while_somebody_is_removed_elsewhere_is_read_again(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    ana, ion = clients.add_client(cli, "Ana"), clients.add_client(cli, "Ion")

    def names(reading: Desk) -> list[str]:
        listed = [client.id for client in reading.reader.clients()]
        if ion.id in {client.id for client in cli.reader.clients()}:
            removing.remove_client(cli, ion)  # between the two looks, as another process would
        now = {client.id: client.name for client in reading.reader.clients()}
        return [now[client_id] for client_id in listed]

    async with open_screen(desk) as screen:
        assert await screen.app.backroom.read(names) == [ana.name]


async def test_a_reading_that_always_stumbles_is_not_begun_for_ever(desk: Desk, open_screen: Open) -> None:
    tries: list[int] = []

    def stumbles(reading: Desk) -> str:
        tries.append(1)
        return {"other": "x"}["nobody"]

    async with open_screen(desk) as screen:
        with pytest.raises(KeyError):
            await screen.app.backroom.read(stumbles)
    assert len(tries) == 3
