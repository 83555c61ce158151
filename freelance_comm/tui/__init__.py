"""The screen: Textual pages over the same services as the command line.

Nothing is imported here, so that a command which never opens the screen never pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.desk import Desk
    from freelance_comm.settings import Settings


def run_tui(desk: Desk, chosen: Settings) -> int:
    """Open the screen on ``desk`` and return the exit code; call it on a terminal.

    ``chosen`` are the person's settings: keys and colours of their own, and what was noticed before there was a screen.
    """
    notices: tuple[AppError, ...] = chosen.notices
    if chosen.keys:
        from freelance_comm.tui import keys
        from freelance_comm.tui.own_keys import own_acts

        own, doubts = own_acts(chosen.keys)
        keys.take(own)
        notices += doubts
    from freelance_comm.tui.app import run

    return run(desk, notices, theme=chosen.theme)
