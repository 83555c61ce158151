"""The ladder of reminders: which tone is next for a late payment, and from which day it may go out.

Apart from the letters because the day's overview asks this of every late payment: it looks at what is stored and at
days, and loads nothing. Each rung is climbed once; with another due day the ladder begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.money import ZERO
from freelance_comm.domain.payment import Instalment, Tone
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.domain.working_time import Calendar

AFTER_DAYS: dict[Tone, int] = {Tone.FRIENDLY: 2, Tone.CLEAR: 9, Tone.FIRM: 16, Tone.LAST: 23}
"""Calendar days after the due day before which a tone is not right: money takes a day or two on its way."""
BETWEEN_DAYS = 7
"""Calendar days between two reminders, however late the first of them was."""
_LOOK_AHEAD = 60
_SATURDAY = 5


class Hush(StrEnum):
    """Why nothing is said on a day."""

    WEEKEND = "weekend"
    HOLIDAY_THERE = "holiday-there"
    NO_WORK = "no-work"


class NextRung(Record):
    """The tone that is next, and the first day on which it may go out: none of the client's holidays, no weekend."""

    tone: Tone
    ready_on: date


QuietOn = Callable[[date], "tuple[Hush, str] | None"]


def is_late(one: Instalment, today: date) -> bool:
    """Return whether something is open on an instalment after its day."""
    return one.open.amount > ZERO and one.due < today


def next_tone(one: Instalment) -> Tone | None:
    """Return the tone after the last one that was used for the present due day; None after the last rung."""
    tones = list(Tone)
    used = [tones.index(reminder.tone) for reminder in one.reminded]
    place = max(used, default=-1) + 1
    return tones[place] if place < len(tones) else None


def next_rung(one: Instalment, quiet_on: QuietOn) -> NextRung | None:
    """Return what comes next for an instalment that is late or will be; None when every rung has been climbed."""
    tone = next_tone(one)
    if tone is None:
        return None
    day = one.due + timedelta(days=AFTER_DAYS[tone])
    if one.reminded:
        day = max(day, one.reminded[-1].on + timedelta(days=BETWEEN_DAYS))
    return NextRung(tone=tone, ready_on=first_open(day, quiet_on))


def first_open(day: date, quiet_on: QuietOn) -> date:
    """Return the first day from ``day`` on that is not quiet; ``day`` where all of the next two months are."""
    ahead = (day + timedelta(days=step) for step in range(_LOOK_AHEAD))
    return next((one for one in ahead if quiet_on(one) is None), day)


def quiet_days(profile: Profile, client: Client | None, calendar: Calendar) -> QuietOn:
    """Return a judgement: whether money is not spoken of on a day, and the name of the client's holiday.

    Nobody is reminded at a weekend, on a public holiday where the client is, or on a day on which I do not work.
    """
    from freelance_comm.services.public_holidays import abroad

    kept = abroad(profile, client.country, client.region) if client is not None else None
    names = kept.names if kept is not None else {}

    def quiet_on(day: date) -> tuple[Hush, str] | None:
        if day.isoformat() in names:
            return Hush.HOLIDAY_THERE, names[day.isoformat()]
        if day.weekday() >= _SATURDAY:
            return Hush.WEEKEND, ""
        return None if calendar.is_working_day(day) else (Hush.NO_WORK, "")

    return quiet_on
