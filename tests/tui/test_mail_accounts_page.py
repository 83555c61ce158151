"""Mailboxes on servers, on the screen: described, tried, changed and forgotten, and their passwords shown nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.services import mail_accounts
from freelance_comm.services.desk import Desk
from freelance_comm.settings.mail_passwords import CommandFailed
from freelance_comm.tui.mail_accounts_page import MailAccountsPage
from freelance_comm.tui.mail_passwords import SessionPasswords, passwords_of
from tests.dovecot import PASSWORD, Dovecot, letter
from tests.tui.conftest import Open, Screen
from tests.unit.settings.test_mail_passwords import Safe

CANARY = "canary-5d20"
WORK = MailAccount(name="work", host="imap.example.com", user="ilinca@example.com")


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """A system without a keyring; what was there comes back."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a place for settings."""
    desk.config_file = str(tmp_path / "config/config.toml")
    return desk


async def opened(screen: Screen) -> MailAccountsPage:
    """Open the page as the palette does."""
    screen.app.mail_accounts()
    await screen.settle()
    page = screen.app.screen
    assert isinstance(page, MailAccountsPage)
    return page


def on_dovecot(server: Dovecot, user: str, name: str = "work") -> MailAccount:
    """Return the account of a user of the real server."""
    return MailAccount(name=name, host="localhost", user=user, port=server.port, ca=server.ca)


async def test_the_palette_leads_to_the_mailboxes(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("ctrl+p")
        await screen.write("mailboxes on")
        await screen.until(lambda: "Set up a mailbox" in screen.text())
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, MailAccountsPage))
        assert "No mailbox is set up." in screen.text()


