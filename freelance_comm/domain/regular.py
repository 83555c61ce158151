"""Looking after the clients one has: the ten habits, ideas nobody asked for, and the week for a surprise.

Apart from ``people``, which says who somebody is: this is how well one deals with them, and it grows with time.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record

IDEAS_A_PROJECT = 3
"""So many ways of going further are thought of for each project."""
SURPRISE_EVERY = 70
"""Days of a round in which each client has one week for a pleasant surprise."""
SURPRISE_LASTS = 7
"""Days for which a surprise is suggested once its day has come."""


class Habit(StrEnum):
    """The ten habits of people who are good to deal with."""

    SMILE = "smile"
    WARMTH = "warmth"
    LISTENING = "listening"
    NAMES = "names"
    CARING = "caring"
    SYMPATHY = "sympathy"
    SURPRISE = "surprise"
    PROMISES = "promises"
    FUN = "fun"
    THEIR_WAY = "their-way"


class HabitCheck(Record):
    """How one has dealt with a client lately, habit by habit, in one's own eyes.

    A habit stands in ``yes``, ``partly`` or ``no``, or in none of them where it was not answered.
    """

    id: int
    client_id: int
    made_at: datetime
    yes: tuple[Habit, ...] = ()
    partly: tuple[Habit, ...] = ()
    no: tuple[Habit, ...] = ()
    note: str = ""

    def _check(self) -> None:
        answered = (*self.yes, *self.partly, *self.no)
        if len(set(answered)) != len(answered):
            raise BadValue(
                N_("A habit is answered twice in one self-check."), hint=N_("Answer each habit once: yes, partly, no.")
            )

    @property
    def answered(self) -> int:
        """How many of the ten habits were answered."""
        return len(self.yes) + len(self.partly) + len(self.no)

    @property
    def score(self) -> Decimal:
        """A whole for each yes and a half for each partly: 0 to 10."""
        return len(self.yes) + Decimal(len(self.partly)) / 2

    @property
    def share(self) -> Decimal:
        """The score as a part (0 to 1) of what it could be with the habits that were answered."""
        return self.score / self.answered if self.answered else Decimal(0)


class Idea(Record):
    """Something nobody asked for that would please: for a project, or for a client alone (a pleasant surprise)."""

    id: int
    client_id: int
    project_id: int | None
    text: str
    made_at: datetime
    done_on: date | None = None


def surprise_week(client_id: int, day: date) -> date | None:
    """Return the first day of the week for a surprise in which ``day`` lies for this client, None outside of it.

    The week follows from client and calendar alone, and is another one in each round, so that nobody learns to expect
    it. The round is cut into whole weeks; which of them it is changes with a mixed product of both numbers.
    """
    turn, place = divmod(day.toordinal() + client_id % SURPRISE_EVERY, SURPRISE_EVERY)
    mixed = (client_id ^ (turn * 0x9E3779B1)) * 0x85EBCA6B
    week = (mixed >> 13) % (SURPRISE_EVERY // SURPRISE_LASTS)
    begins = week * SURPRISE_LASTS
    if not begins <= place < begins + SURPRISE_LASTS:
        return None
    return day - timedelta(days=place - begins)
