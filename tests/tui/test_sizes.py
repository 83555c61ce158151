"""Terminals of all sizes: no line breaks out of its place, nothing crashes, wide ones are used sensibly."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from freelance_comm.services.desk import Desk
from freelance_comm.tui.form_page import FormPage
from tests.tui.conftest import Open, Screen

PATHS = (
    (),
    ("t",),
    ("v",),
    ("v", "z"),
    ("v", "enter"),
    ("v", "n"),
    ("v", "n", "enter"),
    ("v", "p"),
    ("o",),
    ("question_mark",),
    ("ctrl+p",),
    ("l",),
    ("r",),
    ("p",),
    ("g",),
    ("g", "enter"),
    ("g", "enter", "enter"),
    ("g", "enter", "c"),
    ("g", "enter", "d"),
    ("g", "enter", "e"),
    ("g", *"posters", "enter", "k"),
    ("g", *"posters", "enter", "k", "enter"),
    ("g", "f3", *"portfolio", "enter", "k", "enter"),
)


async def visited(screen: Screen, path: tuple[str, ...]) -> str:
    """Go somewhere and return what stands there."""
    await screen.press(*path)
    return screen.text()


@pytest.mark.parametrize("size", [(200, 50), (100, 30), (80, 24), (60, 20)])
async def test_every_page_fits_its_terminal(size: tuple[int, int], sample: Desk, open_screen: Open) -> None:
    for path in PATHS:
        async with open_screen(sample, size) as screen:
            lines = (await visited(screen, path)).split("\n")
            assert len(lines) == size[1]
            assert max(cell_len(line) for line in lines) <= size[0], path


@pytest.mark.fault("D07")
async def test_a_tiny_terminal_crashes_no_page(sample: Desk, open_screen: Open) -> None:
    for path in PATHS:
        async with open_screen(sample, (80, 24)) as screen:
            await screen.press(*path)
            for size in ((20, 5), (12, 3), (1, 1)):
                await screen.pilot.resize_terminal(*size)
                await screen.settle()
                await screen.press("down", "up")
                assert screen.app.is_running
            await screen.pilot.resize_terminal(80, 24)
            await screen.settle()
            assert screen.app.is_running


async def test_at_60_columns_every_line_of_today_still_shows_its_key(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (60, 40)) as screen:
        said = screen.text()
        for key in ("s stop", "r reply", "k kept", "n notice", "p report", "m payment", "i invite"):
            assert key in said, said


async def test_the_keys_that_lead_out_have_room_on_the_narrowest_terminal(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (60, 20)) as screen:
        assert "q quit" in screen.text()
        assert "? keys" in screen.text()
        await screen.press("t")
        assert "esc back" in screen.text()


async def test_on_a_narrow_terminal_labels_stand_above_their_fields(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (60, 24)) as screen:
        await screen.press("o")
        assert isinstance(screen.app.screen, FormPage)
        lines = screen.text().split("\n")
        label = next(number for number, line in enumerate(lines) if "Your name" in line)
        assert "Nora Ellis" in lines[label + 1]


async def test_on_a_wide_terminal_lines_end_where_the_eye_can_follow(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (200, 50)) as screen:
        assert max(len(line) for line in screen.text().split("\n")) <= 154
