"""The verbs of `track` that tell where the time went: `report`, `week`, `unbilled`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.columns import FIGURES, cell_width
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import week_view
from freelance_comm.services.time_report import By, TimeLine, TimeReport, time_report
from freelance_comm.services.time_words import label, money_words
from freelance_comm.text.durations import duration

if TYPE_CHECKING:
    from decimal import Decimal

    from freelance_comm.text.catalog import Translator

VERBS = ("report", "week", "unbilled")
_BAR = 40
"""Cells of a bar where nobody says how wide the output is."""


def configure(verb: str, parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options of one verb."""
    if verb == "week":
        parser.add_argument("day", nargs="*", metavar="DAY", help=tr.gettext("any day of the week; today if not given"))
        parser.add_argument(
            "--back", type=int, default=0, metavar="N", help=tr.gettext("how many weeks back: 1 is last week")
        )
        return
    parser.add_argument("--client", default="", help=tr.gettext("only for this client"))
    parser.add_argument("--project", "-p", default="", help=tr.gettext("only for this project"))
    if verb == "report":
        parser.add_argument(
            "--by",
            choices=[*By],
            default=By.PROJECT,
            help=tr.gettext("what each line stands for; a project if not given"),
        )
        parser.add_argument(
            "--from",
            dest="first",
            default="",
            metavar="DAY",
            help=tr.gettext("first day; the first of the month if not given"),
        )
        parser.add_argument(
            "--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included; today if not given")
        )
        parser.add_argument("--csv", action="store_true", help=tr.gettext("as a table for a spreadsheet"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    return {"report": _report, "week": _week, "unbilled": _unbilled}[args.verb](args, session)


def _report(args: Namespace, session: Session) -> int:
    with Working(session, session.tr.gettext("Reading the time")) as working:
        report = time_report(
            session.desk,
            By(args.by),
            session.day(args.first) if args.first else None,
            session.day(args.last) if args.last else None,
            client_text=args.client,
            project_text=args.project,
            progress=working.tell,
        )
    if session.as_json:
        session.emit(plain(report))
    elif args.csv:
        from freelance_comm.services.time_table import as_csv

        session.emit_text(as_csv(report))
    elif not report.lines:
        session.say(session.tr.gettext("No time is logged in that period."))
    else:
        session.say(_period(report, session))
        _table(report, session)
    return ExitCode.DONE


def _unbilled(args: Namespace, session: Session) -> int:
    from freelance_comm.services.billing import unbilled

    with Working(session, session.tr.gettext("Reading the time")) as working:
        report = unbilled(session.desk, client_text=args.client, project_text=args.project, progress=working.tell)
    if session.as_json:
        session.emit(plain(report))
    elif not report.lines:
        session.say(session.tr.gettext("Everything billable has been billed."))
    else:
        _table(report, session)
        session.say(session.tr.gettext("Once it is on an invoice: `freelance-comm track billed PROJECT`."))
    return ExitCode.DONE


def plain(report: TimeReport) -> dict[str, Any]:
    """Return a report for programs: seconds exact and as they are billed, in one language."""
    return {
        "by": report.by.value,
        "from": report.first,
        "to": report.last,
        "zone": report.zone,
        "lines": [_plain_line(line) for line in report.lines],
        "total": _plain_line(report.total),
    }


def _plain_line(line: TimeLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "label": line.label,
        "client": line.client_name,
        "entries": line.entries,
        "seconds": line.seconds,
        "rounded_seconds": line.rounded,
        "billable_seconds": line.billable,
        "unbilled_seconds": line.unbilled,
        "worth": [one.values() for one in line.worth],
        "unbilled_worth": [one.values() for one in line.unbilled_worth],
    }


def _period(report: TimeReport, session: Session) -> str:
    from freelance_comm.text.formats import dates_here

    return dates_here(session.tr).period(report.first, report.last)


def _table(report: TimeReport, session: Session) -> None:
    """Print the lines; columns that would only repeat another, or hold nothing, are left out."""
    tr = session.tr
    lines = (*report.lines, report.total)
    names = [label(line, report.by, tr) for line in report.lines] + [tr.gettext("Total")]
    columns: list[tuple[str, list[str]]] = [("", names)]
    if report.by is By.PROJECT:
        columns.append((tr.gettext("Client"), [*(line.client_name for line in report.lines), ""]))
    columns.append((tr.gettext("Logged"), _times([line.seconds for line in lines], tr)))
    if any(line.rounded != line.seconds for line in lines):
        columns.append((tr.gettext("Rounded"), _times([line.rounded for line in lines], tr)))
    if any(line.billable != line.rounded for line in lines):
        columns.append((tr.gettext("Billable"), _times([line.billable for line in lines], tr)))
    if any(line.unbilled != line.billable for line in lines):
        columns.append((tr.gettext("Not billed yet"), _times([line.unbilled for line in lines], tr)))
    worth, left = [line.worth for line in lines], [line.unbilled_worth for line in lines]
    if any(worth):
        columns.append((tr.gettext("Worth"), [money_words(one, tr) for one in worth]))
    if left != worth:
        columns.append((tr.gettext("Worth, not billed yet"), [money_words(one, tr) for one in left]))
    rows = [tuple(title for title, _ in columns), *zip(*(cells for _, cells in columns), strict=True)]
    figures = FIGURES if report.by is not By.PROJECT else range(2, FIGURES.stop)
    session.table(rows, flexible=0, right=figures)


def _times(seconds: Sequence[Decimal], tr: Translator) -> list[str]:
    return [duration(one, tr) if one else "–" for one in seconds]


# -- the week ----------------------------------------------------------------------------------------------------------


def _week(args: Namespace, session: Session) -> int:
    from datetime import timedelta

    desk, tr = session.desk, session.tr
    day = session.day(" ".join(args.day)) if args.day else desk.today()
    found = week_view.week(desk, day - timedelta(weeks=_within(args.back, session)))
    if session.as_json:
        session.emit(_plain_week(found))
        return ExitCode.DONE
    from freelance_comm.text.formats import dates_here
    from freelance_comm.text.telling import dated

    session.say(dates_here(tr).period(found.first, found.last))
    names = [dated(one.day, tr) for one in found.days]
    widest = max(cell_width(name) for name in names)
    room = max(min(session.width - widest - 22, 100), 10) if session.width else _BAR
    rows = [
        (name, week_view.drawn(one, found, room), duration(one.seconds, tr) if one.seconds else "–")
        for name, one in zip(names, found.days, strict=True)
    ]
    session.table([*rows, ("", week_view.ruler(found, room), tr.gettext("hours"))], right=())
    if not found.projects:
        session.say(tr.gettext("No time is logged in that week."))
        return ExitCode.DONE
    session.say("")
    session.table(
        [
            (f"{found.marks[line.key]} {label(line, By.PROJECT, tr)}", duration(line.seconds, tr), line.client_name)
            for line in found.projects
        ],
        right=(1,),
    )
    session.say(_together(found.total, tr))
    return ExitCode.DONE


def _within(back: int, session: Session) -> int:
    from freelance_comm.domain.marking import N_
    from freelance_comm.services import wording

    return wording.count_between(session.desk, back, N_("The number of weeks"), low=0, high=5000)


def _together(total: TimeLine, tr: Translator) -> str:
    logged = tr.gettext("In all: {time}.").format(time=duration(total.seconds, tr))
    if total.unbilled and total.unbilled != total.seconds:
        logged += " " + tr.gettext("Not billed yet: {time}.").format(time=duration(total.unbilled, tr))
    return logged


def _plain_week(found: week_view.Week) -> dict[str, Any]:
    return {
        "from": found.first,
        "to": found.last,
        "days": [{"day": one.day, "seconds": one.seconds, "projects": dict(one.parts)} for one in found.days],
        "projects": [_plain_line(line) for line in found.projects],
        "total": _plain_line(found.total),
    }
