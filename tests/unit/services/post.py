"""A post office for tests: mail is written into a Maildir and taken into the workspace, as it is in life."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.message import Message
from freelance_comm.domain.people import Contact
from freelance_comm.services.mail_import import MailImported, import_from, source_for
from tests.unit.mail.writing import maildir
from tests.unit.services.rig import Rig

ME, ANA, BOB, STRANGER = "me@studio.example", "anna@client.example", "bob@client.example", "who@evil.example"


class Post:
    """The mailbox of a freelancer whose client is Ana, with her colleague Bob."""

    def __init__(self, rig: Rig, folder: Path, **client: Any) -> None:
        self.rig = rig
        self.desk = rig.desk
        self._folder = folder
        self._count = 0
        rig.profile(email=ME)
        contacts = (Contact(name="Anna", email=ANA), Contact(name="Bob", email=BOB))
        self.client = rig.client("Ana Petrescu", contacts=contacts, **client)

    def put(self, sender: str, to: str, when: datetime | None, *headers: str, **named: str) -> str:
        """Lay a mail into the mailbox and return its Message-ID; ``refs`` are what it answers, the last one last."""
        self._count += 1
        own = named.pop("id", f"<{self._count}@post.example>")
        refs = named.pop("refs", "")
        box = named.pop("box", "inbox")
        body = named.pop("body", "Could we move the launch?")
        lines = [f"From: {sender}", f"To: {to}", f"Subject: {named.pop('subject', 'Launch')}", *headers]
        if own:
            lines.append(f"Message-ID: {own}")
        if when is not None:
            lines.append(f"Date: {format_datetime(when)}")
        if refs:
            lines += [f"References: {refs}", f"In-Reply-To: {refs.split()[-1]}"]
        raw = ("\n".join(lines) + f"\n\n{body}\n").encode()
        maildir(self._folder / box, raw, start=self._count)
        return own

    def take_in(self) -> MailImported:
        """Read what is new."""
        return import_from(self.desk, source_for(self.desk, SourceKind.PATH, str(self._folder)))

    def stored(self) -> tuple[Message, ...]:
        """Return all messages that are kept."""
        now = self.desk.now()
        return self.desk.reader.messages(now.replace(year=now.year - 30).date(), now.replace(year=now.year + 5).date())
