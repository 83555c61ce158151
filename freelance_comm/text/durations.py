"""Says how long something takes: hours and minutes, never days.

Its own small table of words in the catalogs: CLDR's data turn 23 hours into a day, and a working day is no day.
Without Babel, because the shell prompt shows durations.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

    from freelance_comm.text.catalog import Translator


def whole_minutes(seconds: Decimal | int) -> int:
    """Return ``seconds`` as minutes, rounded half up (half away from zero below zero)."""
    if seconds < 0:
        return -whole_minutes(-seconds)
    return int((seconds + 30) // 60)


def duration(seconds: Decimal | int, tr: Translator, *, long: bool = False, spent: bool = False) -> str:
    """Return "14 hr, 20 min", or with ``long`` "14 hours and 20 minutes", rounded once to the minute.

    ``spent`` gives the words as the object of a sentence ("I spent …"), where languages with cases differ; it implies
    ``long``. Nothing at all is "0 min".
    """
    minutes = whole_minutes(seconds)
    words = _spent if spent else _long if long else _short
    text = words(*divmod(abs(minutes), 60), tr)
    return f"\u2212{text}" if minutes < 0 else text


def _short(hours: int, minutes: int, tr: Translator) -> str:
    told_hours = tr.npgettext("short duration", "{n} hr", "{n} hr", hours).format(n=hours)
    told_minutes = tr.npgettext("short duration", "{n} min", "{n} min", minutes).format(n=minutes)
    if not hours:
        return told_minutes
    if not minutes:
        return told_hours
    return tr.pgettext("short duration", "{hours}, {minutes}").format(hours=told_hours, minutes=told_minutes)


def _long(hours: int, minutes: int, tr: Translator) -> str:
    told_hours = tr.npgettext("long duration", "{n} hour", "{n} hours", hours).format(n=hours)
    told_minutes = tr.npgettext("long duration", "{n} minute", "{n} minutes", minutes).format(n=minutes)
    return _joined(hours, minutes, told_hours, told_minutes, tr)


def _spent(hours: int, minutes: int, tr: Translator) -> str:
    told_hours = tr.npgettext("time spent, as object", "{n} hour", "{n} hours", hours).format(n=hours)
    told_minutes = tr.npgettext("time spent, as object", "{n} minute", "{n} minutes", minutes).format(n=minutes)
    return _joined(hours, minutes, told_hours, told_minutes, tr)


def _joined(hours: int, minutes: int, told_hours: str, told_minutes: str, tr: Translator) -> str:
    if not hours:
        return told_minutes
    if not minutes:
        return told_hours
    return tr.pgettext("long duration", "{hours} and {minutes}").format(hours=told_hours, minutes=told_minutes)
