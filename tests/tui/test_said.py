"""What was said can be read again: answers and problems, from any page, where one types too."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.services import clients
from freelance_comm.services.desk import Desk
from freelance_comm.tui.app import FreelanceApp
from freelance_comm.tui.coach_page import CoachPage
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.said_page import MOST, Said, SaidPage
from tests.tui.conftest import NOW, Open, Screen


async def test_an_answer_that_has_gone_is_read_again_with_its_time(desk: Desk, open_screen: Open) -> None:
    clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        assert screen.app.page is not None
        screen.app.page.say("The promise is kept.")
        screen.app.page.say("")
        screen.app.page.complain(NotFound(N_("No client is called {name}."), hint="", fate="", name="Bo"))
        await screen.press("ctrl+l")
        assert isinstance(screen.app.screen, SaidPage)
        lines = [line for line in screen.ledger.plain_text().split("\n") if line.strip()]
        assert "▲ No client is called Bo." in lines[0]
        assert "· The promise is kept." in lines[1]
        assert "14:05" in lines[1]


async def test_it_is_read_where_one_types_and_the_text_stays(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("o")
        await screen.write("x")
        await screen.press("ctrl+l")
        assert "Nothing yet." in screen.text()
        await screen.press("escape")
        assert isinstance(screen.app.screen, FormPage)
        assert "Ilincax" in screen.text()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_note_in_the_corner_covers_no_key(size: tuple[int, int], desk: Desk) -> None:
    app = FreelanceApp(desk)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            screen = Screen(app, pilot)
            app.push_screen(CoachPage())
            await screen.settle()
            foot = [line for line in screen.text().split("\n")[-2:] if line.strip()]
            app.notify("four\nlines\nof\nwords", title="A note", timeout=30)
            await screen.until(lambda: "A note" in screen.text())
            assert [line for line in screen.text().split("\n")[-2:] if line.strip()] == foot
    finally:
        app.kept.flush()
        app.backroom.close()


def test_a_count_that_goes_on_is_one_thing_and_the_memory_has_an_end() -> None:
    said = Said()
    for count in range(100, 1000, 100):
        said.note(NOW, f"Read so far: {count}")
    assert [one.words for one in said.newest_first] == ["Read so far: 900"]
    for letter in range(MOST + 50):
        said.note(NOW, "x" * letter)
    assert len(said.newest_first) == MOST
