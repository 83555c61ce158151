"""`undo`: take the last change back, or an earlier one; `--list` shows them, `--again` takes the undo back."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import undoing
from freelance_comm.text.catalog import Translator


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the options."""
    parser.add_argument(
        "number", nargs="?", type=int, help=tr.gettext("which change, as numbered by --list; the last one if not given")
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--list", action="store_true", help=tr.gettext("show the last changes, undo nothing"))
    other.add_argument("--again", action="store_true", help=tr.gettext("redo what was last undone"))


def run(args: Namespace, session: Session) -> int:
    """Undo, or show what could be undone."""
    if args.list:
        return _list(session)
    said = session.tr.gettext("Redone – {change}") if args.again else session.tr.gettext("Undone – {change}")
    with Working(session, session.tr.gettext("Undoing")) as working:
        if args.again:
            change = undoing.again(session.view_desk, progress=working.tell)
        else:
            change = undoing.undo(session.view_desk, args.number, progress=working.tell)
    if session.as_json:
        session.emit(_plain(change, session))
    else:
        session.say(said.format(change=undoing.told(session.tr, change)))
    return ExitCode.DONE


def _list(session: Session) -> int:
    changes = undoing.recent_changes(session.view_desk)
    if session.as_json:
        session.emit([_plain(change, session) for change in changes])
        return ExitCode.DONE
    tr = session.tr
    if not changes:
        session.say(tr.gettext("There is nothing to undo yet."))
        return ExitCode.DONE
    from freelance_comm.text.telling import near

    now, zone = session.desk.now(), session.desk.zone
    whence = {"cli": tr.gettext("on the command line"), "tui": tr.gettext("on the screen")}
    session.table(
        [
            (
                str(change.number),
                near(change.at, now, zone, tr),
                whence.get(change.owner, change.owner),
                undoing.told(tr, change),
                _state(change, tr),
            )
            for change in changes
        ],
        flexible=3,
    )
    return ExitCode.DONE


def _state(change: undoing.PastChange, tr: Translator) -> str:
    if change.undone:
        return tr.gettext("undone")
    return "" if change.undoable else tr.gettext("cannot be undone")


def _plain(change: undoing.PastChange, session: Session) -> dict[str, Any]:
    return {**change.values(), "text": undoing.told(session.view_desk.tr, change)}
