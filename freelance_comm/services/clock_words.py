"""A reply clock in words: one line with its reasons, and the whole reckoning day by day.

Apart from the clock itself, which counts; here it is told where the time went, so that every list and screen tells
the same story.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.message import Pause
    from freelance_comm.domain.people import WorkingHours
    from freelance_comm.domain.reckoning import Reckoning
    from freelance_comm.domain.working_time import Calendar, DayKind
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.reply_clock import ClockView
    from freelance_comm.text.catalog import Translator

_NAMED_DAYS = 3
_NAMED_PAUSES = 2
MOST_DAYS = 14
"""Days that the whole reckoning tells one by one."""


def explanation(desk: Desk, calendar: Calendar, reckoning: Reckoning, whose: str = "") -> str:
    """Return why a clock stands where it stands: "opened yesterday 16:40, Fri is a holiday, 8 hr allowed, …".

    ``whose`` names the client whose own target it is; empty where the usual one counts.
    """
    from freelance_comm.text.telling import near

    tr, now = desk.tr, reckoning.now
    zone = calendar.zone_on(calendar.local_date(now))
    came = near(reckoning.start, now, zone, tr)
    if reckoning.opened is None:
        return listing([tr.gettext("came {when}; you have no working hours").format(when=came)], tr)
    parts = []
    if reckoning.opened > reckoning.start:
        opened = near(reckoning.opened, now, zone, tr)
        parts.append(tr.gettext("came {when}, counted from {opening}").format(when=came, opening=opened))
    else:
        parts.append(tr.gettext("opened {when}").format(when=came))
    parts += _idle_days(desk, calendar, reckoning)
    for pause in reckoning.pauses[-_NAMED_PAUSES:]:
        parts.append(_pause_told(pause, now, zone, tr))
    parts.append(target_words(reckoning.target, whose, tr))
    parts.append(tr.gettext("your hours in {zone}").format(zone=zone))
    return listing(parts, tr)


def target_words(seconds: int, whose: str, tr: Translator) -> str:
    """Return how long an answer may take, and for whom that was set."""
    from freelance_comm.text.durations import duration

    told = duration(seconds, tr)
    if whose:
        return tr.gettext("{duration} allowed for {name}").format(duration=told, name=show(whose))
    return tr.gettext("{duration} allowed").format(duration=told)


def calendar_words(hours: WorkingHours, zone: str, tr: Translator) -> str:
    """Return by which calendar was counted: hours of the week, zone, whose public holidays."""
    from freelance_comm.text.working_hours import told_hours

    parts = [told_hours(hours.week, tr.language), zone]
    if hours.country:
        place = f"{hours.country}-{hours.region}" if hours.region else hours.country
        parts.append(tr.gettext("public holidays of {place}").format(place=place))
    return tr.pgettext("between parts of a calendar", " · ").join(parts)


def in_full(desk: Desk, clock: ClockView, calendar: Calendar | None = None) -> tuple[str, ...]:
    """Return the whole reckoning of a clock, a line each: what came, each day, pauses, the sum, the target, whose."""
    from freelance_comm.text.durations import duration

    tr, now = desk.tr, desk.now()
    calendar = calendar or desk.calendar()
    zone = calendar.zone_on(calendar.local_date(now))
    lines = [
        tr.gettext("{name} wrote {when}.").format(name=show(clock.client.name), when=_dated(clock.message.at, zone, tr))
    ]
    if clock.about:
        lines.append(tr.pgettext("a quotation", "“{text}”").format(text=clock.about))
    lines += _days(desk, calendar, clock.message.at, now)
    for pause in clock.pauses:
        span = _pause_told(pause, now, zone, tr)
        seconds = calendar.business_seconds(pause.since, min(pause.until or now, now))
        lines.append(
            tr.gettext("Not counted: {what} ({duration} of working time)").format(
                what=span, duration=duration(seconds, tr)
            )
        )
    own = clock.client.name if clock.client.reply_target_hours is not None else ""
    lines.append(
        tr.gettext("In all: {duration}; {target}.").format(
            duration=duration(clock.elapsed_seconds, tr), target=target_words(clock.target_seconds, own, tr)
        )
    )
    if clock.due_at is not None:
        lines.append(tr.gettext("An answer is due {when}.").format(when=_dated(clock.due_at, zone, tr)))
    lines.append(
        tr.gettext("Counted by your calendar: {calendar}").format(
            calendar=calendar_words(desk.profile().hours, zone, tr)
        )
    )
    lines += [hint.text for hint in clock.hints]
    return tuple(lines)


def day_words(kind: DayKind, name: str, tr: Translator) -> str:
    """Return what a day is that is no ordinary working day; ``name`` is that of the holiday where it is known."""
    from freelance_comm.domain.working_time import DayKind

    if kind is DayKind.HOLIDAY:
        return tr.gettext("public holiday: {name}").format(name=show(name)) if name else tr.gettext("public holiday")
    if kind is DayKind.DAY_OFF:
        return tr.gettext("day off")
    if kind is DayKind.EXTRA:
        return tr.gettext("worked on a day off")
    return "" if kind is DayKind.WORKING else tr.gettext("no working hours")


def listing(parts: list[str], tr: Translator) -> str:
    """Return the parts of an explanation as one line."""
    return tr.pgettext("between parts of an explanation", ", ").join(parts)


def _idle_days(desk: Desk, calendar: Calendar, reckoning: Reckoning) -> list[str]:
    from freelance_comm.domain.working_time import DayKind
    from freelance_comm.text.telling import near_day

    tr, today = desk.tr, calendar.local_date(reckoning.now)
    names = desk.profile().hours.holiday_names if reckoning.idle else {}
    parts = []
    for idle in reckoning.idle[:_NAMED_DAYS]:
        day, name = near_day(idle.day, today, tr), names.get(idle.day.isoformat(), "")
        if idle.kind is DayKind.HOLIDAY and name:
            parts.append(tr.gettext("{day} is a holiday ({name})").format(day=day, name=show(name)))
        elif idle.kind is DayKind.HOLIDAY:
            parts.append(tr.gettext("{day} is a holiday").format(day=day))
        else:
            parts.append(tr.gettext("{day} is a day off").format(day=day))
    if len(reckoning.idle) > _NAMED_DAYS:
        more = len(reckoning.idle) - _NAMED_DAYS
        parts.append(tr.ngettext("and {n} more free day", "and {n} more free days", more).format(n=more))
    return parts


def _pause_told(pause: Pause, now: datetime, zone: str, tr: Translator) -> str:
    from freelance_comm.text.telling import clock, local, near

    since = near(pause.since, now, zone, tr)
    if pause.until is None:
        return tr.gettext("paused since {when} until they write").format(when=since)
    same = local(pause.since, zone).date() == local(pause.until, zone).date()
    until = clock(pause.until, zone) if same else near(pause.until, now, zone, tr)
    return tr.gettext("paused from {start} to {end}").format(start=since, end=until)


def _dated(moment: datetime, zone: str, tr: Translator) -> str:
    """Return "Mon 23 Nov, 16:40"."""
    from freelance_comm.text.telling import clock, dated, local

    return tr.pgettext("day and time", "{day}, {time}").format(
        day=dated(local(moment, zone).date(), tr), time=clock(moment, zone)
    )


def _days(desk: Desk, calendar: Calendar, start: datetime, now: datetime) -> list[str]:
    """Return the days from ``start`` to ``now``, each with its working time or why it has none; the last ones whole."""
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import clock, dated

    tr, hours = desk.tr, desk.profile().hours
    first, last = calendar.local_date(start), calendar.local_date(now)
    shown = max(first, last - timedelta(days=MOST_DAYS - 1))
    lines = []
    if shown > first:
        midnight = calendar.midnight(shown)
        lines.append(
            tr.gettext("until {day}: {duration}").format(
                day=dated(shown - timedelta(days=1), tr),
                duration=duration(calendar.business_seconds(start, midnight), tr),
            )
        )
    day = shown
    while day <= last:
        kind = calendar.day_kind(day)
        spans = [
            (max(begin, start), min(end, now))
            for begin, end in calendar.stretches_on(day)
            if end > start and begin < now
        ]
        zone = calendar.zone_on(day)
        told = [f"{clock(begin, zone)}–{clock(end, zone)}" for begin, end in spans]
        note = day_words(kind, hours.holiday_names.get(day.isoformat(), ""), tr)
        if told:
            seconds = sum(int((end - begin).total_seconds()) for begin, end in spans)
            lines.append(
                tr.gettext("{day}: {times}, {duration}").format(
                    day=dated(day, tr), times=" ".join(told), duration=duration(seconds, tr)
                )
            )
        elif note or not calendar.stretches_on(day):
            lines.append(tr.gettext("{day}: {why}").format(day=dated(day, tr), why=note))
        day = _next(day)
    return lines


def _next(day: date) -> date:
    return day + timedelta(days=1)
