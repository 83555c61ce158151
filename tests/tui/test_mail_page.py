"""The page for mail: from nothing to a mailbox that is read, people who become clients, mail that is let in."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from rich.cells import cell_len

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.people import Contact
from freelance_comm.mail.head import Head
from freelance_comm.services import clients, mail_import, mail_left_out, mail_people, mail_sources
from freelance_comm.services.desk import Desk
from freelance_comm.services.mail_book import Known
from freelance_comm.services.mail_judging import Verdict, judged
from freelance_comm.tui.mail_page import MailPage
from tests.tui.conftest import Open, Screen, make_desk
from tests.unit.services.letters import ANA, ME, written

STRANGER = "bo@other.example"


@pytest.fixture
def post(desk: Desk, tmp_path: Path) -> Path:
    """A Maildir with a client's question, two of a stranger's mails, and a newsletter."""
    clients.add_client(desk, "Ana [/] Petrescu", contacts=(Contact(name="Ana", email=ANA),))
    folder = tmp_path / "Mail"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    letters = [
        written("q@x", subject="[@click=app.quit]The logo[/]"),
        written("s@x", sender=STRANGER, name="Bo [x]"),
        written("t@x", sender=STRANGER, name="Bo [x]"),
        written("n@x", sender="news@petrescu.example", list_id="<n.p>", subject="Our offers"),
    ]
    for number, letter in enumerate(letters):
        (folder / "new" / f"{number}.desk").write_bytes(letter)
    return folder


@pytest.fixture
def read(desk: Desk, post: Path) -> Desk:
    """A desk on which the mailbox was read once."""
    base = desk.reader.profile()
    assert base is not None
    with desk.change() as change:
        change.save_profile(base, base.but(email=ME))
    source = mail_import.source_for(desk, SourceKind.PATH, str(post))
    mail_import.import_from(desk, source)
    return desk


async def at(screen: Screen, row: str) -> None:
    """Put the cursor on the row whose id begins so."""
    await screen.press("home")
    for _ in range(40):
        current = screen.ledger.current
        if current is not None and current.id.startswith(row):
            return
        await screen.press("down")
    raise AssertionError(f"no row {row}:\n{screen.text()}")


async def test_an_empty_page_says_what_it_is_for_and_what_to_do(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        await screen.press("@")
        said = " ".join(screen.text().split())
        assert "it knows who is waiting for your answer" in said and "nothing is marked as read" in said
        assert "A mailbox on this computer" in said and "IMAP" in said


@pytest.mark.parametrize("key", ["@", "quotation_mark"])
async def test_the_page_is_one_key_away_on_both_layouts(key: str, sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press(key)
        assert isinstance(screen.app.screen, MailPage)
        await screen.press("escape")
        assert not isinstance(screen.app.screen, MailPage)


async def test_a_mailbox_is_named_my_address_is_agreed_on_and_it_is_read(
    desk: Desk, post: Path, open_screen: Open
) -> None:
    async with open_screen(desk, (110, 40)) as screen:
        await screen.press("@", "n")
        await screen.write(str(post))
        await screen.press("enter")
        await screen.until(lambda: "Which address is yours?" in screen.text())
        assert ME in screen.text()
        await screen.press("enter")
        await screen.until(lambda: "1 new message." in screen.said)
        assert "1 person could become a client." in screen.said and "1 email was left out." in screen.said
        said = screen.text()
        assert "Bo [x]" in said and "Our offers" in said and "sent to a list" in said
        profile = desk.workspace.reader().profile()
        assert profile is not None and profile.email == ME
        await screen.press("escape")
        await screen.until(lambda: "Ana [/] Petrescu" in screen.text())


async def test_a_place_without_mail_is_asked_again_as_it_was_typed(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("@", "n")
        await screen.write("/nowhere")
        await screen.press("enter")
        assert "There is no file or folder" in screen.text() and "/nowhere" in screen.text()
        await screen.press("escape")
        assert desk.workspace.reader().mail_sources() == ()


async def test_without_an_address_of_mine_nothing_is_read(desk: Desk, post: Path, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("@", "n")
        await screen.write(str(post))
        await screen.press("enter")
        await screen.until(lambda: "Which address is yours?" in screen.text())
        await screen.press("end", "ctrl+u", "enter")
        assert "No mail address was given." in screen.text()
        await screen.press("escape")
        assert desk.workspace.reader().mail_sources() == ()


async def test_somebody_becomes_a_client_and_their_mail_comes_in(read: Desk, open_screen: Open) -> None:
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@")
        await at(screen, "person:")
        await screen.press("a")
        assert "What is the client called?" in screen.text()
        await screen.press("enter")
        await screen.until(lambda: "Added; 2 messages came in." in screen.said)
        assert "Bo [x]" in {one.name for one in read.workspace.reader().client_names()}
        assert mail_people.offers(make_desk(read.workspace.root)) == ()


async def test_somebody_is_never_asked_about_again_and_that_can_be_undone(read: Desk, open_screen: Open) -> None:
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@")
        await at(screen, "person:")
        await screen.press("x")
        await screen.until(lambda: "Could be clients" not in screen.text())
        await screen.press("ctrl+z")
        await screen.until(lambda: "Could be clients" in screen.text())


async def test_a_mail_that_was_left_out_is_let_in_with_one_key(read: Desk, open_screen: Open) -> None:
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@")
        await at(screen, "left:")
        await screen.press("r")
        await screen.until(lambda: "It now counts, as a message from Ana [/] Petrescu." in screen.said)
        assert mail_left_out.listed(make_desk(read.workspace.root)) == ()


async def test_reading_now_brings_what_is_new(read: Desk, post: Path, open_screen: Open) -> None:
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@", "f")
        await screen.until(lambda: "Nothing new." in screen.said)
        (post / "new" / "9.desk").write_bytes(written("9@x"))
        await screen.press("f")
        await screen.until(lambda: "1 new message." in screen.said)


async def test_reading_can_be_stopped_and_the_rest_comes_the_next_time(
    read: Desk, post: Path, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20, 24):
        (post / "new" / f"{number}.desk").write_bytes(written(f"{number}@x"))
    begun, go_on = threading.Event(), threading.Event()

    def slow(head: Head, known: Known, *, drafted: bool = False) -> Verdict:
        begun.set()
        assert go_on.wait(20)
        return judged(head, known, drafted=drafted)

    monkeypatch.setattr(mail_import, "judged", slow)
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@")
        await screen.pilot.press("f")
        while not begun.is_set():
            await asyncio.sleep(0.01)
            await screen.pilot.pause()
        await screen.pilot.press("c")
        await screen.pilot.pause()
        go_on.set()
        await screen.until(lambda: "Stopped" in screen.said)
        await screen.press("f")
        await screen.until(lambda: "4 new messages." in screen.said)


async def test_a_mailbox_is_read_no_more_at_once_and_it_says_how_to_undo_that(read: Desk, open_screen: Open) -> None:
    async with open_screen(read, (110, 40)) as screen:
        await screen.press("@")
        await at(screen, "mailbox:")
        await screen.press("delete")
        await screen.until(lambda: "is no longer read. ctrl+z takes it back." in screen.said)
        assert mail_sources.listed(make_desk(read.workspace.root)) == ()


async def test_the_help_of_the_page_names_the_keys_of_the_line(read: Desk, open_screen: Open) -> None:
    async with open_screen(read, (110, 60)) as screen:
        await screen.press("@")
        await at(screen, "person:")
        await screen.press("question_mark")
        lines = [line.split()[:1] for line in screen.ledger.plain_text().split("\n")]
        for key in ("f", "n", "s", "a", "j", "x", "@"):
            assert [key] in lines


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_no_line_is_broken_at_any_size(
    size: tuple[int, int], locale: str, read: Desk, root: Path, open_screen: Open
) -> None:
    async with open_screen(make_desk(root, locale=locale), size) as screen:
        for keys in (("@",), ("end",), ("home", "n"), ("escape", "delete")):
            await screen.press(*keys)
            lines = screen.text().split("\n")
            assert len(lines) == size[1]
            assert max(cell_len(line) for line in lines) <= size[0]
