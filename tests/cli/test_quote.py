"""The quote from the command line: ticks, discounts, own work, versions, additions; and what bad input hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def offer(project: Callable[[], Shell]) -> Shell:
    shell = project()
    shell.run("requirement add Landing 'a page that loads fast'")
    shell.run("requirement add Landing photos")
    shell.run("quote item Landing Design --hours 20 --price 45 --why 'Home page and two inner pages'")
    shell.run("quote item Landing Photos --price 400 --by 'Jean Roux'")
    return shell


def test_requirements_are_ticked_and_what_is_left_is_named(offer: Shell) -> None:
    ticked = offer.run("quote answer Landing 1 --line 1 --json").data
    assert [(one["lines"], one["by_whole"]) for one in ticked] == [([1], False), ([], False)]
    assert "! Nothing in it answers: photos." in offer.run("quote show Landing").out
    assert "nothing in the quote yet" in offer.run("quote answer Landing 1 --no").out


@pytest.mark.parametrize(("option", "unit"), [("--words", "word"), ("--pages", "page")])
def test_words_and_pages_are_counted_with_an_option_of_their_own(
    project: Callable[[], Shell], option: str, unit: str
) -> None:
    shell = project()
    shell.run(f"quote item Landing Texts {option} 2400 --price 0,08 --hours 12")
    (line,) = shell.run("quote show Landing --json").data["quote"]["options"][0]["items"]
    assert (line["unit"], line["quantity"], line["estimate_hours"]) == (unit, "2400", "12")
    assert line["unit_price"]["amount"] == "0.08"
    assert shell.try_(f"quote item Landing Texts {option} 10 --unit day --price 1").code == 2


def test_a_line_of_somebody_else_becomes_a_recommendation(offer: Shell) -> None:
    assert "it is better to let the client hire Jean Roux directly" in offer.run("quote brokering Landing 2 no").out
    shown = offer.run("quote direct Landing 2")
    assert "Photos: the client hires Jean Roux directly" in shown.out
    assert "Jean Roux" in offer.run("draft Landing direct-hire").out
    assert "Jean Roux" not in offer.run("quote direct Landing 1 --remove").out


def test_yes_and_no_are_understood_in_the_language_of_the_interface(offer: Shell) -> None:
    better = "it is better to let the client hire Jean Roux directly"
    offer.run("quote brokering Landing 2 nu --lang ro")
    assert better in offer.run("quote show Landing").out
    offer.run("quote brokering Landing 2 да --lang ru")
    assert better not in offer.run("quote show Landing").out


def test_discount_and_gift_are_visible_lines(offer: Shell) -> None:
    offer.run("quote discount Landing Loyalty --percent 10")
    shown = offer.run("quote gift Landing Favicon --worth 60").out
    assert "-€130.00" in shown
    assert "on the house, worth €60.00" in shown


def test_a_letter_in_the_clients_language_says_what_is_on_the_house(offer: Shell) -> None:
    offer.run("quote gift Landing Favicon --worth 60")
    letter = offer.run("draft Landing quote").out
    assert "Favicon: din partea mea, gratuit (în valoare de 60,00" in letter


def test_versions_say_what_changed(offer: Shell) -> None:
    offer.run("quote send Landing")
    offer.run("quote revise Landing")
    offer.run("quote edit Landing 1 --hours 18")
    told = offer.run("quote versions Landing").out
    assert "Design: 20 hours × €45.00 = €900.00 → 18 hours × €45.00 = €810.00" in told
    assert [one["number"] for one in offer.run("quote versions Landing --json").data] == [1, 2]
    assert "20 de ore × 45,00" in offer.run("draft Landing quote").out


def test_what_is_set_together_is_one_step_and_a_day_that_has_passed_is_remarked_on(offer: Shell) -> None:
    before = offer.run("export").out
    shown = offer.run("quote set Landing --reason 'By hand.' --valid-until 2020-05-01 --ready-on 2099-05-20").out
    assert "! Its last day has passed: set another one." in shown
    offer.run("undo")
    assert offer.run("export").out == before


def test_the_yes_says_what_it_brings(offer: Shell) -> None:
    offer.run("quote set Landing --starts-on 2026-04-01 --ready-on 2026-04-30")
    said = offer.run("quote accept Landing").err
    assert "Plan and budget: 20 hr." in said
    assert "Promised for the whole work: 30 April 2026." in said
    assert offer.run("promise list --json").data[0]["source"] == "deadline"


def test_an_addition_goes_from_wish_to_price_to_yes(offer: Shell) -> None:
    offer.run("quote accept Landing")
    offer.run("payment plan Landing whole --first 2026-05-01")
    offer.run("quote addition Landing 'A small shop' --words 'Could people order?' --on yesterday")
    offer.run("quote item Landing Shop --hours 4 --price 45 --addition 1")
    shown = offer.run("quote set Landing --addition 1 --ready-on 2026-05-20 --whole-waits yes").out
    assert "Addition 1: A small shop" in shown
    assert "asked for by Ana Petrescu" in shown
    assert "„A small shop”" in offer.run("draft Landing addition").out
    assert offer.run("quote send Landing --addition 1").code == 0
    offer.run("quote accept Landing --addition 1")
    view = offer.run("quote show Landing --json").data
    assert (view["agreed"]["amount"], view["additions"][0]["state"]) == ("1480.00", "accepted")
    assert offer.run("payment show Landing --json").data["adds_up"] is True
    assert "A small shop" in offer.run("requirement list Landing").out


def test_an_addition_cannot_take_off_more_than_everything(offer: Shell) -> None:
    offer.run("quote accept Landing")
    offer.run("quote addition Landing 'Without the rest'")
    offer.run("quote item Landing Off --price=-5000 --addition 1")
    before = offer.run("export").out
    for words in ("quote send Landing --addition 1", "quote accept Landing --addition 1"):
        assert offer.try_(words).code == 2
    assert offer.run("export").out == before


def test_one_undo_takes_the_yes_to_an_addition_back_with_all_it_brought(offer: Shell) -> None:
    offer.run("quote accept Landing")
    offer.run("quote addition Landing 'A small shop'")
    offer.run("quote item Landing Shop --hours 4 --price 45 --addition 1")
    offer.run("quote set Landing --addition 1 --ready-on 2026-05-20")
    before = offer.run("export").out
    offer.run("quote accept Landing --addition 1")
    assert "Q-2026-002 A small shop" in offer.run("undo").out
    assert offer.run("export").out == before


def test_what_goes_wrong_says_so_and_changes_nothing(offer: Shell) -> None:
    offer.run("quote set Landing --ready-on 2026-05-20")
    before = offer.run("export").out
    for code, words in (
        (2, "quote discount Landing Loyalty --amount 5000"),
        (2, "quote discount Landing Loyalty"),
        (2, "quote discount Landing Loyalty --percent 0"),
        (2, "quote gift Landing Favicon --worth -5"),
        (2, "quote brokering Landing 1 yes"),
        (2, "quote direct Landing 1"),
        (2, "quote option Landing 'With a shop' --requested-by Ana --requested-on today"),
        (2, "quote addition Landing 'A shop'"),
        (2, "quote set Landing --starts-on 2026-06-01"),
        (2, "quote set Landing --reason 'By hand.' --valid-until 2026-05-01 --starts-on 2026-06-01"),
        (2, "quote set Landing --reason 'By hand.' --valid-until whenever"),
        (3, "quote answer Landing 9"),
        (3, "quote answer Landing 1 --line 9"),
        (3, "quote item Landing Shop --price 5 --addition 1"),
        (3, "quote direct Landing 1 --remove"),
    ):
        answer = offer.try_(words)
        assert (words, answer.code) == (words, code)
        assert answer.err.startswith("error:")
    assert offer.run("export").out == before


@pytest.mark.parametrize("form", ["json", "csv"])
def test_additions_come_back_from_an_export_as_they_were(
    offer: Shell, tmp_path_factory: pytest.TempPathFactory, form: str
) -> None:
    offer.run("quote answer Landing 1 --line 1")
    offer.run("quote gift Landing Favicon --worth 60")
    offer.run("quote direct Landing 2")
    offer.run("quote accept Landing")
    offer.run("quote addition Landing 'A small shop' --changes 2")
    folder = tmp_path_factory.mktemp("out")
    offer.run(f"export --format {form} --output {folder}/all.{form}")
    other = Shell(folder / "data", offer._capsys)
    other.run(f"import {folder}/all.{form}")
    assert other.run("export").out == offer.run("export").out
    assert other.run("quote show Landing --json").data == offer.run("quote show Landing --json").data
