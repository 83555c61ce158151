"""Ways of paying when prepayment is refused: risk, sentence, schedule; and when money is spoken of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import (
    clients,
    coaching,
    coaching_switches,
    drafts,
    exposure_plot,
    open_payments,
    own_schedule,
    payment_ways,
    payments,
    prepayment_policy,
    projects,
    quoting,
    receiving,
    setup,
)
from freelance_comm.services.desk import Desk
from freelance_comm.stages.registry import stage
from tests.unit.services.bench import Clock

TODAY = date(2026, 11, 20)


def _euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.fixture
def priced(desk: Desk, project: Project) -> Project:
    """Return the project with a quote of 7,200 euros for 160 hours."""
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=160, price="45")
    return project


def test_every_way_has_a_sentence_in_the_clients_language_that_names_its_sums(desk: Desk, priced: Project) -> None:
    found = payment_ways.ways(desk, priced)
    assert [way.rung.kind for way in found] == [
        TermsKind.MILESTONES,
        TermsKind.INSTALMENTS,
        TermsKind.WEEKLY,
        TermsKind.DAILY,
    ]
    for way in found:
        named = way.rung.largest if way.rung.kind is TermsKind.WEEKLY else way.rung.first
        digits = f"{named.amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
        assert digits in way.sentence
        assert any(word in way.sentence for word in ("plăți", "plăti"))


def test_by_the_week_is_paid_on_the_last_working_day_of_each_week_for_the_days_in_it(
    desk: Desk, priced: Project
) -> None:
    found = payment_ways.rung_named(desk, priced, "weekly")
    sums = [(amount.amount, due.isoformat()) for amount, due in found.sums]
    # Friday 20 November alone; 30 November and 1 December are holidays; two days in the last week.
    assert sums == [
        (Decimal(450), "2026-11-20"),
        (Decimal(2250), "2026-11-27"),
        (Decimal(1350), "2026-12-04"),
        (Decimal(2250), "2026-12-11"),
        (Decimal(900), "2026-12-15"),
    ]
    sentence = next(way.sentence for way in payment_ways.ways(desk, priced) if way.rung == found)
    assert "2.250,00" in sentence and "450,00" not in sentence


def test_the_letter_offers_the_one_way_that_was_chosen(desk: Desk, priced: Project) -> None:
    rung = payment_ways.rung_named(desk, priced, "weekly")
    draft = payment_ways.offer(desk, priced, rung)
    sentence = next(way.sentence for way in payment_ways.ways(desk, priced) if way.rung.kind is TermsKind.WEEKLY)
    assert sentence in draft.body
    assert draft.kind == "payment"


def test_a_way_there_is_not_is_refused_with_those_there_are(desk: Desk, priced: Project) -> None:
    with pytest.raises(NotFound) as refused:
        payment_ways.rung_named(desk, priced, "deposit")
    assert "weekly" in refused.value.near


def test_what_has_come_counts_when_another_way_is_agreed_on(desk: Desk, priced: Project, clock: Clock) -> None:
    payments.plan_schedule(desk, priced, TermsKind.DEPOSIT, first_due=TODAY)
    receiving.record_receipt(desk, priced, 1, "2160", TODAY)
    clock.at = datetime(2026, 11, 25, 9, tzinfo=UTC)
    rung = payment_ways.rung_named(desk, priced, "instalments")
    assert sum(amount.amount for amount, _due in rung.sums) == Decimal(5040)
    payment_ways.agree(desk, priced, rung)
    view = payments.payment_view(desk, priced)
    assert (view.adds_up, view.received, view.open) == (True, _euro("2160.00"), _euro("5040.00"))
    assert [line.instalment.due for line in view.lines if line.open.amount] == [due for _sum, due in rung.sums]


def test_agreeing_on_a_way_notes_both_days_and_is_refused_over_a_schedule_nobody_saw(
    desk: Desk, priced: Project
) -> None:
    rung = payment_ways.rung_named(desk, priced, "weekly")
    payment_ways.agree(desk, priced, rung, seen=())
    facts = projects.open_file(desk, priced.id).head.facts
    assert (facts["terms_discussed_on"], facts["terms_agreed_on"]) == ("2026-11-20", "2026-11-20")
    with pytest.raises(EditConflict):
        payment_ways.agree(desk, priced, rung, seen=())


def test_nothing_is_offered_once_everything_is_paid(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=TODAY)
    receiving.record_receipt(desk, priced, 1, "7200", TODAY)
    with pytest.raises(BadValue):
        payment_ways.ladder(desk, priced)


def test_late_money_can_still_be_split_when_the_work_is_over(desk: Desk, priced: Project, clock: Clock) -> None:
    payment_ways.agree(desk, priced, payment_ways.rung_named(desk, priced, "weekly"))
    clock.at = datetime(2027, 2, 1, 9, tzinfo=UTC)
    found = payment_ways.ladder(desk, priced)
    assert TermsKind.INSTALMENTS in [rung.kind for rung in found]
    assert min(due for rung in found for _sum, due in rung.sums) >= date(2027, 2, 1)


def test_the_plot_shows_how_unpaid_work_grows_and_falls(desk: Desk, priced: Project) -> None:
    payment_ways.agree(desk, priced, payment_ways.rung_named(desk, priced, "instalments"))
    made = exposure_plot.over_time(desk, priced, 20)
    assert len(made) > 1
    assert [one.label for one in made if "◀" in one.told] != []
    assert max(len(one.bar.strip()) for one in made) == 20
    assert len({len(one.bar) for one in made}) == 1


def test_the_plot_knows_what_has_come(desk: Desk, priced: Project) -> None:
    payment_ways.agree(desk, priced, payment_ways.rung_named(desk, priced, "instalments"))
    before = exposure_plot.over_time(desk, priced, 20)
    receiving.record_receipt(desk, priced, 1, "2400", TODAY)
    after = exposure_plot.over_time(desk, priced, 20)
    assert (before[0].marked, after[0].marked) == (True, False)
    assert after[0].bar.count("█") < before[0].bar.count("█")


# -- sums of one's own -------------------------------------------------------------------------------------------------


def _own(desk: Desk, project: Project, *lines: str) -> list[tuple[str, str]]:
    planned = own_schedule.plan_own(desk, project, own_schedule.parts_from(desk, lines, "EUR"))
    return [(one.label, f"{one.amount.amount:.2f}") for one in planned]


def test_own_sums_make_a_schedule_and_one_takes_what_is_left(desk: Desk, priced: Project) -> None:
    made = _own(desk, priced, "Draft 1: the sketch: 2,200.50, 3 Dec", "Rest: …, 2027-01-15")
    assert made == [("Draft 1: the sketch", "2200.50"), ("Rest", "4999.50")]
    assert payments.payment_view(desk, priced).kind is TermsKind.OWN


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("Half: 3000, 3 Dec", "Half: 3600, 3 Jan"), "€600.00 is missing"),
        (("Half: 5000, 3 Dec", "Half: 3600, 3 Jan"), "€1,400.00 too much"),
        (("All: 7200, 3 Dec", "Rest: …, 3 Jan"), "nothing is left"),
        (("One: …, 3 Dec", "Two: …, 3 Jan"), "Only one sum"),
        (("Half: -5, 3 Dec",), "below zero"),
        (("Half: 0, 3 Dec",), "not a sum that can be due"),
        (("3600 on Friday",), "does not say"),
        (("Half: 3600",), "does not say"),
        ((), "A schedule has 1 to"),
    ],
)
def test_sums_that_do_not_add_up_say_by_how_much(
    desk: Desk, priced: Project, lines: tuple[str, ...], words: str
) -> None:
    with pytest.raises(BadValue) as refused:
        _own(desk, priced, *lines)
    assert words in str(refused.value)
    assert projects.open_file(desk, priced.id).instalments == ()


# -- money over all projects -------------------------------------------------------------------------------------------


def test_sums_in_several_currencies_stand_side_by_side(desk: Desk, priced: Project) -> None:
    clients.add_client(desk, "Sato", currency="JPY")
    other = projects.add_project(desk, "Site", client_text="Sato")
    quoting.add_item(desk, other, "All", unit=Unit.FIXED, price="100000")
    payments.plan_schedule(desk, other, TermsKind.WHOLE, first_due=date(2026, 11, 10))
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=date(2026, 12, 1))
    found = open_payments.open_payments(desk)
    assert [(line.client, line.days_late) for line in found.lines] == [("Sato", 10), ("Petrescu Café", 0)]
    assert [(one.open.currency, one.late.amount) for one in found.sums] == [
        ("EUR", Decimal(0)),
        ("JPY", Decimal(100000)),
    ]


# -- when prepayment is spoken of --------------------------------------------------------------------------------------


def _early(desk: Desk) -> None:
    base = desk.reader.profile()
    early = desk.profile().but(discuss_prepayment_late=False, prepayment_reason="My trade asks for deposits.")
    setup.save_profile(desk, base, early)


def test_the_first_conversation_is_not_about_prepayment_unless_one_wants_it_so(desk: Desk, priced: Project) -> None:
    rule = "Do not open with prepayment. Payment has its own stage."
    assert rule in prepayment_policy.guidance(desk, stage("contact"))
    assert prepayment_policy.too_early(desk, priced, TermsKind.DEPOSIT)
    _early(desk)
    advice = prepayment_policy.guidance(desk, stage("contact"))
    assert rule not in advice
    assert "My trade asks for deposits." in advice[-1]
    assert prepayment_policy.too_early(desk, priced, TermsKind.DEPOSIT) == ""


def test_the_coach_keeps_to_the_policy_and_waking_its_rule_changes_it(desk: Desk, client: Client) -> None:
    letter = "Hello Petrescu Café,\n\nBefore we begin I ask for a deposit of 30 per cent in advance.\n\nIlinca"
    about = coaching.About(locale="en", kind="first-contact", client=client)

    def rules() -> list[str]:
        return [remark.rule for remark in coaching.coached(desk, letter, about).remarks]

    assert "early-prepayment" in rules()
    _early(desk)
    assert "early-prepayment" not in rules()
    assert coaching_switches.explain(desk, "early-prepayment").resting
    coaching_switches.wake(desk, "early-prepayment")
    assert desk.profile().discuss_prepayment_late
    assert "early-prepayment" in rules()


def test_terms_written_at_the_first_contact_are_remarked_on(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.WHOLE, first_due=TODAY)
    said = drafts.compose(desk, priced, "payment/terms").missing
    assert any("first contact" in words for words in said)
