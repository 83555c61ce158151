"""A schedule for an invoicing tool: as a table, or as an electronic invoice.

The table has a row for each sum of the schedule, with whom it is from and to, and what of it is tax. Texts that a
spreadsheet would take for a formula get an apostrophe before them; amounts are plain numbers, days ISO dates.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.invoice import shared_out
from freelance_comm.domain.money import Money, total
from freelance_comm.domain.text_safety import show
from freelance_comm.services import identity, invoices, reports
from freelance_comm.services.exchange_cells import joined, neutral

if TYPE_CHECKING:
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

CSV, EINVOICE = "csv", "einvoice"
FORMATS = (CSV, EINVOICE)
ENDINGS = {CSV: "csv", EINVOICE: "xml"}
HEAD = (
    "client", "client_street", "client_postcode", "client_town", "client_country", "client_tax_number", "client_email",
    "project", "reference", "quote", "number", "of", "label", "due", "currency", "amount", "net", "tax", "received",
    "received_on", "open", "iban", "bic",
)  # fmt: skip
_TEXTS = frozenset((*HEAD[: HEAD.index("number")], "label"))
"""Columns with what people wrote: a spreadsheet must not take them for formulas."""
_END = "\r\n"


def rows(desk: Desk, project: Project) -> list[dict[str, str]]:
    """Return the schedule by the names of ``HEAD``; ``net`` and ``tax`` share each sum out as the quote does."""
    file = desk.reader.project(project.id)
    client = reports.client_of(desk, file.head.client_id)
    buyer, profile = identity.of_client(client), desk.profile()
    plan, rates = invoices.scheduled(file), invoices.by_rate(invoices.agreed(file), file.head.currency)
    email = next((contact.email for contact in client.contacts if contact.email), "")
    quote, found = file.quote.ref if file.quote is not None else "", []
    for number, one in enumerate(plan, 1):
        net = total([part for _, part in shared_out(one.amount, rates)], one.amount.currency)
        last = max((receipt.on for receipt in one.receipts), default=None)
        cells = [buyer.name, buyer.street, buyer.postcode, buyer.town, buyer.country, buyer.tax_number, email]
        cells += [file.head.name, file.head.ref, quote, str(number), str(len(plan)), one.label, one.due.isoformat()]
        cells += [one.amount.currency, _plain(one.amount), _plain(net), _plain(one.amount - net)]
        cells += [_plain(one.received), last.isoformat() if last is not None else "", _plain(one.open)]
        cells += [profile.iban, profile.bic]
        found.append(dict(zip(HEAD, cells, strict=True)))
    return found


def csv(desk: Desk, project: Project) -> str:
    """Return the same as CSV (RFC 4180, UTF-8)."""
    lines = [",".join(HEAD)]
    for row in rows(desk, project):
        lines.append(joined([neutral(show(cell)) if name in _TEXTS else cell for name, cell in row.items()]))
    return _END.join(lines) + _END


def einvoice(
    desk: Desk, project: Project, number: str, which: int | Instalment | None = None, *, day: date | None = None
) -> bytes:
    """Return an electronic invoice (EN 16931) over the whole project, or over one instalment of its schedule."""
    from freelance_comm.services.einvoice import xml

    return xml(invoices.invoice(desk, project, number, which, day=day))


def file_name(project: Project, form: str, number: str = "") -> str:
    """Return a name for the file: "P-2026-003-schedule.csv", "2026-0042.xml"."""
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in show(number)).strip(".")
    return f"{safe or project.ref + '-schedule'}.{ENDINGS[form]}"


def _plain(value: Money) -> str:
    return format(value.rounded().amount, "f")
