"""Quotes: one option made of line items, explained, sent, accepted or declined; earlier versions are kept.

A quote that has gone out is no longer edited: a new version is started from it, so that what the client holds and what
the program shows stay the same. Where a function takes ``addition``, it means the addition with that number, from 1,
instead of the quote; see ``additions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import KEEP, Keep, at, open_head
from freelance_comm.services.line_items import Number, checked_item, one_currency, place_of
from freelance_comm.services.quote_discounts import add_discount, give
from freelance_comm.services.quote_terms import (
    note_in_quote,
    set_days,
    set_follow_up,
    set_reason,
    set_together,
    set_validity,
)
from freelance_comm.services.quote_versions import (
    ADD_ITEMS,
    NO_ADDITION,
    NO_OPTION,
    NO_QUOTE,
    begun,
    decide,
    draft_of,
    edit,
    edit_option,
    refuse_below_zero,
    refuse_unpriced,
)
from freelance_comm.services.quote_views import OptionView, QuoteLine, QuoteView, quote_view, working_quote

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

__all__ = [
    "OptionView",
    "QuoteLine",
    "QuoteView",
    "accept",
    "add_discount",
    "add_item",
    "add_option",
    "change_item",
    "decline",
    "give",
    "item_at",
    "mark_quote_sent",
    "note_in_quote",
    "quote_view",
    "remove_draft",
    "remove_item",
    "remove_option",
    "save_item",
    "set_days",
    "set_follow_up",
    "set_reason",
    "set_together",
    "set_validity",
    "start_quote",
    "working_quote",
]

_NO_ITEM = N_("There is no line number {number} in the quote.")


def start_quote(desk: Desk, project: Project) -> Quote:
    """Return the draft of a project's quote, begun if there is none: empty, or from the last version."""
    with desk.change() as change:
        open_head(change, project)
        file = change.project(project.id)
        draft = draft_of(file)
        if draft is None:
            last = file.versions[-1] if file.versions else None
            draft = begun(change, file, desk.today(), last)
            change.add(draft, project_id=project.id)
    return draft


def add_item(
    desk: Desk,
    project: Project,
    description: str,
    *,
    unit: Unit,
    quantity: Number = 1,
    price: Number = "",
    currency: str = "",
    tax_percent: Number | None = None,
    done_by: str = "",
    estimate_hours: Number | None = None,
    why: str = "",
    option: int = 1,
    addition: int = 0,
) -> Quote:
    """Add a line to the draft quote and return the quote.

    ``price`` is for one unit; left empty for hours it is the profile's hourly rate. ``tax_percent`` is per cent,
    ``None`` for the profile's. A negative fixed price is a discount.
    """
    profile = desk.profile()
    if unit is Unit.HOUR and isinstance(price, str) and not price.strip() and profile.hourly_rate is not None:
        price = profile.hourly_rate
    tax = profile.tax_percent if tax_percent is None else tax_percent
    item = checked_item(
        desk,
        description=description,
        unit=unit,
        quantity=quantity,
        price=price,
        currency=one_currency(project, currency),
        tax_percent=tax,
        done_by=done_by,
        estimate_hours=estimate_hours,
        why=why,
    )
    return edit_option(desk, project, option, lambda old: old.but(items=(*old.items, item)), addition=addition)


def change_item(
    desk: Desk,
    project: Project,
    number: int,
    *,
    option: int = 1,
    description: str | None = None,
    unit: Unit | None = None,
    quantity: Number | None = None,
    price: Number | None = None,
    tax_percent: Number | Keep | None = KEEP,
    done_by: str | None = None,
    estimate_hours: Number | Keep | None = KEEP,
    why: str | None = None,
    addition: int = 0,
) -> Quote:
    """Change the given parts of a line of the draft quote; ``number`` and ``option`` count from 1."""
    base = item_at(desk.reader.project(project.id), number, option, addition)
    new = checked_item(
        desk,
        description=base.description if description is None else description,
        unit=base.unit if unit is None else unit,
        quantity=base.quantity if quantity is None else quantity,
        price=base.unit_price.amount if price is None else price,
        currency=base.unit_price.currency,
        tax_percent=base.tax_percent if isinstance(tax_percent, Keep) else tax_percent,
        done_by=base.done_by if done_by is None else done_by,
        estimate_hours=base.estimate_hours if isinstance(estimate_hours, Keep) else estimate_hours,
        why=base.why if why is None else why,
        like=base,
    )
    return save_item(desk, project, number, base, new, option=option, addition=addition)


def save_item(
    desk: Desk,
    project: Project,
    number: int,
    base: LineItem,
    new: LineItem,
    *,
    option: int = 1,
    seen: Sequence[LineItem] = (),
    addition: int = 0,
) -> Quote:
    """Save an edited line; ``EditConflict`` where the line at that place changed in the same field meanwhile.

    ``seen`` are all lines of the option as they stood when the edit began: they tell a renamed line from a removed one.
    """
    from freelance_comm.services.merging import merged

    checked = checked_item(
        desk,
        description=new.description,
        unit=new.unit,
        quantity=new.quantity,
        price=new.unit_price.amount,
        currency=one_currency(project, new.unit_price.currency),
        tax_percent=new.tax_percent,
        done_by=new.done_by,
        estimate_hours=new.estimate_hours,
        why=new.why,
        like=new,
    )

    def exchanged(old: QuoteOption) -> QuoteOption:
        items = list(old.items)
        place = place_of(items, number, base, seen)
        if place is None:
            raise EditConflict(
                N_("The line “{what}” was removed or renamed in the meantime."),
                hint=N_("Look at the quote again; add the line again if you still want it."),
                deleted=True,
                what=show(base.description),
            )
        items[place] = merged(base, items[place], checked, what=show(items[place].description))
        return old.but(items=tuple(items))

    return edit_option(desk, project, option, exchanged, addition=addition)


