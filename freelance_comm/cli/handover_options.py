"""`payment handover`: a schedule for an invoicing tool, as a table or as an electronic invoice."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import ExitCode

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.project import Project
    from freelance_comm.text.catalog import Translator

CSV, EINVOICE = "csv", "einvoice"


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the format, which sum, and where it goes."""
    parser.add_argument("project")
    parser.add_argument(
        "--format", choices=(CSV, EINVOICE), default=CSV, help=tr.gettext("a table, or an electronic invoice")
    )
    parser.add_argument(
        "--number", default="", metavar="NUMBER", help=tr.gettext("the number of the invoice, as in your books")
    )
    parser.add_argument(
        "--instalment",
        type=int,
        metavar="N",
        help=tr.gettext("an invoice for this instalment only; for the whole price if not given"),
    )
    parser.add_argument(
        "--on", default="", metavar="DAY", help=tr.gettext("the date of the invoice; today if not given")
    )
    parser.add_argument("--output", "-o", default="", metavar="FILE", help=tr.gettext("write it to a file"))
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace the file if there is one"))


def run(args: Namespace, session: Session, project: Project) -> int:
    """Write the table or the invoice, to a file or to standard output."""
    from freelance_comm.cli.arguments import native_path
    from freelance_comm.services import handover
    from freelance_comm.services.draft_files import save_document

    desk = session.desk
    if session.as_json and args.format == CSV and not args.output:
        session.emit(handover.rows(desk, project))
        return ExitCode.DONE
    if args.format == CSV:
        document = handover.csv(desk, project).encode()
    else:
        day = session.day(args.on) if args.on else None
        document = handover.einvoice(desk, project, args.number, args.instalment, day=day)
    if not args.output:
        session.emit_bytes(document)
        return ExitCode.DONE
    path = save_document(Path(native_path(args.output)), document, force=args.force)
    if session.as_json:
        session.emit({"path": str(path)})
    else:
        session.note(session.tr.gettext("Written to {path}.").format(path=args.output))
    return ExitCode.DONE
