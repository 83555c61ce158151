"""Quotes: exact sums, one option, a quote that went out stays as it was, dates survive the acceptance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.services import projects, quote_discounts, quoting, setup
from freelance_comm.services.desk import Desk
from freelance_comm.services.fact_values import own_sentence
from tests.unit.services.bench import FRIDAY, Clock, OpenDesk


def _euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


def _further(desk: Desk, project: Project) -> None:
    asked_on = date(2026, 11, 2)
    quoting.add_option(desk, project, "With a shop", requested_by="Ana", requested_on=asked_on, words="With a shop?")


@pytest.fixture
def priced(desk: Desk, project: Project) -> Project:
    """Return the project with a draft of two lines, 900 and 1,440 euros."""
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity="20")
    quoting.add_item(desk, project, "Photos", unit=Unit.FIXED, price="1440")
    return project


def test_there_is_a_view_before_there_is_a_quote(desk: Desk, project: Project) -> None:
    view = quoting.quote_view(desk, project)
    assert (view.quote, view.options, view.gross) == (None, (), _euro("0"))


def test_the_first_line_begins_the_quote_with_a_number(desk: Desk, project: Project) -> None:
    quote = quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20, price=45)
    assert (quote.ref, quote.state, quote.created) == ("Q-2026-001", QuoteState.DRAFT, FRIDAY)
    assert quoting.start_quote(desk, project) == quote


def test_sums_are_exact_with_tax_by_line(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Words", unit=Unit.WORD, quantity="12345", price="0.085", tax_percent="19")
    quoting.add_item(desk, project, "Layout", unit=Unit.HOUR, quantity="2,5", price="33.33")
    quoting.add_item(desk, project, "Loyalty", unit=Unit.FIXED, price="-50")
    view = quoting.quote_view(desk, project)
    assert [line.net for line in view.lines] == [_euro("1049.33"), _euro("83.33"), _euro("-50")]
    assert [line.tax for line in view.lines] == [_euro("199.37"), _euro("0"), _euro("0")]
    assert (view.net, view.tax, view.gross) == (_euro("1082.66"), _euro("199.37"), _euro("1282.03"))
    assert view.hours == Decimal("2.5")


def test_lines_are_told_in_the_interface_language(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    def told(locale: str) -> list[tuple[str, str, str]]:
        view = quoting.quote_view(open_desk(locale), priced)
        return [(line.quantity_text, line.price_text, line.net_text) for line in view.lines]

    assert told("en") == [("20 hours", "€45.00", "€900.00"), ("fixed price", "€1,440.00", "€1,440.00")]
    assert told("ro")[0] == ("20 de ore", "45,00\xa0EUR", "900,00\xa0EUR")


def test_rate_and_tax_are_the_profiles_where_nothing_is_said(desk: Desk, project: Project) -> None:
    profile = desk.profile()
    setup.save_profile(desk, profile, profile.but(tax_percent=Decimal(21)))
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=2)
    quoting.add_item(desk, project, "Abroad", unit=Unit.HOUR, quantity=2, tax_percent=0)
    first, second = quoting.quote_view(desk, project).lines
    assert (first.item.unit_price, first.tax) == (_euro("45"), _euro("18.90"))
    assert second.tax == _euro("0")


@pytest.mark.parametrize(
    "changes",
    [
        {"description": ""},
        {"description": "a\x1bb"},
        {"quantity": "0"},
        {"quantity": "-1"},
        {"quantity": "NaN"},
        {"quantity": "1_000"},
        {"quantity": "1" * 30},
        {"price": ""},
        {"price": "-5"},
        {"price": "1.234"},
        {"price": "9" * 30},
        {"price": "0.1234567"},
        {"price": "$45"},
        {"price": Decimal("Infinity")},
        {"tax_percent": "101"},
        {"tax_percent": "-1"},
        {"estimate_hours": "-2"},
        {"currency": "USD"},
        {"currency": "nix"},
        {"unit": Unit.FIXED, "quantity": 2},
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(desk: Desk, project: Project, changes: dict[str, Any]) -> None:
    line: dict[str, Any] = {"description": "Words", "unit": Unit.PIECE, "quantity": 1, "price": "5", **changes}
    with pytest.raises(BadValue):
        quoting.add_item(desk, project, line.pop("description"), **line)
    assert projects.open_file(desk, project.id).quotes == ()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.234,50", "1234.50"), ("€1,440.00", "1440.00"), ("45 EUR", "45"), ("1 200", "1200"), ("0,085", "0.085")],
)
def test_prices_are_understood_as_people_write_them(desk: Desk, project: Project, typed: str, amount: str) -> None:
    quoting.add_item(desk, project, "Words", unit=Unit.PIECE, price=typed)
    assert quoting.quote_view(desk, project).lines[0].item.unit_price == _euro(amount)


def test_hours_and_a_price_for_one_may_be_typed_with_what_they_count(
    desk: Desk, project: Project, open_desk: OpenDesk
) -> None:
    german = open_desk("de")
    quoting.add_item(german, project, "Startseite", unit=Unit.HOUR, quantity="8 Std.", price="75 €/h")
    quoting.add_item(german, project, "Texte", unit=Unit.HOUR, quantity="2 h 30", price="60 Euro / Stunde")
    view = quoting.quote_view(desk, project)
    assert [line.net for line in view.lines] == [_euro("600"), _euro("150")]
    for price in ("75/8", "75 €/h"):
        with pytest.raises(BadValue):
            quoting.add_item(desk, project, "Festpreis", unit=Unit.FIXED, price=price)


def test_lines_are_changed_and_removed_by_their_number(desk: Desk, priced: Project) -> None:
    quoting.change_item(desk, priced, 1, quantity="10", done_by="Ion", tax_percent="5")
    quoting.change_item(desk, priced, 2, description="Portraits", estimate_hours="8")
    first, second = quoting.quote_view(desk, priced).lines
    assert (first.item.quantity, first.item.done_by, first.item.tax_percent) == (Decimal(10), "Ion", Decimal(5))
    assert first.item.unit_price == _euro("45")
    assert (second.item.description, second.item.hours) == ("Portraits", Decimal(8))
    quoting.change_item(desk, priced, 1, tax_percent=None)
    assert quoting.quote_view(desk, priced).tax == _euro("0")
    quoting.remove_item(desk, priced, 1)
    assert [line.item.description for line in quoting.quote_view(desk, priced).lines] == ["Portraits"]


@pytest.mark.parametrize(("number", "option"), [(0, 1), (3, 1), (1, 2), (1, 0), (-1, 1)])
def test_a_line_that_is_not_there_is_not_found(desk: Desk, priced: Project, number: int, option: int) -> None:
    with pytest.raises(NotFound):
        quoting.change_item(desk, priced, number, option=option, quantity=1)
    with pytest.raises(NotFound):
        quoting.remove_item(desk, priced, number, option)
    assert len(quoting.quote_view(desk, priced).lines) == 2


def test_two_edits_of_one_line_meet_field_by_field(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    base = quoting.item_at(projects.open_file(desk, priced.id), 1)
    quoting.save_item(open_desk(), priced, 1, base, base.but(quantity=Decimal(30)))
    quoting.save_item(desk, priced, 1, base, base.but(done_by="Ion"))
    item = quoting.item_at(projects.open_file(desk, priced.id), 1)
    assert (item.quantity, item.done_by) == (Decimal(30), "Ion")
    with pytest.raises(EditConflict) as caught:
        quoting.save_item(desk, priced, 1, base, base.but(quantity=Decimal(40)))
    assert caught.value.fields["quantity"] == (20, 30, 40)


def test_an_edit_follows_its_line_when_others_move(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    base = quoting.item_at(projects.open_file(desk, priced.id), 2)
    quoting.remove_item(open_desk(), priced, 1)
    quoting.save_item(desk, priced, 2, base, base.but(unit_price=_euro("1500")))
    (line,) = quoting.quote_view(desk, priced).lines
    assert (line.item.description, line.net) == ("Photos", _euro("1500"))


def test_an_edit_of_a_line_removed_meanwhile_is_a_conflict(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    base = quoting.item_at(projects.open_file(desk, priced.id), 2)
    quoting.remove_item(open_desk(), priced, 2)
    with pytest.raises(EditConflict) as caught:
        quoting.save_item(desk, priced, 2, base, base.but(unit_price=_euro("1500")))
    assert caught.value.deleted


def test_a_further_option_needs_the_clients_request(desk: Desk, priced: Project) -> None:
    asked = date(2026, 11, 2)
    for speaker, day, words in (("", asked, "A shop?"), ("Ana", None, "A shop?"), ("Ana", asked, " ")):
        with pytest.raises(BadValue) as caught:
            quoting.add_option(desk, priced, "With a shop", requested_by=speaker, requested_on=day, words=words)
        assert "request" in str(caught.value)
    quote = quoting.add_option(
        desk, priced, "With a shop", requested_by="Ana", requested_on=asked, words="And with a shop?"
    )
    assert quote.options[1].requested_words == "And with a shop?"
    quoting.add_item(desk, priced, "Shop", unit=Unit.FIXED, price=900, option=2)
    assert [option.title for option in quote.options] == ["", "With a shop"]
    view = quoting.quote_view(desk, priced)
    assert [option.gross for option in view.options] == [_euro("2340"), _euro("900")]


def test_only_further_options_are_removed(desk: Desk, priced: Project) -> None:
    _further(desk, priced)
    with pytest.raises(BadValue):
        quoting.remove_option(desk, priced, 1)
    assert len(quoting.remove_option(desk, priced, 2).options) == 1
    with pytest.raises(NotFound):
        quoting.remove_option(desk, priced, 2)


def test_a_quote_without_a_price_is_neither_sent_nor_accepted(desk: Desk, project: Project) -> None:
    quoting.start_quote(desk, project)
    with pytest.raises(BadValue):
        quoting.mark_quote_sent(desk, project)
    with pytest.raises(BadValue):
        quoting.accept(desk, project, date(2026, 11, 20))
    quoting.add_item(desk, project, "All free", unit=Unit.FIXED, price="-5")
    with pytest.raises(BadValue):
        quoting.mark_quote_sent(desk, project)


def test_accepting_keeps_every_date(desk: Desk, priced: Project, clock: Clock) -> None:
    quoting.set_validity(desk, priced, date(2026, 12, 20))
    sent = quoting.mark_quote_sent(desk, priced)
    clock.at = FRIDAY + timedelta(days=3)
    accepted = quoting.accept(desk, priced, date(2026, 11, 22))
    assert (accepted.created, accepted.sent_at, accepted.valid_until) == (FRIDAY, sent.sent_at, date(2026, 12, 20))
    assert sent.sent_at == FRIDAY
    assert (accepted.state, accepted.decided_on) == (QuoteState.ACCEPTED, date(2026, 11, 22))


def test_the_accepted_option_is_the_one_that_counts(desk: Desk, priced: Project) -> None:
    _further(desk, priced)
    quoting.add_item(desk, priced, "Shop", unit=Unit.FIXED, price=900, option=2)
    quoting.accept(desk, priced, date(2026, 11, 20), option=2)
    assert quoting.quote_view(desk, priced).gross == _euro("900")
    (summary,) = desk.reader.summaries()
    assert summary.quote_total == _euro("900")


def test_nothing_is_accepted_or_declined_before_its_day(desk: Desk, priced: Project) -> None:
    for decide in (quoting.accept, quoting.decline):
        with pytest.raises(BadValue):
            decide(desk, priced, date(2026, 11, 21))
    assert quoting.quote_view(desk, priced).state is QuoteState.DRAFT


def test_a_quote_that_went_out_is_not_edited_but_followed_by_a_new_version(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced)
    with pytest.raises(BadValue) as caught:
        quoting.add_item(desk, priced, "More", unit=Unit.FIXED, price=10)
    assert "Q-2026-001" in str(caught.value)
    second = quoting.start_quote(desk, priced)
    assert (second.ref, second.options) == ("Q-2026-002", projects.open_file(desk, priced.id).quotes[0].options)
    quoting.remove_item(desk, priced, 2)
    first, second = projects.open_file(desk, priced.id).quotes
    assert [len(quote.option.items) for quote in (first, second)] == [2, 1]
    assert (first.state, second.state) == (QuoteState.SENT, QuoteState.DRAFT)


def test_a_decision_is_about_what_was_sent_unless_another_is_named(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced)
    second = quoting.start_quote(desk, priced)
    assert quoting.decline(desk, priced, date(2026, 11, 20)).ref == "Q-2026-001"
    assert quoting.accept(desk, priced, date(2026, 11, 20), ref=second.ref.lower()).ref == "Q-2026-002"
    with pytest.raises(NotFound):
        quoting.accept(desk, priced, date(2026, 11, 20), ref="Q-2026-009")


def test_a_decided_quote_is_not_decided_again(desk: Desk, priced: Project) -> None:
    with pytest.raises(NotFound):
        quoting.accept(desk, projects.add_project(desk, "Other", client_text="petrescu"), date(2026, 11, 20))
    quoting.accept(desk, priced, date(2026, 11, 19))
    with pytest.raises(BadValue) as caught:
        quoting.accept(desk, priced, date(2026, 11, 20))
    assert "already been accepted" in str(caught.value)
    (kept,) = projects.open_file(desk, priced.id).quotes
    assert kept.decided_on == date(2026, 11, 19)


def test_a_draft_can_be_thrown_away_and_what_was_sent_cannot(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced)
    quoting.start_quote(desk, priced)
    quoting.remove_draft(desk, priced)
    assert [quote.state for quote in projects.open_file(desk, priced.id).quotes] == [QuoteState.SENT]
    with pytest.raises(NotFound):
        quoting.remove_draft(desk, priced)


def test_a_sent_quote_can_be_prolonged_and_explained(desk: Desk, priced: Project, clock: Clock) -> None:
    quoting.set_validity(desk, priced, date(2026, 11, 25))
    quoting.mark_quote_sent(desk, priced)
    clock.at = FRIDAY + timedelta(days=10)
    assert quoting.quote_view(desk, priced).expired
    quoting.set_validity(desk, priced, date(2026, 12, 25))
    quoting.set_reason(desk, priced, "Five days of work.")
    view = quoting.quote_view(desk, priced)
    assert (view.expired, view.state, view.reason) == (False, QuoteState.SENT, "Five days of work.")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("five days of work", "Five days of work."),
        ("iPhone and iPad are tested", "iPhone and iPad are tested."),
        ("12.000 words", "12.000 words."),
        ("", ""),
    ],
)
def test_the_reason_stands_in_a_letter_as_a_sentence(typed: str, told: str) -> None:
    assert own_sentence(typed) == told


def test_taxes_and_discounts_may_be_typed_with_their_sign(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Texts", quantity="10", price="50", unit=Unit.HOUR, tax_percent="21 %")
    quote_discounts.add_discount(desk, project, "A good year", percent="10%")
    quote = projects.open_file(desk, project.id).quote
    assert quote is not None
    assert [item.tax_percent for item in quote.option.items] == [Decimal(21), Decimal(21)]
    assert quote.option.items[1].net == _euro("-50")


def test_the_view_says_what_the_rules_of_quoting_say(desk: Desk, priced: Project) -> None:
    quoting.change_item(desk, priced, 2, done_by="Foto [Ion]")
    remarks = " ".join(quoting.quote_view(desk, priced).remarks)
    assert "Foto [Ion]" in remarks
    assert "why it costs" in remarks
    quoting.change_item(desk, priced, 2, done_by="")
    quoting.set_reason(desk, priced, "Five days of work.")
    quoting.set_validity(desk, priced, date(2026, 12, 20))
    assert quoting.quote_view(desk, priced).remarks == ()


def test_two_lines_added_in_two_places_are_both_kept(desk: Desk, priced: Project, open_desk: OpenDesk) -> None:
    quoting.add_item(open_desk(), priced, "Three", unit=Unit.FIXED, price=3)
    quoting.add_item(desk, priced, "Four", unit=Unit.FIXED, price=4)
    assert [line.item.description for line in quoting.quote_view(desk, priced).lines][2:] == ["Three", "Four"]
