"""What a reader hands out beyond the records of the domain: a project with all its parts, and short views of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from decimal import Decimal

    from freelance_comm.domain.money import Money
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Passage, Project, Requirement, SentDraft, Step
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.quote import Quote


class ProjectFile(Record):
    """Everything in one project's file; the parts in the order in which they were made."""

    head: Project
    requirements: tuple[Requirement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    promises: tuple[Promise, ...] = ()
    steps: tuple[Step, ...] = ()
    passages: tuple[Passage, ...] = ()
    sent: tuple[SentDraft, ...] = ()


class ProjectSummary(Record):
    """What lists and reminders need of a project.

    ``last_report`` is the sent draft with the latest time among those that covered a period; ``next_instalment`` the
    earliest one that is not fully paid; ``quote_total`` the sum with tax of the accepted quote, else of the newest that
    was not declined, and ``quote_hours`` its hours where its lines name any.
    """

    project: Project
    open_promises: tuple[Promise, ...] = ()
    last_report: SentDraft | None = None
    next_instalment: Instalment | None = None
    quote_total: Money | None = None
    quote_hours: Decimal | None = None


class ProjectName(Record):
    """Enough of a project to find it by its name or reference; reads no quotes and loads no money."""

    id: int
    ref: str
    name: str
    client_id: int
    is_open: bool = True


class ClientName(Record):
    """Enough of a client to find them by their name or reference."""

    id: int
    ref: str
    name: str
    is_active: bool = True
