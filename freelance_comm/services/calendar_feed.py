"""Writes the calendar as a file that calendar programs read and subscribe to (iCalendar, RFC 5545).

The same day gives the same bytes, so that an unchanged calendar is not written anew and nobody is told of news that are
none. The library leaves out that an alarm at a moment is a moment; other programs refuse such alarms, so it is said.
"""

from __future__ import annotations

import os
from datetime import UTC, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.feed_entries import Entry, entries

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

PRODUCT = "-//freelance-comm//EN"
_REFRESH = timedelta(minutes=30)
_LARGEST = 32 * 1024 * 1024
_NOTE = "last-feed"


class Shape(StrEnum):
    """As what things stand in the calendar: as events, which all calendars show; as tasks; or both."""

    EVENTS = "events"
    TASKS = "tasks"
    BOTH = "both"


class Written(Record):
    """What became of a calendar file: ``changed`` is false where it held exactly this already."""

    path: str
    entries: int
    changed: bool


def calendar_bytes(found: tuple[Entry, ...], *, name: str, shape: Shape = Shape.EVENTS, alarms: bool = True) -> bytes:
    """Return a calendar called ``name``; with tasks alone, what is nothing to do stays an event."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT30M")
    for entry in found:
        if shape is not Shape.TASKS or not entry.is_task:
            calendar.add_component(_event(entry, alarms=alarms))
        if shape is not Shape.EVENTS and entry.is_task:
            calendar.add_component(_task(entry, alarms=alarms and shape is Shape.TASKS))
    made: bytes = calendar.to_ical()
    return made


def feed(desk: Desk, *, shape: Shape = Shape.EVENTS, alarms: bool = True) -> tuple[bytes, int]:
    """Return the calendar of a desk, and how many entries it has."""
    found = entries(desk)
    return calendar_bytes(found, name=_name(desk), shape=shape, alarms=alarms), len(found)


def write_feed(
    desk: Desk, path: Path, *, shape: Shape = Shape.EVENTS, alarms: bool = True, force: bool = False
) -> Written:
    """Write the calendar to ``path``, whole or not at all, for the owner's eyes only; a calendar of ours is replaced.

    Raises ``NotSaved`` where another file is in the way and not ``force``, or the disk refuses.
    """
    from freelance_comm.services.draft_files import save_document

    data, count = feed(desk, shape=shape, alarms=alarms)
    target = path.expanduser()
    there = _there(target)
    if there == data:
        _note(desk, target)
        return Written(path=str(target), entries=count, changed=False)
    if there is not None and not force and not _is_ours(there):
        raise NotSaved(
            N_("{file} already exists and is not a calendar of ours."),
            hint=N_("Choose another name, or replace it with --force."),
            file=show(str(target)),
        )
    save_document(target, data, force=True)
    _note(desk, target)
    return Written(path=str(target), entries=count, changed=True)


def in_the_way(path: Path) -> bool:
    """Return whether there is a file at ``path`` that is no calendar of ours."""
    there = _there(path.expanduser())
    return there is not None and not _is_ours(there)


def known_feed(desk: Desk) -> Path | None:
    """Return where the calendar was last written to; None where it never was, or is no longer there."""
    try:
        text = (desk.workspace.root / ".state" / _NOTE).read_bytes()[:8000]
        path = Path(os.fsdecode(text).rstrip("\n"))
        return path if path.is_absolute() and path.is_file() else None
    except (OSError, ValueError):
        return None


def _note(desk: Desk, path: Path) -> None:
    from freelance_comm.services.reminders import keep_derived

    if desk.workspace.exists():
        keep_derived(f"{desk.workspace.root}/.state/{_NOTE}", os.fsencode(f"{path.absolute()}\n"))


def _there(target: Path) -> bytes | None:
    try:
        if not target.is_file():
            return None
        with target.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError:
        return None  # saving says what is wrong with it


def _is_ours(data: bytes) -> bool:
    return f"PRODID:{PRODUCT}".encode() in data[:400]


def _name(desk: Desk) -> str:
    business = show(desk.profile().business)
    return f"freelance-comm · {business}" if business else "freelance-comm"


def _event(entry: Entry, *, alarms: bool) -> Any:
    from icalendar import Event

    event = Event()
    _describe(event, entry, f"{entry.key}@freelance-comm")
    if entry.day is not None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", _utc(entry.start or entry.due))
        event.add("dtend", _utc(entry.due))
    event.add("transp", "TRANSPARENT")  # it takes no time of the day away
    if alarms:
        _add_alarm(event, entry)
    return event


def _task(entry: Entry, *, alarms: bool) -> Any:
    from icalendar import Todo

    task = Todo()
    _describe(task, entry, f"task-{entry.key}@freelance-comm")
    task.add("due", _utc(entry.due))
    task.add("status", "NEEDS-ACTION")
    if alarms:
        _add_alarm(task, entry)
    return task


def _describe(component: Any, entry: Entry, uid: str) -> None:
    component.add("uid", uid)
    component.add("dtstamp", _utc(entry.noted))
    component.add("summary", entry.summary)
    component.add("description", entry.description)
    component.add("categories", [entry.kind.value])
    component.add("class", "PRIVATE")


def _add_alarm(component: Any, entry: Entry) -> None:
    from icalendar import Alarm

    if entry.alarm is None:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", _utc(entry.alarm), parameters={"VALUE": "DATE-TIME"})
    component.add_component(alarm)


def _utc(moment: Any) -> Any:
    return moment.astimezone(UTC).replace(microsecond=0)
