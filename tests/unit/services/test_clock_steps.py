"""What can be said about a waiting message, what may be so, what stands beside the clock, and the whole reckoning."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.message import Direction, Message, MessageKind, Pause, Settled
from freelance_comm.domain.reply_subject import answers
from freelance_comm.services import clock_steps, message_lists, messages
from freelance_comm.services.agenda import SectionKind, agenda
from freelance_comm.services.clock_hints import HintKind
from freelance_comm.services.clock_words import in_full
from freelance_comm.services.message_lists import Beside, beside
from freelance_comm.services.undoing import undo
from freelance_comm.services.urgency import Urgency
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """A desk on which Ana has waited since Monday at ten; it is two in the afternoon."""
    rig.client("Ana Petrescu")
    rig.set(at(2, 14))
    rig.came(at(2, 10))
    return rig


def stored(rig: Rig, **fields: Any) -> Message:
    """Put a message of Ana's into the log as it is."""
    with rig.desk.change() as change:
        client = change.clients()[0]
        message = Message(**{"id": change.new_id(), "client_id": client.id, "direction": Direction.IN, **fields})
        change.add(message)
    return message


def test_while_i_wait_for_them_nothing_is_due(ana: Rig) -> None:
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(20, 14))
    (clock,) = messages.clocks(ana.desk)
    assert (clock.is_paused, clock.due_at, clock.late_at, clock.urgency) == (True, None, None, Urgency.LATER)
    assert clock.left_text == "paused"


def test_a_clock_that_stands_still_is_among_what_i_wait_for(ana: Rig) -> None:
    messages.wait_for_client(ana.desk, "Ana")
    sections = {section.kind: section.items for section in agenda(ana.desk).sections}
    assert SectionKind.WAITING not in sections
    assert [item.command for item in sections[SectionKind.OWED]] == ["freelance-comm log go-on C-2026-001"]


def test_waiting_twice_and_going_on_while_it_runs_are_refused(ana: Rig) -> None:
    with pytest.raises(BadValue):
        messages.go_on(ana.desk, "Ana")
    messages.wait_for_client(ana.desk, "Ana")
    with pytest.raises(BadValue):
        messages.wait_for_client(ana.desk, "Ana")


def test_after_their_message_a_clock_can_stand_still_anew_and_both_pauses_count(ana: Rig) -> None:
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(2, 15))
    ana.came(at(2, 15), "Here.")
    ana.set(at(2, 16))
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(3, 9))
    messages.go_on(ana.desk, "Ana")
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == (4 + 1) * 3600
    assert clock.message.pauses[0] == Pause(since=at(2, 14), until=at(2, 15))


def test_waiting_for_a_client_who_does_not_wait_is_refused(ana: Rig) -> None:
    ana.went(at(2, 13))
    with pytest.raises(NotFound):
        messages.wait_for_client(ana.desk, "Ana")


def test_a_message_that_was_answered_meanwhile_cannot_stand_still(ana: Rig) -> None:
    (clock,) = messages.clocks(ana.desk)
    ana.went(at(2, 13))
    with pytest.raises(NotFound):
        messages.wait_for_client(ana.desk, clock.message.id)


def test_waiting_can_be_undone(ana: Rig) -> None:
    messages.wait_for_client(ana.desk, "Ana")
    undo(ana.desk)
    assert [clock.is_paused for clock in messages.clocks(ana.desk)] == [False]


def test_a_call_answers_the_one_thread_that_waits(ana: Rig) -> None:
    messages.settle(ana.desk, "Ana")
    stored(ana, at=at(2, 13), thread="<1@x>")
    ana.went(at(2, 13, 30))
    assert messages.clocks(ana.desk) == ()


