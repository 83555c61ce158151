"""Reads a promise that was typed in one line: to whom, what, and until when, wherever the time stands in it.

"ana friday 16:00 the revised quote" and "call about the logo, tomorrow 9-12" are both read: a time after the last
comma counts first, then one at the beginning, at the end, and anywhere between. Pure functions, so that the line can
be read back while it is typed; both faces use them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.services.lookup import Handle, candidates, close_names

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.moments import Due

LONGEST = 10
"""Words a name or a time may have."""
_LOOKED_AT = 60
"""Words between which a time is looked for, besides at both ends: what is longer is no line."""
_Read = TypeVar("_Read")
_EDGES = " \t,;:·—–-"
"""Marks that part what is promised from its time."""


class Named(Record):
    """Somebody or something found at the beginning of a line, and the words after it."""

    handle: Handle
    rest: tuple[str, ...]


class SpokenPromise(Record):
    """A promise as it was typed in one line; ``to`` is None where neither line nor page says it."""

    to: Handle | None
    due: Due
    what: str


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


def everybody(desk: Desk) -> tuple[Handle, ...]:
    """Return whom and what a promise can be made to: clients, and open projects."""
    return (*clients(desk), *projects(desk))


def take_name(words: Sequence[str], handles: Sequence[Handle]) -> Named:
    """Return who is named at the beginning of ``words``; ``NotFound`` or ``Ambiguous`` say what there is."""
    first: list[int] = []
    for count in range(min(len(words), LONGEST), 0, -1):
        found, _exact = candidates(" ".join(words[:count]).rstrip(_EDGES), handles)
        if len(found) == 1:
            return Named(handle=handles[found[0]], rest=tuple(words[count:]))
        first = found or first
    if first:
        raise Ambiguous(
            N_("That matches several: {names}."),
            hint=N_("Give more of the name, or the reference."),
            names=", ".join(handles[place].label for place in first[:4]),
        )
    if not words:
        raise BadValue(N_("Begin with a name, or the start of one."))
    raise NotFound(
        N_("No client or project is called “{name}”."),
        hint=N_("Begin with a name, or the start of one."),
        near=close_names(words[0], handles),
        name=words[0],
    )


def take(words: Sequence[str], read: Callable[[str], _Read]) -> tuple[_Read | None, tuple[str, ...]]:
    """Return what the longest readable beginning of ``words`` means, and the words after it."""
    for count in range(min(len(words), LONGEST), 0, -1):
        try:
            return read(" ".join(words[:count]).rstrip(":,—–")), tuple(words[count:])
        except BadValue:
            continue
    return None, tuple(words)


def only_one(handles: Sequence[Handle]) -> Handle | None:
    """Return whom a line means that names nobody: the only open project, else the only client; None among several."""
    open_ones = [handle for handle in handles if handle.ref.startswith("P-")]
    there = [handle for handle in handles if handle.ref.startswith("C-")]
    if len(there) != 1 or len(open_ones) > 1:
        return None
    return (open_ones or there)[0]


def read_promise(
    desk: Desk, text: str, handles: Sequence[Handle], given: Handle | None, *, unnamed: Handle | None = None
) -> SpokenPromise:
    """Return the promise: to whom (unless ``given``), until when, what. Where nobody is named it is for ``unnamed``.

    Raises ``BadValue`` where no time is said, or one that cannot be (a window that ends before it starts), and
    ``NotFound`` or ``Ambiguous`` where nobody is named.
    """
    words = tuple(text.split())
    if given is not None:
        split = _split(desk, words)
        if split is not None:
            return SpokenPromise(to=given, due=split[0], what=split[1])
        raise _without_time()
    try:
        who = take_name(words, handles)
    except NotFound:
        if unnamed is None:
            raise
        who = Named(handle=unnamed, rest=words)
    split = _split(desk, who.rest)
    if split is None:
        raise _without_time()
    return SpokenPromise(to=who.handle, due=split[0], what=split[1])


def window_in(desk: Desk, sentence: str, due: datetime, locale: str) -> datetime | None:
    """Return when the window begins that ``sentence``, in a language, names and that ends at ``due``; None for none."""
    from freelance_comm.text.moments import parse_due

    words = sentence.split()
    if sum(any(char.isdigit() for char in word) for word in words) == 0:
        return None
    for size in range(min(len(words), LONGEST), 0, -1):
        for first in range(min(len(words) - size + 1, _LOOKED_AT)):
            part = " ".join(words[first : first + size]).strip(_EDGES + ".!")
            if not any(char.isdigit() for char in part):
                continue
            try:
                found = parse_due(part, now=desk.now(), zone=desk.zone, locale=locale)
            except BadValue:
                continue
            if found.start is not None and found.due is not None and found.due.time() == due.time():
                return found.start + (due - found.due)
    return None


def read_due(desk: Desk, text: str) -> Due:
    """Return when something is promised."""
    from freelance_comm.text.moments import parse_due

    return parse_due(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale)


def _without_time() -> BadValue:
    return BadValue(
        N_("No time was given."),
        hint=N_("Say a day, a time or a window: Friday, tomorrow 16:00, Monday 9-12."),
    )


def _split(desk: Desk, words: Sequence[str]) -> tuple[Due, str] | None:
    """Return the time in ``words`` and the others, None where there is none."""
    doubts: list[tuple[range, BadValue]] = []
    for first, last in _stretches(words):
        try:
            due = _time(desk, words[first:last])
        except BadValue as refused:
            doubts.append((range(first, last), refused))
            continue
        if due is None:
            continue
        for doubted, doubt in doubts:  # "tomorrow 12-9" is no "tomorrow" with words of its own
            if first in doubted or last - 1 in doubted:
                raise doubt
        before, after = " ".join(words[:first]).rstrip(_EDGES), " ".join(words[last:]).lstrip(_EDGES)
        return due, " ".join(part for part in (before, after) if part)
    if doubts:
        raise doubts[0][1]
    return None


def _stretches(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places where a time may stand, the likeliest first: half-open stretches of words."""
    count = len(words)
    commas = [place + 1 for place, word in enumerate(words[:-1]) if word[-1] in ",;:—–"]
    found = [(commas[-1], count)] if commas and count - commas[-1] <= LONGEST else []
    sizes = range(min(count, LONGEST), 0, -1)
    found += [(0, size) for size in sizes]
    found += [(count - size, count) for size in sizes]
    found += [(first, first + size) for size in sizes for first in range(1, min(count - size, _LOOKED_AT))]
    return found


def _time(desk: Desk, words: Sequence[str]) -> Due | None:
    """Return the time that ``words`` say, None where they say none.

    One that is understood and cannot be is refused for what it is: taken for mere words it would vanish. One that may
    be two days raises its doubt.
    """
    from freelance_comm.text.moments import Unreadable

    try:
        return read_due(desk, " ".join(words).strip(_EDGES))
    except Unreadable as unreadable:
        if unreadable.near:
            raise
        return None
