"""Ways of paying to offer when prepayment is refused, and how much unpaid work each of them risks.

Apart from the schedules that are made, because these are only proposed: each comes with the most work that would be
unpaid at any time, and with a sentence in the client's language that a letter can take as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money, minor_unit, total
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.record import Record
from freelance_comm.services.exposure import Span, most_unpaid, span_of, work_span
from freelance_comm.services.instalments import client_words, labels
from freelance_comm.services.payments import MOST_PARTS, price_of, put_in_place, replaceable

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.fact_values import Facts
    from freelance_comm.text.catalog import Translator

_LEAST_DAYS = 5
"""Working days: fewer are no work in three parts, and no more than a week."""
_AFTER_THE_WORK = timedelta(days=27)
"""So long what is still open may be shared out when the work is over, or nearly so."""
FIRST_PERCENT = Decimal(20)
"""The share of a smaller first milestone."""
TERMS = "payment/terms"
_SENTENCE = "payment/_way"
_TOLD_ONE_BY_ONE = 3

NAMES: dict[TermsKind, str] = {
    TermsKind.MILESTONES: N_("a smaller first milestone"),
    TermsKind.INSTALMENTS: N_("instalments"),
    TermsKind.WEEKLY: N_("by the week"),
    TermsKind.DAILY: N_("by the day"),
    TermsKind.WHOLE: N_("the whole sum when it is finished"),
}


class Rung(Record):
    """One way of paying, with the most work that would be unpaid at any time if the work goes on evenly.

    ``first`` is the first sum and ``first_due`` its day, ``largest`` the largest sum, ``last_due`` the last day.
    ``sums`` are all of them with their days.
    """

    kind: TermsKind
    parts: int
    first_due: date
    last_due: date
    first: Money
    largest: Money
    most_at_risk: Money
    sums: tuple[tuple[Money, date], ...]


class Way(Record):
    """A way of paying as people see it: what it is called (translated), and the sentence in the client's language."""

    name: str
    sentence: str
    rung: Rung


def ladder(desk: Desk, project: Project) -> tuple[Rung, ...]:
    """Return the ways of paying to offer when prepayment is refused, in the order in which to offer them.

    A smaller first milestone, instalments, by the week, by the day: usually in this order, the one that leaves the most
    work unpaid first. They are about what is still to come, from today on. What the work is too short for is left out;
    where nothing else fits, the whole sum is paid when the work has been seen. Each can be handed to ``agree``. Raises
    ``BadValue`` where there is no price, or nothing is to come.
    """
    file = desk.reader.project(project.id)
    price, span, today = price_of(file), work_span(desk, file), desk.today()
    came = [(receipt.on, receipt.amount) for one in file.instalments for receipt in one.receipts]
    left = price - total([amount for _on, amount in came], price.currency)
    if left.amount <= 0:
        raise BadValue(N_("Everything has been paid."), hint=N_("Nothing is left that could be paid in another way."))
    ahead = _ahead(desk, span, today)

    def rung_of(kind: TermsKind, sums: list[tuple[Money, date]]) -> Rung:
        payments = [*came, *((due, amount) for amount, due in sums)]
        return _rung(kind, sums, most_unpaid(price, payments, span, since=ahead.first))

    found = [rung_of(kind, sums) for kind, sums in _proposals(left, ahead)]
    found = found or [rung_of(TermsKind.WHOLE, [(left.rounded(), ahead.last)])]
    return tuple(sorted(found, key=lambda rung: -rung.most_at_risk.amount))


def _ahead(desk: Desk, span: Span, today: date) -> Span:
    """Return the stretch over which what is to come can be shared out: to the end of the work, or beyond it."""
    ahead = span_of(desk, max(span.first, today), max(span.last, today))
    if span.first < today and ahead.worked(ahead.last) < _LEAST_DAYS:
        return span_of(desk, ahead.first, today + _AFTER_THE_WORK)
    return ahead


def ways(desk: Desk, project: Project) -> tuple[Way, ...]:
    """Return the same with names and sentences."""
    file = desk.reader.project(project.id)
    rungs = ladder(desk, project)
    if not rungs:
        return ()
    from freelance_comm.services import draft_facts, reports
    from freelance_comm.text.templates import Templates

    client = reports.client_of(desk, file.head.client_id)
    facts, templates = draft_facts.context(desk, file, client), Templates(desk.template_folder)
    return tuple(
        Way(
            name=desk.tr.gettext(NAMES[rung.kind]),
            sentence=templates.render(
                _SENTENCE, client.language, {**facts, "payment": {**(facts["payment"] or {}), "way": way_fact(rung)}}
            ).body.strip(),
            rung=rung,
        )
        for rung in rungs
    )


def rung_named(desk: Desk, project: Project, name: str) -> Rung:
    """Return the way called ``name`` (a kind of terms); ``NotFound`` with those there are."""
    rungs = ladder(desk, project)
    for rung in rungs:
        if rung.kind.value == name:
            return rung
    raise NotFound(
        N_("“{name}” is not one of the ways to pay for this work."),
        hint=N_("`freelance-comm payment ways PROJECT` lists them."),
        near=tuple(rung.kind.value for rung in rungs),
        name=name[:40],
    )


