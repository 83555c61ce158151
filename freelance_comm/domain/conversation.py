"""What a conversation waits for: the fold of its messages into who owes whom an answer."""

from __future__ import annotations

from datetime import datetime

from freelance_comm.domain.message import Message
from freelance_comm.domain.record import Record


class Conversation(Record):
    """The state of one thread with one client.

    ``waiting`` is the first incoming message the freelancer has not answered, ``asked`` the freelancer's last message
    that has no answer yet; ``last_in`` and ``last_out`` are the last contacts of persons (automatic mail left out).
    """

    client_id: int
    thread: str
    waiting: Message | None = None
    asked: Message | None = None
    last_in: datetime | None = None
    last_out: datetime | None = None
