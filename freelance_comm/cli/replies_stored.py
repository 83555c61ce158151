"""`replies` without a mailbox: how fast the answers on record went out."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator


def declare(parser: Parser, tr: Translator) -> None:
    """Declare the options."""
    parser.epilog = tr.gettext("Without --from-mail: the answers on record, of the last 90 days.")


def run(args: Namespace, session: Session) -> int:
    """Print the figures of the last 90 days."""
    from freelance_comm.services.reply_times import reply_times

    found = reply_times(session.view_desk, days=90)
    if session.as_json:
        session.emit(found)
    else:
        session.say(found.words or session.tr.gettext("No answer is on record in the last 90 days."))
    return ExitCode.DONE
