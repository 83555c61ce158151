"""A classifier gives for each act what its weights say, however many features a sentence has."""

from __future__ import annotations

from math import exp
from zlib import crc32

import pytest

from freelance_comm.coach.acts import Classifier, packed
from freelance_comm.coach.features import features
from freelance_comm.coach.registry import RULES
from tests.contract.tree import modules_in


def test_the_scores_are_those_of_the_weights() -> None:
    rows = {crc32(b"wblame"): [100, -50, 0], crc32(b"wyou"): [27, 0, 127]}
    found = Classifier(
        packed(
            ["blame", "thanks", "polite"],
            [-1.0, 0.5, 0.0],
            [0.02, 0.01, 0.01],
            rows,
            sure={"blame": 0.6},
            possible={"blame": 0.2},
            second_look={},
            classes={"you": "you they"},
        )
    )
    scores = found.scores({"wblame", "wyou", "unknown"})
    even = 3 / 3**0.25
    assert scores["blame"] == pytest.approx(1 / (1 + exp(-(-1.0 + even * 0.02 * 127))))
    assert scores["thanks"] == pytest.approx(1 / (1 + exp(-(0.5 - even * 0.01 * 50))))
    assert (found.sure("blame"), found.possible("blame")) == (0.6, 0.2)
    assert scores["polite"] == pytest.approx(1 / (1 + exp(-even * 1.27)))
    assert found.sure("thanks") > 1
    assert found.classes == {"you": "you they"}


def test_a_thousand_features_are_summed_without_overflow() -> None:
    names = [f"f{number}" for number in range(1000)]
    rows = {crc32(name.encode()): [127, -127] for name in names}
    found = packed(["up", "down"], [0.0, 0.0], [0.0001, 0.0001], rows, sure={}, possible={}, classes={}, second_look={})
    scores = Classifier(found).scores(names)
    assert scores["up"] == pytest.approx(1 / (1 + exp(-12.7 * 3 / 1000**0.25)))
    assert scores["down"] == pytest.approx(1 / (1 + exp(12.7 * 3 / 1000**0.25)))


def test_endings_and_numbers_share_their_features() -> None:
    one = features(["consultations", "14", "euros"], {"euro*": ("currency",)})
    other = features(["consultation", "25", "euro"], {"euro*": ("currency",)})
    assert {"sconsu", "Ccurrency", "w0"} <= one & other


def test_each_rule_is_one_file_and_each_file_one_rule() -> None:
    assert modules_in("coach/rules") == {rule.id.replace("-", "_") for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES) == 20
