"""When a message was sent: its Date, unless the hops it took show that this cannot be.

The rule is written down beside the reference data: the Date header, or the date of the hop nearest to the sender
(the bottom-most Received) where there is no Date, or one more than a day after or a week before that hop. Never the
topmost hop: mail that was imported or delivered again bears the day of that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_MONTHS = {name: number for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_USUAL = re.compile(
    rb"\s*(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    rb"\s+(?:([+-])(\d\d)(\d\d)|([A-Za-z]{1,4}))\s*(?:\([^()]*\)\s*)?"
)
_AMERICAN = {
    name: hours * 3600
    for name, hours in (
        *((b"ast", -4), (b"adt", -3), (b"est", -5), (b"edt", -4), (b"cst", -6)),
        *((b"cdt", -5), (b"mst", -7), (b"mdt", -6), (b"pst", -8), (b"pdt", -7)),
    )
}
"""The zones with names that RFC 5322 knows (4.3); any other name says nothing."""
_LONGEST = 300
_AHEAD = timedelta(hours=24)
_BEHIND = timedelta(days=7)
_DAY = 86_400


def read_date(value: bytes) -> datetime | None:
    """Return the moment a Date header names, in UTC and whole seconds; None when it names none.

    Without a zone, or with one nobody knows, it is UTC.
    """
    value = value[:_LONGEST]
    usual = _USUAL.fullmatch(value)
    month = _MONTHS.get(usual[2].lower()) if usual else None
    if usual is None or month is None:
        return _unusual(value)
    offset = _AMERICAN.get((usual[10] or b"").lower(), 0)
    if usual[7]:
        offset = int(usual[8]) * 3600 + int(usual[9]) * 60
        offset = -offset if usual[7] == b"-" else offset
    return _moment(int(usual[3]), month, int(usual[1]), int(usual[4]), int(usual[5]), int(usual[6] or 0), offset)


def _unusual(value: bytes) -> datetime | None:
    from email.utils import parsedate_tz

    text = value.decode("ascii", "replace").strip()
    try:
        found = parsedate_tz(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return None if found is None else _moment(*found[:6], found[9] or 0)


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> datetime | None:
    if abs(offset) >= _DAY:
        return None
    try:
        # A leap second is the last one of its minute.
        return datetime(year, month, day, hour, minute, second - (second == 60), tzinfo=UTC) - timedelta(seconds=offset)
    except (ValueError, OverflowError):
        return None


def nearest_hop(received: list[bytes]) -> datetime | None:
    """Return the date of the bottom-most Received header that has one."""
    for value in reversed(received):
        _, semicolon, date = value.rpartition(b";")
        moment = read_date(date) if semicolon else None
        if moment is not None:
            return moment
    return None


def effective(dated: datetime | None, hop: datetime | None) -> datetime | None:
    """Return when a message was sent, by its Date and its nearest hop; None when neither says."""
    if dated is None or hop is None:
        return dated or hop
    try:
        believable = hop - _BEHIND <= dated <= hop + _AHEAD
    except OverflowError:
        believable = True
    return dated if believable else hop
