"""Promises: what was said, to whom, until when, and whether it was held."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record


class PromiseState(StrEnum):
    """The life of a promise; early counts as kept."""

    OPEN = "open"
    KEPT = "kept"
    EARLY = "early"
    LATE = "late"
    RENEGOTIATED = "renegotiated"
    WITHDRAWN = "withdrawn"


class PromiseSource(StrEnum):
    """Where the promise was made."""

    DEADLINE = "deadline"
    REPORT = "report"
    DRAFT = "draft"
    MESSAGE = "message"
    CALL = "call"


class Promise(Record):
    """Something said to a client with a time.

    ``due`` is the last moment (UTC); ``window_start`` the first, for "between 9 and 12". ``nudge_at`` is when the
    freelancer wants to be reminded: early in the window, in working time.
    """

    id: int
    client_id: int
    project_id: int | None
    what: str
    made_at: datetime
    due: datetime
    nudge_at: datetime
    zone: str
    window_start: datetime | None = None
    source: PromiseSource = PromiseSource.CALL
    state: PromiseState = PromiseState.OPEN
    closed_at: datetime | None = None
    replaced_by: int | None = None
    whole_day: bool = False

    def _check(self) -> None:
        if self.window_start is not None and self.window_start > self.due:
            raise BadValue(N_("The window of the promise ends before it starts."), hint=N_("Swap the two times."))


def outcome(promise: Promise, done_at: datetime) -> PromiseState:
    """Return how ``promise`` was held if done at ``done_at``: early (before the window or the nudge), kept, late."""
    if done_at > promise.due:
        return PromiseState.LATE
    early_until = promise.window_start or promise.nudge_at
    return PromiseState.EARLY if done_at < early_until else PromiseState.KEPT
