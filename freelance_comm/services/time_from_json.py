"""Reads what Watson and Timewarrior keep and print as JSON, and our own export.

Watson: the file ``frames`` (``[start, stop, project, id, tags, updated]``, seconds since 1970) and ``log --json``.
Timewarrior: ``timew export``. Both give moments in UTC or with their offset, so no zone is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import zone_of
from freelance_comm.services.time_found import (
    LONGEST,
    NO_TIME,
    OUR_MARK,
    RUNNING,
    Found,
    LeftOut,
    Place,
    Problem,
    ReadAs,
    Reading,
    TimeFormat,
    stretch,
)
from freelance_comm.text.iso_times import FIRST_YEAR, LAST_YEAR, read_iso_moment

_COMPACT = "%Y%m%dT%H%M%SZ"
_CURRENT = "current"
_EARLIEST = datetime(FIRST_YEAR, 1, 2, tzinfo=UTC).timestamp()
_LATEST = datetime(LAST_YEAR, 12, 30, tzinfo=UTC).timestamp()


def parsed(text: str, file: str) -> Any:
    """Return what a JSON text says. Raises ``BadValue`` with the line for one that cannot be read."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise BadValue(
            N_("{file}, line {line}: this is not JSON."),
            hint=N_("Export it again; it may have been cut short."),
            file=file,
            line=error.lineno,
        ) from None
    except (RecursionError, ValueError, InvalidOperation):
        raise BadValue(
            N_("{file} holds JSON that no time tracker writes (nested too deeply, or numbers without end)."), file=file
        ) from None


def _no_number(text: str) -> Any:
    raise ValueError(text)


def format_of(data: Any) -> TimeFormat | None:
    """Return whose JSON it is, None for nobody's."""
    if isinstance(data, dict):
        return TimeFormat.OURS if data.get("format") == OUR_MARK and isinstance(data.get("entries"), list) else None
    first = data[0] if isinstance(data, list) and data else None
    if isinstance(first, list) and len(first) >= 4:
        return TimeFormat.WATSON
    if isinstance(first, dict) and {"start", "stop", "project"} <= first.keys():
        return TimeFormat.WATSON
    if isinstance(first, dict) and isinstance(first.get("start"), str) and _compact(first["start"]):
        return TimeFormat.TIMEWARRIOR
    return None


def read(data: Any, kind: TimeFormat, read_as: ReadAs) -> Reading:
    """Yield the entries of parsed JSON, each by itself: one that makes no sense does not spoil the others."""
    items = data["entries"] if kind is TimeFormat.OURS else data
    one: Callable[[Any, _At], Found | LeftOut]
    for number, item in enumerate(items, start=1):
        at = _At(number, read_as)
        if kind is TimeFormat.WATSON:
            one = _frame if isinstance(item, list) else _logged
        else:
            one = _interval if kind is TimeFormat.TIMEWARRIOR else _ours
        try:
            yield one(item, at)
        except AppError as error:
            yield Problem(place=at.place(), message=error.message, params=dict(error.params))


class _At:
    """Remembers which field is looked at, so that a refusal can name it; and how the file is read."""

    def __init__(self, number: int, read_as: ReadAs) -> None:
        self.number = number
        self.field = ""
        self.read_as = read_as

    def place(self) -> Place:
        return Place(number=self.number, is_line=False, column=self.field)

    def text(self, item: dict[str, Any], field: str, *, needed: bool = False) -> str:
        """Return a field that holds text; empty where it is missing and need not be there."""
        self.field = field
        value = item.get(field)
        if value is None and not needed:
            return ""
        if not isinstance(value, str):
            raise BadValue(N_("there is no text."))
        return value

    def texts(self, item: Any, field: str) -> tuple[str, ...]:
        """Return a list of texts."""
        self.field = field
        if item is None:
            return ()
        if not isinstance(item, list) or not all(isinstance(one, str) for one in item):
            raise BadValue(N_("there is no list of words."))
        return tuple(item)


def _made(at: _At, started: datetime, ended: datetime, **what: Any) -> Found | LeftOut:
    day, seconds = stretch(started, ended, at.read_as.zone)
    if not seconds:
        return LeftOut(place=at.place(), reason=NO_TIME)
    at.field = ""
    return Found(place=at.place(), day=day, seconds=seconds, started=started, ended=ended, **what)


def _frame(item: list[Any], at: _At) -> Found | LeftOut:
    if len(item) < 4:
        raise BadValue(N_("it is not a Watson frame."))
    parts = dict(zip(("start", "stop", "project", "id"), item, strict=False))
    own_id, project = at.text(parts, "id", needed=True), at.text(parts, "project", needed=True)
    tags = at.texts(item[4] if len(item) > 4 else None, "tags")
    started, ended = (_since_1970(parts[field], at, field) for field in ("start", "stop"))
    return _made(at, started, ended, source_id=f"watson:{own_id}", project=project, tags=tags)


