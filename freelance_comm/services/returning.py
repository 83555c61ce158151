"""Something for clients who keep coming: a discount or something on the house, reckoned from their own history.

It is a proposal until the freelancer takes it; then it is a visible line of the quote like any other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.loyalty import (
    PART_OF_PAID,
    WORTH_SAYING,
    Loyalty,
    for_projects,
    for_years,
    full_years,
    loyalty,
)
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.dealings import Dealings, dealings_with
from freelance_comm.text.sums import plain_money

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.quote import Quote
    from freelance_comm.services.desk import Desk

_DISCOUNT = N_("Loyalty discount")


class Returning(Record):
    """What a returning client may get with the quote of a project.

    ``sentence`` proposes it, ``reckoning`` says line by line what it follows from; ``has_one`` that the quote thanks
    them already, ``has_draft`` that there is a quote that can still be changed. ``discount_words`` and
    ``reason_words`` are what the line says, in the client's language. ``worth`` is a fitting value for something on the
    house.
    """

    client: Client
    loyalty: Loyalty
    sentence: str
    reckoning: tuple[str, ...]
    discount_words: str
    reason_words: str
    worth: Money
    has_one: bool = False
    has_draft: bool = False


def suggestion(desk: Desk, project: Project, *, option: int = 1) -> Returning | None:
    """Return what would thank the client of ``project`` fittingly; None where nothing was finished for them before."""
    from freelance_comm.services.clients import client_by_id

    file = desk.reader.project(project.id)
    client = client_by_id(desk, file.head.client_id)
    known = dealings_with(desk, client)
    finished = tuple(one for one in known.finished if one.id != project.id)
    if not finished:
        return None
    first = min(desk.calendar().local_date(one.created) for one in finished)
    net, has_one, has_draft = _offered(file, option)
    found = loyalty(
        finished=len(finished),
        years=full_years(first, desk.today()),
        paid=known.paid_in(file.head.currency),
        net=net,
    )
    worth = _worth(desk, found, file.head.currency)
    return Returning(
        client=client,
        loyalty=found,
        sentence=_sentence(desk, client, found, worth, has_one),
        reckoning=_reckoning(desk, known, found, net),
        discount_words=_in_their_language(client, _DISCOUNT),
        reason_words=_reason(client, found, first.year),
        worth=worth,
        has_one=has_one,
        has_draft=has_draft,
    )


def give_discount(desk: Desk, project: Project, *, option: int = 1) -> Quote:
    """Put the proposed discount into the draft quote as a line. Raises ``BadValue`` where there is nothing to take."""
    from freelance_comm.services.quote_discounts import add_discount

    found = _required(desk, project, option)
    if found.loyalty.amount.amount <= ZERO:
        raise BadValue(
            N_("The quote has no price to take a discount from."),
            hint=N_("Give its lines prices first."),
        )
    return add_discount(
        desk,
        project,
        found.discount_words,
        amount=found.loyalty.amount.amount,
        why=found.reason_words,
        option=option,
    )


def give_on_the_house(desk: Desk, project: Project, what: str, *, worth: Decimal | str = "", option: int = 1) -> Quote:
    """Put something on the house into the draft quote: a line without a price that says what it is worth."""
    from freelance_comm.services.quote_discounts import give

    found = _required(desk, project, option)
    value = worth if worth != "" else found.worth.amount
    if value == ZERO:
        raise BadValue(N_("It does not say what it is worth."), hint=N_("Give what it would normally cost: --worth."))
    return give(desk, project, what, worth=value, why=found.reason_words, option=option)


def _required(desk: Desk, project: Project, option: int) -> Returning:
    found = suggestion(desk, project, option=option)
    if found is None:
        raise BadValue(
            N_("No project has been finished for this client yet, so there is no loyalty to thank them for."),
            hint=N_("A discount of another kind is a line of the quote: `freelance-comm quote`."),
        )
    if found.has_one:
        raise BadValue(
            N_("The quote already has a discount or something on the house."),
            hint=N_("Remove that line first if you want another."),
        )
    return found


def _offered(file: ProjectFile, option: int) -> tuple[Money, bool, bool]:
    """Return the net price of the draft quote without gifts, whether it holds any, and whether there is a draft."""
    from freelance_comm.services.quote_versions import draft_of

    quote, currency = draft_of(file), file.head.currency
    if quote is None or not 1 <= option <= len(quote.options):
        return total((), currency), False, False
    items = quote.options[option - 1].items
    gifts = [item for item in items if item.on_the_house or item.net.amount < ZERO]
    return total([item.net for item in items if item not in gifts], quote.currency), bool(gifts), True


def _worth(desk: Desk, found: Loyalty, currency: str) -> Money:
    """Return what something on the house may be worth: as much as the discount, or an hour of work where that is more.

    Never more than a tenth of what was paid, where payments are on record.
    """
    profile = desk.profile()
    hour = profile.hourly_rate if profile.hourly_rate is not None and profile.currency == currency else ZERO
    value = max(found.amount.amount, hour)
    most = found.paid.amount / PART_OF_PAID
    return Money(amount=min(value, most) if most > ZERO else value, currency=currency).rounded()


def _sentence(desk: Desk, client: Client, found: Loyalty, worth: Money, has_one: bool) -> str:
    tr, name = desk.tr, show(client.name)
    if has_one:
        return tr.gettext("{name} is back, and the quote already says thank you.").format(name=name)
    if found.percent < WORTH_SAYING and worth.amount > ZERO:
        return tr.gettext("{name} is back: something on the house, worth {worth}, would say thank you.").format(
            name=name, worth=plain_money(worth, tr)
        )
    if found.amount.amount > ZERO:
        return tr.gettext(
            "{name} is back: a discount of {amount}, or something on the house, would say thank you."
        ).format(name=name, amount=plain_money(found.amount, tr))
    return tr.gettext(
        "{name} is back: once the quote has prices, {percent}% off or something on the house would say thank you."
    ).format(name=name, percent=found.percent)


def _reckoning(desk: Desk, known: Dealings, found: Loyalty, net: Money) -> tuple[str, ...]:
    tr = desk.tr
    by_projects, by_years = for_projects(found.finished), for_years(found.years)
    said = [
        tr.ngettext("{n} project finished: {percent}%", "{n} projects finished: {percent}%", found.finished).format(
            n=found.finished, percent=by_projects
        )
    ]
    if found.years:
        said.append(
            tr.ngettext("{n} full year: {percent}%", "{n} full years: {percent}%", found.years).format(
                n=found.years, percent=by_years
            )
        )
    if net.amount > ZERO:
        said.append(tr.gettext("{percent}% of {net}").format(percent=found.percent, net=plain_money(net, tr)))
    if known.paid_in(net.currency).amount > ZERO:
        said.append(tr.gettext("paid so far: {paid}").format(paid=plain_money(found.paid, tr)))
    else:
        said.append(tr.gettext("no payment in {currency} is on record").format(currency=net.currency))
    if found.is_capped:
        said.append(tr.gettext("capped at 1/{n} of what was paid").format(n=PART_OF_PAID))
    return tuple(said)


def _in_their_language(client: Client, text: str) -> str:
    from freelance_comm.text.catalog import translator

    return translator(client.language).gettext(text)


def _reason(client: Client, found: Loyalty, year: int) -> str:
    from freelance_comm.text.catalog import translator

    return (
        translator(client.language)
        .ngettext(
            "Thank you for coming back: we have finished {n} project together since {year}.",
            "Thank you for coming back: we have finished {n} projects together since {year}.",
            found.finished,
        )
        .format(n=found.finished, year=year)
    )
