"""`report`: a progress report in the client's language."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.documents import deliver, delivery_options, mention_remarks, offering_the_built_in
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.project_file import summary_of
from freelance_comm.services import drafts, projects, reports
from freelance_comm.text.catalog import Translator

FORMATS = ("text", "md", "html", "eml", "json")


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the period, the format and where it goes."""
    parser.add_argument("project", help=tr.gettext("name, reference, or the beginning of either"))
    parser.add_argument(
        "--from", dest="first", default="", metavar="DAY", help=tr.gettext("first day; else after the last report")
    )
    parser.add_argument(
        "--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included; else today")
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    delivery_options(parser, tr)
    parser.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent; sets when the next is due"))


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
    document = deliver(document, args, session, name=f"{project.ref}-report.{'txt' if form == 'text' else form}")
    if form == "text" and session.err.isatty():
        letter = drafts.compose_report(desk, view, built_in=args.built_in)
        mention_remarks(document, letter, session, project=project.ref)
    if args.sent:
        reports.mark_sent(desk, project, view, built_in=args.built_in)
        due = reports.next_report_due(desk, summary_of(projects.open_file(desk, project.id)))
        if due is not None:
            session.note(
                session.tr.gettext("Marked as sent. The next report is due on {day}.").format(day=due.isoformat())
            )
    return ExitCode.DONE
