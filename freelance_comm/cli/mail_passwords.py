"""Asks for the password of a mail account at the terminal, where nothing else knows it.

Apart because a secret is typed without being shown, and only where a person sits: in a script the command refuses at
once and names the ways that need nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.cli.asking import answerable
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services import mail_accounts

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.mail_account import MailAccount


def password_of(session: Session, account: MailAccount) -> str:
    """Return the password: from the account's command, the keyring, or the person at the terminal.

    Raises ``BadValue`` when the command fails, or nothing knows the password and nobody can be asked.
    """
    known = mail_accounts.known_password(account)
    return known if known is not None else typed_password(session, account)


def typed_password(session: Session, account: MailAccount) -> str:
    """Return the password typed at the terminal, without an echo. Raises ``BadValue`` where nobody can type one."""
    if not answerable(session):
        raise BadValue(
            N_("The password for “{name}” is not known here, and there is nobody to ask for it."),
            hint=N_(
                "Put it in the keyring (`freelance-comm mail account password {name}`), name a command that prints it "
                "(`freelance-comm mail account edit {name} --password-command …`), or run this in a terminal."
            ),
            name=account.name,
        )
    from getpass import getpass

    question = session.tr.gettext("Password for {user} at {host}:")
    prompt = show(question.format(user=account.user, host=account.host))
    try:
        return mail_accounts.checked_password(getpass(f"{prompt} ", stream=session.err))
    except EOFError:
        raise BadValue(N_("No password was typed."), hint=N_("Repeat the command.")) from None