def agree(
    desk: Desk, project: Project, rung: Rung, *, seen: tuple[Instalment, ...] | None = None
) -> tuple[Instalment, ...]:
    """Make the schedule of a way that the client said yes to, and note the day."""
    with desk.change() as change:
        file = replaceable(change, project, seen)
        called = labels(client_words(desk, change, file), rung.kind, len(rung.sums))
        parts = [(label, amount, due) for label, (amount, due) in zip(called, rung.sums, strict=True)]
        return put_in_place(change, file, rung.kind, parts, agreed_on=desk.today(), of_the_rest=True)


def offer(desk: Desk, project: Project, rung: Rung, *, built_in: bool = False) -> Draft:
    """Return the letter that offers one way of paying, in the client's language."""
    from freelance_comm.services import drafts
    from freelance_comm.services.offer_facts import payment_facts

    file = desk.reader.project(project.id)
    facts = payment_facts(file, way=way_fact(rung))
    return drafts.compose(desk, project, TERMS, built_in=built_in, payment=facts)


def refuse_prepayment(desk: Desk, project: Project) -> None:
    """Note that the client is against prepayment: drafts offer another way from now on."""
    from freelance_comm.services.checklist import open_head

    with desk.change() as change:
        head = open_head(change, project)
        facts = {"terms_discussed_on": desk.today().isoformat(), **head.facts, "prepayment_refused": "yes"}
        if facts != head.facts:
            change.save(head, head.but(facts=facts), project_id=project.id)


def shape(rung: Rung, tr: Translator) -> str:
    """Return how often money comes: "3 times", "5 weeks", "28 days"."""
    if rung.kind is TermsKind.WEEKLY:
        return tr.ngettext("{n} week", "{n} weeks", rung.parts).format(n=rung.parts)
    if rung.kind is TermsKind.DAILY:
        return tr.ngettext("{n} day", "{n} days", rung.parts).format(n=rung.parts)
    return tr.ngettext("{n} part", "{n} parts", rung.parts).format(n=rung.parts)


def way_fact(rung: Rung) -> Facts:
    """Return a way as letters tell it."""
    return {
        "kind": rung.kind.value,
        "parts": rung.parts,
        "sums": [amount for amount, _due in rung.sums] if rung.parts <= _TOLD_ONE_BY_ONE else [],
        "first": rung.first,
        "final": rung.sums[-1][0],
        "even": rung.first == rung.sums[-1][0],
        "largest": rung.largest,
        "steady": _steady([amount for amount, _due in rung.sums]),
        "first_due": rung.first_due,
        "last_due": rung.last_due,
    }


def _steady(sums: list[Money]) -> bool:
    """Return whether every sum but the last is the same, give or take the cents that cannot be shared out."""
    amounts = [one.amount for one in sums[:-1]]
    return not amounts or max(amounts) - min(amounts) <= minor_unit(sums[0].currency)


def _proposals(price: Money, span: Span) -> Iterator[tuple[TermsKind, list[tuple[Money, date]]]]:
    """Yield the ways a stretch of work is long enough for, with their sums and days."""
    days = [day for day in _days(span) if day not in span.free]
    count = len(days)
    if count >= _LEAST_DAYS:
        fifth, two_fifths = count - 2 * (count * 2 // 5), count * 2 // 5
        first = price.share(FIRST_PERCENT)
        sums = (first, *(price.rounded() - first).split(2))
        ends = (days[fifth - 1], days[fifth + two_fifths - 1], days[-1])
        yield TermsKind.MILESTONES, list(zip(sums, ends, strict=True))
        third = count // 3
        ends = (days[third - 1], days[2 * third - 1], days[-1])
        yield TermsKind.INSTALMENTS, list(zip(price.split(3), ends, strict=True))
    weeks = _weeks(days)
    if len(weeks) > 1 and count > _LEAST_DAYS:
        sums_by_week = _by_share(price, [len(week) for week in weeks])
        yield TermsKind.WEEKLY, list(zip(sums_by_week, (week[-1] for week in weeks), strict=True))
    if 1 < count <= MOST_PARTS:
        yield TermsKind.DAILY, list(zip(price.split(count), days, strict=True))


def _weeks(days: list[date]) -> list[list[date]]:
    """Return the days of each week of the calendar: by the week is paid on its last working day, not every five."""
    found: list[list[date]] = []
    for day in days:
        if found and found[-1][0].isocalendar()[:2] == day.isocalendar()[:2]:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _by_share(price: Money, weights: list[int]) -> list[Money]:
    """Return sums in the proportion of ``weights`` that add up exactly: each is what its end adds to the one before."""
    whole, done, sums, given = sum(weights), 0, [], Money(amount=Decimal(0), currency=price.currency)
    for weight in weights:
        done += weight
        until = price.rounded().times(Decimal(done) / whole).rounded()
        sums.append(until - given)
        given = until
    return sums


def _days(span: Span) -> list[date]:
    return [span.first + timedelta(days=step) for step in range((span.last - span.first).days + 1)]


def _rung(kind: TermsKind, sums: list[tuple[Money, date]], most_at_risk: Money) -> Rung:
    return Rung(
        kind=kind,
        parts=len(sums),
        first_due=sums[0][1],
        last_due=sums[-1][1],
        first=sums[0][0],
        largest=max((amount for amount, _due in sums), key=lambda amount: amount.amount),
        most_at_risk=most_at_risk,
        sums=tuple(sums),
    )
