"""Figures of reply times for programs: one shape, wherever they come from.

Apart because `replies` tells of a mailbox and of what is on record, and a script should read both alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freelance_comm.domain.reply_figures import Figures, Spread


def plain(found: Figures) -> dict[str, Any]:
    """Return figures as plain values; durations are seconds."""
    return {
        "answered": found.answered,
        "in_time": found.in_time,
        "late": found.late,
        "open": found.open,
        "open_late": found.open_late,
        "missed": found.missed,
        "percent_in_time": found.percent_in_time,
        "business": _spread(found.business),
        "wall": _spread(found.wall),
        "oldest_open": None
        if found.oldest_open is None
        else {"from": found.oldest_open.who, "received": found.oldest_open.received},
    }


def _spread(found: Spread) -> dict[str, Any]:
    return {"median": found.median, "p90": found.p90}
