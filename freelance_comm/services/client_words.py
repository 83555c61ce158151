"""The client's own words, fetched from the mailbox where they still are: what the log keeps is only their beginning.

Apart from answering because it reads mail. It stops looking after a few seconds: a draft must not wait for a huge
mailbox, and the beginning serves as well.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from freelance_comm.domain.message import Message
    from freelance_comm.services.desk import Desk

PATIENCE_SECONDS = 3.0


class Words(Record):
    """What a client wrote, without quotes and signature. ``whole`` tells that it is all of it, from the mailbox."""

    text: str
    whole: bool = False


def words_of(desk: Desk, message: Message, *, patience: float = PATIENCE_SECONDS) -> Words:
    """Return the words of ``message``: from the mailboxes on this disk that were imported, else what the log keeps.

    A mailbox on a server is not asked: that would need a password for a few lines.
    """
    if message.source_id:
        until = time.monotonic() + patience
        places = [one.place for one in desk.reader.mail_sources() if one.kind is SourceKind.PATH]
        for place in places:
            found = _found(place, message.source_id, until)
            if found:
                return Words(text=found, whole=True)
    return Words(text=message.excerpt)


def _found(place: str, wanted: str, until: float) -> str:
    """Return the writer's own words of the letter with that id, empty where it is not there or there is no time."""
    from freelance_comm.mail.body import own_part, text_of
    from freelance_comm.mail.head import head_of

    mark = wanted.encode("utf-8", "replace")
    try:
        for raw in _letters(place):
            if mark in raw and head_of(raw).id == wanted:
                return own_part(text_of(raw)).strip()
            if time.monotonic() > until:
                return ""
    except AppError:  # the mailbox is gone, or something else lies in its place
        return ""
    return ""


def _letters(place: str) -> Iterator[bytes]:
    from freelance_comm.mail.boxes import Box

    for letter in Box(place).letters():
        try:
            yield letter.open()
        except OSError:  # read by somebody and moved meanwhile
            continue
