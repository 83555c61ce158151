"""The record of reliability over a period: promises, delivery days and answers, overall, by month and by client.

Apart from the ledger because it looks back over everything, closed projects too. What the figures mean is in
``domain.promise_figures`` and ``domain.reply_figures``; nothing is left out to look better.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.promise_figures import Held, by_month, held
from freelance_comm.domain.record import Record
from freelance_comm.domain.reply_figures import Figures, figures
from freelance_comm.services.promise_views import all_promises
from freelance_comm.services.reply_statistics import MONTHS, statistics

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.promise import Promise
    from freelance_comm.services.desk import Desk


class Part(Record):
    """One part of the record: promises, the delivery days among them, and answers."""

    promises: Held
    deliveries: Held
    answers: Figures

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        promised = self.promises.judged or self.promises.moved
        return not (promised or self.answers.answered or self.answers.open_late)


class ClientPart(Record):
    """The record with one client."""

    client: Client
    part: Part


class ReliabilityRecord(Record):
    """The record from ``first`` to ``last``, both included, over so many ``months``.

    ``by_month`` is by first day, oldest first, empty months left out; ``clients`` those with most promises first.
    """

    first: date
    last: date
    months: int
    all: Part
    by_month: dict[date, Part]
    clients: tuple[ClientPart, ...]
    client: Client | None = None


def reliability_record(desk: Desk, *, months: int = MONTHS, client: Client | None = None) -> ReliabilityRecord:
    """Return the record of the last ``months``, this one among them; with ``client`` what concerns that client alone.

    Raises ``BadValue`` for a number of months that cannot be meant.
    """
    now, calendar = desk.now(), desk.calendar()
    replies = statistics(desk, months=months, client=client)

    def day_of(promise: Promise) -> date:
        due = calendar.local_date(promise.due - timedelta(seconds=1))
        return due if promise.closed_at is None else min(due, calendar.local_date(promise.closed_at))

    counted = [
        one
        for one in all_promises(desk.reader)
        if replies.first <= day_of(one) <= replies.last and (client is None or one.client_id == client.id)
    ]
    grouped = by_month(counted, now, day_of)
    in_months = {
        month: Part(
            promises=held(grouped.get(month, ()), now),
            deliveries=held(_deliveries(grouped.get(month, ())), now),
            answers=replies.months.get(month, figures(())),
        )
        for month in sorted({*grouped, *replies.months})
    }
    answers = {one.client.id: one.figures for one in replies.clients}
    parts = [_of_client(desk, one, counted, answers.get(one.id, figures(()))) for one in desk.reader.clients()]
    return ReliabilityRecord(
        first=replies.first,
        last=replies.last,
        months=months,
        all=Part(promises=held(counted, now), deliveries=held(_deliveries(counted), now), answers=replies.all),
        by_month={month: part for month, part in in_months.items() if not part.is_empty},
        clients=tuple(sorted((one for one in parts if not one.part.is_empty), key=_most)),
        client=client,
    )


def _of_client(desk: Desk, client: Client, counted: list[Promise], answers: Figures) -> ClientPart:
    mine = [one for one in counted if one.client_id == client.id]
    part = Part(promises=held(mine, desk.now()), deliveries=held(_deliveries(mine), desk.now()), answers=answers)
    return ClientPart(client=client, part=part)


def _deliveries(promises: list[Promise] | tuple[Promise, ...]) -> list[Promise]:
    return [one for one in promises if one.source is PromiseSource.DEADLINE]


def _most(one: ClientPart) -> tuple[int, int, str]:
    return (-one.part.promises.judged, -one.part.answers.answered, one.client.ref)
