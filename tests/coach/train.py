"""Trains the classifiers of acts from the sentences in ``locales/<locale>/coach/sentences``.

    python -m tests.coach.train [LOCALE …] [--report]

Needs scikit-learn (``pip install -e '.[coach]'``). The same sentences give the same bytes. ``--report`` prints how well
each act is recognised in sentences that were left out in turn (five parts), and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from freelance_comm.coach.acts import packed
from freelance_comm.coach.features import features
from freelance_comm.coach.knowledge import read_classes
from freelance_comm.coach.words import words_of

LOCALES = Path(__file__).parents[2] / "locales"
_PARTS = 5
_FEWEST = 2
"""A feature counts if it stands in at least so many sentences."""


class Example:
    """A sentence, the acts it does, and the act it resembles without doing it."""

    def __init__(self, line: str) -> None:
        label, self.text = line.split("\t")
        main, _, near = label.partition("!")
        self.acts = {act.split(":")[0] for act in main.split("+")} - {"none"}
        self.near = near


def examples(locale: str, name: str) -> list[Example]:
    """Return the examples in files called ``name*.tsv``."""
    folder = LOCALES / locale / "coach" / "sentences"
    lines = [line for path in sorted(folder.glob(f"{name}*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [Example(line) for line in lines if line.strip()]


def table(found: list[set[str]], columns: dict[str, int]) -> csr_matrix:
    """Return one row a sentence, one column a feature."""
    indices: list[int] = []
    starts = [0]
    for each in found:
        indices.extend(sorted(columns[feature] for feature in each if feature in columns))
        starts.append(len(indices))
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(found), len(columns)))


def fitted(rows: csr_matrix, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias of one act."""
    weight = {0: 1.0, 1: min(3.0, max(1.0, 0.3 * (len(wanted) - wanted.sum()) / max(1, wanted.sum())))}
    model = LogisticRegression(C=0.35, solver="liblinear", class_weight=weight, random_state=1, max_iter=200)
    model.fit(rows, wanted)
    return model.coef_[0], float(model.intercept_[0])


def columns_of(found: list[set[str]]) -> dict[str, int]:
    """Return the features that stand often enough, numbered."""
    counts = Counter(feature for each in found for feature in each)
    return {feature: place for place, feature in enumerate(sorted(f for f, n in counts.items() if n >= _FEWEST))}


def report(given: list[Example], found: list[set[str]], acts: list[str]) -> Iterator[str]:
    """Yield a line for each act: precision, recall and F1 at one half, in five parts left out in turn."""
    folds = np.array([crc32(each.text.encode()) % _PARTS for each in given])
    scores = np.zeros((len(given), len(acts)))
    for part in range(_PARTS):
        train = [each for each, fold in zip(found, folds, strict=True) if fold != part]
        columns = columns_of(train)
        rows, held = table(train, columns), table([e for e, f in zip(found, folds, strict=True) if f == part], columns)
        for place, act in enumerate(acts):
            wanted = np.array([act in each.acts for each, fold in zip(given, folds, strict=True) if fold != part])
            weights, bias = fitted(rows, wanted)
            scores[folds == part, place] = 1 / (1 + np.exp(-(held @ weights + bias)))
    for place, act in enumerate(acts):
        truth = np.array([act in each.acts for each in given])
        said = scores[:, place] > 0.5
        hit = int((truth & said).sum())
        precision, recall = hit / max(1, int(said.sum())), hit / max(1, int(truth.sum()))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        yield f"  {act:13} n {int(truth.sum()):4}  precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}"


def train(locale: str, name: str, *, only_report: bool) -> None:
    """Train the classifier of one kind of text in one language."""
    given = examples(locale, name)
    if not given:
        return
    classes = read_classes(LOCALES / locale / "coach")
    found = [features(words_of(each.text), classes) for each in given]
    acts = sorted({act for each in given for act in each.acts})
    sys.stdout.write(f"{locale} {name}: {len(given)} sentences, {len(acts)} acts\n")
    if only_report:
        for line in report(given, found, acts):
            sys.stdout.write(line + "\n")
        return
    columns = columns_of(found)
    rows = table(found, columns)
    learned = [fitted(rows, np.array([act in each.acts for each in given])) for act in acts]
    matrix = np.stack([weights for weights, _ in learned])
    scale = np.abs(matrix).max(axis=1) / 127
    small = np.rint(matrix / scale[:, None]).astype(int)
    kept: dict[int, list[int]] = {}
    for feature, place in columns.items():
        if np.abs(small[:, place]).max() > 2:
            kept[crc32(feature.encode())] = [int(value) for value in small[:, place]]
    data = packed(
        acts,
        [round(bias, 4) for _, bias in learned],
        [round(float(one), 6) for one in scale],
        kept,
        sure=dict.fromkeys(acts, 0.4),
        possible=dict.fromkeys(acts, 0.25),
    )
    target = LOCALES / locale / "coach" / f"{name}.weights"
    target.write_bytes(data)
    sys.stdout.write(f"  {len(kept)} features, {len(data)} bytes\n")


def main(words: list[str]) -> int:
    """Train what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.coach.train", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("locales", nargs="*")
    parser.add_argument("--report", action="store_true")
    chosen = parser.parse_args(words)
    for locale in chosen.locales or sorted(path.parent.name for path in LOCALES.glob("*/coach")):
        for name in ("drafts", "incoming"):
            train(locale, name, only_report=chosen.report)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
