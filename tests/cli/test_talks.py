"""Complaints, feedback and negotiations from the command line, and what bad input hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def landing(project: Callable[[], Shell]) -> Shell:
    shell = project()
    shell.run("client edit Ana --language en")
    return shell


def test_the_way_of_a_complaint_from_the_clients_words_to_how_it_ended(landing: Shell) -> None:
    said = landing.run("complaint add 'The menu is still the old one' --project Landing").out
    assert "Next: Answer" in said
    assert "takes" not in landing.run("complaint list").err
    landing.run("complaint own menu")
    assert "once is enough" in landing.run("complaint own menu").err
    landing.run("complaint remedy menu 'the new menu' --by 'friday 12:00'")
    assert "the new menu" in landing.run("promise list").out
    assert "by Friday, March 13" in landing.run("complaint draft menu reply").out
    landing.run("complaint done menu")
    assert "has been put right: the new menu" in landing.run("complaint draft menu --sent").out
    assert landing.run("complaint list --json").data[0]["next"] == "check-back"
    landing.run("complaint checked menu")
    landing.run("complaint resolve menu 'she likes it'")
    assert "No complaints are open." in landing.run("complaint list").out
    assert landing.run("complaint show menu --json").data["outcome"] == "she likes it"


def test_own_up_once_and_never_again_in_a_letter(landing: Shell) -> None:
    landing.run("complaint add 'The menu is still the old one' --project Landing --point yes")
    assert "I am sorry" in landing.run("complaint draft menu --sent").out
    again = landing.run("complaint draft menu reply").out
    assert "sorry" not in again
    assert "I understand how much this matters to you" in again


def test_what_happened_stands_in_no_letter(landing: Shell) -> None:
    landing.run("complaint add 'The menu is old' --project Landing --happened 'my daughter was ill' --point yes")
    assert "daughter" not in landing.run("complaint draft menu").out


def test_quiet_rework_is_no_line_of_any_report(landing: Shell) -> None:
    landing.run("complaint rework Landing 'redo the margins'")
    assert "for yourself: no letter mentions it" in landing.run("step list Landing").out
    landing.run("track add Landing 1h --note design")
    assert "margins" not in landing.run("report Landing").out


def test_an_open_complaint_stands_in_the_overview_with_its_next_step(landing: Shell) -> None:
    landing.run("complaint add 'The menu is still the old one' --project Landing")
    assert "complaint draft K-" in landing.run("today").out


def test_feedback_is_quoted_with_a_yes_alone(landing: Shell) -> None:
    landing.run("feedback add 'A joy to work with' --project Landing")
    refused = landing.try_("feedback quote joy")
    assert (refused.code, refused.out) == (2, "")
    assert "A joy to work with" in landing.run("feedback ask joy --sent").out
    landing.run("feedback allow joy --as 'A. P.'")
    assert landing.run("feedback quote joy").out == "“A joy to work with”\n— A. P.\n"
    assert landing.run("feedback list --quotable --json").data[0]["permission"] == "given"


def test_a_negotiation_shows_what_moved_and_a_way_out(landing: Shell) -> None:
    landing.run("negotiation add Landing --on price --theirs '800 is all we have' --mine 1200")
    landing.run("negotiation say Landing theirs 'well, 950'")
    shown = landing.run("negotiation show Landing").out
    assert "800 is all we have → well, 950" in shown
    assert "smaller-scope" in landing.run("negotiation ways Landing").out
    assert "make the work smaller" in landing.run("negotiation draft Landing --sent").out
    assert "no answer yet" in landing.run("negotiation show Landing").out
    landing.run("negotiation agreed Landing '1000 without the shop'")
    assert "Nothing is being negotiated." in landing.run("negotiation list").out


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("complaint add --project Landing", 2, "is empty"),
        ("complaint add 'It is late'", 2, "No client or project was named"),
        ("complaint add 'It is late' --project Landing --at 'tomorrow 10:00'", 2, "still to come"),
        ("complaint show nothing", 3, "Nothing here is called"),
        ("complaint set menu", 2, "nothing to change"),
        ("complaint remedy menu 'a new one' --by 2026-03-01", 2, "already passed"),
        ("complaint check-back menu 2026-03-01", 2, "has passed"),
        ("feedback add --project Landing", 2, "is empty"),
        ("feedback set nothing --tone bad", 3, "Nothing here is called"),
        ("negotiation add Landing --on price", 2, "what either side wants"),
        ("negotiation propose Landing smaller", 3, "Nothing here is called"),
    ],
)
def test_bad_input_is_refused_and_says_why(landing: Shell, line: str, code: int, words: str) -> None:
    landing.run("complaint add 'The menu is still the old one' --project Landing")
    answer = landing.try_(line)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


def test_undo_names_what_was_said(landing: Shell) -> None:
    landing.run("complaint add 'The menu is still the old one' --project Landing")
    assert "complaint noted: The menu is still the old one" in landing.run("undo").out
