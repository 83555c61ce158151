"""The list of everybody and everything: narrowed at every key, whatever its length."""

from __future__ import annotations

from freelance_comm.domain.people import Client
from freelance_comm.services import clients
from freelance_comm.services.desk import Desk
from freelance_comm.tui import directory
from freelance_comm.tui.layout import Layout
from tests.tui.conftest import Open

MANY = 320


def named(desk: Desk, count: int) -> None:
    """Add so many clients, each third of them an atelier."""
    with desk.change() as change:
        for number in range(count):
            name = f"Atelier {number}" if number % 3 == 0 else f"Studio {number}"
            change.add(Client(id=change.new_id(), ref=f"C-2026-{number:04}", name=name, created=change.now))


def view_of(desk: Desk) -> directory.DirectoryView:
    """Return what the page reads."""
    return directory.prepared((), clients.list_clients(desk), desk)


def test_typed_words_begin_words_of_what_is_found(desk: Desk) -> None:
    named(desk, 30)
    view = view_of(desk)
    assert {row.cells[0].text for row in directory.rows(view, "ate 1", desk.tr) if row.id} == {
        "Atelier 12",
        "Atelier 15",
        "Atelier 18",
    }
    assert [row.cells[0].text for row in directory.rows(view, "C-2026-0007", desk.tr) if row.id] == ["Studio 7"]


def test_nothing_typed_shows_everything_and_the_very_same_rows_each_time(desk: Desk) -> None:
    named(desk, MANY)
    view = view_of(desk)
    whole = directory.rows(view, "", desk.tr)
    assert sum(bool(row.id) for row in whole) == MANY
    assert directory.rows(view, "  ", desk.tr) is whole


def test_of_many_that_were_found_the_first_are_shown_and_the_rest_is_counted(desk: Desk) -> None:
    named(desk, MANY)
    found = directory.rows(view_of(desk), "2026", desk.tr)  # every reference holds the year
    shown = Layout(found, directory.GRIDS, lambda name: ("k", name))
    shown.lay_out(100)
    assert sum(bool(row.id) for row in found) == MANY - 220
    assert "and 220 more" in "\n".join(shown.plain(line) for line in range(len(shown.lines)))


async def test_a_long_list_is_laid_out_once_and_comes_back_whole(desk: Desk, open_screen: Open) -> None:
    named(desk, MANY)
    async with open_screen(desk) as screen:
        await screen.press("slash")
        whole, lines = screen.ledger._layout, screen.ledger.virtual_size.height
        await screen.write("ate")
        assert screen.ledger._layout is not whole
        assert screen.ledger.virtual_size.height < lines
        assert "Studio" not in screen.ledger.plain_text()
        await screen.press("backspace", "backspace", "backspace")
        assert screen.ledger._layout is whole
        assert screen.ledger.virtual_size.height == lines
        assert "Studio 1 " in screen.ledger.plain_text()
