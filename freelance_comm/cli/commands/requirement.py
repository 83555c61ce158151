"""`requirement`: the checklist of what the client asked for."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import projects
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "tick", "untick", "remove", "edit")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("write down one thing the client asked for"))
    add.add_argument("project")
    add.add_argument("text", nargs="+", help=tr.gettext("what the client asked for"))
    add.add_argument("--by", default="", help=tr.gettext("who said it"))
    add.add_argument("--on", default="", metavar="DAY", help=tr.gettext("when: a date, “yesterday”"))
    add_verb("list", tr.gettext("show the checklist")).add_argument("project", nargs="?")
    tick = add_verb("tick", tr.gettext("it is done, today or on the given day"))
    tick.add_argument("project")
    tick.add_argument("number", type=int, nargs="+")
    tick.add_argument("--on", default="", metavar="DAY")
    for verb, text in (
        ("untick", tr.gettext("it is not done after all")),
        ("remove", tr.gettext("take it off the list")),
    ):
        parser_of_verb = add_verb(verb, text)
        parser_of_verb.add_argument("project")
        parser_of_verb.add_argument("number", type=int)
    edit = add_verb("edit", tr.gettext("change its words"))
    edit.add_argument("project")
    edit.add_argument("number", type=int)
    edit.add_argument("text", nargs="+", help=tr.gettext("the new words"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the checklist."""
    desk = session.desk
    project = projects.find_project(desk, args.project, closed=args.verb == "list")
    if args.verb == "add":
        said_on = session.day(args.on) if args.on else desk.today()
        projects.add_requirement(desk, project, text_of(" ".join(args.text)), said_by=args.by, said_on=said_on)
    elif args.verb == "tick":
        done_on = session.day(args.on) if args.on else desk.today()
        for number in args.number:
            projects.tick_requirement(desk, project, number, done_on)
    elif args.verb == "untick":
        projects.tick_requirement(desk, project, args.number, None)
    elif args.verb == "edit":
        projects.change_requirement(desk, project, args.number, text=text_of(" ".join(args.text)))
    elif args.verb == "remove":
        projects.remove_requirement(desk, project, args.number)
    return _show(project.id, session)


def _show(project_id: int, session: Session) -> int:
    requirements = projects.open_file(session.desk, project_id).requirements
    if session.as_json:
        session.emit(requirements)
    elif not requirements:
        session.say(session.tr.gettext("The checklist is empty."))
    else:
        rows = []
        for number, requirement in enumerate(requirements, start=1):
            said = " · ".join(str(part) for part in (requirement.said_by, requirement.said_on) if part)
            rows.append((f"{number}", "✓" if requirement.done_on else "·", requirement.text, said))
        session.table(rows)
    return ExitCode.DONE
