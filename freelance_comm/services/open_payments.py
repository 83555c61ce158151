"""All money that is still to come, over all clients: by due date, with sums for each currency.

Apart from a project's own schedule because here sums of several currencies stand side by side and are never added up.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.money import ZERO, Money, total
from freelance_comm.domain.record import Record
from freelance_comm.services.instalments import by_due

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk


class OpenLine(Record):
    """An instalment that is not paid: ``number`` is its place in the project's schedule, ``days_late`` 0 in time."""

    client: str
    project: str
    ref: str
    project_id: int
    number: int
    instalment_id: int
    label: str
    due: date
    open: Money
    days_late: int = 0


class Owed(Record):
    """What is to come in one currency, and how much of that is late."""

    open: Money
    late: Money


class OpenPayments(Record):
    """The lines by due date, and the sums by currency."""

    lines: tuple[OpenLine, ...]
    sums: tuple[Owed, ...]


def open_payments(desk: Desk, client: Client | None = None) -> OpenPayments:
    """Return what is to come from everybody, or from one client; closed projects count, too."""
    names = {one.id: one.name for one in desk.reader.clients()}
    today, found = desk.today(), []
    for summary in desk.reader.summaries(closed=True):
        head = summary.project
        if summary.next_instalment is None or (client is not None and head.client_id != client.id):
            continue
        for number, one in enumerate(by_due(desk.reader.project(head.id)), 1):
            if one.open.amount > ZERO:
                found.append(
                    OpenLine(
                        client=names.get(head.client_id, ""),
                        project=head.name,
                        ref=head.ref,
                        project_id=head.id,
                        number=number,
                        instalment_id=one.id,
                        label=one.label,
                        due=one.due,
                        open=one.open,
                        days_late=max((today - one.due).days, 0),
                    )
                )
    lines = tuple(sorted(found, key=lambda line: (line.due, line.project_id, line.number)))
    return OpenPayments(lines=lines, sums=_sums(lines))


def _sums(lines: tuple[OpenLine, ...]) -> tuple[Owed, ...]:
    currencies = sorted({line.open.currency for line in lines})
    return tuple(
        Owed(
            open=total([line.open for line in lines if line.open.currency == currency], currency),
            late=total([line.open for line in lines if line.open.currency == currency and line.days_late], currency),
        )
        for currency in currencies
    )
