"""An invoice from what is on record: for a whole project, or for one sum of its schedule.

The program writes no invoices of its own: numbers, books and the tax office are the business of an invoicing tool.
What that tool needs is put together here, and refused where the record lacks it; ``einvoice`` writes it down.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.invoice import Invoice, InvoiceLine, shared_out
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, Money, minor_unit, total
from freelance_comm.domain.people import BusinessIdentity, Client
from freelance_comm.domain.quote import LineItem, QuoteOption, Unit
from freelance_comm.domain.text_safety import show
from freelance_comm.services import identity, reports, wording
from freelance_comm.services.fact_values import noted_day
from freelance_comm.services.instalments import by_due, meant
from freelance_comm.text.formats import Formats

if TYPE_CHECKING:
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

_CENT = Decimal("0.01")
_LONGEST_NUMBER = 60


def invoice(
    desk: Desk, project: Project, number: str, which: int | Instalment | None = None, *, day: date | None = None
) -> Invoice:
    """Return the invoice called ``number`` over the whole project, or over one instalment of it.

    ``which`` is the instalment's place in the schedule, from 1, or the instalment itself; ``day`` the date of the
    invoice, today where nobody says. Raises ``BadValue`` naming everything an invoice needs and the record lacks.
    """
    file = desk.reader.project(project.id)
    client = reports.client_of(desk, file.head.client_id)
    called = wording.line(desk, number, N_("The number of the invoice"), limit=_LONGEST_NUMBER)
    if not called:
        raise BadValue(
            N_("An invoice needs its number."), hint=N_("Give the next one in your books: --number 2026-0042.")
        )
    option, plan = agreed(file), scheduled(file)
    profile = desk.profile()
    seller, buyer = identity.of_freelancer(profile), identity.of_client(client)
    _refuse_incomplete(desk, seller, buyer, option, profile.tax_note, client.ref)
    currency = _writable(plan[0].amount.currency)
    one = None if which is None else meant(file, which)
    if one is None:
        _refuse_uneven(desk, option.gross(currency), total([each.amount for each in plan], currency))
    formats = Formats(client.language)
    return Invoice(
        number=called,
        day=day or desk.today(),
        currency=currency,
        seller=seller,
        buyer=buyer,
        lines=_lines(option) if one is None else _part(file, option, one),
        wanted=option.gross(currency) if one is None else one.amount,
        paid=total([each.received for each in plan], currency) if one is None else one.received,
        due=plan[-1].due if one is None else one.due,
        delivered_on=noted_day(file.head.facts.get("delivered_on", "")),
        terms="" if one is not None else formats.listing([_told(each, formats) for each in plan]),
        note=f"{show(file.head.name)}, {file.quote.ref}" if file.quote is not None else show(file.head.name),
        tax_note=show(profile.tax_note),
        iban=profile.iban,
        bic=profile.bic,
        seller_person=profile.name,
        seller_email=profile.email,
        seller_phone=profile.phone,
        buyer_email=_mail_of(client),
        language=client.language,
    )


def agreed(file: ProjectFile) -> QuoteOption:
    """Return what the whole costs, additions included; ``BadValue`` where there is no price."""
    option = file.agreed
    if option is None or not option.items:
        raise BadValue(N_("There is no price yet."), hint=N_("Add lines to the quote first."))
    return option


def scheduled(file: ProjectFile) -> tuple[Instalment, ...]:
    """Return the schedule by due date; ``NotFound`` while there is none."""
    plan = by_due(file)
    if not plan:
        raise NotFound(N_("There is no schedule."), hint=N_("Make one from the price first."))
    return plan


def by_rate(option: QuoteOption, currency: str) -> tuple[tuple[Decimal, Money], ...]:
    """Return what each rate of tax comes to with tax, the highest rate first."""
    rates = sorted({item.tax_percent or ZERO for item in option.items}, reverse=True)
    groups = []
    for rate in rates:
        items = [item for item in option.items if (item.tax_percent or ZERO) == rate]
        groups.append((rate, total([item.net + item.tax for item in items], currency)))
    return tuple(groups)


def _lines(option: QuoteOption) -> tuple[InvoiceLine, ...]:
    return tuple(_line(item) for item in option.items)


def _line(item: LineItem) -> InvoiceLine:
    below = item.unit_price.amount < ZERO
    return InvoiceLine(
        name=show(item.description),
        unit=item.unit,
        quantity=-item.quantity if below else item.quantity,
        unit_price=item.unit_price.times(Decimal(-1)) if below else item.unit_price,
        tax_percent=item.tax_percent or ZERO,
        note=show(item.why),
    )


def _part(file: ProjectFile, option: QuoteOption, one: Instalment) -> tuple[InvoiceLine, ...]:
    """Return an instalment as one line for each rate of tax in the price."""
    name = f"{show(one.label)}: {show(file.head.name)}"
    lines = []
    for percent, net in shared_out(one.amount, by_rate(option, one.amount.currency)):
        below = net.amount < ZERO
        lines.append(
            InvoiceLine(
                name=name,
                unit=Unit.FIXED,
                quantity=Decimal(-1 if below else 1),
                unit_price=net.times(Decimal(-1)) if below else net,
                tax_percent=percent,
            )
        )
    return tuple(line for line in lines if line.net.amount != ZERO)


def _told(one: Instalment, formats: Formats) -> str:
    return f"{show(one.label)}: {formats.money(one.amount)} ({formats.date(one.due)})"


def _refuse_uneven(desk: Desk, price: Money, planned: Money) -> None:
    if planned != price:
        formats = Formats(desk.tr.locale)
        raise BadValue(
            N_("The schedule adds up to {planned}, but the price is {price}."),
            hint=N_("First make the schedule again from the price, or hand over one instalment."),
            planned=formats.money(planned),
            price=formats.money(price),
        )


def _mail_of(client: Client) -> str:
    return next((contact.email for contact in client.contacts if contact.email), "")


def _writable(currency: str) -> str:
    if minor_unit(currency) < _CENT:
        raise BadValue(
            N_("The standard for invoices allows two decimals; amounts in {currency} have three."),
            hint=N_("Hand the schedule over as CSV."),
            currency=currency,
        )
    return currency


def _refuse_incomplete(
    desk: Desk, seller: BusinessIdentity, buyer: BusinessIdentity, option: QuoteOption, tax_note: str, client: str
) -> None:
    """Raise ``BadValue`` that names all an invoice must have (EN 16931, and the law where it says more).

    The hint has the commands that put it on record; ``client`` is the client's reference.
    """
    untaxed = any(not item.tax_percent for item in option.items if item.net.amount != ZERO)
    mine = "profile set"
    theirs = f"client edit {client}"
    needed = (
        (seller.name, N_("your name"), mine, "--name NAME"),
        (seller.street, N_("your street"), mine, "--street STREET"),
        (seller.town, N_("your town"), mine, "--town TOWN"),
        (seller.country, N_("your country"), mine, "--billing-country COUNTRY"),
        (seller.tax_number, N_("your tax number"), mine, "--tax-number NUMBER"),
        (tax_note or not untaxed, N_("why no tax is charged"), mine, "--tax-note TEXT"),
        (buyer.name, N_("the client's name"), theirs, "--name NAME"),
        (buyer.country, N_("the client's country"), theirs, "--billing-country COUNTRY"),
    )
    lacking = [(desk.tr.gettext(words), command, word) for value, words, command, word in needed if not value]
    if lacking:
        comma = desk.tr.pgettext("between parts of an explanation", ", ")
        typed: dict[str, list[str]] = {}
        for _words, command, word in lacking:
            typed.setdefault(command, []).append(word)
        raise BadValue(
            N_("An invoice needs more than is on record: {lacking}."),
            hint=N_("To add what is missing, type {commands}."),
            lacking=comma.join(words for words, _command, _word in lacking),
            commands=comma.join(f"`freelance-comm {' '.join((verb, *given))}`" for verb, given in typed.items()),
        )
