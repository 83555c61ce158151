"""Where a better wording goes in a text: in the place of what it is about, or, of the whole text, where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.tui.coach_rows import Wording
    from freelance_comm.tui.coach_text import Stretch


def mended(text: str, stretch: Stretch | None, wording: Wording) -> tuple[Stretch, str]:
    """Return the stretch of ``text`` that is replaced, and what by."""
    if stretch is not None:
        return stretch, wording.words
    return (0, 0), wording.words + "\n\n"
