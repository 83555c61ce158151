"""`export`: everything that is kept, for other programs, for another computer, or for the client it is about."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.exchange import Exported


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare format, place and choice."""
    parser.add_argument(
        "--format",
        choices=["json", "csv"],
        default="json",
        help=tr.gettext("one JSON document, or a folder of CSV files"),
    )
    parser.add_argument(
        "--output", "-o", default="", metavar="PATH", help=tr.gettext("the file, or the folder for CSV")
    )
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace what is there"))
    parser.add_argument("--client", default="", help=tr.gettext("only what is kept about one client"))


def run(args: Namespace, session: Session) -> int:
    """Write the export to where it is wanted, by default to standard output."""
    from freelance_comm.services import exchange

    desk = session.desk
    place = native_path(args.output)
    if args.format == "csv" and not place:
        raise BadValue(
            N_("CSV files need a folder to go into."),
            hint=N_("Name a folder that does not exist yet: --output FOLDER."),
        )
    words = session.tr.gettext("Exporting")
    if not place:
        with Working(session, words) as working:
            text = exchange.export_json_text(desk, client=args.client, progress=working.tell)
        session.emit_bytes(text.encode())
        return ExitCode.DONE
    write = exchange.export_csv if args.format == "csv" else exchange.export_json
    with Working(session, words) as working:
        made = write(desk, place, force=args.force, client=args.client, progress=working.tell)
    return _told(made, session)


def _told(made: Exported, session: Session) -> int:
    if session.as_json:
        session.emit(made)
        return ExitCode.DONE
    from freelance_comm.services.exchange import KIND_NAMES

    tr = session.tr
    session.table(
        [(tr.pgettext("kind of records", KIND_NAMES[kind]), str(count)) for kind, count in made.counts.items() if count]
    )
    session.say(tr.gettext("Written to {path}.").format(path=made.path))
    return ExitCode.DONE
