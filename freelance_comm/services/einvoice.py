"""An invoice as an electronic one: EN 16931 in the syntax of UN/CEFACT (the one inside Factur-X and ZUGFeRD files).

The only module that loads ``drafthorse``, which knows the syntax and brings the official schema; what it writes is
validated against that schema before anybody gets it. It is an extra: ``pip install 'freelance-comm[einvoice]'``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.invoice import Invoice, InvoiceLine
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import ZERO
from freelance_comm.domain.people import BusinessIdentity
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.text_safety import show
from freelance_comm.services.identity import compact, is_vat_number

SCHEMA = "FACTUR-X_EN16931"
GUIDELINE = "urn:cen.eu:en16931:2017"
_INVOICE = "380"
_CREDIT_TRANSFER, _SEPA = "30", "58"
_CODES = {
    Unit.HOUR: "HUR",
    Unit.DAY: "DAY",
    Unit.WORD: "D68",
    Unit.PAGE: "ZP",
    Unit.PIECE: "H87",
    Unit.FIXED: "LS",
}
"""Units by UN/ECE Recommendation 20; D68 counts words, LS is a lump sum."""


def xml(invoice: Invoice) -> bytes:
    """Return the invoice as XML, valid by the schema. Raises ``AppError`` where the extra is not installed."""
    document = _document()
    document.context.guideline_parameter.id = GUIDELINE
    document.header.id = invoice.number
    document.header.type_code = _INVOICE
    document.header.issue_date_time = invoice.day
    if invoice.note:
        document.header.notes.add(_note(invoice.note))
    _parties(document.trade.agreement, invoice)
    for number, line in enumerate(invoice.lines, 1):
        document.trade.items.add(_line(number, line))
    if invoice.delivered_on is not None:
        document.trade.delivery.event.occurrence = invoice.delivered_on
    _settlement(document.trade.settlement, invoice)
    try:
        return bytes(document.serialize(schema=SCHEMA))
    except (SyntaxError, TypeError, ValueError) as error:  # what is no XML, or not what the schema says
        raise AppError(
            N_("The invoice could not be written: {reason}."),
            hint=N_("Hand the schedule over as CSV."),
            reason=show(str(error))[:200],
        ) from error


def _document() -> Any:
    try:
        from drafthorse.models.document import Document
    except ImportError as error:
        raise AppError(
            N_("Electronic invoices need the Python package “drafthorse”, which is missing."),
            hint=N_("Install it with `pip install 'freelance-comm[einvoice]'`, or hand the schedule over as CSV."),
        ) from error
    return Document()


def _note(text: str) -> Any:
    from drafthorse.models.note import IncludedNote

    note = IncludedNote()
    note.content = text
    return note


def _parties(agreement: Any, invoice: Invoice) -> None:
    _party(agreement.seller, invoice.seller, invoice.seller_email)
    _party(agreement.buyer, invoice.buyer, invoice.buyer_email)
    contact = agreement.seller.contact
    if invoice.seller_person:
        contact.person_name = invoice.seller_person
    if invoice.seller_phone:
        contact.telephone.number = invoice.seller_phone
    if invoice.seller_email:
        contact.email.address = invoice.seller_email
    seller = invoice.seller
    if not seller.registration and not is_vat_number(seller.tax_number):
        # BR-CO-26: who sells must be told by a VAT number, a registration, or a number of another kind.
        agreement.seller.id = seller.tax_number


def _party(party: Any, one: BusinessIdentity, email: str) -> None:
    from drafthorse.models.party import TaxRegistration

    party.name = show(one.name)
    address = party.address
    for field, value in (("line_one", one.street), ("postcode", one.postcode), ("city_name", one.town)):
        if value:
            setattr(address, field, show(value))
    address.country_id = one.country
    if one.registration:
        party.legal_organization.id = ("", show(one.registration))
    if one.tax_number:
        vat = is_vat_number(one.tax_number)
        registered = ("VA", compact(one.tax_number)) if vat else ("FC", show(one.tax_number))
        party.tax_registrations.add(TaxRegistration(id=registered))
    if email:
        party.electronic_address.uri_ID = ("EM", email)


def _line(number: int, line: InvoiceLine) -> Any:
    from drafthorse.models.tradelines import LineItem

    made = LineItem()
    made.document.line_id = str(number)
    made.product.name = line.name
    if line.note:
        made.product.description = line.note
    made.agreement.net.amount = line.unit_price.amount
    made.delivery.billed_quantity = (line.quantity, _CODES[line.unit])
    tax = made.settlement.trade_tax
    tax.type_code = "VAT"
    tax.category_code = _category(line.tax_percent)
    tax.rate_applicable_percent = line.tax_percent
    made.settlement.monetary_summation.total_amount = line.net.amount
    return made


def _settlement(settlement: Any, invoice: Invoice) -> None:
    from drafthorse.models.accounting import ApplicableTradeTax
    from drafthorse.models.payment import PaymentMeans, PaymentTerms

    settlement.currency_code = invoice.currency
    if invoice.iban:
        means = PaymentMeans()
        means.type_code = _SEPA if invoice.currency == "EUR" else _CREDIT_TRANSFER
        means.payee_account.iban = invoice.iban
        if invoice.bic:
            means.payee_institution.bic = invoice.bic
        settlement.payment_means.add(means)
    for part in invoice.taxes:
        tax = ApplicableTradeTax()
        tax.calculated_amount = part.tax.amount
        tax.type_code = "VAT"
        if part.percent == ZERO:
            tax.exemption_reason = invoice.tax_note
        tax.basis_amount = part.base.amount
        tax.category_code = _category(part.percent)
        tax.rate_applicable_percent = part.percent
        settlement.trade_tax.add(tax)
    terms = PaymentTerms()
    if invoice.terms:
        terms.description = invoice.terms
    if invoice.due is not None:
        terms.due = invoice.due
    settlement.terms.add(terms)
    sums = settlement.monetary_summation
    sums.line_total = invoice.net.amount
    sums.tax_basis_total = (invoice.net.amount, None)
    sums.tax_total = (invoice.tax.amount, invoice.currency)
    sums.grand_total = (invoice.gross.amount, None)
    if invoice.rounding.amount:
        sums.rounding_amount = invoice.rounding.amount
    if invoice.paid.amount:
        sums.prepaid_total = invoice.paid.amount
    sums.due_amount = invoice.payable.amount


def _category(percent: Decimal) -> str:
    """Return the kind of tax: the standard rate, or exempt (with the reason beside the sum)."""
    return "S" if percent > ZERO else "E"
