"""Letters of a negotiation: a way out, one at a time, and words to part on good terms. They never blame anybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.negotiation import Attempt, Negotiation, Outcome, Reaction, Side, Subject, movements
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts, ways_out
from freelance_comm.services.drafts import Draft
from freelance_comm.services.fact_values import Facts, cleaned
from freelance_comm.services.letter_names import GOOD_TERMS, PROPOSAL
from freelance_comm.services.negotiations import unknown_way

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change


class Proposal(Draft):
    """A letter of a negotiation; ``way`` is the way out that it proposes, empty where it proposes none by name."""

    way: str = ""


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the proposal while something is negotiated, and the words for parting once it ended in nothing."""
    found = []
    if any(one.is_open for one in file.negotiations):
        found.append(PROPOSAL)
    if file.negotiations and file.negotiations[-1].outcome is Outcome.ENDED:
        found.append(GOOD_TERMS)
    return tuple(found)


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return a letter about the negotiation of a project. Raises ``BadValue`` where there is none."""
    known = desk.reader.project(project.id).negotiations
    outcome = Outcome.OPEN if name == PROPOSAL else Outcome.ENDED
    wanted = [one for one in known if one.outcome is outcome]
    if not wanted:
        raise BadValue(
            N_("Nothing is being negotiated on “{name}”.")
            if name == PROPOSAL
            else N_("No negotiation on “{name}” has ended."),
            hint=draft_facts.HOW_TO_PROVIDE["negotiation"],
            fact="negotiation",
            name=show(project.name),
        )
    return compose(desk, project, wanted[-1], name=name, built_in=built_in)


def compose(
    desk: Desk, project: Project, negotiation: Negotiation, *, name: str = "", way: str = "", built_in: bool = False
) -> Proposal:
    """Return the letter that fits: a proposal (of ``way``, else of the first one untried), or words for parting.

    Raises ``BadValue`` where it ended with an agreement: nobody parts over that.
    """
    from freelance_comm.services.reports import client_of

    if way and ways_out.known(way) is None:
        raise unknown_way(way)
    if negotiation.outcome is Outcome.AGREED and not way:
        raise BadValue(
            N_("You came to an agreement: there is nothing left to propose."),
            hint=N_("Reopen it if it is not settled: `freelance-comm negotiation reopen`."),
        )
    name = name or (PROPOSAL if negotiation.is_open or way else GOOD_TERMS)
    file = desk.reader.project(project.id)
    client = client_of(desk, project.client_id)
    chosen, subject = _chosen(negotiation, way)
    facts = draft_facts.context(desk, file, client)
    facts |= {"negotiation": _facts(negotiation, subject, chosen, _day(desk, file) if chosen == "later-day" else None)}
    draft = drafts.written(desk, name, client, facts, form="txt", project=file.head, built_in=built_in)
    missing = draft.missing
    if name == PROPOSAL and chosen == "":
        missing = (*missing, desk.tr.gettext("Every way out has been tried: you still have to write what you propose."))
    if chosen == "later-day" and facts["negotiation"]["day"] is None:
        missing = (*missing, desk.tr.gettext("The later day is not known: you still have to fill it in."))
    known = draft.but(matter=negotiation.id, missing=missing).values()
    return Proposal(**known, way=chosen if name == PROPOSAL else "")


def _chosen(negotiation: Negotiation, way: str) -> tuple[str, Subject]:
    """Return the way to propose and what it is about: the one that waits for an answer, else the first one untried."""
    subject = ways_out.last_subject(negotiation)
    if way:
        about = next(
            (one for one in negotiation.subjects if way in {each.name for each in ways_out.WAYS[one]}), subject
        )
        return way, about
    waiting = [one.way for one in negotiation.attempts if one.reaction is Reaction.WAITING]
    left = ways_out.untried(negotiation, subject)
    return (waiting[-1] if waiting else left[0].name if left else ""), subject


def _facts(negotiation: Negotiation, subject: Subject, way: str, day: date | None) -> Facts:
    theirs = [one.last.words for one in movements(negotiation) if one.subject is subject and one.side is Side.THEIRS]
    told = {
        "subject": subject.value,
        "theirs": theirs[-1].strip().rstrip(".") if theirs else "",
        "way": way,
        "day": day,
    }
    return cleaned(told)


def _day(desk: Desk, file: ProjectFile) -> date | None:
    """Return a day that the remaining work holds in four of five cases, ``None`` without an estimate."""
    from freelance_comm.services.deadlines import suggest

    try:
        return suggest(desk, file.head).promise_day
    except BadValue:
        return None


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return what changes when a proposal has gone out: it waits for an answer."""
    if not isinstance(draft, Proposal) or not draft.way or draft.project_id is None:
        return None
    project_id, way = draft.project_id, draft.way

    def proposed(change: Change) -> None:
        base = next((one for one in change.project(project_id).negotiations if one.id == draft.matter), None)
        if base is None:
            return
        if not any(one.way == way and one.reaction is Reaction.WAITING for one in base.attempts):
            attempts = (*base.attempts, Attempt(way=way, at=change.now))
            change.save(base, base.but(attempts=attempts), project_id=project_id)

    return proposed
