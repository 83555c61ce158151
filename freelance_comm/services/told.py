"""What reminders have already been given: each thing is told once at each level, however often a timer asks.

For a client who waits there are three levels, in per cent of the reply target: 50, 80 and 100; other things have two,
due soon and late. Levels that passed while nobody asked collapse into the highest; a clock that jumps, a restart, or
two timers at the same moment repeat nothing, because it is decided under the lock of the workspace and noted before
anything is said. The memory is a small file, ``.state/told``, the last told at its end; without it everything pressing
is told once more.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotSaved
from freelance_comm.domain.people import REMIND_AT
from freelance_comm.domain.record import Record
from freelance_comm.services.agenda_item import Glance, Item, SectionKind
from freelance_comm.services.reminders import (
    DAYS_AHEAD,
    Due,
    keep_derived,
    level_of,
    silence,
    speaking_time,
    watched,
)
from freelance_comm.services.urgency import urgency_at

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

MOST_NOTED = 1000
"""So many things are remembered as told; what is still watched never goes. A report or a payment is one a round."""
_FORMAT = 1
_LARGEST = 1 << 20
"""Bytes of the memory that are read: far more than it ever has."""


class Note(Record):
    """That something was told: the highest level it was told at (1 half, 2 soon, 3 late), and when that was."""

    level: int
    at: datetime


class Ahead(Record):
    """Something that will be told at ``at`` if nothing is done about it before: ``item`` with the urgency of then."""

    at: datetime
    level: int
    item: Item


def news(desk: Desk, *, always: bool = False) -> Due:
    """Return what has become more pressing since the last time this was asked, and remember that it was told.

    Nothing outside working hours and in quiet ones unless ``always``; what happens then is told when work begins.
    Raises ``Busy`` while another process writes for long.
    """
    glance = Glance(desk)
    if not always and (hush := silence(glance)) is not None:
        return hush
    items = [item.but(urgency=urgency_at(glance.now, item.soon_at, item.late_at)) for item in watched(glance)]
    levels = glance.profile.remind_at
    fresh = _fresh(items, levels, glance.now, _read(desk))
    unnoted = False
    if fresh:
        try:
            with desk.workspace.held():
                before = _read(desk)  # another timer may have told it while this one waited
                fresh = _fresh(items, levels, glance.now, before)
                unnoted = bool(fresh) and not _note(desk, before, fresh, {name(item) for item in items}, glance.now)
        except NotSaved:
            unnoted = True  # a disk that takes nothing: rather told twice than never
    told = tuple(sorted((item for item, _level in fresh), key=lambda item: item.order))
    return Due(level=level_of(told), items=told, unnoted=unnoted)


def untold(desk: Desk) -> tuple[Item, ...]:
    """Return what would be told now, were it the time to speak; nothing is remembered."""
    glance = Glance(desk)
    items = [item.but(urgency=urgency_at(glance.now, item.soon_at, item.late_at)) for item in watched(glance)]
    fresh = _fresh(items, glance.profile.remind_at, glance.now, _read(desk))
    return tuple(sorted((item for item, _level in fresh), key=lambda item: item.order))


def ahead(desk: Desk, most: int = 10) -> tuple[Ahead, ...]:
    """Return what will be told next if nothing is done before, within a week, the first first."""
    glance = Glance(desk, ahead=DAYS_AHEAD)
    speaking, noted = speaking_time(glance), _read(desk)
    found: dict[tuple[str, datetime], Ahead] = {}
    for item in watched(glance):
        known = noted.get(name(item))
        for level, moment in _moments(item, glance.profile.remind_at):
            if moment <= glance.now or (known is not None and level <= known.level):
                continue
            at = speaking.next_opening(moment)
            if at is not None:  # levels that are told at the same moment collapse into the highest
                urgency = urgency_at(moment, item.soon_at, item.late_at)
                found[name(item), at] = Ahead(at=at, level=level, item=item.but(urgency=urgency))
    return tuple(sorted(found.values(), key=lambda one: (one.at, *one.item.order))[:most])


def told_since(desk: Desk, since: datetime) -> tuple[tuple[Note, Item | None], ...]:
    """Return what was told from ``since`` on, the last first; None for what is no longer open."""
    items = {name(item): item for item in watched(Glance(desk, ahead=DAYS_AHEAD))}
    noted = [(note, items.get(key)) for key, note in _read(desk).items() if note.at >= since]
    return tuple(sorted(noted, key=lambda pair: pair[0].at, reverse=True))


def name(item: Item) -> str:
    """Return what an item is called in the memory: what comes again is another thing each time."""
    return f"{item.key}@{item.turn}" if item.turn else item.key


def reached(item: Item, levels: tuple[int, ...], now: datetime) -> int:
    """Return the highest level an item has reached at ``now``: 0 none, 1 half, 2 soon, 3 late."""
    return max((level for level, moment in _moments(item, levels) if moment <= now), default=0)


def _moments(item: Item, levels: tuple[int, ...]) -> list[tuple[int, datetime]]:
    """Return the levels that are told of an item, and when each is reached."""
    moments = ((1, item.half_at), (2, item.soon_at), (3, item.late_at))
    return [
        (level, moment)
        for level, moment in moments
        if moment is not None and (item.kind is not SectionKind.WAITING or REMIND_AT[level - 1] in levels)
    ]


def _fresh(items: list[Item], levels: tuple[int, ...], now: datetime, noted: dict[str, Note]) -> list[tuple[Item, int]]:
    found = []
    for item in items:
        level, known = reached(item, levels, now), noted.get(name(item))
        if level > (known.level if known is not None else 0):
            found.append((item, level))
    return found


def _note(
    desk: Desk, before: dict[str, Note], fresh: list[tuple[Item, int]], watched_names: set[str], now: datetime
) -> bool:
    after = dict(before)
    for item, level in fresh:
        after.pop(name(item), None)
        after[name(item)] = Note(level=level, at=now)
    spare = [key for key in after if key not in watched_names][: max(0, len(after) - MOST_NOTED)]
    for key in spare:
        del after[key]
    import json

    rows = [[key, note.level, int(note.at.timestamp())] for key, note in after.items()]
    return keep_derived(_path(desk), json.dumps({"format": _FORMAT, "told": rows}).encode())


def _read(desk: Desk) -> dict[str, Note]:
    """Return the memory, the last told last; empty where there is none that makes sense."""
    import json

    try:
        with open(_path(desk), "rb") as file:  # noqa: PTH123 - pathlib is not loaded for this
            content = json.loads(file.read(_LARGEST))
        if content["format"] != _FORMAT:
            return {}
        return {
            str(key): Note(level=int(level), at=datetime.fromtimestamp(at, UTC)) for key, level, at in content["told"]
        }
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return {}


def _path(desk: Desk) -> str:
    return f"{desk.workspace.root}/.state/told"
