"""No line on the screen breaks at a space that holds words together, in what is said nor in what is written."""

from __future__ import annotations

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.tui.coach_page import CoachPage
from tests.tui.conftest import Open

FRENCH = "Je vous envoie la page de l’accueil en 14\u00a0heures\u202f! Merci"


@pytest.mark.parametrize("width", range(40, 60, 3))
async def test_a_letter_breaks_at_no_no_break_space(width: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (width, 24)) as screen:
        screen.app.push_screen(CoachPage())
        await screen.settle()
        page = screen.app.screen
        assert isinstance(page, CoachPage)
        page.beside.area.load_text(FRENCH)
        await screen.settle()
        assert any("14\u00a0heures\u202f!" in line for line in screen.text().split("\n"))


@pytest.mark.parametrize("width", range(40, 60, 3))
async def test_an_answer_breaks_at_no_no_break_space(width: int, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (width, 24)) as screen:
        assert screen.app.page is not None
        screen.app.page.say(FRENCH)
        await screen.settle()
        assert any("14\u00a0heures\u202f!" in line for line in screen.text().split("\n"))
