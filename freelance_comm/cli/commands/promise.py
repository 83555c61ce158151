"""`promise`: the ledger of what was said, to whom, until when."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.services import promises
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "keep", "move", "withdraw")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("note a promise: what, and --by when"))
    add.add_argument("what", nargs="+")
    add.add_argument("--by", required=True, metavar="WHEN", help=tr.gettext("“Friday”, “tomorrow 17:00”, a date"))
    add.add_argument("--from", dest="window", default="", metavar="WHEN", help=tr.gettext("the beginning of a window"))
    add.add_argument("--client", default="")
    add.add_argument("--project", default="")
    add.add_argument("--source", choices=[*map(str, PromiseSource)], default=PromiseSource.CALL)
    listing = add_verb("list", tr.gettext("the open promises"))
    listing.add_argument("--all", action="store_true", help=tr.gettext("those that were kept or broken too"))
    keep = add_verb("keep", tr.gettext("you did it"))
    keep.add_argument("promise", help=tr.gettext("its number in `promise list`"))
    keep.add_argument("--at", default="", metavar="WHEN")
    move = add_verb("move", tr.gettext("you agreed on a new time"))
    move.add_argument("promise")
    move.add_argument("--by", required=True, metavar="WHEN")
    withdraw = add_verb("withdraw", tr.gettext("it is no longer wanted"))
    withdraw.add_argument("promise")


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    desk = session.desk
    if args.verb == "list":
        return _list(args, session)
    if args.verb == "add":
        due, whole_day = _due(args.by, session)
        view = promises.add_promise(
            desk,
            text_of(" ".join(args.what)),
            client_text=args.client,
            project_text=args.project,
            due=due,
            window_start=session.moment(args.window, future=True) if args.window else None,
            whole_day=whole_day,
            source=PromiseSource(args.source),
        )
    elif args.verb == "keep":
        view = promises.keep(desk, args.promise, session.moment(args.at) if args.at else None)
    elif args.verb == "move":
        due, whole_day = _due(args.by, session)
        view = promises.renegotiate(desk, args.promise, due, whole_day=whole_day)
    else:
        view = promises.withdraw(desk, args.promise)
    if session.as_json:
        session.emit(view.promise)
    else:
        session.say(view.sentence)
    return ExitCode.DONE


def _due(text: str, session: Session) -> tuple[datetime, bool]:
    """Return the due moment; a day without an hour means the end of that working day."""
    from freelance_comm.services.promises import due_from_text

    return due_from_text(session.desk, text)


def _list(args: Namespace, session: Session) -> int:
    views = promises.list_promises(session.desk, all=args.all)
    if session.as_json:
        session.emit([{**view.promise.values(), "handle": view.handle, "client": view.client_name} for view in views])
    elif not views:
        session.say(session.tr.gettext("Nothing is promised. A clean slate."))
    else:
        session.table(
            [(view.handle, view.due_text, view.client_name, view.promise.what, view.state_text) for view in views]
        )
    return ExitCode.DONE
