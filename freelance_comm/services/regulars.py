"""The health of the ties to each client in one view: every judgement with its figures and its reason.

The worst of the figures is what a client's line says: an average would hide the one thing that should be done.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key
from freelance_comm.domain.touch import Touch
from freelance_comm.services import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.regular import HabitCheck
    from freelance_comm.services.dealings import Dealings
    from freelance_comm.services.desk import Desk


class Level(StrEnum):
    """How a client is doing with me, the one that asks for most first."""

    ACT = "act"
    THINK = "think"
    WELL = "well"
    NEW = "new"
    FORMER = "former"

    @property
    def rank(self) -> int:
        """0 for what asks for most."""
        return list(Level).index(self)


LEVELS: dict[Level, str] = {
    Level.ACT: NP_("health of a client", "do something"),
    Level.THINK: NP_("health of a client", "worth a thought"),
    Level.WELL: NP_("health of a client", "well"),
    Level.NEW: NP_("health of a client", "new"),
    Level.FORMER: NP_("health of a client", "long ago"),
}


class FigureKind(StrEnum):
    """What a figure is about."""

    CONTACT = "contact"
    WAITING = "waiting"
    ANSWERS = "answers"
    PROMISES = "promises"
    MONEY = "money"
    WORK = "work"
    COMPLAINTS = "complaints"
    FEEDBACK = "feedback"
    HABITS = "habits"
    IDEAS = "ideas"
    SURPRISE = "surprise"


TITLES: dict[FigureKind, str] = {
    FigureKind.CONTACT: N_("Contact"),
    FigureKind.WAITING: N_("Waiting for you"),
    FigureKind.ANSWERS: N_("Your answers"),
    FigureKind.PROMISES: N_("Promises"),
    FigureKind.MONEY: N_("Money"),
    FigureKind.WORK: N_("Work together"),
    FigureKind.COMPLAINTS: N_("Complaints"),
    FigureKind.FEEDBACK: N_("What they said"),
    FigureKind.HABITS: N_("Ten habits"),
    FigureKind.IDEAS: N_("Something extra"),
    FigureKind.SURPRISE: N_("A surprise"),
}


class HealthFigure(Record):
    """One figure with what it comes to. ``text`` tells it in words, ``why`` why it has this level.

    ``number`` and ``of`` are the plain values for programs.
    """

    kind: FigureKind
    title: str
    text: str
    level: Level = Level.WELL
    why: str = ""
    number: int | None = None
    of: int | None = None


class Health(Record):
    """How one client is doing: the level with its reasons, and every figure.

    ``last_contact`` is a moment, ``silent_days`` are the days since; ``touch`` says whether it is time to be in touch.
    """

    client: Client
    level: Level
    level_text: str
    reasons: tuple[str, ...]
    figures: tuple[HealthFigure, ...]
    touch: Touch
    last_contact: datetime | None = None
    silent_days: int | None = None
    since: date | None = None


def health(desk: Desk, *, client: Client | None = None) -> tuple[Health, ...]:
    """Return the health of every client who is not archived, or of one: what asks for most first."""
    from freelance_comm.services.dealings import dealings
    from freelance_comm.services.health_figures import Sight

    wanted = (client,) if client is not None else tuple(one for one in desk.reader.clients() if one.archived_on is None)
    sight = Sight(desk, client)
    found = [_of(desk, sight.figures(known), sight.touch(known), known) for known in dealings(desk, wanted)]
    return tuple(sorted(found, key=_order))


def quiet(desk: Desk) -> tuple[Health, ...]:
    """Return the clients to whom it is time to say hello, the shortest silence first: it is the easiest to break."""
    found = [one for one in health(desk) if one.touch is Touch.DUE]
    return tuple(sorted(found, key=lambda one: (one.silent_days or 0, one.client.id)))


def checks_by_client(checks: Iterable[HabitCheck]) -> dict[int, tuple[HabitCheck, ...]]:
    """Return self-checks by client, oldest first."""
    found: dict[int, list[HabitCheck]] = {}
    for check in sorted(checks, key=lambda one: (one.made_at, one.id)):
        found.setdefault(check.client_id, []).append(check)
    return {number: tuple(several) for number, several in found.items()}


def _of(desk: Desk, figures: tuple[HealthFigure, ...], touch: Touch, known: Dealings) -> Health:
    worst = min((figure.level for figure in figures), key=lambda level: level.rank, default=Level.NEW)
    reasons = tuple(figure.why or figure.text for figure in figures if figure.level is worst and figure.level in _SAID)
    if worst is Level.WELL and touch is Touch.FORMER and not known.running:
        worst = Level.FORMER
    elif worst is Level.WELL and touch is Touch.NEVER and not (known.running or known.finished):
        worst = Level.NEW
    return Health(
        client=known.client,
        level=worst,
        level_text=desk.tr.pgettext("health of a client", LEVELS[worst]),
        reasons=reasons,
        figures=figures,
        touch=touch,
        last_contact=known.last_contact,
        silent_days=known.silent_days,
        since=known.since,
    )


_SAID = (Level.ACT, Level.THINK)


def _order(one: Health) -> tuple[int, str, int]:
    return (one.level.rank, lookup.folded(name_key(one.client.name)), one.client.id)
