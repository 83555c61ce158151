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
from freelance_comm.domain.quote import Quote, QuoteOption, QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.domain.task import Task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from freelance_comm.domain.negotiation import Negotiation
    from freelance_comm.domain.regular import Idea

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
    ideas: tuple[Idea, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()

    @property
    def quote(self) -> Quote | None:
        """The accepted quote, else the newest that was not declined, else none; additions are apart."""
        accepted = [quote for quote in self.versions if quote.state is QuoteState.ACCEPTED]
        alive = [quote for quote in self.versions if quote.state is not QuoteState.DECLINED]
        candidates = accepted or alive
        return candidates[-1] if candidates else None

    @property
    def versions(self) -> tuple[Quote, ...]:
        """The quotes that are no additions, oldest first."""
        return tuple(quote for quote in self.quotes if not quote.is_addition)

    @property
    def additions(self) -> tuple[Quote, ...]:
        """What was quoted on top of the accepted quote, whatever became of it, oldest first."""
        return tuple(quote for quote in self.quotes if quote.is_addition)

    @property
    def agreed(self) -> QuoteOption | None:
        """What the whole costs: the option of ``quote`` with the lines of the additions that were accepted."""
        quote = self.quote
        if quote is None:
            return None
        added = [one for one in self.additions if one.state is QuoteState.ACCEPTED]
        items = tuple(item for one in added for item in one.option.items)
        return quote.option.but(items=quote.option.items + items) if items else quote.option

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Promises that still wait to be kept."""
        return tuple(promise for promise in self.promises if promise.state is PromiseState.OPEN)


class ProjectSummary(Record):
    """What lists and the day's overview need of a project, without opening its file.

    ``work_since`` is when the project last came to the work stage: the first report is due some days after.
    ``quote_total`` and ``quote_hours`` hold accepted additions too; ``waiting_additions`` are those that went out and
    have had no answer, without their lines.
    """

    project: Project
    open_promises: tuple[Promise, ...] = ()
    last_report: SentDraft | None = None
    next_instalment: Instalment | None = None
    quote: Quote | None = None
    quote_total: Money | None = None
    quote_hours: Decimal | None = None
    work_since: datetime | None = None
    waiting_additions: tuple[Quote, ...] = ()


def summary_of(file: ProjectFile) -> ProjectSummary:
    """Return the short form of ``file``."""
    reports = [sent for sent in file.sent if sent.period_end is not None]
    unpaid = [instalment for instalment in file.instalments if instalment.open.amount > 0]
    begun = [passage.at for passage in file.passages if passage.target == "work"]
    quote, agreed = file.quote, file.agreed
    priced = quote is not None and any(option.items for option in quote.options)
    return ProjectSummary(
        project=file.head,
        open_promises=file.open_promises,
        last_report=max(reports, key=lambda sent: (sent.period_end, sent.at)) if reports else None,
        next_instalment=min(unpaid, key=lambda instalment: instalment.due) if unpaid else None,
        quote=quote.but(options=()) if quote is not None else None,
        quote_total=agreed.gross(quote.currency) if quote is not None and agreed is not None and priced else None,
        quote_hours=agreed.hours if agreed is not None and priced else None,
        work_since=max(begun) if begun else None,
        waiting_additions=tuple(one.but(options=()) for one in file.additions if one.state is QuoteState.SENT),
    )


def work_of(file: ProjectFile) -> ProjectWork:
    """Return what forecasts need of ``file``."""
    head, agreed = file.head, file.agreed
    items = agreed.items if agreed is not None else ()
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
