"""`import`: what was exported comes in again, all of it or nothing; what is there already is left alone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.exchange import Imported


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the source and how strict to be."""
    parser.add_argument("path", help=tr.gettext("a JSON export, or a folder of exported CSV files"))
    parser.add_argument("--dry-run", action="store_true", help=tr.gettext("show what would be imported"))
    parser.add_argument(
        "--skip-bad", action="store_true", help=tr.gettext("leave out and list what cannot be imported")
    )


def run(args: Namespace, session: Session) -> int:
    """Import, or show what would be imported."""
    from freelance_comm.services import exchange

    t, path = session.tr.gettext, native_path(args.path)
    with Working(session, t("Reading what would be added") if args.dry_run else t("Importing")) as working:
        result = exchange.import_file(
            session.desk, path, dry_run=args.dry_run, skip_bad=args.skip_bad, progress=working.tell
        )
    if session.as_json:
        session.emit(result)
        return ExitCode.DONE
    tr = session.tr
    for row in result.skipped:
        session.note(
            (tr.gettext("cannot be imported:") if args.dry_run else tr.gettext("left out:")) + " " + row.text(tr)
        )
    _table(result, session)
    count = sum(result.added.values())
    sentence = (
        tr.ngettext("{count} record would be imported.", "{count} records would be imported.", count)
        if args.dry_run
        else tr.ngettext("Imported {count} record.", "Imported {count} records.", count)
    )
    session.say(sentence.format(count=count))
    there = sum(result.present.values())
    if there:
        session.say(
            tr.ngettext("{count} record was already there.", "{count} records were already there.", there).format(
                count=there
            )
        )
    return ExitCode.DONE


def _table(result: Imported, session: Session) -> None:
    from freelance_comm.services.exchange import KIND_NAMES

    session.table(
        [
            (session.tr.pgettext("kind of records", KIND_NAMES[kind]), f"+{count}")
            for kind, count in result.added.items()
            if count
        ]
    )
