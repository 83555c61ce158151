"""When a project ends: its open tasks through the model, their sum by simulation, the sum through the calendar.

The same question has the same answer: draws come from a seed that is made of the project's reference. What-ifs change
what is asked, never what is stored.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import work_of
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key
from freelance_comm.forecast import ends, stretching, total
from freelance_comm.forecast.effort import Effort, EffortSource, Estimate
from freelance_comm.forecast.ends import Ends
from freelance_comm.forecast.history import Finished, FromHistory, Why
from freelance_comm.forecast.remembering import Remembering
from freelance_comm.services import capacity, estimates
from freelance_comm.services.capacity import Commitment, Pace, Wait
from freelance_comm.services.date_plan import fact_day, fact_hours, first_day
from freelance_comm.services.slipping import deadline_promise
from freelance_comm.services.task_lines import TaskLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.project_work import ProjectWork
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

LONGEST_OFF = 366
"""Days of one holiday in a what-if."""
_CENT = Decimal("0.01")


class WhatIf(Record):
    """What is asked otherwise than it is: tasks left out (numbers or words), a first day, days off, hours a day."""

    without: tuple[str, ...] = ()
    start: date | None = None
    off: tuple[tuple[date, date], ...] = ()
    hours_a_day: Decimal | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is changed."""
        return self == WhatIf()


class ForecastLine(Record):
    """An open task with its ``number`` in the list, the hours it may take altogether, and where these come from."""

    number: int
    line: TaskLine
    effort: Effort
    why: Why


class Forecast(Record):
    """When the work ends. ``effort`` is what is left of it in hours; ``ends`` holds the days.

    ``left_out`` are tasks that a what-if leaves out, ``uncounted`` lines of the quote that nobody gave hours for.
    ``weight_of_prior`` (0 to 1) is how much of the efforts is the
    general prior; ``finished`` how many pairs are known. ``seed`` makes the same draws again.
    """

    lines: tuple[ForecastLine, ...]
    done: tuple[TaskLine, ...]
    left_out: tuple[TaskLine, ...]
    uncounted: tuple[str, ...]
    effort: Effort
    remaining_estimate: Decimal
    ends: Ends
    pace: Pace
    start: date
    before: tuple[Commitment, ...]
    wait: Wait
    finished: int
    weight_of_prior: float
    calendar_factor: float
    promised: Promise | None
    seed: int
    calendar: Calendar

    @property
    def never(self) -> bool:
        """Whether there is no day to promise."""
        return self.ends.day_at(80) is None

    def idle_days(self) -> int:
        """Return the holidays and days off until the day to promise."""
        last = self.ends.day_at(80)
        return ends.idle_days(self.calendar, self.start, last) if last is not None else 0


class Known:
    """What forecasts of several projects share, read once: finished work, the works of all projects."""

    def __init__(self, desk: Desk) -> None:
        self.pairs = estimates.pairs(desk)
        self.works = desk.reader.works()
        self.model = Remembering(FromHistory(finished_of(self.pairs)))
        self.spans = capacity.spans(self.pairs)


def forecast(desk: Desk, file: ProjectFile, what_if: WhatIf | None = None, *, known: Known | None = None) -> Forecast:
    """Return when the open work of a project ends.

    Raises ``BadValue`` where there is no estimate, or where a what-if makes no sense; ``NotFound`` for an unknown task.
    """
    what_if = what_if or WhatIf()
    known = known or Known(desk)
    work = work_of(file)
    all_lines = estimates.lines_with_time(desk, work)
    if not all_lines:
        raise BadValue(
            N_("There is no estimate to work with yet."),
            hint=N_("Give at least the most likely hours: `freelance-comm project set PROJECT estimate-likely 12`."),
        )
    left_out = tuple(estimates.find(all_lines, which) for which in what_if.without)
    open_lines = [line for line in all_lines if not line.done and line not in left_out]
    calendar = _calendar(desk, what_if)
    start = _start(desk, work, what_if, calendar)
    pace = _pace(desk, work, what_if, calendar, start)
    before = () if pace.given else capacity.commitments(desk, work, known.works)
    wait = capacity.wait_for_client(desk, file, calendar)
    lines = tuple(_through(known.model, all_lines.index(line) + 1, line, work) for line in open_lines)
    prior = _mean([one.why.weight_of_prior for one in lines])
    seed = crc32(work.ref.encode())
    draws = total.remaining_draws(
        [total.OpenTask(effort=one.effort, spent_hours=float(one.line.spent_hours)) for one in lines],
        seed=seed,
        correlation=total.correlation_for(prior),
    )
    middle = total.hours_at(draws, (50,))[0]
    factors = stretching.factors(known.spans, max(middle, total.LEAST_HOURS), float(pace.hours))
    return Forecast(
        lines=lines,
        done=tuple(line for line in all_lines if line.done),
        left_out=left_out,
        uncounted=_uncounted(file, all_lines),
        effort=_summed(draws, lines, len(known.pairs)),
        remaining_estimate=_remaining(open_lines),
        ends=ends.ends(
            draws,
            factors,
            hours_a_day=pace.hours,
            calendar=calendar,
            start=start,
            seed=seed,
            before_hours=float(sum((one.hours for one in before), Decimal(0))),
            reserve_days=wait.days,
        ),
        pace=pace,
        start=start,
        before=before,
        wait=wait,
        finished=len(known.pairs),
        weight_of_prior=prior,
        calendar_factor=stretching.middle_factor(factors),
        promised=deadline_promise(file.open_promises),
        seed=seed,
        calendar=calendar,
    )


