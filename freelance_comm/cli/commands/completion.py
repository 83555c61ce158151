"""`completion`: the script that lets Tab complete commands, options and names in a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import ExitCode

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.text.catalog import Translator

SCRIPTS = {"bash": "freelance-comm.bash", "zsh": "_freelance-comm", "fish": "freelance-comm.fish"}
"""The scripts in the folder ``shells``, named as the shells look for them."""


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the shell."""
    parser.add_argument("shell", choices=tuple(SCRIPTS), help=tr.gettext("the shell you use"))


def run(args: Namespace, session: Session) -> int:
    """Print the script, with the line that turns it on in its head."""
    script = Path(__file__).parent.parent / "shells" / SCRIPTS[args.shell]
    session.emit_text(script.read_text(encoding="utf-8"))
    return ExitCode.DONE