@pytest.mark.parametrize("key", ["a", "ф"])
async def test_a_mailbox_is_described_in_a_form(key: str, desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press(key)
        for text in ("home", "home.example.com", "ilinca"):
            await screen.write(text)
            await screen.press("enter")
        await screen.press("right", "enter")
        await screen.write("1143")
        await screen.press("enter")
        await screen.write("INBOX")
        await screen.press("f2")
        assert mail_accounts.accounts(desk) == (
            MailAccount(
                name="home",
                host="home.example.com",
                user="ilinca",
                port=1143,
                tls=Security.STARTTLS,
                folders=("INBOX",),
            ),
        )
        assert "home.example.com:1143" in screen.text()


async def test_what_cannot_be_meant_is_said_and_stays_in_the_form(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("a")
        await screen.write("home page")
        await screen.press("f2")
        assert "“home page” cannot be the name of an account." in screen.text()
        assert mail_accounts.accounts(desk) == ()


async def test_an_account_is_changed_and_renamed(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("e")
        await screen.write("shop")
        await screen.press("f2")
        assert mail_accounts.accounts(desk) == (WORK.but(name="workshop"),)


async def test_what_was_changed_meanwhile_is_merged(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("e")
        mail_accounts.change(desk, WORK, WORK.but(user="me"))
        await screen.write("shop")
        await screen.press("f2")
        assert mail_accounts.accounts(desk) == (WORK.but(name="workshop", user="me"),)


async def test_an_account_is_forgotten_after_a_question(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("delete", "escape")
        assert mail_accounts.accounts(desk) == (WORK,)
        await screen.press("delete", "y")
        assert mail_accounts.accounts(desk) == ()
        assert screen.said == "“work” is forgotten."


async def test_a_mailbox_is_tried_with_a_password_that_is_typed_unseen(
    desk: Desk, dovecot: Dovecot, open_screen: Open
) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("First"), folder="&BBoEOwQ4BDUEPQRCBEs-")
    mail_accounts.add(desk, on_dovecot(dovecot, user))
    async with open_screen(desk, (110, 40)) as screen:
        page = await opened(screen)
        await screen.press("c")
        screen.app.screen.query_one("SecretField").value = PASSWORD  # type: ignore[attr-defined]
        await screen.settle()
        assert PASSWORD not in screen.text() and "••••" in screen.text()
        await screen.press("enter")
        await screen.until(lambda: "answers" in screen.said)
        assert "Клиенты" in page.detail.plain_text()
        await screen.press("c")  # it is not asked for again
        await screen.until(lambda: "answers" in screen.said)


async def test_a_wrong_password_is_asked_for_again(desk: Desk, dovecot: Dovecot, open_screen: Open) -> None:
    mail_accounts.add(desk, on_dovecot(dovecot, dovecot.new_user()))
    async with open_screen(desk, (110, 40)) as screen:
        await opened(screen)
        await screen.press("c")
        await screen.write(CANARY)
        await screen.press("enter")
        await screen.until(lambda: "did not let" in screen.said)
        await screen.press("c")
        assert "Password for" in screen.text() and CANARY not in screen.text()


@pytest.mark.fault("P06")
async def test_a_typed_password_is_written_nowhere(desk: Desk, tmp_path: Path, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK.but(host="127.0.0.1", port=9))
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("c")
        await screen.write(CANARY)
        screen.app.kept.flush()
        assert CANARY not in screen.text()
        await screen.press("enter")
        await screen.until(lambda: "cannot be reached" in screen.said)
        screen.app.kept.flush()
    found = [path for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert found == []


async def test_a_pasted_password_goes_in_as_it_is(desk: Desk, open_screen: Open) -> None:
    from textual import events

    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("c")
        field = screen.app.screen.query_one("SecretField")
        field.post_message(events.Paste("  two  words \n"))
        await screen.settle()
        assert field.value == "  two  words "  # type: ignore[attr-defined]


async def test_leaving_the_question_leaves_everything(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("c", "escape")
        assert screen.app.mail_passwords.get(WORK) is None


async def test_a_keyring_keeps_the_password_and_gives_it_back(desk: Desk, open_screen: Open) -> None:
    safe = Safe()
    keyring.set_keyring(safe)
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        await opened(screen)
        await screen.press("w", "k")
        await screen.write(CANARY)
        await screen.press("enter")
        await screen.until(lambda: "is in your system's keyring" in screen.said)
        assert list(safe.kept.values()) == [CANARY]
        await screen.press("w", "x")
        assert safe.kept == {}


@pytest.mark.fault("P07")
async def test_without_a_keyring_its_key_is_not_offered(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK)
    async with open_screen(desk) as screen:
        page = await opened(screen)
        assert "keep_password" not in page.shown_acts()
        assert "there is no keyring here" in " ".join(page.detail.plain_text().split())
        await screen.press("w")
        assert "There is no keyring here to keep a password safe." in screen.text()


async def test_a_configuration_that_cannot_be_meant_is_told(desk: Desk, open_screen: Open) -> None:
    Path(desk.config_file).parent.mkdir()
    Path(desk.config_file).write_text('[mail.work]\nhost = "a.example"\nuser = "u"\npassword = "canary-5d20"\n')
    async with open_screen(desk) as screen:
        await opened(screen)
        assert "looks like a password in a file" in screen.text()
        assert CANARY not in screen.text()


async def test_hostile_names_are_shown_as_they_are(desk: Desk, open_screen: Open) -> None:
    mail_accounts.add(desk, WORK.but(user="[@click=app.leave]x[/]", folders=("[/]", "[bold]x")))
    async with open_screen(desk) as screen:
        page = await opened(screen)
        assert "[@click=app.leave]x[/]" in page.detail.plain_text()
        assert "[/], [bold]x" in page.detail.plain_text()


async def test_passwords_are_gathered_before_work_that_cannot_ask(desk: Desk, open_screen: Open) -> None:
    failing = WORK.but(name="failing", password_command="no-such-program")
    async with open_screen(desk) as screen:
        page = await opened(screen)
        screen.app.mail_passwords.remember(WORK, CANARY)
        password = await passwords_of(page, (WORK, failing))
        assert password(WORK) == CANARY
        with pytest.raises(CommandFailed):
            password(failing)
        with pytest.raises(BadValue):
            password(WORK.but(name="other"))


def test_remembered_passwords_do_not_show_themselves() -> None:
    passwords = SessionPasswords()
    passwords.remember(WORK, CANARY)
    assert CANARY not in repr(passwords)
