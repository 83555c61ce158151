"""How pressing something is, told from two moments alone.

Apart because the reply clock, the agenda and the reminder line must never disagree about it: each item knows when it
becomes pressing and when it is late, so any of them can ask about any moment.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class Urgency(StrEnum):
    """In the order in which things are to be done."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"

    @property
    def rank(self) -> int:
        """0 for what comes first."""
        return _ORDER.index(self)


_ORDER = (Urgency.OVERDUE, Urgency.SOON, Urgency.LATER)


def urgency_at(now: datetime, soon_at: datetime | None, late_at: datetime | None) -> Urgency:
    """Return how pressing something is at ``now``; a moment that is None never comes."""
    if late_at is not None and now >= late_at:
        return Urgency.OVERDUE
    if soon_at is not None and now >= soon_at:
        return Urgency.SOON
    return Urgency.LATER
