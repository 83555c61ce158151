"""Additions: their own price and day, on record against the requirements, part of budget and schedule once accepted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import summary_of, work_of
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.services import additions, deadlines, payments, projects, quote_answers, quoting
from freelance_comm.services.desk import Desk
from freelance_comm.services.standing import deadline_promise

DAY = date(2026, 12, 18)


def _euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.fixture
def agreed(desk: Desk, project: Project) -> Project:
    """Return the project with two requirements and an accepted quote of 20 hours, 900 euros."""
    for wish in ("A menu", "A blue logo"):
        projects.add_requirement(desk, project, wish)
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20)
    quoting.accept(desk, project, desk.today())
    return project


@pytest.fixture
def shop(desk: Desk, agreed: Project) -> Project:
    """Return the project with the draft of an addition of 4 hours, 180 euros, ready on a day of its own."""
    additions.begin_addition(desk, agreed, "A small shop", asked_by="Ana", words="And could people order?")
    quoting.add_item(desk, agreed, "Shop", unit=Unit.HOUR, quantity=4, addition=1)
    quoting.set_days(desk, agreed, ready_on=DAY, addition=1)
    return agreed


def test_before_the_yes_the_quote_itself_is_changed(desk: Desk, project: Project) -> None:
    with pytest.raises(NotFound):
        additions.begin_addition(desk, project, "A shop", asked_by="Ana")
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20)
    with pytest.raises(BadValue, match="not been accepted yet"):
        additions.begin_addition(desk, project, "A shop", asked_by="Ana")


def test_an_addition_says_who_asked_for_it(desk: Desk, agreed: Project) -> None:
    with pytest.raises(BadValue):
        additions.begin_addition(desk, agreed, "A shop", asked_by=" ")
    one = additions.begin_addition(desk, agreed, "A shop", asked_by="Ana", words="Could people order?")
    assert (one.ref, one.asked_by, one.asked_on, one.asked_words, one.is_addition) == (
        "Q-2026-002", "Ana", desk.today(), "Could people order?", True,
    )  # fmt: skip


def test_a_draft_of_an_addition_changes_neither_price_nor_quote(desk: Desk, shop: Project) -> None:
    file = projects.open_file(desk, shop.id)
    assert file.quote is not None
    assert (file.quote.ref, len(file.versions), len(file.additions)) == ("Q-2026-001", 1, 1)
    assert summary_of(file).quote_total == _euro("900")


def test_an_accepted_addition_counts_in_price_budget_and_plan(desk: Desk, shop: Project) -> None:
    quoting.mark_quote_sent(desk, shop, addition=1)
    quoting.accept(desk, shop, desk.today(), addition=1)
    file = projects.open_file(desk, shop.id)
    summary = summary_of(file)
    assert (summary.quote_total, summary.quote_hours) == (_euro("1080"), Decimal(24))
    assert [item.text for item in work_of(file).items] == ["Design", "Shop"]
    assert payments.payment_view(desk, shop).price == _euro("1080")


def test_an_accepted_addition_stands_on_the_list_of_requirements(desk: Desk, shop: Project) -> None:
    quoting.accept(desk, shop, desk.today(), addition=1)
    file = projects.open_file(desk, shop.id)
    assert [(one.text, one.said_by) for one in file.requirements][-1] == ("A small shop", "Ana")
    assert file.additions[0].requirement_id == file.requirements[-1].id


def test_what_an_addition_brought_is_answered_by_it(desk: Desk, shop: Project) -> None:
    quoting.accept(desk, shop, desk.today(), addition=1)
    last = quote_answers.answers(desk, shop)[-1]
    assert (last.answered, last.beside) == (True, "the addition Q-2026-002")


def test_what_it_changes_keeps_its_former_words(desk: Desk, agreed: Project) -> None:
    projects.tick_requirement(desk, agreed, 2, desk.today())
    additions.begin_addition(desk, agreed, "A red logo", asked_by="Ana", changes=2)
    quoting.add_item(desk, agreed, "Logo again", unit=Unit.FIXED, price=50, addition=1)
    quoting.accept(desk, agreed, desk.today(), addition=1)
    file = projects.open_file(desk, agreed.id)
    assert [(one.text, one.done_on) for one in file.requirements] == [("A menu", None), ("A red logo", None)]
    assert file.additions[0].former == "A blue logo"


def test_its_day_is_promised_and_the_day_of_the_whole_stays(desk: Desk, shop: Project) -> None:
    before = deadlines.promise_deadline(desk, shop, date(2026, 12, 4))
    quoting.accept(desk, shop, desk.today(), addition=1)
    file = projects.open_file(desk, shop.id)
    assert deadline_promise(file) == before
    own = [one for one in file.open_promises if one.source is PromiseSource.DRAFT]
    assert [(one.what, one.due.date()) for one in own] == [("A small shop", DAY)]


def test_the_whole_moves_with_it_where_the_whole_waits_for_it(desk: Desk, shop: Project) -> None:
    deadlines.promise_deadline(desk, shop, date(2026, 12, 4))
    additions.change_addition(desk, shop, 1, whole_waits=True)
    quoting.accept(desk, shop, desk.today(), addition=1)
    file = projects.open_file(desk, shop.id)
    states = [(one.due.date(), one.state) for one in file.promises]
    assert states == [(date(2026, 12, 4), PromiseState.RENEGOTIATED), (DAY, PromiseState.OPEN)]


def test_the_schedule_of_payments_goes_on_adding_up(desk: Desk, shop: Project) -> None:
    payments.plan_schedule(desk, shop, TermsKind.WHOLE, first_due=date(2026, 12, 10))
    quoting.accept(desk, shop, desk.today(), addition=1)
    view = payments.payment_view(desk, shop)
    assert view.adds_up
    assert [(one.instalment.label, one.instalment.amount, one.instalment.due) for one in view.lines][-1] == (
        "A small shop", _euro("180"), DAY,
    )  # fmt: skip


def test_what_takes_something_off_the_work_takes_it_off_the_last_payment(desk: Desk, agreed: Project) -> None:
    payments.plan_schedule(desk, agreed, TermsKind.INSTALMENTS, first_due=date(2026, 12, 10), parts=3)
    additions.begin_addition(desk, agreed, "No menu after all", asked_by="Ana", changes=1)
    quoting.add_item(desk, agreed, "Menu", unit=Unit.FIXED, price="-350", addition=1)
    quoting.accept(desk, agreed, desk.today(), addition=1)
    view = payments.payment_view(desk, agreed)
    assert view.adds_up
    assert [line.instalment.amount for line in view.lines] == [_euro("300"), _euro("250")]


def test_a_declined_addition_is_kept_and_counts_nothing(desk: Desk, shop: Project) -> None:
    quoting.decline(desk, shop, desk.today(), addition=1)
    file = projects.open_file(desk, shop.id)
    assert [one.state for one in file.additions] == [QuoteState.DECLINED]
    assert (summary_of(file).quote_total, len(file.requirements), file.promises) == (_euro("900"), 2, ())


def test_what_has_gone_out_is_neither_edited_nor_removed(desk: Desk, shop: Project) -> None:
    quoting.mark_quote_sent(desk, shop, addition=1)
    with pytest.raises(BadValue, match="has gone out"):
        quoting.add_item(desk, shop, "More", unit=Unit.FIXED, price=5, addition=1)
    with pytest.raises(BadValue, match="it is kept"):
        additions.remove_addition(desk, shop, 1)


def test_a_draft_of_an_addition_can_be_thrown_away(desk: Desk, shop: Project) -> None:
    additions.remove_addition(desk, shop, 1)
    assert projects.open_file(desk, shop.id).additions == ()
    with pytest.raises(NotFound):
        additions.remove_addition(desk, shop, 1)


def test_a_new_version_starts_from_the_quote_not_from_an_addition(desk: Desk, shop: Project) -> None:
    draft = quoting.start_quote(desk, shop)
    assert not draft.is_addition
    assert [item.description for item in draft.option.items] == ["Design"]


def test_an_addition_that_waits_is_known_to_the_lists(desk: Desk, shop: Project) -> None:
    quoting.mark_quote_sent(desk, shop, addition=1)
    summary = next(one for one in desk.reader.summaries() if one.project.id == shop.id)
    assert [(one.ref, one.sent_at) for one in summary.waiting_additions] == [("Q-2026-002", desk.now())]
