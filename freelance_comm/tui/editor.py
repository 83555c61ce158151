"""Hands a text to the freelancer's own editor and takes it back; the screen makes room meanwhile.

Whatever the editor does (fails, leaves an empty file, deletes it), the text on the page stays unless a changed one
came back.
"""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.tui.app import FreelanceApp

_FATE = N_("Your text is as it was.")


def edit_outside(app: FreelanceApp, key: str, text: str) -> str:
    """Return the text as it came back from the editor; ``BadValue`` when there is none or it failed."""
    from textual.app import SuspendNotSupported

    from freelance_comm.services import drafts

    command = app.desk.editor
    if not command.strip():
        raise BadValue(
            N_("No editor is set."), hint=N_("Set EDITOR in your shell, or editor in the settings file."), fate=_FATE
        )
    path = drafts.keep_for_editor(app.desk, f"editor-{key}.txt", text)
    try:
        with app.suspend():
            failed = _run(command, str(path))
    except SuspendNotSupported:
        raise BadValue(
            N_("This terminal cannot make room for an editor."), hint=N_("Copy the text instead."), fate=_FATE
        ) from None
    if failed:
        raise BadValue(
            N_("The editor “{command}” did not work."),
            hint=N_("Check EDITOR in your shell, or editor in the settings file."),
            fate=_FATE,
            command=command,
        )
    came_back = drafts.kept_for_editor(path)
    drafts.drop_work(app.desk, f"editor-{key}.txt")
    if not came_back.strip():
        raise BadValue(N_("The editor left the text empty."), hint=N_("Your text here is unchanged."), fate=_FATE)
    return came_back


def _run(command: str, path: str) -> bool:
    """Run the editor and say whether it failed."""
    try:
        return subprocess.run([*shlex.split(command), path], check=False).returncode != 0
    except (OSError, ValueError):
        return True
