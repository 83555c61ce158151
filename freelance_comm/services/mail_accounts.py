"""Mailboxes on servers: describing them, trying them, and opening one with its password.

The meeting point of three parts that do not know each other: ``settings`` keeps accounts and passwords, ``mail`` talks
to servers, the faces ask people.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from freelance_comm import places
from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.settings import mail_accounts as kept
from freelance_comm.settings import mail_passwords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.mail_account import MailAccount
    from freelance_comm.mail.imap import ImapBox
    from freelance_comm.mail.imap_folders import Folder
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator


class Checked(Record):
    """What a mailbox answered: its folders, and which of them would be read."""

    name: str
    folders: tuple[Folder, ...]
    read: tuple[str, ...]
    drafts: str


def accounts(desk: Desk) -> tuple[MailAccount, ...]:
    """Return the accounts in the order of the configuration. Raises ``BadValue`` for what cannot be meant there."""
    return kept.read_accounts(desk.config_file)


def find(desk: Desk, name: str) -> MailAccount:
    """Return the account called ``name``, or the one that begins so. Raises ``NotFound`` or ``Ambiguous``."""
    return kept.find_account(desk.config_file, name)


def exactly(desk: Desk, name: str) -> MailAccount:
    """Return the account of that whole name. Raises ``NotFound``."""
    found = find(desk, name)
    if found.name != name:
        raise kept.no_account(accounts(desk), name)
    return found


def add(desk: Desk, account: MailAccount) -> None:
    """Keep a new account. Raises ``EditConflict`` when the name is taken, ``BadValue`` for a file of certificates
    that cannot be used, ``NotSaved``.
    """
    _require_certificates(account)
    kept.add_account(desk.config_file, account)


def change(desk: Desk, before: MailAccount, after: MailAccount) -> None:
    """Put ``after`` in the place of ``before``; how far it was read stays known under a new name.

    Raises as ``add`` does, and when somebody was quicker.
    """
    _require_certificates(after)
    if after == before:
        return
    kept.change_account(desk.config_file, before, after)
    if after.name != before.name and _read_from(desk, before.name):
        with desk.change() as change:
            for source in _sources(change.mail_sources(), before.name):
                change.save(source, source.but(place=after.name))


def remove(desk: Desk, account: MailAccount) -> None:
    """Forget an account, how far it was read, and its password where a keyring holds it; its messages stay."""
    kept.remove_account(desk.config_file, account)
    if _read_from(desk, account.name):
        with desk.change() as change:
            for source in _sources(change.mail_sources(), account.name):
                change.remove(source)
    if mail_passwords.keyring_there():
        mail_passwords.forget(account)


def _read_from(desk: Desk, name: str) -> bool:
    return bool(_sources(desk.reader.mail_sources(), name))


def _sources(stored: Iterable[MailSource], name: str) -> tuple[MailSource, ...]:
    return tuple(one for one in stored if one.kind is SourceKind.ACCOUNT and one.place == name)


def open_box(account: MailAccount, password: str) -> ImapBox:
    """Return the mailbox, connected and logged in; it is a context manager that logs out. Raises ``ImapError``."""
    from freelance_comm.mail.imap import ImapBox

    return ImapBox(account, password)


def check(account: MailAccount, password: str) -> Checked:
    """Log in and list the folders; nothing is read and nothing is changed. Raises ``ImapError``."""
    with open_box(account, password) as box:
        return Checked(name=account.name, folders=box.folders(), read=box.folders_to_read(), drafts=box.drafts_folder())


def is_refused_login(error: AppError) -> bool:
    """Say whether another password may help."""
    from freelance_comm.mail.imap_faults import LoginRefused

    return isinstance(error, LoginRefused)


def use_of(folder: Folder, tr: Translator) -> str:
    """Return in a word what a folder is for; empty for one of the person's own."""
    return tr.gettext(_USES[folder.use]) if folder.use else ""


_USES = {
    "inbox": N_("what comes in"),
    "sent": N_("sent"),
    "drafts": N_("drafts"),
    "junk": N_("junk mail"),
    "trash": N_("deleted mail"),
    "all": N_("everything"),
    "archive": N_("archive"),
    "flagged": N_("flagged mail"),
}


# -- passwords ---------------------------------------------------------------------------------------------------------


def known_password(account: MailAccount) -> str | None:
    """Return the password as command or keyring know it; None when the person has to be asked. Raises ``BadValue``."""
    return mail_passwords.known_password(account)


def checked_password(password: str) -> str:
    """Return a typed password as it came; ``BadValue`` when it cannot be one."""
    return mail_passwords.checked(password)


def keyring_there() -> bool:
    """Say whether this system has a keyring that keeps passwords safe."""
    return mail_passwords.keyring_there()


def require_keyring(account: MailAccount) -> None:
    """Raise ``BadValue`` with the other choices where there is no such keyring."""
    mail_passwords.require_keyring(account)


def keep_password(account: MailAccount, password: str) -> None:
    """Put the password into the keyring. Raises ``BadValue`` where there is none, ``NotSaved`` where it refuses."""
    mail_passwords.keep(account, password)


def forget_password(account: MailAccount) -> bool:
    """Take the password out of the keyring; False when there was none."""
    return mail_passwords.forget(account)


# -- certificates ------------------------------------------------------------------------------------------------------


def whole_path(path: str) -> str:
    """Return the path of a file of certificates as it can be kept: whole, its ``~`` spelled out; empty stays empty."""
    return places.spelled_out(path, os.environ) if path else ""


def _require_certificates(account: MailAccount) -> None:
    if not account.ca:
        return
    import ssl

    try:
        ssl.create_default_context(cafile=account.ca)
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        raise BadValue(
            N_("{file} is not a readable file of certificates."),
            hint=N_("Such a file has lines like -----BEGIN CERTIFICATE----- (PEM)."),
            file=account.ca,
        ) from None
