"""The reply clock, row by row of its decision table: I is the client's message, O mine. Times are UTC, Mon-Fri 9-17.

The 2nd of March 2026 is a Monday. Rows about mail go the whole way, from a mailbox to the clock.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.message import Direction, MessageKind, Settled
from freelance_comm.domain.people import Travel, WorkingHours
from freelance_comm.services import messages, reminders, told, walk
from freelance_comm.services.clock_hints import HintKind
from freelance_comm.services.message_lists import Beside, beside
from freelance_comm.services.reply_clock import ClockView
from freelance_comm.services.reply_times import questions, reply_times
from freelance_comm.services.urgency import Urgency
from tests.unit.services.post import ANA, BOB, ME, STRANGER, Post
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """A desk with one client, on a Wednesday evening."""
    rig.client("Ana Petrescu")
    rig.set(at(4, 18))
    return rig


@pytest.fixture
def post(rig: Rig, tmp_path: Path) -> Post:
    """A mailbox, on a Wednesday evening."""
    rig.set(at(4, 18))
    return Post(rig, tmp_path / "mail")


def pairs(rig: Rig) -> list[tuple[int, int]]:
    """Return business and wall seconds of each answered question."""
    answered, _ = questions(rig.desk, rig.desk.now() - timedelta(days=400))
    return [(one.business_seconds, one.wall_seconds) for one in answered]


def only(rig: Rig) -> ClockView:
    """Return the one clock that runs."""
    (clock,) = messages.clocks(rig.desk)
    return clock


def kinds_of(rig: Rig) -> dict[Beside, int]:
    """Return how many messages stand in each list beside the clock."""
    found: dict[Beside, int] = {}
    for line in beside(rig.desk):
        found[line.beside] = found.get(line.beside, 0) + 1
    return found


def test_row_01_my_answer_makes_a_pair_and_turns_the_clock_off(ana: Rig) -> None:
    ana.came(at(2, 10))
    ana.went(at(2, 11, 30))
    assert (pairs(ana), messages.clocks(ana.desk)) == ([(90 * 60, 90 * 60)], ())


def test_row_02_two_questions_and_one_answer_are_one_pair_from_the_first(ana: Rig) -> None:
    ana.came(at(2, 10))
    ana.came(at(2, 12))
    ana.went(at(2, 13))
    assert pairs(ana) == [(180 * 60, 180 * 60)]


def test_row_03_my_second_message_adds_nothing(ana: Rig) -> None:
    ana.came(at(2, 10))
    ana.went(at(2, 11))
    ana.went(at(2, 11, 10))
    assert pairs(ana) == [(3600, 3600)]


def test_row_04_my_opening_message_starts_no_clock(ana: Rig) -> None:
    ana.went(at(2, 9))
    assert messages.clocks(ana.desk) == ()
    ana.came(at(2, 10))
    ana.went(at(2, 11))
    assert pairs(ana) == [(3600, 3600)]


def test_row_05_weekend_and_holiday_do_not_count(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 9))
    ana.set(at(10, 12))
    ana.came(at(6, 23, 59))
    ana.went(at(10, 10))
    assert pairs(ana)[0][0] == 60 * 60


def test_row_06_an_answer_on_saturday_takes_no_working_time_and_is_in_time(ana: Rig) -> None:
    ana.set(at(9, 12))
    ana.came(at(7, 11))
    ana.went(at(7, 15))
    assert pairs(ana) == [(0, 240 * 60)]
    assert reply_times(ana.desk).in_target == 1


def test_row_07_closing_time_sharp_belongs_to_the_next_morning(ana: Rig) -> None:
    ana.came(at(2, 17))
    ana.went(at(3, 9, 30))
    assert pairs(ana)[0][0] == 30 * 60


def test_row_08_seconds_are_kept(ana: Rig) -> None:
    ana.came(at(2, 16, 59, 30))
    ana.went(at(3, 9, 0, 45))
    assert pairs(ana)[0][0] == 75


def test_row_09_used_up_at_closing_time_is_in_time_in_the_evening_and_late_a_minute_into_the_morning(ana: Rig) -> None:
    ana.set(at(2, 20))
    ana.came(at(2, 9))
    assert (only(ana).due_at, only(ana).urgency) == (at(2, 17), Urgency.SOON)
    ana.set(at(3, 9, 1))
    assert only(ana).urgency is Urgency.OVERDUE


def test_row_10_each_level_is_told_once_and_levels_that_were_slept_through_collapse(ana: Rig) -> None:
    ana.set(at(2, 9))
    ana.came(at(2, 9))
    heard = []
    for moment in (at(2, 13, 30), at(2, 13, 31), at(3, 9, 5), at(3, 9, 6), at(2, 15), at(3, 9, 7)):
        ana.set(moment)
        heard.append(len(told.news(ana.desk).items))
    assert heard == [1, 0, 1, 0, 0, 0]


def test_row_11_what_becomes_due_soon_on_friday_night_waits_for_monday_unless_asked(ana: Rig) -> None:
    ana.set(at(6, 10))
    ana.came(at(5, 18))
    ana.set(at(7, 12))
    assert reminders.due(ana.desk).silent
    assert len(reminders.due(ana.desk, always=True).items) == 1
    ana.set(at(9, 9))
    assert len(reminders.due(ana.desk).items) == 1


def test_row_12_my_own_automatic_answer_is_none(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    post.put(ME, ANA, at(2, 10, 1), "Auto-Submitted: auto-replied", refs=asked, subject="Away until Monday")
    post.take_in()
    assert only(post.rig).message.at == at(2, 10)


def test_row_13_notes_of_absence_start_nothing_and_a_bounce_reopens_the_clock(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    mine = post.put(ME, ANA, at(2, 11), refs=asked)
    post.put(ANA, ME, at(2, 12), "Auto-Submitted: auto-replied", refs=mine, subject="Out of office")
    post.take_in()
    assert messages.clocks(post.desk) == ()
    post.put(
        "MAILER-DAEMON@studio.example",
        ME,
        at(2, 13),
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        body=(
            "--b\nContent-Type: text/plain\n\nNot delivered.\n--b\nContent-Type: message/delivery-status\n\n"
            "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@client.example\nAction: failed\n"
            f"Status: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: {mine}\nSubject: Launch\n\nx\n--b--"
        ),
        subject="Undelivered",
    )
    post.take_in()
    clock = only(post.rig)
    assert clock.message.at == at(2, 10)
    assert [hint.kind for hint in clock.hints] == [HintKind.UNDELIVERED]
    assert kinds_of(post.rig)[Beside.UNDELIVERED] == 1


def test_row_14_an_invitation_is_listed_and_starts_no_clock_unless_wanted(post: Post) -> None:
    post.put(ANA, ME, at(2, 10), "Content-Type: text/calendar; method=REQUEST", body="BEGIN:VCALENDAR\nMETHOD:REQUEST")
    post.take_in()
    assert (messages.clocks(post.desk), kinds_of(post.rig)) == ((), {Beside.INVITE: 1})
    (line,) = beside(post.desk)
    messages.count_in(post.desk, line.message.id)
    assert only(post.rig).message.at == at(2, 10)


def test_row_15_a_newsletter_of_the_clients_domain_is_left_out_and_shown(post: Post) -> None:
    post.put("news@client.example", ME, at(2, 10), "List-Unsubscribe: <mailto:off@client.example>")
    post.take_in()
    assert messages.clocks(post.desk) == ()
    assert [one.reason for one in post.desk.reader.left_out()] != []


def test_row_16_a_known_client_who_writes_to_me_through_a_list_counts_and_the_reason_is_kept(post: Post) -> None:
    post.put(ANA, ME, at(2, 10), "Precedence: list")
    post.take_in()
    assert only(post.rig).message.reason == "list-known-client"


def test_row_17_with_me_in_cc_only_no_clock_runs_but_the_list_shows_it_and_bcc_counts(post: Post) -> None:
    post.put(ANA, STRANGER, at(2, 10), f"Cc: {ME}")
    post.take_in()
    assert (messages.clocks(post.desk), kinds_of(post.rig)) == ((), {Beside.CC: 1})
    post.put(ANA, STRANGER, at(2, 11))
    post.take_in()
    assert only(post.rig).message.reason == "bcc"


def test_row_17_a_client_whose_cc_counts_starts_a_clock(rig: Rig, tmp_path: Path) -> None:
    rig.set(at(4, 18))
    post = Post(rig, tmp_path / "mail")
    with rig.desk.change() as change:
        change.save(post.client, post.client.but(cc_counts=True))
    post.put(ANA, STRANGER, at(2, 10), f"Cc: {ME}")
    post.take_in()
    assert only(rig).message.at == at(2, 10)


def test_row_18_two_people_of_one_client_share_the_clock_of_a_thread_and_have_two_in_two(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    again = post.put(BOB, ME, at(2, 11), refs=asked)
    post.put(ME, BOB, at(2, 12), refs=f"{asked} {again}")
    post.take_in()
    assert messages.clocks(post.desk) == ()
    post.put(ANA, ME, at(3, 10), subject="One")
    post.put(BOB, ME, at(3, 11), subject="Other")
    post.take_in()
    assert len(messages.clocks(post.desk)) == 2


def test_row_19_a_delegate_answers_for_me(post: Post) -> None:
    post.rig.profile(delegates=("help@studio.example",))
    asked = post.put(ANA, ME, at(2, 10))
    post.put("help@studio.example", ANA, at(2, 11), f"Cc: {ME}", refs=asked)
    post.take_in()
    assert messages.clocks(post.desk) == ()
    assert [one.by_delegate for one in post.stored() if one.direction is Direction.OUT] == [True]


def test_row_19_a_delegate_nobody_saw_is_told_by_hand(ana: Rig) -> None:
    ana.came(at(2, 10))
    messages.settle(ana.desk, "Ana", Settled.ELSEWHERE)
    assert messages.clocks(ana.desk) == ()


def test_row_20_a_colleague_of_theirs_who_answers_leaves_the_clock_running_with_a_hint(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    post.put(BOB, f"{ANA}, {ME}", at(2, 11), refs=asked, body="I have answered that by phone.")
    post.take_in()
    clock = only(post.rig)
    assert (clock.message.at, [hint.kind for hint in clock.hints]) == (at(2, 10), [HintKind.COLLEAGUE])
    assert clock.hints[0].text == "Bob has written there since: perhaps it is answered"


@pytest.mark.parametrize("words", ["Thank you!", "👍", "Perfect, see you on Monday"])
def test_row_21_thanks_start_a_clock_that_is_marked_and_never_settled_silently(ana: Rig, words: str) -> None:
    ana.went(at(2, 10))
    ana.came(at(2, 11), words)
    assert [hint.kind for hint in only(ana).hints] == [HintKind.THANKS]
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED)
    assert messages.clocks(ana.desk) == ()


def test_row_22_after_no_answer_needed_a_new_message_has_a_new_clock(ana: Rig) -> None:
    ana.set(at(2, 12))
    ana.came(at(2, 11), "Thank you!")
    messages.settle(ana.desk, "Ana", Settled.NO_ANSWER_NEEDED)
    ana.set(at(4, 18))
    ana.came(at(4, 10))
    assert only(ana).message.at == at(4, 10)


def test_row_23_a_pause_is_taken_out_to_the_second(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 10))
    ana.set(at(2, 11))
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(2, 13))
    messages.go_on(ana.desk, "Ana")
    ana.set(at(2, 14))
    ana.went(at(2, 14))
    assert pairs(ana)[0][0] == 120 * 60


def test_row_24_of_a_pause_across_a_weekend_only_the_working_part_counts(ana: Rig) -> None:
    ana.set(at(6, 16))
    ana.came(at(6, 15))
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(9, 10))
    messages.go_on(ana.desk, "Ana")
    ana.set(at(9, 11))
    assert only(ana).elapsed_seconds == 2 * 3600


def test_row_25_the_clients_next_message_ends_the_pause(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 10))
    messages.wait_for_client(ana.desk, "Ana")
    ana.set(at(2, 15))
    assert (only(ana).is_paused, only(ana).due_at) == (True, None)
    ana.came(at(2, 14), "Here it is.")
    clock = only(ana)
    assert (clock.is_paused, clock.elapsed_seconds, clock.message.at) == (False, 3600, at(2, 10))
    assert clock.due_at == at(3, 14)


def test_row_26_a_closed_project_turns_its_clock_off_and_lists_what_was_open(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 12))
    rig.came(at(2, 10), project_text=project.ref)
    rig.close(project)
    rig.set(at(4, 18))
    assert messages.clocks(rig.desk) == ()
    assert reply_times(rig.desk).missed == 0
    assert kinds_of(rig) == {Beside.CLOSED: 1}


def test_row_27_a_project_opened_again_counts_from_the_new_message(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 12))
    rig.came(at(2, 10), project_text=project.ref)
    walk.close(rig.desk, project, reason="the client went away")
    rig.set(at(20, 11))
    walk.reopen(rig.desk, project)
    assert messages.clocks(rig.desk) == ()
    rig.came(at(20, 10), project_text=project.ref)
    assert only(rig).message.at == at(20, 10)


def test_row_28_what_changes_later_counts_at_once_and_the_clock_names_its_calendar(ana: Rig) -> None:
    ana.set(at(3, 12))
    ana.came(at(2, 9))
    assert only(ana).urgency is Urgency.OVERDUE
    ana.profile(reply_target_hours=Decimal(20))
    assert only(ana).urgency is Urgency.LATER
    ana.holidays(date(2026, 3, 2))
    assert only(ana).elapsed_seconds == 3 * 3600
    assert only(ana).why.endswith("20 hr allowed, your hours in UTC")


def test_row_29_a_call_logged_by_hand_answers_the_mail_that_waits(post: Post) -> None:
    post.put(ANA, ME, at(2, 10))
    post.take_in()
    there = datetime.fromisoformat("2026-03-02T12:20:00+02:00")
    messages.log(post.desk, Direction.OUT, "Ana", at=there, channel="phone")
    assert (messages.clocks(post.desk), pairs(post.rig)[0][0]) == ((), 20 * 60)


def test_row_29_a_call_from_before_the_mail_answers_nothing(post: Post) -> None:
    post.put(ANA, ME, at(2, 10))
    post.take_in()
    messages.log(post.desk, Direction.OUT, "Ana", at=at(2, 9, 50), channel="phone")
    assert only(post.rig).message.at == at(2, 10)


def test_row_30_copies_of_one_mail_are_one_message_with_the_earliest_time(post: Post) -> None:
    post.put(ANA, ME, at(2, 10, 5), id="<one@client.example>")
    post.put(ANA, ME, at(2, 10), id="<one@client.example>", box="label")
    post.take_in()
    assert [one.at for one in post.stored()] == [at(2, 10)]


def test_row_31_two_different_mails_under_one_id_stay_two_and_one_without_is_known_again(post: Post) -> None:
    post.put(ANA, ME, at(2, 10), id="<one@client.example>", body="First.")
    post.put(ANA, ME, at(2, 12), id="<one@client.example>", body="Something else altogether.")
    post.put(ANA, ME, at(2, 13), id="", body="Without any id.")
    post.take_in()
    assert len(post.stored()) == 3
    assert post.take_in().added == ()


@pytest.mark.parametrize("said", ["", "Date: Thu, 01 Jan 1970 00:00:00 +0000", "Date: Wed, 01 Mar 2034 10:00:00 +0000"])
def test_row_32_a_date_that_cannot_be_gives_way_to_the_first_hop(post: Post, said: str) -> None:
    hops = (
        "Received: from a by b; Tue, 03 Mar 2026 12:00:00 +0000",
        "Received: from c by a; Mon, 02 Mar 2026 10:00:07 +0000",
    )
    post.put(ANA, ME, None, *hops, *([said] if said else []))
    post.take_in()
    assert [one.at for one in post.stored()] == [at(2, 10, 0, 7)]


def test_row_33_an_answer_earlier_than_its_question_is_nothing_at_all_and_marked(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    post.put(ME, ANA, at(2, 9, 55), refs=asked)
    post.take_in()
    assert messages.clocks(post.desk) == ()
    answered, _ = questions(post.desk, at(1))
    assert [(one.business_seconds, one.negative) for one in answered] == [(0, True)]


def test_row_34_a_draft_answers_nothing_and_is_shown_on_the_clock(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10))
    post.put(ME, ANA, at(2, 11), "X-Unsent: 1", refs=asked)
    post.take_in()
    assert [hint.kind for hint in only(post.rig).hints] == [HintKind.DRAFT]


def test_row_35_an_answer_written_afresh_is_proposed_and_joined_by_hand_only(post: Post) -> None:
    post.put(ANA, ME, at(2, 10), subject="Launch")
    post.put(ME, ANA, at(2, 11), subject="Re: Launch")
    post.take_in()
    (hint,) = only(post.rig).hints
    assert hint.kind is HintKind.LINK and hint.other is not None
    messages.link(post.desk, "Ana", hint.other.id)
    assert (messages.clocks(post.desk), pairs(post.rig)[0][0]) == ((), 3600)


def test_row_36_one_subject_in_two_threads_is_two_clocks(post: Post) -> None:
    post.put(ANA, ME, at(2, 10), subject="Invoice")
    post.put(ANA, ME, at(3, 10), subject="Invoice")
    post.take_in()
    assert len(messages.clocks(post.desk)) == 2


def test_row_37_another_subject_with_the_same_references_is_the_same_thread(post: Post) -> None:
    asked = post.put(ANA, ME, at(2, 10), subject="Launch")
    post.put(ANA, ME, at(2, 11), subject="Something new", refs=asked)
    post.take_in()
    assert only(post.rig).message.at == at(2, 10)


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ('"Ana Petrescu" <stranger@evil.example>', False),
        ("Anna@CLIENT.Example", True),
        ("stranger@evil.example\nReply-To: anna@client.example", False),
    ],
)
def test_row_38_the_address_alone_says_who_somebody_is(post: Post, sender: str, counts: bool) -> None:
    post.put(sender, ME, at(2, 10))
    post.take_in()
    assert len(messages.clocks(post.desk)) == counts


def test_row_39_a_stay_in_another_zone_counts_from_its_first_day_and_old_pairs_keep_theirs(ana: Rig) -> None:
    ana.set(at(20, 20))
    ana.came(at(5, 16))
    ana.went(at(6, 10))
    before = pairs(ana)
    hours = WorkingHours(zone="UTC", travels=(Travel(zone="America/New_York", first=date(2026, 3, 16)),))
    ana.profile(hours=hours)
    assert pairs(ana) == before
    ana.came(at(20, 9))
    assert only(ana).elapsed_seconds == 7 * 3600  # from nine in New York, which is 13:00 UTC, until now
    assert "your hours in America/New_York" in only(ana).why


@pytest.mark.parametrize(
    "hours",
    [
        WorkingHours(zone="UTC", week=((),) * 7),
        WorkingHours(zone="UTC", holidays=tuple(date(2026, 1, 1) + timedelta(days=step) for step in range(3660))),
    ],
    ids=["no hours", "ten years of holidays"],
)
def test_row_40_where_no_work_ever_comes_nothing_is_ever_due(ana: Rig, hours: WorkingHours) -> None:
    ana.profile(hours=hours)
    ana.came(at(2, 9))
    assert (only(ana).due_at, only(ana).elapsed_seconds, only(ana).urgency) == (None, 0, Urgency.LATER)
    assert reminders.due(ana.desk, always=True).items == ()


def test_kinds_that_neither_start_nor_stop_a_clock_do_so_by_hand_too(ana: Rig) -> None:
    for kind in (MessageKind.AUTOMATIC, MessageKind.INVITE, MessageKind.CC):
        ana.came(at(2, 10), kind=kind)
    assert messages.clocks(ana.desk) == ()
