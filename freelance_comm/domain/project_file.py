"""Everything that is kept about one project, and the short form of it that lists need.

Apart from the project itself so that stages can judge a whole project without knowing where it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment
from freelance_comm.domain.project import Passage, Project, ProjectState, Requirement, SentDraft, Step
from freelance_comm.domain.project_work import ProjectWork, PromiseCount, WorkItem
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.quote import Quote, QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.domain.task import Task

_DEADLINE = PromiseSource.DEADLINE
_OF_WORK = ("estimate_optimistic", "estimate_likely", "estimate_pessimistic", "hours_a_day", "start_on", "delivered_on")
"""The facts that say how much work there is, when it begins, and whether it is done."""


class ProjectFile(Record):
    """One project with all that belongs to it, in the order of ids."""

    head: Project
    requirements: tuple[Requirement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    promises: tuple[Promise, ...] = ()
    steps: tuple[Step, ...] = ()
    passages: tuple[Passage, ...] = ()
    sent: tuple[SentDraft, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def quote(self) -> Quote | None:
        """The accepted quote, else the newest that was not declined, else none."""
        accepted = [quote for quote in self.quotes if quote.state is QuoteState.ACCEPTED]
        alive = [quote for quote in self.quotes if quote.state is not QuoteState.DECLINED]
        candidates = accepted or alive
        return candidates[-1] if candidates else None

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Promises that still wait to be kept."""
        return tuple(promise for promise in self.promises if promise.state is PromiseState.OPEN)


class ProjectSummary(Record):
    """What lists and the day's overview need of a project, without opening its file.

    ``work_since`` is when the project last came to the work stage: the first report is due some days after.
    """

    project: Project
    open_promises: tuple[Promise, ...] = ()
    last_report: SentDraft | None = None
    next_instalment: Instalment | None = None
    quote: Quote | None = None
    quote_total: Money | None = None
    quote_hours: Decimal | None = None
    work_since: datetime | None = None


def summary_of(file: ProjectFile) -> ProjectSummary:
    """Return the short form of ``file``."""
    reports = [sent for sent in file.sent if sent.period_end is not None]
    unpaid = [instalment for instalment in file.instalments if instalment.open.amount > 0]
    begun = [passage.at for passage in file.passages if passage.target == "work"]
    quote = file.quote
    priced = quote is not None and any(option.items for option in quote.options)
    return ProjectSummary(
        project=file.head,
        open_promises=file.open_promises,
        last_report=max(reports, key=lambda sent: (sent.period_end, sent.at)) if reports else None,
        next_instalment=min(unpaid, key=lambda instalment: instalment.due) if unpaid else None,
        quote=quote.but(options=()) if quote is not None else None,
        quote_total=quote.option.gross(quote.currency) if quote is not None and priced else None,
        quote_hours=quote.option.hours if quote is not None and priced else None,
        work_since=max(begun) if begun else None,
    )


def work_of(file: ProjectFile) -> ProjectWork:
    """Return what forecasts need of ``file``."""
    head, quote = file.head, file.quote
    items = quote.option.items if quote is not None else ()
    return ProjectWork(
        id=head.id,
        ref=head.ref,
        name=head.name,
        client_id=head.client_id,
        is_open=head.state is ProjectState.OPEN,
        closed_on=head.closed_on,
        skipped=head.skipped,
        facts={name: head.facts[name] for name in _OF_WORK if head.facts.get(name)},
        items=tuple(
            WorkItem(text=item.description, hours=item.hours)
            for item in items
            if item.hours is not None and item.hours > 0
        ),
        tasks=file.tasks,
        promised_for=min((one.due.date() for one in file.open_promises if one.source is _DEADLINE), default=None),
        promises=count_of(file.promises),
        deadlines=count_of([one for one in file.promises if one.source is _DEADLINE]),
    )


def count_of(promises: Iterable[Promise]) -> PromiseCount:
    """Return how closed promises were held; a withdrawn one counts for nothing."""
    states = [promise.state for promise in promises]
    return PromiseCount(
        kept=states.count(PromiseState.KEPT) + states.count(PromiseState.EARLY),
        late=states.count(PromiseState.LATE),
        moved=states.count(PromiseState.RENEGOTIATED),
    )
