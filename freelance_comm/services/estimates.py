"""Estimates and what became of them: tasks are noted, finished, corrected; the pairs are what forecasts learn from.

A pair comes about by itself: when a task is ticked off, its time is taken from the log; when a project is delivered,
what was not broken down into tasks is one pair too. Nothing has to be kept up for that. Pairs of closed projects lie
in a derived summary, so no closed project is opened.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import work_of
from freelance_comm.domain.project_work import ProjectWork
from freelance_comm.domain.record import Record
from freelance_comm.domain.task import ActualSource, Task
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services import task_lines
from freelance_comm.services.date_plan import fact_day, fact_hours
from freelance_comm.services.task_lines import TaskLine

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

MOST_HOURS = 10_000
LEAST_HOURS = Decimal("0.01")
_HOUR = Decimal(3600)
_NONE = Decimal(0)
_TASK = N_("The task")
_ESTIMATE = N_("The estimate in hours")
_TOOK = N_("The hours it took")
_KIND = N_("The kind of work")


class Pair(Record):
    """A finished piece of work: ``text`` is empty where it is what a project took beyond its tasks.

    ``days`` are first and last day; ``source`` says where the hours come from.
    """

    project_ref: str
    project_name: str
    text: str
    kind: str
    estimate_hours: Decimal
    actual_hours: Decimal
    started_on: date
    finished_on: date
    source: ActualSource


def tasks(desk: Desk, project: Project) -> tuple[TaskLine, ...]:
    """Return the pieces of a project, done and to do, with the time each has had: the order in which they count."""
    return lines_with_time(desk, work_of(desk.reader.project(project.id)))


def lines_with_time(desk: Desk, work: ProjectWork) -> tuple[TaskLine, ...]:
    """Return the pieces of ``work`` with the time each has had."""
    lines = task_lines.lines_of(work)
    named = len(lines) > 1 or any(line.text for line in lines)
    entries = desk.reader.all_entries(work.id) if named else ()
    return task_lines.with_time(lines, entries, desk.reader.seconds_spent().get(work.id, _NONE))


def add_task(desk: Desk, project: Project, text: str, estimate: Decimal | str, *, kind: str = "") -> Task:
    """Note a piece of work with its estimate in hours (a number, or typed text)."""
    from freelance_comm.services import wording
    from freelance_comm.services.checklist import open_head

    words = wording.required_line(desk, text, _TASK)
    hours = _hours(desk, estimate, _ESTIMATE)
    with desk.change() as change:
        open_head(change, project)
        work = work_of(change.project(project.id))
        if any(name_key(line.text) == name_key(words) for line in task_lines.lines_of(work)):
            raise BadValue(
                N_("There is already a task “{what}”."),
                hint=N_("Change that one, or use other words."),
                what=show(words),
            )
        task = Task(
            id=change.new_id(),
            text=words,
            estimate_hours=hours,
            added=change.now,
            kind=wording.line(desk, kind, _KIND),
        )
        change.add(task, project_id=project.id)
    return task


def finish_task(
    desk: Desk, project: Project, which: str, *, took: Decimal | str = "", on: date | None = None, kind: str = ""
) -> Task:
    """Note that a task is done: which one by number or words, how long it took (else by the log), on which day.

    A line of the quote becomes a task by this. The log counts where time bears the task's name, or where it is the only
    one open; else, without ``took``, ``BadValue`` is raised: a guess would be learned from.
    """
    from freelance_comm.services import wording

    done_on = wording.past_day(desk, on) if on is not None else desk.today()
    lines = tasks(desk, project)
    line = find(lines, which)
    by_hand = took != ""
    actual = _hours(desk, took, _TOOK) if by_hand else line.sure_hours.quantize(LEAST_HOURS)
    if actual < LEAST_HOURS:
        raise BadValue(
            N_("The log does not say how long “{what}” took."),
            hint=N_("Say how long it took: `freelance-comm task done PROJECT TASK --took 3h`."),
            what=show(line.text or project.name),
        )
    started = min(_first_day(desk, project, line, lines), done_on)
    with desk.change() as change:
        base = line.task
        fields: dict[str, Any] = {
            "done_on": done_on,
            "actual_hours": actual,
            "actual_source": ActualSource.HAND if by_hand else ActualSource.LOG,
            "started_on": (base.started_on if base is not None else None) or started,
        }
        if base is not None:
            task = base.but(**fields, kind=wording.line(desk, kind, _KIND) if kind else base.kind)
            change.save(base, task, project_id=project.id)
        else:
            task = Task(
                id=change.new_id(),
                text=line.text or change.project(project.id).head.name,
                estimate_hours=line.estimate_hours,
                added=change.now,
                kind=wording.line(desk, kind, _KIND),
                **fields,
            )
            change.add(task, project_id=project.id)
    return task


def reopen_task(desk: Desk, project: Project, which: str) -> Task:
    """Take back that a task is done."""
    task = _stored(find(tasks(desk, project), which), project)
    reopened = task.but(done_on=None, actual_hours=None, actual_source=ActualSource.LOG)
    with desk.change() as change:
        change.save(task, reopened, project_id=project.id)
    return reopened


def change_task(
    desk: Desk,
    project: Project,
    which: str,
    *,
    text: str = "",
    estimate: Decimal | str = "",
    took: Decimal | str = "",
    kind: str | None = None,
    started: date | None = None,
    done: date | None = None,
) -> Task:
    """Correct a task by hand: its words, what was estimated, what it took, its kind, its days. Closed projects too."""
    from freelance_comm.services import wording

    base = _stored(find(tasks(desk, project), which), project)
    if base.done_on is None and (took != "" or done is not None):
        return finish_task(desk, project, which, took=took, on=done)
    fields: dict[str, object] = {}
    if text:
        fields["text"] = wording.required_line(desk, text, _TASK)
    if estimate != "":
        fields["estimate_hours"] = _hours(desk, estimate, _ESTIMATE)
    if took != "":
        fields |= {"actual_hours": _hours(desk, took, _TOOK), "actual_source": ActualSource.HAND}
    if kind is not None:
        fields["kind"] = wording.line(desk, kind, _KIND)
    if started is not None:
        fields["started_on"] = wording.past_day(desk, started)
    if done is not None:
        fields["done_on"] = wording.past_day(desk, done)
    new = base.but(**fields)
    if new.started_on is not None and new.done_on is not None and new.started_on > new.done_on:
        raise BadValue(N_("The task would end before it begins."), hint=N_("Check both days."))
    with desk.change() as change:
        change.save(base, new, project_id=project.id)
    return new


def remove_task(desk: Desk, project: Project, which: str) -> Task:
    """Strike a task out; a line of the quote is then untouched again."""
    task = _stored(find(tasks(desk, project), which), project)
    with desk.change() as change:
        change.remove(task, project_id=project.id)
    return task


def pairs(desk: Desk) -> tuple[Pair, ...]:
    """Return all finished pieces of work, in the order in which they were finished; opens no closed project."""
    spent, first = desk.reader.seconds_spent(), desk.reader.first_days()
    found = []
    for work in desk.reader.works():
        found += [_pair(work, task) for task in work.tasks if task.done_on is not None and task.actual_hours]
        rest = _rest_of(work, spent.get(work.id, _NONE) / _HOUR, first.get(work.id))
        if rest is not None:
            found.append(rest)
    return tuple(sorted(found, key=lambda pair: (pair.finished_on, pair.started_on, pair.project_ref, pair.text)))


def delivered_on(work: ProjectWork) -> date | None:
    """Return the day on which the work was handed over; None while it is not, or where it was given up."""
    noted = fact_day(work.facts, "delivered_on")
    if noted is not None:
        return noted
    return work.closed_on if not work.is_open and "delivery" in work.skipped else None


def find(lines: tuple[TaskLine, ...], which: str) -> TaskLine:
    """Return the line that a number (from 1) or words mean; the beginning of its words is enough."""
    wanted = which.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and 1 <= int(wanted) <= len(lines):
        return lines[int(wanted) - 1]
    key = name_key(wanted)
    exact = [line for line in lines if line.text and name_key(line.text) == key]
    begun = exact or [line for line in lines if key and name_key(line.text).startswith(key)]
    if len(begun) == 1:
        return begun[0]
    if not lines:
        raise NotFound(
            N_("Nothing is estimated for this project yet."),
            hint=N_("Add a task with its hours: `freelance-comm task add PROJECT TASK --hours 3`."),
        )
    raise NotFound(
        N_("“{text}” does not say which task is meant."),
        hint=N_("Give its number, or more of its words."),
        near=tuple(line.text for line in (begun or lines) if line.text)[:6],
        text=wanted[:80],
    )


def _stored(line: TaskLine, project: Project) -> Task:
    if line.task is None:
        raise NotFound(
            N_("“{what}” is not a separate task yet."),
            hint=N_("Its hours are in the quote or in the deadline stage; it becomes a task when it is done."),
            what=show(line.text or project.name),
        )
    return line.task


def _hours(desk: Desk, value: Decimal | str, what: str) -> Decimal:
    from freelance_comm.services import wording

    if isinstance(value, str):
        return wording.hours(desk, value, what, high=MOST_HOURS)
    return wording.number_between(desk, value, what, low=LEAST_HOURS, high=MOST_HOURS)


def _first_day(desk: Desk, project: Project, line: TaskLine, lines: tuple[TaskLine, ...]) -> date:
    """Return when a task began: the first day of its own time, else the day after the last one was done."""
    entries = desk.reader.all_entries(project.id)
    listed = list(lines)
    own = [entry.day for entry in entries if (place := task_lines.place_of(entry, listed)) is not None
           and listed[place] is line]  # fmt: skip
    if own:
        return min(own)
    before = max((one.task.done_on for one in lines if one.task is not None and one.task.done_on), default=None)
    later = [entry.day for entry in entries if before is None or entry.day > before]
    return min(later, default=before + timedelta(days=1) if before is not None else desk.today())


def _pair(work: ProjectWork, task: Task) -> Pair:
    finished = task.done_on or date.min
    return Pair(
        project_ref=work.ref,
        project_name=work.name,
        text=task.text,
        kind=task.kind,
        estimate_hours=task.estimate_hours,
        actual_hours=task.actual_hours or _NONE,
        started_on=min(task.started_on or finished, finished),
        finished_on=finished,
        source=task.actual_source,
    )


def _rest_of(work: ProjectWork, spent_hours: Decimal, first: date | None) -> Pair | None:
    """Return what a delivered project took beyond its finished tasks, as one pair; None where nothing is left."""
    finished = delivered_on(work)
    if finished is None or first is None:
        return None
    lines = task_lines.lines_of(work)
    estimate = sum((line.estimate_hours for line in lines if not line.done), _NONE)
    if not lines and fact_hours(work.facts, "estimate_likely") is None:
        return None
    actual = spent_hours - sum((task.actual_hours or _NONE for task in work.tasks if task.done_on), _NONE)
    if estimate < LEAST_HOURS or actual < LEAST_HOURS:
        return None
    return Pair(
        project_ref=work.ref,
        project_name=work.name,
        text="",
        kind="",
        estimate_hours=estimate,
        actual_hours=actual,
        started_on=min(first, finished),
        finished_on=finished,
        source=ActualSource.LOG,
    )
