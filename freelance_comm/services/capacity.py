"""What stands between hours and days: the hours a day really worked, other commitments, a client who has to answer.

Apart from the forecast because these are learned from the time log and the messages, and told in words of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, MessageKind
from freelance_comm.domain.project import StepKind
from freelance_comm.domain.record import Record
from freelance_comm.forecast.stretching import Span, weekdays_touched
from freelance_comm.services.date_plan import DEFAULT_HOURS_A_DAY, fact_hours, usual_day_hours
from freelance_comm.services.estimates import Pair, delivered_on, lines_with_time

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.project_work import ProjectWork
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

PACE_WEEKS = 8
LEAST_DAYS = 5
"""So many days of work must be in the log before its hours a day are believed."""
MOST_PACE, LEAST_PACE = Decimal(12), Decimal("0.5")
ANSWER_DAYS = 180
LEAST_ANSWERS = 3
USUAL_ANSWER = 2
"""Working days that a client takes to answer, where too little is on record."""
MOST_ANSWER = 20
_HOUR = Decimal(3600)
_QUARTER = Decimal("0.25")


class Pace(Record):
    """Hours a day. ``days`` is how many days of the log they were learned from, 0 where they were not; ``given`` that
    the freelancer has said them for this project.
    """

    hours: Decimal
    days: int = 0
    given: bool = False


class Commitment(Record):
    """Other work that comes first: a project with a promised date, and the hours left of its estimate."""

    ref: str
    name: str
    hours: Decimal
    promised_for: date


class Wait(Record):
    """The work waits for the client: the working days still to be reckoned with, and from how many answers that is
    known (0: an assumption).
    """

    days: int = 0
    answers: int = 0


def pace_of(desk: Desk, facts: dict[str, str], calendar: Calendar, start: date) -> Pace:
    """Return the hours a day for a project: said for it, else the median of the days in the log, else the default."""
    said = fact_hours(facts, "hours_a_day")
    if said is not None:
        return Pace(hours=said, given=True)
    learned = learned_pace(desk)
    if learned is not None:
        usual = usual_day_hours(calendar, start)
        return learned.but(hours=min(learned.hours, usual) if usual > 0 else learned.hours)
    usual = usual_day_hours(calendar, start)
    return Pace(hours=min(DEFAULT_HOURS_A_DAY, usual) if usual > 0 else DEFAULT_HOURS_A_DAY)


def learned_pace(desk: Desk) -> Pace | None:
    """Return the median of the hours logged on days of the last weeks that have any; None where these are too few."""
    today = desk.today()
    first = today - timedelta(weeks=PACE_WEEKS)
    by_day: dict[date, Decimal] = {}
    for entry in desk.reader.entries(first, today - timedelta(days=1)):
        if entry.day >= first:
            by_day[entry.day] = by_day.get(entry.day, Decimal(0)) + entry.seconds / _HOUR
    if len(by_day) < LEAST_DAYS:
        return None
    middle = (Decimal(median(by_day.values())) / _QUARTER).to_integral_value() * _QUARTER
    return Pace(hours=min(max(middle, LEAST_PACE), MOST_PACE), days=len(by_day))


def commitments(desk: Desk, work: ProjectWork, works: Iterable[ProjectWork]) -> tuple[Commitment, ...]:
    """Return the other open projects whose promised date comes before this one's, the earliest first."""
    found = []
    for other in works:
        promised = other.promised_for
        if other.id == work.id or not other.is_open or promised is None or delivered_on(other) is not None:
            continue
        if work.promised_for is not None and (promised, other.id) > (work.promised_for, work.id):
            continue
        left = sum(
            (max(line.estimate_hours - line.spent_hours, _QUARTER) for line in lines_with_time(desk, other)
             if not line.done),
            Decimal(0),
        )  # fmt: skip
        if left > 0:
            found.append(Commitment(ref=other.ref, name=other.name, hours=left, promised_for=promised))
    return tuple(sorted(found, key=lambda one: (one.promised_for, one.ref)))


def wait_for_client(desk: Desk, file: ProjectFile, calendar: Calendar) -> Wait:
    """Return how long the work still waits for the client: the usual time of their answers, less what has passed.

    It waits while something is asked of them in the project's steps. After that time has passed once, one more working
    day is reckoned with.
    """
    asked = [step.added for step in file.steps if step.kind is StepKind.THEIRS and step.done_at is None]
    if not asked:
        return Wait()
    usual, answers = _usual_answer(desk, file.head.client_id, calendar)
    passed = calendar.working_days_between(calendar.local_date(min(asked)), desk.today()) - 1
    return Wait(days=max(usual - max(passed, 0), 1), answers=answers)


def spans(pairs: Iterable[Pair]) -> list[Span]:
    """Return finished work as the calendar factor learns from it, the oldest first."""
    return [
        Span(hours=float(pair.actual_hours), days=weekdays_touched(pair.started_on, pair.finished_on)) for pair in pairs
    ]


def _usual_answer(desk: Desk, client_id: int, calendar: Calendar) -> tuple[int, int]:
    """Return the working days (median, rounded up) in which the client answers, and over how many answers."""
    today = desk.today()
    asked: dict[str, date] = {}
    taken: list[int] = []
    for message in desk.reader.messages(today - timedelta(days=ANSWER_DAYS), today):
        if message.client_id != client_id or message.kind is not MessageKind.PERSONAL:
            continue
        day = calendar.local_date(message.at)
        if message.direction is Direction.OUT:
            asked.setdefault(message.thread, day)
        elif message.thread in asked:
            taken.append(max(calendar.working_days_between(asked.pop(message.thread), day) - 1, 0))
    if len(taken) < LEAST_ANSWERS:
        return USUAL_ANSWER, 0
    return min(max(int(median(taken) + 0.5), 1), MOST_ANSWER), len(taken)
