"""The log of negotiations: positions as they are said, where it got stuck, what was proposed, how it ended.

Who gave in is not asked, and nobody is blamed: the log says what each side wanted, and what could help both.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.negotiation import (
    Attempt,
    Negotiation,
    Outcome,
    Position,
    Reaction,
    Side,
    Subject,
)
from freelance_comm.domain.project import Project
from freelance_comm.services import ways_out, wording
from freelance_comm.services.negotiation_views import NegotiationView, all_negotiations, find, view, views

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

MOST_POSITIONS = 200
_WORDS = N_("The position")
_STUCK = N_("What it got stuck on")
_RESULT = N_("How it ended")


def start(
    desk: Desk,
    project: Project,
    subject: Subject,
    *,
    theirs: str = "",
    mine: str = "",
    at: datetime | None = None,
) -> NegotiationView:
    """Begin the log of a negotiation with what one side or both want; its stage is the one the project is in."""
    moment = wording.past_moment(desk, at or desk.now())
    said = [(Side.THEIRS, theirs), (Side.MINE, mine)]
    positions = tuple(_position(desk, side, subject, words, moment) for side, words in said if words.strip())
    if not positions:
        raise BadValue(N_("It does not say what either side wants."), hint=N_("Give --theirs, --mine, or both."))
    with desk.change() as change:
        head = change.project(project.id).head
        begun = Negotiation(id=change.new_id(), opened_at=moment, stage=head.stage, positions=positions)
        change.add(begun, project_id=project.id)
    return view(desk, project, begun, said=N_("Noted ({handle}). {next}"))


def list_negotiations(desk: Desk, *, all: bool = False, project_text: str = "") -> tuple[NegotiationView, ...]:
    """Return the open negotiations, with ``all`` those that are over too, the oldest first."""
    from freelance_comm.services.projects import find_project

    wanted = find_project(desk, project_text, closed=True).id if project_text else None
    pairs = all_negotiations(desk, closed=all or wanted is not None)
    found = [pair for pair in pairs if (all or pair[1].is_open) and wanted in (None, pair[0].id)]
    return views(desk, tuple(found))


def say(
    desk: Desk,
    named: str | int,
    side: Side,
    words: str,
    *,
    subject: Subject | None = None,
    at: datetime | None = None,
) -> NegotiationView:
    """Note what one side said next; without ``subject`` about what was spoken of last."""
    project, base = _open(desk, named)
    if len(base.positions) >= MOST_POSITIONS:
        raise BadValue(
            N_("A negotiation holds at most {limit} positions."),
            hint=N_("End this one, and begin another."),
            limit=MOST_POSITIONS,
        )
    moment = wording.past_moment(desk, at or desk.now())
    said = _position(desk, side, subject or ways_out.last_subject(base), words, moment)
    return _save(desk, project, base, base.but(positions=(*base.positions, said)))


def get_stuck(desk: Desk, named: str | int, on_what: str, *, stage: str = "") -> NegotiationView:
    """Note on what it got stuck, and in which stage: the present one of the project unless another is named."""
    from freelance_comm.stages.registry import stage as known_stage

    project, base = _open(desk, named)
    where = known_stage(stage).id if stage else desk.reader.project(project.id).head.stage
    return _save(desk, project, base, base.but(stuck=wording.required_line(desk, on_what, _STUCK), stage=where))


def propose(desk: Desk, named: str | int, way: str) -> NegotiationView:
    """Note that a way out was proposed. Raises ``NotFound`` with the ways there are."""
    project, base = _open(desk, named)
    if ways_out.known(way) is None:
        raise unknown_way(way)
    attempts = (*base.attempts, Attempt(way=way, at=desk.now()))
    return _save(desk, project, base, base.but(attempts=attempts))


def unknown_way(way: str) -> NotFound:
    """Return the refusal of a way out that there is not."""
    from difflib import get_close_matches

    near = tuple(get_close_matches(way, ways_out.NAMES, n=3, cutoff=0.4)) or ways_out.NAMES
    return NotFound(
        N_("There is no way out called “{way}”."),
        hint=N_("`freelance-comm negotiation ways` shows them."),
        near=near[:6],
        way=way[:60],
    )


def react(desk: Desk, named: str | int, reaction: Reaction, way: str = "") -> NegotiationView:
    """Note what they made of a proposal: of the one called ``way``, else of the last one."""
    project, base = _open(desk, named)
    waiting = [place for place, one in enumerate(base.attempts) if one.way == way or not way]
    if not waiting:
        raise NotFound(
            N_("Nothing like that has been proposed yet."), hint=N_("Note the proposal first: `negotiation propose`.")
        )
    attempts = list(base.attempts)
    attempts[waiting[-1]] = attempts[waiting[-1]].but(reaction=reaction)
    return _save(desk, project, base, base.but(attempts=tuple(attempts)))


def end(desk: Desk, named: str | int, outcome: Outcome, result: str = "", on: date | None = None) -> NegotiationView:
    """Note how it ended. A proposal that was waiting is taken with an agreement, declined without one."""
    project, base = find(desk, named)
    day = wording.past_day(desk, on or desk.today())
    became = Reaction.TAKEN if outcome is Outcome.AGREED else Reaction.DECLINED
    attempts = tuple(one.but(reaction=became) if one.reaction is Reaction.WAITING else one for one in base.attempts)
    told = wording.line(desk, result, _RESULT) or base.result
    return _save(desk, project, base, base.but(outcome=outcome, result=told, ended_on=day, attempts=attempts))


def reopen(desk: Desk, named: str | int) -> NegotiationView:
    """Take a negotiation up again."""
    project, base = find(desk, named)
    return _save(desk, project, base, base.but(outcome=Outcome.OPEN, ended_on=None))


def remove(desk: Desk, named: str | int) -> Negotiation:
    """Remove a negotiation that was noted by mistake, and return it."""
    project, base = find(desk, named)
    with desk.change() as change:
        change.remove(base, project_id=project.id)
    return base


def _open(desk: Desk, named: str | int) -> tuple[Project, Negotiation]:
    project, found = find(desk, named)
    if not found.is_open:
        raise BadValue(
            N_("This negotiation is over."), hint=N_("Reopen it first: `freelance-comm negotiation reopen`.")
        )
    return project, found


def _position(desk: Desk, side: Side, subject: Subject, words: str, moment: datetime) -> Position:
    return Position(side=side, subject=subject, words=wording.required_line(desk, words, _WORDS), at=moment)


def _save(desk: Desk, project: Project, base: Negotiation, new: Negotiation) -> NegotiationView:
    with desk.change() as change:
        change.save(base, new, project_id=project.id)
    return view(desk, project, new, said=N_("Noted ({handle}). {next}"))
