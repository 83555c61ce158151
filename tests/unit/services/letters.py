"""Letters for the tests of the import: written like mail programs write them, put into mailboxes of this disk."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.message import Message
from freelance_comm.domain.people import Client, Contact
from freelance_comm.services import mail_import
from freelance_comm.services.clients import add_client
from freelance_comm.services.mail_import import MailImported
from tests.unit.services.rig import Rig

ME = "ilinca@desk.example"
ANA = "ana@petrescu.example"
MONDAY_TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def written(own: str, *, sender: str = ANA, to: str = ME, at: datetime = MONDAY_TEN, **fields: Any) -> bytes:
    """Return a letter. ``fields`` are further headers (``in_reply_to``, ``list_id``); ``body`` and ``name`` besides."""
    body = fields.pop("body", "The logo is a little dark.")
    name = fields.pop("name", "")
    lines = {
        "From": f'"{name}" <{sender}>' if name else sender,
        "To": to,
        "Date": at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Message-ID": f"<{own}>" if own else "",
        "Subject": fields.pop("subject", "The logo"),
    }
    lines |= {key.replace("_", "-").title(): value for key, value in fields.items()}
    head = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    return f"{head}\n{body}\n".encode()


def minutes(count: float) -> datetime:
    """Return a moment so many minutes after Monday ten."""
    return MONDAY_TEN + timedelta(minutes=count)


class Post:
    """A Maildir that letters arrive in, and the desk that imports it."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig = rig
        self.folder = folder
        self._count = 0
        self._place("")
        base = rig.desk.reader.profile()
        assert base is not None
        with rig.desk.change() as change:
            change.save_profile(base, base.but(email=ME))

    def _place(self, name: str) -> Path:
        folder = self.folder / f".{name}" if name else self.folder
        for part in ("cur", "new", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        return folder

    def arrives(self, *letters: bytes, folder: str = "") -> None:
        """Put letters into the Maildir, or one of its folders."""
        for letter in letters:
            self._count += 1
            (self._place(folder) / "new" / f"{self._count}.desk").write_bytes(letter)
        for above in (self.folder, self._place(folder)):  # a clock too coarse to tell two changes apart
            for part in ("", "cur", "new"):
                state = (above / part).stat()
                os.utime(above / part, ns=(state.st_atime_ns, state.st_mtime_ns + 1_001 * self._count))

    def fetch(self, **options: Any) -> MailImported:
        """Import what is new."""
        source = mail_import.source_for(self.rig.desk, SourceKind.PATH, str(self.folder))
        return mail_import.import_from(self.rig.desk, source, **options)

    def client(self, name: str = "Ana Petrescu", *addresses: str, **fields: Any) -> Client:
        """Add a client with addresses."""
        contacts = tuple(Contact(name=name, email=one) for one in addresses or (ANA,))
        made = add_client(self.rig.desk, name, contacts=contacts)
        if fields:
            with self.rig.desk.change() as change:
                change.save(made, made.but(**fields))
        return made.but(**fields)

    def messages(self) -> dict[str, Message]:
        """Return all messages by the ids of their mails; those of several clients stand once."""
        from datetime import date

        return {one.source_id: one for one in self.rig.desk.reader.messages(date.min, date.max)}
