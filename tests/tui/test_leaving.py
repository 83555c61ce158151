"""Leaving: q, ctrl+c, ctrl+q and signals do what people expect, and unsaved text is kept each time."""

from __future__ import annotations

import pytest
from textual.events import Key

from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.today import TodayPage
from tests.tui.conftest import Open

PATIENCE = 30.0


async def test_q_leaves_from_today(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("q")
        assert screen.app._exit
        assert screen.app.return_code == 0


@pytest.mark.parametrize("key", ["q", "й"])
async def test_q_elsewhere_says_where_it_leaves(sample: Desk, open_screen: Open, key: str) -> None:
    async with open_screen(sample) as screen:
        await screen.press("t", key)
        assert "q leaves from Today" in screen.said
        assert screen.app.is_running


async def test_escape_goes_back_to_today_and_stays_there(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("t", "escape", "escape", "escape")
        assert isinstance(screen.app.screen, TodayPage)
        assert screen.app.is_running


async def test_ctrl_c_copies_what_is_selected_and_leaves_when_nothing_is(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("shift+home", "ctrl+c")
        assert screen.app.clipboard == "Ana"
        assert not screen.app._exit
        await screen.press("end", "ctrl+c")
        assert screen.app._exit


async def test_ctrl_q_leaves_from_anywhere_and_keeps_what_was_typed(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("ctrl+q")
        assert screen.app._exit
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana"]


async def test_text_selected_with_the_mouse_can_be_copied(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        lines = screen.text().split("\n")
        y = next(number for number, line in enumerate(lines) if "Petrescu Café" in line)
        x = lines[y].index("Petrescu")
        await screen.pilot.mouse_down(offset=(x, y))
        await screen.pilot.hover(offset=(x + 13, y))
        await screen.pilot.mouse_up(offset=(x + 13, y))
        await screen.settle()
        assert screen.app.screen.get_selected_text() == "Petrescu Café"
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "Petrescu Café"
        assert screen.app.is_running


@pytest.mark.fault("U02")
async def test_a_defect_in_a_page_writes_the_typed_text_down_before_anything_else(
    desk: Desk, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: LineField) -> None:
        raise RuntimeError("a defect")

    with pytest.raises(RuntimeError, match="a defect"):
        async with open_screen(desk) as screen:
            await screen.press("c")
            await screen.write("Ana")
            monkeypatch.setattr(LineField, "action_end", broken)
            await screen.press("end")
    assert [kept.texts["name"] for kept in all_unfinished(desk)] == ["Ana"]


async def test_keys_typed_ahead_answer_a_question_once(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        answers: list[object] = []
        question = AskKey("Which?", [("a", "one"), ("b", "the other")])
        screen.app.push_screen(question, answers.append)
        await screen.settle()
        for key in "aab":
            question.post_message(Key(key, key))
        await screen.settle()
        assert answers == ["a"]
        assert isinstance(screen.app.screen, TodayPage)
        assert screen.app.is_running
