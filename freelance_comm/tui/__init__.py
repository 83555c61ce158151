"""The screen: Textual pages over the same services as the command line.

Nothing is imported here, so that a command which never opens the screen never pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.desk import Desk


def main(*, data_dir: str | None, lang: str | None, now: str | None, demo: bool) -> int:
    """Open the screen on the freelancer's data, or on throw-away sample data, and return the exit code.

    Call it on a terminal. What the settings noticed stands on the first page; an ``AppError`` that leaves nothing to
    show escapes to the caller.
    """
    from freelance_comm.bootstrap import load_settings, wire

    chosen = load_settings(data_dir=data_dir, lang=lang, now=now)
    if demo:
        from freelance_comm.demo import opened_demo

        with opened_demo(chosen, owner="tui") as desk:
            return run_tui(desk, chosen.notices)
    return run_tui(wire(chosen, owner="tui"), chosen.notices)


def run_tui(desk: Desk, notices: Iterable[AppError] = ()) -> int:
    """Open the screen on ``desk`` and return the exit code; call it on a terminal.

    ``notices`` are things the freelancer should know that were found before there was a screen.
    """
    from freelance_comm.tui.app import run

    return run(desk, tuple(notices))
