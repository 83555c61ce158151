"""The clipboard of whatever desktop there is; else the terminal's own (OSC 52), which works through SSH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotSaved
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session

_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)


def copy(text: str, session: Session) -> None:
    """Put ``text`` on the clipboard and say so; ``NotSaved`` when there is none to be reached."""
    for variable, command in _COMMANDS:
        if (not variable or os.environ.get(variable)) and shutil.which(command[0]):
            done = subprocess.run(command, input=text.encode(), check=False, timeout=10)
            if done.returncode == 0:
                session.note(session.tr.gettext("Copied."))
                return
    if _through_terminal(text):
        session.note(session.tr.gettext("Copied, if your terminal allows it."))
        return
    raise NotSaved(
        N_("There is no clipboard to copy to."),
        hint=N_("Write it to a file instead: put > FILE after the command."),
        fate="",
    )


def _through_terminal(text: str) -> bool:
    if not sys.stderr.isatty():
        return False
    from base64 import b64encode

    sys.stderr.write(f"\x1b]52;c;{b64encode(text.encode()).decode()}\a")
    sys.stderr.flush()
    return True
