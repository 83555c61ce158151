"""The week as a picture: a bar for every day, made of the projects it went to, in characters that need no colour.

Apart from the reports because both faces draw it, on the command line and on the screen, from the same cells.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services import plots
from freelance_comm.services.time_parts import NOTHING
from freelance_comm.services.time_report import By, TimeLine, time_report

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

MARKS = "█▒░▓ox+=*%&@"
"""What the projects of a week are drawn with, the one with the most time first; all in every terminal's font."""
OTHERS = "·"
"""What is drawn where a week has more projects than marks."""
HOUR = 3600
_LEAST_HOURS = 8
"""A bar of a whole line stands for so many hours at least, so that weeks can be compared with the eye."""


class WeekDay(Record):
    """One day: exact seconds for each project that had time, in the order of the week's projects."""

    day: date
    seconds: Decimal
    parts: tuple[tuple[str, Decimal], ...] = ()


class Week(Record):
    """A week from Monday to Sunday. ``marks`` are what its projects are drawn with, by reference; ``projects`` are in
    the order of their time, ``total`` is all of them.
    """

    first: date
    last: date
    today: date
    days: tuple[WeekDay, ...]
    projects: tuple[TimeLine, ...]
    total: TimeLine
    marks: dict[str, str]

    @property
    def most(self) -> int:
        """The seconds for which a bar of a whole line stands."""
        longest = max(int(-(-one.seconds // HOUR)) for one in self.days)
        return max(longest, _LEAST_HOURS) * HOUR


def week(desk: Desk, day: date | None = None) -> Week:
    """Return the week in which ``day`` lies, today's where none is given."""
    today = desk.today()
    chosen = day or today
    first = chosen - timedelta(days=chosen.weekday())
    last = first + timedelta(days=6)
    found = time_report(desk, By.PROJECT, first, last)
    refs = {line.project_id: line.key for line in found.lines}
    spent: dict[date, dict[str, Decimal]] = {}
    for part in found.parts:
        ref = refs.get(part.project_id, "?")
        on_day = spent.setdefault(part.day, {})
        on_day[ref] = on_day.get(ref, NOTHING) + part.seconds
    days = []
    for count in range(7):
        on_day = spent.get(first + timedelta(days=count), {})
        parts = tuple((line.key, on_day[line.key]) for line in found.lines if line.key in on_day)
        total = sum(on_day.values(), NOTHING)
        days.append(WeekDay(day=first + timedelta(days=count), seconds=total, parts=parts))
    marks = {line.key: MARKS[place] if place < len(MARKS) else OTHERS for place, line in enumerate(found.lines)}
    return Week(
        first=first, last=last, today=today, days=tuple(days), projects=found.lines, total=found.total, marks=marks
    )


def drawn(day: WeekDay, of: Week, width: int) -> str:
    """Return the bar of a day, at most ``width`` cells."""
    return plots.bar([(of.marks[ref], seconds) for ref, seconds in day.parts], of.most, width)


def ruler(of: Week, width: int) -> str:
    """Return the scale under the bars: the hours at which cells stand, as many as fit."""
    hours = of.most // HOUR
    for step in (1, 2, 4, 6, 8, 12, 24):
        places = [(hour, hour * width // hours) for hour in range(0, hours + 1, step)]
        if len(places) < 2 or places[1][1] - places[0][1] >= 5:
            break
    line = [" "] * (width + 4)
    for hour, place in places:
        for offset, char in enumerate(str(hour)):
            line[place + offset] = char
    return "".join(line).rstrip()
