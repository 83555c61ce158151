"""The coach for any text, before there is a client, a project or a profile: paste, see, take, copy."""

from __future__ import annotations

import pytest

from freelance_comm.services import clients, coach_languages, promises
from freelance_comm.services.desk import Desk
from freelance_comm.services.setup import is_first_run
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.tui.coach_beside import Beside
from freelance_comm.tui.coach_page import KINDS, CoachPage
from freelance_comm.tui.fields import Choice
from freelance_comm.tui.today import TodayPage
from freelance_comm.tui.welcome import WelcomePage
from tests.tui.coach_readings import DRAFT, EXCUSE, PROMISE, VAGUE, Readings
from tests.tui.conftest import Open, Screen, make_desk


def beside(screen: Screen) -> Beside:
    """Return text and remarks of the page on top."""
    return screen.app.screen.query_one(Beside)


async def read(screen: Screen) -> None:
    """Wait until the coach has read what stands there."""
    here = beside(screen)
    await screen.until(lambda: here.said is not None and not here.unread)
    await screen.settle()


async def paste(screen: Screen, text: str) -> Beside:
    """Paste a text into the page and wait until it is read."""
    from textual import events

    screen.app.post_message(events.Paste(text))
    await screen.until(lambda: beside(screen).area.text == text)
    await read(screen)
    return beside(screen)


@pytest.mark.parametrize("key", ["!", "f8"])
async def test_the_coach_is_one_key_away_from_an_empty_today_and_named_there(
    key: str, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        assert "! coach" in screen.text()
        await screen.press(key)
        assert isinstance(screen.app.screen, CoachPage)
        assert beside(screen).area.has_focus
        await screen.until(lambda: "Write or paste a text: the coach reads it as your client will." in screen.text())


async def test_the_line_of_the_empty_today_opens_the_coach(desk: Desk, open_screen: Open, readings: Readings) -> None:
    async with open_screen(desk) as screen:
        screen.ledger.go_to("coach")
        await screen.press("enter")
        assert isinstance(screen.app.screen, CoachPage)


async def test_the_welcome_leads_to_the_coach_and_back_and_is_not_taken_as_answered(
    blank: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(blank, (80, 24)) as screen:
        assert "F8 opens the coach" in screen.text()
        await screen.press("f8")
        here = await paste(screen, DRAFT)
        await screen.press("f8", "x")
        await screen.until(lambda: EXCUSE not in here.remarks.plain_text())
        await screen.press("escape", "escape")
        assert isinstance(screen.app.screen, WelcomePage)
        assert is_first_run(blank)
        await screen.write("Ilinca")
        await screen.press("f2")
        assert isinstance(screen.app.screen, TodayPage)
        assert blank.profile().name == "Ilinca"
        assert blank.profile().waved_remarks


async def test_the_palette_names_the_coach_and_its_rules(desk: Desk, open_screen: Open, readings: Readings) -> None:
    async with open_screen(desk) as screen:
        await screen.press("ctrl+p")
        await screen.write("coach")
        await screen.until(lambda: "The coach's rules" in screen.text())
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, CoachPage))


