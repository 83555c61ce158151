"""`task`: the pieces of a project with their estimates, and what they took."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.domain.task import ActualSource
from freelance_comm.domain.text_safety import show
from freelance_comm.services import estimates, projects
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "done", "edit", "reopen", "remove", "pairs")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    which = tr.gettext("its number in the list, or its words")
    add = add_verb("add", tr.gettext("add a task with its estimate"))
    add.add_argument("project")
    add.add_argument("text", nargs="+", help=tr.gettext("what is to be done"))
    add.add_argument("--hours", required=True, help=tr.gettext("how long you think it will take"))
    add.add_argument("--kind", default="", help=tr.gettext("the kind of work, such as design"))
    add_verb("list", tr.gettext("show the tasks, lines of the quote among them")).add_argument("project", nargs="?")
    done = add_verb("done", tr.gettext("it is done: what it took comes from the time log"))
    done.add_argument("project")
    done.add_argument("which", nargs="*", help=which)
    done.add_argument("--took", default="", help=tr.gettext("how long it took, if the time log does not know"))
    done.add_argument("--on", default="", metavar="DAY", help=tr.gettext("the day on which it was done"))
    done.add_argument("--kind", default="", help=tr.gettext("the kind of work, such as design"))
    edit = add_verb("edit", tr.gettext("correct a task: its estimate, hours, days or words"))
    edit.add_argument("project")
    edit.add_argument("which", nargs="+", help=which)
    edit.add_argument("--text", default="", help=tr.gettext("the new words"))
    edit.add_argument("--hours", default="", help=tr.gettext("how long you thought it would take"))
    edit.add_argument("--took", default="", help=tr.gettext("how long it took"))
    edit.add_argument("--kind", default=None, help=tr.gettext("the kind of work, such as design"))
    edit.add_argument("--started", default="", metavar="DAY", help=tr.gettext("the day on which it began"))
    edit.add_argument("--done", default="", metavar="DAY", help=tr.gettext("the day on which it was done"))
    for verb, text in (
        ("reopen", tr.gettext("it is not done after all")),
        ("remove", tr.gettext("strike it out")),
    ):
        taking = add_verb(verb, text)
        taking.add_argument("project")
        taking.add_argument("which", nargs="+", help=which)
    add_verb("pairs", tr.gettext("show all finished work: the estimate, and what it took"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the tasks."""
    desk = session.desk
    if args.verb == "pairs":
        return _pairs(session)
    project = projects.find_project(desk, args.project, closed=args.verb in ("list", "edit"))
    if args.verb == "add":
        estimates.add_task(desk, project, text_of(" ".join(args.text)), args.hours, kind=args.kind)
    elif args.verb == "done":
        on = session.day(args.on) if args.on else None
        estimates.finish_task(desk, project, _which(args, session, project), took=args.took, on=on, kind=args.kind)
    elif args.verb == "edit":
        _edit(args, session, project)
    elif args.verb == "reopen":
        estimates.reopen_task(desk, project, " ".join(args.which))
    elif args.verb == "remove":
        estimates.remove_task(desk, project, " ".join(args.which))
    return _list(session, project)


def _which(args: Namespace, session: Session, project: Project) -> str:
    """Return which task is meant; the only open one needs no name."""
    if args.which:
        return " ".join(args.which)
    opened = [place for place, line in enumerate(estimates.tasks(session.desk, project), 1) if not line.done]
    if len(opened) != 1:
        raise BadValue(N_("Say which task is done."), hint=N_("Give its number in the list, or its words."))
    return str(opened[0])


def _edit(args: Namespace, session: Session, project: Project) -> None:
    if not any((args.text, args.hours, args.took, args.started, args.done)) and args.kind is None:
        raise BadValue(N_("Say what to correct."), hint=N_("For example --took 3h, or --hours 4."))
    estimates.change_task(
        session.desk,
        project,
        " ".join(args.which),
        text=args.text,
        estimate=args.hours,
        took=args.took,
        kind=args.kind,
        started=session.day(args.started) if args.started else None,
        done=session.day(args.done) if args.done else None,
    )


def _list(session: Session, project: Project) -> int:
    from freelance_comm.services.forecast_words import line_name
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import near_day

    tr, desk = session.tr, session.view_desk
    lines = estimates.tasks(desk, project)
    if session.as_json:
        session.emit([_plain(number, line) for number, line in enumerate(lines, 1)])
        return ExitCode.DONE
    if not lines:
        session.say(tr.gettext("Nothing is estimated for this project yet."))
        return ExitCode.DONE
    rows = [
        ("", "", tr.pgettext("column", "task"), tr.pgettext("column", "estimate"), tr.pgettext("column", "spent"), "")
    ]
    today = desk.today()
    for number, line in enumerate(lines, 1):
        task = line.task
        done = task.done_on if task is not None else None
        noted = ""
        if done is not None and task is not None:
            noted = tr.gettext("done {day}").format(day=near_day(done, today, tr))
            if task.actual_source is ActualSource.HAND:
                noted += ", " + tr.gettext("entered by you")
        spent = duration(line.spent_hours * 3600, tr) if line.spent_hours else "–"
        estimate = duration(line.estimate_hours * 3600, tr)
        rows.append((str(number), "✓" if done is not None else "○", line_name(line, tr), estimate, spent, noted))
    session.table(rows, flexible=2)
    return ExitCode.DONE


def _pairs(session: Session) -> int:
    from freelance_comm.services.forecast_words import factor
    from freelance_comm.text.durations import duration

    tr, desk = session.tr, session.view_desk
    found = estimates.pairs(desk)
    if session.as_json:
        session.emit(found)
        return ExitCode.DONE
    if not found:
        session.say(tr.gettext("Nothing that was estimated is finished yet."))
        return ExitCode.DONE
    rows = [
        (
            tr.pgettext("column", "finished"),
            tr.pgettext("column", "project"),
            tr.pgettext("column", "task"),
            tr.pgettext("column", "estimate"),
            tr.pgettext("column", "time taken"),
            "×",
        )
    ]
    rows += [
        (
            pair.finished_on.isoformat(),
            pair.project_ref,
            show(pair.text or pair.project_name),
            duration(pair.estimate_hours * 3600, tr),
            duration(pair.actual_hours * 3600, tr),
            factor(float(pair.actual_hours / pair.estimate_hours), tr),
        )
        for pair in found
    ]
    session.table(rows, flexible=2)
    return ExitCode.DONE


def _plain(number: int, line: Any) -> dict[str, Any]:
    task = line.task
    return {
        "number": number,
        "text": line.text,
        "kind": line.kind,
        "estimate_hours": line.estimate_hours,
        "spent_hours": line.spent_hours,
        "id": task.id if task is not None else None,
        "started_on": task.started_on if task is not None else None,
        "done_on": task.done_on if task is not None else None,
        "actual_hours": task.actual_hours if task is not None else None,
        "actual_source": task.actual_source if task is not None and task.done_on is not None else None,
    }
