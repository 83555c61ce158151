"""What the rest of a draft says about a sentence: the tone of all of it, its kind, what the client wrote, its place.

A sentence is judged alone first. A dry remark in a letter full of dry remarks, or a number of choices in a quote,
weighs more than the same words elsewhere; that is learned from whole drafts and added here. Apart from the classifier
because it counts for a draft once, not for each word of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from freelance_comm.coach.model import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = tuple(kind.value for kind in Kind)
_LEAST, _STEP = -6.0, 3.0
"""Log odds are cut at six on either side, and counted in threes."""
_ALONE = _LEAST / _STEP
_FIRST, _LAST = 1, 2
"""Sentences at the beginning and at the end of the body."""
_MOST_SENTENCES, _MOST_WORDS = 25, 40
OF_PLACE = 6
"""Numbers that ``placed`` returns."""


class Form:
    """What is seen of a sentence besides its words: how many they are, and whether it asks or exclaims."""

    __slots__ = ("asks", "exclaims", "words")

    def __init__(self, words: int, asks: bool, exclaims: bool) -> None:
        self.words = words
        self.asks = asks
        self.exclaims = exclaims


class SecondLook:
    """Adds to scores of the sentences of a draft; made from what ``python -m tests.coach.train`` puts beside weights.

    ``known`` has ``seen`` (the acts that are looked at), ``asked`` (those of the client's message), and for each act
    that is judged again ``weights``: of the highest other sentence and of the mean of all (by act seen), of the kinds,
    of the client's acts, of place and form, and a constant.
    """

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._seen: tuple[str, ...] = tuple(known["seen"])
        self._asked: tuple[str, ...] = tuple(known["asked"])
        self._weights: Mapping[str, Sequence[float]] = known["weights"]

    def row(self, scores: Mapping[str, float]) -> list[float]:
        """Return the scores of a sentence as ``scores`` takes them: a draft that is read again keeps most of them."""
        return [steps(scores.get(act, 0.0)) for act in self._seen]

    def scores(
        self,
        first: Sequence[Mapping[str, float]],
        forms: Sequence[Form],
        kind: str,
        client: Mapping[str, float],
        rows: Sequence[list[float]] | None = None,
    ) -> list[dict[str, float]]:
        """Return the scores of all sentences of a draft, ``first`` being those of each sentence by itself.

        ``rows`` is what ``row`` returned of each of them, where that has been done before.
        """
        seen = [self.row(one) for one in first] if rows is None else rows
        result = [dict(one) for one in first]
        if not seen:
            return result
        columns = list(zip(*seen, strict=True))
        tops = [sorted(column)[-2:] for column in columns]
        means = [sum(column) / len(column) for column in columns]
        whole = [*means, *of_draft(kind, client, self._asked)]
        places = [placed(number, len(seen), form) for number, form in enumerate(forms)]
        width = len(self._seen)
        highest = [[at for at, top in enumerate(tops) if own[at] >= top[-1]] for own in seen]
        for act, weights in self._weights.items():
            of_tops = weights[:width]
            usual = sum(weight * top[-1] for weight, top in zip(of_tops, tops, strict=True))
            usual += weights[-1] + sum(weight * one for weight, one in zip(weights[width:], whole, strict=False))
            of_place = weights[-1 - OF_PLACE : -1]
            for number, of_this in enumerate(highest):
                more = usual + sum(weight * one for weight, one in zip(of_place, places[number], strict=True))
                for at in of_this:  # of the others the second is the highest
                    top = tops[at]
                    more += of_tops[at] * ((top[0] if len(top) > 1 else _ALONE) - top[-1])
                result[number][act] = _shifted(first[number].get(act, 0.0), more)
        return result


def steps(score: float) -> float:
    """Return a score between 0 and 1 as log odds, cut and counted in threes."""
    odds = log(score / (1 - score)) if 0 < score < 1 else _LEAST if score <= 0 else -_LEAST
    return max(_LEAST, min(-_LEAST, odds)) / _STEP


def of_draft(kind: str, client: Mapping[str, float], asked: Sequence[str]) -> list[float]:
    """Return what holds for all sentences of a draft: its kind, and what the client's message does."""
    return [*(float(kind == one) for one in KINDS), *(steps(client.get(act, 0.0)) for act in asked)]


def placed(number: int, count: int, form: Form) -> list[float]:
    """Return where a sentence stands and how it looks, as ``OF_PLACE`` numbers."""
    return [
        float(number < _FIRST),
        float(number >= count - _LAST),
        min(count, _MOST_SENTENCES) / 10,
        min(form.words, _MOST_WORDS) / 20,
        float(form.asks),
        float(form.exclaims),
    ]


def _shifted(score: float, more: float) -> float:
    if not 0 < score < 1:
        return score
    odds = log(score / (1 - score)) + more
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
