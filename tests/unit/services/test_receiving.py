"""Money that comes: in parts, too much, twice, in another currency; nothing is guessed, nothing is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import exchange, payments, projects, quoting, receiving, undoing
from freelance_comm.services.desk import Desk

TODAY = date(2026, 11, 20)


def _money(amount: str, currency: str = "EUR") -> Money:
    return Money(amount=Decimal(amount), currency=currency)


@pytest.fixture
def planned(desk: Desk, project: Project) -> Project:
    """Return a project of 900 euros in three equal parts."""
    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price="900")
    payments.plan_schedule(desk, project, TermsKind.INSTALMENTS, first_due=TODAY, parts=3)
    return project


def _open(desk: Desk, project: Project) -> list[str]:
    return [f"{line.open.amount:.2f}" for line in payments.payment_view(desk, project).lines]


def test_the_same_sum_on_the_same_day_is_asked_about(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "100", TODAY)
    with pytest.raises(BadValue) as asked:
        receiving.record_receipt(desk, planned, 2, "100", TODAY)
    assert receiving.TWICE in asked.value.params
    assert _open(desk, planned) == ["200.00", "300.00", "300.00"]
    receiving.record_receipt(desk, planned, 1, "100", TODAY, again=True)
    receiving.record_receipt(desk, planned, 1, "100", date(2026, 11, 19))
    assert _open(desk, planned) == ["0.00", "300.00", "300.00"]


def test_too_much_is_asked_about_and_then_counts_for_the_other_instalments(desk: Desk, planned: Project) -> None:
    with pytest.raises(BadValue) as asked:
        receiving.record_receipt(desk, planned, 2, "450", TODAY)
    assert receiving.TOO_MUCH in asked.value.params
    receiving.record_receipt(desk, planned, 2, "450", TODAY, over=True)
    assert _open(desk, planned) == ["300.00", "0.00", "150.00"]


def test_a_payment_that_was_shared_out_is_known_again(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "450", TODAY, over=True)
    with pytest.raises(BadValue) as asked:
        receiving.record_receipt(desk, planned, 2, "450", TODAY, over=True)
    assert receiving.TWICE in asked.value.params


def test_more_than_everything_is_kept_and_told(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 2, "1000.50", TODAY, over=True)
    view = payments.payment_view(desk, planned)
    assert _open(desk, planned) == ["0.00", "0.00", "0.00"]
    assert (view.received, view.overpaid) == (_money("1000.50"), _money("100.50"))


def test_sharing_out_is_one_change_and_one_undo_takes_it_back(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "700", TODAY, over=True)
    undoing.undo(desk)
    assert _open(desk, planned) == ["300.00", "300.00", "300.00"]


def test_money_in_another_currency_comes_with_the_sum_it_settles(desk: Desk, planned: Project) -> None:
    came = receiving.read(desk, planned, "340 USD = 300 yesterday", usual=_money("300"))
    assert came == receiving.Arrived(amount=_money("300"), on=date(2026, 11, 19), paid=_money("340.00", "USD"))
    receiving.record_receipt(desk, planned, 1, came.amount, came.on, paid=came.paid)
    receipt = projects.open_file(desk, planned.id).instalments[0].receipts[0]
    assert (receipt.amount, receipt.paid) == (_money("300"), _money("340.00", "USD"))


@pytest.mark.parametrize(
    ("said", "amount", "day"),
    [
        ("", "300", TODAY),
        ("280", "280", TODAY),
        ("280 EUR", "280", TODAY),
        ("€280.50 on 18 Nov", "280.50", date(2026, 11, 18)),
        ("1 234.50 yesterday", "1234.50", date(2026, 11, 19)),
        ("yesterday", "300", date(2026, 11, 19)),
        ("340 USD = 300", "300", TODAY),
    ],
)
def test_a_line_is_read_as_a_sum_and_a_day(desk: Desk, planned: Project, said: str, amount: str, day: date) -> None:
    came = receiving.read(desk, planned, said, usual=_money("300"))
    assert (came.amount, came.on) == (_money(amount), day)


@pytest.mark.parametrize("said", ["340 USD", "-5", "0 USD = 5", "340 USD = -3", "much", "280 tomorrow", "5 XYZ = 3"])
def test_what_cannot_be_meant_is_refused(desk: Desk, planned: Project, said: str) -> None:
    with pytest.raises(BadValue):
        came = receiving.read(desk, planned, said, usual=_money("300"))
        receiving.record_receipt(desk, planned, 1, came.amount, came.on, paid=came.paid)
    assert _open(desk, planned) == ["300.00", "300.00", "300.00"]


def test_the_currency_of_a_project_with_prices_stays(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "100", TODAY)
    with pytest.raises(BadValue) as refused:
        projects.change_project(desk, planned, planned.but(currency="USD"))
    assert "EUR" in refused.value.params.values()
    assert projects.open_file(desk, planned.id).head.currency == "EUR"


def test_a_receipt_noted_by_mistake_is_taken_back_alone(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "100", TODAY)
    receiving.record_receipt(desk, planned, 1, "50", TODAY)
    receiving.remove_receipt(desk, planned, 1, 1)
    assert _open(desk, planned) == ["250.00", "300.00", "300.00"]
    receiving.remove_receipt(desk, planned, 1)
    assert _open(desk, planned) == ["300.00", "300.00", "300.00"]


def test_other_currencies_are_in_an_export(desk: Desk, planned: Project) -> None:
    receiving.record_receipt(desk, planned, 1, "300", TODAY, paid=_money("340.00", "USD"))
    assert '"paid": {"amount": "340.00", "currency": "USD"}' in exchange.export_json_text(desk)
