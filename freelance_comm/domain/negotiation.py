"""Negotiations on a project: who wanted what, what moved, where it got stuck, which ways out were tried.

It records what was said, never who was to blame.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from freelance_comm.domain.record import Record


class Subject(StrEnum):
    """What can be negotiated."""

    PRICE = "price"
    DATE = "date"
    SCOPE = "scope"
    TERMS = "terms"


class Side(StrEnum):
    """Whose position it is."""

    THEIRS = "theirs"
    MINE = "mine"


class Position(Record):
    """What one side wanted at one time, in its own words."""

    side: Side
    subject: Subject
    words: str
    at: datetime


class Reaction(StrEnum):
    """What the client made of a way out."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"


class Attempt(Record):
    """A way out that was proposed: the ``way`` by its name in the list of ways, when, and what came of it."""

    way: str
    at: datetime
    reaction: Reaction = Reaction.WAITING


class Outcome(StrEnum):
    """How a negotiation stands: still open, agreed, or ended without an agreement."""

    OPEN = "open"
    AGREED = "agreed"
    ENDED = "ended"


class Negotiation(Record):
    """One negotiation. ``stage`` is the stage of the project in which it began or got stuck, ``stuck`` says on what.

    ``positions`` and ``attempts`` stand in the order in which they came.
    """

    id: int
    opened_at: datetime
    stage: str
    positions: tuple[Position, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    stuck: str = ""
    outcome: Outcome = Outcome.OPEN
    result: str = ""
    ended_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.outcome is Outcome.OPEN

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What it is about, in the order in which it came up."""
        return tuple(dict.fromkeys(position.subject for position in self.positions))


class Movement(Record):
    """What one side said first and last on a subject; ``moved`` where the two differ."""

    side: Side
    subject: Subject
    first: Position
    last: Position

    @property
    def moved(self) -> bool:
        """Whether this side came off its first position."""
        return self.first.words.casefold() != self.last.words.casefold()


def movements(negotiation: Negotiation) -> tuple[Movement, ...]:
    """Return for each subject and side where it began and where it stands."""
    found: dict[tuple[Subject, Side], list[Position]] = {}
    for position in sorted(negotiation.positions, key=lambda one: one.at):
        found.setdefault((position.subject, position.side), []).append(position)
    order = {subject: place for place, subject in enumerate(negotiation.subjects)}
    return tuple(
        Movement(side=side, subject=subject, first=said[0], last=said[-1])
        for (subject, side), said in sorted(found.items(), key=lambda one: (order[one[0][0]], one[0][1] is Side.MINE))
    )
