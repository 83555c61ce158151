"""A letter that belongs to something on record (a complaint, feedback, a negotiation) on its way out of the shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.documents import deliver, delivery_options, mention_remarks
from freelance_comm.domain.errors import ExitCode

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.services.drafts import Draft
    from freelance_comm.text.catalog import Translator


def letter_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the form of a letter, where it goes, and that it has gone out."""
    parser.add_argument("--format", choices=("text", "eml"), default="text")
    delivery_options(parser, tr)
    parser.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent"))


def take_out(args: Namespace, session: Session, draft: Draft, *, name: str) -> int:
    """Take a letter where the options say; with --sent note that it went, and what follows from that.

    ``name`` is the beginning of a file's name. What the letter lacks is said beside it.
    """
    from freelance_comm.services import drafts
    from freelance_comm.services.projects import project_by_id

    desk = session.desk
    project = project_by_id(desk, draft.project_id) if draft.project_id is not None else None
    if session.as_json:
        session.emit(draft)
    else:
        as_mail = args.format == "eml"
        document = drafts.as_eml(desk, draft) if as_mail else drafts.as_text(desk, draft)
        for sentence in draft.missing:
            session.note(sentence)
        out = deliver(document, args, session, name=f"{name}.{'eml' if as_mail else 'txt'}")
        if project is not None:
            mention_remarks(out, draft, session, project=project.ref)
    if args.sent:
        drafts.mark_sent(desk, project, draft)
        session.note(session.tr.gettext("Marked as sent."))
    elif not session.as_json:
        session.note(
            session.tr.gettext("Nothing is noted yet. When it has gone out, the same command with --sent notes it.")
        )
    return ExitCode.DONE