def test_where_two_threads_wait_a_message_by_hand_names_the_one_it_answers(ana: Rig) -> None:
    other = stored(ana, at=at(2, 13), thread="<1@x>")
    names = {clock.message.id: clock.handle for clock in messages.clocks(ana.desk)}
    ana.went(at(2, 13, 30), answers=names[other.id])
    assert [clock.message.thread for clock in messages.clocks(ana.desk)] == [""]


def test_where_two_threads_wait_the_step_names_the_message_and_a_word_to_neither_says_that_they_wait(ana: Rig) -> None:
    assert [clock.answered for clock in messages.clocks(ana.desk)] == ["freelance-comm log out C-2026-001"]
    stored(ana, at=at(2, 13), thread="<1@x>")
    stored(ana, at=at(2, 13), thread="<2@x>")
    for clock in messages.clocks(ana.desk):
        assert clock.answered == f"freelance-comm log out C-2026-001 --answers {clock.handle}"
    messages.settle(ana.desk, next(one.handle for one in messages.clocks(ana.desk) if not one.message.thread))
    assert "They are still waiting for an answer" in ana.went(at(2, 13, 30)).sentence
    assert len(messages.clocks(ana.desk)) == 2


def test_naming_a_message_of_somebody_else_is_refused(ana: Rig) -> None:
    ana.client("Bélanger")
    (clock,) = messages.clocks(ana.desk)
    with pytest.raises(BadValue):
        ana.went(at(2, 13), client="Bélanger", answers=clock.handle)


def test_a_message_from_the_midst_of_a_conversation_goes_alone(ana: Rig) -> None:
    stored(ana, at=at(2, 11), direction=Direction.OUT, thread="<9@x>", subject="Re: Launch")
    stored(ana, at=at(2, 11, 30), direction=Direction.OUT, thread="<9@x>")
    last = stored(ana, at=at(2, 12), direction=Direction.OUT, thread="<9@x>")
    messages.link(ana.desk, "Ana", last.id)
    threads = [one.thread for one in ana.desk.reader.messages(date(2026, 3, 1), date(2026, 3, 3))]
    assert threads.count("<9@x>") == 2  # only the one that was named: it did not begin that conversation


def test_the_first_of_a_conversation_takes_all_of_it_along(ana: Rig) -> None:
    mine = stored(ana, at=at(2, 11), direction=Direction.OUT, thread="<9@x>", subject="Re: Launch")
    messages.link(ana.desk, "Ana", mine.id)
    assert messages.clocks(ana.desk) == ()
    assert {one.thread for one in ana.desk.reader.messages(date(2026, 3, 1), date(2026, 3, 3))} == {""}


def test_linking_to_what_is_no_message_of_mine_lists_what_could_be(ana: Rig) -> None:
    stored(ana, at=at(2, 11), direction=Direction.OUT, thread="<9@x>", subject="Something")
    with pytest.raises(NotFound) as caught:
        messages.link(ana.desk, "Ana", "M-ZZZZ")
    assert len(caught.value.near) == 1


@pytest.mark.parametrize(
    ("reply", "original", "same"),
    [
        ("Re: Launch", "Launch", True),
        ("RE[2]: Launch", "re: launch", True),
        ("Aw: Re:  Launch", "Launch", True),
        ("Отв: Запуск", "Запуск", True),
        ("RE : Devis", "Devis", True),
        ("Launch", "Launch", False),
        ("Fwd: Launch", "Launch", False),
        ("Re: Launch party", "Launch", False),
        ("Re:", "", False),
        ("Re: " * 30 + "Launch", "Launch", False),
    ],
)
def test_a_subject_that_answers_another(reply: str, original: str, same: bool) -> None:
    assert answers(reply, original) is same


def test_a_draft_and_thanks_are_hints_and_change_nothing(ana: Rig) -> None:
    messages.settle(ana.desk, "Ana")
    ana.went(at(2, 12))
    stored(ana, at=at(2, 13), excerpt="Thanks!", drafted_at=at(2, 13, 30))
    (clock,) = messages.clocks(ana.desk)
    assert [hint.kind for hint in clock.hints] == [HintKind.DRAFT, HintKind.THANKS]
    assert clock.maybe_thanks


