"""The colours of the screen that were chosen there, remembered on this computer until others are.

In the local state and not in the data: the terminal of another computer may be light where this one is dark.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.services.derived_file import keep_derived

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_LONGEST_NAME = 200


def remembered(desk: Desk) -> str:
    """Return the name of the theme that was chosen last, empty where none was or it cannot be read."""
    try:
        with Path(_place(desk)).open(encoding="utf-8") as file:
            return file.read(_LONGEST_NAME).strip()
    except (OSError, ValueError):
        return ""


def remember(desk: Desk, theme: str) -> None:
    """Note the name of a theme, as well as that can be done."""
    keep_derived(_place(desk), f"{theme}\n".encode())


def _place(desk: Desk) -> str:
    return f"{desk.workspace.root}/.state/colours"
