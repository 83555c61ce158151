"""What there has been between the freelancer and a client so far, from the record: work, money, promises, contact.

Apart from what is made of it (the client's health, what the ten habits are asked beside, what thanks a regular)
because all of them must count the same. Opens every project of the clients that are asked about.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.money import Money, total
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.project_file import count_of
from freelance_comm.domain.project_work import PromiseCount
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.domain.regular import Idea
from freelance_comm.services import contact_rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk


class Dealings(Record):
    """One client's history. Money is by currency; ``overdue`` is what is past its day, a part of ``to_come``.

    ``since`` is the day on which the first project began, ``last_contact`` a moment, ``silent_days`` the days since.
    """

    client: Client
    finished: tuple[Project, ...] = ()
    running: tuple[Project, ...] = ()
    since: date | None = None
    paid: tuple[Money, ...] = ()
    to_come: tuple[Money, ...] = ()
    overdue: tuple[Money, ...] = ()
    promises: PromiseCount = PromiseCount()
    open_promises: tuple[Promise, ...] = ()
    ideas: tuple[Idea, ...] = ()
    last_contact: datetime | None = None
    silent_days: int | None = None

    def paid_in(self, currency: str) -> Money:
        """Return what was paid in one currency."""
        return total([sum_ for sum_ in self.paid if sum_.currency == currency], currency)


def dealings(desk: Desk, clients: Iterable[Client]) -> tuple[Dealings, ...]:
    """Return the history of each of ``clients``, in their order."""
    wanted = {client.id: client for client in clients}
    files: dict[int, list[ProjectFile]] = {number: [] for number in wanted}
    for summary in desk.reader.summaries(closed=True):
        if summary.project.client_id in wanted:
            files[summary.project.client_id].append(desk.reader.project(summary.project.id))
    contacts = contact_rhythm.last_contacts(desk.reader.conversations())
    alone: dict[int, list[Promise]] = {number: [] for number in wanted}
    for promise in desk.reader.client_promises():
        alone.setdefault(promise.client_id, []).append(promise)
    ideas: dict[int, list[Idea]] = {number: [] for number in wanted}
    for idea in desk.reader.of_clients(Idea):
        ideas.setdefault(idea.client_id, []).append(idea)
    return tuple(
        _of(desk, client, files[number], alone[number], ideas[number], contacts.get(number))
        for number, client in wanted.items()
    )


def dealings_with(desk: Desk, client: Client) -> Dealings:
    """Return the history of one client."""
    return dealings(desk, (client,))[0]


def _of(
    desk: Desk,
    client: Client,
    files: list[ProjectFile],
    alone: list[Promise],
    ideas: list[Idea],
    contact: datetime | None,
) -> Dealings:
    calendar, today = desk.calendar(), desk.today()
    paid, to_come, overdue = _Purse(), _Purse(), _Purse()
    promises = list(alone)
    for file in files:
        promises += file.promises
        ideas += file.ideas
        for instalment in file.instalments:
            paid.add(instalment.received)
            to_come.add(instalment.open)
            if instalment.due < today:
                overdue.add(instalment.open)
    heads = [file.head for file in files]
    return Dealings(
        client=client,
        finished=tuple(head for head in heads if head.state is ProjectState.CLOSED or head.facts.get("delivered_on")),
        running=tuple(head for head in heads if head.state is ProjectState.OPEN and not head.facts.get("delivered_on")),
        since=min((calendar.local_date(head.created) for head in heads), default=None),
        paid=paid.sums,
        to_come=to_come.sums,
        overdue=overdue.sums,
        promises=count_of(promises),
        open_promises=tuple(promise for promise in promises if promise.state is PromiseState.OPEN),
        ideas=tuple(sorted(ideas, key=lambda idea: idea.id)),
        last_contact=contact,
        silent_days=contact_rhythm.silent_days(calendar, today, contact),
    )


class _Purse:
    """Sums in several currencies, those of nothing left out."""

    def __init__(self) -> None:
        self._sums: dict[str, Money] = {}

    def add(self, sum_: Money) -> None:
        known = self._sums.get(sum_.currency)
        self._sums[sum_.currency] = sum_ if known is None else known + sum_

    @property
    def sums(self) -> tuple[Money, ...]:
        return tuple(self._sums[currency] for currency in sorted(self._sums) if self._sums[currency].amount)
