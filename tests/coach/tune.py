"""Works out from which score on an act counts, and says how well the coach does on drafts it has not learned from.

    python -m tests.coach.tune [--false-alarm COST] [--meaning]

The whole drafts are left out in turn (a third of them at a time), judged by what is learned from all else, at first
each sentence by itself, then in the light of its draft, and the thresholds are moved one by one to where hits minus
false alarms, each of these counted ``COST`` times, are most. They are the same for all languages. A threshold at which
one of the program's own letters, or an example of a rule, would be misjudged is then moved by hand until none is; the
thresholds of acts that no rule hangs on stay as they are. Writes
``thresholds.json`` and ``second_look.json``; ``python -m tests.coach.train`` then uses them. With ``--meaning``
sentences are judged by their meaning as well, and ``python -m tests.coach.meaning`` uses what is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import Any
from zlib import crc32

import numpy as np

from freelance_comm.coach.acts import evened
from freelance_comm.coach.dates import SaidTime
from freelance_comm.coach.examples import situation_of
from freelance_comm.coach.features import features
from freelance_comm.coach.meaning import Meaning, looked_at
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.registry import RULES
from freelance_comm.coach.second_look import SecondLook
from freelance_comm.coach.words import Sentence, sentences
from tests.coach import meaning
from tests.coach.learning import LANGUAGES, Learned, all_drafts, answered_by, key, listed, our_own, said_in, shown
from tests.coach.meaning import Net, embedded
from tests.coach.score import Tally, language
from tests.coach.second import Judgement, judgement, learned
from tests.coach.train import SECOND_LOOK, THRESHOLDS
from tests.coach.whole import Whole

PARTS = 3
STEPS = (0.04, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
ASKED: dict[str, tuple[str, ...]] = {
    "blame": ("sure blame",),
    "condescension": ("sure condescend",),
    "early-prepayment": ("sure prepay", "client sure asksprepay"),
    "excess-options": ("sure options", "client sure asksoptions"),
    "flat-refusal": ("sure refuse", "possible alternative", "possible otherpay", "possible recommend"),
    "hidden-cost": ("sure hidden", "sure extraclear"),
    "needless-excuse": ("sure circumstance", "sure confess", "sure courtesy"),
    "negative-tone": ("sure negative",),
    "no-invitation": ("possible invite", "possible thankwork"),
    "prepayment-deadlock": ("possible prepay", "possible otherpay", "client sure refusesprepay"),
    "raw-work": ("sure raw", "client sure asksraw"),
    "report-without-time": ("possible done", "possible spent"),
    "reselling": ("sure resell",),
    "unexplained-price": ("sure price", "possible pricereason", "possible priceold", "possible paycheck"),
    "unowned-complaint": (
        "possible apologise",
        "possible understand",
        "client sure complains",
        "client possible complains",
    ),
    "unrealistic-deadline": ("possible complete", "sure partial"),
    "vague-promise": ("sure promise", "sure conditional", "sure complete"),
}
"""The thresholds that each rule hangs on."""


class Settings:
    """The thresholds under trial; takes the place of a classifier whose scores are known already."""

    def __init__(self, prefix: str = "") -> None:
        self.values: dict[str, float] = {}
        self.prefix = prefix

    def sure(self, act: str) -> float:
        """Return a threshold."""
        return self.values.get(f"{self.prefix}sure {act}", 0.5)

    def possible(self, act: str) -> float:
        """Return a threshold."""
        return self.values.get(f"{self.prefix}possible {act}", 0.2)


class Judged(Reading):
    """A reading whose scores are given, and whose times are worked out once."""

    def give(self, scores: list[dict[str, float]], incoming: dict[str, float]) -> None:
        """Take the scores of the sentences by themselves, and of the message that is answered."""
        self._scores = dict(enumerate(scores))
        self._judged = scores[self.body.start : self.body.stop]
        self.incoming_acts = incoming

    def judge_again(self, scores: list[dict[str, float]]) -> None:
        """Take the scores of the body in the light of the whole draft."""
        self._judged = scores
        self._found: dict[int, list[SaidTime]] = {}

    def times(self, number: int) -> list[SaidTime]:
        """Return the times that a sentence names."""
        if number not in self._found:
            self._found[number] = super().times(number)
        return self._found[number]


def part_of(draft: Whole) -> int:
    """Return in which part a draft is left out."""
    return crc32(draft.case["id"].encode()) % PARTS


def judge(part: int, by_meaning: bool = False) -> list[tuple[int, dict[int, dict[str, float]], dict[str, float]]]:
    """Return for each draft of a part its number, the scores of its sentences, and those of the message it answers."""
    drafts = all_drafts()
    rest = [draft for draft in drafts if part_of(draft) != part]
    acts = Learned(listed("drafts") + said_in(rest) + shown() + our_own())
    clients = Learned(listed("incoming") + answered_by(rest))
    opinion = Opinion(rest) if by_meaning else None
    known = {locale: language(locale)[0] for locale in LANGUAGES}
    found = []
    for number, draft in enumerate(drafts):
        if part_of(draft) == part:
            locale, case = draft.case["lang"], draft.case
            abbreviations = known[locale].abbreviations
            cut = sentences(case["text"], abbreviations)
            by_words = [scores(acts, locale, one) for one in cut]
            mine = dict(enumerate(opinion.weighed(locale, cut, by_words) if opinion else by_words))
            theirs: dict[str, float] = {}
            for one in sentences(case.get("incoming", ""), abbreviations):
                for act, score in scores(clients, locale, one).items():
                    theirs[act] = max(score, theirs.get(act, 0.0))
            found.append((number, mine, theirs))
    return found


def scores(learned: Learned, locale: str, sentence: Sentence) -> dict[str, float]:
    """Return the scores of a sentence."""
    seen = features([word.text for word in sentence.words], learned.classes[locale])
    rows = [row for one in seen if (row := learned.columns.get(key(locale, one))) is not None]
    said = evened(len(seen)) * learned.weights[rows].sum(0) + learned.bias
    return dict(zip(learned.acts, (1 / (1 + np.exp(-said))).tolist(), strict=True))


class Opinion:
    """What is learned from some drafts of the meaning of sentences, asked about others."""

    def __init__(self, rest: list[Whole]) -> None:
        given = listed("drafts") + said_in(rest) + shown() + our_own()
        self.known = embedded([one.text for one in given] + [one for draft in all_drafts() for one in cut_of(draft)])
        net = Net(given, self.known)
        arrays = net.arrays() | {"head": net.head({"sure": {}, "possible": {}}, {})}
        self.nets = {locale: Meaning(arrays, locale, self.rows) for locale in LANGUAGES}

    def rows(self, texts: list[str]) -> Any:
        """Return what texts mean."""
        return np.array([self.known[text] for text in texts], dtype=np.float32)

    def weighed(self, locale: str, cut: list[Sentence], by_words: list[dict[str, float]]) -> list[dict[str, float]]:
        """Return the scores of sentences by words and meaning."""
        return self.nets[locale].weighed([one.text for one in cut], by_words)


def cut_of(draft: Whole) -> list[str]:
    """Return the sentences of a draft as the program cuts them and looks at their meaning."""
    knowledge, _ = language(draft.case["lang"])
    return [looked_at(one.text) for one in sentences(draft.case["text"], knowledge.abbreviations)]


class Trial:
    """All drafts with their scores, and the thresholds that are moved."""

    def __init__(self, by_meaning: bool = False) -> None:
        self.settings, self.clients = Settings(), Settings("client ")
        self.settings.values = self.clients.values = {}
        drafts = all_drafts()
        known: dict[str, Any] = {locale: language(locale) for locale in LANGUAGES}
        for knowledge, _ in known.values():
            knowledge.drafts, knowledge._incoming = self.settings, self.clients
            knowledge.meaning = None  # where the extra is installed, its thresholds would be asked
        self.readings: list[tuple[dict[str, Any], Judged]] = []
        parts: list[list[Judgement]] = []
        with ProcessPoolExecutor(2) as pool:
            for part in pool.map(judge, range(PARTS), (by_meaning,) * PARTS):
                parts.append([])
                for number, mine, theirs in part:
                    case = drafts[number].case
                    reading = Judged(case["text"], situation_of(case), *known[case["lang"]])
                    alone = [mine[place] for place in range(len(reading.sentences))]
                    reading.give(alone, theirs)
                    self.readings.append((case, reading))
                    parts[-1].append(judgement(drafts[number], reading, alone, theirs))
        self.second_look = learned([one for part in parts for one in part])
        self._look_again(parts)

    def _look_again(self, parts: list[list[Judgement]]) -> None:
        """Judge each part once more by what the others teach about whole drafts."""
        left = iter(self.readings)
        for part in parts:
            second = SecondLook(learned([one for other in parts if other is not part for one in other]))
            for one in part:
                _, reading = next(left)
                reading.judge_again(second.scores(one.scores, one.forms, one.kind, one.client))

    def said(self, rule: Any, reading: Judged) -> bool:
        """Whether a rule has a remark at the present thresholds."""
        reading.__dict__.pop("options_offered", None)
        return next(iter(rule.check(reading)), None) is not None

    def worth(self, rule: Any, cost: float) -> float:
        """Return hits minus false alarms of a rule, a false alarm counted ``cost`` times."""
        total = 0.0
        for case, reading in self.readings:
            if self.said(rule, reading):
                total += 1 if rule.id in case["expect"] else -cost
        return total

    def tune(self, cost: float) -> None:
        """Move each threshold in turn to the middle of where it is worth most."""
        rules = {rule.id: rule for rule in RULES}
        users: dict[str, list[str]] = defaultdict(list)
        for rule, names in ASKED.items():
            for name in names:
                users[name].append(rule)
        for _ in range(2):
            for name in sorted(users, key=lambda one: (" possible " in f" {one}", one)):
                worth = []
                for step in STEPS:
                    self.settings.values[name] = step
                    worth.append(sum(self.worth(rules[rule], cost) for rule in users[name]))
                best = [step for step, one in zip(STEPS, worth, strict=True) if one >= max(worth) - 0.01]
                self.settings.values[name] = best[len(best) // 2]

    def report(self) -> None:
        """Print precision and recall by language and rule."""
        tally = Tally()
        for case, reading in self.readings:
            tally.add(case["lang"], {rule.id for rule in RULES if self.said(rule, reading)}, set(case["expect"]))
        tally.show()

    def thresholds(self, found: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, dict[str, float]]]:
        """Return the thresholds as they are written: those ``found`` before stay for acts that no rule hangs on."""
        for name, value in sorted(self.settings.values.items()):
            kind, act = name.split()[-2:]
            found["incoming" if name.startswith("client ") else "drafts"][kind][act] = value
        return found


def main(words: list[str]) -> int:
    """Tune, print and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.coach.tune", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--false-alarm", type=float, default=1.0)
    parser.add_argument("--meaning", action="store_true")
    chosen = parser.parse_args(words)
    trial = Trial(chosen.meaning)
    trial.tune(chosen.false_alarm)
    trial.report()
    thresholds, second_look = (meaning.THRESHOLDS, meaning.SECOND_LOOK) if chosen.meaning else (THRESHOLDS, SECOND_LOOK)
    before = json.loads(thresholds.read_text("utf-8"))
    thresholds.write_text(json.dumps(trial.thresholds(before), indent=1, sort_keys=True) + "\n", "utf-8")
    second_look.write_text(json.dumps(trial.second_look) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