def _since_1970(value: Any, at: _At, field: str) -> datetime:
    at.field = field
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise BadValue(N_("there is no time."))
    if not _EARLIEST <= value <= _LATEST:
        raise BadValue(N_("{value} seconds is not a time between {first} and {last}."), value=str(value)[:40],
                       first=FIRST_YEAR, last=LAST_YEAR)  # fmt: skip
    return datetime.fromtimestamp(int(value), UTC)


def _logged(item: Any, at: _At) -> Found | LeftOut:
    if not isinstance(item, dict):
        raise BadValue(N_("it is not an entry in a Watson log."))
    own_id = at.text(item, "id", needed=True)
    if own_id == _CURRENT:
        return LeftOut(place=at.place(), reason=RUNNING)
    project, tags = at.text(item, "project", needed=True), at.texts(item.get("tags"), "tags")
    started, ended = (_moment(at.text(item, field, needed=True)) for field in ("start", "stop"))
    return _made(at, started, ended, source_id=f"watson:{own_id}", project=project, tags=tags)


def _moment(text: str) -> datetime:
    """Return the moment of a text that says its offset."""
    found = read_iso_moment(text[:19] + text[19:].lstrip(".0123456789"))
    if found is None or found.tzinfo is None:
        raise BadValue(N_("“{text}” is not a time with its offset from UTC."), text=text[:60])
    return found.astimezone(UTC)


def _compact(text: str) -> datetime | None:
    try:
        found = datetime.strptime(text, _COMPACT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return found if len(text) == 16 and FIRST_YEAR <= found.year <= LAST_YEAR else None


def compact_moment(text: str) -> datetime:
    """Return the moment of Timewarrior's ``20260302T080000Z``. Raises ``BadValue``."""
    found = _compact(text)
    if found is None:
        raise BadValue(N_("“{text}” is not a time such as 20260302T080000Z."), text=text[:60])
    return found


def interval(
    at_place: Place, started: datetime, ended: datetime | None, tags: tuple[str, ...], note: str, zone: str
) -> Found | LeftOut:
    """Return an interval of Timewarrior. Intervals never overlap there, so the start identifies it for good; the
    numbers that Timewarrior shows change with each new interval.
    """
    if ended is None:
        return LeftOut(place=at_place, reason=RUNNING)
    day, seconds = stretch(started, ended, zone)
    if not seconds:
        return LeftOut(place=at_place, reason=NO_TIME)
    return Found(
        place=at_place,
        source_id=f"timewarrior:{started.strftime(_COMPACT)}",
        day=day,
        seconds=seconds,
        started=started,
        ended=ended,
        candidates=tags,
        tags=tags,
        note=note,
    )


def _interval(item: Any, at: _At) -> Found | LeftOut:
    if not isinstance(item, dict):
        raise BadValue(N_("it is not a Timewarrior interval."))
    started = compact_moment(at.text(item, "start", needed=True))
    end = at.text(item, "end")
    ended = compact_moment(end) if end else None
    tags, note = at.texts(item.get("tags"), "tags"), at.text(item, "annotation")
    return interval(Place(number=at.number, is_line=False), started, ended, tags, note, at.read_as.zone)


def _ours(item: Any, at: _At) -> Found | LeftOut:
    if not isinstance(item, dict):
        raise BadValue(N_("it is not an entry from our export."))
    source = at.text(item, "source", needed=True)
    texts = {field: at.text(item, field) for field in ("project", "client", "note", "zone")}
    tags = at.texts(item.get("tags"), "tags")
    at.field = "seconds"
    try:
        seconds = Decimal(at.text(item, "seconds", needed=True))
    except InvalidOperation:
        raise BadValue(N_("there is no number.")) from None
    start, end = at.text(item, "start"), at.text(item, "end")
    day, billed = at.text(item, "date", needed=True), at.text(item, "billed_on")
    at.field = ""
    return ours(
        Place(number=at.number, is_line=False), source, day=day, start=start, end=end, seconds=seconds,
        billable=item.get("billable") is not False, billed=billed, tags=tags, **texts,
    )  # fmt: skip


def ours(
    at_place: Place, source: str, *, day: str, start: str, end: str, seconds: Decimal, billed: str,
    billable: bool, project: str, client: str, note: str, zone: str,
    tags: tuple[str, ...],
) -> Found:  # fmt: skip
    """Return an entry of our own export. Raises ``BadValue`` for values that do not agree."""
    try:
        on, billed_on = date.fromisoformat(day), date.fromisoformat(billed) if billed else None
    except ValueError:
        raise BadValue(N_("“{text}” is not a date; 2026-03-02 is one."), text=(day or billed)[:60]) from None
    if not seconds.is_finite() or not 0 < seconds <= LONGEST:
        raise BadValue(N_("there is no time."))
    if not source:
        raise BadValue(N_("there is no source."))
    if zone:
        zone_of(zone)
    return Found(
        place=at_place,
        source_id=source,
        day=on,
        seconds=seconds,
        started=_moment(start) if start else None,
        ended=_moment(end) if end else None,
        project=project,
        client=client,
        note=note,
        tags=tags,
        billable=billable,
        billed_on=billed_on,
        zone=zone,
    )
