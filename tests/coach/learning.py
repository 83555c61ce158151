"""From labelled sentences to weights: what the coach's classifiers learn from, and how they are fitted.

All languages are learned together: a feature that speaks of words belongs to one language, a feature that speaks of
classes of words to all of them. The fit is logistic regression for each act with a quadratic penalty (L-BFGS), which is
the milder the more the sentences that do the act differ in a feature from those that do not (after Wang and Manning,
"Baselines and Bigrams", 2012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from freelance_comm.coach.acts import evened, packed
from freelance_comm.coach.examples import examples as rule_examples
from freelance_comm.coach.features import SHARED, features
from freelance_comm.coach.knowledge import read_classes
from freelance_comm.coach.words import sentences, words_of
from tests.coach.whole import NEVER_IN_OUR_LETTERS, Whole, every

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = tuple(sorted(path.parent.name for path in LOCALES.glob("*/coach")))
TAUGHT = {
    "blame": "blame",
    "condescension": "condescend",
    "early-prepayment": "prepay",
    "excess-options": "options",
    "flat-refusal": "refuse",
    "hidden-cost": "hidden",
    "needless-excuse": "circumstance",
    "negative-tone": "negative",
    "prepayment-deadlock": "prepay",
    "raw-work": "raw",
    "reselling": "resell",
    "unexplained-price": "price",
    "unrealistic-deadline": "complete",
    "vague-promise": "promise",
}
"""The act of one sentence that a rule catches: examples of one sentence are learned from as well."""
COMMON_WORDS = "drafts-H"
"""The file that takes the common words of each act in turn, guilty and innocent."""
_LACKED = {
    "flat-refusal": ("alternative",),
    "prepayment-deadlock": ("otherpay",),
    "unexplained-price": ("pricereason",),
    "vague-promise": ("complete", "conditional"),
}
"""Acts that would have saved the examples that a rule catches."""
_SPARED_FOR_OTHER_REASONS = {"early-prepayment", "prepayment-deadlock", "unexplained-price", "unrealistic-deadline"}
"""Rules whose spared examples may do the act all the same."""
_FEWEST = 2
"""A feature counts if it stands in at least so many sentences."""
_STRENGTH = 0.5
"""The larger, the less large weights are punished."""
_MOST_WEIGHT = 3.0
_SHOWN, _OWN, _IN_A_DRAFT, _COMMON = 30.0, 8.0, 3.0, 0.35
"""An example of a rule, or a sentence of our own letters, must not be misjudged: it counts for so many. One that stands
in a whole draft is as people meet it, and counts for more than one written alone. Words are gone through in turn with
short sentences and many of a kind: each counts for less, or they would outweigh how people write."""
_DOUBT = 5.0
"""Sentences that are added to both sides before they are compared: rare features differ by chance."""
_LEEWAY = (0.2, 2.0)
"""Least and most of what a feature's weight may grow by; 1 for one that is seven times as frequent on one side."""
_PAIRS, _PAIRED = frozenset("bpkxz"), 1.4
_TO_ALL = 0.7
"""Pairs of words say more than single ones, classes less: they are grown and cut by so much."""
_STEPS = 60
_MOST_FEATURES = 60_000
"""So many are kept for a language, those with the largest weights."""


class Example:
    """A sentence in a language and the acts it does; ``only`` are the acts known of it, where others are not.

    ``weight`` is how many usual sentences it counts for.
    """

    def __init__(
        self, locale: str, text: str, acts: frozenset[str], only: frozenset[str] = frozenset(), weight: float = 1
    ) -> None:
        self.locale = locale
        self.text = text
        self.acts = acts
        self.only = only
        self.weight = weight


def acts_of(label: str) -> frozenset[str]:
    """Return the acts that a label names; what stands after ``!`` is only resembled."""
    return frozenset(act.split(":")[0] for act in label.partition("!")[0].split("+")) - {"none", ""}


