"""Questions and their answers by the definitions of the reference data, where its files do not reach."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freelance_comm.mail.head import Head
from freelance_comm.mail.pairs import Exchange, by_definition, exchange

ME = frozenset(("me@example.com",))
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def head(own: str, minutes: int, sender: str = "ana@client.example", *refs: str, **more: object) -> Head:
    values = {"id": own, "sender": sender, "sent_at": START + timedelta(minutes=minutes), "refs": refs, **more}
    return Head(**{"reply_to_id": refs[-1] if refs else "", **values})  # type: ignore[arg-type]


def mine(own: str, minutes: int, *refs: str, **more: object) -> Head:
    return head(own, minutes, "me@example.com", *refs, **more)


def run(*heads: Head, list_rule: bool = False) -> Exchange:
    return exchange(by_definition(heads, ME, list_rule=list_rule))


def pairs(found: Exchange) -> list[tuple[str, str]]:
    return [(pair.inbound.head.id, pair.reply.head.id) for pair in found.pairs]


def waiting(found: Exchange) -> list[str]:
    return [each.inbound.head.id for each in found.unanswered]


def test_a_question_and_its_answer_are_a_pair() -> None:
    found = run(head("i", 0), mine("o", 90, "i"))
    assert (pairs(found), waiting(found)) == ([("i", "o")], [])


def test_a_second_question_does_not_start_the_clock_anew() -> None:
    assert pairs(run(head("i1", 0), head("i2", 120, "ana@client.example", "i1"), mine("o", 180, "i2"))) == [("i1", "o")]


def test_a_second_answer_is_nothing() -> None:
    assert pairs(run(head("i", 0), mine("o1", 60, "i"), mine("o2", 70, "i"))) == [("i", "o1")]


def test_my_opening_letter_starts_no_clock() -> None:
    found = run(mine("o1", 0), head("i", 10, "ana@client.example", "o1"), mine("o2", 20, "i"))
    assert pairs(found) == [("i", "o2")]


def test_what_nobody_answered_waits() -> None:
    found = run(mine("o", 0), head("i", 10, "ana@client.example", "o"))
    assert [(each.inbound.head.id, each.mine) for each in found.unanswered] == [("i", True)]


def test_threads_in_which_i_never_wrote_wait_too() -> None:
    assert [(each.inbound.head.id, each.mine) for each in run(head("i", 0)).unanswered] == [("i", False)]


def test_machines_neither_start_nor_stop_a_clock_but_join_threads() -> None:
    machine = head("auto", 5, "ana@client.example", "i", rules=("A1",))
    found = run(head("i", 0), machine, mine("o", 10, "auto"))
    assert pairs(found) == [("i", "o")]
    assert waiting(run(machine)) == []


def test_my_own_automatic_answer_stops_no_clock() -> None:
    for rule in ("A1", "A2", "A4"):
        found = run(head("i", 0), mine("auto", 1, "i", rules=(rule,)), mine("o", 10, "i"))
        assert pairs(found) == [("i", "o")], rule


def test_my_own_letters_through_a_list_are_answers() -> None:
    assert pairs(run(head("i", 0), mine("o", 10, "i", rules=("A5",)))) == [("i", "o")]


def test_lists_count_unless_the_rule_is_on() -> None:
    heads = (head("i", 0, rules=("A5",)), mine("o", 10, "i"))
    assert pairs(run(*heads)) == [("i", "o")]
    assert pairs(run(*heads, list_rule=True)) == []


def test_at_one_moment_the_smaller_id_comes_first() -> None:
    assert pairs(run(head("a", 0), mine("b", 0, "a"))) == [("a", "b")]
    found = run(head("b", 0), mine("a", 0, "b"))
    assert (pairs(found), waiting(found)) == ([], ["b"])


def test_ids_are_ordered_by_their_bytes() -> None:
    found = run(head("B", 0), mine("a", 0, "B"), head("é", 0, "ana@client.example", "a"))
    assert (pairs(found), waiting(found)) == ([("B", "a")], ["é"])


def test_two_people_in_one_thread_have_one_clock() -> None:
    found = run(head("i1", 0), head("i2", 60, "bob@client.example", "i1"), mine("o", 90, "i2"))
    assert (pairs(found), waiting(found)) == ([("i1", "o")], [])


def test_the_same_subject_in_two_threads_has_two_clocks() -> None:
    found = run(head("i1", 0, subject="Invoice"), head("i2", 60, subject="Invoice"), mine("o", 90, "i1"))
    assert (pairs(found), waiting(found)) == ([("i1", "o")], ["i2"])


def test_an_answer_before_its_question_answers_nothing_by_the_definitions() -> None:
    found = run(head("i", 10), mine("o", 0, "i"))
    assert (pairs(found), waiting(found)) == ([], ["i"])


def test_an_answer_before_its_question_is_one_where_clocks_may_be_wrong() -> None:
    found = exchange(by_definition((head("i", 10), mine("o", 0, "i")), ME), skewed=True)
    assert [(pair.inbound.head.id, pair.negative) for pair in found.pairs] == [("i", True)]


def test_a_wrong_clock_does_not_answer_what_came_later() -> None:
    heads = (head("i1", 10), mine("o", 0, "i1"), head("i2", 30, "ana@client.example", "o"))
    found = exchange(by_definition(heads, ME), skewed=True)
    assert (pairs(found), waiting(found)) == ([("i1", "o")], ["i2"])


def test_lists_are_sorted_by_when_questions_came_then_by_id() -> None:
    found = run(head("c", 5), head("b", 0), head("a", 0))
    assert waiting(found) == ["a", "b", "c"]


def test_a_sender_is_me_by_exact_address_only() -> None:
    found = run(head("i", 0), head("o", 10, "me+work@example.com", "i"))
    assert (pairs(found), waiting(found)) == ([], ["i"])
