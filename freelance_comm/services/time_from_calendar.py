"""Reads the events of a calendar file (iCalendar, RFC 5545) as time spent.

Only what has passed is time spent: repeated events are laid out up to now, each repetition by itself, with those moved
or called off. ``icalendar`` and ``dateutil`` are loaded here alone, when a calendar is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.zones import to_utc, zone_of
from freelance_comm.services.time_found import (
    ALL_DAY,
    CALLED_OFF,
    NO_TIME,
    TO_COME,
    Found,
    LeftOut,
    Place,
    Problem,
    ReadAs,
    Reading,
    stretch,
)
from freelance_comm.text.iso_times import FIRST_YEAR, LAST_YEAR

MOST_REPEATS = 3000
"""Repetitions of one event that are laid out; more is no working time but a mistake."""
MOST_YEARS = 20
"""How long ago a repeated event may have begun; a rule that never fits is tried out day by day."""
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def read(data: bytes, file: str, read_as: ReadAs) -> Reading:
    """Yield the events of a calendar file. Raises ``BadValue`` for what is none."""
    from icalendar import Calendar

    try:
        if not data.rstrip().upper().endswith(b"END:VCALENDAR"):
            raise ValueError("END:VCALENDAR")
        calendars = Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError, OSError) as error:
        raise BadValue(
            N_("{file} cannot be read as a calendar: {reason}."),
            hint=N_("Export it again; it may have been cut short."),
            file=file,
            reason=str(error)[:120],
        ) from None
    number = 0
    for calendar in calendars:
        name = _text(calendar, "x-wr-calname") or _text(calendar, "name")
        events = list(calendar.walk("VEVENT"))
        moved = {_key(event) for event in events if _is_moved(event)}
        for event in events:
            number += 1
            place = Place(number=number, is_line=False)
            try:
                yield from _event(event, name, place, moved, read_as)
            except AppError as error:
                yield Problem(place=place, message=error.message, params=dict(error.params))
            except (ValueError, TypeError, AttributeError, OverflowError, KeyError, OSError) as error:
                params: dict[str, object] = {"reason": str(error)[:120]}
                yield Problem(place=place, message=N_("the event cannot be read: {reason}."), params=params)


def _is_moved(event: Any) -> bool:
    """Return whether an event stands for one repetition; one that says it in a broken way is refused later."""
    at = _only(event, "recurrence-id")
    return type(at).__name__ == "vDDDTypes"


def _key(event: Any) -> tuple[str, str]:
    """Return which repetition an event stands for."""
    moment = getattr(_only(event, "recurrence-id"), "dt", None)
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return _text(event, "uid"), str(moment)


def _event(event: Any, calendar: str, place: Place, moved: set[tuple[str, str]], read_as: ReadAs) -> Reading:
    start = getattr(_only(event, "dtstart"), "dt", None)
    if start is None:
        raise BadValue(N_("there is no start."))
    if not isinstance(start, datetime):
        yield LeftOut(place=place, reason=ALL_DAY)
        return
    if _text(event, "status").upper() == "CANCELLED":
        yield LeftOut(place=place, reason=CALLED_OFF)
        return
    long = _length(event, start, read_as.zone)
    if not long:
        yield LeftOut(place=place, reason=NO_TIME)
        return
    uid = _text(event, "uid")
    own = _key(event)[1] if event.get("recurrence-id") is not None else ""
    for begun in _repeats(event, start, read_as):
        at = _utc(begun, read_as.zone)
        if not own and (uid, str(at.replace(tzinfo=None))) in moved:
            continue
        if at + long > read_as.now:
            yield LeftOut(place=place, reason=TO_COME)
            continue
        identity = (uid or _text(event, "summary"), own or str(at.replace(tzinfo=None)))
        yield _found(event, calendar, place, identity, (at, at + long), read_as.zone)


def _found(
    event: Any, calendar: str, place: Place, identity: tuple[str, str], ends: tuple[datetime, datetime], zone: str
) -> Found:
    day, seconds = stretch(*ends, zone)
    summary, description = _text(event, "summary"), _text(event, "description")
    categories = tuple(dict.fromkeys(_categories(event)))
    before, colon, after = summary.partition(":")
    named = (before.strip(),) if colon and after.strip() else ()
    return Found(
        place=place,
        source_id="ics:" + sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).hexdigest()[:24],
        day=day,
        seconds=seconds,
        started=ends[0],
        ended=ends[1],
        project=calendar,
        candidates=(*categories, *named),
        note="\n".join(filter(None, (summary, description))),
        tags=categories,
    )


def _length(event: Any, start: datetime, zone: str) -> timedelta:
    """Return how long an event takes; to the second."""
    end, long = _only(event, "dtend"), _only(event, "duration")
    if end is not None:
        if not isinstance(end.dt, datetime):
            raise BadValue(N_("the end is a day, the start is a time."))
        found = _utc(end.dt, zone) - _utc(start, zone)
    else:
        found = long.dt if long is not None else timedelta(0)
    if found < timedelta(0):
        raise BadValue(N_("it ends before it starts."))
    return timedelta(seconds=int(found.total_seconds()))


def _repeats(event: Any, start: datetime, read_as: ReadAs) -> Iterator[datetime]:
    """Yield the starts of an event up to now, in its own zone; the first even when it lies ahead."""
    rule = event.get("rrule")
    if rule is None or event.get("recurrence-id") is not None:
        yield start
        yield from _more(event, start)
        return
    if isinstance(rule, list):
        raise BadValue(N_("it has several repeat rules."))
    left = {_utc(one, read_as.zone) for one in _moments(event, "exdate")}
    place, shown = start.tzinfo or zone_of(read_as.zone), 0
    until = read_as.now.astimezone(place).replace(tzinfo=None)
    if start.replace(tzinfo=None) > until:
        yield start
        return
    for wall in _laid_out(rule, start.replace(tzinfo=None), until, place):
        begun = wall.replace(tzinfo=start.tzinfo)
        if _utc(begun, read_as.zone) in left:
            continue
        shown += 1
        if shown > MOST_REPEATS:
            raise BadValue(N_("it repeats more than {limit} times; the first {limit} are used."), limit=MOST_REPEATS)
        yield begun
    yield from _more(event, start)


def _laid_out(rule: Any, start: datetime, until: datetime, place: Any) -> Iterator[datetime]:
    """Return the wall times of a rule. It always ends: not after ``until``, and seldom enough to be counted."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES:
        raise BadValue(N_("it repeats {frequency}, so it is not working time."), frequency=frequency[:20] or "?")
    interval = rule.get("INTERVAL", [1])[0]
    if not isinstance(interval, int) or not 1 <= interval <= 10_000:
        raise BadValue(N_("its repeat interval makes no sense."))
    if until - start > timedelta(days=366 * MOST_YEARS):
        raise BadValue(N_("it started repeating more than {limit} years ago."), limit=MOST_YEARS)
    last = rule.get("UNTIL", [None])[0]
    if isinstance(last, datetime):
        last = last.astimezone(place).replace(tzinfo=None) if last.tzinfo is not None else last
    elif isinstance(last, date):
        last = datetime(last.year, last.month, last.day, 23, 59, 59)  # noqa: DTZ001 - wall time
    bounded = {key: value for key, value in rule.items() if key.upper() not in ("UNTIL",)}
    text = type(rule)(bounded).to_ical().decode()
    if "COUNT" not in rule:
        text += f";UNTIL={min(until, last or until):%Y%m%dT%H%M%S}"
        return iter(rrulestr(text, dtstart=start))
    return (wall for wall in rrulestr(text, dtstart=start) if wall <= until)


def _more(event: Any, start: datetime) -> Iterator[datetime]:
    yield from (one for one in _moments(event, "rdate") if one != start)


def _moments(event: Any, name: str) -> list[datetime]:
    """Return the moments of a property that may stand several times, with several values each."""
    given = event.get(name)
    groups = given if isinstance(given, list) else [given] if given is not None else []
    found = [one.dt for group in groups for one in getattr(group, "dts", ())]
    return [one for one in found if isinstance(one, datetime)]


def _utc(at: datetime, zone: str) -> datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise BadValue(N_("The year {year} is out of range."), year=at.year)
    return at.astimezone(UTC) if at.tzinfo is not None else to_utc(at, zone, 0)


def _only(component: Any, name: str) -> Any:
    """Return a property; the first where it stands several times against the rules."""
    found = component.get(name)
    return found[0] if isinstance(found, list) and found else found


def _text(component: Any, name: str) -> str:
    found = _only(component, name)
    return str(found).strip() if found is not None else ""


def _categories(event: Any) -> Iterator[str]:
    given = event.get("categories")
    for group in given if isinstance(given, list) else [given] if given is not None else []:
        yield from (str(one).strip() for one in getattr(group, "cats", ()) if str(one).strip())
