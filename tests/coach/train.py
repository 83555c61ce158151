"""Trains the coach's classifiers from the labelled sentences of all languages, and writes their weights.

    python -m tests.coach.train

Needs numpy and scipy (``pip install -e '.[coach]'``); takes some minutes. The thresholds come from ``thresholds.json``,
which ``python -m tests.coach.tune`` works out. The same sentences give the same bytes on the same machine.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.coach.learning import LANGUAGES, LOCALES, Learned, all_drafts, answered_by, listed, our_own, said_in, shown

THRESHOLDS = Path(__file__).with_name("thresholds.json")


def main() -> int:
    """Train and write."""
    drafts = all_drafts()
    known = json.loads(THRESHOLDS.read_text("utf-8"))
    for name, given in (
        ("incoming", listed("incoming") + answered_by(drafts)),
        ("drafts", listed("drafts") + said_in(drafts) + shown() + our_own()),
    ):
        learned = Learned(given)
        sys.stdout.write(f"{name}: {len(given)} sentences, {len(learned.acts)} acts, {len(learned.columns)} features\n")
        for locale in LANGUAGES:
            data = learned.as_bytes(locale, **known[name], with_classes=name == "drafts")
            path = LOCALES / locale / "coach" / f"{name}.weights"
            beside = path.with_suffix(".partial")  # whoever reads a draft meanwhile has the old file mapped
            beside.write_bytes(data)
            beside.replace(path)
            sys.stdout.write(f"  {locale}: {len(data)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
