"""Questions at the foot: each of their keys can be clicked, and what is selected with the mouse is copied once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freelance_comm.services import clients, promises
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import translator
from freelance_comm.tui.asking import AskKey, AskLine
from tests.tui.conftest import NOW, Open, Screen


async def click(screen: Screen, words: str) -> None:
    """Click on the last place where words stand."""
    lines = screen.text().split("\n")
    y = max(number for number, line in enumerate(lines) if words in line)
    await screen.pilot.click(offset=(lines[y].index(words) + 1, y))
    await screen.settle()


async def test_the_answers_of_a_question_can_be_clicked(desk: Desk, open_screen: Open) -> None:
    clients.add_client(desk, "Ana")
    promises.add_promise(desk, "call back", client_text="Ana", due=NOW + timedelta(hours=1))
    async with open_screen(desk) as screen:
        await screen.press("enter")
        assert isinstance(screen.app.screen, AskKey)
        await click(screen, "esc back")
        assert not isinstance(screen.app.screen, AskKey)
        assert len(promises.list_promises(desk)) == 1
        await screen.press("enter")
        await click(screen, "k kept")
        assert promises.list_promises(desk) == ()


async def test_a_line_is_sent_and_given_up_with_the_mouse(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("l")
        assert isinstance(screen.app.screen, AskLine)
        await click(screen, "esc back")
        assert not isinstance(screen.app.screen, AskLine)
        await screen.press("l")
        await screen.write("in Kilbride, 10:00, a word")
        await click(screen, "enter save")
        await screen.until(lambda: not isinstance(screen.app.screen, AskLine))


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_a_long_note_ends_with_a_mark_and_leaves_room_for_the_keys(
    size: tuple[int, int], desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk, size) as screen:
        screen.app.push_screen(AskKey("Shall it be?", [("y", "yes")], note="a word or two " * 100))
        await screen.settle()
        assert "y yes   esc back" in screen.text()
        assert "…" in screen.text()


async def test_an_answer_of_many_words_is_whole_on_a_narrow_terminal_and_any_of_its_lines_can_be_clicked(
    desk: Desk, open_screen: Open
) -> None:
    answers = [("y", "yes, and note that it went out by mail this morning, together with the plan"), ("n", "no")]
    for words in ("together with the plan", "no   esc back"):
        async with open_screen(desk, (60, 20)) as screen:
            chosen: list[object] = []
            screen.app.push_screen(AskKey("Did it go out?", answers), chosen.append)
            await screen.settle()
            lines = [line.strip() for line in screen.text().split("\n")]
            assert "y yes, and note that it went out by mail this morning," in lines
            assert "together with the plan" in lines
            assert "n no   esc back" in lines
            await click(screen, words)
            assert chosen == ["y" if "plan" in words else "n"]


async def test_what_is_selected_is_copied_by_ctrl_c_and_once_more_leaves(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        lines = screen.text().split("\n")
        y = next(number for number, line in enumerate(lines) if "Hartley" in line and number > 3)
        await screen.pilot.mouse_down(offset=(3, y))
        await screen.pilot.hover(offset=(30, y))
        await screen.pilot.mouse_up(offset=(40, y))
        await screen.press("ctrl+c")
        assert "Hartley’s Bakery" in screen.app.clipboard
        assert screen.app.return_code is None
        await screen.press("ctrl+c")
        assert screen.app.return_code == 0


@pytest.mark.parametrize("key", ["y", "н", "u"])
async def test_y_says_yes_to_a_question_with_one_answer(desk: Desk, open_screen: Open, key: str) -> None:
    clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        await screen.press("f12", "end", "up", "enter")
        assert isinstance(screen.app.screen, AskKey)
        await screen.press(key)
        await screen.until(lambda: "Undone" in screen.said)
    assert desk.reader.clients() == ()


@pytest.mark.parametrize(("key", "answer"), [("s", "y"), ("y", "y"), ("n", "n")])
async def test_the_first_letter_of_yes_in_the_language_is_yes_too(
    desk: Desk, open_screen: Open, key: str, answer: str
) -> None:
    desk.tr = translator("es")
    async with open_screen(desk) as screen:
        chosen: list[object] = []
        screen.app.push_screen(AskKey("¿Ha salido ya?", [("y", "sí"), ("n", "no")]), chosen.append)
        await screen.settle()
        await screen.press(key)
        assert chosen == [answer]


async def test_another_answer_on_the_letter_of_yes_keeps_it(desk: Desk, open_screen: Open) -> None:
    desk.tr = translator("es")
    async with open_screen(desk) as screen:
        chosen: list[object] = []
        screen.app.push_screen(AskKey("¿Ha salido ya?", [("y", "sí"), ("s", "mañana")]), chosen.append)
        await screen.settle()
        await screen.press("s")
        assert chosen == ["s"]


@pytest.mark.parametrize(("locale", "key", "answer"), [("uk", "т", None), ("uk", "y", "x"), ("ru", "д", "x")])
async def test_the_key_of_n_never_says_yes(
    desk: Desk, open_screen: Open, locale: str, key: str, answer: str | None
) -> None:
    desk.tr = translator(locale)
    async with open_screen(desk) as screen:
        chosen: list[object] = []
        screen.app.push_screen(AskKey("?", [("x", "!")]), chosen.append)
        await screen.settle()
        await screen.press(key)
        assert chosen == ([] if answer is None else [answer])
