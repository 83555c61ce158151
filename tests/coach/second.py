"""Learns what the rest of a draft says about a sentence, from whole drafts whose sentences were judged by themselves.

Apart from the learning of sentences because it needs scores of drafts that those did not learn from. For each act it is
logistic regression with a quadratic penalty, on top of the odds of the sentence alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize

from freelance_comm.coach.reading import Reading
from freelance_comm.coach.second_look import Form, of_draft, placed, steps
from tests.coach.learning import acts_of
from tests.coach.whole import Whole

AGAIN = ("promise", "raw", "refuse")
"""The acts that are judged again: whether something is refused, promised or handed over raw shows in what stands around
it (an offer, a condition, what was asked for). Of tone and blame the rest of a letter says little that holds for others
than its writer."""
_PENALTY = 10.0
_STEPS = 150


class Judgement:
    """A whole draft, the scores of its sentences by themselves, and those of the message that it answers."""

    def __init__(
        self,
        draft: Whole,
        forms: list[Form],
        scores: list[dict[str, float]],
        client: dict[str, float],
        truth: list[set[str]],
    ) -> None:
        self.kind: str = draft.case["kind"]
        self.forms = forms
        self.scores = scores
        self.client = client
        self.truth = truth


def judgement(draft: Whole, reading: Reading, scores: list[dict[str, float]], client: dict[str, float]) -> Judgement:
    """Return what is known of a draft that has been read; a sentence does what the labelled lines do that it holds."""
    spans: list[tuple[int, int, frozenset[str]]] = []
    place = 0
    for label, text in draft.labelled:
        place = reading.text.index(text, place)
        spans.append((place, place + len(text), acts_of(label)))
        place += len(text)
    truth: list[set[str]] = [
        {
            act
            for start, end, acts in spans
            if 2 * _shared(one.start, one.end, start, end) > min(one.end - one.start, end - start)
            for act in acts
        }
        for one in reading.sentences[reading.body.start : reading.body.stop]
    ]
    return Judgement(draft, reading.forms, scores[reading.body.start : reading.body.stop], client, truth)


def _shared(start: int, end: int, other_start: int, other_end: int) -> int:
    return min(end, other_end) - max(start, other_start)


def learned(given: Sequence[Judgement]) -> dict[str, Any]:
    """Return what ``SecondLook`` takes."""
    seen = sorted(given[0].scores[0])
    asked = sorted({act for one in given for act in one.client})
    rows = np.array([row for one in given for row in _rows(one, seen, asked)], dtype=np.float32)
    weights = {}
    for act in AGAIN:
        alone = np.array([3 * steps(scores[act]) for one in given for scores in one.scores], dtype=np.float32)
        does = np.array([act in acts for one in given for acts in one.truth], dtype=np.float32)
        weights[act] = [round(float(one), 3) for one in _fitted(rows, alone, does)]
    return {"seen": seen, "asked": asked, "weights": weights}


def _rows(one: Judgement, seen: Sequence[str], asked: Sequence[str]) -> Iterator[list[float]]:
    """Yield for each sentence of a draft the numbers that ``SecondLook`` has weights for."""
    table = np.array([[steps(scores[act]) for act in seen] for scores in one.scores], dtype=np.float32)
    alone = steps(0.0)
    for number, form in enumerate(one.forms):
        others = np.delete(table, number, axis=0)
        highest = others.max(0) if len(others) else np.full(len(seen), alone)
        of_place = placed(number, len(table), form)
        yield [*highest, *table.mean(0), *of_draft(one.kind, one.client, asked), *of_place, 1.0]


def _fitted(
    rows: np.ndarray[Any, Any], alone: np.ndarray[Any, Any], does: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    free = np.ones(rows.shape[1], dtype=np.float32)
    free[-1] = 0  # the constant is not punished

    def loss(flat: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        weights: np.ndarray[Any, Any] = flat.astype(np.float32)
        said = alone + rows @ weights
        gap = 1 / (1 + np.exp(-said)) - does
        total = (np.logaddexp(0, said) - does * said).sum() + _PENALTY * (free * weights**2).sum() / 2
        return float(total), (rows.T @ gap + _PENALTY * free * weights).astype(np.float64)

    start = np.zeros(rows.shape[1])
    found: np.ndarray[Any, Any] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return found
