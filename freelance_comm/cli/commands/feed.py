"""`feed`: what is due, as a calendar file that calendar programs subscribe to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options."""
    parser.add_argument("--to", default="", metavar="FILE", help=tr.gettext("write it to a file; only if it changed"))
    parser.add_argument(
        "--as",
        dest="shape",
        choices=["events", "tasks", "both"],
        default="events",
        help=tr.gettext("events, which every calendar shows; tasks; or both"),
    )
    parser.add_argument(
        "--alarms", action="store_true", default=True, help=tr.gettext("with alarms in your working hours, the default")
    )
    parser.add_argument("--no-alarms", dest="alarms", action="store_false", help=tr.gettext("without alarms"))
    parser.add_argument(
        "--force", action="store_true", help=tr.gettext("replace the file even if it is not a calendar of ours")
    )


def run(args: Namespace, session: Session) -> int:
    """Write the calendar."""
    from freelance_comm.services.calendar_feed import Shape, feed, write_feed

    shape = Shape(args.shape)
    if args.to in ("", "-"):
        if session.as_json:
            from freelance_comm.services.feed_entries import entries

            session.emit(entries(session.view_desk))
        else:
            session.emit_bytes(feed(session.desk, shape=shape, alarms=args.alarms)[0])
        return ExitCode.DONE
    path = Path(native_path(args.to))
    done = write_feed(session.desk, path, shape=shape, alarms=args.alarms, force=args.force)
    if session.as_json:
        session.emit(done)
        return ExitCode.DONE
    tr = session.tr
    count = tr.ngettext("{n} entry", "{n} entries", done.entries).format(n=done.entries)
    words = tr.gettext("{path}: {count}.") if done.changed else tr.gettext("{path}: {count}, as before.")
    session.say(words.format(path=done.path, count=count))
    return ExitCode.DONE
