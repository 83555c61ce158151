"""What the list draws, and what it need not draw again: the cursor's moves cost little however long the list is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import ComposeResult

from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lines import KeyLine
from freelance_comm.tui.rows import heading, line, text
from tests.tui.shaded_app import ShadedApp

if TYPE_CHECKING:
    from textual.strip import Strip

LABELS = {"keys": ("?", "keys"), "open": ("enter", "open"), "remove": ("del", "take it out of the list")}
GRIDS = {"grid": (Column(), Column(grows=True))}


class Watched(Ledger):
    """A list that notes which of its lines in sight are drawn."""

    def __init__(self) -> None:
        super().__init__(lambda name: ("k", name), grids=GRIDS)
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        """Draw a line, and note it."""
        self.drawn.append(y)
        return super().render_line(y)


class Listed(ShadedApp):
    """A heading, five hundred lines of which each third cannot be chosen, a line of keys."""

    def compose(self) -> ComposeResult:
        """A list above a line of keys."""
        yield Watched()
        yield KeyLine(lambda name: LABELS[name], ("keys",), lines=2)

    def on_mount(self) -> None:
        """Fill it."""
        rows = [
            line("grid", f"Client {number}", "a detail", id=str(number) if number % 3 else "") for number in range(500)
        ]
        self.query_one(Watched).show_rows([heading("Clients"), *rows, text("two\nlines", id="note")])
        self.query_one(KeyLine).show_acts(("open",))


@pytest.fixture
def app() -> Listed:
    """A program with one list."""
    return Listed()


async def test_moving_the_cursor_draws_the_line_it_leaves_and_the_line_it_comes_to(app: Listed) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        ledger = app.query_one(Watched)
        ledger.focus()
        await pilot.pause()
        for key, lines in (("down", {2, 3}), ("down", {3, 5}), ("up", {3, 5})):
            ledger.drawn.clear()
            await pilot.press(key)
            await pilot.pause()
            assert set(ledger.drawn) == lines


async def test_the_cursor_finds_the_nearest_line_that_can_be_chosen(app: Listed) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        ledger = app.query_one(Watched)
        chosen = [number for number in range(500) if number % 3]
        for place in (-1, 0, 1, 2, 3, 4, 250, 499, 500, 501, 502):
            choices = [number + 1 for number in chosen] + [501]
            nearest = min(choices, key=lambda index: abs(index - place)) if place >= 0 else choices[0]
            assert ledger._selectable_near(place) == nearest


async def test_what_is_drawn_is_what_the_list_says(app: Listed) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        ledger = app.query_one(Watched)
        ledger.focus()
        for key in ("down", "pagedown", "end", "up"):
            await pilot.press(key)
            await pilot.pause()
            said = ledger.plain_text().split("\n")
            for y in range(ledger.size.height):
                place = y + ledger.scroll_offset.y
                drawn = ledger.render_line(y).text.rstrip().replace("›", " ")
                assert drawn == (said[place] if place < len(said) else "")


async def test_other_keys_of_the_same_height_do_not_lay_the_page_out_anew(app: Listed) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        keys, laid_out = app.query_one(KeyLine), 0
        resized = app.screen._refresh_layout

        def counted(*words: object, **named: object) -> None:
            nonlocal laid_out
            laid_out += 1
            resized(*words, **named)  # type: ignore[arg-type]

        app.screen._refresh_layout = counted  # type: ignore[method-assign]
        keys.show_acts(("remove",), anew=True)
        await pilot.pause()
        assert "take it out" in str(keys.render())
        assert laid_out == 0
        keys.show_acts(("remove", "open", "remove"), anew=True)
        await pilot.pause()
        assert laid_out > 0
        assert keys.size.height == 2
