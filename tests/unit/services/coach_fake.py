"""A coach whose judgement is plain: "soon" is a vague promise, "fault" is blame, "by Friday" is promised."""

from __future__ import annotations

import re
from datetime import date

import pytest

from freelance_comm.coach.model import Finding, Promised, Situation
from freelance_comm.coach.registry import RULES
from freelance_comm.services import coaching

FRIDAY = date(2026, 3, 6)
_RULES = {"soon": "vague-promise", "fault": "blame"}


def fake_coach(monkeypatch: pytest.MonkeyPatch, *, mending: bool = False) -> None:
    """Put the plain coach in the place of the real one; ``mending`` gives it a better wording for promises."""

    def findings_of(
        text: str, told: Situation, _locale: str, *, without: frozenset[str] = frozenset()
    ) -> tuple[list[Finding], list[Promised]]:
        found, promised = [], []
        for sentence in re.finditer(r"[^.\n]*[^\s.][^.\n]*\.", text):
            start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
            for word, rule in _RULES.items():
                if word in sentence[0] and rule not in without:
                    found.append(_finding(rule, start, sentence.end(), mending=mending))
            if "by Friday" in sentence[0]:
                promised.append(Promised(start=start, end=sentence.end(), what=sentence[0].strip(), day=FRIDAY))
            if "at ten on Friday" in sentence[0]:
                what = sentence[0].strip()
                promised.append(Promised(start=start, end=sentence.end(), what=what, day=FRIDAY, time=(10, 0)))
        return found, promised

    monkeypatch.setattr(coaching, "findings_of", findings_of)


def _finding(rule: str, start: int, end: int, *, mending: bool) -> Finding:
    message = next(one.message for one in RULES if one.id == rule)
    found = Finding(rule=rule, message=message, start=start, end=end)
    if mending and rule == "vague-promise":
        better = "I will send it on Friday."
        return found.but(suggestion=better, choices=(better,), place=(start, end))
    return found
