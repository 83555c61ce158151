"""A report of time as a table for spreadsheets: hours as numbers, money in a column for each currency.

Apart from the report because a spreadsheet has its own dangers: a text that begins with ``=`` would be a formula.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from freelance_comm.services.exchange_cells import LEADING
from freelance_comm.services.time_report import TimeLine, TimeReport

_HOUR = Decimal(3600)


def as_csv(report: TimeReport) -> str:
    """Return the lines as comma separated values; hours have a decimal point, whatever the language."""
    lines = (*report.lines, report.total)
    currencies = sorted({one.currency for line in lines for one in line.worth})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            *(report.by.value, "name", "client", "entries", "hours", "hours_rounded", "hours_billable"),
            *("hours_unbilled", *(f"worth_{one}" for one in currencies), *(f"unbilled_{one}" for one in currencies)),
        ]
    )
    writer.writerows(_row(line, currencies) for line in report.lines)
    return out.getvalue()


def _row(line: TimeLine, currencies: list[str]) -> list[str | int]:
    worth = {one.currency: str(one.amount) for one in line.worth}
    unbilled = {one.currency: str(one.amount) for one in line.unbilled_worth}
    hours = (line.seconds, line.rounded, line.billable, line.unbilled)
    return [
        *(_text(line.key), _text(line.label), _text(line.client_name), line.entries),
        *(hours_text(one) for one in hours),
        *(worth.get(one, "") for one in currencies),
        *(unbilled.get(one, "") for one in currencies),
    ]


def hours_text(seconds: Decimal) -> str:
    """Return exact hours without needless zeros, to a hundred thousandth where they do not end."""
    return f"{(seconds / _HOUR).quantize(Decimal('0.00001')).normalize():f}"


def _text(text: str) -> str:
    return f"'{text}" if text[:1] in LEADING and text else text
