"""Reads a draft with all rules and returns the findings."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from freelance_comm.coach.dates import TimeWords
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.model import Finding, Hit, Rule, Situation
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.registry import RULES

_MOST_OF_ONE_RULE = 9
"""So much is said of one rule: who reads more than a screen of it reads nothing."""


def findings(
    text: str,
    situation: Situation,
    knowledge: Knowledge,
    times: TimeWords,
    *,
    without: Collection[str] = (),
    suggesting: bool = False,
) -> list[Finding]:
    """Return the findings of all rules but ``without``, one a rule (some say several), in the order of the text.

    ``suggesting`` adds better wordings, for which the draft is read again with each of them.
    """
    return findings_in(Reading(text, situation, knowledge, times), without=without, suggesting=suggesting)


def findings_in(reading: Reading, *, without: Collection[str] = (), suggesting: bool = False) -> list[Finding]:
    """Return the findings in a draft that has been read, as ``findings`` does."""
    found = []
    for rule in RULES:
        if rule.id not in without:
            for hit in _told(rule, reading):
                finding = _finding(rule, hit, reading)
                found.append(_with_wordings(finding, rule, hit, reading) if suggesting else finding)
    return sorted(found, key=lambda each: (each.start is None, each.start or 0, each.rule))


def _told(rule: Rule, reading: Reading) -> list[Hit]:
    """Return what is said of what a rule finds: the first of it, or one a sentence (a corrected one is read again)."""
    hits = iter(rule.check(reading))
    if not rule.several:
        return list(islice(hits, 1))
    return list({hit.first: hit for hit in reversed(list(islice(hits, _MOST_OF_ONE_RULE)))}.values())


def _finding(rule: Rule, hit: Hit, reading: Reading) -> Finding:
    found = Finding(rule=rule.id, message=hit.message or rule.message, soft=rule.soft, params=hit.params)
    if hit.first is None or hit.last is None:
        return found
    return found.but(start=reading.sentences[hit.first].start, end=reading.sentences[hit.last].end)


def _with_wordings(finding: Finding, rule: Rule, hit: Hit, reading: Reading) -> Finding:
    from freelance_comm.coach.suggest import better

    offered = better(rule, hit, reading)
    suggestion = next(iter(offered.choices), "")
    return finding.but(suggestion=suggestion, choices=offered.choices, place=offered.place, leave_out=offered.leave_out)
