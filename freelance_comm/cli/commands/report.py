"""`report`: a progress report in the client's language."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.documents import (
    deliver,
    delivery_options,
    mention_notes,
    mention_remarks,
    offering_the_built_in,
)
from freelance_comm.cli.session import Session, said
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.project_file import summary_of
from freelance_comm.services import drafts, projects, reports
from freelance_comm.text.catalog import Translator

FORMATS = ("text", "md", "html", "eml", "json")


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the period, the format and where it goes."""
    parser.add_argument("project", nargs="?")
    parser.add_argument(
        "--from",
        dest="first",
        default="",
        metavar="DAY",
        help=tr.gettext("first day; if not given, the day after the last report"),
    )
    parser.add_argument(
        "--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included; today if not given")
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    delivery_options(parser, tr)
    parser.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent; sets when the next is due"))
    parser.add_argument("--billed", action="store_true", help=tr.gettext("mark the time in it as billed"))


def run(args: Namespace, session: Session) -> int:
    """Write the report."""
    desk = session.desk
    project = projects.find_project(desk, args.project, closed=True)
    first = session.day(args.first) if args.first else None
    last = session.day(args.last) if args.last else None
    view = reports.report(desk, project, first, last)
    form = "json" if session.as_json else args.format
    with offering_the_built_in(session):
        document = reports.render(desk, view, form, built_in=args.built_in)
    if form == "text":
        mention_notes(view.client.id, session)
    document = deliver(document, args, session, name=f"{project.ref}-report.{'txt' if form == 'text' else form}")
    if form == "text" and session.err.isatty():
        letter = drafts.compose_report(desk, view, built_in=args.built_in)
        mention_remarks(document, letter, session, project=project.ref)
    _tell_of_the_budget(view, session)
    if args.billed:
        _mark_billed(view, session)
    if args.sent:
        reports.mark_sent(desk, project, view, built_in=args.built_in)
        due = reports.next_report_due(desk, summary_of(projects.open_file(desk, project.id)))
        if due is not None:
            from freelance_comm.text.telling import full_day

            words = session.tr.gettext("Marked as sent. The next report is due on {day}.")
            session.note(words.format(day=full_day(due, session.tr)))
    return ExitCode.DONE


def _mark_billed(view: reports.ReportView, session: Session) -> None:
    """Mark what the report counts; that nothing is left to bill is no failure of the report."""
    from freelance_comm.domain.errors import NotFound
    from freelance_comm.services.billing import mark_billed
    from freelance_comm.text.formats import dates_here

    try:
        marked = mark_billed(session.desk, first=view.first, last=view.last, project_text=view.project.ref)
    except NotFound as nothing:
        session.note(said(nothing, session.tr))
        return
    assert marked.on is not None  # only what takes the mark off again bears no day
    count = len(marked.entries)
    words = session.tr.ngettext(
        "{n} entry is marked as billed on {day}.", "{n} entries are marked as billed on {day}.", count
    )
    session.note(words.format(n=count, day=dates_here(session.tr).date(marked.on)))


def _tell_of_the_budget(view: reports.ReportView, session: Session) -> None:
    """Say beside the report, to the freelancer alone, how the quoted hours stand once half of them are used."""
    from freelance_comm.services import budget
    from freelance_comm.services.time_account import total

    summary = summary_of(projects.open_file(session.desk, view.project.id))
    spent = total(entry for entry in session.desk.reader.all_entries(view.project.id) if entry.billable)
    found = budget.budget_of(summary, spent)
    if found is not None and found.level and not session.as_json:
        session.note(budget.words(found, session.tr))
