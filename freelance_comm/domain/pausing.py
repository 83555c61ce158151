"""The clock while it stands still: pauses in which I wait for the client are taken out of the reckoning, to the second.

Apart from the working time, which knows nothing of messages. Only working seconds of a pause count, so that one that
runs across a weekend takes no more out of the clock than work would have put in; it can never fall below zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Pause

if TYPE_CHECKING:
    from freelance_comm.domain.working_time import Calendar


def settled_pauses(pauses: Iterable[Pause], start: datetime, heard: Iterable[datetime] = ()) -> tuple[Pause, ...]:
    """Return the pauses of a clock that started at ``start``: in order, joined where they overlap, each with its end.

    ``heard`` are the times of the client's later messages: a pause ends at the first one after its beginning. Only the
    last pause can be without an end: then the clock stands still now.
    """
    times = sorted(heard)
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.since):
        since = max(pause.since, start)
        ends = [time for time in times if time > pause.since][:1]
        if pause.until is not None:
            ends.append(pause.until)
        until = min(ends, default=None)
        if until is not None and until <= since:
            continue
        last = result[-1] if result else None
        if last is not None and (last.until is None or last.until >= since):
            joined = None if last.until is None or until is None else max(last.until, until)
            result[-1] = Pause(since=last.since, until=joined)
        else:
            result.append(Pause(since=since, until=until))
    return tuple(result)


def is_paused(pauses: tuple[Pause, ...], now: datetime) -> bool:
    """Return whether the clock stands still at ``now``; ``pauses`` are settled ones."""
    return any(pause.since <= now and (pause.until is None or now < pause.until) for pause in pauses)


def paused_seconds(calendar: Calendar, pauses: tuple[Pause, ...], until: datetime) -> int:
    """Return the working seconds up to ``until`` that lie in settled pauses."""
    return sum(
        calendar.business_seconds(pause.since, min(pause.until or until, until))
        for pause in pauses
        if pause.since < until
    )


def elapsed(calendar: Calendar, start: datetime, until: datetime, pauses: tuple[Pause, ...] = ()) -> int:
    """Return the working seconds from ``start`` to ``until`` that lie in no settled pause."""
    return max(calendar.business_seconds(start, until) - paused_seconds(calendar, pauses, until), 0)


def reached(calendar: Calendar, start: datetime, seconds: int, pauses: tuple[Pause, ...] = ()) -> datetime | None:
    """Return when ``seconds`` of the clock have passed; None when they never do, or while it stands still for now."""
    position, wanted = start, seconds
    for pause in pauses:
        before = calendar.business_seconds(position, pause.since)
        if wanted <= before:
            break
        wanted -= before
        if pause.until is None:
            return None
        position = max(position, pause.until)
    return calendar.add(position, wanted)
