"""The pieces of a project's work, done and to do, each with its estimate and the time it has had.

Apart from the forecast because the list of tasks, the pairs and the forecast must all see the same pieces. Where the
quote's lines or tasks of one's own name hours, these are the pieces; the likely hours of the deadline, if they are
given, are the whole: shared out among the lines of the quote, or topped up with the rest. Without any pieces the whole
is one. Time under a piece's own name (as note or tag) is its own; other time is shared out among the open pieces, by
what each has left, because nobody has said which of them it was for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.project_work import ProjectWork
from freelance_comm.domain.record import Record
from freelance_comm.domain.task import Task
from freelance_comm.domain.text_safety import name_key
from freelance_comm.services.date_plan import fact_hours

if TYPE_CHECKING:
    from freelance_comm.domain.time_entry import TimeEntry

_HOUR = Decimal(3600)
_NONE = Decimal(0)
_CENT = Decimal("0.01")


class TaskLine(Record):
    """A piece of work. ``text`` is empty for the whole, or the rest of it, that nobody has broken down.

    ``optimistic`` and ``pessimistic`` hours are given for a whole that was estimated so. ``task`` is what is stored of
    it, None for a line of the quote that has not been touched. ``spent_hours`` may be a share of time that was logged
    without a name; ``sure_hours`` is the time that is certainly its own.
    """

    text: str
    estimate_hours: Decimal
    spent_hours: Decimal = _NONE
    sure_hours: Decimal = _NONE
    kind: str = ""
    optimistic: Decimal | None = None
    pessimistic: Decimal | None = None
    task: Task | None = None

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return self.task is not None and self.task.done_on is not None


def lines_of(work: ProjectWork) -> tuple[TaskLine, ...]:
    """Return the pieces of a project in order: lines of the quote, tasks of one's own, the rest."""
    stored = {name_key(task.text): task for task in work.tasks}
    items = [(item, stored.pop(name_key(item.text), None)) for item in work.items]
    own = [_stored_line(task) for task in work.tasks if stored.get(name_key(task.text)) is task]
    whole = fact_hours(work.facts, "estimate_likely")
    if items:
        known = sum((task.estimate_hours for _item, task in items if task is not None), _NONE)
        untouched = sum((item.hours for item, task in items if task is None), _NONE)
        share = (whole - known) / untouched if whole is not None and whole > known and untouched > 0 else Decimal(1)
        quoted = [
            _stored_line(task)
            if task is not None
            else TaskLine(text=item.text, estimate_hours=max((item.hours * share).quantize(_CENT), _CENT))
            for item, task in items
        ]
        return (*quoted, *own)
    rest = (whole or _NONE) - sum((line.estimate_hours for line in own), _NONE)
    if rest <= 0:
        return tuple(own)
    low, high = fact_hours(work.facts, "estimate_optimistic"), fact_hours(work.facts, "estimate_pessimistic")
    given = not own and low is not None and high is not None
    whole_line = TaskLine(
        text="", estimate_hours=rest, optimistic=low if given else None, pessimistic=high if given else None
    )
    return (*own, whole_line)


def with_time(lines: Iterable[TaskLine], entries: Iterable[TimeEntry], spent_seconds: Decimal) -> tuple[TaskLine, ...]:
    """Return the lines with the hours each has had; ``spent_seconds`` is all the time of the project.

    ``entries`` may be left out where no line has a name. What a finished line took is what was kept of it, whatever the
    log says now. Time from before a task was noted is none of its own.
    """
    lines, entries = list(lines), list(entries)
    named = [_NONE] * len(lines)
    nameless: dict[tuple[int, ...], Decimal] = {}
    for entry in entries:
        place = place_of(entry, lines)
        if place is not None:
            named[place] += entry.seconds / _HOUR
        else:
            eligible = _noted_by(lines, entry.day)
            nameless[eligible] = nameless.get(eligible, _NONE) + entry.seconds / _HOUR
    if not entries and spent_seconds > 0:
        nameless = {_noted_by(lines, date.max): spent_seconds / _HOUR}
    kept = [line.task.actual_hours or _NONE if line.done and line.task is not None else _NONE for line in lines]
    guessed = sum((max(hours - own, _NONE) for hours, own in zip(kept, named, strict=True) if hours), _NONE)
    taken = [hours or own for hours, own in zip(kept, named, strict=True)]
    for eligible, hours in nameless.items():
        used = min(guessed, hours)
        guessed -= used
        _share_out(hours - used, eligible, lines, taken)
    alone = sum(not line.done for line in lines) == 1
    return tuple(
        line.but(spent_hours=hours, sure_hours=hours if line.done or alone else own)
        for line, hours, own in zip(lines, taken, named, strict=True)
    )


def _noted_by(lines: list[TaskLine], day: date) -> tuple[int, ...]:
    """Return the open lines that were there on a day; all open ones where none was."""
    opened = [place for place, line in enumerate(lines) if not line.done]
    there = [place for place in opened if (task := lines[place].task) is None or task.added.date() <= day]
    return tuple(there or opened)


def _share_out(hours: Decimal, eligible: tuple[int, ...], lines: list[TaskLine], taken: list[Decimal]) -> None:
    """Add ``hours`` to what lines have taken: by what each has left, what is beyond all of it by their estimates."""
    rooms = [max(lines[place].estimate_hours - taken[place], _NONE) for place in eligible]
    room = sum(rooms, _NONE)
    estimated = sum((lines[place].estimate_hours for place in eligible), _NONE)
    within, beyond = min(hours, room), max(hours - room, _NONE)
    for place, own_room in zip(eligible, rooms, strict=True):
        if room:
            taken[place] += within * own_room / room
        taken[place] += beyond * lines[place].estimate_hours / estimated


def place_of(entry: TimeEntry, lines: list[TaskLine]) -> int | None:
    """Return which line a time entry names: by its note, the beginning of its note, or a tag; None for none."""
    note, tags = name_key(entry.note), {name_key(tag) for tag in entry.tags}
    best: tuple[int, int] | None = None
    for place, line in enumerate(lines):
        key = name_key(line.text)
        if key and (note == key or key in tags or note.startswith((f"{key}:", f"{key} ", f"{key},"))):
            found = (len(key), -place)
            best = max(best, found) if best is not None else found
    return -best[1] if best is not None else None


def _stored_line(task: Task) -> TaskLine:
    return TaskLine(text=task.text, estimate_hours=task.estimate_hours, kind=task.kind, task=task)