def _uncounted(file: ProjectFile, lines: Iterable[TaskLine]) -> tuple[str, ...]:
    """Return the lines of one's own work that have no hours, where nothing says how long the whole takes."""
    if file.agreed is None or fact_hours(file.head.facts, "estimate_likely") is not None:
        return ()
    known = {name_key(line.text) for line in lines}
    return tuple(words for words in file.agreed.untimed if name_key(words) not in known)


def finished_of(pairs: Iterable[estimates.Pair]) -> list[Finished]:
    """Return finished work as the model learns from it; clocks that ran backwards are put right."""
    return [
        Finished(
            estimate_hours=float(pair.estimate_hours),
            actual_hours=float(pair.actual_hours),
            started=pair.started_on,
            finished=pair.finished_on,
            project=pair.project_ref,
            kind=pair.kind,
        )
        for pair in pairs
    ]


def _through(model: Remembering, number: int, line: TaskLine, work: ProjectWork) -> ForecastLine:
    estimate = Estimate(likely=line.estimate_hours, optimistic=line.optimistic, pessimistic=line.pessimistic)
    effort, why = model.ask(estimate, project=work.ref, kind=line.kind)
    return ForecastLine(number=number, line=line, effort=effort, why=why)


def _calendar(desk: Desk, what_if: WhatIf) -> Calendar:
    if not what_if.off:
        return desk.calendar()
    from freelance_comm.domain.working_time import Calendar

    days: set[date] = set()
    for first, last in what_if.off:
        if last < first or (last - first).days > LONGEST_OFF:
            raise BadValue(
                N_("Days off run from a first day to a last one, a year at most."),
                hint=N_("Write them as first..last: 2026-08-03..2026-08-14."),
            )
        days |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    hours = desk.profile().hours
    desk.calendar()  # refuses a zone that is none in its own words
    return Calendar(
        hours.but(
            days_off=tuple(sorted({*hours.days_off, *days})),
            extra_days=tuple(day for day in hours.extra_days if day not in days),
        )
    )


def _start(desk: Desk, work: ProjectWork, what_if: WhatIf, calendar: Calendar) -> date:
    today = first_day(calendar, desk.now())
    if what_if.start is not None:
        if what_if.start < desk.today():
            from freelance_comm.text.telling import calendar_day

            told = calendar_day(what_if.start, desk.today(), desk.tr)
            raise BadValue(N_("{day} has passed."), hint=N_("Work can begin today or later."), day=told)
        return max(today, what_if.start)
    agreed = fact_day(work.facts, "start_on")
    return max(today, agreed) if agreed is not None else today


def _pace(desk: Desk, work: ProjectWork, what_if: WhatIf, calendar: Calendar, start: date) -> Pace:
    pace = capacity.pace_of(desk, work.facts, calendar, start)
    if what_if.hours_a_day is None:
        return pace
    from freelance_comm.forecast.dates import check_hours

    check_hours(what_if.hours_a_day)
    return Pace(hours=what_if.hours_a_day, given=True)


def _summed(draws: list[float], lines: tuple[ForecastLine, ...], finished: int) -> Effort:
    hours = [max(Decimal(str(round(value, 2))), _CENT) for value in total.hours_at(draws)]
    likely = sum((one.line.estimate_hours for one in lines), Decimal(0))
    source = lines[0].effort.source if lines else None
    mean = max(Decimal(str(round(sum(draws) / len(draws), 2))), _CENT)
    return Effort(
        estimate=Estimate(likely=max(likely, _CENT)),
        hours=tuple(hours),
        mean=mean,
        source=source or EffortSource.GENERAL_PRIOR,
        history=finished,
    )


def _remaining(lines: list[TaskLine]) -> Decimal:
    """Return what the estimates leave: a task that has eaten its own still takes a quarter of an hour."""
    return sum((max(line.estimate_hours - line.spent_hours, Decimal("0.25")) for line in lines), Decimal(0))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
