"""The freelancer's working time: the coming weeks as they will be, and every way to change it.

Each change is one step that can be undone. The reckoning itself is ``domain.working_time``; holidays come from
``public_holidays``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Profile, Travel, WorkingHours
from freelance_comm.domain.record import Record
from freelance_comm.services.clock_words import day_words
from freelance_comm.text.telling import calendar_day

if TYPE_CHECKING:
    from freelance_comm.domain.working_time import Calendar, DayKind
    from freelance_comm.services.desk import Desk

_PLAIN = ("working", "free")
LONGEST_STRETCH = 366
"""Days that one command marks at most."""
MOST_WEEKS = 53
MOST_TRAVELS = 100
MOST_DAYS = 4000
"""Days off, or days worked, that are kept at most."""


class DayView(Record):
    """One day of the calendar. ``times`` are its stretches of work in the zone of that day, "09:00–13:00".

    ``note`` tells in words what is special about it; ``hours`` marks for each hour of the day whether any of it is
    worked; ``zone`` is the zone that holds, named where it is another than the day before.
    """

    day: date
    kind: DayKind
    times: tuple[str, ...]
    seconds: int
    note: str
    hours: tuple[bool, ...]
    zone: str = ""
    is_today: bool = False


class CalendarView(Record):
    """The coming weeks, and what they follow from: each in words and in the notation in which it can be typed."""

    days: tuple[DayView, ...]
    hours: str
    zone: str
    zone_now: str
    travels: tuple[Travel, ...]
    quiet: str
    holidays_of: str
    holidays_known: bool


def weeks(desk: Desk, count: int = 4) -> CalendarView:
    """Return this week and the next ones, ``count`` in all."""
    from freelance_comm.domain.hours_notation import format_hours, format_windows
    from freelance_comm.services.public_holidays import is_known

    profile, today = desk.profile(), desk.today()
    hours = profile.hours
    monday = today - timedelta(days=today.weekday())
    place = f"{hours.country}-{hours.region}" if hours.region else hours.country
    return CalendarView(
        days=days(desk, monday, min(max(count, 1), MOST_WEEKS) * 7),
        hours=format_hours(hours.week),
        zone=hours.zone,
        zone_now=desk.zone,
        travels=hours.travels,
        quiet=format_windows(hours.quiet),
        holidays_of=place,
        holidays_known=is_known(hours, today),
    )


def days(desk: Desk, first: date, count: int) -> tuple[DayView, ...]:
    """Return ``count`` days from ``first`` on."""
    calendar, today = desk.calendar(), desk.today()
    names = desk.profile().hours.holiday_names
    result = []
    for day in (first + timedelta(days=step) for step in range(count)):
        spans = _local(calendar, day)
        kind, zone = calendar.day_kind(day), calendar.zone_on(day)
        result.append(
            DayView(
                day=day,
                kind=kind,
                times=tuple(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in spans),
                seconds=calendar.day_seconds(day),
                note=day_words(kind, names.get(day.isoformat(), ""), desk.tr) if kind not in _PLAIN else "",
                hours=_hours_of(day, [*_local(calendar, day - timedelta(days=1)), *spans]),
                zone=zone if zone != calendar.zone_on(day - timedelta(days=1)) else "",
                is_today=day == today,
            )
        )
    return tuple(result)


def _local(calendar: Calendar, day: date) -> list[tuple[datetime, datetime]]:
    """Return the stretches of work that begin on ``day``, in wall time there."""
    from freelance_comm.domain.zones import zone_of

    zone = zone_of(calendar.zone_on(day))
    return [(start.astimezone(zone), end.astimezone(zone)) for start, end in calendar.stretches_on(day)]


def _hours_of(day: date, spans: list[tuple[datetime, datetime]]) -> tuple[bool, ...]:
    """Return for each of the 24 hours of ``day`` whether work goes on in it."""
    midnight = datetime.combine(day, time())
    walls = [(start.replace(tzinfo=None), end.replace(tzinfo=None)) for start, end in spans]
    hours = [midnight + timedelta(hours=number) for number in range(24)]
    return tuple(any(start < hour + timedelta(hours=1) and end > hour for start, end in walls) for hour in hours)


def settings_in_words(desk: Desk, view: CalendarView) -> list[tuple[str, str]]:
    """Return what the calendar follows from, as pairs of label and words; words are empty where there is nothing."""
    from freelance_comm.domain.hours_notation import NONE
    from freelance_comm.text.telling import near_day
    from freelance_comm.text.working_hours import told_hours

    tr, today = desk.tr, desk.today()
    stays = []
    for one in view.travels:
        if one.last is not None and one.last < today:
            continue
        first = near_day(one.first, today, tr)
        if one.last is None:
            stays.append(tr.gettext("{zone} from {first} on").format(zone=one.zone, first=first))
        else:
            last = near_day(one.last, today, tr)
            stays.append(tr.gettext("{zone} from {first} to {last}").format(zone=one.zone, first=first, last=last))
    unknown = "" if view.holidays_known else tr.gettext("next year's are not known yet")
    return [
        (tr.gettext("Working hours"), told_hours(desk.profile().hours.week, tr.language)),
        (tr.gettext("Time zone"), view.zone),
        (tr.gettext("Travel"), tr.pgettext("between parts of a calendar", " · ").join(stays)),
        (tr.gettext("Public holidays"), " ".join(part for part in (view.holidays_of, unknown) if part)),
        (tr.gettext("Quiet hours"), view.quiet if view.quiet != NONE else ""),
    ]


# -- changing it -------------------------------------------------------------------------------------------------------


def set_hours(desk: Desk, text: str) -> WorkingHours:
    """Set the hours of the week ("mon-thu 09:00-13:00,14:00-18:00; fri 09:00-13:00"). Raises ``BadValue``."""
    from freelance_comm.text.working_hours import read_hours

    week = read_hours(text)
    return _change(desk, lambda hours: hours.but(week=week))


def set_quiet(desk: Desk, text: str) -> WorkingHours:
    """Set the hours in which nothing reminds ("12:00-13:00"; "none"). Raises ``BadValue``."""
    from freelance_comm.domain.hours_notation import parse_windows

    quiet = parse_windows(text)
    return _change(desk, lambda hours: hours.but(quiet=quiet))


def take_off(desk: Desk, first: date, last: date) -> WorkingHours:
    """Mark days as days off, both ends included; work ends for any that were extra days."""
    marked = _stretch(first, last)

    def off(hours: WorkingHours) -> WorkingHours:
        return hours.but(
            days_off=tuple(sorted({*hours.days_off, *marked})),
            extra_days=tuple(day for day in hours.extra_days if day not in marked),
        )

    return _change(desk, off)


def work_on(desk: Desk, first: date, last: date) -> WorkingHours:
    """Mark days on which work goes on although they are free: a weekend, a holiday, a day off."""
    marked = _stretch(first, last)

    def extra(hours: WorkingHours) -> WorkingHours:
        return hours.but(
            extra_days=tuple(sorted({*hours.extra_days, *marked})),
            days_off=tuple(day for day in hours.days_off if day not in marked),
        )

    return _change(desk, extra)


def as_usual(desk: Desk, first: date, last: date) -> WorkingHours:
    """Let days be again what the week and the holidays make of them."""
    marked = _stretch(first, last)

    def usual(hours: WorkingHours) -> WorkingHours:
        return hours.but(
            extra_days=tuple(day for day in hours.extra_days if day not in marked),
            days_off=tuple(day for day in hours.days_off if day not in marked),
        )

    return _change(desk, usual)


def turned(desk: Desk, day: date) -> WorkingHours:
    """Turn one day round: a day of work becomes a day off, a free one a day of work; what was marked so, usual."""
    hours = desk.profile().hours
    if day in hours.days_off or day in hours.extra_days:
        return as_usual(desk, day, day)
    return take_off(desk, day, day) if desk.calendar().is_working_day(day) else work_on(desk, day, day)


def travel(desk: Desk, zone: str, first: date, last: date | None) -> WorkingHours:
    """Note a stay in another zone, from ``first`` to ``last`` (for good without it).

    Raises ``BadValue`` for a zone that is none and for one that overlaps another stay.
    """
    from freelance_comm.domain.zones import check_zone

    new = Travel(zone=check_zone(zone), first=first, last=last)

    def going(hours: WorkingHours) -> WorkingHours:
        for other in hours.travels:
            if first <= (other.last or date.max) and other.first <= (last or date.max):
                raise BadValue(
                    N_("During that time you are in {zone}, from {first} on."),
                    hint=N_("End that stay first: `freelance-comm calendar home DAY`."),
                    zone=other.zone,
                    first=calendar_day(other.first, desk.today(), desk.tr),
                )
        if len(hours.travels) >= MOST_TRAVELS:
            raise BadValue(N_("Those are too many stays."), hint=N_("Move for good: `profile set --zone`."))
        return hours.but(travels=tuple(sorted((*hours.travels, new), key=lambda one: one.first)))

    return _change(desk, going)


def home(desk: Desk, day: date) -> WorkingHours:
    """End the stay that holds on ``day``: from that day on the zone of home holds again."""

    def back(hours: WorkingHours) -> WorkingHours:
        there = [one for one in hours.travels if one.first <= day and (one.last is None or day <= one.last)]
        if not there:
            raise NotFound(
                N_("On {day} you are already at home."),
                hint=N_("See `freelance-comm calendar show`."),
                day=calendar_day(day, desk.today(), desk.tr),
            )
        ended = [one.but(last=day - timedelta(days=1)) for one in there if one.first < day]
        kept = [one for one in hours.travels if one not in there]
        return hours.but(travels=tuple(sorted((*kept, *ended), key=lambda one: one.first)))

    return _change(desk, back)


def forget_travel(desk: Desk, stay: Travel) -> WorkingHours:
    """Take a stay in another zone out, as if it had never been noted."""
    return _change(desk, lambda hours: hours.but(travels=tuple(one for one in hours.travels if one != stay)))


def read_days(desk: Desk, text: str) -> tuple[date, ...]:
    """Return the days that a list names: "2026-12-24..2027-01-02, friday"; sorted, each once. Raises ``BadValue``."""
    from freelance_comm.services import wording

    found: set[date] = set()
    for part in text.replace(";", ",").split(","):
        first, dots, last = part.partition("..")
        if not part.strip():
            continue
        begin = wording.coming_day(desk, first)
        found |= _stretch(begin, wording.coming_day(desk, last) if dots else begin)
        if len(found) > MOST_DAYS:
            raise BadValue(N_("Those are too many days."), hint=N_("Change the hours of the week instead."))
    return tuple(sorted(found))


def set_holidays(desk: Desk, country: str, region: str = "") -> WorkingHours:
    """Let the public holidays of a country count (and its region), and no others; empty: none. Raises ``BadValue``."""
    from freelance_comm.services import public_holidays

    country, region = public_holidays.checked_place(country, region)
    today, locale = desk.today(), desk.tr.locale
    return _change(desk, lambda hours: public_holidays.placed(hours, country, region, today, locale))


def correct_holidays(
    desk: Desk, *, added: dict[date, str] | None = None, dropped: tuple[date, ...] = ()
) -> WorkingHours:
    """Add single holidays (day: name), or drop some that are none here. Raises ``NotFound`` for one not there."""
    from freelance_comm.services import public_holidays, wording

    named = {day: wording.line(desk, name, N_("The holiday"), limit=80) for day, name in (added or {}).items()}

    def put_right(hours: WorkingHours) -> WorkingHours:
        for day in dropped:
            if day not in hours.holidays:
                raise NotFound(
                    N_("{day} is not a holiday."),
                    hint=N_("See `freelance-comm calendar holidays`."),
                    day=calendar_day(day, desk.today(), desk.tr),
                )
        return public_holidays.corrected(hours, added=named, dropped=dropped)

    return _change(desk, put_right)


def _stretch(first: date, last: date) -> frozenset[date]:
    if last < first:
        raise BadValue(N_("The last day is before the first."), hint=N_("Write the earlier day first."))
    if (last - first).days >= LONGEST_STRETCH:
        raise BadValue(
            N_("More than {limit} days at once."),
            hint=N_("Change the hours of the week instead."),
            limit=LONGEST_STRETCH,
        )
    return frozenset(first + timedelta(days=step) for step in range((last - first).days + 1))


def _change(desk: Desk, job: Callable[[WorkingHours], WorkingHours]) -> WorkingHours:
    """Save what ``job`` makes of the hours as they are stored now; blank profiles get what is proposed for them."""
    from freelance_comm.services.setup import propose, save_profile

    base: Profile | None = desk.reader.profile()
    start = propose(desk)
    new = start.but(hours=job(start.hours))
    if new == base:
        return new.hours
    return save_profile(desk, base, new).hours
