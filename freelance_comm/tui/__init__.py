"""The screen: Textual pages over the same services as the command line.

Nothing is imported here, so that a command which never opens the screen never pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


def run_tui(desk: Desk) -> int:
    """Open the screen on ``desk`` and return the exit code; must be called on a terminal."""
    from freelance_comm.tui.app import run

    return run(desk)
