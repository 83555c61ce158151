"""Every rule of the coach has its examples in every language, and reads them as they are meant."""

from __future__ import annotations

from functools import cache

import pytest

from freelance_comm.coach.check import findings
from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.examples import Example, examples
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.registry import RULES
from tests.coach.score import LOCALES, language

FEWEST = 5
LANGUAGES = sorted(path.parent.name for path in LOCALES.glob("*/coach"))


@cache
def known(locale: str) -> tuple[Knowledge, TimeWords]:
    return language(locale)


def caught(locale: str, rule: str, example: Example) -> bool:
    """Whether the coach finds the rule broken in an example."""
    found = findings(example.text, example.situation, *known(locale))
    return any(finding.rule == rule for finding in found)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_there_is_a_file_of_examples_for_each_rule_and_a_rule_for_each_file(locale: str) -> None:
    files = {path.stem for path in (LOCALES / locale / "coach" / "examples").iterdir()}
    assert files == {rule.id for rule in RULES}


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_each_rule_has_at_least_five_to_catch_and_five_to_spare(locale: str, rule: str) -> None:
    found = examples(str(LOCALES / locale / "coach"), rule)
    assert len({example.text for example in found.catch}) >= FEWEST
    assert len({(example.text, str(example.context)) for example in found.spare}) >= FEWEST


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_what_must_be_caught_is_caught_and_what_must_be_spared_is_spared(locale: str, rule: str) -> None:
    found = examples(str(LOCALES / locale / "coach"), rule)
    missed = [example.text for example in found.catch if not caught(locale, rule, example)]
    wronged = [example.text for example in found.spare if caught(locale, rule, example)]
    assert (missed, wronged) == ([], [])
