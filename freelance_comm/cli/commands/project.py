"""`project`: create a project and walk it through its stages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import another, text_of
from freelance_comm.cli.session import Session
from freelance_comm.cli.yes_no import YES_NO, yes_no
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.services import projects
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "show", "hours", "set", "edit", "next", "back", "skip", "close", "reopen", "remove")

_BAR, _BESIDE_THE_BAR = 40, 42
"""Cells of a bar where nobody says how wide the output is, and cells that stand beside it."""


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("create a project"))
    add.add_argument("name", help=tr.gettext("what the project is called"))
    add.add_argument("--client", required=True, help=tr.gettext("name or reference of the client"))
    add.add_argument("--currency", default="", help=tr.gettext("three letters; the client's if not given"))
    add.add_argument("--small", action="store_true", help=tr.gettext("a small job: fewer stages"))
    add.add_argument("--same-name", action="store_true", help=tr.gettext("a second project may have this name"))
    listing = add_verb("list", tr.gettext("list the projects"))
    listing.add_argument("--closed", action="store_true", help=tr.gettext("the closed ones too"))
    _with_project(add_verb("show", tr.gettext("show a project and its stages")), nargs="?")
    _with_project(add_verb("hours", tr.gettext("how the quoted hours are used up, week by week")), nargs="?")
    setting = _with_project(add_verb("set", tr.gettext("fill in what a stage asks for")))
    setting.add_argument("fact", help=tr.gettext("such as core-problem, confirmed-on, estimate-likely"))
    setting.add_argument("value", nargs="+", help=tr.gettext("the value; an empty one clears it"))
    edit = _with_project(add_verb("edit", tr.gettext("rename it, or change whether it is a small job")))
    edit.add_argument("--name", help=tr.gettext("the new name"))
    small = tr.gettext("whether it is a small job: fewer stages")
    edit.add_argument("--small", choices=YES_NO, type=yes_no(tr), help=small)
    why = tr.gettext("why you go on even though something is missing")
    for verb, text, where in (
        ("next", tr.gettext("go on to the next stage"), tr.gettext("a later stage; the next one if not given")),
        (
            "back",
            tr.gettext("go back to an earlier stage"),
            tr.gettext("an earlier stage; the one before if not given"),
        ),
    ):
        moving = _with_project(add_verb(verb, text))
        moving.add_argument("--to", default="", metavar="STAGE", help=where)
        moving.add_argument("--reason", default="", help=why)
    skipping = _with_project(add_verb("skip", tr.gettext("skip a stage")))
    skipping.add_argument("stage", help=tr.gettext("its name, as `stage` lists it"))
    skipping.add_argument("--reason", default="", help=why)
    closing = _with_project(add_verb("close", tr.gettext("close and archive it")))
    closing.add_argument("--reason", default="", help=why)
    _with_project(add_verb("reopen", tr.gettext("bring a closed project back")))
    removing = add_verb("remove", tr.gettext("remove it with its time; `undo` brings both back"))
    _with_project(removing)


def _with_project(parser: ArgumentParser, **optional: Any) -> ArgumentParser:
    parser.add_argument("project", **optional)
    return parser


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb in ("next", "back", "skip", "close", "reopen"):
        return _move(args, session)
    doing = {"add": _add, "list": _list, "show": _show, "hours": _hours, "set": _set, "edit": _edit, "remove": _remove}
    return doing[args.verb](args, session)


def _answer(project: Project, session: Session, sentence: str) -> int:
    if session.as_json:
        session.emit(project)
    else:
        session.say(sentence.format(name=project.name, ref=project.ref))
    return ExitCode.DONE


def client_name(client: Client | None, tr: Translator) -> str:
    """Return the client's name; a client whose record is missing (a half-synced folder) is shown as such."""
    return client.name if client is not None else tr.gettext("unknown client")


def _add(args: Namespace, session: Session) -> int:
    def add(same_name_ok: bool) -> Project:
        return projects.add_project(
            session.desk,
            args.name,
            client_text=args.client,
            currency=args.currency,
            small=args.small,
            same_name_ok=same_name_ok or args.same_name,
        )

    project = another(session, add)
    _answer(project, session, session.tr.gettext("Created {name} as {ref}."))
    if not session.as_json:
        session.say(
            session.tr.gettext("Next: write down what was asked, `freelance-comm requirement add {ref} TEXT`.").format(
                ref=project.ref
            )
        )
    return ExitCode.DONE


def _list(args: Namespace, session: Session) -> int:
    lines = projects.list_projects(session.desk, closed=args.closed)
    if session.as_json:
        session.emit(
            [
                {
                    **line.summary.project.values(),
                    "client": client_name(line.client, session.tr),
                    "seconds_spent": line.seconds_spent,
                }
                for line in lines
            ]
        )
    elif not lines:
        session.say(
            session.tr.gettext("No projects yet. Create one: `freelance-comm project add NAME --client CLIENT`.")
        )
    else:
        session.table(
            [
                (
                    line.summary.project.ref,
                    line.summary.project.name,
                    client_name(line.client, session.tr),
                    line.stage_title,
                    line.next_text,
                )
                for line in lines
            ]
        )
    return ExitCode.DONE


