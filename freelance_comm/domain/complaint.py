"""Complaints: what a client was unhappy about, whether they have a point, and what was done about it.

A complaint belongs to a client, and to one of their projects where it is about one. What it owes the client at a date
is a promise on the ledger; here stands only which one.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from freelance_comm.domain.record import Record


class Point(StrEnum):
    """Whether the client has a point, as the freelancer sees it."""

    UNKNOWN = "unknown"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Complaint(Record):
    """One complaint, in the client's own words.

    ``message_id`` is the message it came with. ``answered_at`` is when it was answered at all, ``owned_at`` when the
    freelancer took it on themselves: once, never again. ``promise_id`` is the promise of the ``remedy`` on the ledger,
    ``remedied_at`` when the remedy was done, ``told_at`` when the client was told so. On ``check_back_on`` they are
    asked whether all is well now; ``checked_at`` is when that was done. With ``resolved_on`` it is over, ``outcome``
    says how it ended.
    """

    id: int
    client_id: int
    words: str
    raised_at: datetime
    project_id: int | None = None
    message_id: int | None = None
    point: Point = Point.UNKNOWN
    what_happened: str = ""
    answered_at: datetime | None = None
    owned_at: datetime | None = None
    remedy: str = ""
    promise_id: int | None = None
    remedied_at: datetime | None = None
    told_at: datetime | None = None
    check_back_on: date | None = None
    checked_at: datetime | None = None
    resolved_on: date | None = None
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.resolved_on is None


class NextStep(StrEnum):
    """What comes next on the way from a complaint to a client who is content again."""

    ANSWER = "answer"
    JUDGE = "judge"
    REMEDY = "remedy"
    DO = "do"
    TELL = "tell"
    CHECK_BACK = "check-back"
    RESOLVE = "resolve"
    NOTHING = "nothing"


def next_step(complaint: Complaint, *, promised: bool, remedied: bool) -> NextStep:
    """Return what comes next; the ledger tells whether a remedy is ``promised``, and whether it is done, ``remedied``.

    Where the client has no point, an answer is enough, and then only a word later whether all is well.
    """
    if not complaint.is_open:
        return NextStep.NOTHING
    if complaint.answered_at is None:
        return NextStep.ANSWER
    if complaint.point is not Point.NO:
        if not remedied:
            return NextStep.DO if promised else _to_promise(complaint)
        if complaint.told_at is None:
            return NextStep.TELL
    return NextStep.CHECK_BACK if complaint.checked_at is None else NextStep.RESOLVE


def _to_promise(complaint: Complaint) -> NextStep:
    return NextStep.JUDGE if complaint.point is Point.UNKNOWN else NextStep.REMEDY
