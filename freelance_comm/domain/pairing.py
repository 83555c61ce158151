"""Which message of mine answered which of the client's: the pairs that reply times are reckoned from.

The same rules as the clock's (``conversation``), over messages instead of their fold: the first unanswered message of
a person in a thread waits, my next delivered one answers it; what was settled is no pair, unless my answer only bears
an earlier time than the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.record import Record


class Pair(Record):
    """A question and its answer. ``heard`` are the times of the client's messages between: they end pauses.

    ``negative`` says that the answer bears an earlier time than the question: nothing passed, and a clock was wrong.
    """

    question: Message
    answer: Message
    heard: tuple[datetime, ...] = ()
    negative: bool = False


class Unanswered(Record):
    """A question that still waits."""

    question: Message
    heard: tuple[datetime, ...] = ()


def paired(messages: Iterable[Message]) -> tuple[tuple[Pair, ...], tuple[Unanswered, ...]]:
    """Return answered and open questions in the order in which the questions came; ``messages`` in any order."""
    threads: dict[tuple[int, str], list[Message]] = {}
    for message in sorted(messages, key=lambda one: (one.at, one.id)):
        came_back = message.undelivered and message.direction is Direction.OUT
        if message.kind is MessageKind.PERSONAL and not came_back:
            threads.setdefault((message.client_id, message.thread), []).append(message)
    pairs: list[Pair] = []
    waiting: list[Unanswered] = []
    for thread in threads.values():
        _walk(thread, pairs, waiting)
    return (
        tuple(sorted(pairs, key=lambda one: (one.question.at, one.question.id))),
        tuple(sorted(waiting, key=lambda one: (one.question.at, one.question.id))),
    )


def _walk(thread: list[Message], pairs: list[Pair], waiting: list[Unanswered]) -> None:
    question: Message | None = None
    heard: list[datetime] = []
    for message in thread:
        if message.direction is Direction.OUT:
            if question is not None:
                pairs.append(Pair(question=question, answer=message, heard=tuple(heard)))
            question, heard = None, []
        elif message.settled is Settled.ANSWERED_EARLIER:
            answer = _earlier_answer(thread, message)
            if answer is not None:
                pairs.append(Pair(question=message, answer=answer, negative=True))
            question, heard = None, []
        elif message.settled is not Settled.NONE:
            question, heard = None, []
        elif question is None:
            question = message
        else:
            heard.append(message.at)
    if question is not None:
        waiting.append(Unanswered(question=question, heard=tuple(heard)))


def _earlier_answer(thread: list[Message], question: Message) -> Message | None:
    """Return my message that refers to ``question`` though it bears an earlier time."""
    mine = [one for one in thread if one.direction is Direction.OUT and one.at <= question.at]
    return next((one for one in reversed(mine) if one.refs[-1:] == (question.source_id,)), None)
