"""Scores the coach on labelled drafts: precision, recall and F1 by language and by rule.

    python -m tests.coach.score CASES.jsonl [--wrong] [--rule RULE]

The cases are in the format of the coach's batch with the expected rules in ``expect``. Intervals are Wilson's at 95 per
cent. ``--wrong`` prints each case that was read otherwise than expected.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from math import sqrt
from pathlib import Path

from freelance_comm.coach.check import findings
from freelance_comm.coach.dates import TimeWords, learned
from freelance_comm.coach.examples import situation_of
from freelance_comm.coach.knowledge import Knowledge

LOCALES = Path(__file__).parents[2] / "locales"


def language(locale: str) -> tuple[Knowledge, TimeWords]:
    """Return what the coach knows of a language."""
    knowledge = Knowledge(locale, str(LOCALES / locale / "coach"))
    table = tomllib.loads((LOCALES / locale / "moments.toml").read_text("utf-8"))
    return knowledge, TimeWords(learned(table, knowledge.when))


class Count:
    """Hits, false alarms and misses."""

    def __init__(self) -> None:
        self.hit = self.false = self.missed = 0

    def add(self, said: bool, expected: bool) -> None:
        """Count one answer."""
        self.hit += said and expected
        self.false += said and not expected
        self.missed += expected and not said

    def line(self) -> str:
        """Return precision and recall with their intervals, and F1."""
        precision, recall = (self.hit, self.hit + self.false), (self.hit, self.hit + self.missed)
        f1 = 2 * self.hit / max(1, 2 * self.hit + self.false + self.missed)
        return f"P {_share(*precision)}  R {_share(*recall)}  F1 {f1:.2f}"


def _share(part: int, whole: int) -> str:
    if not whole:
        return "  –              "
    z, p = 1.96, part / whole
    middle, spread = p + z * z / (2 * whole), z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = (middle - spread) / (1 + z * z / whole), (middle + spread) / (1 + z * z / whole)
    return f"{p:.2f} ({low:.2f}–{high:.2f})"


class Tally:
    """What the coach said of labelled drafts, by language and by rule, and how many clean ones it remarked on."""

    def __init__(self) -> None:
        self._counts: dict[str, Count] = defaultdict(Count)
        self._clean = self._remarked = 0

    def add(self, locale: str, said: set[str], expected: set[str]) -> None:
        """Count what was said of one draft."""
        for rule in said | expected:
            for name in (f"language {locale}", f"rule {rule}", "all"):
                self._counts[name].add(rule in said, rule in expected)
        self._clean += not expected
        self._remarked += bool(said) and not expected

    def show(self) -> None:
        """Print a line for each language and rule."""
        for name in sorted(self._counts):
            print(f"{name:28} {self._counts[name].line()}")  # noqa: T201
        print(f"clean drafts with a remark: {self._remarked} of {self._clean}")  # noqa: T201


def main(words: list[str]) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.coach.score", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("cases", nargs="+")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--rule", default="")
    parser.add_argument("--lang", default="")
    chosen = parser.parse_args(words)
    known: dict[str, tuple[Knowledge, TimeWords]] = {}
    tally = Tally()
    for line in (line for path in chosen.cases for line in Path(path).read_text("utf-8").splitlines() if line.strip()):
        case = json.loads(line)
        if chosen.lang and case["lang"] != chosen.lang:
            continue
        if case["lang"] not in known:
            known[case["lang"]] = language(case["lang"])
        found = findings(case["text"], situation_of(case), *known[case["lang"]])
        said, expected = {each.rule for each in found}, set(case["expect"])
        tally.add(case["lang"], said, expected)
        differs = {rule for rule in said ^ expected if chosen.rule in ("", rule)}
        if chosen.wrong and differs:
            print(f"--- {case['id']} {case['kind']}: said {sorted(said - expected)}, missed {sorted(expected - said)}")  # noqa: T201
            for each in found:
                if each.rule not in expected and each.start is not None:
                    print(f"    {each.rule}: {case['text'][each.start : each.end]}")  # noqa: T201
            if expected - said:
                print("    " + case["text"].replace("\n", "\n    "))  # noqa: T201
    tally.show()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
