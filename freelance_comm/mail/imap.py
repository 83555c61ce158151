"""A mailbox on a server, read without a trace: which folders there are, what is new in them; and putting drafts there.

Folders are opened with EXAMINE and letters read with PEEK, so that nothing is ever marked as seen. The only thing that
is written is a draft, on request, and it is looked for afterwards. ``IMAPClient`` knows the language; the connection
under it is our own, because nothing that a server sends may be believed (``imap_wire``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, Noticed
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.mail import imap_faults as faults
from freelance_comm.mail import imap_folders
from freelance_comm.mail.imap_faults import ImapError
from freelance_comm.mail.imap_folders import Folder, Use

if TYPE_CHECKING:
    from typing import Any, Self

    from freelance_comm.mail.imap_wire import Patience

__all__ = ["Fetched", "ImapBox", "ImapError", "PutDraft"]

BODY_LIMIT = 65_536
"""Bytes of a letter that are read: its headers and the beginning of its text."""
DRAFT_LIMIT = 25_000_000
"""Largest draft in bytes; providers take no more."""
_FOLDERS_LIMIT = 2_000_000
_BATCH = 40
_AROUND_A_LETTER = 4_096
"""Bytes that an answer may have besides the letter itself: flags, dates, status lines."""


class Fetched(Record):
    """One letter as the server keeps it.

    ``internal_date`` (UTC) is when it came into the mailbox, None where the server does not say. ``flags`` are as the
    server spells them (``\\Seen``, ``\\Draft``), without ``\\Recent``, which changes by looking. ``raw`` holds its
    first ``BODY_LIMIT`` bytes, ``size`` is that of the whole letter, or of ``raw`` where the server does not say.
    """

    folder: str
    uid: int
    internal_date: datetime | None
    flags: frozenset[str]
    raw: bytes
    size: int

    @property
    def is_draft(self) -> bool:
        """Whether it is flagged as a draft."""
        return "\\draft" in {flag.lower() for flag in self.flags}


class PutDraft(Record):
    """Where a draft lies now."""

    folder: str
    uid: int


class ImapBox:
    """One mailbox, connected and logged in; a context manager that logs out.

    ``cursor`` says up to where each folder has been read: ``{folder: [uidvalidity, uidnext]}``, fit for JSON. It counts
    a letter as read once the next one is asked for, so what is kept of it is never ahead of the cursor. ``notices``
    are worth a warning each. Every failure is an ``ImapError``; what was read until then is read.
    """

    def __init__(self, account: MailAccount, password: str, patience: Patience | None = None) -> None:
        from freelance_comm.mail.imap_talk import Talk

        self.account = account
        self.cursor: dict[str, list[int]] = {}
        self.notices: list[AppError] = []
        self._talk = Talk(account, patience)
        self._folders: tuple[Folder, ...] | None = None
        try:
            if account.tls is Security.STARTTLS:
                self._talk.protect()
            self._talk.log_in(password)
        except BaseException:
            self._talk.hang_up()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Log out and end the connection; a server that no longer answers is left without a word."""
        self._talk.log_out()

    # folders

    def folders(self) -> tuple[Folder, ...]:
        """Return all folders, the inbox first, the others by name: servers list them in no order at all."""
        if self._folders is None:
            found = imap_folders.recognised(self._talk.listed(_FOLDERS_LIMIT))
            self._folders = tuple(sorted(found, key=lambda one: (one.use != Use.INBOX, one.name.casefold(), one.name)))
        return self._folders

    def folders_to_read(self) -> tuple[str, ...]:
        """Return the folders the account names, else all that may hold letters between people.

        Raises ``NoFolder`` with near names for one that is not there.
        """
        if self.account.folders:
            return tuple(self._known(folder) for folder in self.account.folders)
        return imap_folders.to_read(self.folders(), everything_in_one=self._talk.can(b"X-GM-EXT-1"))

    def drafts_folder(self) -> str:
        """Return the folder for drafts, empty where none can be told."""
        return imap_folders.drafts_among(self.folders())

    def use_of(self, folder: str) -> str:
        """Return what a folder is for (a value of ``imap_folders.Use``), empty for one of the person's own."""
        return next((one.use for one in self.folders() if one.name == folder), "")

    # reading

    def read(self, cursor: Mapping[str, list[int]] | None = None, *, since: date | None = None) -> Iterator[Fetched]:
        """Yield what came since ``cursor``, folder by folder, in the order it came.

        Where the server has numbered a folder anew (UIDVALIDITY), it is read from its beginning and a notice says so.
        ``since`` leaves out what came into the mailbox before that day.
        """
        self.cursor = {folder: list(place) for folder, place in (cursor or {}).items()}
        for folder in self.folders_to_read():
            yield from self._new_in(folder, since)

    def _new_in(self, folder: str, since: date | None) -> Iterator[Fetched]:
        validity, following = self._talk.examine(folder)
        known, first = (*self.cursor.get(folder, ()), 0, 0)[:2]
        if known != validity:
            if known:
                self.notices.append(_renumbered(folder))
            first = 1
        if following and first >= following:
            self.cursor[folder] = [validity, following]
            return
        uids = [uid for uid in self._talk.uids_from(max(first, 1), since) if uid >= first]
        for start in range(0, len(uids), _BATCH):
            batch = uids[start : start + _BATCH]
            for uid, found in sorted(self._talk.fetch(batch, BODY_LIMIT, _AROUND_A_LETTER).items()):
                yield _fetched(folder, uid, found)
                self.cursor[folder] = [validity, uid + 1]
        self.cursor[folder] = [validity, max(following, uids[-1] + 1 if uids else first)]

    def whole_letter(self, folder: str, uid: int, *, limit: int = 2_000_000) -> bytes | None:
        """Return one letter up to ``limit`` bytes, None when it is no longer there. Nothing is marked as seen."""
        self._talk.examine(self._known(folder))
        found = self._talk.fetch([uid], limit, _AROUND_A_LETTER)
        return _fetched(folder, uid, found[uid]).raw if uid in found else None

    # drafts

    def append_draft(self, raw: bytes, folder: str = "") -> PutDraft:
        """Put a draft into ``folder``, by default the one for drafts, flagged as a draft, and look whether it is there.

        Raises ``NoFolder`` where there is none, ``NotForTheWire`` for a draft that holds NUL, ``ImapError`` when the
        server refuses it, or it is not there afterwards.
        """
        where = self._known(folder) if folder else self.drafts_folder()
        if not where:
            raise faults.no_drafts(self.account)
        if b"\0" in raw:
            raise faults.control_character(self.account)
        if len(raw) > DRAFT_LIMIT:
            raise faults.draft_too_large(self.account, len(raw), DRAFT_LIMIT)
        lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
        validity, following = self._talk.examine(where)
        told = self._talk.append(where, lines)
        uid = self._place_of(where, lines, told if told and told[0] == validity else None, following)
        return PutDraft(folder=where, uid=uid)

    def _place_of(self, folder: str, raw: bytes, told: tuple[int, int] | None, following: int) -> int:
        """Return the number of the draft that was put there: the one the server told, else what is new and the same."""
        self._talk.examine(folder)
        uids = [told[1]] if told else [uid for uid in self._talk.uids_from(max(following, 1), None) if uid >= following]
        found = self._talk.fetch(uids[-_BATCH:], BODY_LIMIT, _AROUND_A_LETTER)
        for uid, values in sorted(found.items(), reverse=True):
            letter = _fetched(folder, uid, values)
            if letter.is_draft and _head(letter.raw) == _head(raw[:BODY_LIMIT]):
                return uid
        raise faults.draft_not_there(self.account, folder)

    def _known(self, folder: str) -> str:
        names = [one.name for one in self.folders() if one.holds_mail]
        if folder in names:
            return folder
        if folder.upper() == "INBOX" and "INBOX" in map(str.upper, names):
            return next(name for name in names if name.upper() == "INBOX")
        raise faults.no_folder(self.account, folder, names)


