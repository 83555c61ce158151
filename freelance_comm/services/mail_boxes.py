"""Mailboxes as an import reads them, on this disk or on a server: what is new, everything, and how far one has come.

Apart because an import does not care where mail lies; what is junk or was thrown away, it never sees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from freelance_comm.domain.mail_sources import MailSource, SourceKind

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.domain.mail_account import MailAccount
    from freelance_comm.mail.imap import ImapBox
    from freelance_comm.services.desk import Desk

NOT_READ = ("junk", "trash")
"""Roles of folders whose mail does not count."""

Password = Callable[["MailAccount"], str]
"""How to come by the password of an account."""


class Piece:
    """One mail as it lies in its box. ``raw`` may be its beginning only; ``role`` is what its folder is for."""

    __slots__ = ("internal_date", "is_draft", "raw", "role")

    def __init__(
        self, raw: bytes, *, internal_date: datetime | None = None, is_draft: bool = False, role: str = ""
    ) -> None:
        self.raw = raw
        self.internal_date = internal_date
        self.is_draft = is_draft
        self.role = role


class Mailbox(Protocol):
    """A mailbox that is being read. ``unreadable`` names what could not be, ``notices`` are worth a warning each."""

    unreadable: list[str]
    notices: list[AppError]

    def new(self) -> Iterator[Piece]:
        """Yield what came since the cursor. Raises ``AppError`` where there is no mailbox, or it cannot be read."""

    def everything(self) -> Iterator[Piece]:
        """Yield all there is."""

    def cursor(self) -> str:
        """Return how far ``new`` has come, to be kept."""

    @property
    def keeps_place(self) -> bool:
        """Whether the cursor is good at any moment, not only when everything was read."""

    def unchanged(self) -> bool:
        """Whether it is certain, without reading anything, that nothing is new."""

    def close(self) -> None:
        """Be done with it."""


class PathBox:
    """A mailbox on this disk."""

    def __init__(self, path: str, cursor: str) -> None:
        from freelance_comm.mail.boxes import Box

        self._path = path
        self._box = Box(path, plain(cursor))
        self.unreadable = self._box.unreadable
        self.notices: list[AppError] = []

    def new(self) -> Iterator[Piece]:
        """Yield what came since the cursor."""
        return self._pieces(self._box)

    def everything(self) -> Iterator[Piece]:
        """Yield all there is."""
        from freelance_comm.mail.boxes import Box

        return self._pieces(Box(self._path))

    def _pieces(self, box: Any) -> Iterator[Piece]:
        for letter in box.letters():
            if letter.role in NOT_READ:
                continue
            try:
                raw = letter.open()
            except OSError:
                self.unreadable.append(letter.key)
                continue
            yield Piece(raw, is_draft=letter.is_draft, role=letter.role)

    def cursor(self) -> str:
        """Return how far it was read."""
        return json.dumps(self._box.cursor, separators=(",", ":"))

    @property
    def keeps_place(self) -> bool:
        """Only what was read to its end can be told from what was not."""
        return False

    def unchanged(self) -> bool:
        """Whether folders and files are as they were."""
        return self._box.unchanged()

    def close(self) -> None:
        """There is nothing to end."""


class AccountBox:
    """A mailbox on a server, which is asked only when something is read."""

    def __init__(self, account: MailAccount, password: Password, cursor: str, since: date | None = None) -> None:
        self._account = account
        self._password = password
        self._start = plain(cursor)
        self._since = since
        self._box: ImapBox | None = None
        self.unreadable: list[str] = []
        self.notices: list[AppError] = []

    def _opened(self) -> ImapBox:
        from freelance_comm.services import mail_accounts

        if self._box is None:
            self._box = mail_accounts.open_box(self._account, self._password(self._account))
            self.notices = self._box.notices
        return self._box

    def new(self) -> Iterator[Piece]:
        """Yield what came since the cursor."""
        return self._pieces(self._start)

    def everything(self) -> Iterator[Piece]:
        """Yield all there is; how far ``new`` came stays as it is."""
        box = self._opened()
        kept = dict(box.cursor)
        try:
            yield from self._pieces({})
        finally:
            box.cursor = kept

    def _pieces(self, cursor: Mapping[str, Any]) -> Iterator[Piece]:
        box = self._opened()
        for fetched in box.read(cursor, since=self._since):
            role = box.use_of(fetched.folder)
            if role not in NOT_READ:
                draft = fetched.is_draft or role == "drafts"
                yield Piece(fetched.raw, internal_date=fetched.internal_date, is_draft=draft, role=role)

    def cursor(self) -> str:
        """Return how far it was read."""
        return json.dumps(self._opened().cursor, separators=(",", ":"), sort_keys=True)

    @property
    def keeps_place(self) -> bool:
        """Letters have numbers: once connected, what was read is known one by one."""
        return self._box is not None

    def unchanged(self) -> bool:
        """Only the server knows."""
        return False

    def close(self) -> None:
        """Log out."""
        if self._box is not None:
            self._box.close()


def plain(cursor: str) -> dict[str, Any]:
    """Return a stored cursor as its reader wants it; what cannot be read is none, and all is read again."""
    try:
        found = json.loads(cursor) if cursor else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def opened(desk: Desk, source: MailSource, *, password: Password | None = None, since: date | None = None) -> Mailbox:
    """Return the mailbox of a source. Raises ``NotFound`` for an account that is not described."""
    if source.kind is SourceKind.PATH:
        return PathBox(source.place, source.cursor)
    from freelance_comm.services import mail_accounts

    return AccountBox(mail_accounts.find(desk, source.place), password or _known_password, source.cursor, since)


def _known_password(account: MailAccount) -> str:
    """Return the password as a command or the keyring know it. Raises ``BadValue`` where nobody can be asked."""
    from freelance_comm.domain.errors import BadValue
    from freelance_comm.domain.marking import N_
    from freelance_comm.services import mail_accounts

    password = mail_accounts.known_password(account)
    if password is None:
        raise BadValue(
            N_("The password for “{name}” is not known here."),
            hint=N_("Save it with `freelance-comm mail account password {name}`, or set up a password command."),
            name=account.name,
        )
    return password
