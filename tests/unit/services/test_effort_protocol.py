"""Another program tells finished tasks and asks, line by line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.services.effort_protocol import MODELS, Conversation

ALL = {f"p{level:02d}" for level in range(5, 100, 5)}


def person() -> str:
    """Return the line that begins a newcomer."""
    return json.dumps({"type": "person", "person": "one"})


def finished(actual: Any = 6, **fields: Any) -> str:
    """Return the line of a finished task of two hours."""
    told = {"type": "finished", "project": "a", "task_id": "1", "started": "2025-01-06", "finished": "2025-01-07T10:00"}
    return json.dumps(told | {"estimate_hours": 2, "actual_hours": actual} | fields)


def predict(estimate: Any = 2, **fields: Any) -> str:
    """Return the line of a question."""
    told = {
        "type": "predict",
        "project": "a",
        "task_id": "2",
        "started": "2025-01-09T09:00",
        "estimate_hours": estimate,
    }
    return json.dumps(told | fields)


@pytest.mark.parametrize("model", MODELS)
def test_a_question_is_answered_with_all_levels_in_order(model: str) -> None:
    told = Conversation(model).answer(predict())
    assert told is not None
    assert set(told) == ALL
    assert list(told)[:3] == ["p50", "p80", "p95"]
    rising = [told[name] for name in sorted(told)]
    assert rising == sorted(rising)
    assert rising[0] > 0


@pytest.mark.parametrize("model", MODELS)
def test_what_was_finished_is_learned_from_and_a_new_person_begins_afresh(model: str) -> None:
    conversation = Conversation(model)
    fresh = conversation.answer(predict())
    for _ in range(8):
        assert conversation.answer(finished()) is None
    learned = conversation.answer(predict())
    assert fresh is not None
    assert learned is not None
    assert learned["p50"] > fresh["p50"]
    assert conversation.answer(person()) is None
    assert conversation.answer(predict()) == fresh


def test_a_question_teaches_nothing_about_effort() -> None:
    asked, plain = Conversation(), Conversation()
    for conversation in (asked, plain):
        conversation.answer(finished())
    asked.answer(predict(400, started="2024-01-01"))
    assert asked.answer(predict()) == plain.answer(predict())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "hours", [0, -1, "2", None, True, float("nan"), float("inf"), 8_766_000, 10**400, 1e-9, [], {}]
)
def test_hours_that_cannot_be_meant_are_refused_and_change_nothing(model: str, hours: Any) -> None:
    conversation = Conversation(model)
    before = conversation.answer(predict())
    for line in (predict(hours), finished(hours), finished(2, estimate_hours=hours)):
        with pytest.raises(BadValue):
            conversation.answer(line)
    assert conversation.answer(predict()) == before


@pytest.mark.parametrize("line", ["", "x", "[]", "3", "{", '{"type": "other"}', "{}", "[" * 100_000, "9" * 200_000])
def test_lines_of_another_kind_are_refused(line: str) -> None:
    with pytest.raises(BadValue):
        Conversation().answer(line)


@pytest.mark.parametrize("moment", ["", "yesterday", None, 3, "2025-13-01", "2025-01-06T25:00", "٢٠٢٥-٠١-٠٦"])
def test_times_that_are_none_are_refused(moment: Any) -> None:
    for line in (finished(started=moment), finished(finished=moment), predict(started=moment)):
        with pytest.raises(BadValue):
            Conversation().answer(line)


def test_dates_that_run_backwards_are_answered() -> None:
    conversation = Conversation()
    conversation.answer(finished(started="2031-01-01", finished="1999-01-01T00:00+05:00"))
    told = conversation.answer(predict(started="1900-01-01T00:00Z"))
    assert told is not None
    assert 0 < told["p50"] < 100


def test_fields_that_nobody_knows_are_passed_over() -> None:
    assert Conversation().answer(predict(colour="blue", project=None)) == Conversation().answer(predict())
