"""The reply clock of each conversation, row by row of its decision table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.message import Direction, MessageKind, Settled
from freelance_comm.domain.people import WorkingHours
from freelance_comm.services import messages
from freelance_comm.services.urgency import Urgency
from freelance_comm.services.walk import reopen
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana."""
    rig.client("Ana Petrescu")
    return rig


def test_an_answer_stops_the_clock(ana: Rig) -> None:
    ana.set(at(2, 12))
    ana.came(at(2, 10))
    ana.went(at(2, 11, 30))
    assert messages.clocks(ana.desk) == ()


def test_the_first_unanswered_message_starts_the_clock_and_later_ones_do_not_restart_it(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 10))
    ana.came(at(2, 12))
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 3 * 3600


def test_opening_a_thread_myself_starts_no_clock(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.went(at(2, 10))
    assert messages.clocks(ana.desk) == ()


def test_nights_weekends_and_holidays_do_not_count(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 9))
    ana.set(at(10, 10))
    ana.came(at(6, 23, 59))
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 3600


def test_a_message_at_closing_time_sharp_counts_from_the_next_opening(ana: Rig) -> None:
    ana.set(at(3, 9, 30))
    ana.came(at(2, 17))
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 30 * 60


def test_seconds_are_kept(ana: Rig) -> None:
    ana.set(at(3, 9, 0, 45))
    ana.came(at(2, 16, 59, 30))
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 75


def test_a_target_used_up_exactly_is_still_in_time(ana: Rig) -> None:
    ana.set(at(2, 20))
    ana.came(at(2, 9))
    (clock,) = messages.clocks(ana.desk)
    assert (clock.seconds_left, clock.due_at, clock.urgency) == (0, at(2, 17), Urgency.SOON)


def test_one_working_minute_beyond_the_target_is_late(ana: Rig) -> None:
    ana.set(at(3, 9, 1))
    ana.came(at(2, 9))
    (clock,) = messages.clocks(ana.desk)
    assert (clock.seconds_left, clock.urgency) == (-60, Urgency.OVERDUE)


def test_an_answer_is_due_soon_from_eighty_per_cent_of_the_target(ana: Rig) -> None:
    ana.set(at(2, 9))
    ana.came(at(2, 9))
    (clock,) = messages.clocks(ana.desk)
    assert clock.soon_at == at(2, 15, 24)


@pytest.mark.parametrize(("second", "urgency"), [(59, Urgency.LATER), (60, Urgency.SOON)])
def test_soon_begins_at_that_very_second(ana: Rig, second: int, urgency: Urgency) -> None:
    ana.set(at(2, 15, 23, 0))
    ana.came(at(2, 9))
    ana.clock.wait(seconds=second)
    (clock,) = messages.clocks(ana.desk)
    assert clock.urgency is urgency


def test_a_client_can_have_a_target_of_their_own(rig: Rig) -> None:
    rig.client("Ana Petrescu", reply_target_hours=Decimal(2))
    rig.set(at(2, 12))
    rig.came(at(2, 9))
    (clock,) = messages.clocks(rig.desk)
    assert (clock.target_seconds, clock.seconds_left) == (7200, -3600)


@pytest.mark.parametrize("kind", [MessageKind.AUTOMATIC, MessageKind.INVITE])
def test_automatic_mail_and_invitations_start_no_clock(ana: Rig, kind: MessageKind) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 10), kind=kind)
    assert messages.clocks(ana.desk) == ()


def test_my_own_automatic_answer_is_no_answer(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 10))
    ana.went(at(2, 10, 1), kind=MessageKind.AUTOMATIC)
    assert len(messages.clocks(ana.desk)) == 1


def test_two_threads_have_two_clocks(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 10), thread="a")
    ana.came(at(2, 11), thread="b")
    ana.went(at(2, 12), thread="a")
    assert [clock.message.thread for clock in messages.clocks(ana.desk)] == ["b"]


def test_thanks_after_my_answer_start_a_clock_but_are_marked(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.went(at(2, 10))
    ana.came(at(2, 11), "Thank you!")
    (clock,) = messages.clocks(ana.desk)
    assert clock.maybe_thanks


def test_a_question_is_never_taken_for_thanks(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.went(at(2, 10))
    ana.came(at(2, 11), "Thanks! And on Monday?")
    (clock,) = messages.clocks(ana.desk)
    assert not clock.maybe_thanks


def test_no_answer_needed_stops_the_clock(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 11), "Thank you!")
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED)
    assert messages.clocks(ana.desk) == ()


