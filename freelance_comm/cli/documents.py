"""Where a finished document goes: standard output, a file, the clipboard, the editor."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.services.drafts import Draft
    from freelance_comm.text.catalog import Translator


def delivery_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare --output, --force, --copy, --built-in and --edit."""
    parser.add_argument("--output", "-o", default="", metavar="FILE", help=tr.gettext("write it to a file"))
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace the file if there is one"))
    parser.add_argument("--copy", action="store_true", help=tr.gettext("put it on the clipboard"))
    parser.add_argument(
        "--built-in", action="store_true", help=tr.gettext("use the program's own template instead of yours")
    )
    parser.add_argument("--edit", action="store_true", help=tr.gettext("open it in $EDITOR first"))


@contextmanager
def offering_the_built_in(session: Session) -> Iterator[None]:
    """Let the refusal of a template of the user's own say how to do without it."""
    try:
        yield
    except BadValue as error:
        if (
            str(error.params.get("file", "")).startswith(f"{session.desk.template_folder}/")
            and "fact" not in error.params
        ):
            error.params["advice"] = session.tr.gettext(error.hint).format_map(error.params)
            error.hint = N_("{advice} With --built-in the program's own template is used.")
        raise


def deliver(document: str | bytes, args: Namespace, session: Session, *, name: str) -> str | bytes:
    """Take ``document`` through the editor if asked, then to every place asked for, else to standard output.

    Returns it as it went out.
    """
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
    if args.edit and isinstance(document, str):
        drafts.drop_work(session.desk, name)
    if not (args.output or args.copy):
        if isinstance(document, bytes):
            session.emit_bytes(document)
        else:
            session.emit_text(document)
    return document


def mention_notes(client_id: int, session: Session) -> None:
    """Tell in one line beside a letter what is worth having in mind about whom it goes to."""
    from freelance_comm.services import before_writing

    client = next((one for one in session.desk.reader.clients() if one.id == client_id), None)
    notes = before_writing.line(session.desk, client) if client is not None else ""
    if notes:
        session.note(notes)


def mention_remarks(document: str | bytes, draft: Draft, session: Session, *, project: str) -> None:
    """Tell a person at the terminal in one line that the coach has something to say about a letter."""
    if not session.err.isatty() or not isinstance(document, str):
        return
    from contextlib import suppress

    from freelance_comm.domain.errors import AppError
    from freelance_comm.services import coaching, coaching_record

    with suppress(AppError):  # the letter stands; whoever asks the coach itself hears what is wrong
        read = coaching.coached(session.desk, document, coaching_record.about_draft(session.desk, draft))
        count = sum(not remark.soft for remark in read.remarks)
        if count:
            sentence = session.tr.ngettext(
                "{n} remark before it goes out: run it through {command}",
                "{n} remarks before it goes out: run it through {command}",
                count,
            )
            command = f"freelance-comm coach --project {project} --kind {draft.kind}"
            session.note(sentence.format(n=count, command=command))
