"""The one line that sums up a stage of a project: "one option · €2,340.00 · accepted 5 Nov".

Each line says only what is known; a stage nothing is known about has an empty one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from freelance_comm.domain.money import total
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.project_file import summary_of
from freelance_comm.domain.promise import Promise, PromiseSource, PromiseState
from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.domain.zones import to_local
from freelance_comm.services.report_rhythm import next_report_due
from freelance_comm.text.durations import duration
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import dated, near_day

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.stages.model import Stage
    from freelance_comm.text.catalog import Translator

BETWEEN = " · "


def stage_line(desk: Desk, file: ProjectFile, stage: Stage, *, reached: bool) -> str:
    """Return what is known about a stage of a project, in the interface language; ``reached`` when it has begun."""
    return _Lines(desk, file, reached).of(stage.id)


class _Lines:
    """What the lines of one project draw from."""

    def __init__(self, desk: Desk, file: ProjectFile, reached: bool) -> None:
        self.desk = desk
        self.file = file
        self.reached = reached
        self.today = desk.today()
        self.tr: Translator = desk.tr
        self.formats = Formats(desk.tr.locale)

    def of(self, stage_id: str) -> str:
        lines: dict[str, Callable[[], list[str]]] = {
            "contact": self.contact,
            "quote": self.quote,
            "deadline": self.deadline,
            "payment": self.payment,
            "work": self.work,
            "delivery": self.delivery,
            "closing": self.closing,
        }
        return BETWEEN.join(lines[stage_id]()) if stage_id in lines else ""

    def contact(self) -> list[str]:
        tr, count = self.tr, len(self.file.requirements)
        parts = []
        if count:
            parts.append(tr.ngettext("{n} requirement", "{n} requirements", count).format(n=count))
        read_back, confirmed = self._fact_day("read_back_on"), self._fact_day("confirmed_on")
        if confirmed is not None:
            said = tr.gettext("read back and confirmed {day}") if read_back else tr.gettext("confirmed {day}")
            parts.append(said.format(day=self._told(confirmed)))
        elif read_back is not None:
            parts.append(tr.gettext("read back {day}").format(day=self._told(read_back)))
        return [", ".join(parts)] if parts else []

    def quote(self) -> list[str]:
        tr, quote = self.tr, self.file.quote
        if quote is None:
            declined = [one for one in self.file.versions if one.state is QuoteState.DECLINED and one.decided_on]
            days = [one.decided_on for one in declined if one.decided_on is not None]
            return [tr.gettext("declined {day}").format(day=self._told(max(days)))] if days else []
        parts = []
        if any(option.items for option in quote.options):
            count = len(quote.options)
            several = tr.ngettext("{n} option", "{n} options", count).format(n=count)
            parts.append(tr.gettext("one option") if count == 1 else several)
            agreed = self.file.agreed or quote.option
            parts.append(self.formats.money(agreed.gross(quote.currency)))
        if quote.state is QuoteState.ACCEPTED and quote.decided_on is not None:
            parts.append(tr.gettext("accepted {day}").format(day=self._told(quote.decided_on)))
        elif quote.state is QuoteState.SENT and quote.sent_at is not None:
            sent = self._local_day(quote.sent_at, self.desk.zone)
            parts.append(tr.gettext("sent {day}").format(day=self._told(sent)))
            if quote.valid_until is not None:
                parts.append(tr.gettext("valid until {day}").format(day=self._told(quote.valid_until)))
        added = sum(one.state is not QuoteState.DECLINED for one in self.file.additions)
        if added:
            parts.append(tr.ngettext("{n} addition", "{n} additions", added).format(n=added))
        return parts

    def deadline(self) -> list[str]:
        tr, promise = self.tr, self._deadline()
        if promise is None:
            hours = self._fact_hours("estimate_likely")
            if hours is None:
                return []
            return [tr.gettext("about {hours}").format(hours=self.formats.quantity(hours, Unit.HOUR))]
        parts = [tr.gettext("promised {day}").format(day=dated(self._local_day(promise.due, promise.zone), tr))]
        if promise.state in (PromiseState.KEPT, PromiseState.EARLY):
            parts.append(tr.pgettext("state of a promise", "kept"))
        elif promise.state is PromiseState.LATE:
            parts.append(tr.pgettext("state of a promise", "late"))
        elif promise.due < self.desk.now():
            parts.append(tr.gettext("overdue"))
        return parts

    def payment(self) -> list[str]:
        tr, plan = self.tr, self.file.instalments
        if not plan:
            discussed = self._fact_day("terms_discussed_on")
            return [] if discussed is None else [tr.gettext("discussed {day}").format(day=self._told(discussed))]
        kind, count = self.file.head.terms_kind, len(plan)
        if kind is TermsKind.WHOLE and count == 1:
            parts = [tr.gettext("the whole sum at once")]
        elif kind is TermsKind.DEPOSIT and count == 2:
            parts = [tr.gettext("deposit and rest")]
        else:
            several = tr.ngettext("{n} instalment", "{n} instalments", count).format(n=count)
            parts = [tr.gettext("one instalment") if count == 1 else several]
        currency = plan[0].amount.currency
        received = total([one.received for one in plan], currency)
        waiting = sorted((one for one in plan if one.open.amount > 0), key=lambda one: one.due)
        if not waiting:
            return [*parts, tr.gettext("all received")]
        if received.amount:
            parts.append(tr.gettext("{money} received").format(money=self.formats.money(received)))
        following = waiting[0]
        said = (
            tr.gettext("{money} overdue since {day}") if following.due < self.today else tr.gettext("{money} due {day}")
        )
        parts.append(said.format(money=self.formats.money(following.open), day=self._told(following.due)))
        return parts

    def work(self) -> list[str]:
        tr = self.tr
        spent = self.desk.reader.seconds_spent().get(self.file.head.id, Decimal(0))
        planned = self._planned_hours()
        parts = []
        if spent and planned:
            said = tr.gettext("{spent} of {planned}")
            parts.append(said.format(spent=duration(spent, tr), planned=duration(planned * 3600, tr)))
        elif spent:
            parts.append(duration(spent, tr))
        if self.file.head.stage == "work":
            due = next_report_due(self.desk, summary_of(self.file))
            if due is not None:
                said = tr.gettext("report overdue since {day}") if due < self.today else tr.gettext("report due {day}")
                parts.append(said.format(day=self._told(due)))
        return parts

    def delivery(self) -> list[str]:
        tr, wanted = self.tr, self.file.requirements
        done = sum(1 for one in wanted if one.done_on is not None)
        parts = []
        if wanted and (self.reached or done):
            said = tr.ngettext(
                "{done} of {n} requirement ticked off", "{done} of {n} requirements ticked off", len(wanted)
            )
            parts.append(said.format(done=done, n=len(wanted)))
        delivered, accepted = self._fact_day("delivered_on"), self._fact_day("accepted_on")
        if delivered is not None:
            parts.append(tr.gettext("delivered {day}").format(day=self._told(delivered)))
        if accepted is not None:
            parts.append(tr.pgettext("work", "accepted {day}").format(day=self._told(accepted)))
        return parts

    def closing(self) -> list[str]:
        tr, parts = self.tr, []
        thanked, again = self._fact_day("thanked_on"), self._fact_day("follow_up_on")
        if thanked is not None:
            parts.append(tr.gettext("thanked {day}").format(day=self._told(thanked)))
        if again is not None:
            parts.append(tr.gettext("in touch again {day}").format(day=self._told(again)))
        if self.file.head.closed_on is not None:
            parts.append(tr.gettext("closed {day}").format(day=self._told(self.file.head.closed_on)))
        return parts

    def _deadline(self) -> Promise | None:
        gone = (PromiseState.WITHDRAWN, PromiseState.RENEGOTIATED)
        alive = [
            promise
            for promise in self.file.promises
            if promise.source is PromiseSource.DEADLINE and promise.state not in gone
        ]
        return alive[-1] if alive else None

    def _planned_hours(self) -> Decimal | None:
        agreed = self.file.agreed
        if agreed is not None and agreed.hours:
            return agreed.hours
        return self._fact_hours("estimate_likely")

    def _fact_day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.file.head.facts.get(name, ""))
        except ValueError:
            return None  # not noted, or edited by hand into something that is no date

    def _fact_hours(self, name: str) -> Decimal | None:
        try:
            hours = Decimal(self.file.head.facts.get(name, ""))
        except InvalidOperation:
            return None  # not noted, or edited by hand into something that is no number
        return hours if hours.is_finite() else None

    def _told(self, day: date) -> str:
        return near_day(day, self.today, self.tr)

    @staticmethod
    def _local_day(at: datetime, zone: str) -> date:
        return to_local(at, zone).date()
