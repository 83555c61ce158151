"""The plot of the sample workspace: what happened when, seen from ``now``; written through one change.

Everything hangs on the freelancer's calendar, so that the day looks lively at any hour and on any weekday: a message
has used up most of its reply time, a promise is due today, a date slips, a report is due, a payment is late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from freelance_comm.demo.cast import Cast, Job, Letter
from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt, TermsKind
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Passage, Project, ProjectState, Requirement, SentDraft, Step, StepKind
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState, outcome
from freelance_comm.domain.promise_times import nudge_moment
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Recommendation
from freelance_comm.domain.regular import Habit, HabitCheck, Idea
from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
from freelance_comm.domain.working_time import Calendar
from freelance_comm.domain.zones import zone_of
from freelance_comm.stages.registry import STAGE_IDS

if TYPE_CHECKING:
    from freelance_comm.store import Change

Facts = dict[str, str]


class Plot:
    """Writes one sample workspace. Days are told in working days before (negative) or after today."""

    def __init__(self, change: Change, cast: Cast, now: datetime) -> None:
        self.change = change
        self.cast = cast
        self.now = now
        self.profile = cast.profile
        self.zone = zone_of(cast.profile.hours.zone)
        self.calendar = Calendar(cast.profile.hours)
        self.today = now.astimezone(self.zone).date()
        self._wishes: dict[int, tuple[int, ...]] = {}

    # -- times -------------------------------------------------------------------------------------------------------

    def workday(self, count: int) -> date:
        """Return the working day ``count`` days from today: 0 is today or the next one, negative ones lie before."""
        day = self.today
        if count >= 0:
            return self.calendar.working_days(day, count + 1) or day
        while count < 0:
            day -= timedelta(days=1)
            if self.calendar.is_working_day(day):
                count += 1
        return day

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a local time on ``day`` as UTC."""
        return datetime.combine(day, time(hour, minute), tzinfo=self.zone).astimezone(UTC)

    def closing(self, day: date) -> datetime:
        """Return the end of work on ``day``."""
        return self.calendar.end_of_day(day) or self.at(day, 17)

    # -- records -----------------------------------------------------------------------------------------------------

    def client(self, client: Client, *, days_ago: int) -> Client:
        """Add a client met some days ago."""
        created = self.at(self.today - timedelta(days=days_ago), 10)
        known = client.but(id=self.change.new_id(), ref=self.change.next_ref("C", created.year), created=created)
        self.change.add(known)
        return known

    def project(
        self,
        client: Client,
        job: Job,
        stage: str,
        *,
        days_ago: int,
        facts: Facts | None = None,
        terms: TermsKind | None = None,
        confirmed: bool = True,
        closed_on: date | None = None,
        ticked: bool = False,
    ) -> Project:
        """Add a project begun some days ago, walked up to ``stage``, with its requirements and passages."""
        first = self.today - timedelta(days=days_ago)
        created = self.at(first, 9, 30)
        known = {"core_problem": job.core}
        if confirmed:
            known |= {"read_back_on": _iso(first + timedelta(days=1)), "confirmed_on": _iso(first + timedelta(days=2))}
        head = Project(
            id=self.change.new_id(),
            ref=self.change.next_ref("P", created.year),
            name=job.name,
            client_id=client.id,
            created=created,
            currency=client.currency or self.profile.currency,
            stage=stage,
            state=ProjectState.OPEN if closed_on is None else ProjectState.CLOSED,
            closed_on=closed_on,
            facts={name: value for name, value in (known | (facts or {})).items() if value},
            terms_kind=terms,
        )
        self.change.add(head)
        person = client.contacts[0].name if client.contacts else client.name
        for place, wish in enumerate(job.wishes):
            done = first + timedelta(days=4 + place) if ticked else None
            asked = Requirement(id=self.change.new_id(), text=wish, said_by=person, said_on=first, done_on=done)
            self._part(head, asked)
            self._wishes[head.id] = (*self._wishes.get(head.id, ()), asked.id)
        stages = STAGE_IDS[: STAGE_IDS.index(stage) + 1]
        for place, (origin, target) in enumerate(pairwise(stages)):
            moved = created + (self.now - created) * (place + 1) / (len(stages) + 6)
            self._part(head, Passage(id=self.change.new_id(), at=moved, origin=origin, target=target))
        return head

    def quote(self, project: Project, job: Job, state: QuoteState, *, days_ago: int) -> Quote:
        """Add the quote of a project, made some days ago; an accepted one answers all that was asked for."""
        made = self.at(self.today - timedelta(days=days_ago), 11)
        hired = (Recommendation(what=job.hired[0], whom=job.hired[1]),) if job.hired is not None else ()
        items = tuple(
            LineItem(
                description=line.text,
                unit=line.unit,
                quantity=line.quantity,
                unit_price=Money(amount=line.price, currency=project.currency),
                estimate_hours=line.hours,
            )
            for line in job.lines
        )
        answers = self._wishes.get(project.id, ()) if state is QuoteState.ACCEPTED else ()
        quote = Quote(
            id=self.change.new_id(),
            ref=self.change.next_ref("Q", made.year),
            created=made,
            currency=project.currency,
            options=(QuoteOption(items=items, answers=answers, recommended=hired),),
            reason=job.reason,
            valid_until=made.date() + timedelta(days=30),
            state=state,
            sent_at=None if state is QuoteState.DRAFT else made + timedelta(hours=3),
            decided_on=made.date() + timedelta(days=2) if state is QuoteState.ACCEPTED else None,
        )
        self._part(project, quote)
        return quote

    def instalments(self, project: Project, job: Job, quote: Quote, dues: Sequence[date], paid: Sequence[bool]) -> None:
        """Add equal instalments of the quote's price; those in ``paid`` arrived on their day."""
        sums = quote.option.gross(quote.currency).split(len(dues))
        for label, amount, due, arrived in zip(job.labels, sums, dues, paid, strict=True):
            receipts = (Receipt(on=due, amount=amount),) if arrived else ()
            self._part(
                project,
                Instalment(id=self.change.new_id(), label=label, amount=amount, due=due, receipts=receipts),
            )

    def promise(
        self,
        client: Client,
        project: Project | None,
        what: str,
        due: datetime,
        *,
        made: datetime,
        source: PromiseSource = PromiseSource.MESSAGE,
        whole_day: bool = False,
        kept_at: datetime | None = None,
        start: datetime | None = None,
        moved_from: Promise | None = None,
    ) -> Promise:
        """Add a promise, open unless it was kept; ``start`` begins a window, ``moved_from`` is what it replaced."""
        promise = Promise(
            id=self.change.new_id(),
            client_id=client.id,
            project_id=project.id if project is not None else None,
            what=what,
            made_at=made,
            due=due,
            nudge_at=nudge_moment(self.calendar, made, due, window_start=start, whole_day=whole_day),
            zone=self.profile.hours.zone,
            window_start=start,
            source=source,
            whole_day=whole_day,
            closed_at=kept_at,
        )
        if kept_at is not None:
            promise = promise.but(state=outcome(promise, kept_at))
        self.change.add(promise, project_id=promise.project_id)
        if moved_from is not None:
            gone = moved_from.but(state=PromiseState.RENEGOTIATED, closed_at=made, replaced_by=promise.id)
            self.change.save(moved_from, gone, project_id=moved_from.project_id)
        return promise

    def idea(
        self, client: Client, project: Project | None, text: str, *, days_ago: int, done: date | None = None
    ) -> None:
        """Add an idea for something extra, carried out or not."""
        idea = Idea(
            id=self.change.new_id(),
            client_id=client.id,
            project_id=project.id if project is not None else None,
            text=text,
            made_at=self.at(self.today - timedelta(days=days_ago), 12),
            done_on=done,
        )
        self.change.add(idea, project_id=idea.project_id)

    def habits(self, client: Client, *, days_ago: int, yes: str, partly: str, note: str = "") -> None:
        """Add a self-check; ``yes`` and ``partly`` name habits, the others are not there yet."""
        kept, half = [Habit(name) for name in yes.split()], [Habit(name) for name in partly.split()]
        check = HabitCheck(
            id=self.change.new_id(),
            client_id=client.id,
            made_at=self.at(self.today - timedelta(days=days_ago), 16),
            yes=tuple(kept),
            partly=tuple(half),
            no=tuple(habit for habit in Habit if habit not in (*kept, *half)),
            note=note,
        )
        self.change.add(check)

    def steps(self, project: Project, job: Job) -> None:
        """Add the next steps and what is needed from the client."""
        kinds = [(text, StepKind.MINE) for text in job.steps] + [(text, StepKind.THEIRS) for text in job.needs]
        for text, kind in kinds:
            added = self.at(self.workday(-3), 16)
            self._part(project, Step(id=self.change.new_id(), kind=kind, text=text, added=added))

    def time(self, project: Project, day: date, clock: str, minutes: int, note: str) -> None:
        """Add a stretch of work that began at ``clock`` (HH:MM)."""
        hour, minute = clock.split(":")
        started = self.at(day, int(hour), int(minute))
        self.change.add(
            TimeEntry(
                id=self.change.new_id(),
                project_id=project.id,
                day=day,
                seconds=Decimal(minutes * 60),
                zone=self.profile.hours.zone,
                note=note,
                started=started,
                ended=started + timedelta(minutes=minutes),
            )
        )

    def timer(self, project: Project, note: str, minutes: int) -> None:
        """Let a timer run that was started some minutes ago."""
        started = self.now - timedelta(minutes=minutes)
        self.change.add(
            RunningTimer(
                id=self.change.new_id(),
                project_id=project.id,
                started=started,
                zone=self.profile.hours.zone,
                note=note,
                owner="cli",
            )
        )

    def message(
        self, client: Client, direction: Direction, at: datetime, letter: Letter, project: Project | None = None
    ) -> Message:
        """Add a message as logged by hand."""
        message = Message(
            id=self.change.new_id(),
            client_id=client.id,
            direction=direction,
            at=at,
            project_id=project.id if project is not None else None,
            channel=client.channel.value,
            subject=letter.subject,
            excerpt=letter.text,
        )
        self.change.add(message)
        return message

    def waiting(self, client: Client, letter: Letter, used: timedelta, project: Project | None = None) -> None:
        """Add a message that has used up ``used`` of its reply time and is still unanswered."""
        at = self.calendar.subtract(self.now, int(used.total_seconds())) or self.now - used
        self.message(client, Direction.IN, at, letter, project)

    def exchange(self, client: Client, letter: Letter, day: date, clock: int, minutes: int) -> None:
        """Add a message of the client and the answer to it some minutes later."""
        at = self.at(day, clock)
        self.message(client, Direction.IN, at, letter)
        answer = Letter(subject=f"Re: {letter.subject}", text="")
        self.message(client, Direction.OUT, at + timedelta(minutes=minutes), answer)

    def sent(self, project: Project, template: str, at: datetime, period: tuple[date, date] | None = None) -> None:
        """Note that a draft went out."""
        first, last = period or (None, None)
        self._part(
            project,
            SentDraft(id=self.change.new_id(), at=at, template=template, period_start=first, period_end=last),
        )

    def _part(self, project: Project, record: Requirement | Quote | Instalment | Step | Passage | SentDraft) -> None:
        self.change.add(record, project_id=project.id)


def _iso(day: date) -> str:
    return day.isoformat()
