"""A sentence is judged once more in the light of its draft: the others, the kind, the client's message, its place."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from freelance_comm.coach.second_look import KINDS, OF_PLACE, Form, SecondLook, of_draft, placed, steps

SEEN, ASKED = ("blame", "negative"), ("complains",)
PLAIN = Form(10, False, False)


def look(**given: Any) -> SecondLook:
    """Return a second look at ``negative`` alone, all of whose weights are 0 but those given."""
    parts = {
        "others": [0.0, 0.0],
        "mean": [0.0, 0.0],
        "kinds": [0.0] * len(KINDS),
        "client": [0.0],
        "place": [0.0] * OF_PLACE,
        "constant": [0.0],
        **given,
    }
    return SecondLook(
        {"seen": SEEN, "asked": ASKED, "weights": {"negative": [one for part in parts.values() for one in part]}}
    )


def odds(score: float) -> float:
    return log(score / (1 - score))


def judged(
    second: SecondLook, *scores: float, kind: str = "reply", client: dict[str, float] | None = None
) -> list[float]:
    first = [{"blame": 0.1, "negative": score} for score in scores]
    return [one["negative"] for one in second.scores(first, [PLAIN] * len(first), kind, client or {})]


def test_without_weights_nothing_changes() -> None:
    assert judged(look(), 0.2, 0.7) == pytest.approx([0.2, 0.7])


def test_a_sentence_is_seen_beside_the_highest_of_the_others() -> None:
    # Each of the two lower ones stands beside the highest, the highest beside the second.
    found = judged(look(others=[0.0, 3.0]), 0.2, 0.9, 0.4)
    assert [odds(one) for one in found] == pytest.approx(
        [odds(0.2) + odds(0.9), odds(0.9) + odds(0.4), odds(0.4) + odds(0.9)]
    )


def test_one_sentence_alone_has_no_others() -> None:
    assert [odds(one) for one in judged(look(others=[0.0, 0.5]), 0.5)] == pytest.approx([0.5 * steps(0.0)])


def test_the_whole_draft_its_kind_and_the_clients_message_count() -> None:
    assert odds(judged(look(mean=[0.0, 3.0]), 0.5, 0.9)[0]) == pytest.approx(odds(0.9) / 2)
    quote = [float(kind == "quote") for kind in KINDS]
    assert judged(look(kinds=quote), 0.5, kind="quote") == pytest.approx([1 / (1 + exp(-1))])
    assert judged(look(kinds=quote), 0.5, kind="reply") == pytest.approx([0.5])
    assert odds(judged(look(client=[3.0]), 0.5, client={"complains": 0.8})[0]) == pytest.approx(odds(0.8))


def test_where_a_sentence_stands_and_how_it_looks_counts() -> None:
    assert placed(0, 9, Form(80, True, False)) == [1.0, 0.0, 0.9, 2.0, 1.0, 0.0]
    assert placed(6, 40, Form(4, False, True)) == [0.0, 0.0, 2.5, 0.2, 0.0, 1.0]
    found = judged(look(place=[1.0, 0, 0, 0, 0, 0]), 0.5, 0.5, 0.5)
    assert found == pytest.approx([1 / (1 + exp(-1)), 0.5, 0.5])


def test_what_is_not_judged_again_stays() -> None:
    first = [{"blame": 0.3, "negative": 0.5}]
    assert look(constant=[2.0]).scores(first, [PLAIN], "reply", {})[0]["blame"] == 0.3
    assert look().scores([], [], "reply", {}) == []


def test_the_constant_and_certainty() -> None:
    assert judged(look(constant=[2.0]), 0.5, 1.0, 0.0) == pytest.approx([1 / (1 + exp(-2)), 1.0, 0.0])
    assert len(of_draft("quote", {}, ASKED)) == len(KINDS) + 1
