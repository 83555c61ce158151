"""Who owes whom an answer: the clock rules, and that stretches of time compose to the whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from freelance_comm.domain.conversation import Stretch, ThreadKey, continued, fold, joined
from freelance_comm.domain.message import Direction, Message, MessageKind, Settled

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
IN, OUT = Direction.IN, Direction.OUT


def said(*messages: tuple[Direction, int] | tuple[Direction, int, dict[str, Any]]) -> list[Message]:
    """Return messages of one client at so many minutes after the start, numbered from 1."""
    result = []
    for number, (direction, minutes, *more) in enumerate(messages, 1):
        at = START + timedelta(minutes=minutes)
        result.append(Message(**{"id": number, "client_id": 1, "direction": direction, "at": at, **(more or [{}])[0]}))
    return result


def only(messages: list[Message]) -> Stretch:
    (stretch,) = fold(messages).values()
    return stretch


def test_the_first_unanswered_message_waits_and_later_ones_do_not_restart_it() -> None:
    messages = said((IN, 0), (IN, 60))
    assert only(messages).waiting == messages[0]


def test_my_answer_ends_the_waiting() -> None:
    messages = said((IN, 0), (IN, 60), (OUT, 90))
    found = only(messages)
    assert (found.waiting, found.asked) == (None, messages[2])


def test_a_message_after_my_answer_waits_anew() -> None:
    messages = said((IN, 0), (OUT, 30), (IN, 60))
    found = only(messages)
    assert (found.waiting, found.asked) == (messages[2], None)


def test_my_opening_message_starts_no_clock_but_is_asked() -> None:
    messages = said((OUT, 0), (OUT, 10))
    found = only(messages)
    assert (found.waiting, found.asked) == (None, messages[1])


def test_automatic_mail_and_invitations_neither_start_nor_stop_a_clock() -> None:
    messages = said(
        (IN, 0, {"kind": MessageKind.AUTOMATIC}),
        (IN, 5, {"kind": MessageKind.INVITE}),
        (IN, 10),
        (OUT, 20, {"kind": MessageKind.AUTOMATIC}),
        (IN, 30, {"kind": MessageKind.AUTOMATIC}),
    )
    found = only(messages)
    assert found.waiting == messages[2]
    assert (found.last_in, found.last_out) == (messages[2].at, None)
    assert fold(messages[:2]) == {}


def test_an_automatic_answer_of_the_client_leaves_me_waiting() -> None:
    messages = said((OUT, 0), (IN, 1, {"kind": MessageKind.AUTOMATIC}))
    assert only(messages).asked == messages[0]


def test_a_settled_message_waits_no_more_and_the_next_one_does() -> None:
    settled = {"settled": Settled.NO_ANSWER_NEEDED}
    assert only(said((IN, 0, settled))).waiting is None
    messages = said((IN, 0, settled), (IN, 60))
    assert only(messages).waiting == messages[1]


def test_settling_a_later_message_settles_the_earlier_ones() -> None:
    messages = said((IN, 0), (IN, 60, {"settled": Settled.ELSEWHERE}))
    assert only(messages).waiting is None


def test_threads_have_clocks_of_their_own() -> None:
    messages = said((IN, 0, {"thread": "a"}), (IN, 5, {"thread": "b"}), (OUT, 10, {"thread": "b"}))
    found = fold(messages)
    assert found[(1, "a")].waiting == messages[0]
    assert found[(1, "b")].waiting is None


def test_the_order_in_which_messages_are_given_does_not_matter() -> None:
    messages = said((IN, 0), (OUT, 30), (IN, 60), (IN, 60))
    assert fold(reversed(messages)) == fold(messages)
    assert only(messages).waiting == messages[2]


def test_the_last_contacts_are_those_of_persons() -> None:
    messages = said((IN, 0), (OUT, 30), (IN, 60))
    found = only(messages).conversation
    assert (found.last_in, found.last_out) == (messages[2].at, messages[1].at)
    assert found.last_contact == messages[2].at


def test_an_answer_that_came_back_answers_nothing() -> None:
    messages = said((IN, 0), (OUT, 30, {"undelivered": True}))
    found = only(messages)
    assert (found.waiting, found.asked, found.bounced) == (messages[0], None, messages[1])


def test_an_answer_that_came_back_no_longer_counts_once_another_went_out() -> None:
    messages = said((IN, 0), (OUT, 30, {"undelivered": True}), (OUT, 40))
    assert (only(messages).waiting, only(messages).bounced) == (None, None)


def test_mail_with_me_in_cc_starts_no_clock_and_is_no_answer_to_mine() -> None:
    messages = said((OUT, 0), (IN, 5, {"kind": MessageKind.CC, "sender": "ana@x.ro"}))
    assert (only(messages).waiting, only(messages).asked) == (None, messages[0])


@pytest.mark.parametrize("kind", [MessageKind.PERSONAL, MessageKind.CC])
def test_another_person_of_theirs_who_writes_is_noted_and_the_clock_of_the_first_runs_on(kind: MessageKind) -> None:
    messages = said((IN, 0, {"sender": "ana@x.ro"}), (IN, 5, {"sender": "bob@x.ro", "kind": kind}))
    assert (only(messages).waiting, only(messages).colleague) == tuple(messages)


def test_whoever_asks_twice_is_no_colleague_of_theirs() -> None:
    assert only(said((IN, 0, {"sender": "ana@x.ro"}), (IN, 5, {"sender": "ana@x.ro"}))).colleague is None


_MESSAGES = some.lists(
    some.tuples(
        some.sampled_from(Direction),
        some.integers(0, 3000),
        some.fixed_dictionaries(
            {
                "thread": some.sampled_from(["", "a"]),
                "kind": some.sampled_from([MessageKind.PERSONAL] * 4 + [MessageKind.AUTOMATIC, MessageKind.CC]),
                "sender": some.sampled_from(["", "ana@x.ro", "bob@x.ro", "dan@x.ro"]),
                "undelivered": some.sampled_from([False] * 4 + [True]),
                "settled": some.sampled_from([Settled.NONE] * 4 + [Settled.ELSEWHERE]),
            }
        ),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(_MESSAGES, some.lists(some.integers(0, 3000), max_size=3))
def test_stretches_of_time_compose_to_the_whole(
    messages: list[tuple[Direction, int, dict[str, Any]]], cuts: list[int]
) -> None:
    whole = said(*messages)
    borders = [START + timedelta(minutes=cut) for cut in sorted(cuts)]
    parts = [
        [one for one in whole if (low is None or one.at >= low) and (high is None or one.at < high)]
        for low, high in zip([None, *borders], [*borders, None], strict=True)
    ]
    composed: dict[ThreadKey, Stretch] = {}
    for part in parts:
        for key, stretch in fold(part).items():
            composed[key] = joined(composed.get(key), stretch)
    assert composed == fold(whole)


def test_old_threads_in_which_nobody_waits_are_dropped_but_for_a_clients_last() -> None:
    numbers = count(1)

    def message(thread: str, days: int, direction: Direction, client_id: int = 1) -> Message:
        at = START - timedelta(days=days)
        return Message(id=next(numbers), client_id=client_id, direction=direction, at=at, thread=thread)

    log = [
        message("old and answered", 400, OUT),
        message("old and waiting", 400, IN),
        message("fresh", 10, OUT),
        message("only one", 900, OUT, client_id=2),
    ]
    kept = continued({}, fold(log), date(2026, 3, 31))
    assert sorted(thread for _, thread in kept) == ["fresh", "old and waiting", "only one"]
