"""Times among words: `yesterday 14-16 corrections` is a time and then a note."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.text.moments import Span

_LONGEST = 10
"""Words that a natural time takes at most ("hier de 9 heures à 11 heures et demie" has nine)."""


def span_and_rest(words: list[str], session: Session) -> tuple[Span, list[str]]:
    """Return the time that the longest beginning of ``words`` says, and the words after it.

    A time that is understood but cannot be (skipped by the clocks, ending before it starts) is refused for what it is,
    unless a shorter beginning names both ends. Raises the ``BadValue`` of the whole text when no beginning is a time.
    """
    from freelance_comm.text.moments import Unreadable, parse_span

    desk = session.desk

    def parse(text: str) -> Span:
        return parse_span(text, now=desk.now(), zone=desk.zone, locale=session.tr.locale)

    impossible: BadValue | None = None
    unreadable: BadValue | None = None
    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            span = parse(" ".join(words[:count]))
        except Unreadable as refusal:
            unreadable = unreadable or refusal
            continue
        except BadValue as refusal:
            impossible = impossible or refusal
            continue
        left = words[count:]
        if span.started is None and (impossible is not None or _goes_on(left)):
            break  # "12:00 13:00" is not twelve hours and a note
        return span, left
    refused = impossible or unreadable
    if refused is not None:
        raise refused
    return parse(""), []  # no words, no time: the reader says so


def moment_and_rest(words: list[str], session: Session) -> tuple[datetime | None, list[str]]:
    """Return the moment that the longest beginning of ``words`` says, or ``None``, and the words after it.

    A moment that is understood but cannot be is refused: taken for mere words, it would become now.
    """
    from freelance_comm.text.moments import Unreadable

    impossible: BadValue | None = None
    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            return session.moment(" ".join(words[:count])), words[count:]
        except Unreadable:
            continue
        except BadValue as refusal:
            impossible = impossible or refusal
    if impossible is not None:
        raise impossible
    return None, words


def day_and_rest(words: list[str], session: Session) -> tuple[date | None, list[str]]:
    """Return the day that the longest beginning of ``words`` says, or ``None``, and the words after it."""
    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            return session.day(" ".join(words[:count])), words[count:]
        except BadValue:
            continue
    return None, words


def _goes_on(left: list[str]) -> bool:
    """Say whether the words after a length begin like the second end of a stretch ("- 25:00", "13:00")."""
    word = left[0] if left else ""
    bare = word.lstrip("-–—")
    hour, colon, minute = bare.partition(":")
    return (bool(word) and not bare) or (bool(colon) and (hour + minute).isdecimal())
