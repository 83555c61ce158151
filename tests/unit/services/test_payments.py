"""Payment terms: schedules that add up, money that arrived and still counts, what is late, how much work is unpaid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import clients, payment_ways, payments, projects, quoting, receiving, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.services.exposure import Span, most_unpaid
from tests.unit.services.bench import FRIDAY, Clock, OpenDesk

TODAY = date(2026, 11, 20)
FIRST = date(2026, 11, 26)


def _euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


def _plan(instalments: tuple[Instalment, ...]) -> list[tuple[str, str]]:
    return [(one.due.isoformat(), str(one.amount.amount)) for one in instalments]


@pytest.fixture
def priced(desk: Desk, project: Project) -> Project:
    """Return the project with an accepted quote of 2,340 euros for 52 hours."""
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=52)
    quoting.accept(desk, project, date(2026, 11, 5))
    return project


def test_there_is_no_schedule_without_a_price(desk: Desk, project: Project) -> None:
    with pytest.raises(BadValue):
        payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=FIRST)
    view = payments.payment_view(desk, project)
    assert (view.lines, view.price, view.adds_up, view.most_at_risk) == ((), None, False, None)


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        (TermsKind.WHOLE, 1, [("2026-11-26", "2340.00")]),
        (TermsKind.DEPOSIT, 1, [("2026-11-26", "702.00"), ("2026-12-26", "1638.00")]),
        (TermsKind.INSTALMENTS, 2, [("2026-11-26", "1170.00"), ("2026-12-26", "1170.00")]),
        (TermsKind.WEEKLY, 3, [("2026-11-26", "780.00"), ("2026-12-03", "780.00"), ("2026-12-10", "780.00")]),
        (TermsKind.DAILY, 2, [("2026-11-26", "1170.00"), ("2026-11-27", "1170.00")]),
    ],
)
def test_every_kind_of_terms_adds_up_to_the_price(
    desk: Desk, priced: Project, kind: TermsKind, parts: int, expected: list[tuple[str, str]]
) -> None:
    planned = payments.plan_schedule(desk, priced, kind, first_due=FIRST, parts=parts)
    assert _plan(planned) == expected
    view = payments.payment_view(desk, priced)
    assert (view.kind, view.expected, view.adds_up) == (kind, _euro("2340"), True)


def test_cents_that_cannot_be_shared_out_come_first(desk: Desk, priced: Project) -> None:
    planned = payments.plan_schedule(desk, priced, TermsKind.INSTALMENTS, first_due=FIRST, parts=7)
    amounts = [one.amount.amount for one in planned]
    assert sum(amounts) == Decimal("2340.00")
    assert (amounts[0], amounts[-1]) == (Decimal("334.29"), Decimal("334.28"))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (TermsKind.INSTALMENTS, {"parts": 0}),
        (TermsKind.INSTALMENTS, {"parts": 1000}),
        (TermsKind.INSTALMENTS, {"parts": 2, "every_days": 0}),
        (TermsKind.DEPOSIT, {"deposit_percent": "0"}),
        (TermsKind.DEPOSIT, {"deposit_percent": "100"}),
        (TermsKind.DEPOSIT, {"deposit_percent": "much"}),
        (TermsKind.DEPOSIT, {"rest_due": date(2026, 11, 1)}),
    ],
)
def test_terms_that_make_no_schedule_change_nothing(
    desk: Desk, priced: Project, kind: TermsKind, options: dict[str, object]
) -> None:
    before = payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    with pytest.raises(BadValue):
        payments.plan_schedule(desk, priced, kind, first_due=FIRST, **options)  # type: ignore[arg-type]
    assert projects.open_file(desk, priced.id).instalments == before


def test_labels_are_in_the_clients_language(desk: Desk, priced: Project) -> None:
    from freelance_comm.text.catalog import translator

    planned = payments.plan_schedule(desk, priced, TermsKind.DEPOSIT, first_due=FIRST)
    words = translator("ro")
    assert [one.label for one in planned] == [
        words.pgettext("instalment", "Deposit"),
        words.pgettext("instalment", "Rest"),
    ]


def test_a_new_schedule_replaces_the_unpaid_one(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WEEKLY, first_due=FIRST, parts=4)
    planned = payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    assert projects.open_file(desk, priced.id).instalments == planned
    assert len(planned) == 1


def test_a_schedule_counts_a_deposit_already_paid(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.DEPOSIT, first_due=TODAY)
    receiving.record_receipt(desk, priced, 1, "702", TODAY)
    planned = payments.plan_schedule(desk, priced, TermsKind.INSTALMENTS, first_due=FIRST, parts=3, every_days=10)
    assert _plan(planned) == [
        ("2026-11-20", "702.00"),
        ("2026-11-26", "78.00"),
        ("2026-12-06", "780.00"),
        ("2026-12-16", "780.00"),
    ]
    view = payments.payment_view(desk, priced)
    assert (view.received, view.expected, view.adds_up) == (_euro("702"), _euro("2340"), True)


def test_a_part_payment_is_cut_out_of_its_instalment_by_a_new_schedule(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=TODAY)
    receiving.record_receipt(desk, priced, 1, "1000.50", TODAY)
    planned = payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    assert _plan(planned) == [("2026-11-20", "1000.50"), ("2026-11-26", "1339.50")]
    assert planned[0].open == _euro("0")


def test_a_schedule_never_asks_for_less_than_has_arrived(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=TODAY)
    receiving.record_receipt(desk, priced, 1, "2340", TODAY)
    quoting.start_quote(desk, priced)
    quoting.change_item(desk, priced, 1, quantity=10)
    quoting.mark_quote_sent(desk, priced)
    quoting.accept(desk, priced, TODAY)
    with pytest.raises(BadValue) as caught:
        payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    assert "More has arrived" in str(caught.value)


def test_receipts_add_up_and_overdue_sums_are_counted_in_days(desk: Desk, priced: Project, clock: Clock) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WEEKLY, first_due=FIRST, parts=3)
    clock.at = FRIDAY + timedelta(days=14)
    receiving.record_receipt(desk, priced, 1, Decimal(500), date(2026, 11, 27))
    receiving.record_receipt(desk, priced, 1, _euro("80"), date(2026, 12, 1))
    view = payments.payment_view(desk, priced)
    assert [(line.number, line.open, line.overdue, line.days_late) for line in view.lines] == [
        (1, _euro("200"), True, 8),
        (2, _euro("780"), True, 1),
        (3, _euro("780"), False, 0),
    ]
    assert (view.received, view.open, view.overdue) == (_euro("580"), _euro("1760"), _euro("980"))


def test_an_instalment_is_not_overdue_on_its_day(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=TODAY)
    assert not payments.payment_view(desk, priced).lines[0].overdue


@pytest.mark.parametrize("amount", ["0", "-5", "781", "0.001", "NaN", "1.234", "$5"])
def test_a_sum_that_cannot_have_arrived_is_refused(desk: Desk, priced: Project, amount: str) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WEEKLY, first_due=FIRST, parts=3)
    with pytest.raises(BadValue):
        receiving.record_receipt(desk, priced, 1, amount, TODAY)
    assert payments.payment_view(desk, priced).received == _euro("0")


def test_money_does_not_arrive_tomorrow_nor_in_another_currency(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    with pytest.raises(BadValue):
        receiving.record_receipt(desk, priced, 1, "5", FIRST)
    with pytest.raises(BadValue):
        receiving.record_receipt(desk, priced, 1, Money(amount=Decimal(5), currency="USD"), TODAY)
    with pytest.raises(NotFound):
        receiving.record_receipt(desk, priced, 2, "5", TODAY)


def test_two_receipts_noted_in_two_places_are_both_kept(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    receiving.record_receipt(open_desk(), priced, 1, "100", TODAY)
    receiving.record_receipt(desk, priced, 1, "200", TODAY)
    assert payments.payment_view(desk, priced).received == _euro("300")


def test_a_receipt_noted_by_mistake_is_taken_back(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    receiving.record_receipt(desk, priced, 1, "100", TODAY)
    receiving.record_receipt(desk, priced, 1, "200", TODAY)
    assert receiving.remove_receipt(desk, priced, 1, 1).received == _euro("200")
    with pytest.raises(NotFound):
        receiving.remove_receipt(desk, priced, 1, 2)


def test_a_schedule_is_removed_only_while_nothing_has_arrived(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    receiving.record_receipt(desk, priced, 1, "100", TODAY)
    with pytest.raises(BadValue):
        payments.remove_schedule(desk, priced)
    receiving.remove_receipt(desk, priced, 1, 1)
    payments.remove_schedule(desk, priced)
    file = projects.open_file(desk, priced.id)
    assert (file.instalments, file.head.terms_kind) == ((), None)
    with pytest.raises(NotFound):
        payments.remove_schedule(desk, priced)


def test_an_instalment_is_edited_but_not_below_what_arrived(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    (base,) = payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    receiving.record_receipt(open_desk(), priced, 1, "100", TODAY)
    saved = payments.change_instalment(desk, priced, base, base.but(due=date(2026, 12, 1), label=" All  of it "))
    assert (saved.due, saved.label, saved.received) == (date(2026, 12, 1), "All of it", _euro("100"))
    for amount in ("99", "0", "-1"):
        with pytest.raises(BadValue):
            payments.change_instalment(desk, priced, saved, saved.but(amount=_euro(amount)))
    with pytest.raises(EditConflict):
        payments.change_instalment(desk, priced, base, base.but(due=date(2026, 12, 2)))


def test_a_schedule_that_no_longer_fits_the_price_says_by_how_much(desk: Desk, priced: Project) -> None:
    (base,) = payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    payments.change_instalment(desk, priced, base, base.but(amount=_euro("2000")))
    view = payments.payment_view(desk, priced)
    assert (view.adds_up, view.unplanned) == (False, _euro("340"))


def test_work_done_and_unpaid_is_told_in_money(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=FIRST)
    timelog.add_entry(desk, priced.ref, day=date(2026, 11, 19), seconds=Decimal(13 * 3600), note="sketch")
    assert payments.payment_view(desk, priced).at_risk == _euro("585")
    receiving.record_receipt(desk, priced, 1, "500", TODAY)
    assert payments.payment_view(desk, priced).at_risk == _euro("85")
    receiving.record_receipt(desk, priced, 1, "500", TODAY, again=True)
    assert payments.payment_view(desk, priced).at_risk == _euro("0")


def test_the_most_unpaid_work_is_what_grows_before_a_payment_or_the_end() -> None:
    span = Span(first=date(2026, 11, 1), last=date(2026, 11, 10))
    whole = _euro("1000")

    def worst(*payments_: tuple[int, str]) -> Money:
        return most_unpaid(whole, [(date(2026, 11, day), _euro(sum_)) for day, sum_ in payments_], span)

    assert worst() == _euro("1000")
    assert worst((10, "1000")) == _euro("1000")
    assert worst((1, "1000")) == _euro("100")
    assert worst((5, "500"), (10, "500")) == _euro("500")
    assert worst((1, "300"), (10, "700")) == _euro("700")
    assert worst((20, "1000")) == _euro("1000")
    assert most_unpaid(whole, [(date(2026, 10, 1), _euro("1000"))], span) == _euro("0")


def test_the_ladder_goes_down_in_risk_and_every_rung_can_be_agreed_on(desk: Desk, priced: Project) -> None:
    quoting.start_quote(desk, priced)
    quoting.change_item(desk, priced, 1, quantity=200, price="11.70")
    quoting.accept(desk, priced, TODAY)
    rungs = payment_ways.ladder(desk, priced)
    assert [rung.kind for rung in rungs] == [
        TermsKind.MILESTONES,
        TermsKind.INSTALMENTS,
        TermsKind.WEEKLY,
        TermsKind.DAILY,
    ]
    risks = [rung.most_at_risk.amount for rung in rungs]
    assert risks == sorted(risks, reverse=True)
    assert risks[0] < Decimal("2340.00") * Decimal("0.45")  # a fifth first, then twice two fifths
    for rung in rungs:
        planned = payment_ways.agree(desk, priced, rung)
        assert max(one.amount.amount for one in planned) == rung.largest.amount
        view = payments.payment_view(desk, priced)
        assert view.adds_up
        assert (view.most_at_risk, view.agreed_on) == (rung.most_at_risk, TODAY)


def test_nobody_is_asked_to_pay_on_days_off(desk: Desk, priced: Project) -> None:
    calendar = desk.calendar()
    for rung in payment_ways.ladder(desk, priced):
        assert all(calendar.is_working_day(due) for _amount, due in rung.sums)


def test_a_rung_that_a_short_job_makes_no_sense_of_is_left_out(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Logo", unit=Unit.HOUR, quantity=6)
    assert [rung.kind for rung in payment_ways.ladder(desk, project)] == [TermsKind.WHOLE]


def test_yen_have_no_cents(desk: Desk) -> None:
    clients.add_client(desk, "Sato", currency="JPY")
    project = projects.add_project(desk, "Site", client_text="sato")
    quoting.add_item(desk, project, "All", unit=Unit.FIXED, price="100000")
    planned = payments.plan_schedule(desk, project, TermsKind.INSTALMENTS, first_due=FIRST, parts=3)
    assert [str(one.amount.amount) for one in planned] == ["33334", "33333", "33333"]
    with pytest.raises(BadValue):
        receiving.record_receipt(desk, project, 1, "10.5", TODAY)
