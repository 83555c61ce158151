"""Quotes and additions as documents: what stands on them, and the document itself as text, Markdown, HTML or PDF.

Apart from the letter that goes with a quote: a letter speaks to a person, a document is what both sides can hold
against each other. All of it is in the client's language, and from the record alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO, total
from freelance_comm.domain.people import BusinessIdentity, Client
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts, identity, reports, standing
from freelance_comm.services.draft_facts import person_of
from freelance_comm.services.fact_values import Facts, cleaned, last_day, local_day, own_sentence, sentence
from freelance_comm.services.quote_views import working_quote

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft

TEMPLATE = "quote/document"
FORMS = {"text": "txt", "md": "md", "html": "html"}
"""Forms a document can be read in, as people call them, and the endings of their templates."""
PDF = "pdf"


def compose(desk: Desk, project: Project, ref: str = "", *, form: str = "text", built_in: bool = False) -> Draft:
    """Return a quote of ``project`` as a document to be read: ``text``, ``md`` or ``html``.

    ``ref`` names a version or an addition; without it, the quote being worked on, else the one that counts. Raises
    ``NotFound`` for a number that there is not, ``BadValue`` for a quote without a line.
    """
    return _written(desk, project, ref, FORMS[form], built_in=built_in)


def pdf(desk: Desk, project: Project, ref: str = "", *, built_in: bool = False) -> bytes:
    """Return the same document as a PDF. The same record on the same day gives the same bytes."""
    from freelance_comm.text.sheet import parse_sheet
    from freelance_comm.text.typesetting import set_pdf

    sheet = _written(desk, project, ref, "sheet", built_in=built_in)
    lines = parse_sheet(sheet.body, f"{TEMPLATE}.sheet")
    author = identity.of_freelancer(desk.profile()).name
    return set_pdf(lines, locale=sheet.locale, author=author, day=desk.today())


def plain_facts(desk: Desk, project: Project, ref: str = "") -> Facts:
    """Return what stands on the document as plain values, for programs."""
    file = desk.reader.project(project.id)
    return document_facts(desk, file, reports.client_of(desk, file.head.client_id), chosen(file, ref))


def documents(desk: Desk, project: Project) -> list[str]:
    """Return the numbers of all versions and additions that a document can be made of, oldest first."""
    return [quote.ref for quote in desk.reader.project(project.id).quotes if is_priced(quote)]


def file_name(desk: Desk, project: Project, ref: str, ending: str) -> str:
    """Return a name for the file of a document: "Q-2026-003.pdf"."""
    return f"{chosen(desk.reader.project(project.id), ref).ref}.{ending}"


def chosen(file: ProjectFile, ref: str) -> Quote:
    """Return the quote that a document is about; errors as for ``compose``."""
    wanted = ref.strip().casefold()
    if wanted:
        for quote in file.quotes:
            if quote.ref.casefold() == wanted and is_priced(quote):
                return quote
        raise NotFound(
            N_("“{name}” has no quote {ref} with a price."),
            hint=N_("Look at the quotes of the project."),
            near=tuple(quote.ref for quote in file.quotes),
            name=show(file.head.name),
            ref=show(ref)[:40],
        )
    working = working_quote(file)
    if working is None or not is_priced(working):
        raise BadValue(
            N_("The quote of “{name}” has no line with a price yet."),
            hint=draft_facts.HOW_TO_PROVIDE["quote"],
            fact="quote",
            name=show(file.head.name),
        )
    return working


def _written(desk: Desk, project: Project, ref: str, form: str, *, built_in: bool) -> Draft:
    file = desk.reader.project(project.id)
    quote = chosen(file, ref)
    client = reports.client_of(desk, file.head.client_id)
    facts = draft_facts.context(desk, file, client) | {"document": document_facts(desk, file, client, quote)}
    return drafts.written(desk, TEMPLATE, client, facts, form=form, project=file.head, built_in=built_in)


# -- what stands on it -----------------------------------------------------------------------------------------------


def document_facts(desk: Desk, file: ProjectFile, client: Client, quote: Quote) -> Facts:
    """Return what stands on the document of ``quote``; see docs/templates.md."""
    profile = desk.profile()
    mine, theirs = identity.of_freelancer(profile), identity.of_client(client)
    person = person_of(client)
    options = _shown_options(quote)
    untaxed = all(not item.tax_percent for option in options for item in option.items)
    facts: Facts = {
        "ref": quote.ref,
        "day": _day(desk, quote),
        "valid_until": quote.valid_until,
        "reason": own_sentence(quote.reason),
        "seller": {
            **_party(mine, client.language, home=theirs.country or mine.country),
            "email": profile.email,
            "phone": profile.phone,
        },
        "buyer": {
            **_party(theirs, client.language, home=mine.country or theirs.country),
            "person": person if person != theirs.name else "",
        },
        "options": [_option(file, quote, option) for option in options],
        "ready_on": quote.ready_on or (None if quote.is_addition else _promised(desk, file)),
        "parts": [] if quote.is_addition else _parts(file, quote),
        "tax_note": sentence(profile.tax_note) if untaxed else "",
        **_place(file, quote),
    }
    return cleaned(facts)


def _shown_options(quote: Quote) -> list[QuoteOption]:
    """Return the options with lines; of an accepted quote the chosen one alone."""
    if quote.state is QuoteState.ACCEPTED:
        return [quote.option]
    return [option for option in quote.options if option.items]


def _place(file: ProjectFile, quote: Quote) -> Facts:
    """Return which version it is and what it comes in the place of, or what it is added to."""
    by_id = {one.id: one for one in file.quotes}
    base = by_id.get(quote.adds_to) if quote.adds_to is not None else None
    former = by_id.get(quote.follows) if quote.follows is not None else None
    versions = [one for one in file.quotes if not one.is_addition]
    return {
        "addition": quote.is_addition,
        "title": quote.title,
        "adds_to": base.ref if base is not None else "",
        "asked_by": quote.asked_by,
        "asked_on": quote.asked_on,
        "whole_waits": quote.whole_waits,
        "version": 1 if quote.is_addition else versions.index(quote) + 1,
        "replaces": former.ref if former is not None and former.state is not QuoteState.DRAFT else "",
    }


def _party(one: BusinessIdentity, locale: str, *, home: str) -> Facts:
    return {
        "name": one.name,
        "address": list(identity.address_lines(one, locale, home=home)),
        "tax_number": one.tax_number,
        "registration": one.registration,
    }


def _option(file: ProjectFile, quote: Quote, option: QuoteOption) -> Facts:
    answered = {one for item in option.items for one in item.answers} | {*option.answers}
    tax = option.tax(quote.currency)
    return {
        "title": option.title,
        "lines": [_line(item) for item in option.items],
        "net": option.net(quote.currency),
        "gross": option.gross(quote.currency),
        "taxed": tax.amount != 0,
        "mixed": len({item.tax_percent or ZERO for item in option.items}) > 1,
        "taxes": _taxes(option, quote.currency),
        "included": [one.text for one in file.requirements if one.id in answered],
        "recommended": [{"what": one.what, "whom": one.whom} for one in option.recommended],
    }


def _line(item: LineItem) -> Facts:
    return {
        "description": item.description,
        "why": sentence(item.why),
        "unit": item.unit.value,
        "fixed": item.unit is Unit.FIXED and item.quantity == 1,
        "quantity": item.quantity,
        "price": item.unit_price,
        "tax_percent": item.tax_percent,
        "net": item.net,
        "done_by": item.done_by,
        "worth": item.worth,
    }


def _taxes(option: QuoteOption, currency: str) -> list[Facts]:
    """Return the tax of each rate with the sum it is on, the highest rate first; nothing where none is charged."""
    rates = sorted({item.tax_percent for item in option.items if item.tax_percent}, reverse=True)
    return [
        {
            "percent": rate,
            "base": total([item.net for item in option.items if item.tax_percent == rate], currency),
            "tax": total([item.tax for item in option.items if item.tax_percent == rate], currency),
        }
        for rate in rates
    ]


def _day(desk: Desk, quote: Quote) -> date:
    """Return the date of the document: when it went out, today while it has not."""
    return local_day(quote.sent_at, desk.zone) if quote.sent_at is not None else desk.today()


def _promised(desk: Desk, file: ProjectFile) -> date | None:
    promise = standing.deadline_promise(file)
    return None if promise is None else last_day(promise, promise.zone or desk.zone)


def _parts(file: ProjectFile, quote: Quote) -> list[Facts]:
    """Return the schedule where it is one of this very price."""
    sums = [one.amount for one in file.instalments]
    if not sums or any(one.currency != quote.currency for one in sums):
        return []
    if total(sums, quote.currency) != quote.option.gross(quote.currency):
        return []
    ordered = sorted(file.instalments, key=lambda one: (one.due, one.id))
    return [{"label": one.label, "amount": one.amount, "due": one.due} for one in ordered]


def is_priced(quote: Quote | None) -> bool:
    """Return whether there is anything to make a document of."""
    return quote is not None and any(option.items for option in quote.options)
