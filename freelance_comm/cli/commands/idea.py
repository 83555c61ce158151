"""`idea`: something nobody asked for: three for each project, and surprises for a client alone."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import ideas
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.domain.regular import Idea

VERBS = ("add", "list", "prompts", "done", "open", "remove", "edit")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    which = tr.gettext("its short name in the list, or some of its words")
    add = add_verb("add", tr.gettext("note an idea for a project, or for a client"))
    add.add_argument("text", nargs="+", help=tr.gettext("the idea, in a sentence"))
    add.add_argument("--project", default="")
    add.add_argument("--client", default="")
    listing = add_verb("list", tr.gettext("the ideas, open ones first"))
    listing.add_argument("--project", default="", help=tr.gettext("only for this project"))
    listing.add_argument("--client", default="", help=tr.gettext("only for this client"))
    listing.add_argument("--all", action="store_true", help=tr.gettext("closed projects too"))
    asking = add_verb("prompts", tr.gettext("three questions that may bring ideas for a project"))
    asking.add_argument("project", nargs="?")
    done = add_verb("done", tr.gettext("you did it"))
    done.add_argument("idea", nargs="+", help=which)
    done.add_argument("--on", default="", metavar="DAY")
    for verb, text in (("open", tr.gettext("it is not done after all")), ("remove", tr.gettext("strike it out"))):
        add_verb(verb, text).add_argument("idea", nargs="+", help=which)
    edit = add_verb("edit", tr.gettext("reword it"))
    edit.add_argument("idea", help=which)
    edit.add_argument("--text", required=True, help=tr.gettext("the new words"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    desk, tr = session.desk, session.tr
    if args.verb == "list":
        return _list(args, session)
    if args.verb == "prompts":
        return _prompts(args, session)
    if args.verb == "add":
        return _answer(session, _add(args, session), tr.gettext("Noted: {what}"))
    idea = ideas.find_idea(desk, args.idea if args.verb == "edit" else " ".join(args.idea))
    if args.verb == "done":
        day = session.day(args.on) if args.on else None
        return _answer(session, ideas.mark_done(desk, idea, day), tr.gettext("Done: {what} That will be remembered."))
    if args.verb == "open":
        return _answer(session, ideas.take_up_again(desk, idea), tr.gettext("Still to do: {what}"))
    if args.verb == "edit":
        return _answer(session, ideas.reword(desk, idea, text_of(args.text)), tr.gettext("Changed: {what}"))
    ideas.remove_idea(desk, idea)
    return _answer(session, idea, tr.gettext("Struck out: {what}"))


def _add(args: Namespace, session: Session) -> Idea:
    from freelance_comm.services.clients import find_client
    from freelance_comm.services.projects import find_project

    desk = session.desk
    project = find_project(desk, args.project) if args.project else None
    client = find_client(desk, args.client) if args.client and project is None else None
    return ideas.add_idea(desk, text_of(" ".join(args.text)), project=project, client=client)


def _answer(session: Session, idea: Idea, sentence: str) -> int:
    if session.as_json:
        session.emit(idea)
    else:
        words = idea.text if idea.text[-1:] in ".!?…" else f"{idea.text}."
        session.say(sentence.format(what=words))
    return ExitCode.DONE


def _list(args: Namespace, session: Session) -> int:
    from freelance_comm.services.clients import find_client
    from freelance_comm.services.projects import find_project

    desk, tr = session.view_desk, session.tr
    project = find_project(desk, args.project, closed=True) if args.project else None
    client = find_client(desk, args.client) if args.client else None
    found = ideas.ideas_of(
        desk.reader,
        client_id=client.id if client is not None else 0,
        project_id=project.id if project is not None else 0,
        closed=args.all,
    )
    views = ideas.views(desk, found)
    if session.as_json:
        session.emit(
            [
                {**one.idea.values(), "handle": one.handle, "client": one.client_name, "project": one.project_ref}
                for one in views
            ]
        )
    elif not views:
        session.say(tr.gettext("No idea is noted yet. What would nobody expect, and everybody remember?"))
    else:
        session.table(
            [
                (
                    one.handle,
                    "✓" if one.idea.done_on else "·",
                    one.idea.text,
                    one.project_name or one.client_name,
                    one.state_text,
                )
                for one in views
            ],
            flexible=2,
        )
    return ExitCode.DONE


def _prompts(args: Namespace, session: Session) -> int:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import find_project

    desk = session.view_desk
    project = find_project(desk, args.project)
    asked = ideas.prompts(desk, project, client_by_id(desk, project.client_id))
    if session.as_json:
        session.emit(asked)
    else:
        session.table([(str(number), words) for number, words in enumerate(asked, 1)], flexible=1)
    return ExitCode.DONE
