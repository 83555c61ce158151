"""Ends the waiting of a thread: every incoming message up to a moment is settled, so that none of them starts a clock.

Apart because settling by hand, new messages (logged or read from a mailbox), and reopening a job all need it, each
within a change of its own.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.project import ProjectState

if TYPE_CHECKING:
    from freelance_comm.store import Change


def settle_up_to(change: Change, waiting: Message, until: datetime, how: Settled) -> Message:
    """Settle ``waiting`` and the client's later messages of the same thread up to ``until``; return ``waiting`` so."""
    result = waiting
    for message in change.messages(waiting.at.date(), max(until, waiting.at).date()):
        same = message.client_id == waiting.client_id and message.thread == waiting.thread
        if not same or message.direction is not Direction.IN or message.kind is not MessageKind.PERSONAL:
            continue
        if message.settled is Settled.NONE and waiting.at <= message.at <= max(until, waiting.at):
            settled = message.but(settled=how)
            change.save(message, settled)
            if message.id == waiting.id:
                result = settled
    return result


def forget_closed(change: Change, client_id: int, thread: str, until: datetime) -> None:
    """Settle what still waits in a thread for a project that has been closed meanwhile: a new message begins anew."""
    for conversation in change.conversations():
        waiting = conversation.waiting
        if waiting is None or (conversation.client_id, conversation.thread) != (client_id, thread):
            continue
        if waiting.project_id is not None and _is_closed(change, waiting.project_id):
            settle_up_to(change, waiting, until, Settled.NO_ANSWER_NEEDED)


def forget_before(change: Change, project_id: int, closed_at: datetime) -> None:
    """Settle what waited for a project when it was closed at ``closed_at``: reopening it raises no old alarm."""
    for conversation in change.conversations():
        waiting = conversation.waiting
        if waiting is not None and waiting.project_id == project_id and waiting.at <= closed_at:
            settle_up_to(change, waiting, closed_at, Settled.NO_ANSWER_NEEDED)


def _is_closed(change: Change, project_id: int) -> bool:
    return any(
        summary.project.id == project_id and summary.project.state is ProjectState.CLOSED
        for summary in change.summaries(closed=True)
    )
