"""`replies`: how fast you answer. From a mailbox without storing anything, or from what is on record."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli import replies_mailbox, replies_stored
from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.session import Session
from freelance_comm.text.catalog import Translator


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the options of both."""
    replies_stored.declare(parser, tr)
    replies_mailbox.declare(parser, tr)


def run(args: Namespace, session: Session) -> int:
    """Tell how fast answers went out."""
    if args.from_mail is not None:
        replies_stored.refuse_with_mailbox(args)
        return replies_mailbox.run(args, session)
    replies_mailbox.refuse_without_mailbox(args)
    return replies_stored.run(args, session)
