"""`draft`: the letters of a project, in the client's language."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.documents import (
    deliver,
    delivery_options,
    mention_notes,
    mention_remarks,
    offering_the_built_in,
)
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import drafts, projects
from freelance_comm.text.catalog import Translator


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare which draft and where it goes."""
    parser.add_argument("project", nargs="?")
    parser.add_argument(
        "name", nargs="?", default="", help=tr.gettext("such as quote or thanks; the stage's letter if not given")
    )
    parser.add_argument("--list", action="store_true", help=tr.gettext("list all letters"))
    parser.add_argument("--format", choices=("text", "eml"), default="text")
    delivery_options(parser, tr)
    parser.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent"))


def run(args: Namespace, session: Session) -> int:
    """Write the draft."""
    desk = session.desk
    project = projects.find_project(desk, args.project, closed=True)
    if args.list:
        lines = drafts.drafts_for(session.view_desk, project)
        if session.as_json:
            session.emit(lines)
        else:
            session.table([("▶" if line.current else "·", line.name, line.title) for line in lines])
        return ExitCode.DONE
    name = drafts.choose(desk, project, args.name)
    with offering_the_built_in(session):
        draft = drafts.compose(desk, project, name, built_in=args.built_in)
    if session.as_json:
        session.emit(draft)
    else:
        document = drafts.as_eml(desk, draft) if args.format == "eml" else drafts.as_text(desk, draft)
        mention_notes(draft.client_id, session)
        for sentence in draft.missing:
            session.note(sentence)
        short = draft.name.rpartition("/")[2]
        name = f"{project.ref}-{short}.{'eml' if args.format == 'eml' else 'txt'}"
        mention_remarks(deliver(document, args, session, name=name), draft, session, project=project.ref)
    if args.sent:
        drafts.mark_sent(desk, project, draft)
        session.note(session.tr.gettext("Marked as sent."))
        if draft.moves is not None:
            from freelance_comm.services.promise_letters import told

            session.note(told(desk, draft))
    return ExitCode.DONE
