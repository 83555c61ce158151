"""A letter gives a promise another time; the ledger follows when it has gone out, in one step that undo takes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.project import Project
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.services import deadlines, drafts, promise_letters, promises, undoing
from freelance_comm.services.letter_names import NEW_TIME
from freelance_comm.services.promise_making import Move
from tests.unit.services.rig import Rig, at


@pytest.fixture
def call(rig: Rig) -> Promise:
    """Promise Ana a call on Tuesday from nine to twelve."""
    rig.client("Ana Petrescu")
    made = promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(3, 12), window_start=at(3, 9))
    return made.promise


@pytest.fixture
def slipping(rig: Rig) -> Project:
    """Return a project whose promised day will not hold."""
    project = rig.project(facts={"estimate_likely": "40", "hours_a_day": "5"})
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 6))
    return project


def states(rig: Rig) -> list[PromiseState]:
    """Return the states of all promises, the first due first."""
    return [one.promise.state for one in promises.list_promises(rig.again(), all=True)]


def test_the_next_time_that_suits_is_suggested(rig: Rig, call: Promise) -> None:
    rig.client("Bélanger")
    promises.add_promise(rig.desk, "visit", client_text="Bélanger", due=at(4, 13), window_start=at(4, 10))
    rig.holidays(date(2026, 3, 5))
    assert promise_letters.suggested(rig.desk, call) == Move(promise_id=call.id, due=at(6, 12), start=at(6, 9))


def test_the_hours_of_a_suggestion_are_those_on_the_clock_after_it_was_put_forward(rig: Rig) -> None:
    rig.zone, rig.desk = "Europe/Bucharest", rig.desk
    rig.profile(hours=rig.desk.profile().hours.but(zone="Europe/Bucharest"))
    rig.client("Ana Petrescu")
    rig.set(at(26, 8))
    made = promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(27, 8)).promise  # ten in Bucharest
    move = promise_letters.suggested(rig.desk, made)
    assert move is not None
    assert move.due == at(30, 7)


def test_where_no_hour_ever_suits_the_client_the_next_day_is_suggested_all_the_same(rig: Rig) -> None:
    rig.client("Kay", zone="America/New_York")
    made = promises.add_promise(rig.desk, "a call", client_text="Kay", due=at(3, 10)).promise
    assert promise_letters.suggested(rig.desk, made) == Move(promise_id=made.id, due=at(4, 10))


def test_a_letter_alone_moves_nothing(rig: Rig, call: Promise) -> None:
    promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(4, 12), start=at(4, 9)))
    assert states(rig) == [PromiseState.OPEN]


def test_the_letter_names_both_times(rig: Rig, call: Promise) -> None:
    draft = promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(4, 12), start=at(4, 9)))
    assert "on Tuesday, March 3, between 9:00" in draft.body
    assert "on Wednesday, March 4, between 9:00" in draft.body


def test_marked_as_sent_it_moves_the_promise_and_logs_the_letter_in_one_step(rig: Rig, call: Promise) -> None:
    draft = promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(4, 12), start=at(4, 9)))
    drafts.mark_sent(rig.desk, None, draft)
    assert states(rig) == [PromiseState.RENEGOTIATED, PromiseState.OPEN]
    assert promise_letters.told(rig.desk, draft) == (
        "“a call” is now promised for Wed 09:00 to 12:00; before, it was tomorrow 09:00 to 12:00."
    )
    undoing.undo(rig.desk)
    assert states(rig) == [PromiseState.OPEN]
    assert [one.last_out for one in rig.desk.reader.conversations()] == []


def test_a_new_time_that_has_passed_is_refused_before_anything_is_written(rig: Rig, call: Promise) -> None:
    with pytest.raises(BadValue):
        promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(1, 12)))


def test_one_kept_meanwhile_is_not_moved(rig: Rig, call: Promise) -> None:
    draft = promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(4, 12)))
    promises.keep(rig.desk, call.id)
    drafts.mark_sent(rig.desk, None, draft)
    assert states(rig) == [PromiseState.EARLY]
    assert promise_letters.told(rig.desk, draft) == ""


def test_the_notice_of_a_slipping_day_moves_it_to_the_day_it_names(rig: Rig, slipping: Project) -> None:
    slip = deadlines.notice(rig.desk, slipping)
    assert slip is not None
    draft = drafts.compose(rig.desk, slipping, drafts.NOTICE)
    drafts.mark_sent(rig.desk, slipping, draft)
    (open_one,) = promises.list_promises(rig.desk)
    assert rig.desk.calendar().local_date(open_one.promise.due) == slip.safe_day
    assert states(rig) == [PromiseState.RENEGOTIATED, PromiseState.OPEN]


def test_moved_to_the_day_that_is_safe_it_no_longer_slips(rig: Rig, slipping: Project) -> None:
    drafts.mark_sent(rig.desk, slipping, drafts.compose(rig.desk, slipping, drafts.NOTICE))
    assert deadlines.notice(rig.desk, slipping) is None


def test_a_notice_without_a_new_day_is_not_written(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": str(Decimal(1)), "hours_a_day": "5"})
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 27))
    with pytest.raises(BadValue):
        drafts.compose(rig.desk, project, drafts.NOTICE)


def test_a_project_offers_the_letter_where_a_promise_presses(rig: Rig) -> None:
    project = rig.project()
    assert NEW_TIME not in [line.name for line in drafts.drafts_for(rig.desk, project)]
    promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(2, 17))
    assert NEW_TIME in [line.name for line in drafts.drafts_for(rig.desk, project)]
    assert drafts.compose(rig.desk, project, NEW_TIME).moves is not None


def test_no_letter_gives_a_promise_the_time_it_has(rig: Rig, call: Promise) -> None:
    with pytest.raises(BadValue, match="already promised for that time"):
        promise_letters.notice(rig.desk, call, Move(promise_id=call.id, due=at(3, 12), start=at(3, 9), whole_day=False))
