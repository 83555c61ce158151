"""Whose letters count where nobody has said who is a client: rows of the decision table for reply times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freelance_comm.mail.boxes import Letter
from freelance_comm.mail.gathering import Found
from freelance_comm.mail.head import Head
from freelance_comm.mail.hints import Hint, hints
from freelance_comm.mail.pairs import Exchange, Judged, exchange
from freelance_comm.mail.sorting import sorted_out

ME = frozenset(("me@example.com",))
ANA, BOB, EVE = "ana@client.example", "bob@client.example", "eve@other.example"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def got(
    own: str, minutes: int, sender: str = ANA, *refs: str, role: str = "", flags: str = "", **more: object
) -> Found:
    values = {
        "id": own,
        "sender": sender,
        "sent_at": START + timedelta(minutes=minutes),
        "refs": refs,
        "reply_to_id": refs[-1] if refs else "",
        "to": ("me@example.com",),
        **more,
    }
    return Found(head=Head(**values), letter=Letter(own, "", role=role, flags=flags))  # type: ignore[arg-type]


def sent(own: str, minutes: int, to: str = ANA, *refs: str, **more: object) -> Found:
    return got(own, minutes, "me@example.com", *refs, **{"to": (to,), **more})  # type: ignore[arg-type]


KNOWN = sent("hello", -60)
"""A letter of mine that makes its recipient somebody I have written to."""


def judged(*found: Found, delegates: tuple[str, ...] = ()) -> dict[str, Judged]:
    return {one.head.id: one for one in sorted_out(found, ME, delegates)[0]}


def reason(one: Found, *others: Found) -> str:
    found = judged(KNOWN, *others, one)[one.head.id]
    assert found.left_out == (not found.starts)
    return found.reason if found.left_out else ""


def run(*found: Found, delegates: tuple[str, ...] = ()) -> tuple[list[Judged], Exchange]:
    messages = sorted_out(found, ME, delegates)[0]
    return messages, exchange(messages, skewed=True)


def pairs(*found: Found, delegates: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(pair.inbound.head.id, pair.reply.head.id) for pair in run(*found, delegates=delegates)[1].pairs]


def hinted(*found: Found, text: str = "") -> list[Hint]:
    messages, clock = run(*found)
    return list(hints(messages, clock, lambda _: text))


def test_those_i_have_written_to_count() -> None:
    assert reason(got("i", 0)) == ""


def test_those_whom_i_answered_directly_count_though_the_answer_went_to_a_list() -> None:
    answer = sent("o", 10, "list@lists.example", "i")
    assert reason(got("i", 0, EVE), answer) == ""


def test_strangers_are_left_out() -> None:
    assert reason(got("i", 0, EVE)) == "stranger"


def test_a_known_name_on_a_strangers_address_is_a_stranger() -> None:
    assert reason(got("i", 0, "ana@evil.example", sender_name="Ana Client")) == "stranger"


def test_machines_are_left_out_with_their_rule() -> None:
    assert reason(got("i", 0, rules=("A1", "A5"))) == "A1"


def test_a_newsletter_is_left_out() -> None:
    assert reason(got("i", 0, "news@client.example", rules=("A5",))) == "list"


def test_somebody_known_who_writes_to_me_through_a_list_counts_with_the_reason() -> None:
    found = judged(KNOWN, got("i", 0, rules=("A5",)))["i"]
    assert (found.starts, found.reason) == (True, "list-known-client")


def test_somebody_known_who_writes_to_a_list_is_left_out() -> None:
    assert reason(got("i", 0, to=("list@lists.example",), rules=("A5",))) == "list"


def test_a_letter_to_another_person_with_me_in_copy_is_left_out() -> None:
    assert reason(got("i", 0, to=(EVE,), cc=("me@example.com",))) == "cc"


def test_a_letter_in_which_i_am_in_copy_and_nobody_else_in_to_counts() -> None:
    assert reason(got("i", 0, to=(), cc=("me@example.com",))) == ""


def test_a_blind_copy_counts() -> None:
    assert reason(got("i", 0, to=(EVE,))) == ""


def test_an_invitation_is_left_out() -> None:
    assert reason(got("i", 0, method="REQUEST")) == "invite"


def test_an_answer_to_an_invitation_is_automatic() -> None:
    assert reason(got("i", 0, method="REPLY")) == "automatic"


def test_junk_is_left_out() -> None:
    assert reason(got("i", 0, role="junk")) == "junk"


def test_what_was_thrown_away_unanswered_does_not_wait() -> None:
    for one in (got("i", 0, role="trash"), got("i", 0, flags="ST")):
        assert run(KNOWN, one)[1].unanswered == ()


def test_what_was_thrown_away_after_it_was_answered_still_counts() -> None:
    assert pairs(got("i", 0, role="trash"), sent("o", 30, ANA, "i")) == [("i", "o")]


def test_what_comes_after_something_thrown_away_waits_on_its_own() -> None:
    clock = run(KNOWN, got("i1", 0, role="trash"), got("i2", 60, ANA, "i1"))[1]
    assert [each.inbound.head.id for each in clock.unanswered] == ["i2"]


def test_my_absence_note_answers_nothing() -> None:
    assert pairs(KNOWN, got("i", 0), sent("auto", 1, ANA, "i", rules=("A1",)), sent("o", 60, ANA, "i")) == [("i", "o")]


def test_my_click_on_an_invitation_answers_nothing() -> None:
    assert pairs(KNOWN, got("i", 0), sent("yes", 1, ANA, "i", method="REPLY")) == []


def test_a_letter_that_came_back_answers_nothing_and_is_hinted_at() -> None:
    report = got("dsn", 40, "mailer-daemon@mx.example", "o", rules=("A1",), report="failed", reported_id="o")
    found = (KNOWN, got("i", 0), sent("o", 30, ANA, "i"), report)
    assert pairs(*found) == []
    assert [(hint.kind, hint.inbound, hint.other) for hint in hinted(*found)] == [("undelivered", "i", "o")]


def test_a_report_of_delay_takes_nothing_back() -> None:
    report = got("dsn", 40, "mailer-daemon@mx.example", "o", rules=("A1",), report="delayed", reported_id="o")
    assert pairs(KNOWN, got("i", 0), sent("o", 30, ANA, "i"), report) == [("i", "o")]


def test_an_assistant_who_answers_the_client_stops_the_clock() -> None:
    answer = got("o", 30, "help@example.com", "i", to=(ANA,), cc=("me@example.com",))
    _, clock = run(KNOWN, got("i", 0), answer, delegates=("help@example.com",))
    assert [(pair.reply.head.id, pair.reply.by_delegate) for pair in clock.pairs] == [("o", True)]


def test_an_assistant_who_writes_to_me_alone_does_not() -> None:
    note = got("o", 30, "help@example.com", "i")
    assert pairs(KNOWN, got("i", 0), note, delegates=("help@example.com",)) == []


def test_a_colleague_of_theirs_stops_no_clock_and_is_hinted_at() -> None:
    found = (KNOWN, sent("hello2", -50, BOB), got("i", 0), got("c", 30, BOB, "i", to=(ANA,), cc=("me@example.com",)))
    assert run(*found)[1].unanswered[0].inbound.head.id == "i"
    assert [(hint.kind, hint.other) for hint in hinted(*found)] == [("colleague", "c")]


def test_an_answer_written_afresh_is_proposed_and_not_linked() -> None:
    found = (KNOWN, got("i", 0, subject="Logo"), sent("o", 30, ANA, subject="Re: Logo"))
    assert [(hint.kind, hint.inbound, hint.other) for hint in hinted(*found)] == [("link", "i", "o")]
    assert pairs(*found) == []


def test_a_letter_about_something_else_is_not_proposed() -> None:
    assert hinted(KNOWN, got("i", 0, subject="Logo"), sent("o", 30, ANA, subject="Re: Invoice")) == []


def test_thanks_after_my_answer_are_hinted_at_and_still_wait() -> None:
    found = (KNOWN, got("i1", 0), sent("o", 30, ANA, "i1"), got("i2", 40, ANA, "o"))
    assert [(hint.kind, hint.inbound) for hint in hinted(*found, text="Thank you!")] == [("thanks", "i2")]
    assert hinted(*found, text="Thank you! And when?") == []


def test_an_answer_with_an_earlier_time_than_its_question_is_a_pair() -> None:
    clock = run(got("i", 10), sent("o", 0, ANA, "i"))[1]
    assert [(pair.inbound.head.id, pair.negative) for pair in clock.pairs] == [("i", True)]
