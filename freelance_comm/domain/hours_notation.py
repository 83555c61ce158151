"""Working hours as one line of settings: ``mon-fri 09:00-17:00,18:00-20:00; sat 10:00-13:00``.

Days are the English three letters where nothing else is asked for (``text/working_hours.py`` has those of every
language). Times are 24-hour. Groups are parted by ``;``, or by a comma where a day follows a time. A window that ends
at or before its start ends on the next day; ``24:00`` is the midnight that ends the day. A day that is not named is
free; ``none`` is a week without hours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Window

Week = tuple[tuple[Window, ...], ...]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NONE = "none"
LONGEST = 500
_BETWEEN_GROUPS = re.compile(r";|(?<=\d),\s*(?=[^\W\d_])")
EXAMPLE = "mon-fri 09:00-17:00,18:00-20:00; sat 10:00-13:00"


def _by_letters(name: str) -> int | None:
    return DAYS.index(name) if name in DAYS else None


def parse_hours(text: str, *, overlapping: bool = False, called: Callable[[str], int | None] = _by_letters) -> Week:
    """Return the windows of the seven days, Monday first, each day's sorted.

    ``called`` says which day, 0 for Monday, a name in small letters means, and None for a name of none.

    Raises ``BadValue`` for an unknown day, a time that does not exist, or, unless they may be ``overlapping`` (the
    reckoning counts each moment once), two windows of a day that overlap.
    """
    if len(text) > LONGEST:
        raise _bad(text)
    week: list[list[Window]] = [[] for _ in DAYS]
    plain = " ".join(text.casefold().replace("–", "-").split())
    if plain == NONE:
        return tuple(() for _ in DAYS)
    groups = [group.strip() for group in _BETWEEN_GROUPS.split(plain) if group.strip()]
    if not groups:
        raise _bad(text)
    for group in groups:
        cut = next((place for place, char in enumerate(group) if char.isdigit()), len(group))
        if not group[cut:].isascii():
            raise _bad(text)
        named = [_window(part, text) for part in group[cut:].split(",")]
        for day in _days(group[:cut], text, called):
            week[day].extend(named)
    sorted_week = tuple(tuple(sorted(windows, key=lambda window: window.start)) for windows in week)
    for windows in () if overlapping else sorted_week:
        for place, second in enumerate(windows[1:]):
            first = windows[place]
            if first.end <= first.start or first.end > second.start:
                raise _overlap(text, first, second)
    return sorted_week


def format_hours(week: Week, days: Sequence[str] = DAYS) -> str:
    """Return ``week`` in the notation, neighbouring days with the same windows joined; ``none`` for an empty week.

    ``days`` are the names of the seven days, Monday first.
    """
    groups: list[str] = []
    day = 0
    while day < len(week):
        last = day
        while last + 1 < len(week) and week[last + 1] == week[day]:
            last += 1
        if week[day]:
            names = days[day] if last == day else f"{days[day]}-{days[last]}"
            groups.append(f"{names} " + ",".join(_written(window) for window in week[day]))
        day = last + 1
    return "; ".join(groups) or NONE


def parse_windows(text: str) -> tuple[Window, ...]:
    """Return the stretches of any day that ``text`` names ("12:00-13:00,20:00-08:00"), sorted; none for "none".

    Raises ``BadValue`` for a time that does not exist, or two stretches that overlap.
    """
    plain = " ".join(text.casefold().split())
    if plain in ("", NONE):
        return ()
    if len(text) > LONGEST or not text.isascii():
        raise _bad(text)
    windows = sorted((_window(part, text) for part in plain.split(",")), key=lambda window: window.start)
    if any(window.start == window.end for window in windows):
        raise _bad(text)
    for place, second in enumerate(windows[1:]):
        first = windows[place]
        if first.end <= first.start or first.end > second.start:
            raise _overlap(text, first, second)
    last = windows[-1]
    if last.end <= last.start and last.end > windows[0].start and len(windows) > 1:
        raise _overlap(text, windows[0], last)
    return tuple(windows)


def format_windows(windows: tuple[Window, ...]) -> str:
    """Return stretches of any day in the notation; ``none`` where there are none."""
    return ",".join(_written(window) for window in windows) or NONE


def _days(text: str, whole: str, called: Callable[[str], int | None]) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = (name.strip() for name in part.partition("-"))
        start = _day(first, whole, called)
        end = _day(last, whole, called) if dash else start
        found.extend((start + step) % 7 for step in range((end - start) % 7 + 1))
    if len(set(found)) != len(found):
        raise _bad(whole)
    return found


def _day(name: str, whole: str, called: Callable[[str], int | None]) -> int:
    day = called(name)
    if day is not None:
        return day
    raise BadValue(
        N_("“{name}” is not a day of the week in the working hours “{text}”."),
        hint=N_("Days are mon, tue, wed, thu, fri, sat, sun. Example: mon-fri 09:00-17:00"),
        name=name[:40],
        text=whole[:80],
    )


def _window(text: str, whole: str) -> Window:
    start, dash, end = (part.strip() for part in text.partition("-"))
    if not dash:
        raise _bad(whole)
    begins, ends = _minute(start, whole), _minute(end, whole)
    if begins == 1440:
        raise _bad(whole)
    return Window(start=begins, end=ends)


def _minute(text: str, whole: str) -> int:
    hours, colon, minutes = text.partition(":")
    if not colon:
        minutes = "00"
    if not (hours.isdigit() and minutes.isdigit() and len(hours) <= 2 and len(minutes) == 2):
        raise _bad(whole)
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > 1440:
        raise _bad(whole)
    return total


def _written(window: Window) -> str:
    return f"{window.start // 60:02d}:{window.start % 60:02d}-{window.end // 60:02d}:{window.end % 60:02d}"


def _bad(text: str) -> BadValue:
    return BadValue(
        N_("“{text}” does not describe working hours."),
        hint=N_("Write days and times, for example {example}; separate groups with a semicolon; “none” for no hours."),
        text=text[:80],
        example=EXAMPLE,
    )


def _overlap(text: str, first: Window, second: Window) -> BadValue:
    return BadValue(
        N_("{first} and {second} overlap in the working hours “{text}”."),
        hint=N_("Join them into one window, or move one of them."),
        first=_written(first),
        second=_written(second),
        text=text[:80],
    )
