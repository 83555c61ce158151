"""How fast answers went out: the figures behind "half within two hours".

Apart from the clock because it reads the messages themselves, which the day's overview does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.record import Record
from freelance_comm.services.reply_clock import target_seconds

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


class ReplyTimes(Record):
    """How fast answers went out over a period, by the time the question came in, in working seconds.

    ``median`` and ``p90`` are nearest rank over answered messages; ``in_target`` counts those in time; ``missed``
    those answered late or still waiting beyond their target.
    """

    first: datetime
    answered: int
    median: int | None
    p90: int | None
    in_target: int
    missed: int
    words: str


def reply_times(desk: Desk, *, days: int = 30) -> ReplyTimes:
    """Return how fast answers went out to what came in over the last ``days`` days. Reads the messages themselves."""
    from freelance_comm.text.durations import duration

    now, calendar = desk.now(), desk.calendar()
    first = now - timedelta(days=days)
    clients = {client.id: client for client in desk.reader.clients()}
    taken: list[int] = []
    in_target = missed = 0
    waiting: dict[tuple[int, str], Message] = {}
    for message in sorted(desk.reader.messages(first.date(), now.date()), key=lambda each: (each.at, each.id)):
        key = (message.client_id, message.thread)
        if message.kind is not MessageKind.PERSONAL or message.client_id not in clients:
            continue
        if message.direction is Direction.IN:
            if message.settled is Settled.NONE and message.at >= first:
                waiting.setdefault(key, message)
        elif key in waiting:
            question = waiting.pop(key)
            seconds = calendar.business_seconds(question.at, message.at)
            taken.append(seconds)
            in_time = seconds <= target_seconds(desk, clients[message.client_id])
            in_target, missed = in_target + in_time, missed + (not in_time)
    missed += sum(
        calendar.business_seconds(message.at, now) > target_seconds(desk, clients[message.client_id])
        for message in waiting.values()
    )
    taken.sort()
    median = _nearest_rank(taken, 50)
    words = ""
    if median is not None:
        words = desk.tr.ngettext(
            "my replies, {n} day: half within {duration}", "my replies, {n} days: half within {duration}", days
        ).format(n=days, duration=duration(median, desk.tr))
    return ReplyTimes(
        first=first,
        answered=len(taken),
        median=median,
        p90=_nearest_rank(taken, 90),
        in_target=in_target,
        missed=missed,
        words=words,
    )


def _nearest_rank(ordered: list[int], percent: int) -> int | None:
    return ordered[max(-(-len(ordered) * percent // 100), 1) - 1] if ordered else None
