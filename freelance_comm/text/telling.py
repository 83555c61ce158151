"""Tells moments the way people tell them: "yesterday 14:41", "Mon 09:00", "2 Mar", "50 min left".

The exact reckoning is elsewhere; this is for a glance at the interface. Without Babel, because `today` and the shell
prompt show these.
"""

from __future__ import annotations

from datetime import date, datetime

from freelance_comm.text.day_names import long_month, long_weekday, month, weekday
from freelance_comm.text.durations import duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from freelance_comm.text.catalog import Translator

WEEK = 6
"""Days, before and after today, for which the name of the weekday says enough."""
YEAR_NEEDED = 90
"""Days from which a date of another year is told with its year."""
COARSE_FROM = 3 * 3600
"""Seconds of working time from which the minutes no longer matter."""


def local(moment: datetime, zone: str) -> datetime:
    """Return an aware ``moment`` on the clocks of ``zone`` (an IANA name)."""
    from freelance_comm.domain.zones import zone_of

    return moment.astimezone(zone_of(zone))


def clock(moment: datetime, zone: str) -> str:
    """Return "09:20": the wall time in ``zone``."""
    return f"{local(moment, zone):%H:%M}"


def near(moment: datetime, now: datetime, zone: str, tr: Translator) -> str:
    """Return ``moment`` as seen from ``now`` in ``zone``: the further away, the less exact.

    "today 09:20", "yesterday 14:41", "tomorrow 10:00", "Mon 09:00" within six days, then "2 Mar" or "2 Mar 2025".
    """
    there = local(moment, zone)
    today = local(now, zone).date()
    day = there.date()
    time = f"{there:%H:%M}"
    distance = (day - today).days
    if distance == 0:
        return tr.gettext("today {time}").format(time=time)
    if distance == -1:
        return tr.gettext("yesterday {time}").format(time=time)
    if distance == 1:
        return tr.gettext("tomorrow {time}").format(time=time)
    if abs(distance) <= WEEK:
        return tr.pgettext("weekday and time", "{weekday} {time}").format(weekday=weekday(day, tr), time=time)
    return calendar_day(day, today, tr)


def on_the_dot(moment: datetime, now: datetime, zone: str, tr: Translator) -> str:
    """Return ``moment`` as ``near`` tells it, but never without its hour: "2 Mar, 09:00"."""
    told, time = near(moment, now, zone, tr), clock(moment, zone)
    return told if time in told else tr.pgettext("day and time", "{day}, {time}").format(day=told, time=time)


def near_day(day: date, today: date, tr: Translator) -> str:
    """Return a ``day`` without a time, as seen from ``today``: "today", "tomorrow", "Mon", "2 Mar", "2 Mar 2025"."""
    distance = (day - today).days
    if distance == 0:
        return tr.gettext("today")
    if distance == -1:
        return tr.gettext("yesterday")
    if distance == 1:
        return tr.gettext("tomorrow")
    return weekday(day, tr) if abs(distance) <= WEEK else calendar_day(day, today, tr)


def answered_day(day: date, today: date, tr: Translator) -> str:
    """Return a ``day`` spelled out, as an answer names it: "today", "Friday 20 November", "Thursday 20 November 2025".

    For what stands alone in its sentence; a day of another year than ``today``'s has its year.
    """
    if day == today or (today - day).days == 1:
        return near_day(day, today, tr)
    told = full_day(day, tr)
    if day.year == today.year:
        return told
    return tr.pgettext("long date with year", "{date} {year}").format(date=told, year=day.year)


def dated(day: date, tr: Translator) -> str:
    """Return "Thu 26 Nov": a day with its weekday, both short."""
    return tr.pgettext("short date with weekday", "{weekday} {date}").format(
        weekday=weekday(day, tr), date=_day_and_month(day, tr)
    )


def full_day(day: date, tr: Translator) -> str:
    """Return "Friday 20 November": the head of a page."""
    return tr.pgettext("long date with weekday", "{weekday} {day} {month}").format(
        weekday=long_weekday(day, tr), day=_number_of(day, tr), month=long_month(day, tr)
    )


def left(seconds: Decimal | int, tr: Translator) -> str:
    """Return what working time is left, "50 min left", or by how much it is over, "5 hr late".

    ``seconds`` is negative once it is late. Never told longer than it is: seconds, and from three hours on minutes,
    are cut off, not rounded up. Within a minute of the time it is "due now".
    """
    amount = abs(int(seconds))
    if amount < 60:
        return tr.gettext("due now")
    told = duration(amount - amount % (60 if amount < COARSE_FROM else 3600), tr)
    if seconds < 0:
        return tr.gettext("{duration} late").format(duration=told)
    return tr.gettext("{duration} left").format(duration=told)


def days(count: int, tr: Translator) -> str:
    """Return "41 days"."""
    return tr.ngettext("{n} day", "{n} days", count).format(n=count)


def calendar_day(day: date, today: date | None, tr: Translator) -> str:
    """Return "2 Mar", or "2 Mar 2025" where the year is not clear from ``today``; without one it always stands there.

    For sentences in which a day is not the last word, and may be long past.
    """
    short = _day_and_month(day, tr)
    if today is not None and (day.year == today.year or abs((day - today).days) < YEAR_NEEDED):
        return short
    return tr.pgettext("short date with year", "{date} {year}").format(date=short, year=day.year)


def _day_and_month(day: date, tr: Translator) -> str:
    return tr.pgettext("short date", "{day} {month}").format(day=_number_of(day, tr), month=month(day, tr))


def _number_of(day: date, tr: Translator) -> str:
    # French counts the first of a month as an ordinal: "1er mars", "2 mars".
    return tr.pgettext("first day of a month", "1") if day.day == 1 else str(day.day)


def in_one_line(sentences: Sequence[str], tr: Translator) -> str:
    """Return "one; another; a third", with the space that the language puts before the sign."""
    line = sentences[0] if sentences else ""
    for other in sentences[1:]:
        line = tr.gettext("{one}; {other}").format(one=line, other=other)
    return line


def how_far(work: str, done: int, total: int, tr: Translator) -> str:
    """Return how far ``work`` has come: "Making the backup… 12 of 80"; 0 where a figure is not known."""
    if total > 0:
        return tr.gettext("{work}… {done} of {total}").format(work=work, done=done, total=total)
    said = tr.gettext("{work}…").format(work=work)
    return f"{said} {done}" if done > 0 else said
