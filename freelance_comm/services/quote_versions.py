"""Which version of a quote may be edited, and which one a decision is about.

A quote that has gone out is not edited: a new version is started from it, so that what the client holds and what the
program shows stay the same. ``addition`` means the addition with that number, from 1, instead of the quote itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO
from freelance_comm.domain.quote import Quote, QuoteOption, QuoteState
from freelance_comm.domain.text_safety import show
from freelance_comm.services.checklist import at, open_head

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

NO_QUOTE = N_("There is no quote yet.")
ADD_ITEMS = N_("Add the first line: what it is, hours and rate or a fixed price.")
NO_OPTION = N_("There is no option number {number} in the quote.")
NO_ADDITION = N_("There is no addition number {number}.")
_NEW_VERSION = N_("Start a new version from it, and change that one.")
_ANOTHER_ADDITION = N_("Begin another addition for what is different now.")
_AS_ADDITION = N_("What the client wants beyond it becomes an addition, with its own price and day.")
_GONE_OUT = {
    QuoteState.DRAFT: N_("The quote {ref} is a draft."),
    QuoteState.SENT: N_("The quote {ref} has gone out."),
    QuoteState.ACCEPTED: N_("The quote {ref} has already been accepted."),
    QuoteState.DECLINED: N_("The quote {ref} was declined."),
}


def draft_of(file: ProjectFile) -> Quote | None:
    """Return the draft being written, ``None`` when there is none."""
    drafts = [quote for quote in file.versions if quote.state is QuoteState.DRAFT]
    return drafts[-1] if drafts else None


def version_of(file: ProjectFile, quote: Quote) -> int:
    """Return which version of the offer a quote is, from 1; for an addition, which addition."""
    line = file.additions if quote.is_addition else file.versions
    return 1 + [one.id for one in line].index(quote.id)


def begun(change: Change, file: ProjectFile, today: date, last: Quote | None) -> Quote:
    """Return a new draft: empty, or with what the last version says; a last day that has passed is left out."""
    ref = change.next_ref("Q", today.year)
    empty = Quote(id=change.new_id(), ref=ref, created=change.now, currency=file.head.currency)
    if last is None:
        return empty
    holds = last.valid_until is not None and last.valid_until >= today
    return empty.but(
        follows=last.id,
        options=last.options,
        reason=last.reason,
        valid_until=last.valid_until if holds else None,
        starts_on=last.starts_on,
        ready_on=last.ready_on,
    )


def editable(desk: Desk, change: Change, file: ProjectFile, *, sent_ok: bool = False) -> Quote:
    """Return the draft, begun when the project has no quote at all; refuse a quote that has gone out.

    With ``sent_ok`` a quote that was sent and waits for its answer serves too.
    """
    draft = draft_of(file)
    if draft is not None:
        return draft
    if not file.versions:
        first = begun(change, file, desk.today(), None)
        change.add(first, project_id=file.head.id)
        return first
    last = file.quote or file.versions[-1]
    if sent_ok and last.state is QuoteState.SENT:
        return last
    raise _gone_out(last)


def _editable_addition(file: ProjectFile, number: int, *, sent_ok: bool) -> Quote:
    one = at(file.additions, number, NO_ADDITION)
    if one.state is QuoteState.DRAFT or (sent_ok and one.state is QuoteState.SENT):
        return one
    raise _gone_out(one)


def _gone_out(quote: Quote) -> BadValue:
    if quote.is_addition:
        hint = _ANOTHER_ADDITION
    else:
        hint = _AS_ADDITION if quote.state is QuoteState.ACCEPTED else _NEW_VERSION
    return BadValue(_GONE_OUT[quote.state], hint=hint, ref=quote.ref)


def edit(
    desk: Desk, project: Project, edited: Callable[[Quote], Quote], *, sent_ok: bool = False, addition: int = 0
) -> Quote:
    """Save the quote that may be edited as ``edited`` makes it and return it; see ``editable`` for what is refused."""
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        if addition:
            quote = _editable_addition(file, addition, sent_ok=sent_ok)
        else:
            quote = editable(desk, change, file, sent_ok=sent_ok)
        new = edited(quote)
        if new != quote:
            change.save(quote, new, project_id=project.id)
    return new


def edit_option(
    desk: Desk, project: Project, option: int, edited: Callable[[QuoteOption], QuoteOption], *, addition: int = 0
) -> Quote:
    """Save one option of the draft (``option`` counts from 1) as ``edited`` makes it and return the quote."""

    def changed(quote: Quote) -> Quote:
        old = at(quote.options, option, NO_OPTION)
        return quote.but(options=(*quote.options[: option - 1], edited(old), *quote.options[option:]))

    return edit(desk, project, changed, addition=addition)


def decide(
    desk: Desk,
    project: Project,
    decided: Callable[[Quote], Quote],
    ref: str,
    *,
    addition: int = 0,
    follow: Callable[[Change, ProjectFile, Quote], Quote] | None = None,
) -> Quote:
    """Save a decision about the quote called ``ref``, else about the newest one that was sent, else about the draft.

    ``follow`` does, in the same change, what the decision brings with it, and returns the quote as it is then.
    """
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        quote = _undecided_addition(file, addition) if addition else _waiting(file, ref)
        new = decided(quote)
        if follow is not None:
            new = follow(change, file, new)
        change.save(quote, new, project_id=project.id)
    return new


def _undecided_addition(file: ProjectFile, number: int) -> Quote:
    one = at(file.additions, number, NO_ADDITION)
    if one.state in (QuoteState.DRAFT, QuoteState.SENT):
        return one
    raise _gone_out(one)


def _waiting(file: ProjectFile, ref: str) -> Quote:
    """Return the quote a decision is about: the one named, else the newest that was sent, else the draft."""
    if ref.strip():
        named = [quote for quote in file.quotes if quote.ref.casefold() == ref.strip().casefold()]
        if not named:
            raise NotFound(
                N_("“{name}” has no quote {ref}."),
                hint=N_("Look at the quotes of the project."),
                near=tuple(quote.ref for quote in file.quotes),
                name=show(file.head.name),
                ref=show(ref)[:40],
            )
        return named[0]
    sent = [quote for quote in file.versions if quote.state is QuoteState.SENT]
    quote = sent[-1] if sent else draft_of(file)
    if quote is not None:
        return quote
    if not file.versions:
        raise NotFound(NO_QUOTE, hint=ADD_ITEMS)
    raise _gone_out(file.quote or file.versions[-1])


def refuse_unpriced(quote: Quote) -> None:
    """Raise ``BadValue`` for a quote with an option that has no lines, or whose discounts exceed its price.

    An addition may cost less than nothing: then it takes something off the work.
    """
    if any(not option.items for option in quote.options):
        raise BadValue(N_("The quote {ref} has no price yet."), hint=ADD_ITEMS, ref=quote.ref)
    for option in () if quote.is_addition else quote.options:
        if option.gross(quote.currency).amount < ZERO:
            raise BadValue(
                N_("The discounts in the quote {ref} are greater than its price."),
                hint=N_("Check the lines below zero."),
                ref=quote.ref,
            )


def refuse_below_zero(file: ProjectFile, addition: Quote) -> None:
    """Raise ``BadValue`` for an addition that takes off more than the whole work costs."""
    agreed = file.agreed
    if agreed is None or addition.state is QuoteState.ACCEPTED:
        return
    if (agreed.gross(addition.currency) + addition.option.gross(addition.currency)).amount < ZERO:
        raise BadValue(
            N_("The discounts in the quote {ref} are greater than its price."),
            hint=N_("Check the lines below zero."),
            ref=addition.ref,
        )
