"""`remind`: for cron and the shell prompt. Exit code 0 nothing, 10 due soon, 20 overdue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.prompt_code import SHELLS, prompt_code
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import reminders
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.reminders import Due

_HERE = "auto"
SCHEDULERS = ("systemd", "cron", "launchd", "task-scheduler")


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options."""
    parser.add_argument(
        "--prompt", action="store_true", help=tr.gettext("one short line for a shell prompt, or nothing")
    )
    parser.add_argument(
        "--shell",
        default="",
        choices=SHELLS,
        metavar="|".join(SHELLS),
        help=tr.gettext("print the code that lets a shell read that line from a file, without starting a program"),
    )
    parser.add_argument(
        "--new",
        action="store_true",
        help=tr.gettext("only what you have not been reminded of yet at this level, for cron"),
    )
    parser.add_argument(
        "--always", action="store_true", help=tr.gettext("even outside your working hours and in quiet hours")
    )
    parser.add_argument(
        "--notify",
        action="store_true",
        help=tr.gettext("like --new, but also show it on the desktop, if there is one"),
    )
    parser.add_argument(
        "--try",
        dest="trying",
        action="store_true",
        help=tr.gettext("show a test notification now"),
    )
    parser.add_argument(
        "--install",
        nargs="?",
        const=_HERE,
        default="",
        choices=[*SCHEDULERS, _HERE],
        metavar="|".join(SCHEDULERS),
        help=tr.gettext("print what lets this computer remind you on its own; in its usual way if none is named"),
    )
    parser.add_argument("--write", action="store_true", help=tr.gettext("with --install: put it in place"))
    parser.add_argument("--remove", action="store_true", help=tr.gettext("with --install: remove it again"))
    parser.add_argument(
        "--every",
        type=int,
        default=None,
        metavar="MINUTES",
        help=tr.gettext("with --install: how often, in minutes; 15 if not given"),
    )


def run(args: Namespace, session: Session) -> int:
    """Say what is due."""
    if args.install:
        from freelance_comm.cli.installing import install

        return install("" if args.install == _HERE else args.install, args, session)
    if args.write or args.remove or args.every is not None:
        raise BadValue(
            N_("--write, --remove and --every belong to --install."), hint=N_("See `freelance-comm remind --help`.")
        )
    if args.trying:
        return _try(session)
    if args.shell:
        session.emit_text(prompt_code(session.desk, args.shell, session.again))
        return ExitCode.DONE
    if args.prompt:
        line = reminders.refresh_prompt(session.desk)
        if line:
            session.emit_text(line)
        return ExitCode.DONE
    if args.new or args.notify:
        from freelance_comm.services.told import news

        due = news(session.view_desk, always=args.always)
    else:
        due = reminders.due(session.view_desk, always=args.always)
    _tell(due, session)
    if args.notify and due.items:
        _notify(due, session)
    return {"none": ExitCode.DONE, "soon": ExitCode.DUE_SOON, "overdue": ExitCode.OVERDUE}[due.level]


def _tell(due: Due, session: Session) -> None:
    if session.as_json:
        session.emit(due)
    else:
        session.table(
            [(item.when_text, item.title, item.detail or item.reason, item.command) for item in due.items], flexible=2
        )
    if due.silent and due.opens_at is not None and session.out.isatty() and not session.as_json:
        from freelance_comm.text.telling import near

        when = near(due.opens_at, session.desk.now(), session.desk.zone, session.tr)
        session.note(session.tr.gettext("silent until {when}").format(when=when))
    elif not due.items and session.out.isatty() and not session.as_json:
        session.note(session.tr.gettext("Nothing is due now."))
    if due.unnoted:
        session.warn(session.tr.gettext("It could not be noted that this was shown; you will be reminded of it again."))


def _notify(due: Due, session: Session) -> None:
    """Show it on the desktop too; whoever sits at a terminal hears when that cannot be, cron does not."""
    import os

    from freelance_comm.services import notify

    if not notify.shown(notify.notice(due.items, session.tr), os.environ) and session.out.isatty():
        session.note(_nobody(session))


def _nobody(session: Session) -> str:
    return session.tr.gettext("No program here shows notifications on a desktop; the text above is all there is.")


def _try(session: Session) -> int:
    import os

    from freelance_comm.services import notify

    tr = session.tr
    what = notify.Notice(title="freelance-comm", lines=(tr.gettext("This is how reminders will look."),))
    program = notify.shown(what, os.environ)
    if session.as_json:
        session.emit({"program": program})
    elif program:
        words = tr.gettext("Handed to {program}. If you saw nothing, your desktop does not show notifications.")
        session.say(words.format(program=program))
    else:
        session.say(tr.gettext("No program here shows notifications on a desktop; reminders come as text."))
    return ExitCode.DONE