async def test_a_pasted_draft_is_mended_with_a_few_keys_and_copied(
    desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        await screen.press("f8", "enter", "enter", "escape", "f3")
        mended = DRAFT.replace(EXCUSE, "").replace(VAGUE, "I'll get back to you on Monday.")
        assert screen.app.clipboard == mended
        assert (desk.workspace.root / ".state" / "drafts" / "copied.txt").read_text(encoding="utf-8") == mended


async def test_language_kind_and_name_are_the_coach_s_to_know_once_said(
    desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        assert (readings.known[-1].locale, readings.known[-1].kind) == ("", "")
        screen.app.screen.query_one("#language", Choice).value = "fr"
        screen.app.screen.query_one("#kind", Choice).value = "quote"
        screen.app.screen.query_one("#client").focus()
        await screen.write("Ana Petrescu")
        await screen.until(lambda: readings.known[-1].client_name == "Ana Petrescu")
        assert (readings.known[-1].locale, readings.known[-1].kind) == ("fr", "quote")
        await screen.until(lambda: "français" in screen.text().split("\n")[0])


async def test_the_recognised_language_stands_in_the_title(desk: Desk, open_screen: Open, readings: Readings) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        assert screen.text().split("\n")[0].split() == ["Coach", "English"]


async def test_the_message_that_is_answered_counts_and_stands_above_the_text(
    desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        await screen.press("f6")
        await screen.write("Where is my page?")
        await screen.press("enter")
        await screen.until(lambda: readings.known[-1].incoming == "Where is my page?")
        assert "They wrote: Where is my page?" in screen.text()


async def test_a_promise_of_a_text_that_belongs_to_nobody_asks_to_whom(
    desk: Desk, open_screen: Open, readings: Readings
) -> None:
    client = clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        await screen.press("f8", "f8", "f8", "a")
        await screen.press("enter")
        kept = promises.list_promises(desk)
        assert [(one.promise.what, one.promise.client_id) for one in kept] == [(PROMISE.rstrip("."), client.id)]


async def test_nothing_is_stored_but_the_unsaved_text_and_that_is_back_the_next_time(
    desk: Desk, open_screen: Open, readings: Readings
) -> None:
    before = {path.name: path.read_bytes() for path in desk.workspace.root.glob("*.json")}
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        await screen.press("escape")
        assert "Unsaved text" in screen.text()
    assert {path.name: path.read_bytes() for path in desk.workspace.root.glob("*.json")} == before
    async with open_screen(desk) as screen:
        await screen.press("u")
        assert isinstance(screen.app.screen, CoachPage)
        assert beside(screen).area.text == DRAFT
        await screen.press("f7")
        assert beside(screen).area.text == ""
        await screen.press("escape")
        assert "Unsaved text" not in screen.text()


async def test_the_real_coach_recognises_a_language_and_reads(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        await paste(screen, "Bonjour Madame Roux,\n\nTout sera prêt pour mardi.\n\nCordialement,\nNora\n")
        said = beside(screen).said
        assert said is not None
        assert said.locale == "fr"


async def test_a_text_in_no_language_of_the_coach_is_told_so(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("!")
        here = await paste(screen, "漢字かな交じり文の見本です。")
        assert "does not know the language" in " ".join(here.remarks.plain_text().split())
        await screen.press("f8")
        await screen.until(lambda: screen.said == "The coach does not know the language of this text.")


async def test_on_a_narrow_terminal_too(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        await screen.press("!")
        await paste(screen, "Guten Tag Herr Brandt,\n\nich melde mich bald bei Ihnen.\n")
        assert "The coach does not know the language of this text." in screen.text()
        assert "Nothing to think over" not in screen.text()


async def test_who_writes_in_another_language_is_told_once_that_it_is_not_read_and_then_which_are(
    desk: Desk, open_screen: Open
) -> None:
    here = make_desk(desk.workspace.root, locale="uk")
    async with open_screen(here, (80, 24)) as screen:
        await screen.press("!")
        await paste(screen, "Добрий день, Олено!\n\nЛоготип надішлю в п’ятницю.\n")
        cannot = here.tr.gettext("The coach does not know the language of this text.")
        assert screen.text().count(cannot) == 1
        await screen.press("f8")
        await screen.until(lambda: screen.said == coach_languages.which(here.tr))
        assert screen.text().count(cannot) == 1


@pytest.mark.parametrize("locale", interface_locales())
async def test_on_one_line_what_is_said_about_a_text_stands_apart(locale: str, desk: Desk, open_screen: Open) -> None:
    here = make_desk(desk.workspace.root, locale=locale)
    name = here.tr.gettext("Client's name")
    async with open_screen(here, (140, 30)) as screen:
        await screen.press("!")
        for kind in KINDS:
            screen.app.screen.query_one("#kind", Choice).value = kind
            await screen.settle()
            assert f"   {name}" in screen.text()


@pytest.mark.parametrize("locale", coach_languages.folders())
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 50), (20, 5)])
async def test_the_page_fits_every_terminal_in_every_language(
    locale: str, size: tuple[int, int], desk: Desk, open_screen: Open, readings: Readings
) -> None:
    from rich.cells import cell_len

    here = make_desk(desk.workspace.root, locale=locale)
    async with open_screen(here, size) as screen:
        await screen.press("!")
        await paste(screen, DRAFT)
        for key in ("f8", "f8", "f8", "escape"):
            await screen.press(key)
            lines = screen.text().split("\n")
            assert len(lines) == size[1]
            assert max(cell_len(line) for line in lines) <= size[0]


async def test_no_word_of_the_coach_s_pages_escaped_translation(
    desk: Desk, open_screen: Open, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    from tests.pseudo import outside, untranslated

    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    async with open_screen(make_desk(desk.workspace.root), (160, 60)) as screen:
        await screen.press("!")
        seen = [screen.text()]
        await paste(screen, "Hello Ana.")
        seen.append(screen.text().replace("Hello Ana.", ""))
        await screen.press("f8")
        await screen.until(lambda: screen.said != "")
        seen.append(screen.text().replace("Hello Ana.", ""))
        typed = re.compile(r"\bF\d+\b|English")
        assert [untranslated(typed.sub(" ", outside(page.replace("\n", " "))), ()) for page in seen] == [[], [], []]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 30)])
@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("de", "Der Coach liest Englisch, Französisch, Rumänisch und Russisch."),
        ("es", "El asesor lee inglés, francés, rumano y ruso."),
        ("uk", "Мови порадника: англійська, французька, румунська і російська."),
    ],
)
async def test_who_is_invited_in_a_language_that_the_coach_does_not_read_is_told_which_it_reads(
    locale: str, said: str, size: tuple[int, int], blank: Desk, open_screen: Open, readings: Readings
) -> None:
    blank.tr = translator(locale)
    async with open_screen(blank, size) as screen:
        assert said in " ".join(screen.text().split())
        await screen.press("f8")
        await read(screen)
        assert said in " ".join(screen.text().replace("│", " ").split())
        await screen.press("escape", "escape")
        assert isinstance(screen.app.screen, TodayPage)
        assert any(said in cell.text for row in screen.ledger.rows for cell in row.cells)


@pytest.mark.parametrize("locale", coach_languages.folders())
async def test_who_is_invited_in_a_language_of_the_coach_is_not_told_which_it_reads(
    locale: str, blank: Desk, open_screen: Open
) -> None:
    blank.tr = translator(locale)
    words = blank.tr.gettext("The coach reads {languages}.").split("{")[0]
    async with open_screen(blank, (100, 30)) as screen:
        assert words not in " ".join(screen.text().split())
