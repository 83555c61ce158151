"""Where the time of a period went: cut at its edges, gathered by note, rounded once.

Apart from the report because these sums must be exact whatever the report looks like; pure functions over entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.domain.zones import zone_of

MINUTE = Decimal(60)


class ActionLine(Record):
    """What was done under one note: exact seconds, and whole minutes chosen so that all lines add up to the total.

    ``note`` is empty for time logged without one. ``billable`` is false for work the client is not charged for.
    """

    note: str
    seconds: Decimal
    minutes: int
    entries: int
    first_day: date
    last_day: date
    billable: bool = True


def midnight(day: date, zone: str) -> datetime:
    """Return the moment (UTC) at which ``day`` begins in ``zone``."""
    return datetime.combine(day, time(), tzinfo=zone_of(zone)).astimezone(UTC)


def clip(entries: Iterable[TimeEntry], first: date, last: date, zone: str) -> tuple[TimeEntry, ...]:
    """Return the parts of ``entries`` that lie in the local days ``first`` to ``last`` of ``zone``, in order of time.

    An entry over the edge keeps its id and loses what lies outside; one with only a date belongs to its day whole.
    """
    begin, end = midnight(first, zone), midnight(last + timedelta(days=1), zone)
    here = zone_of(zone)
    kept = []
    for entry in entries:
        if entry.started is None or entry.ended is None:
            if first <= entry.day <= last:
                kept.append(entry)
            continue
        started, ended = max(entry.started, begin), min(entry.ended, end)
        if started >= ended:
            continue
        day = started.astimezone(here).date()
        seconds = Decimal((ended - started) // timedelta(microseconds=1)) / 1_000_000
        kept.append(entry.but(started=started, ended=ended, seconds=seconds, day=day, zone=zone))
    return tuple(sorted(kept, key=_in_time))


def _in_time(entry: TimeEntry) -> tuple[date, bool, datetime, int]:
    return (entry.day, entry.started is None, entry.started or datetime.min.replace(tzinfo=UTC), entry.id)


def total(entries: Iterable[TimeEntry]) -> Decimal:
    """Return the exact sum in seconds."""
    return sum((entry.seconds for entry in entries), Decimal(0))


def whole_minutes(seconds: Decimal) -> int:
    """Return ``seconds`` as minutes, rounded half up."""
    return int((seconds / MINUTE).to_integral_value(ROUND_HALF_UP))


def shared_minutes(parts: Sequence[Decimal]) -> tuple[int, ...]:
    """Return whole minutes for ``parts`` (exact seconds) that add up to the rounded sum: largest remainder first."""
    floors = [int(part // MINUTE) for part in parts]
    missing = whole_minutes(sum(parts, Decimal(0))) - sum(floors)
    by_rest = sorted(range(len(parts)), key=lambda index: (-(parts[index] % MINUTE), index))
    for index in by_rest[:missing]:
        floors[index] += 1
    return tuple(floors)


def actions(entries: Iterable[TimeEntry]) -> tuple[ActionLine, ...]:
    """Return the actions behind ``entries``, the longest first; time without a note comes last.

    Notes that differ only in case or spaces are one action, shown as it was first written.
    """
    groups: dict[tuple[str, bool], list[TimeEntry]] = {}
    for entry in entries:
        groups.setdefault((name_key(entry.note), entry.billable), []).append(entry)
    ordered = sorted(groups.items(), key=lambda item: (not item[0][0], -total(item[1]), item[1][0].day))
    minutes = shared_minutes([total(group) for _, group in ordered])
    return tuple(
        ActionLine(
            note=" ".join(show(group[0].note).split()),
            seconds=total(group),
            minutes=count,
            entries=len(group),
            first_day=min(entry.day for entry in group),
            last_day=max(entry.day for entry in group),
            billable=billable,
        )
        for ((_, billable), group), count in zip(ordered, minutes, strict=True)
    )
