"""The first start: only what cannot be guessed, all of it skippable, and a next step at once."""

from __future__ import annotations

from freelance_comm.domain.people import Gender
from freelance_comm.services.desk import Desk
from freelance_comm.services.setup import is_first_run
from freelance_comm.text.catalog import translator
from freelance_comm.tui.today import TodayPage
from freelance_comm.tui.welcome import WelcomePage
from tests.tui.conftest import Open


async def test_the_welcome_proposes_what_it_can_guess(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank, (80, 24)) as screen:
        assert isinstance(screen.app.screen, WelcomePage)
        assert "Europe/Bucharest" in screen.text()
        assert "mon-fri 09:00-17:00" in screen.text()


async def test_a_name_and_one_key_lead_to_today_with_its_next_step(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank) as screen:
        await screen.write("Ilinca")
        await screen.press("f2")
        assert isinstance(screen.app.screen, TodayPage)
        assert "c new client" in screen.text()
        assert blank.profile().name == "Ilinca"
        assert blank.profile().gender is Gender.NEUTRAL


async def test_the_welcome_can_be_left_for_later_and_is_not_asked_again(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank) as screen:
        await screen.press("escape")
        assert isinstance(screen.app.screen, TodayPage)
        assert screen.app.backroom.steps_to_undo == 0
        assert "ctrl+z" not in screen.text()
    assert not is_first_run(blank)


async def test_the_chosen_language_is_spoken_at_once(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank) as screen:
        await screen.press("tab", *["right"] * 3, "f2")
        language = blank.profile().language
        assert language != "en"
        assert screen.app.desk.tr.language == language


async def test_working_hours_that_cannot_be_read_say_how_to_write_them(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank) as screen:
        await screen.press("shift+tab", "end", "ctrl+u")
        await screen.write("nine to five")
        await screen.press("f2")
        assert "mon-fri 09:00-17:00" in screen.said
        assert is_first_run(blank)


async def test_settings_keep_what_they_do_not_show_and_change_what_they_do(desk: Desk, open_screen: Open) -> None:
    base = desk.profile()
    async with open_screen(desk) as screen:
        await screen.press("o", "end")
        await screen.write(" Vasile")
        await screen.press("f2")
        saved = desk.profile()
        assert saved.name == "Ilinca Vasile"
        assert saved.but(name="Ilinca") == base


async def test_working_hours_are_shown_and_read_with_the_days_of_the_interface(blank: Desk, open_screen: Open) -> None:
    blank.tr = translator("fr")
    async with open_screen(blank) as screen:
        assert "lun-ven 09:00-17:00" in screen.text()
        await screen.press("shift+tab", "end", "ctrl+u")
        await screen.write("lundi-jeudi 9-12")
        await screen.press("f2")
        assert [len(windows) for windows in blank.profile().hours.week] == [1, 1, 1, 1, 0, 0, 0]
