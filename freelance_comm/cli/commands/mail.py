"""`mail`: mailboxes the program may read, and what it found in them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from argparse import Namespace

    from freelance_comm.cli.session import Session

_LISTS = ("people", "add", "ignore", "left-out", "rescue", "dismiss", "sources", "forget")
VERBS = ("import", *_LISTS, "account")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs; of what was typed only the part that it needs is loaded."""
    add_verb = verbs(parser)
    typed = parser.typed if parser.typed in VERBS else ""
    if typed in ("", "import"):
        _part("import").declare(add_verb("import", tr.gettext("read what is new in your mailboxes")), tr)
    if typed in ("", *_LISTS):
        _part("people").declare(add_verb, tr)
    if typed in ("", "account"):
        told = tr.gettext("mailboxes on servers: add, list, check, remove")
        _part("account").declare(add_verb("account", told), tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    code: int = _part(args.verb).run(args, session)
    return code


def _part(verb: str) -> Any:
    """Return the module that knows a verb."""
    name = {"import": "mail_import_options", "account": "mail_account_options"}.get(verb, "mail_lists")
    return import_module(f"freelance_comm.cli.{name}")
