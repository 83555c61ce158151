"""`remind`: for cron and the shell prompt. Exit code 0 nothing, 10 due soon, 20 overdue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import reminders
from freelance_comm.text.catalog import Translator


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options."""
    parser.add_argument(
        "--prompt", action="store_true", help=tr.gettext("one short line for a shell prompt, or nothing")
    )
    parser.add_argument(
        "--new", action="store_true", help=tr.gettext("only what has not been told yet at this level, for cron")
    )
    parser.add_argument("--always", action="store_true", help=tr.gettext("also outside your working hours"))


def run(args: Namespace, session: Session) -> int:
    """Say what is due."""
    if args.prompt:
        line = reminders.refresh_prompt(session.desk)
        if line:
            session.say(line)
        return ExitCode.DONE
    if args.new:
        from freelance_comm.services.told import news

        due = news(session.view_desk, always=args.always)
    else:
        due = reminders.due(session.view_desk, always=args.always)
    if session.as_json:
        session.emit(due)
    else:
        session.table(
            [(item.when_text, item.title, item.detail or item.reason, item.command) for item in due.items], flexible=2
        )
    return {"none": ExitCode.DONE, "soon": ExitCode.DUE_SOON, "overdue": ExitCode.OVERDUE}[due.level]
