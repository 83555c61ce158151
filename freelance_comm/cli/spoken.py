"""Times among words: `yesterday 14-16 corrections` is a time and then a note."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.text.moments import Span

_LONGEST = 8
"""Words that a natural time takes at most ("вчера с 14:00 до 16:30" has five)."""


def span_and_rest(words: list[str], session: Session) -> tuple[Span, list[str]]:
    """Return the time that the longest beginning of ``words`` says, and the words after it.

    Raises the ``BadValue`` of the whole text when no beginning is a time.
    """
    from freelance_comm.text.moments import parse_span

    desk = session.desk

    def parse(text: str) -> Span:
        return parse_span(text, now=desk.now(), zone=desk.zone, locale=session.tr.locale)

    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            return parse(" ".join(words[:count])), words[count:]
        except BadValue:
            continue
    return parse(" ".join(words)), []


def moment_and_rest(words: list[str], session: Session) -> tuple[datetime | None, list[str]]:
    """Return the moment that the longest beginning of ``words`` says, or ``None``, and the words after it."""
    for count in range(min(len(words), _LONGEST), 0, -1):
        try:
            return session.moment(" ".join(words[:count])), words[count:]
        except BadValue:
            continue
    return None, words
