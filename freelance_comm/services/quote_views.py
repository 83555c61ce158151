"""A quote as people look at it: lines with their sums, the options, where it stands, what the rules say to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import NP_
from freelance_comm.domain.money import ZERO, Money
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.fact_values import noted_day
from freelance_comm.services.quote_comparison import QuoteChange, changes, previous
from freelance_comm.services.quote_remarks import remarks
from freelance_comm.text.formats import Formats, dates_here

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

_STATES = {
    QuoteState.DRAFT: NP_("state of a quote", "draft"),
    QuoteState.SENT: NP_("state of a quote", "sent"),
    QuoteState.ACCEPTED: NP_("state of a quote", "accepted"),
    QuoteState.DECLINED: NP_("state of a quote", "declined"),
}


class QuoteLine(Record):
    """One line of a quote with its sums; the texts are in the interface language. ``number`` counts from 1."""

    number: int
    item: LineItem
    net: Money
    tax: Money
    gross: Money
    quantity_text: str
    price_text: str
    net_text: str


class OptionView(Record):
    """One option with its lines and sums."""

    number: int
    option: QuoteOption
    lines: tuple[QuoteLine, ...]
    net: Money
    tax: Money
    gross: Money
    hours: Decimal


class QuoteView(Record):
    """The quote being worked on, else the one that counts. ``quote`` is ``None`` when there is none.

    ``lines`` and sums are those of the accepted option, else of the first. ``remarks`` are sentences about what the
    rules of quoting say to it. ``versions`` are all quotes of the project, oldest first; it is the one with the number
    ``version``, and ``changes`` says what is other than in the one it was begun from. ``additions`` are views of what
    came on top; of such a view ``version`` is the number of the addition. ``agreed`` is the price of the whole with the
    accepted additions, ``None`` where there are none. ``against`` says how an addition stands to the requirements.
    """

    quote: Quote | None
    options: tuple[OptionView, ...]
    lines: tuple[QuoteLine, ...]
    net: Money
    tax: Money
    gross: Money
    hours: Decimal
    state: QuoteState
    state_text: str
    reason: str = ""
    valid_until: date | None = None
    expired: bool = False
    remarks: tuple[str, ...] = ()
    versions: tuple[Quote, ...] = ()
    version: int = 1
    changes: tuple[QuoteChange, ...] = ()
    additions: tuple[QuoteView, ...] = ()
    agreed: Money | None = None
    against: str = ""


class VersionView(Record):
    """One version of a quote: which, where it stands, its total, and what is other than in the one before."""

    number: int
    quote: Quote
    state_text: str
    total: Money
    total_text: str
    changes: tuple[QuoteChange, ...] = ()


def working_quote(file: ProjectFile) -> Quote | None:
    """Return the draft being written, else the quote that counts (accepted, else the newest not declined).

    A quote that was declined and has no successor is still the last word: it is returned when there is nothing else.
    """
    drafts = [quote for quote in file.versions if quote.state is QuoteState.DRAFT]
    if drafts:
        return drafts[-1]
    return file.quote or (file.versions[-1] if file.versions else None)


def quote_view(desk: Desk, project: Project) -> QuoteView:
    """Return the quote of a project with its sums; an empty view when there is none."""
    file = desk.reader.project(project.id)
    quote = working_quote(file)
    if quote is None:
        nothing = Money(amount=ZERO, currency=file.head.currency)
        return QuoteView(
            quote=None,
            options=(),
            lines=(),
            net=nothing,
            tax=nothing,
            gross=nothing,
            hours=ZERO,
            state=QuoteState.DRAFT,
            state_text=desk.tr.gettext("no quote yet"),
        )
    added = tuple(_of(desk, file, one, number) for number, one in enumerate(file.additions, 1))
    accepted = [one for one in file.additions if one.state is QuoteState.ACCEPTED]
    whole = file.agreed.gross(quote.currency) if accepted and file.agreed is not None else None
    before = previous(file, quote)
    return _of(desk, file, quote, 1 + [one.id for one in file.versions].index(quote.id)).but(
        versions=file.versions,
        changes=changes(before, quote, desk.tr) if before is not None else (),
        additions=added,
        agreed=whole,
    )


def _of(desk: Desk, file: ProjectFile, quote: Quote, version: int) -> QuoteView:
    options = tuple(_option_view(desk, quote, number) for number in range(1, len(quote.options) + 1))
    shown = options[quote.chosen]
    undecided = quote.state in (QuoteState.DRAFT, QuoteState.SENT)
    return QuoteView(
        quote=quote,
        options=options,
        lines=shown.lines,
        net=shown.net,
        tax=shown.tax,
        gross=shown.gross,
        hours=shown.hours,
        state=quote.state,
        state_text=_state_text(desk, quote),
        reason=quote.reason,
        valid_until=quote.valid_until,
        expired=undecided and quote.valid_until is not None and quote.valid_until < desk.today(),
        remarks=remarks(desk, file, quote),
        version=version,
        against=_against(desk, file, quote) if quote.is_addition else "",
    )


def versions(desk: Desk, project: Project) -> tuple[VersionView, ...]:
    """Return all versions of the quote of a project, oldest first; additions are apart."""
    file, formats = desk.reader.project(project.id), Formats(desk.tr.locale)
    found = []
    for number, quote in enumerate(file.versions, 1):
        before, total = previous(file, quote), quote.option.gross(quote.currency)
        found.append(
            VersionView(
                number=number,
                quote=quote,
                state_text=_state_text(desk, quote),
                total=total,
                total_text=formats.money(total),
                changes=changes(before, quote, desk.tr) if before is not None else (),
            )
        )
    return tuple(found)


def _state_text(desk: Desk, quote: Quote) -> str:
    return desk.tr.pgettext("state of a quote", _STATES[quote.state])


def _against(desk: Desk, file: ProjectFile, addition: Quote) -> str:
    """Say how an addition stands to the confirmed requirements."""
    tr, wish = desk.tr, next((one for one in file.requirements if one.id == addition.requirement_id), None)
    if addition.former:
        return tr.gettext("before: {wish}").format(wish=show(addition.former))
    if wish is not None and addition.state is not QuoteState.ACCEPTED:
        return tr.gettext("instead of: {wish}").format(wish=show(wish.text))
    confirmed = noted_day(file.head.facts.get("confirmed_on", ""))
    if confirmed is None:
        return tr.gettext("beyond the requirements, which nobody has confirmed")
    day = dates_here(tr).date(confirmed)
    return tr.gettext("beyond the requirements as confirmed on {day}").format(day=day)


def _option_view(desk: Desk, quote: Quote, number: int) -> OptionView:
    option = quote.options[number - 1]
    formats = Formats(desk.tr.locale)
    lines = tuple(
        QuoteLine(
            number=place,
            item=item,
            net=item.net,
            tax=item.tax,
            gross=item.net + item.tax,
            quantity_text=_quantity(desk, formats, item),
            price_text=formats.price(item.unit_price),
            net_text=formats.money(item.net),
        )
        for place, item in enumerate(option.items, 1)
    )
    return OptionView(
        number=number,
        option=option,
        lines=lines,
        net=option.net(quote.currency),
        tax=option.tax(quote.currency),
        gross=option.gross(quote.currency),
        hours=option.hours,
    )


def _quantity(desk: Desk, formats: Formats, item: LineItem) -> str:
    if item.worth is None:
        return formats.quantity(item.quantity, item.unit)
    return desk.tr.gettext("on the house, worth {money}").format(money=formats.money(item.worth))