def _fetched(folder: str, uid: int, values: Mapping[bytes, Any]) -> Fetched:
    """Return a letter of what the server said about it; whatever is not as it should be counts as not said."""
    raw = next((value for key, value in values.items() if key.startswith(b"BODY[")), b"")
    raw = raw if isinstance(raw, bytes) else b""
    came, flags, size = values.get(b"INTERNALDATE"), values.get(b"FLAGS"), values.get(b"RFC822.SIZE")
    said = [flag for flag in flags if isinstance(flag, bytes)] if isinstance(flags, tuple) else []
    return Fetched(
        folder=folder,
        uid=uid,
        internal_date=came.astimezone(UTC) if isinstance(came, datetime) and came.tzinfo else None,
        flags=frozenset(flag.decode("ascii", "replace") for flag in said) - {"\\Recent"},
        raw=raw,
        size=max(size, len(raw)) if isinstance(size, int) else len(raw),
    )


def _head(raw: bytes) -> list[bytes]:
    """Return the headers of a letter in a form that survives servers which wrap them anew."""
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return sorted(b" ".join(line.split()) for line in head.replace(b"\n ", b" ").replace(b"\n\t", b" ").split(b"\n"))


def _renumbered(folder: str) -> Noticed:
    return Noticed(
        N_("The mail server has renumbered the folder “{folder}”."),
        hint=N_("It is read from the beginning once more; letters already known stay as they are."),
        fate="",
        folder=folder,
    )
