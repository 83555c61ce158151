"""Negotiations as lists and pages show them: who wanted what, what moved, what was tried, what is left to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.negotiation import (
    Movement,
    Negotiation,
    Outcome,
    Reaction,
    Side,
    Subject,
    movements,
)
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles, ways_out
from freelance_comm.services.ways_out import Way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

SUBJECTS: dict[Subject, str] = {
    Subject.PRICE: NP_("what is negotiated", "price"),
    Subject.DATE: NP_("what is negotiated", "date"),
    Subject.SCOPE: NP_("what is negotiated", "scope"),
    Subject.TERMS: NP_("what is negotiated", "terms of payment"),
}
SIDES: dict[Side, str] = {
    Side.THEIRS: NP_("whose position", "they"),
    Side.MINE: NP_("whose position", "you"),
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.OPEN: NP_("how a negotiation stands", "open"),
    Outcome.AGREED: NP_("how a negotiation stands", "agreed"),
    Outcome.ENDED: NP_("how a negotiation stands", "no agreement"),
}
REACTIONS: dict[Reaction, str] = {
    Reaction.WAITING: NP_("what became of a proposal", "no answer yet"),
    Reaction.TAKEN: NP_("what became of a proposal", "accepted"),
    Reaction.DECLINED: NP_("what became of a proposal", "declined"),
}
_LONGEST = 80


class MovementLine(Record):
    """One side on one subject, told: where it began, where it stands, and whether it moved."""

    subject: str
    side: str
    first: str
    last: str
    moved: bool


class AttemptLine(Record):
    """A way out that was proposed, told."""

    way: str
    text: str
    when: str
    reaction: str


class NegotiationView(Record):
    """A negotiation as people see it. ``ways`` are those left to try on what it is stuck on, the first one first.

    ``stage_title`` is where it got stuck, ``next_text`` what could come next, ``sentence`` what is now so.
    """

    negotiation: Negotiation
    project: Project
    handle: str
    client_name: str
    about: str
    opened_text: str
    stage_title: str
    outcome_text: str
    movements: tuple[MovementLine, ...]
    attempts: tuple[AttemptLine, ...]
    subject: Subject
    ways: tuple[Way, ...]
    next_text: str
    remarks: tuple[str, ...] = ()
    sentence: str = ""


def all_negotiations(desk: Desk, *, closed: bool = False) -> tuple[tuple[Project, Negotiation], ...]:
    """Return every negotiation with its project, the oldest first; those of closed projects too if asked."""
    found = [
        (summary.project, one)
        for summary in desk.reader.summaries(closed=closed)
        for one in desk.reader.project(summary.project.id).negotiations
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].id))


def open_on(desk: Desk, file: ProjectFile) -> tuple[NegotiationView, ...]:
    """Return the negotiations of a project that go on."""
    return views(desk, tuple((file.head, one) for one in file.negotiations if one.is_open))


def find(desk: Desk, named: str | int) -> tuple[Project, Negotiation]:
    """Return the negotiation with that id, short name (``N-3K9F``) or words; else that of the project ``named`` means.

    An open one goes before those that are over.
    """
    known = {one.id: (project, one) for project, one in all_negotiations(desk, closed=True)}
    if isinstance(named, int):
        if named not in known:
            raise NotFound(
                N_("This negotiation is no longer there."), hint=N_("See `freelance-comm negotiation list --all`.")
            )
        return known[named]
    described = {number: about(one) for number, (_project, one) in known.items()}
    still = {number: words for number, words in described.items() if known[number][1].is_open}
    chosen = handles.choose_open(
        handles.NEGOTIATION, named, still, described, lambda: _of_project(desk, named, known.values())
    )
    return known[chosen]


def _of_project(desk: Desk, named: str, known: Iterable[tuple[Project, Negotiation]]) -> list[int]:
    """Return the negotiations of the project that ``named`` means: open ones, else those that are over."""
    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.projects import find_project

    try:
        project = find_project(desk, named, closed=True)
    except AppError:
        return []
    found = [one for owner, one in known if owner.id == project.id]
    return [one.id for one in found if one.is_open] or [one.id for one in found]


def about(negotiation: Negotiation) -> str:
    """Return in one line what a negotiation is about: on what it is stuck, else what was said first."""
    first = negotiation.positions[0].words if negotiation.positions else ""
    line = " ".join(show((negotiation.stuck or first)[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def view(
    desk: Desk, project: Project, negotiation: Negotiation, *, remarks: tuple[str, ...] = (), said: str = ""
) -> NegotiationView:
    """Return one negotiation as it is shown; ``said`` is the msgid of what has just been done with it."""
    made = views(desk, ((project, negotiation),))[0]
    words = desk.tr.gettext(said or N_("{about} ({handle}): {state}."))
    told = words.format(about=made.about, handle=made.handle, state=made.outcome_text, next=made.next_text)
    return made.but(remarks=remarks, sentence=told)


def views(desk: Desk, pairs: tuple[tuple[Project, Negotiation], ...]) -> tuple[NegotiationView, ...]:
    """Return negotiations as lists show them, in the order given."""
    if not pairs:
        return ()
    from freelance_comm.stages.registry import STAGE_IDS, stage
    from freelance_comm.text.telling import near

    tr = desk.tr
    clients = {client.id: client.name for client in desk.reader.clients()}
    named = handles.handles(handles.NEGOTIATION, {one.id for _project, one in pairs})
    result = []
    for project, one in pairs:
        subject = ways_out.last_subject(one)
        left = ways_out.untried(one, subject) if one.is_open else ()
        result.append(
            NegotiationView(
                negotiation=one,
                project=project,
                handle=named[one.id],
                client_name=clients.get(project.client_id, ""),
                about=about(one),
                opened_text=near(one.opened_at, desk.now(), desk.zone, tr),
                stage_title=tr.gettext(stage(one.stage).title) if one.stage in STAGE_IDS else one.stage,
                outcome_text=tr.pgettext("how a negotiation stands", OUTCOMES[one.outcome]),
                movements=tuple(_moved(desk, movement) for movement in movements(one)),
                attempts=_attempts(desk, one),
                subject=subject,
                ways=left,
                next_text=_next(desk, one, left),
            )
        )
    return tuple(result)


def _moved(desk: Desk, movement: Movement) -> MovementLine:
    tr = desk.tr
    return MovementLine(
        subject=tr.pgettext("what is negotiated", SUBJECTS[movement.subject]),
        side=tr.pgettext("whose position", SIDES[movement.side]),
        first=show(movement.first.words),
        last=show(movement.last.words),
        moved=movement.moved,
    )


def _attempts(desk: Desk, negotiation: Negotiation) -> tuple[AttemptLine, ...]:
    from freelance_comm.text.telling import near

    tr = desk.tr
    return tuple(
        AttemptLine(
            way=one.way,
            text=tr.gettext(ways_out.of_attempt(one)) if ways_out.known(one.way) else show(one.way),
            when=near(one.at, desk.now(), desk.zone, tr),
            reaction=tr.pgettext("what became of a proposal", REACTIONS[one.reaction]),
        )
        for one in negotiation.attempts
    )


def _next(desk: Desk, negotiation: Negotiation, left: tuple[Way, ...]) -> str:
    t = desk.tr.gettext
    if not negotiation.is_open:
        return t("It is over.")
    if any(one.reaction is Reaction.WAITING for one in negotiation.attempts):
        return t("Your proposal is waiting for their answer.")
    if left:
        return t("A way out to propose: {way}").format(way=t(left[0].text))
    return t("Every way out has been tried. Ask what matters most to them, or part on good terms.")
