"""`remind --install`: shows or does what lets this computer remind the freelancer by itself.

Without ``--write`` the texts go to standard output and what to do with them to standard error.
"""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import installing
from freelance_comm.services.installing import State
from freelance_comm.services.schedulers import EVERY, Kind

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.services.installing import Installed
    from freelance_comm.services.schedulers import Plan


def install(wanted: str, args: Namespace, session: Session) -> int:
    """Print it, put it in place or take it away; ``wanted`` is empty for this computer's own way."""
    if args.write and args.remove:
        raise BadValue(N_("Either put it in place or remove it, not both."), hint=N_("Leave out --write or --remove."))
    desk = session.desk
    if desk.demo and (args.write or args.remove):
        raise BadValue(
            N_("Sample data are thrown away; there is nothing to be reminded of."), hint=N_("Leave out --demo.")
        )
    minutes = EVERY if args.every is None else args.every
    kind = Kind(wanted) if wanted else None
    what = installing.planned(desk, kind, minutes, environ=os.environ, always=args.always)
    if args.write:
        return _done(installing.write(what, environ=os.environ), session)
    if args.remove:
        return _done(installing.remove(what, environ=os.environ), session)
    return _show(what, session)


def _show(what: Plan, session: Session) -> int:
    tr = session.tr
    if session.as_json:
        session.emit(what)
        return ExitCode.DONE
    several = len(what.files) > 1
    for file in what.files:
        session.emit_text((f"# {file.path}\n" if several else "") + file.content)
    if what.kind is Kind.CRON:
        session.note(tr.gettext("It belongs in your crontab: `crontab -e`."))
    elif what.kind is Kind.TASK_SCHEDULER:
        session.note(tr.gettext("Save it as a file, then let Windows read it:"))
    else:
        for file in what.files:
            session.note(tr.gettext("It belongs in {file}.").format(file=file.path))
        session.note(tr.gettext("Then it is turned on with:"))
    _type(what.turn_on, session)
    if what.kind is not Kind.TASK_SCHEDULER:
        session.note(tr.gettext("All of this is done by: {command}").format(command=_writing(what)))
    return ExitCode.DONE


def _writing(what: Plan) -> str:
    return f"freelance-comm remind --install {what.kind.value} --write"


def _type(commands: tuple[tuple[str, ...], ...], session: Session) -> None:
    for words in commands:
        session.note(f"  {shlex.join(words)}", whole=True)


def _done(done: Installed, session: Session) -> int:
    tr = session.tr
    if session.as_json:
        session.emit(done)
        return ExitCode.DONE
    words = {
        State.WRITTEN: tr.gettext("In place: {places}"),
        State.UNCHANGED: tr.gettext("Already in place: {places}"),
        State.REMOVED: tr.gettext("Removed: {places}"),
        State.ABSENT: tr.gettext("Nothing of ours was there: {places}"),
    }[done.state]
    named = [file.path for file in done.plan.files if file.path] or [tr.gettext("your crontab")]
    session.say(words.format(places=", ".join(named)))
    if done.typed:
        session.note(tr.gettext("The following could not be done from here; please type it yourself:"))
        _type(done.typed, session)
    elif done.state in (State.WRITTEN, State.UNCHANGED):
        session.say(tr.gettext("From now on you are reminded in your working hours."))
    return ExitCode.DONE
