"""`quote document`: a quote as text, Markdown, HTML or PDF, in the client's language."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.documents import deliver, delivery_options, offering_the_built_in
from freelance_comm.cli.patience import patience
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.project import Project
    from freelance_comm.text.catalog import Translator

FORMATS = ("text", "md", "html", "pdf")
_BY_ENDING = {".txt": "text", ".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare which quote, the format, and where it goes."""
    parser.add_argument("project", nargs="?")
    parser.add_argument(
        "--quote",
        default="",
        metavar="NUMBER",
        help=tr.gettext("an earlier version or an addition, such as Q-2026-003"),
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="",
        help=tr.gettext("the format to write it in; taken from the file name if not given"),
    )
    delivery_options(parser, tr)


def run(args: Namespace, session: Session, project: Project) -> int:
    """Write the document."""
    from freelance_comm.services import identity, quote_document

    desk = session.desk
    if session.as_json:
        session.emit(quote_document.plain_facts(desk, project, args.quote))
        return ExitCode.DONE
    form = args.format or _form_of(args.output)
    document: str | bytes
    with offering_the_built_in(session):
        if form == quote_document.PDF:
            refuse_unreadable(args, session)
            with patience(session, session.tr.gettext("Making the PDF")):
                document = quote_document.pdf(desk, project, args.quote, built_in=args.built_in)
        else:
            document = quote_document.compose(desk, project, args.quote, form=form, built_in=args.built_in).body
    name = quote_document.file_name(desk, project, args.quote, "txt" if form == "text" else form)
    deliver(document, args, session, name=name)
    if not identity.of_freelancer(desk.profile()).name:
        session.note(session.tr.gettext("Your name is not on it: `freelance-comm profile set --name NAME` adds it."))
    return ExitCode.DONE


def refuse_unreadable(args: Namespace, session: Session) -> None:
    """Refuse to put a file of bytes on a terminal, on the clipboard, or into an editor."""
    if args.copy or args.edit or not (args.output or not session.out.isatty()):
        raise BadValue(N_("A PDF needs a file."), hint=N_("Say where: --output quote.pdf."))


def _form_of(path: str) -> str:
    """Return the form that a file's name asks for; a name that says nothing gets text."""
    ending = _ending(path)
    if not ending:
        return "text"
    if ending not in _BY_ENDING:
        raise BadValue(
            N_("A document cannot be written as “{ending}”."),
            hint=N_("A name may end in .txt, .md, .html or .pdf; with --format, any name will do."),
            ending=show(ending),
        )
    return _BY_ENDING[ending]


def _ending(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return f".{name.rpartition('.')[2]}".casefold() if "." in name else ""