def test_each_list_beside_the_clock_has_its_step(ana: Rig) -> None:
    stored(ana, at=at(2, 9), kind=MessageKind.CC, thread="a")
    stored(ana, at=at(2, 9), kind=MessageKind.INVITE, thread="b")
    stored(ana, at=at(2, 9), direction=Direction.OUT, undelivered=True, thread="c")
    messages.snooze(ana.desk, "Ana", at(3, 9))
    lines = beside(ana.desk)
    assert [line.beside for line in lines] == [Beside.SNOOZED, Beside.CC, Beside.INVITE, Beside.UNDELIVERED]
    assert [line.command.split()[2] for line in lines] == ["snooze", "count", "count", "out"]


def test_a_message_beside_the_clock_is_found_by_its_short_name_and_counts(ana: Rig) -> None:
    message = stored(ana, at=at(2, 12), kind=MessageKind.CC, thread="a")
    line = message_lists.named(ana.desk, beside(ana.desk)[0].handle)
    messages.count_in(ana.desk, line.message.id)
    assert {clock.message.id for clock in messages.clocks(ana.desk)} >= {message.id}
    assert beside(ana.desk) == ()


def test_mail_in_cc_that_needs_no_answer_leaves_the_list(ana: Rig) -> None:
    message = stored(ana, at=at(2, 12), kind=MessageKind.CC, thread="a")
    clock_steps.settle(ana.desk, message.id, Settled.NO_ANSWER_NEEDED)
    assert beside(ana.desk) == ()


def test_the_whole_reckoning_tells_every_day_and_its_sum(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 3))
    ana.profile(hours=ana.desk.profile().hours.but(holiday_names={"2026-03-03": "Mărțișor"}))
    ana.set(at(4, 10))
    (clock,) = messages.clocks(ana.desk)
    assert in_full(ana.desk, clock) == (
        "Ana Petrescu wrote Mon 2 Mar, 10:00.",
        "“Could we move the launch?”",
        "Mon 2 Mar: 10:00–17:00, 7 hr",
        "Tue 3 Mar: public holiday: Mărțișor",
        "Wed 4 Mar: 09:00–10:00, 1 hr",
        "In all: 8 hr; 8 hr allowed.",
        "An answer is due Wed 4 Mar, 10:00.",
        "Counted by your calendar: mon-fri 09:00-17:00 · UTC",
    )


def test_a_long_reckoning_tells_the_last_days_and_sums_the_first(ana: Rig) -> None:
    ana.set(at(30, 10))
    (clock,) = messages.clocks(ana.desk)
    lines = in_full(ana.desk, clock)
    assert lines[2] == "until Mon 16 Mar: 87 hr"
    assert len(lines) == 2 + 1 + 14 + 3


def test_pauses_and_a_target_of_ones_own_are_in_both_stories(rig: Rig) -> None:
    rig.client("Ana Petrescu", reply_target_hours=Decimal(2))
    rig.set(at(2, 10))
    rig.came(at(2, 9))
    messages.wait_for_client(rig.desk, "Ana")
    rig.set(at(2, 11))
    messages.go_on(rig.desk, "Ana")
    (clock,) = messages.clocks(rig.desk)
    assert clock.why == (
        "opened today 09:00, paused from today 10:00 to 11:00, 2 hr allowed for Ana Petrescu, your hours in UTC"
    )
    assert "Not counted: paused from today 10:00 to 11:00 (1 hr of working time)" in in_full(rig.desk, clock)


def test_a_clock_of_a_closed_project_has_no_reckoning(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 12))
    view = rig.came(at(2, 10), project_text=project.ref)
    rig.close(project)
    with pytest.raises(NotFound):
        clock_steps.clock_of(rig.desk, view.message.id)
