"""The words of `track export`: which time, in which form, where to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator


def configure_export(parser: ArgumentParser, tr: Translator) -> None:
    """Declare choice, form and place."""
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help=tr.gettext("first day"))
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included"))
    parser.add_argument("--client", default="", help=tr.gettext("only the time for one client"))
    parser.add_argument("--project", "-p", default="", help=tr.gettext("only the time for one project"))
    parser.add_argument("--format", choices=["csv", "json"], default="csv", help=tr.gettext("a table, or JSON"))
    parser.add_argument("--output", "-o", default="", metavar="FILE", help=tr.gettext("write it to a file"))
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace the file if there is one"))


def run_export(args: Namespace, session: Session) -> int:
    """Write the time to a file, by default to standard output."""
    from freelance_comm.services import time_export
    from freelance_comm.text.durations import duration

    wanted = time_export.Wanted(
        first=session.day(args.first) if args.first else None,
        last=session.day(args.last) if args.last else None,
        client=args.client,
        project=args.project,
    )
    form = time_export.ExportForm(args.format)
    if not args.output:
        session.emit_bytes(time_export.text(session.desk, wanted, form).encode())
        return ExitCode.DONE
    tr, place = session.tr, native_path(args.output)
    with Working(session, tr.gettext("Exporting")) as working:
        made = time_export.write(session.desk, wanted, form, place, force=args.force, progress=working.tell)
    if session.as_json:
        session.emit(made)
        return ExitCode.DONE
    words = tr.ngettext("Wrote {count} entry, {time}: {path}", "Wrote {count} entries, {time}: {path}", made.count)
    session.say(words.format(count=made.count, time=duration(made.seconds, tr), path=made.path))
    return ExitCode.DONE
