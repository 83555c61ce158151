"""`step`: what comes next, and what is needed from the client; both go into the progress report."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.project import StepKind
from freelance_comm.services import projects
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "done", "remove")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("add a next step"))
    add.add_argument("project")
    add.add_argument("text", nargs="+", help=tr.gettext("what comes next"))
    add.add_argument("--theirs", action="store_true", help=tr.gettext("something you need from the client"))
    add_verb("list", tr.gettext("show the steps")).add_argument("project", nargs="?")
    for verb, text in (("done", tr.gettext("it is done")), ("remove", tr.gettext("strike it out"))):
        finishing = add_verb(verb, text)
        finishing.add_argument("project")
        finishing.add_argument("number", type=int)


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the steps."""
    desk = session.desk
    project = projects.find_project(desk, args.project)
    if args.verb == "add":
        projects.add_step(desk, project, text_of(" ".join(args.text)), theirs=args.theirs)
    elif args.verb == "done":
        projects.finish_step(desk, project, args.number)
    elif args.verb == "remove":
        projects.remove_step(desk, project, args.number)
    steps = projects.open_steps(projects.open_file(desk, project.id))
    if session.as_json:
        session.emit(steps)
        return ExitCode.DONE
    if not steps:
        session.say(session.tr.gettext("No steps are open."))
    whose = {StepKind.MINE: session.tr.gettext("me"), StepKind.THEIRS: session.tr.pgettext("whose step", "client")}
    quietly = session.tr.gettext("for yourself: no letter mentions it")
    session.table(
        [(str(n), whose[step.kind], step.text, quietly * step.quiet) for n, step in enumerate(steps, start=1)]
    )
    return ExitCode.DONE
