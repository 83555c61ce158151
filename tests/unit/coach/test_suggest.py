"""Where a better wording goes in a draft, and when nothing is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from freelance_comm.coach import suggest
from freelance_comm.coach.model import Hit, Rule, Situation
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.suggest import LONGEST_DRAFT, Better, better
from tests.contract.test_coach_examples import known

TODAY = date(2026, 11, 18)
QUIET = Situation(client_name="Harriet Boyle", today=TODAY)


@pytest.fixture(autouse=True)
def only_the_rule_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the classifier thinks of the sentences here is no business of these tests."""
    monkeypatch.setattr(suggest, "RULES", ())


def rule(name: str, check: Callable[[Reading], Iterator[Hit]]) -> Rule:
    return Rule(id=name, message="", why="", check=check)


def on_word(name: str, word: str) -> Rule:
    """Return a rule that every sentence with ``word`` breaks, whatever the classifier thinks of it."""

    def check(reading: Reading) -> Iterator[Hit]:
        for number, sentence in enumerate(reading.sentences):
            if word in sentence.text:
                yield Hit(first=number, last=number)

    return rule(name, check)


def offered(which: Rule, text: str, told: Situation = QUIET) -> Better:
    reading = Reading(text, told, *known("en"))
    return better(which, next(which.check(reading)), reading)


def mended(text: str, found: Better, words: str = "") -> str:
    assert found.place is not None
    return text[: found.place[0]] + words + text[found.place[1] :]


LETTER = "Hello Harriet,\n\nthe plan is attached. {words} The colours are on page two.\n\nBest,\nOwen"


def test_what_is_left_out_leaves_no_gap() -> None:
    text = LETTER.format(words="My cat was zzz.")
    found = offered(on_word("needless-excuse", "zzz"), text)
    assert found.leave_out
    assert mended(text, found) == LETTER.replace("{words} ", "")


def test_a_line_of_its_own_is_left_out_with_its_line_break() -> None:
    text = "Hello Harriet,\n\nMy cat was zzz.\nThe plan is attached.\n\nBest,\nOwen"
    found = offered(on_word("needless-excuse", "zzz"), text)
    assert mended(text, found) == "Hello Harriet,\n\nThe plan is attached.\n\nBest,\nOwen"


def test_an_excuse_that_names_a_day_is_not_thrown_away() -> None:
    text = LETTER.format(words="My cat was zzz, so the plan moves to Friday.")
    assert offered(on_word("needless-excuse", "zzz"), text) == Better()


def test_the_only_sentence_of_a_draft_is_not_left_out() -> None:
    assert offered(on_word("needless-excuse", "zzz"), "Hello Harriet,\nMy cat was zzz.\nOwen") == Better()


def test_free_days_are_the_choices_for_a_promise() -> None:
    days = (date(2026, 11, 17), date(2026, 11, 24), date(2026, 11, 26))
    text = LETTER.format(words="The zzz is something I'll bring along.")
    which = rule("vague-promise", lambda reading: (hit for hit in _undated(reading)))
    found = offered(which, text, QUIET.but(free_days=days))
    assert found.choices == (
        "The zzz is something I'll bring along on Tuesday 24 November.",
        "The zzz is something I'll bring along on Thursday 26 November.",
    )


def _undated(reading: Reading) -> Iterator[Hit]:
    for number, sentence in enumerate(reading.sentences):
        if "zzz" in sentence.text and not reading.names_time(number):
            yield Hit(first=number, last=number)


def test_without_free_days_no_day_is_made_up() -> None:
    text = LETTER.format(words="The zzz is something I'll bring along.")
    assert offered(rule("vague-promise", _undated), text) == Better()


def test_a_greeting_goes_on_a_line_of_its_own_before_the_draft() -> None:
    text = "The plan is attached.\n\nBest,\nOwen"
    found = offered(rule("greeting", _without_name), text)
    assert mended(text, found, found.choices[0]) == f"Hello Harriet,\n\n{text}"


def test_a_greeting_without_the_name_gets_it() -> None:
    text = "Good morning!\n\nThe plan is attached.\n\nBest,\nOwen"
    found = offered(rule("greeting", _without_name), text)
    assert mended(text, found, found.choices[0]).startswith("Good morning Harriet!\n\nThe plan")


def test_the_client_is_called_as_the_freelancer_noted() -> None:
    found = offered(rule("greeting", _without_name), "The plan is attached.", QUIET.but(called="dear Harriet"))
    assert found.choices == ("Hello dear Harriet,\n",)


def _without_name(reading: Reading) -> Iterator[Hit]:
    if "Harriet" not in reading.text:
        yield Hit()


def test_a_wording_that_the_rule_would_catch_again_is_not_offered() -> None:
    text = LETTER.format(words="You spoilt the zzz.")
    always = rule("blame", lambda reading: iter([Hit(first=1, last=1)]))
    assert offered(always, text) == Better()


def test_a_wording_that_breaks_another_rule_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    def asks_twice(reading: Reading) -> Iterator[Hit]:
        if "Could you" in reading.text:
            yield Hit()

    monkeypatch.setattr(suggest, "RULES", (rule("politeness", asks_twice),))
    found = offered(on_word("blame", "zzz"), LETTER.format(words="You spoilt the zzz."))
    assert found.choices == ("To go on I still need ….",)


def test_a_wording_follows_the_case_of_the_line_it_begins() -> None:
    text = "Hello Harriet,\nthe zzz is spoilt.\nOwen"
    found = offered(on_word("blame", "zzz"), text)
    assert found.choices[0].startswith("could you please send me …,")


def test_a_book_is_not_read_again_and_again() -> None:
    text = LETTER.format(words="You spoilt the zzz. " + "The plan is attached. " * (LONGEST_DRAFT // 20))
    assert offered(on_word("blame", "zzz"), text) == Better()
