"""Reads what is kept of mail beside the messages: mailboxes, people found there, mail that was left out.

Apart from the reader because only commands about mail ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from freelance_comm.store.decoding import records
from freelance_comm.store.places import MAIL

if TYPE_CHECKING:
    from freelance_comm.domain.mail_sources import LeftOut, MailPerson, MailSource
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.record import Record
    from freelance_comm.store.known_mail import KnownMail
    from freelance_comm.store.source import View

R = TypeVar("R", bound="Record")


class MailReading:
    """The part of a reader that knows about mail."""

    _view: View

    def mail_sources(self) -> tuple[MailSource, ...]:
        """Return the mailboxes that were read, in the order in which they were added."""
        from freelance_comm.domain.mail_sources import MailSource

        return self._records(MAIL, MailSource)

    def mail_people(self) -> tuple[MailPerson, ...]:
        """Return who was found in mail without being a client."""
        from freelance_comm.domain.mail_sources import MailPerson

        return self._records(MAIL, MailPerson)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the mail that does not count."""
        from freelance_comm.domain.mail_sources import LeftOut

        return self._records(MAIL, LeftOut)

    def known_mail(self) -> list[KnownMail]:
        """Return the messages that came by mail, as far as an import has to know them. Raises ``DataDamaged``."""
        from freelance_comm.store.known_mail import known_mail

        return known_mail(self._view)

    def mail_message(self, known: KnownMail) -> Message | None:
        """Return the whole of one of them, ``None`` where it is gone."""
        from freelance_comm.store.known_mail import message_at

        return message_at(self._view, known.month, known.key)

    def _records(self, file: str, kind: type[R]) -> tuple[R, ...]:
        loaded = self._view.load(file)
        return records(loaded, kind) if loaded is not None else ()
