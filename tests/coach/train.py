"""Trains the coach's classifiers from the labelled sentences of all languages, and writes their weights.

    python -m tests.coach.train [--thresholds]

``--thresholds`` trains nothing and puts new thresholds into the weights that are there. Needs numpy and scipy
(``pip install -e '.[coach]'``); takes some minutes. The thresholds come from ``thresholds.json`` and what the rest of a
draft says about a sentence from ``second_look.json``, which ``python -m tests.coach.tune`` works out. The same
sentences give the same bytes on the same machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from freelance_comm.coach.acts import read_head, under_head
from tests.coach.learning import (
    LANGUAGES,
    LOCALES,
    Learned,
    all_drafts,
    answered_by,
    every_threshold,
    listed,
    our_own,
    said_in,
    shown,
)

THRESHOLDS = Path(__file__).with_name("thresholds.json")
SECOND_LOOK = Path(__file__).with_name("second_look.json")


def write(locale: str, name: str, data: bytes) -> None:
    """Put weights in their place; whoever reads a draft meanwhile has the old file mapped."""
    path = LOCALES / locale / "coach" / f"{name}.weights"
    beside = path.with_suffix(".partial")
    beside.write_bytes(data)
    beside.replace(path)
    sys.stdout.write(f"  {locale}: {len(data)} bytes\n")


def set_thresholds(
    locale: str, name: str, second_look: dict[str, Any], sure: dict[str, float], possible: dict[str, float]
) -> None:
    """Put new thresholds, and what the second look has learned, into weights that have been trained."""
    data = (LOCALES / locale / "coach" / f"{name}.weights").read_bytes()
    head = read_head(data)
    head["sure"], head["possible"] = every_threshold(head["acts"], sure, possible)
    head["second look"] = second_look
    write(locale, name, under_head(head, data[4 + int.from_bytes(data[:4], "little") :]))


def main(words: list[str]) -> int:
    """Train and write."""
    known = json.loads(THRESHOLDS.read_text("utf-8"))
    second: dict[str, dict[str, Any]] = {"incoming": {}, "drafts": json.loads(SECOND_LOOK.read_text("utf-8"))}
    if words == ["--thresholds"]:
        for locale in LANGUAGES:
            for name in ("incoming", "drafts"):
                set_thresholds(locale, name, second[name], **known[name])
        return 0
    drafts = all_drafts()
    for name, given in (
        ("incoming", listed("incoming") + answered_by(drafts)),
        ("drafts", listed("drafts") + said_in(drafts) + shown() + our_own()),
    ):
        learned = Learned(given)
        sys.stdout.write(f"{name}: {len(given)} sentences, {len(learned.acts)} acts, {len(learned.columns)} features\n")
        for locale in LANGUAGES:
            with_classes = name == "drafts"
            written = learned.as_bytes(locale, **known[name], with_classes=with_classes, second_look=second[name])
            write(locale, name, written)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
