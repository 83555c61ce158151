"""Where a finished document goes: standard output, a file, the clipboard, the editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.text.catalog import Translator


def delivery_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare --output, --copy, --edit and --force."""
    parser.add_argument("--output", "-o", default="", metavar="FILE", help=tr.gettext("write it to a file"))
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace the file if there is one"))
    parser.add_argument("--copy", action="store_true", help=tr.gettext("put it on the clipboard"))
    parser.add_argument("--edit", action="store_true", help=tr.gettext("open it in $EDITOR first"))


def deliver(document: str | bytes, args: Namespace, session: Session, *, name: str) -> None:
    """Take ``document`` through the editor if asked, then to every place asked for, else to standard output."""
    from freelance_comm.services import drafts

    if args.edit and isinstance(document, str):
        from freelance_comm.cli.editor import edited

        document = edited(document, session, name=name)
    if args.output:
        drafts.save_document(Path(native_path(args.output)), document, force=args.force)
        session.note(session.tr.gettext("Written to {path}.").format(path=args.output))
    if args.copy:
        from freelance_comm.cli.clipboard import copy

        copy(document.decode() if isinstance(document, bytes) else document, session)
    if not (args.output or args.copy):
        if isinstance(document, bytes):
            session.emit_bytes(document)
        else:
            session.emit_text(document)
