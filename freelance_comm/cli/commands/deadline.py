"""`deadline`: a date to promise, with its reasons."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.patience import patience
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import deadlines, projects
from freelance_comm.text.catalog import Translator

VERBS = ("show", "promise")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    for verb, text in (
        ("show", tr.gettext("suggest a date from the estimate")),
        ("promise", tr.gettext("put the promised date on the ledger")),
    ):
        parser_of_verb = add_verb(verb, text)
        unnamed: Any = {"nargs": "?"} if verb == "show" else {}
        parser_of_verb.add_argument("project", **unnamed)
        parser_of_verb.add_argument("--likely", default="", help=tr.gettext("most likely hours"))
        parser_of_verb.add_argument("--optimistic", default="", help=tr.gettext("hours if all goes well"))
        parser_of_verb.add_argument("--pessimistic", default="", help=tr.gettext("hours if it goes badly"))
        parser_of_verb.add_argument("--hours-a-day", default="", help=tr.gettext("hours a day for this project"))
        parser_of_verb.add_argument("--start-on", default="", metavar="DAY", help=tr.gettext("the first day of work"))
        if verb == "promise":
            parser_of_verb.add_argument(
                "day", nargs="*", help=tr.gettext("your own date; the suggested one if not given")
            )


_FACTS = (
    ("likely", "estimate_likely"),
    ("optimistic", "estimate_optimistic"),
    ("pessimistic", "estimate_pessimistic"),
    ("hours_a_day", "hours_a_day"),
    ("start_on", "start_on"),
)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    desk = session.desk
    project = projects.find_project(desk, args.project)
    for option, fact in _FACTS:
        if getattr(args, option):
            projects.set_fact(desk, project, fact, getattr(args, option))
    if args.verb == "show":
        with patience(session, session.tr.gettext("Working out the forecast")):
            view = deadlines.suggest(session.view_desk, project)
        if session.as_json:
            session.emit(view)
        else:
            session.say(view.words)
        return ExitCode.DONE
    day = session.day(" ".join(args.day), future=True) if args.day else None
    promise = deadlines.promise_deadline(desk, project, day)
    if session.as_json:
        session.emit(promise)
    else:
        from freelance_comm.services.promises import sentence

        session.say(sentence(desk, promise))
    return ExitCode.DONE