def test_settling_covers_all_that_came_by_then(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 11), "Thank you!")
    ana.came(at(2, 12), ":)")
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED)
    assert messages.clocks(ana.desk) == ()


def test_a_new_message_after_that_starts_a_new_clock(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 11), "Thank you!")
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED)
    ana.set(at(2, 15))
    ana.came(at(2, 14), "One more thing")
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 3600


def test_a_settled_message_can_wait_again(ana: Rig) -> None:
    ana.set(at(2, 13))
    view = ana.came(at(2, 11))
    messages.settle(ana.desk, "Ana")
    messages.unsettle(ana.desk, view.message.id)
    assert len(messages.clocks(ana.desk)) == 1


def test_no_clock_runs_for_a_closed_project(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 13))
    rig.came(at(2, 11), project_text=project.ref)
    rig.close(project)
    assert messages.clocks(rig.desk) == ()


def test_what_was_open_when_a_project_was_closed_is_listed(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 13))
    view = rig.came(at(2, 11), project_text=project.ref)
    rig.close(project)
    assert [message.id for message in messages.closed_unanswered(rig.desk)] == [view.message.id]


def test_a_new_message_after_closing_waits_from_its_own_time(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 13))
    rig.came(at(2, 11), project_text=project.ref)
    rig.close(project)
    rig.set(at(4, 11))
    rig.came(at(4, 10), "A new job")
    (clock,) = messages.clocks(rig.desk)
    assert clock.elapsed_seconds == 3600


def test_reopening_a_project_raises_no_old_alarm(rig: Rig) -> None:
    from freelance_comm.services.walk import close

    project = rig.project()
    rig.set(at(2, 13))
    rig.came(at(2, 11), project_text=project.ref)
    close(rig.desk, project, reason="the client went away")
    rig.set(at(20, 11))
    reopen(rig.desk, project)
    assert messages.clocks(rig.desk) == ()


def test_a_message_of_long_ago_is_late_by_days_not_by_hundreds_of_hours(ana: Rig) -> None:
    ana.came(at(2, 9))
    ana.set(at(9, 9))
    assert messages.clocks(ana.desk)[0].left_text == "32 hr late"
    ana.set(at(12, 17, month=6))
    assert messages.clocks(ana.desk)[0].left_text == "102 days late"


def test_a_later_change_of_the_target_counts_at_once(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 9))
    ana.profile(reply_target_hours=Decimal(3))
    (clock,) = messages.clocks(ana.desk)
    assert clock.urgency is Urgency.OVERDUE


def test_messages_logged_out_of_order_are_put_in_order(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.went(at(2, 10, 20))
    ana.came(at(2, 9))
    assert messages.clocks(ana.desk) == ()


def test_without_working_hours_nothing_is_ever_due(ana: Rig) -> None:
    ana.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    ana.set(at(30, 13))
    ana.came(at(2, 9))
    (clock,) = messages.clocks(ana.desk)
    assert (clock.due_at, clock.urgency, clock.left_text) == (None, Urgency.LATER, "no working hours")


def test_the_most_pressing_client_comes_first(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.client("Bélanger", reply_target_hours=Decimal(1))
    rig.client("Cosmin")
    rig.set(at(2, 16))
    rig.came(at(2, 9), client="Ana")
    rig.came(at(2, 14), client="Bélanger")
    rig.came(at(2, 15), client="Cosmin")
    assert [clock.client.name for clock in messages.clocks(rig.desk)] == ["Bélanger", "Ana Petrescu", "Cosmin"]


def test_the_clock_explains_itself(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 6))
    ana.set(at(7, 11))
    ana.came(at(5, 16, 40))
    (clock,) = messages.clocks(ana.desk)
    assert clock.why == "opened Thu 16:40, yesterday is a holiday, 8 hr allowed, your hours in UTC"


def test_a_message_from_the_night_says_from_when_it_counts(ana: Rig) -> None:
    ana.set(at(3, 10))
    ana.came(at(2, 22))
    (clock,) = messages.clocks(ana.desk)
    assert clock.why == ("came yesterday 22:00, counted from today 09:00, 8 hr allowed, your hours in UTC")


def test_who_waits_does_not_vanish_with_the_record_of_the_client(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 9))
    with ana.desk.change() as change:
        change.remove(change.clients()[0])
    (clock,) = messages.clocks(ana.desk)
    assert clock.client.name == "a client who is not on record"