def listed(name: str) -> list[Example]:
    """Return the sentences of the files ``name*.tsv`` of all languages."""
    found = []
    for locale in LANGUAGES:
        for path in sorted((LOCALES / locale / "coach" / "sentences").glob(f"{name}*.tsv")):
            for line in path.read_text("utf-8").splitlines():
                label, tab, text = line.partition("\t")
                if tab and text.strip():
                    weight = _COMMON if path.stem == COMMON_WORDS else 1
                    found.append(Example(locale, text, acts_of(label), weight=weight))
    return found


def shown() -> list[Example]:
    """Return the examples of the rules that hang on one act, of those that are one sentence long."""
    found: list[Example] = []
    for locale in LANGUAGES:
        for rule, usual in TAUGHT.items():
            given = rule_examples(str(LOCALES / locale / "coach"), rule)
            for one in (*given.catch, *given.spare):
                caught, act = one in given.catch, one.context.get("act", usual)
                if len(sentences(one.text, frozenset())) == 1 and (caught or rule not in _SPARED_FOR_OTHER_REASONS):
                    known = frozenset({act, *_LACKED.get(rule, ())}) if caught else frozenset({act})
                    found.append(Example(locale, one.text, frozenset({act} if caught else ()), known, _SHOWN))
    return found


def our_own() -> list[Example]:
    """Return the sentences of the program's own letters (``letters.txt``), which do nothing that a rule finds."""
    return [
        Example(locale, line, frozenset(), NEVER_IN_OUR_LETTERS, _OWN)
        for locale in LANGUAGES
        for line in (LOCALES / locale / "coach" / "sentences" / "letters.txt").read_text("utf-8").splitlines()
    ]


def said_in(drafts: Sequence[Whole]) -> list[Example]:
    """Return the sentences of whole drafts."""
    return [
        Example(draft.case["lang"], text, acts_of(label), weight=_IN_A_DRAFT)
        for draft in drafts
        for label, text in draft.labelled
    ]


def answered_by(drafts: Sequence[Whole]) -> list[Example]:
    """Return the messages that whole drafts answer, where it is said what they do."""
    return [
        Example(draft.case["lang"], draft.case["incoming"], draft.incoming_acts)
        for draft in drafts
        if draft.case.get("incoming") and "incoming_acts" in draft.case
    ]


def all_drafts() -> list[Whole]:
    """Return the whole drafts of all languages."""
    return [draft for locale in LANGUAGES for draft in every(locale)]


class Learned:
    """Weights of all languages together: a row for each feature, a column for each act."""

    def __init__(self, given: Sequence[Example]) -> None:
        self.classes = {locale: read_classes(LOCALES / locale / "coach") for locale in LANGUAGES}
        found = [self._seen(each) for each in given]
        counts = Counter(feature for each in found for feature in each)
        kept = sorted(feature for feature, count in counts.items() if count >= _FEWEST)
        self.columns = {feature: place for place, feature in enumerate(kept)}
        self.acts = sorted({act for each in given for act in each.acts})
        wanted = np.array([[act in each.acts for act in self.acts] for each in given])
        known = np.array([[each.weight * (not each.only or act in each.only) for act in self.acts] for each in given])
        rows = self._table(found)
        self.weights, self.bias = _fitted(rows, wanted, known, _leeway(rows, wanted) * self._by_kind())

    def _seen(self, example: Example) -> set[str]:
        found = features(words_of(example.text), self.classes[example.locale])
        return {key(example.locale, feature) for feature in found}

    def _by_kind(self) -> np.ndarray[Any, Any]:
        """Return by how much the weight of each feature is grown or cut for what it speaks of."""
        grown = [
            _TO_ALL if feature[0] in SHARED else _PAIRED if feature[2] in _PAIRS else 1.0 for feature in self.columns
        ]
        column: np.ndarray[Any, Any] = np.array(grown, dtype=np.float32)[:, None]
        return column

    def _table(self, found: Sequence[set[str]]) -> csr_matrix:
        indices: list[int] = []
        values: list[float] = []
        starts = [0]
        for each in found:
            indices.extend(sorted(self.columns[feature] for feature in each if feature in self.columns))
            values.extend([evened(len(each))] * (len(indices) - len(values)))
            starts.append(len(indices))
        return csr_matrix((np.array(values, dtype=np.float32), indices, starts), shape=(len(found), len(self.columns)))

    def as_bytes(
        self,
        locale: str,
        *,
        sure: dict[str, float],
        possible: dict[str, float],
        with_classes: bool,
        second_look: dict[str, Any],
    ) -> bytes:
        """Return the classifier of one language, small weights left out, as the program reads it."""
        scale = np.abs(self.weights).max(axis=0) / 127
        small = np.rint(self.weights / scale[None, :]).astype(int)
        largest = np.abs(small).max(axis=1)
        mine = {feature: place for feature, place in self.columns.items() if feature.startswith((locale, *SHARED))}
        rows = {}
        for feature in sorted(mine, key=lambda one: (-largest[mine[one]], one))[:_MOST_FEATURES]:
            bare = feature if feature[0] in SHARED else feature[len(locale) :]
            rows[crc32(bare.encode())] = [int(value) for value in small[mine[feature]]]
        return packed(
            self.acts,
            [round(float(one), 4) for one in self.bias],
            [round(float(one), 7) for one in scale],
            rows,
            sure=every_threshold(self.acts, sure, possible)[0],
            possible=every_threshold(self.acts, sure, possible)[1],
            classes={word: " ".join(names) for word, names in sorted(self.classes[locale].items()) if with_classes},
            second_look=second_look,
        )


