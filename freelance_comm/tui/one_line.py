"""Reads one typed line: who, when, what, in that order and without punctuation.

"ana yesterday 14:10 about the logo", "landing 9-11:30 hero section": the longest beginning that names somebody, then
the longest that is a time, then the rest. Pure functions, so that the line can be read back while it is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction
from freelance_comm.domain.record import Record
from freelance_comm.services.activities import taken
from freelance_comm.services.lookup import Handle, candidates, close_names

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.text.moments import Due, Span

_LONGEST = 10
"""Words a name or a time may have."""
_Read = TypeVar("_Read")


class Named(Record):
    """Somebody or something found at the beginning of a line, and the words after it."""

    handle: Handle
    rest: tuple[str, ...]


def clients(desk: Desk) -> tuple[Handle, ...]:
    """Return what clients can be called."""
    return tuple(
        Handle(client.ref, client.name, further=tuple(part for one in client.contacts for part in (one.name,) if part))
        for client in desk.reader.clients()
        if client.archived_on is None
    )


def projects(desk: Desk) -> tuple[Handle, ...]:
    """Return what open projects can be called: their own name, or their client's."""
    names = {client.id: client.name for client in desk.reader.clients()}
    return tuple(
        Handle(one.project.ref, one.project.name, further=(names.get(one.project.client_id, ""),))
        for one in desk.reader.summaries()
    )


def take_name(words: Sequence[str], handles: Sequence[Handle]) -> Named:
    """Return who is named at the beginning of ``words``; ``NotFound`` or ``Ambiguous`` say what there is."""
    first: list[int] = []
    for count in range(min(len(words), _LONGEST), 0, -1):
        found, _exact = candidates(" ".join(words[:count]), handles)
        if len(found) == 1:
            return Named(handle=handles[found[0]], rest=tuple(words[count:]))
        first = found or first
    if first:
        raise Ambiguous(
            N_("That fits several: {names}."),
            hint=N_("Give more of the name, or the reference."),
            names=", ".join(handles[place].label for place in first[:4]),
        )
    if not words:
        raise BadValue(N_("Begin with a name, or how it begins."))
    raise NotFound(
        N_("Nobody and nothing is called “{name}”."),
        hint=N_("Begin with a name, or how it begins."),
        near=close_names(words[0], handles),
        name=words[0],
    )


def take(words: Sequence[str], read: Callable[[str], _Read]) -> tuple[_Read | None, tuple[str, ...]]:
    """Return what the longest readable beginning of ``words`` means, and the words after it."""
    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            return read(" ".join(words[:count]).rstrip(":,—–")), tuple(words[count:])
        except BadValue:
            continue
    return None, tuple(words)


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
            N_("It does not say how long."), hint=N_("After the name give a time: 1h20, 9-11:30, yesterday 14-16.")
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


class SpokenPromise(Record):
    """A promise as it was typed in one line."""

    to: Handle | None
    due: Due
    what: str


def read_promise(desk: Desk, text: str, handles: Sequence[Handle], given: Handle | None) -> SpokenPromise:
    """Return the promise: to whom (unless ``given``), until when, what."""
    words = text.split()
    due, rest = take(words, lambda said: read_due(desk, said)) if given is not None else (None, tuple(words))
    to = given
    if due is None:
        who = take_name(words, handles)
        to = who.handle
        due, rest = take(who.rest, lambda said: read_due(desk, said))
    if due is None:
        raise BadValue(
            N_("It does not say until when."), hint=N_("After the name give a day or a time: Friday, tomorrow 16:00.")
        )
    return SpokenPromise(to=to, due=due, what=" ".join(rest))


def read_due(desk: Desk, text: str) -> Due:
    """Return when something is promised."""
    from freelance_comm.text.moments import parse_due

    return parse_due(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale)