def test_an_archived_client_who_writes_again_waits_like_any_other(ana: Rig) -> None:
    with ana.desk.change() as change:
        base = change.clients()[0]
        change.save(base, base.but(archived_on=date(2026, 3, 1)))
    ana.set(at(2, 10))
    ana.came(at(2, 9))
    assert len(messages.clocks(ana.desk)) == 1


def test_snoozing_hides_the_client_until_then(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 9))
    messages.snooze(ana.desk, "Ana", at(2, 14))
    assert messages.clocks(ana.desk) == ()


def test_snoozing_does_not_stop_the_clock(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 9))
    messages.snooze(ana.desk, "Ana", at(2, 14))
    ana.set(at(2, 14))
    (clock,) = messages.clocks(ana.desk)
    assert clock.elapsed_seconds == 5 * 3600


def test_a_snooze_into_the_past_is_refused(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 9))
    with pytest.raises(BadValue):
        messages.snooze(ana.desk, "Ana", at(2, 9, 30))


def test_a_message_that_is_still_to_come_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue):
        ana.came(at(3, 9))


def test_with_two_waiting_threads_the_client_alone_is_not_enough(ana: Rig) -> None:
    ana.set(at(2, 13))
    ana.came(at(2, 10), thread="a")
    ana.came(at(2, 11), thread="b")
    with pytest.raises(Ambiguous) as caught:
        messages.settle(ana.desk, "Ana")
    assert len(caught.value.near) == 2


def test_a_handle_settles_one_of_two_threads(ana: Rig) -> None:
    ana.set(at(2, 13))
    first = ana.came(at(2, 10), thread="a")
    ana.came(at(2, 11), thread="b")
    messages.settle(ana.desk, first.handle)
    assert [clock.message.thread for clock in messages.clocks(ana.desk)] == ["b"]


def test_settling_for_a_client_who_is_not_waiting_says_so(ana: Rig) -> None:
    with pytest.raises(NotFound):
        messages.settle(ana.desk, "Ana")


def test_they_owe_me_after_five_working_days(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.went(at(2, 10), "Which colour would you like?")
    ana.set(at(9, 16, 59))
    before = messages.they_owe(ana.desk)
    ana.set(at(10, 9))
    (owed,) = messages.they_owe(ana.desk)
    assert (before, owed.about) == ((), "Which colour would you like?")


def test_nobody_owes_me_an_answer_while_i_owe_them_one(ana: Rig) -> None:
    ana.set(at(12, 10))
    ana.went(at(2, 10), thread="a")
    ana.came(at(12, 9), thread="b")
    assert messages.they_owe(ana.desk) == ()


def test_i_can_stop_waiting_for_an_answer(ana: Rig) -> None:
    ana.set(at(12, 10))
    ana.went(at(2, 10))
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED, direction=Direction.OUT)
    assert messages.they_owe(ana.desk) == ()


def test_only_the_beginning_of_a_message_is_kept(ana: Rig) -> None:
    ana.set(at(2, 10))
    view = ana.came(at(2, 9), "long " * 100)
    assert len(view.message.excerpt) == messages.EXCERPT_LIMIT


def test_logging_says_by_when_to_answer(ana: Rig) -> None:
    ana.set(at(2, 10))
    view = ana.came(at(2, 10))
    assert view.sentence == "Noted: a message from Ana Petrescu, today 10:00. Answer by tomorrow 10:00: 8 hr left."


def test_reply_times_are_told_by_their_median(ana: Rig) -> None:
    ana.set(at(4, 12))
    for day, hour in ((2, 10), (3, 12), (4, 11)):
        ana.came(at(day, 9))
        ana.went(at(day, hour))
    found = messages.reply_times(ana.desk)
    assert (found.median, found.in_target, found.words) == (7200, 3, "my replies, 30 days: half within 2 hr")


def test_an_open_message_beyond_its_target_counts_as_missed(ana: Rig) -> None:
    ana.set(at(4, 12))
    ana.came(at(2, 9))
    found = messages.reply_times(ana.desk)
    assert (found.answered, found.missed) == (0, 1)


def test_the_project_of_a_message_must_belong_to_the_client(rig: Rig) -> None:
    project = rig.project()
    rig.client("Bélanger")
    with pytest.raises(BadValue):
        rig.came(at(2, 8), client="Bélanger", project_text=project.ref)
