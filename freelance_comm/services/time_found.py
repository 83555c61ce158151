"""What other time trackers have on record, before it is known which of our projects it belongs to.

Apart because every format is read into the same few things: entries found, entries left out with a word, and what
makes no sense, each with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.time_span import local_day, seconds_between

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

LONGEST = Decimal(10_000) * 3600
"""Seconds that one entry may have at most: more is damage."""
OUR_MARK = "freelance-comm time"
"""What the field ``format`` of our own JSON says."""
_SEPARATOR = "\x1f"


class TimeFormat(StrEnum):
    """Whose files can be read. ``OURS`` is what ``track export`` writes, ``CSV`` any table with usual column names."""

    WATSON = "watson"
    TIMEWARRIOR = "timewarrior"
    TOGGL = "toggl"
    HARVEST = "harvest"
    CLOCKIFY = "clockify"
    ICALENDAR = "icalendar"
    CSV = "csv"
    OURS = "freelance-comm"


class ReadAs(Record):
    """What a file does not say itself: the zone of its wall times, the order of 3/2/2026, the mark before a fraction,
    the mark between columns, the encoding; and what time it is (repeated events end there).
    """

    zone: str
    now: datetime
    dates: str = ""
    decimal: str = ""
    delimiter: str = ""
    encoding: str = "utf-8"


class Place(Record):
    """Where something stands in a file: its line, or its number among the entries where lines say nothing."""

    number: int
    is_line: bool = True
    column: str = ""

    def text(self, tr: Translator) -> str:
        """Return the place in the interface language."""
        number, column = self.number, show(self.column)
        if self.is_line and column:
            return tr.gettext("line {line}, column “{column}”").format(line=number, column=column)
        if self.is_line:
            return tr.gettext("line {line}").format(line=number)
        if column:
            return tr.gettext("entry {number}, “{field}”").format(number=number, field=column)
        return tr.gettext("entry {number}").format(number=number)


class Problem(Record):
    """Why an entry cannot be taken over: its place, and a msgid with its parameters."""

    place: Place
    message: str
    params: dict[str, object] = {}  # noqa: RUF012 - never mutated: records are immutable

    def text(self, tr: Translator) -> str:
        """Return the place and the reason in the interface language, in one line."""
        params = {name: show(str(value))[:200] for name, value in self.params.items()}
        return f"{self.place.text(tr)}: {tr.gettext(self.message).format_map(params)}"


class LeftOut(Record):
    """An entry that is rightly left out, and why (a msgid)."""

    place: Place
    reason: str


class Found(Record):
    """An entry of another time tracker. Moments are UTC; without clock times there is a ``day`` (local) alone.

    ``project`` is what they call it, ``client`` theirs. Where a tracker knows tags only, ``project`` is empty and
    ``candidates`` are the words of which one may be the project; the one that is, is no tag any more. ``source_id``
    finds the entry again the next time; ``zone`` is the one it was made in, where the file says it.
    """

    place: Place
    source_id: str
    day: date
    seconds: Decimal
    started: datetime | None = None
    ended: datetime | None = None
    project: str = ""
    client: str = ""
    candidates: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    billable: bool = True
    billed_on: date | None = None
    person: str = ""
    rate: str = ""
    zone: str = ""


Reading = Iterator[Found | LeftOut | Problem]

RUNNING = N_("still running there")
NO_TIME = N_("no time in it")
ALL_DAY = N_("all day, so no working time")
TO_COME = N_("still to come")
CALLED_OFF = N_("cancelled")
BREAK = N_("a break")


def stretch(started: datetime, ended: datetime, zone: str) -> tuple[date, Decimal]:
    """Return the local day and the exact seconds between two moments. Raises ``BadValue`` for what cannot be."""
    seconds = seconds_between(started, ended)
    if seconds < 0:
        raise BadValue(N_("it ends before it starts."))
    if seconds > LONGEST:
        raise BadValue(N_("it is longer than 10,000 hours; are the dates right?"))
    return local_day(started, zone), seconds


class Sums:
    """Makes ids for entries that have none: a sum of what they say, and of how many before said the same."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._seen: dict[str, int] = {}

    def id_of(self, *said: object) -> str:
        """Return the id of the next entry that says this."""
        digest = sha256(_SEPARATOR.join(map(str, said)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
        count = self._seen[digest] = self._seen.get(digest, 0) + 1
        return f"{self._kind}:{digest}" + (f"-{count}" if count > 1 else "")
