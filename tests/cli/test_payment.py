"""Money on the command line: ways to pay, what comes, what is late."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def priced(shell: Shell) -> Shell:
    """A shell with a project of 6,000 euros for 200 hours."""
    shell.run("profile set --name Ilinca --currency EUR --zone Europe/Bucharest --rate 50")
    shell.run("client add 'Ana Hartley' --language en")
    shell.run("project add Landing --client Ana")
    shell.run("quote item Landing Design --hours 200 --price 30")
    return shell


def test_prepayment_refused_leads_to_ways_with_their_risk_and_one_is_agreed_on(priced: Shell) -> None:
    found = priced.run("payment ways Landing --refused --json").data
    assert [way["rung"]["kind"] for way in found] == ["milestones", "instalments", "weekly", "daily"]
    letter = priced.run("payment offer Landing instalments").out
    assert "without prepayment" in letter
    assert found[1]["sentence"] in letter
    priced.run("payment agree Landing instalments")
    view = priced.run("payment show Landing --json").data
    assert (view["adds_up"], view["prepayment_refused"], view["agreed_on"]) == (True, True, "2026-03-12")
    assert view["most_at_risk"] == found[1]["rung"]["most_at_risk"]


def test_sums_of_ones_own_that_do_not_add_up_change_nothing(priced: Shell) -> None:
    answer = priced.try_(
        "payment plan Landing own --part 'First draft: 1000, 2026-04-01' --part 'Rest: 4000, 2026-05-01'"
    )
    assert answer.code == 2
    assert "€1,000.00 is missing" in answer.err
    assert priced.run("payment show Landing --json").data["lines"] == []
    priced.run("payment plan Landing own --part 'First draft: 1000, 2026-04-01' --part 'Rest: …, 2026-05-01'")
    assert priced.run("payment show Landing --json").data["adds_up"]


def test_a_payment_twice_and_one_in_another_currency(priced: Shell) -> None:
    priced.run("payment plan Landing instalments --parts 3")
    assert priced.try_("payment receive Landing 1 '900 USD'").code == 2
    assert priced.try_("payment receive Landing 1 900 --settles 800").code == 2
    priced.run("payment receive Landing 1 '900 USD' --settles 800")
    assert priced.try_("payment receive Landing 1 '900 USD' --settles 800").code == 2
    priced.run("payment receive Landing 1 '900 USD' --settles 800 --again")
    assert priced.try_("payment receive Landing 1 500").code == 2
    priced.run("payment receive Landing 1 500 --over")
    assert priced.try_("payment receive Landing 1 -- -5").code == 2
    lines = priced.run("payment show Landing --json").data["lines"]
    assert [line["received"]["amount"] for line in lines] == ["2000.00", "100.00", "0"]
    priced.run("payment take-back Landing 2")
    priced.run("payment change Landing 2 --due 2026-06-01 --label 'After the summer'")
    shown = priced.run("payment show Landing").out
    assert "After the summer" in shown
    assert "$900.00" in shown


def test_a_dry_run_shows_the_reminder_and_keeps_nothing(priced: Shell) -> None:
    priced.run("payment plan Landing whole --first 2026-03-12")
    priced.now = "2026-03-16T10:00:00Z"
    first = priced.run("payment remind Landing --dry-run")
    assert "was due on March 12" in first.out
    assert priced.run("payment remind Landing --json --dry-run").data["late"][0]["tone"] == "friendly"
    sent = priced.run("payment remind Landing")
    assert (sent.out, "Noted" in sent.err) == (first.out, True)
    again = priced.run("payment remind Landing")
    assert again.out == ""
    assert "clear" in again.err
    assert priced.try_("payment remind Landing --tone friendly").code == 2


def test_the_last_rung_writes_nothing_by_itself(priced: Shell) -> None:
    priced.run("payment plan Landing whole --first 2026-03-12")
    for day in ("16", "23", "30"):
        priced.now = f"2026-03-{day}T10:00:00Z"
        priced.run("payment remind Landing")
    priced.now = "2026-04-07T10:00:00Z"
    last = priced.run("payment remind Landing --json").data
    assert (last["draft"], last["noted"], last["late"][0]["last"]) == (None, False, True)
    assert last["suggestions"] != []
    assert "last time" in priced.run("payment remind Landing --tone last --dry-run").out


def test_all_money_to_come_is_one_list(priced: Shell) -> None:
    assert priced.run("payment open --json").data == {"lines": [], "sums": []}
    priced.run("payment plan Landing deposit --first 2026-03-10 --rest 2026-04-10")
    found = priced.run("payment open --client Ana --json").data
    assert [line["days_late"] for line in found["lines"]] == [2, 0]
    assert found["sums"][0]["open"]["amount"] == "6000.00"


def test_prepayment_may_be_spoken_of_early_with_a_reason(priced: Shell) -> None:
    late = priced.run("payment plan Landing deposit")
    assert "first contact" in late.err
    priced.run("profile set --prepayment early --prepayment-reason 'My trade asks for deposits.'")
    assert "first contact" not in priced.run("payment plan Landing deposit").err
    assert "My trade asks for deposits." in priced.run("profile show").out
