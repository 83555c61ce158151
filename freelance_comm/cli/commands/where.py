"""`where`: which files hold what."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Nothing to declare."""


def run(_args: Namespace, session: Session) -> int:
    """Show the folders."""
    from freelance_comm.bootstrap import config_path

    root = session.desk.workspace.root
    folders = {
        "data": str(root),
        "templates": str(session.desk.template_folder),
        "local_state": str(root / ".state"),
        "configuration": config_path(),
    }
    if session.as_json:
        session.emit(folders)
        return ExitCode.DONE
    tr = session.tr
    session.table(
        [
            (tr.gettext("Your data"), folders["data"]),
            (tr.gettext("Your own templates"), folders["templates"]),
            (tr.gettext("Undo and earlier states"), folders["local_state"]),
            (tr.gettext("Configuration"), folders["configuration"]),
        ]
    )
    return ExitCode.DONE
