"""`mail`: mailboxes the program may read, and what it found in them."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli import mail_account_options, mail_import_options, mail_lists
from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.text.catalog import Translator

VERBS = ("import", *mail_lists.VERBS, "account")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    mail_import_options.declare(add_verb("import", tr.gettext("read what is new in your mailboxes")), tr)
    mail_lists.declare(add_verb, tr)
    mail_account_options.declare(add_verb("account", tr.gettext("mailboxes on servers: add, list, check, remove")), tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "import":
        return mail_import_options.run(args, session)
    if args.verb in mail_lists.VERBS:
        return mail_lists.run(args, session)
    return mail_account_options.run(args, session)
