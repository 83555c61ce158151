"""Passwords of mail accounts on the screen: known to a command or the keyring, or typed unseen and kept in memory.

What was typed is held until the program ends, and nowhere else: unsaved text of other prompts is kept on the disk, this
never is. Apart from the pages because everything that talks to a server needs it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.services import mail_accounts
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.fields import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from freelance_comm.domain.mail_account import MailAccount
    from freelance_comm.tui.fields import LineField
    from freelance_comm.tui.page import Page


class SessionPasswords:
    """The passwords typed since the program was started, by server and user."""

    def __init__(self) -> None:
        self._typed: dict[tuple[str, str], str] = {}

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def get(self, account: MailAccount) -> str | None:
        """Return what was typed for the account."""
        return self._typed.get((account.host, account.user))

    def remember(self, account: MailAccount, password: str) -> None:
        """Hold it until the program ends."""
        self._typed[account.host, account.user] = password

    def drop(self, account: MailAccount) -> None:
        """Forget it: it was wrong, or is not wanted any more."""
        self._typed.pop((account.host, account.user), None)

    def heed(self, error: AppError) -> None:
        """Forget the password that a server refused, so that it is asked for again."""
        if mail_accounts.is_refused_login(error):
            self._typed.pop((str(error.params["host"]), str(error.params["user"])), None)


class AskSecret(AskLine):
    """Asks for one line that is not shown and not kept."""

    def field(self, text: str) -> LineField:
        """A field that shows dots."""
        return SecretField()


async def password_of(page: Page, account: MailAccount) -> str | None:
    """Return the password of an account, asking where nothing knows it; None when the question was left.

    Raises ``BadValue`` when the account's password command fails.
    """
    typed = page.freelance.mail_passwords.get(account)
    if typed is not None and not account.password_command:
        return typed
    # A command may ask for a passphrase, a keyring may wait to be unlocked: neither holds up reading and saving.
    known = await page.freelance.backroom.aside(lambda _desk: mail_accounts.known_password(account))
    return known if known is not None else await _ask(page, account)


async def passwords_of(page: Page, accounts: Iterable[MailAccount]) -> Callable[[MailAccount], str]:
    """Return a way to come by the password of each account, asking for those that nothing knows.

    For work that runs beside the screen, where nobody can be asked any more. The way raises what went wrong with an
    account when its turn comes: the others are read all the same.
    """
    found: dict[str, str | AppError | None] = {}
    for account in accounts:
        try:
            found[account.name] = await password_of(page, account)
        except AppError as error:
            found[account.name] = error
    return partial(_found, found)


def _found(found: dict[str, str | AppError | None], account: MailAccount) -> str:
    password = found.get(account.name)
    if isinstance(password, AppError):
        raise password
    if password is None:
        raise BadValue(
            N_("Without its password, “{name}” was not read."),
            hint=N_("Read it again and type the password; it is kept in memory until you leave."),
            name=account.name,
        )
    return password


async def _ask(page: Page, account: MailAccount) -> str | None:
    t = page.tr.gettext

    async def take(text: str) -> str:
        password = mail_accounts.checked_password(text)
        page.freelance.mail_passwords.remember(account, password)
        return password

    question = t("Password for {user} at {host}").format(user=account.user, host=account.host)
    note = t("It is kept in memory until you leave the program, and is not saved anywhere.")
    answer = await page.app.push_screen_wait(AskSecret(question, take, note=note, enter=t("go on")))
    return answer if isinstance(answer, str) else None
