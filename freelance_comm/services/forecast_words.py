"""A forecast in words: the days, what they rest on, and why, in sentences a client could hear too.

Apart from the forecast because the same sentences stand on the screen, on the command line and behind a suggested day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show
from freelance_comm.services.date_plan import HOUR

if TYPE_CHECKING:
    from freelance_comm.domain.project_work import PromiseCount
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.forecasts import Forecast, ForecastLine
    from freelance_comm.services.task_lines import TaskLine
    from freelance_comm.text.catalog import Translator

MOSTLY_PRIOR = 0.5
"""From this share of the general prior on, history is thin."""
ENOUGH_ALIKE = 3
"""So many finished tasks like this one are worth a sentence of their own."""
_CALENDAR_FROM, _SPANS_FROM = 1.15, 5
_NAMED = 3
"""So many commitments are told by name."""


def headline(desk: Desk, found: Forecast) -> str:
    """Return the days: the one to promise, the one to plan with, and the one that hardly ever fails."""
    from freelance_comm.text.telling import dated

    tr = desk.tr
    plan, promise, sure = (found.ends.day_at(level) for level in (50, 80, 95))
    if plan is None or promise is None:
        return tr.gettext("With your working hours as they are, it never ends. Check them, and the estimates.")
    if not found.lines:
        return tr.gettext("Nothing that was estimated is left to do.")
    said = tr.gettext("Promise {promise}; plan to be done on {plan}.").format(
        promise=dated(promise, tr), plan=dated(plan, tr)
    )
    if sure is None:
        return said
    by_then = tr.gettext("In 95 of 100 cases it is done by {day}.").format(day=dated(sure, tr))
    return f"{said} {by_then}"


def uncounted(tr: Translator, found: Forecast) -> list[str]:
    """Return a sentence that names the work of the quote which the days leave out, or nothing."""
    if not found.uncounted:
        return []
    from freelance_comm.text.formats import Formats

    lines = Formats(tr.locale).listing([show(line) for line in found.uncounted])
    return [tr.gettext("Not counted, because no hours are given: {lines}.").format(lines=lines)]


def hours_left(desk: Desk, found: Forecast) -> str:
    """Return the hours that are left, in the middle case and in 80 and 95 of 100."""
    from freelance_comm.text.durations import duration

    tr = desk.tr
    middle, safe, sure = (
        duration(_told(hours), tr) for hours in (found.effort.p50, found.effort.p80, found.effort.p95)
    )
    return tr.gettext(
        "In the middle case {middle} of work is left; in 80 of 100, up to {safe}; in 95, up to {sure}."
    ).format(middle=middle, safe=safe, sure=sure)


def why(desk: Desk, found: Forecast) -> list[str]:
    """Return what the days rest on: finished work, the calendar, the hours a day, other work, the client."""
    return [*history(desk, found), *_calendar(desk.tr, found), *around(desk, found)]


def history(desk: Desk, found: Forecast) -> list[str]:
    """Return what finished work says, from the largest open task; plain words where it says little."""
    tr = desk.tr
    if not found.finished:
        return [tr.gettext("You have no history yet, so the margin rests on how estimates go in general.")]
    said = []
    largest = max(found.lines, key=lambda one: one.line.estimate_hours, default=None)
    if largest is not None and largest.why.similar >= ENOUGH_ALIKE:
        said.append(of_line(desk, largest))
    if found.weight_of_prior >= MOSTLY_PRIOR:
        said.append(
            tr.ngettext(
                "{n} finished task: mostly general experience.",
                "{n} finished tasks: mostly general experience.",
                found.finished,
            ).format(n=found.finished)
        )
    elif not said:
        said.append(
            tr.ngettext(
                "Learned from only {n} finished task of yours.",
                "Learned from {n} finished tasks of yours, few of them this size.",
                found.finished,
            ).format(n=found.finished)
        )
    return said


def of_line(desk: Desk, one: ForecastLine) -> str:
    """Return why a task may take what it may take: what similar ones took."""
    tr = desk.tr
    ratio = factor(one.why.ratio_p50, tr)
    if one.line.kind:
        said = tr.ngettext(
            "Your {kind} tasks of this size took {ratio} × your estimate ({n} task).",
            "Your {kind} tasks of this size took {ratio} × your estimate ({n} tasks).",
            one.why.similar,
        )
        return said.format(kind=show(one.line.kind), ratio=ratio, n=one.why.similar)
    return tr.ngettext(
        "Your tasks of this size took {ratio} × your estimate ({n} task).",
        "Your tasks of this size took {ratio} × your estimate ({n} tasks).",
        one.why.similar,
    ).format(ratio=ratio, n=one.why.similar)


def around(desk: Desk, found: Forecast) -> list[str]:
    """Return what stands between hours and days: the hours a day, other commitments, waiting for the client."""
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import dated

    tr = desk.tr
    said = []
    pace = duration(found.pace.hours * HOUR, tr)
    if found.pace.days:
        said.append(
            tr.ngettext(
                "{pace} a day: the middle of the {n} day with time in your log of the last 8 weeks.",
                "{pace} a day: the middle of the {n} days with time in your log of the last 8 weeks.",
                found.pace.days,
            ).format(pace=pace, n=found.pace.days)
        )
    elif not found.pace.given:
        said.append(tr.gettext("{pace} a day is assumed: too little has been logged to know better.").format(pace=pace))
    for one in found.before[:_NAMED]:
        said.append(
            tr.gettext("{name} comes first: {hours} left, promised for {day}.").format(
                name=show(one.name), hours=duration(one.hours * HOUR, tr), day=dated(one.promised_for, tr)
            )
        )
    more = len(found.before) - _NAMED
    if more > 0:
        too = tr.ngettext(
            "{n} other project with a promised day too.", "{n} more projects with promised days too.", more
        )
        said.append(too.format(n=more))
    if found.wait.days:
        said.append(
            tr.ngettext(
                "The work is waiting for the client: {n} working day is allowed for.",
                "The work is waiting for the client: {n} working days are allowed for.",
                found.wait.days,
            ).format(n=found.wait.days)
        )
    return said


def record(desk: Desk, count: PromiseCount, deadlines: PromiseCount) -> str:
    """Return the record of promises in one sentence with its counts; empty where there is none."""
    counts = record_counts(desk.tr, count, deadlines)
    return desk.tr.gettext("Your record: {counts}.").format(counts=counts) if counts else ""


def record_counts(tr: Translator, count: PromiseCount, deadlines: PromiseCount) -> str:
    """Return "4 of 4 promises kept, 1 of 1 delivery date"; empty where there is none."""
    held = count.kept + count.late
    if not held:
        return ""
    said = tr.ngettext("{kept} of {n} promise kept", "{kept} of {n} promises kept", held).format(
        kept=count.kept, n=held
    )
    dates = deadlines.kept + deadlines.late
    if dates:
        said += ", " + tr.ngettext("{kept} of {n} delivery date", "{kept} of {n} delivery dates", dates).format(
            kept=deadlines.kept, n=dates
        )
    if count.moved:
        from freelance_comm.text.telling import in_one_line

        moved = tr.ngettext("{n} moved before its time", "{n} moved before their time", count.moved)
        said = in_one_line((said, moved.format(n=count.moved)), tr)
    return said


def factor(value: float, tr: Translator) -> str:
    """Return "1.4" in the interface language."""
    from freelance_comm.text.formats import Formats

    return Formats(tr.locale).number(Decimal(str(round(value, 1))))


def day_or_never(day: date | None, tr: Translator) -> str:
    """Return "Thu 26 Nov", or "never"."""
    from freelance_comm.text.telling import dated

    return dated(day, tr) if day is not None else tr.pgettext("day that never comes", "never")


def _calendar(tr: Translator, found: Forecast) -> list[str]:
    if found.finished < _SPANS_FROM or found.calendar_factor < _CALENDAR_FROM:
        return []
    said = tr.gettext("On the calendar your work took {ratio} × as many days as its hours fill.")
    return [said.format(ratio=factor(found.calendar_factor, tr))]


def _told(hours: Decimal) -> Decimal:
    """Return seconds as exact as a forecast is: to the quarter of an hour, from ten hours on to the hour."""
    step = Decimal(1) if hours >= 10 else Decimal("0.25")
    return max((hours / step).to_integral_value() * step, Decimal("0.25")) * HOUR


def task_head(tr: Translator) -> tuple[str, ...]:
    """Return the names of the columns of ``task_rows``."""
    return (
        "",
        tr.pgettext("column", "task"),
        tr.pgettext("column", "estimate"),
        tr.pgettext("column", "spent"),
        tr.pgettext("column", "plan"),
        tr.pgettext("column", "promise"),
    )


def task_rows(desk: Desk, found: Forecast) -> list[tuple[str, ...]]:
    """Return the open tasks as columns: number, words, estimate, time spent, hours at 50 and at 80 in 100 cases."""
    from freelance_comm.text.durations import duration

    return [
        (
            str(one.number),
            line_name(one.line, desk.tr),
            _brief(one.line.estimate_hours, desk.tr),
            _brief(one.line.spent_hours, desk.tr),
            duration(_told(one.effort.p50), desk.tr),
            duration(_told(one.effort.p80), desk.tr),
        )
        for one in found.lines
    ]


def line_name(line: TaskLine, tr: Translator) -> str:
    """Return the words of a piece of work; the whole has a name of its own."""
    words = show(line.text) if line.text else tr.gettext("the work, not broken down")
    return f"{words} · {show(line.kind)}" if line.kind else words


def _brief(hours: Decimal, tr: Translator) -> str:
    from freelance_comm.text.durations import duration

    return duration(hours * HOUR, tr) if hours else "–"
