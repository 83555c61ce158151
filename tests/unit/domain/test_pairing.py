"""Questions and answers pair up by the rules of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from freelance_comm.domain.conversation import fold
from freelance_comm.domain.message import Direction, Message, MessageKind, Settled
from freelance_comm.domain.pairing import paired

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
IN, OUT = Direction.IN, Direction.OUT


def said(*messages: tuple[Direction, int, dict[str, Any]]) -> list[Message]:
    """Return messages of one client at so many minutes after the start."""
    return [
        Message(**{"id": number, "client_id": 1, "direction": direction, "at": START + timedelta(minutes=at), **more})
        for number, (direction, at, more) in enumerate(messages, 1)
    ]


def test_one_pair_from_the_first_question_to_my_first_answer() -> None:
    messages = said((IN, 0, {}), (IN, 60, {}), (OUT, 90, {}), (OUT, 95, {}))
    (pair,), waiting = paired(messages)
    assert (pair.question, pair.answer, pair.heard, waiting) == (messages[0], messages[2], (messages[1].at,), ())


def test_an_answer_that_came_back_is_none() -> None:
    messages = said((IN, 0, {}), (OUT, 30, {"undelivered": True}), (OUT, 90, {}))
    (pair,), _ = paired(messages)
    assert pair.answer == messages[2]


def test_an_answer_before_its_question_is_marked() -> None:
    messages = said((OUT, 0, {"refs": ("<1>",)}), (IN, 5, {"source_id": "<1>", "settled": Settled.ANSWERED_EARLIER}))
    (pair,), waiting = paired(messages)
    assert (pair.negative, pair.answer, waiting) == (True, messages[0], ())


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    some.lists(
        some.tuples(
            some.sampled_from(Direction),
            some.integers(0, 500),
            some.fixed_dictionaries(
                {
                    "thread": some.sampled_from(["", "a"]),
                    "kind": some.sampled_from([MessageKind.PERSONAL] * 4 + [*MessageKind]),
                    "settled": some.sampled_from([Settled.NONE] * 4 + [Settled.ELSEWHERE]),
                    "undelivered": some.sampled_from([False] * 4 + [True]),
                }
            ),
        ),
        max_size=15,
    )
)
def test_what_waits_is_what_the_clock_says_waits(drawn: list[tuple[Direction, int, dict[str, Any]]]) -> None:
    messages = said(*drawn)
    _, waiting = paired(messages)
    clock = [stretch.waiting for stretch in fold(messages).values() if stretch.waiting is not None]
    assert {one.question.id for one in waiting} == {message.id for message in clock}
