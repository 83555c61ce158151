"""Where logged time went, cut into the smallest parts that reports add up: project, day, activity, billed or not.

Apart from the reports because rounding is decided here, once: billable time is rounded on the total of a project and
day, and shared out among its parts so that every way of adding them up comes to the same. Raw times are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.rounding import Rounding, rounded
from freelance_comm.domain.text_safety import name_key
from freelance_comm.domain.zones import zone_of
from freelance_comm.services.time_account import midnight

if TYPE_CHECKING:
    from datetime import tzinfo

    from freelance_comm.domain.progress import Progress
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.desk import Desk

MINUTE = Decimal(60)
NOTHING = Decimal(0)
_BLINK = timedelta(microseconds=1)


class Standing(StrEnum):
    """What is to be done about the money for some time."""

    UNBILLED = "unbilled"
    BILLED = "billed"
    FREE = "free"


class Part(Record):
    """Time on a project on a local day, of one activity (empty without one): exact ``seconds``, and ``rounded`` ones.

    ``entries`` counts those that began in it: one over midnight is one entry, in two parts.
    """

    project_id: int
    day: date
    activity: str
    standing: Standing
    seconds: Decimal
    rounded: Decimal
    entries: int


Step = tuple[int, Rounding]
"""Minutes, and which way."""
_Cell = dict[tuple[str, Standing], list[Decimal]]


def parts(
    desk: Desk,
    first: date,
    last: date,
    steps: Callable[[int], Step],
    project_ids: Collection[int] | None = None,
    *,
    only: Standing | None = None,
    progress: Progress | None = None,
) -> Iterator[Part]:
    """Yield the parts of what was logged on the local days ``first`` to ``last``, month after month as it is read.

    ``steps`` tells how the time of a project is rounded; only ``project_ids`` are looked at, where they are given.
    ``only`` yields the parts of one standing, rounded as they are beside the others. ``progress`` is told of months.
    """
    spelled: dict[str, str] = {}
    cells: dict[tuple[int, date], _Cell] = {}
    months = desk.reader.entries_by_month(first, last, unbilled=only is Standing.UNBILLED, progress=progress)
    for entry, day, seconds, begins in _daily(months, desk.zone, first, last, project_ids):
        tag = entry.tags[0] if entry.tags else ""
        activity = spelled.setdefault(name_key(tag), tag)
        found = cells.setdefault((entry.project_id, day), {}).setdefault(
            (activity, standing(entry)), [NOTHING, NOTHING]
        )
        found[0] += seconds
        found[1] += begins
    for (project_id, day), cell in cells.items():
        for part in _rounded(project_id, day, cell, *steps(project_id)):
            if only is None or part.standing is only:
                yield part


def standing(entry: TimeEntry) -> Standing:
    """Return whether an entry has been billed, will be, or never is."""
    if not entry.billable:
        return Standing.FREE
    return Standing.BILLED if entry.billed_on is not None else Standing.UNBILLED


def _daily(
    months: Iterable[tuple[TimeEntry, ...]],
    zone: str,
    first: date,
    last: date,
    project_ids: Collection[int] | None,
) -> Iterator[tuple[TimeEntry, date, Decimal, int]]:
    """Yield entries with the seconds that lie on each day, and 1 for the day on which they began."""
    here = zone_of(zone)
    for month in months:
        for entry in month:
            if project_ids is not None and entry.project_id not in project_ids:
                continue
            if entry.started is None or entry.ended is None:
                if first <= entry.day <= last:
                    yield entry, entry.day, entry.seconds, 1
                continue
            begun = entry.started.astimezone(here).date()
            if begun == (entry.ended - _BLINK).astimezone(here).date():
                if first <= begun <= last:
                    yield entry, begun, entry.seconds, 1
                continue
            for day, seconds in _split(entry.started, entry.ended, zone, here):
                if first <= day <= last:
                    yield entry, day, seconds, int(day == begun)


def _split(started: datetime, ended: datetime, zone: str, here: tzinfo) -> Iterator[tuple[date, Decimal]]:
    while started < ended:
        day = started.astimezone(here).date()
        until = min(ended, midnight(day + timedelta(days=1), zone))
        yield day, Decimal((until - started) // _BLINK) / 1_000_000
        started = until


def _rounded(project_id: int, day: date, cell: _Cell, minutes: int, way: Rounding) -> Iterator[Part]:
    """Yield the parts of one project and day. What was billed is rounded first, and the rest is what the whole is more:
    adding five minutes to a day that was billed as thirty does not bill another thirty.
    """
    by_standing = {
        each: [(activity, found[0], int(found[1])) for (activity, kind), found in cell.items() if kind is each]
        for each in Standing
    }
    billed = sum((one[1] for one in by_standing[Standing.BILLED]), NOTHING)
    whole = billed + sum((one[1] for one in by_standing[Standing.UNBILLED]), NOTHING)
    target = {Standing.BILLED: rounded(billed, minutes, way)}
    target[Standing.UNBILLED] = rounded(whole, minutes, way) - target[Standing.BILLED]
    for each, members in by_standing.items():
        own = [one[1] for one in members]
        told = shared(target[each], own) if minutes > 0 and each in target else own
        for (activity, seconds, entries), share in zip(members, told, strict=True):
            yield Part(
                project_id=project_id, day=day, activity=activity, standing=each, seconds=seconds, rounded=share,
                entries=entries,
            )  # fmt: skip


def shared(whole: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """Return ``whole`` seconds (full minutes) in full minutes after the ``weights``: the largest remainders first."""
    together = sum(weights, NOTHING)
    if len(weights) < 2 or together <= 0:
        return [whole] * len(weights)
    minutes = int(whole / MINUTE)
    exact = [minutes * weight / together for weight in weights]
    floors = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in order[: minutes - sum(floors)]:
        floors[place] += 1
    return [floor * MINUTE for floor in floors]


def together(found: Iterable[Part]) -> tuple[Decimal, Decimal]:
    """Return the exact and the rounded sum, in seconds."""
    exact = told = NOTHING
    for part in found:
        exact += part.seconds
        told += part.rounded
    return exact, told
