"""What reminders have already been given: each thing is told once at each level, however often a timer asks.

Three levels: half of the time is gone, due soon, late. Levels that passed while nobody asked collapse into the highest;
a clock that jumps, a restart, or two timers at the same moment repeat nothing. The memory is a small derived file,
``.state/told``; without it everything pressing is told once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from freelance_comm.services.agenda_item import Glance, Item
from freelance_comm.services.reminders import Due, level_of, watched
from freelance_comm.services.urgency import Urgency, urgency_at

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

HALF = 0.5
"""Part of the reply target from which a waiting client is told about for the first time."""
_LEVELS = {Urgency.LATER: 0, Urgency.SOON: 2, Urgency.OVERDUE: 3}


def news(desk: Desk, *, always: bool = False) -> Due:
    """Return what has become more pressing since the last time this was asked, and remember that it was told.

    Nothing outside working hours unless ``always``; what happens then is told when work begins.
    """
    glance = Glance(desk)
    if not always and not glance.calendar.is_working(glance.now):
        return Due(level=level_of(()), silent=True, opens_at=glance.calendar.next_opening(glance.now))
    items = [item.but(urgency=urgency_at(glance.now, item.soon_at, item.late_at)) for item in watched(glance)]
    folder = str(desk.workspace.root / ".state") if desk.workspace.exists() else ""
    with _alone(folder):
        before = _read(folder)
        now = {item.key: max(reached(item), before.get(item.key, 0)) for item in items}
        fresh = tuple(
            sorted((item for item in items if reached(item) > before.get(item.key, 0)), key=lambda item: item.order)
        )
        if now != before:
            _write(folder, {key: level for key, level in now.items() if level})
    return Due(level=level_of(fresh), items=fresh)


def reached(item: Item) -> int:
    """Return the level an item has reached: 0 none, 1 half, 2 soon, 3 late."""
    level = _LEVELS[item.urgency]
    return 1 if level == 0 and item.share is not None and item.share >= HALF else level


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Let one process at a time read and write the memory; where locks cannot be had, go without."""
    if not folder:
        yield
        return
    import fcntl
    import os

    from freelance_comm.store import files

    try:
        files.make_folder(folder, sync=False)
        handle = files.open_lock(f"{folder}/told.lock")
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            yield
            return
        yield
    finally:
        os.close(handle)


def _read(folder: str) -> dict[str, int]:
    import json

    if not folder:
        return {}
    try:
        with open(f"{folder}/told", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not loaded for this
            content = json.load(file)
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {key: level for key, level in content.items() if isinstance(level, int)}


def _write(folder: str, levels: dict[str, int]) -> None:
    import json

    from freelance_comm.services.reminders import keep_derived

    if folder:
        keep_derived(f"{folder}/told", json.dumps(levels, sort_keys=True).encode())
