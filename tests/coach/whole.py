"""Whole drafts in which every sentence is labelled: ``locales/<locale>/coach/sentences/whole-*.txt``.

    python -m tests.coach.whole FILE …      (says what is doubtful in a file)

A draft begins with ``@`` and a JSON object in the format of the coach's batch (``expect`` are the rules it breaks,
``incoming_acts`` what the client's message does). Then follows one sentence a line, ``act[+act]<TAB>sentence``; an
empty line is a paragraph break. Apart because sentences are learned from them and rules are measured on them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parents[2] / "locales"
_BEHIND = {
    "blame": ("blame",),
    "condescension": ("condescend",),
    "early-prepayment": ("prepay",),
    "excess-options": ("options",),
    "flat-refusal": ("refuse",),
    "hidden-cost": ("hidden",),
    "needless-excuse": ("confess", "circumstance", "apologise"),
    "negative-tone": ("negative",),
    "raw-work": ("raw",),
    "reselling": ("resell",),
    "unexplained-price": ("price",),
    "unrealistic-deadline": ("complete",),
    "vague-promise": ("promise",),
}
"""The acts without one of which a rule is hardly broken."""

NEVER_IN_OUR_LETTERS = frozenset(
    ("blame", "circumstance", "condescend", "confess", "hidden", "negative", "options", "promise", "raw", "refuse")
)
"""The acts that no sentence of the program's own letters does."""


class Whole:
    """A labelled draft: its ``case`` (with ``text``) and its sentences with their labels."""

    def __init__(self, head: str, lines: list[str], locale: str, name: str) -> None:
        self.case: dict[str, Any] = {"lang": locale, "id": name, **json.loads(head)}
        self.labelled = [(label, text.strip()) for label, _, text in (line.partition("\t") for line in lines) if text]
        self.case["text"] = _joined(lines)
        self.incoming_acts = frozenset(self.case.get("incoming_acts", ())) - {"none"}


def _joined(lines: list[str]) -> str:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.partition("\t")[2].strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs = [each for each in paragraphs if each]
    return "\n\n".join(
        ("\n" if place == len(paragraphs) - 1 and all(len(one.split()) <= 6 for one in each) else " ").join(each)
        for place, each in enumerate(paragraphs)
    )


def read(path: Path) -> Iterator[Whole]:
    """Yield the drafts of one file. Raises ``ValueError`` that names the line which is not in the format."""
    head, number = "", 0
    lines: list[str] = []
    locale = path.parents[2].name if path.parents[1].name == "coach" else path.stem
    for place, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("@"):
            if head:
                number += 1
                yield Whole(head, lines, locale, f"{locale}-{path.stem}-{number}")
            head, lines = line[1:].strip(), []
            try:
                json.loads(head)
            except ValueError as problem:
                raise ValueError(f"{path.name}, line {place}: {problem}") from problem
        elif line.strip() and "\t" not in line:
            raise ValueError(f"{path.name}, line {place}: no tab")
        else:
            lines.append(line)
    if head:
        yield Whole(head, lines, locale, f"{locale}-{path.stem}-{number + 1}")


def every(locale: str) -> list[Whole]:
    """Return all whole drafts of a language, in the order of their files."""
    folder = LOCALES / locale / "coach" / "sentences"
    return [draft for path in sorted(folder.glob("whole-*.txt")) for draft in read(path)]


def doubts(draft: Whole) -> Iterator[str]:
    """Yield what looks wrong in the labels of a draft."""
    acts = {act for label, _ in draft.labelled for act in label.partition("!")[0].split("+")}
    for rule in draft.case["expect"]:
        wanted = _BEHIND.get(rule, ())
        if wanted and not acts & set(wanted):
            yield f"expects {rule}, no sentence does {' or '.join(wanted)}"
    for rule in ("blame", "condescension", "negative-tone", "reselling"):
        if rule not in draft.case["expect"] and acts & set(_BEHIND[rule]):
            yield f"a sentence does {_BEHIND[rule][0]}, {rule} is not expected"
    if any(draft.case["expect"]) and draft.case["expect"] != sorted(set(draft.case["expect"])):
        yield "expect is not sorted or has doubles"


def main(paths: list[str]) -> int:
    """Print counts and doubts."""
    for name in paths:
        counts: Counter[str] = Counter()
        seen: set[str] = set()
        total = clean = 0
        for draft in read(Path(name).resolve()):
            total += 1
            clean += not draft.case["expect"]
            counts.update(draft.case["expect"])
            for text in (text for _, text in draft.labelled if len(text.split()) > 5):
                if text in seen:
                    print(f"{draft.case['id']}: twice: {text}")  # noqa: T201
                seen.add(text)
            for doubt in doubts(draft):
                print(f"{draft.case['id']}: {doubt}")  # noqa: T201
        print(f"{name}: {total} drafts, {clean} clean; {dict(sorted(counts.items()))}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
