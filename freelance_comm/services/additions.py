"""Additions: what a client wants beyond the accepted quote, with its own price and day, against the confirmed list.

An addition is a quote of its own on top of the accepted one: its lines are edited, it is sent, accepted and declined by
the functions of ``quoting`` with its number. Once it is accepted its price and hours belong to the whole.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import Quote, QuoteState
from freelance_comm.services import wording
from freelance_comm.services.checklist import KEEP, Keep, at, open_head
from freelance_comm.services.quote_versions import ADD_ITEMS, NO_ADDITION, NO_QUOTE, edit

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

_TITLE = N_("What is asked for")
_WHO = N_("Who asked for it")
_WORDS = N_("What they said")
_REASON = N_("Why it costs this")
_NO_REQUIREMENT = N_("There is no requirement number {number}.")


def begin_addition(
    desk: Desk,
    project: Project,
    title: str,
    *,
    asked_by: str,
    asked_on: date | None = None,
    words: str = "",
    changes: int = 0,
    reason: str = "",
    valid_until: date | None = None,
    ready_on: date | None = None,
    whole_waits: bool = False,
) -> Quote:
    """Begin an addition and return it: what is asked for, by whom, on which day (today), in which words.

    ``changes`` is the number of the requirement, from 1, that it changes; 0 for something further. Refused while there
    is no accepted quote: until then the quote itself is changed.
    """
    name = wording.required_line(desk, title, _TITLE)
    speaker = wording.required_line(desk, asked_by, _WHO)
    said = wording.block(desk, words, _WORDS)
    why = wording.block(desk, reason, _REASON)
    day = desk.today() if asked_on is None else wording.past_day(desk, asked_on)
    year = desk.today().year
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        base = file.quote
        if base is None:
            raise NotFound(NO_QUOTE, hint=ADD_ITEMS)
        if base.state is not QuoteState.ACCEPTED:
            raise BadValue(
                N_("The quote {ref} has not been accepted yet."),
                hint=N_("Until the client has said yes, change the quote itself."),
                ref=base.ref,
            )
        addition = Quote(
            id=change.new_id(),
            ref=change.next_ref("Q", year),
            created=change.now,
            currency=file.head.currency,
            adds_to=base.id,
            title=name,
            asked_by=speaker,
            asked_on=day,
            asked_words=said,
            requirement_id=requirement_id(file, changes),
            reason=why,
            valid_until=valid_until,
            ready_on=ready_on,
            whole_waits=whole_waits,
        )
        change.add(addition, project_id=project.id)
    return addition


def change_addition(
    desk: Desk,
    project: Project,
    number: int,
    *,
    title: str | None = None,
    asked_by: str | None = None,
    asked_on: date | None = None,
    words: str | None = None,
    changes: int | Keep = KEEP,
    whole_waits: bool | None = None,
) -> Quote:
    """Change the given parts of the draft of an addition; ``number`` counts from 1.

    With ``whole_waits`` its day is the new day of all the work, else of the addition alone.
    """
    fields = checked_request(
        desk,
        project,
        title=title,
        asked_by=asked_by,
        asked_on=asked_on,
        words=words,
        changes=changes,
        whole_waits=whole_waits,
    )
    return edit(desk, project, lambda old: old.but(**fields), addition=number)


def checked_request(
    desk: Desk,
    project: Project,
    *,
    title: str | None = None,
    asked_by: str | None = None,
    asked_on: date | None = None,
    words: str | None = None,
    changes: int | Keep = KEEP,
    whole_waits: bool | None = None,
) -> dict[str, object]:
    """Return the given parts of what was asked for, checked, as fields of the addition; nothing is saved."""
    fields: dict[str, object] = {}
    if title is not None:
        fields["title"] = wording.required_line(desk, title, _TITLE)
    if asked_by is not None:
        fields["asked_by"] = wording.required_line(desk, asked_by, _WHO)
    if asked_on is not None:
        fields["asked_on"] = wording.past_day(desk, asked_on)
    if words is not None:
        fields["asked_words"] = wording.block(desk, words, _WORDS)
    if not isinstance(changes, Keep):
        fields["requirement_id"] = requirement_id(desk.reader.project(project.id), changes)
    if whole_waits is not None:
        fields["whole_waits"] = whole_waits
    return fields


def save_addition(desk: Desk, project: Project, base: Quote, new: Quote) -> Quote:
    """Save an addition edited in a form; ``EditConflict`` where the same field changed meanwhile."""
    from freelance_comm.services.merging import merged

    checked = new.but(
        title=wording.required_line(desk, new.title, _TITLE),
        asked_by=wording.required_line(desk, new.asked_by, _WHO),
        asked_words=wording.block(desk, new.asked_words, _WORDS),
        reason=wording.block(desk, new.reason, _REASON),
    )
    number = number_of(desk.reader.project(project.id), base)
    return edit(desk, project, lambda old: merged(base, old, checked, what=old.title), addition=number)


def number_of(file: ProjectFile, addition: Quote) -> int:
    """Return the number of an addition, from 1; ``NotFound`` where it was removed."""
    for number, one in enumerate(file.additions, 1):
        if one.id == addition.id:
            return number
    raise NotFound(N_("The addition {ref} was removed."), hint=N_("Look at the quote again."), ref=addition.ref)


def remove_addition(desk: Desk, project: Project, number: int) -> Quote:
    """Throw the draft of an addition away and return it; what went out is kept."""
    with desk.change() as change:
        open_head(change, project)
        one = at(change.project(project.id).additions, number, NO_ADDITION)
        if one.state is not QuoteState.DRAFT:
            raise BadValue(
                N_("The addition {ref} has gone out, so it is kept."),
                hint=N_("Note that it was declined."),
                ref=one.ref,
            )
        change.remove(one, project_id=project.id)
    return one


def requirement_id(file: ProjectFile, number: int) -> int | None:
    """Return the id of the requirement with that number, from 1; None for 0."""
    return at(file.requirements, number, _NO_REQUIREMENT).id if number else None
