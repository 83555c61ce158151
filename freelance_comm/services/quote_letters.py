"""Letters about a quote besides the quote itself: asking about it, an addition to it, whom to hire directly.

Each is at hand only when there is something to write about. When the letter of an addition has gone out, so has the
addition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import Quote, QuoteState
from freelance_comm.services import drafts
from freelance_comm.services.fact_values import Facts, cleaned, local_day
from freelance_comm.services.letter_names import ADDITION, DIRECT_HIRE, FOLLOW_UP
from freelance_comm.services.quote_facts import addition_facts
from freelance_comm.services.quote_views import working_quote

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letters that there is something to write about: a quote that waits, an addition, a recommendation."""
    found = []
    if _waiting(file) is not None:
        found.append(FOLLOW_UP)
    if _undecided_addition(file) is not None:
        found.append(ADDITION)
    if _recommended(file):
        found.append(DIRECT_HIRE)
    return tuple(found)


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return one of the letters. Raises ``BadValue`` where there is nothing to write it about."""
    file = desk.reader.project(project.id)
    if name == ADDITION:
        addition = _undecided_addition(file)
        if addition is None:
            raise BadValue(
                N_("No addition with a price is waiting to be sent or answered."),
                hint=N_("Begin one and give it a line: `freelance-comm quote addition PROJECT WHAT --by WHO`."),
            )
        return addition_letter(desk, project, addition.id, built_in=built_in)
    if name == FOLLOW_UP:
        waiting = _waiting(file)
        if waiting is None:
            raise BadValue(
                N_("No quote for this project is waiting for an answer."), hint=N_("It has to be marked as sent first.")
            )
        sent_on = None if waiting.sent_at is None else local_day(waiting.sent_at, desk.zone)
        offer = {"ref": waiting.ref, "title": waiting.title, "valid_until": waiting.valid_until, "sent_on": sent_on}
        draft = drafts.compose(desk, project, name, built_in=built_in, waiting=cleaned(offer))
        return draft.but(matter=waiting.id)
    who = _recommended(file)
    if not who:
        raise BadValue(
            N_("Nobody is recommended in the quote."),
            hint=N_("Say who to hire directly: `freelance-comm quote direct PROJECT LINE --by NAME`."),
        )
    return drafts.compose(desk, project, name, built_in=built_in, recommended=[cleaned(one) for one in who])


def addition_letter(desk: Desk, project: Project, addition_id: int, *, built_in: bool = False) -> Draft:
    """Return the letter that offers one addition. Raises ``BadValue`` for one without a price, or that is gone."""
    from freelance_comm.services.clients import client_by_id

    file = desk.reader.project(project.id)
    addition = next((one for one in file.additions if one.id == addition_id and one.option.items), None)
    if addition is None:
        raise BadValue(N_("This addition has no price yet."), hint=N_("Add a line to it first."))
    facts = addition_facts(desk, file, addition, client_by_id(desk, file.head.client_id))
    draft = drafts.compose(desk, project, ADDITION, built_in=built_in, addition=cleaned(facts))
    return draft.but(matter=addition.id)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return the note that an addition has gone out with its letter."""
    if draft.name != ADDITION or draft.project_id is None:
        return None
    project_id = draft.project_id

    def gone(change: Change) -> None:
        for one in change.project(project_id).additions:
            if one.id == draft.matter and one.state is QuoteState.DRAFT:
                change.save(one, one.but(state=QuoteState.SENT, sent_at=change.now), project_id=project_id)

    return gone


def _waiting(file: ProjectFile) -> Quote | None:
    """Return what was sent and has had no answer: the quote, else the last addition."""
    sent = [quote for quote in (*file.additions, file.quote) if quote is not None and quote.state is QuoteState.SENT]
    return sent[-1] if sent else None


def _undecided_addition(file: ProjectFile) -> Quote | None:
    """Return the first priced addition that has not gone out, else the last that waits for an answer."""
    priced = [one for one in file.additions if one.option.items]
    unsent = [one for one in priced if one.state is QuoteState.DRAFT]
    sent = [one for one in priced if one.state is QuoteState.SENT]
    found = unsent[:1] or sent[-1:]
    return found[0] if found else None


def _recommended(file: ProjectFile) -> list[Facts]:
    quote = working_quote(file)
    return [] if quote is None else [{"what": one.what, "whom": one.whom} for one in quote.option.recommended]