def remove_item(
    desk: Desk, project: Project, number: int, option: int = 1, *, seen: LineItem | None = None, addition: int = 0
) -> Quote:
    """Strike a line out of the draft quote; ``number`` and ``option`` count from 1.

    ``seen`` is the line as it was shown: one that was moved is found, one that was changed stays (``EditConflict``).
    """

    def without(old: QuoteOption) -> QuoteOption:
        place = number - 1
        if seen is None:
            at(old.items, number, _NO_ITEM)
        elif seen not in old.items:
            raise EditConflict(
                N_("“{what}” was changed or removed in the meantime."),
                hint=N_("Look at the quote again."),
                what=show(seen.description),
            )
        elif seen not in old.items[place : place + 1]:
            place = old.items.index(seen)
        return old.but(items=old.items[:place] + old.items[place + 1 :])

    return edit_option(desk, project, option, without, addition=addition)


def item_at(file: ProjectFile, number: int, option: int = 1, addition: int = 0) -> LineItem:
    """Return a line of the quote being worked on; ``number`` and ``option`` count from 1."""
    quote = at(file.additions, addition, NO_ADDITION) if addition else working_quote(file)
    if quote is None:
        raise NotFound(NO_QUOTE, hint=ADD_ITEMS)
    return at(at(quote.options, option, NO_OPTION).items, number, _NO_ITEM)


def add_option(
    desk: Desk, project: Project, title: str, *, requested_by: str, requested_on: date | None, words: str
) -> Quote:
    """Add a further option that the client asked for; without their request on record it is refused.

    Choosing is work one pushes onto the client: the rule of one option. ``words`` are those they asked with.
    """
    name = wording.name(desk, title, N_("The title of the option"))
    speaker = wording.line(desk, requested_by, N_("Who asked for it"))
    asked = wording.block(desk, words, N_("What they said"))
    if not speaker or requested_on is None or not asked:
        raise BadValue(
            N_("A further option needs the client's own request: who asked for it, when, and in which words."),
            hint=N_("One good offer is easier to say yes to. Note the request if there was one."),
        )
    asked_on = wording.past_day(desk, requested_on)
    further = QuoteOption(title=name, requested_by=speaker, requested_on=asked_on, requested_words=asked)
    return edit(desk, project, lambda quote: quote.but(options=(*quote.options, further)))


def remove_option(desk: Desk, project: Project, option: int) -> Quote:
    """Strike a further option out of the draft quote; the first stays."""
    if option == 1:
        raise BadValue(N_("The first option stays."), hint=N_("Change or remove its lines instead."))

    def without(quote: Quote) -> Quote:
        at(quote.options, option, NO_OPTION)
        return quote.but(options=quote.options[: option - 1] + quote.options[option:])

    return edit(desk, project, without)


def remove_draft(desk: Desk, project: Project) -> Quote:
    """Throw the draft of a quote away and return it; versions that went out stay."""
    with desk.change() as change:
        open_head(change, project)
        draft = draft_of(change.project(project.id))
        if draft is None:
            raise NotFound(N_("There is no draft quote."), hint=N_("Quotes that went out are kept."))
        change.remove(draft, project_id=project.id)
    return draft


def mark_quote_sent(desk: Desk, project: Project, at_moment: datetime | None = None, *, addition: int = 0) -> Quote:
    """Note that the quote has gone out, now or at a moment (UTC); refused while it has no price."""

    def sent(quote: Quote) -> Quote:
        refuse_unpriced(quote)
        if addition:
            refuse_below_zero(desk.reader.project(project.id), quote)
        return quote.but(state=QuoteState.SENT, sent_at=at_moment or desk.now())

    return edit(desk, project, sent, addition=addition)


def accept(desk: Desk, project: Project, on: date, option: int = 1, *, ref: str = "", addition: int = 0) -> Quote:
    """Note that the client accepted an option on a day. All dates of the quote stay as they are.

    Without ``ref`` it is the newest quote that was sent, else the draft. What was offered goes over to the project: its
    days here, its hours and its price because plan, budget and payments are reckoned from the accepted lines.
    """
    from freelance_comm.services.quote_acceptance import take_over

    decided = wording.past_day(desk, on)

    def accepted(quote: Quote) -> Quote:
        at(quote.options, option, NO_OPTION)
        refuse_unpriced(quote)
        if addition:
            refuse_below_zero(desk.reader.project(project.id), quote)
        return quote.but(state=QuoteState.ACCEPTED, decided_on=decided, chosen=option - 1)

    return decide(
        desk,
        project,
        accepted,
        ref,
        addition=addition,
        follow=lambda change, file, new: take_over(desk, change, file, new),
    )


def decline(desk: Desk, project: Project, on: date, *, ref: str = "", addition: int = 0) -> Quote:
    """Note that the client declined the quote on a day. It is kept; a new version can be started from it."""
    decided = wording.past_day(desk, on)
    declined = {"state": QuoteState.DECLINED, "decided_on": decided}
    return decide(desk, project, lambda quote: quote.but(**declined), ref, addition=addition)
