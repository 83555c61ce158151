"""Looking at a mailbox on the screen: three questions, the figures, and nothing stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.tui.mailbox_page import MailboxPage
from freelance_comm.tui.replies_page import RepliesPage
from tests.tui.conftest import Open, Screen
from tests.unit.mail.writing import MONDAY, mail, mbox

QUESTION = mail(
    "From: Ana Petrescu <ana@client.example>",
    "To: me@example.com",
    "Message-ID: <i@x.example>",
    f"Date: {MONDAY}",
    "Subject: [bold]Logo[/]",
)
ANSWER = mail(
    "From: me@example.com",
    "To: ana@client.example",
    "Message-ID: <o@x.example>",
    "In-Reply-To: <i@x.example>",
    "Date: Mon, 02 Mar 2026 11:30:00 +0000",
)
STRANGER = mail(
    "From: eve@other.example", "To: me@example.com", "Message-ID: <s@x.example>", f"Date: {MONDAY}", "Subject: [/]Hi"
)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A mailbox with one pair and a stranger's letter."""
    path = tmp_path / "box"
    path.write_bytes(mbox(QUESTION, ANSWER, STRANGER))
    return path


async def look(screen: Screen, path: Path, mine: str = "me@example.com") -> None:
    """Open the page from the reply times and answer its questions."""
    await screen.press("%", "k")
    await screen.write(str(path))
    await screen.press("enter")
    await screen.write(mine)
    await screen.press("enter", "enter")


async def test_three_answers_lead_to_the_figures(desk: Desk, box: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await look(screen, box)
        await screen.until(lambda: "Total: 1 answer." in screen.text())
        shown = screen.text()
        assert "1 hr, 30 min" in shown
        assert "Ana Petrescu" in shown
        assert "from people you have never written to" in shown


async def test_nothing_is_stored(desk: Desk, box: Path, root: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        before = {path: path.read_bytes() for path in root.glob("*.json")}
        await look(screen, box)
        await screen.until(lambda: "Total" in screen.text())
        assert {path: path.read_bytes() for path in root.glob("*.json")} == before


async def test_what_was_not_counted_is_listed_as_it_was_written(desk: Desk, box: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await look(screen, box)
        await screen.until(lambda: "Total" in screen.text())
        await screen.press("z")
        assert "[/]Hi" in screen.text()
        await screen.press("z")
        assert "Total" in screen.text()


async def test_time_by_the_clock_is_one_key_away(desk: Desk, box: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await look(screen, box)
        await screen.until(lambda: "Total" in screen.text())
        await screen.press("b")
        assert "by the clock" in screen.text()


async def test_a_path_that_is_not_there_is_refused_in_the_question(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("%", "k")
        await screen.write("/no/such/box")
        await screen.press("enter")
        assert "There is no file or folder" in screen.text()
        assert "Where is the mail?" in screen.text()


async def test_words_that_are_no_address_are_refused_in_the_question(desk: Desk, box: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("%", "k")
        await screen.write(str(box))
        await screen.press("enter")
        assert "me@example.com" in screen.text()  # whose mailbox it seems to be
        await screen.write("nobody")
        await screen.press("enter")
        assert "is not exactly one mail address" in screen.text()


async def test_a_file_without_mail_is_said_so(desk: Desk, tmp_path: Path, open_screen: Open) -> None:
    (tmp_path / "words").write_text("Just words.", encoding="utf-8")
    async with open_screen(desk) as screen:
        await look(screen, tmp_path / "words")
        await screen.until(lambda: "There is no mail" in screen.text())


async def test_giving_up_before_anything_was_read_leads_back(desk: Desk, box: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("%", "k", "escape")
        assert isinstance(screen.app.screen, RepliesPage)
        await screen.press("k")
        await screen.write(str(box))
        await screen.press("enter", "escape")
        assert isinstance(screen.app.screen, RepliesPage)


async def test_giving_up_another_mailbox_leaves_the_figures_as_they_are(
    desk: Desk, box: Path, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        await look(screen, box)
        await screen.press("n", "escape")
        assert isinstance(screen.app.screen, MailboxPage)
        await screen.press("escape")
        assert isinstance(screen.app.screen, RepliesPage)


async def test_the_palette_leads_there(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("ctrl+p")
        await screen.write("look at a")
        await screen.press("enter")
        assert isinstance(screen.app.screen_stack[-2], MailboxPage)
