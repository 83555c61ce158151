"""A date to promise: from the estimate through the forecast to the calendar, into the ledger, and watched from then on.

The plan ends where the work is done as often as not; the promise stands where it is done in eighty of a hundred cases.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import summary_of
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.promise_times import day_deadline, nudge_moment
from freelance_comm.domain.record import Record
from freelance_comm.services.date_plan import HOUR
from freelance_comm.services.slipping import SlipView, slip

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.forecast.dates import DateRating
    from freelance_comm.forecast.effort import Effort
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.forecasts import Forecast
    from freelance_comm.store import Change

__all__ = [
    "DateJudgement",
    "DeadlineView",
    "SlipView",
    "day_of",
    "judge",
    "judged",
    "note_deadline",
    "notice",
    "promise_deadline",
    "suggest",
]


class DeadlineView(Record):
    """A suggestion with what it rests on. Days are local; a day is None where the work never ends.

    ``working_days`` count from ``start`` to ``promise_day``, both included, ``margin_days`` those of them after
    ``plan_day``. ``remaining_hours`` is the likely estimate less the time already spent. ``promised`` is what stands in
    the ledger now, ``chance`` in how many of 100 cases it holds. ``words`` says all of it.
    """

    effort: Effort
    remaining_hours: Decimal
    hours_a_day: Decimal
    start: date
    plan_day: date | None
    promise_day: date | None
    working_days: int
    margin_days: int
    idle_days: int
    promised: Promise | None
    chance: int | None
    words: str


class DateJudgement(Record):
    """What a day is worth as a promise: ``rating``, and in how many of 100 cases it holds, in words too."""

    day: date
    rating: DateRating
    chance: int
    words: str


def suggest(desk: Desk, project: Project) -> DeadlineView:
    """Return the date to promise for what remains of ``project``.

    The estimates are those of its tasks, the deadline stage's or the quote's. Raises ``BadValue`` where there are none.
    """
    from freelance_comm.services.forecasts import forecast

    found = forecast(desk, desk.reader.project(project.id))
    plan_number, promise_number = found.ends.number_at(50), found.ends.number_at(80)
    chance = None
    if found.promised is not None:
        chance = found.ends.chance(day_of(found.calendar, found.promised))
    view = DeadlineView(
        effort=found.effort,
        remaining_hours=found.remaining_estimate,
        hours_a_day=found.pace.hours,
        start=found.start,
        plan_day=found.ends.day_at(50),
        promise_day=found.ends.day_at(80),
        working_days=promise_number,
        margin_days=max(promise_number - plan_number, 0),
        idle_days=found.idle_days(),
        promised=found.promised,
        chance=chance,
        words="",
    )
    return view.but(words=_words(desk, found, view))


def judge(desk: Desk, project: Project, day: date) -> DateJudgement:
    """Return what ``day`` is worth as a promise for what remains of ``project``; it is advice, nothing is refused."""
    from freelance_comm.services.forecasts import forecast

    return judged(desk, forecast(desk, desk.reader.project(project.id)), day)


def judged(desk: Desk, found: Forecast, day: date) -> DateJudgement:
    """Return what ``day`` is worth as a promise, by a forecast."""
    from freelance_comm.forecast.dates import DateRating
    from freelance_comm.text.telling import dated

    rating, chance = found.ends.rate(day), found.ends.chance(day)
    words = {
        DateRating.SAFE: N_("{day} is a date you can promise: it holds in {chance} of 100 cases."),
        DateRating.TIGHT: N_("{day} is tight: it holds in {chance} of 100 cases."),
        DateRating.UNREALISTIC: N_("{day} is not realistic: it holds in {chance} of 100 cases."),
    }
    said = desk.tr.gettext(words[rating]).format(day=dated(day, desk.tr), chance=chance)
    return DateJudgement(day=day, rating=rating, chance=chance, words=said)


def promise_deadline(desk: Desk, project: Project, day: date | None = None) -> Promise:
    """Write the date into the ledger and return the promise: ``day``, or the suggested one.

    It ends with the working day. An older open deadline of the project is moved by it: renegotiated before its time,
    late after it. The promise bears the project's name, so that a report in any language can show it.
    """
    wanted = day or suggest(desk, project).promise_day
    if wanted is None:
        raise BadValue(
            N_("There is no working day to promise."), hint=N_("Check your working hours, or give a date of your own.")
        )
    with desk.change() as change:
        promise = note_deadline(desk, change, change.project(project.id), wanted)
    if promise is None:
        from freelance_comm.text.telling import calendar_day

        raise BadValue(
            N_("{day} has passed, or its working hours have."),
            hint=N_("Promise a day that is still to come."),
            day=calendar_day(wanted, desk.today(), desk.tr),
        )
    return promise


def note_deadline(desk: Desk, change: Change, file: ProjectFile, day: date) -> Promise | None:
    """Write ``day`` into the ledger inside a change, in the place of an older open deadline; None where it has passed.

    The older one is renegotiated before its time, late after it.
    """
    calendar, now = desk.calendar(), desk.now()
    due = day_deadline(calendar, day)
    if due is None or due <= now:
        return None
    promise = Promise(
        id=change.new_id(),
        client_id=file.head.client_id,
        project_id=file.head.id,
        what=file.head.name,
        made_at=now,
        due=due,
        nudge_at=nudge_moment(calendar, now, due, whole_day=True),
        zone=desk.zone,
        source=PromiseSource.DEADLINE,
        whole_day=True,
    )
    for older in file.open_promises:
        if older.source is PromiseSource.DEADLINE:
            state = PromiseState.RENEGOTIATED if now <= older.due else PromiseState.LATE
            moved = older.but(state=state, closed_at=now, replaced_by=promise.id)
            change.save(older, moved, project_id=file.head.id)
    change.add(promise, project_id=file.head.id)
    return promise


def notice(desk: Desk, project: Project) -> SlipView | None:
    """Return how the promised date slips, for the notice to the client; None while the remaining hours fit."""
    summary = summary_of(desk.reader.project(project.id))
    spent = desk.reader.seconds_spent().get(project.id, Decimal(0))
    return slip(desk, summary, spent, calendar=desk.calendar())


def day_of(calendar: Calendar, promise: Promise) -> date:
    """Return the local day that a promise ends with."""
    return calendar.local_date(promise.due - timedelta(seconds=1))


def _words(desk: Desk, found: Forecast, view: DeadlineView) -> str:
    from freelance_comm.services import forecast_words
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import dated

    tr = desk.tr
    pace = duration(view.hours_a_day * HOUR, tr)
    if view.plan_day is None or view.promise_day is None:
        return tr.gettext("At {pace} a day it would never end: check the estimate and your working hours.").format(
            pace=pace
        )
    parts = [
        tr.gettext("Promise {promise}; plan to be done on {plan}.").format(
            promise=dated(view.promise_day, tr), plan=dated(view.plan_day, tr)
        ),
        tr.ngettext(
            "That is {n} working day from {start} at {pace} a day.",
            "That is {n} working days from {start} at {pace} a day.",
            view.working_days,
        ).format(n=view.working_days, start=dated(view.start, tr), pace=pace),
    ]
    if view.margin_days:
        parts.append(
            tr.ngettext(
                "The last of them is your margin.", "The last {n} of them are your margin.", view.margin_days
            ).format(n=view.margin_days)
        )
    if view.idle_days:
        parts.append(
            tr.ngettext(
                "{n} holiday or day off lies in between.", "{n} holidays or days off lie in between.", view.idle_days
            ).format(n=view.idle_days)
        )
    parts += [*forecast_words.uncounted(tr, found), *forecast_words.why(desk, found)]
    if view.promised is not None and view.chance is not None:
        day = dated(day_of(found.calendar, view.promised), tr)
        parts.append(
            tr.gettext("You have promised {day}: this date holds in {chance} of 100 cases.").format(
                day=day, chance=view.chance
            )
        )
    return " ".join(parts)
