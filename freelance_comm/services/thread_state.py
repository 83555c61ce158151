"""Ends the waiting of a thread: every incoming message up to a moment is settled, so that none of them starts a clock.

Apart because settling by hand, new messages (logged or read from a mailbox), and reopening a job all need it, each
within a change of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.conversation import ThreadKey
from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.project import ProjectState

if TYPE_CHECKING:
    from freelance_comm.store import Change


_SKEW = timedelta(days=1)
"""So much earlier than its question an answer can seem to be: clocks that differ, zones that were mistaken."""


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


def arrived(change: Change, messages: Sequence[Message]) -> None:
    """Put right what follows from ``messages`` that this change has just added.

    What waited for a project closed meanwhile is forgotten once the client writes anew; a question is answered by a
    message of mine that refers to it, also where a wrong clock gave the answer the earlier time (up to a day).
    """
    personal = [message for message in messages if message.kind is MessageKind.PERSONAL]
    if not personal:
        return
    newest: dict[ThreadKey, datetime] = {}
    for message in personal:
        if message.direction is Direction.IN:
            key = (message.client_id, message.thread)
            newest[key] = max(newest.get(key, message.at), message.at)
    _forget(change, newest)
    if any(message.refs for message in personal):
        _answered_earlier(change, personal)


def _answered_earlier(change: Change, messages: Sequence[Message]) -> None:
    times = [message.at for message in messages]
    near = change.messages((min(times) - _SKEW).date(), (max(times) + _SKEW).date())
    talk = [one for one in near if one.kind is MessageKind.PERSONAL]
    questions = {
        (one.client_id, one.thread, one.source_id): one
        for one in talk
        if one.direction is Direction.IN and one.source_id and one.settled is Settled.NONE
    }
    new = {message.id for message in messages}
    for answer in talk:
        if answer.direction is not Direction.OUT or answer.undelivered or not answer.refs:
            continue
        question = questions.get((answer.client_id, answer.thread, answer.refs[-1]))
        if question is None or not {answer.id, question.id} & new:
            continue
        if answer.at < question.at <= answer.at + _SKEW:
            change.save(question, question.but(settled=Settled.ANSWERED_EARLIER))


def forget_closed(change: Change, client_id: int, thread: str, until: datetime) -> None:
    """Settle what still waits in a thread for a project that has been closed meanwhile: a new message begins anew."""
    _forget(change, {(client_id, thread): until})


def _forget(change: Change, until: Mapping[ThreadKey, datetime]) -> None:
    for conversation in change.conversations():
        waiting = conversation.waiting
        moment = until.get((conversation.client_id, conversation.thread))
        if waiting is None or moment is None or waiting.project_id is None or waiting.at >= moment:
            continue
        if _is_closed(change, waiting.project_id):
            settle_up_to(change, waiting, moment - timedelta(microseconds=1), Settled.NO_ANSWER_NEEDED)


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
