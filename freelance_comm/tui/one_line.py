"""Reads one typed line: who, when, what, in that order and without punctuation.

"ana yesterday 14:10 about the logo", "landing 9-11:30 hero section": the longest beginning that names somebody, then
the longest that is a time, then the rest. Pure functions, so that the line can be read back while it is typed.
Promises, which the command line reads too, are in ``services.promise_line``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction
from freelance_comm.domain.record import Record
from freelance_comm.services.activities import taken
from freelance_comm.services.lookup import Handle
from freelance_comm.services.promise_line import clients, projects, read_due, read_promise, take, take_name

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.text.moments import Span

__all__ = [
    "clients",
    "meant",
    "projects",
    "read_due",
    "read_message",
    "read_promise",
    "read_span",
    "read_start",
    "read_time",
]


class SpokenMessage(Record):
    """A message as it was typed in one line."""

    direction: Direction
    client: Handle
    at: datetime
    subject: str


def read_message(desk: Desk, text: str, handles: Sequence[Handle], tr: Translator) -> SpokenMessage:
    """Return the message: came unless the line begins with a word such as "out"; now unless a time follows the name."""
    from freelance_comm.text.moments import parse_moment

    words = text.split()
    direction = Direction.IN
    first = words[0].casefold() if words else ""
    if first in tr.pgettext("first words of a line about a message that came", "in|from|<").split("|"):
        words = words[1:]
    elif first in tr.pgettext("first words of a line about a message that went out", "out|to|>").split("|"):
        direction, words = Direction.OUT, words[1:]
    who = take_name(words, handles)
    now = desk.now()
    at, rest = take(who.rest, lambda said: parse_moment(said, now=now, zone=desk.zone, locale=tr.locale))
    return SpokenMessage(direction=direction, client=who.handle, at=at or now, subject=" ".join(rest).lstrip(":—– "))


def meant(given: Handle | None, handles: Sequence[Handle]) -> Handle | None:
    """Return the project of a line that names none: that of the page, else the only one that is open."""
    return given or (handles[0] if len(handles) == 1 else None)


class SpokenTime(Record):
    """Time as it was typed in one line; ``project`` is None where the line begins with the time."""

    project: Handle | None
    span: Span
    note: str
    tags: tuple[str, ...] = ()


def read_time(desk: Desk, text: str, handles: Sequence[Handle], given: Handle | None) -> SpokenTime:
    """Return the time; ``given`` is the project meant by a line that names none."""
    tags, words = taken(text.split())
    span, rest = take(words, lambda said: read_span(desk, said))
    project = given
    if span is None or given is None:
        who = take_name(words, handles)
        project = who.handle
        span, rest = take(who.rest, lambda said: read_span(desk, said))
    if span is None:
        raise BadValue(
            N_("It does not say how long."), hint=N_("After the name, give a time: 1h20, 9-11:30, yesterday 14-16.")
        )
    return SpokenTime(project=project, span=span, note=" ".join(rest), tags=tags)


def read_span(desk: Desk, text: str) -> Span:
    """Return a stretch of time; a bare number alone would swallow the first word of a note, so it needs its unit."""
    from freelance_comm.text.moments import parse_span

    return parse_span(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale)


class SpokenStart(Record):
    """What a timer is started on."""

    project: Handle
    note: str
    tags: tuple[str, ...] = ()


def read_start(text: str, handles: Sequence[Handle], given: Handle | None) -> SpokenStart:
    """Return project and note; a line that names no project is a note on ``given``."""
    tags, words = taken(text.split())
    try:
        who = take_name(words, handles)
    except (NotFound, Ambiguous):
        if given is None:
            raise
        return SpokenStart(project=given, note=" ".join(words), tags=tags)
    return SpokenStart(project=who.handle, note=" ".join(who.rest), tags=tags)
