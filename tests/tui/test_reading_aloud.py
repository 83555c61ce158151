"""The terminal's own cursor stands where the eye looks: screen readers, braille lines and magnifiers follow it."""

from __future__ import annotations

from textual.geometry import Offset

from freelance_comm.services.desk import Desk
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.layout import CURSOR
from tests.tui.conftest import Open, Screen


def marked(screen: Screen) -> tuple[int, int]:
    """Return where the sign of the line that is looked at stands."""
    lines = screen.text().split("\n")
    y = next(number for number, line in enumerate(lines) if line[1:2] == CURSOR)
    return 1, y


async def test_it_goes_along_with_the_line_that_is_looked_at(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (80, 24)) as screen:
        assert screen.app.cursor_position == marked(screen)
        for key in ("down", "down", "end", "up", "home", "pagedown"):
            await screen.press(key)
            assert screen.app.cursor_position == marked(screen), key


async def test_it_is_in_the_field_of_a_question_and_comes_back(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (80, 24)) as screen:
        await screen.press("down", "l")
        field = screen.app.screen.query_one(LineField)
        before = screen.app.cursor_position
        assert field.region.contains_point(before)
        await screen.write("ab")
        assert screen.app.cursor_position == before + Offset(2, 0)
        await screen.press("escape")
        assert screen.app.cursor_position == marked(screen)


async def test_it_goes_from_field_to_field_of_a_form(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (80, 24)) as screen:
        await screen.press("o")
        for _ in range(12):
            field = screen.app.focused
            assert field is not None
            assert field.region.contains_point(screen.app.cursor_position), field
            await screen.press("tab")
