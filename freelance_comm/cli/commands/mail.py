"""`mail`: mailboxes the program may read, and what it found in them."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli import mail_account_options
from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.text.catalog import Translator

VERBS = ("account",)


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    mail_account_options.declare(add_verb("account", tr.gettext("mailboxes on servers: add, list, check, remove")), tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    return mail_account_options.run(args, session)
