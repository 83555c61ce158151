"""What should be thought over before a promise goes out: free days of mine and of theirs, the hour, other promises.

Apart from the ledger because drafts are looked at in the same way before anything is promised. Sentences are in the
interface language; nothing here refuses anything.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

_EARLY_THERE, _LATE_THERE = 7, 21
"""Hours between which people are awake where the client is."""
_NAMED = 2
"""So many promises for the same hours are named."""
_MANY = 2
"""From so many other promises on the same day that day is called full."""


class Time(Record):
    """When something is to be promised: the local ``day`` that is meant, the last moment ``due`` (UTC), and the first
    where it is a window; a ``whole_day`` has no hour.
    """

    day: date
    due: datetime
    start: datetime | None = None
    whole_day: bool = False

    @property
    def hours(self) -> tuple[datetime, datetime] | None:
        """The stretch in which I am not free for anything else; None for a whole day."""
        return None if self.whole_day else (self.start or self.due, self.due)


def time_of(promise: Promise, calendar: Calendar) -> Time:
    """Return the time of a promise on the ledger."""
    day = calendar.local_date(promise.due - timedelta(seconds=1))
    return Time(day=day, due=promise.due, start=promise.window_start, whole_day=promise.whole_day)


def of_calendar(desk: Desk, calendar: Calendar, when: Time, client: Client | None) -> tuple[str, ...]:
    """Return what speaks against a time by my calendar and by the client's: free days, hours of sleep."""
    found = [*_mine(desk, calendar, when)]
    if client is not None:
        found += _theirs(desk, when, client)
    return tuple(found)


def of_ledger(
    desk: Desk,
    calendar: Calendar,
    what: str,
    when: Time,
    others: Iterable[Promise],
    *,
    client_id: int,
    project_id: int | None,
) -> tuple[str, ...]:
    """Return what the open promises ``others`` have against promising ``what`` for a time."""
    from freelance_comm.text.telling import near

    tr, known = desk.tr, tuple(others)
    found = []
    for other in known:
        same = (other.client_id, other.project_id) == (client_id, project_id)
        if same and name_key(other.what) == name_key(what) and other.due != when.due:
            earlier = near(other.due, desk.now(), desk.zone, tr)
            found.append(tr.gettext("You have already promised the same for {when}.").format(when=earlier))
    clashing = clashes(calendar, when, known)
    names = {client.id: client.name for client in desk.reader.clients()} if clashing else {}
    for other in clashing[:_NAMED]:
        sentence = tr.gettext("You have already promised {client} something for that time: {what}.")
        found.append(sentence.format(client=show(names.get(other.client_id, "")), what=_plain(other.what)))
    same_day = [other for other in known if time_of(other, calendar).day == when.day and other not in clashing]
    if len(same_day) >= _MANY:
        count = len(same_day)
        found.append(
            tr.ngettext(
                "You have promised {n} other thing for that day.",
                "You have promised {n} other things for that day.",
                count,
            ).format(n=count)
        )
    return tuple(found)


def clashes(calendar: Calendar, when: Time, others: Iterable[Promise]) -> list[Promise]:
    """Return the promises among ``others`` that are for the same hours; whole days leave room for each other."""
    return [other for other in others if _overlap(time_of(other, calendar), when)]


def _mine(desk: Desk, calendar: Calendar, when: Time) -> list[str]:
    from freelance_comm.domain.working_time import DayKind

    tr, kind = desk.tr, calendar.day_kind(when.day)
    if kind is DayKind.HOLIDAY:
        return [tr.gettext("{day} is a holiday.").format(day=_dated(desk, when.day))]
    if kind in (DayKind.DAY_OFF, DayKind.FREE):
        return [tr.gettext("You do not work on {day}.").format(day=_dated(desk, when.day))]
    if when.hours is None:
        return []
    start, due = when.hours
    works = (
        calendar.business_seconds(start, due) > 0 if start < due else calendar.is_working(due - timedelta(seconds=1))
    )
    return [] if works else [tr.gettext("That hour lies outside your working time.")]


def _theirs(desk: Desk, when: Time, client: Client) -> list[str]:
    from freelance_comm.services.public_holidays import abroad

    tr, found = desk.tr, []
    hours = desk.profile().hours
    kept = abroad(desk.profile(), client.country, client.region)
    elsewhere = (client.country, client.region) != (hours.country, hours.region)
    if kept is not None and elsewhere and when.day.isoformat() in kept.names:
        sentence = tr.gettext("{day} is a public holiday where {client} is: {holiday}.")
        holiday = show(kept.names[when.day.isoformat()])
        found.append(sentence.format(day=_dated(desk, when.day), client=show(client.name), holiday=holiday))
    if client.zone and client.zone != desk.zone and when.hours is not None:
        there = [_local(moment, client.zone) for moment in when.hours]
        if not any(_EARLY_THERE <= moment.hour < _LATE_THERE for moment in there):
            sentence = tr.gettext("It will be {time} then where {client} is.")
            found.append(sentence.format(time=f"{there[0]:%H:%M}", client=show(client.name)))
    return found


def _overlap(one: Time, other: Time) -> bool:
    if one.hours is None or other.hours is None:
        return False
    if one.start is None or other.start is None:
        return one.start is other.start and one.due == other.due  # "by 12" leaves the hours before it free
    return one.start < other.due and other.start < one.due


def _local(moment: datetime, zone: str) -> datetime:
    from freelance_comm.domain.zones import zone_of

    return moment.astimezone(zone_of(zone))


def _dated(desk: Desk, day: date) -> str:
    from freelance_comm.text.telling import dated

    if day.year == desk.today().year:
        return dated(day, desk.tr)
    tr = desk.tr
    return tr.pgettext("short date with year", "{date} {year}").format(date=dated(day, tr), year=day.year)


def _plain(what: str) -> str:
    return show(what).rstrip(".")