def every_threshold(
    acts: Sequence[str], sure: dict[str, float], possible: dict[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return thresholds for all acts, also for those that no rule asks for."""
    return {act: sure.get(act, 0.5) for act in acts}, {act: possible.get(act, 0.25) for act in acts}


def key(locale: str, feature: str) -> str:
    """Return a feature's name among those of all languages: capitals begin the shared ones, small letters a locale."""
    return feature if feature[0] in SHARED else locale + feature


def _leeway(rows: csr_matrix, wanted: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return how freely the weight of each feature may grow for each act.

    It goes with the logarithm of how much more frequent the feature is among the sentences that do the act.
    """
    shows = rows.copy()
    shows.data[:] = 1
    count, doing = len(wanted), wanted.sum(0).astype(np.float32)
    all_of_it = np.asarray(shows.sum(0)).ravel()[:, None]
    with_act = shows.T @ wanted.astype(np.float32)
    among = (with_act + _DOUBT * doing / count) / doing
    others = (all_of_it - with_act + _DOUBT * (count - doing) / count) / (count - doing)
    leeway: np.ndarray[Any, Any] = np.clip(np.abs(np.log(among / others)) / 2, *_LEEWAY).astype(np.float32)
    return leeway


def _fitted(
    rows: csr_matrix, wanted: np.ndarray[Any, Any], known: np.ndarray[Any, Any], leeway: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return weights (features by acts) and biases; ``known`` is how much each act of each sentence counts.

    What is fitted are weights divided by their ``leeway``: the penalty on them is then the same for all.
    """
    count, width = wanted.shape
    positive = np.clip(0.3 * (count - wanted.sum(0)) / np.maximum(1, wanted.sum(0)), 1, _MOST_WEIGHT)
    importance = (np.where(wanted, positive[None, :], 1.0) * known).astype(np.float32)
    truth: np.ndarray[Any, Any] = wanted.astype(np.float32)
    turned = rows.T.tocsr()
    size = rows.shape[1]

    def loss(flat: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        weights: np.ndarray[Any, Any] = flat.reshape(size + 1, width).astype(np.float32)
        said = rows @ (weights[:size] * leeway) + weights[size]
        gap = importance * (1 / (1 + np.exp(-said)) - truth)
        gradient = np.empty_like(weights)
        gradient[:size] = (turned @ gap) * leeway + weights[:size] / _STRENGTH
        gradient[size] = gap.sum(0)
        total = (importance * (np.logaddexp(0, said) - truth * said)).sum() + (
            weights[:size] ** 2
        ).sum() / _STRENGTH / 2
        return float(total), gradient.astype(np.float64).ravel()

    found = minimize(
        loss, np.zeros((size + 1) * width), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "maxcor": 5}
    )
    solved = found.x.reshape(size + 1, width)
    return solved[:size] * leeway, solved[size]
