"""A client project: its stage, facts, requirements, steps, and the log of how it moved."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.record import Record


class ProjectState(StrEnum):
    """Open projects appear everywhere; closed ones lie in the archive."""

    OPEN = "open"
    CLOSED = "closed"


class Project(Record):
    """The head of a project. ``stage`` is an id of the stage registry; ``facts`` holds what the stages' forms ask,
    as canonical text (ISO dates, plain decimals, "yes"/"no"). ``waved_remarks`` are the keys of the coach's remarks
    that were waved through in its drafts.
    """

    id: int
    ref: str
    name: str
    client_id: int
    created: datetime
    currency: str
    stage: str = "contact"
    state: ProjectState = ProjectState.OPEN
    closed_on: date | None = None
    skipped: tuple[str, ...] = ()
    small_job: bool = False
    facts: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    report_every_days: int | None = None
    terms_kind: TermsKind | None = None
    waved_remarks: tuple[str, ...] = ()


class Requirement(Record):
    """One thing the client asked for: in whose words, when, and whether it has been delivered."""

    id: int
    text: str
    said_by: str = ""
    said_on: date | None = None
    done_on: date | None = None


class StepKind(StrEnum):
    """A next step of the freelancer, or something needed from the client."""

    MINE = "mine"
    THEIRS = "theirs"


class Step(Record):
    """A line for the progress report: what comes next, or what the client is asked for.

    A ``quiet`` one stands in no report and no letter: work done over that nobody has complained about.
    """

    id: int
    kind: StepKind
    text: str
    added: datetime
    done_at: datetime | None = None
    quiet: bool = False


class Passage(Record):
    """A change of stage: forward or back; with the conditions that were not met and the reason for going on."""

    id: int
    at: datetime
    origin: str
    target: str
    unmet: tuple[str, ...] = ()
    reason: str = ""


class SentDraft(Record):
    """A draft the freelancer says has gone out; reports keep the period they covered."""

    id: int
    at: datetime
    template: str
    subject: str = ""
    period_start: date | None = None
    period_end: date | None = None
