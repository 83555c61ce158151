"""Whatever the coach suggests, it has no remark upon once it stands in the draft."""

from __future__ import annotations

from functools import cache

import pytest

from freelance_comm.coach.check import findings
from freelance_comm.coach.examples import Example, examples, situation_of
from freelance_comm.coach.model import Finding, Situation
from freelance_comm.coach.registry import RULES
from freelance_comm.coach.wordings import BLANK, Wordings, filled_in
from tests.coach.score import LOCALES
from tests.contract.test_coach_examples import LANGUAGES, known

FREE_DAYS = ["2026-03-05", "2026-03-10", "2026-03-24"]
WITH_ITS_OWN_PARTS = {"greeting", "unowned-complaint", "report-without-time", "no-invitation"}
"""Rules whose examples are whole drafts already."""
LETTERS = {
    "en": "Hello Harriet,\n\nthank you for the photos of the garden. {words}\n\nThe plan is attached.\n\nBest,\nOwen",
    "ro": "Bună ziua, doamnă Dobre,\n\nmulțumesc pentru pozele grădinii. {words}\n\nPlanul e atașat.\n\nCu drag,\nRadu",
    "ru": "Здравствуйте, Ольга!\n\nСпасибо за фотографии сада. {words}\n\nПлан во вложении.\n\nС уважением,\nАнтон",
    "fr": "Bonjour Solange,\n\nmerci pour les photos du jardin. {words}\n\nLe plan est joint.\n\nBien à vous,\nBastien",
}
"""A draft around a sentence, for each language of the coach."""


@cache
def book(locale: str) -> Wordings:
    return Wordings(str(LOCALES / locale / "coach" / "suggestions"))


def drafts(locale: str, rule: str) -> list[tuple[str, Situation]]:
    """Return drafts that the coach may remark upon: the examples as they are, and in a letter."""
    found: list[Example] = list(examples(str(LOCALES / locale / "coach"), rule).catch)
    texts = [(each.text, situation_of({**each.context, "free_days": FREE_DAYS})) for each in found]
    if rule not in WITH_ITS_OWN_PARTS:
        texts += [(LETTERS[locale].format(words=text), told) for text, told in texts]
    return texts


def remark(locale: str, rule: str, text: str, told: Situation) -> Finding | None:
    found = findings(text, told, *known(locale), suggesting=True)
    return next((each for each in found if each.rule == rule), None)


def broken(locale: str, text: str, told: Situation) -> set[str]:
    return {each.rule for each in findings(text, told, *known(locale))}


def put(text: str, finding: Finding, words: str) -> str:
    assert finding.place is not None
    return text[: finding.place[0]] + words + text[finding.place[1] :]


def with_blanks_filled(locale: str, rule: str, words: str) -> str:
    """Return a suggestion with its blanks filled as the language's file shows."""
    for familiar in (False, True):
        for template in book(locale).named(rule, familiar=familiar):
            wording = filled_in(template, "", "")
            for shown in (wording.words, wording.words[:1].lower() + wording.words[1:]):
                if BLANK in shown and words.endswith(shown):
                    return words[: len(words) - len(shown)] + wording.filled
    return words


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_suggestion_in_its_place_mends_the_draft_and_breaks_nothing_else(locale: str, rule: str) -> None:
    offered = 0
    for text, told in drafts(locale, rule):
        finding = remark(locale, rule, text, told)
        if finding is None or not (finding.choices or finding.leave_out):
            continue
        offered += 1
        before = broken(locale, text, told)
        for words in finding.choices or ("",):
            after = put(text, finding, with_blanks_filled(locale, rule, words))
            assert broken(locale, after, told) <= before - {rule}, after
    assert offered >= 2


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_suggestion_with_its_blanks_still_empty_breaks_no_other_rule(locale: str, rule: str) -> None:
    for text, told in drafts(locale, rule):
        finding = remark(locale, rule, text, told)
        for words in finding.choices if finding is not None else ():
            after = put(text, finding, words) if finding is not None else text
            assert broken(locale, after, told) <= broken(locale, text, told), after


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_section_of_wordings_is_a_rule_or_known_to_the_coach(locale: str) -> None:
    others = {"greeting", "greeting without name", "after greeting", "when"}
    path = LOCALES / locale / "coach" / "suggestions" / "wordings.txt"
    sections = {line.strip("[]") for line in path.read_text("utf-8").splitlines() if line.startswith("[")}
    assert sections <= {rule.id for rule in RULES} | others
    assert others <= sections