def _show(args: Namespace, session: Session) -> int:
    from freelance_comm.services.walk import StageStatus, walk

    project = projects.find_project(session.desk, args.project, closed=True)
    view = walk(session.desk, project)
    if session.as_json:
        file = projects.open_file(session.desk, project.id)
        session.emit({**file.values(), **project.values(), "head": None})
        return ExitCode.DONE
    tr = session.tr
    session.say(f"{project.name} · {client_name(view.client, session.tr)}  {project.ref}\n")
    marks = {StageStatus.DONE: "✓", StageStatus.CURRENT: "▶", StageStatus.SKIPPED: "–", StageStatus.AHEAD: "·"}
    session.table([(f"  {marks[s.status]} {tr.gettext(s.stage.title)}", s.line) for s in view.stages])
    current = next((s for s in view.stages if s.status is StageStatus.CURRENT), None)
    if current and current.unmet:
        session.say("\n" + tr.gettext("Still open before you go on:"))
        for condition in current.unmet:
            session.say(f"  – {tr.gettext(condition.text)} {tr.gettext(condition.hint)}")
    if view.next_text:
        session.say("\n" + tr.gettext("Next: {step}").format(step=view.next_text))
    return ExitCode.DONE


def _hours(args: Namespace, session: Session) -> int:
    from freelance_comm.services import budget_burn, plots

    found = budget_burn.burn(session.desk, projects.find_project(session.desk, args.project, closed=True))
    if session.as_json:
        session.emit({**found.values(), "project": found.project.ref})
        return ExitCode.DONE
    tr = session.tr
    for sentence in budget_burn.sentences(found, tr):
        session.say(sentence)
    if not found.lines:
        session.note(tr.gettext("No time is logged yet."))
        return ExitCode.DONE
    room = plots.within(session.width - _BESIDE_THE_BAR) if session.width else _BAR
    session.say("")
    over = ("", budget_burn.ruler(found, room, tr), "")
    session.table([over, *((one.label, one.bar, one.told) for one in budget_burn.plot(found, room, tr))])
    session.say(budget_burn.legend(tr))
    return ExitCode.DONE


def _set(args: Namespace, session: Session) -> int:
    project = projects.find_project(session.desk, args.project)
    shown = projects.set_fact(session.desk, project, args.fact, text_of(" ".join(args.value)))
    if session.as_json:
        session.emit({"ref": project.ref, "fact": args.fact, "value": shown})
    else:
        tr = session.tr
        sentence = tr.gettext("{fact}: {value}") if shown else tr.gettext("{fact} is empty now.")
        session.say(sentence.format(fact=args.fact, value=shown))
    return ExitCode.DONE


def _edit(args: Namespace, session: Session) -> int:
    base = projects.find_project(session.desk, args.project)
    changes: dict[str, object] = {}
    if args.name is not None:
        changes["name"] = args.name
    if args.small is not None:
        changes["small_job"] = args.small == "yes"
    project = projects.change_project(session.desk, base, base.but(**changes))
    return _answer(project, session, session.tr.gettext("Saved {name}, {ref}."))


def _remove(args: Namespace, session: Session) -> int:
    from freelance_comm.services.removing import remove_project

    project = projects.find_project(session.desk, args.project, closed=True)
    remove_project(session.desk, project)
    return _answer(project, session, session.tr.gettext("Removed {name}, {ref}."))


def _move(args: Namespace, session: Session) -> int:
    from freelance_comm.services import walk

    try:
        return _moved(args, session)
    except walk.Unmet as error:
        error.hint = N_("Do what is missing, or say with --reason why you are going on anyway.")
        raise


def _moved(args: Namespace, session: Session) -> int:
    from freelance_comm.services import walk
    from freelance_comm.stages.registry import stage

    desk = session.desk
    project = projects.find_project(desk, args.project, closed=args.verb == "reopen")
    if args.verb == "next":
        project = walk.advance(desk, project, reason=args.reason, to=args.to)
    elif args.verb == "back":
        project = walk.back(desk, project, to=args.to, reason=args.reason)
    elif args.verb == "skip":
        project = walk.skip(desk, project, args.stage, reason=args.reason)
    elif args.verb == "close":
        project = walk.close(desk, project, reason=args.reason)
    else:
        project = walk.reopen(desk, project)
    if project.closed_on is not None:
        return _answer(project, session, session.tr.gettext("{name}, {ref}, is closed and archived. Well done."))
    title = session.tr.gettext(stage(project.stage).title)
    if session.as_json:
        return _answer(project, session, "")
    session.say(session.tr.gettext("{name} is at the stage “{stage}”.").format(name=project.name, stage=title))
    return ExitCode.DONE
