"""The ledger of promises: written, nudged early, kept, moved, and what it points out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.services import promises
from freelance_comm.services.urgency import Urgency
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana."""
    rig.client("Ana Petrescu")
    return rig


AT_FIVE = at(2, 17)


def promised(rig: Rig, due: datetime = AT_FIVE, what: str = "the quote", **more: object) -> promises.PromiseView:
    """Promise something to Ana."""
    return promises.add_promise(rig.desk, what, client_text="Ana", due=due, **more)  # type: ignore[arg-type]


def only(rig: Rig) -> promises.PromiseView:
    """Return the one promise there is, as another process finds it."""
    (view,) = promises.list_promises(rig.again(), all=True)
    return view


def test_a_promise_by_five_is_nudged_before_four(ana: Rig) -> None:
    assert promised(ana).promise.nudge_at == at(2, 16)


def test_a_promise_for_a_window_is_nudged_at_its_beginning(ana: Rig) -> None:
    view = promised(ana, at(2, 12), window_start=at(2, 10))
    assert (view.promise.nudge_at, view.due_text) == (at(2, 10), "today 10:00 to 12:00")


def test_a_promise_early_in_the_morning_is_nudged_in_working_time_before(ana: Rig) -> None:
    assert promised(ana, at(3, 9, 30)).promise.nudge_at == at(2, 16, 30)


def test_by_friday_ends_with_the_working_day_on_friday(ana: Rig) -> None:
    assert promised(ana, at(6, 12), whole_day=True).promise.due == at(6, 17)


def test_by_friday_ends_where_the_freelancer_is(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data", zone="Europe/Bucharest")
    rig.client("Ana Petrescu")
    assert promised(rig, at(6, 12), whole_day=True).promise.due == at(6, 15)


def test_a_promise_on_a_holiday_is_pointed_out_and_ends_the_working_day_before(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 6))
    view = promised(ana, at(6, 12), whole_day=True)
    assert (view.promise.due, view.remarks) == (at(5, 17), ("Fri 6 Mar is a holiday.",))


def test_a_promise_for_a_free_day_is_pointed_out(ana: Rig) -> None:
    assert promised(ana, at(7, 12)).remarks == ("You do not work on Sat 7 Mar.",)


def test_a_promise_for_tonight_after_hours_lasts_until_midnight(ana: Rig) -> None:
    ana.set(at(2, 20))
    assert promised(ana, at(2, 12), whole_day=True).promise.due == at(3, 0)


def test_the_same_promised_for_two_times_is_pointed_out(ana: Rig) -> None:
    promised(ana, at(4, 12))
    assert promised(ana, at(5, 12), "The  Quote").remarks == ("You have already promised the same for Wed 12:00.",)


def test_different_things_do_not_contradict_each_other(ana: Rig) -> None:
    promised(ana, at(4, 12))
    assert promised(ana, at(5, 12), "the invoice").remarks == ()


def test_a_promise_for_the_past_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue):
        promised(ana, at(2, 8))


def test_a_promise_ten_years_ahead_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue):
        promised(ana, datetime(2037, 3, 2, tzinfo=ana.clock.now.tzinfo))


def test_a_window_that_ends_before_it_starts_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue):
        promised(ana, at(2, 12), window_start=at(2, 13))


def test_a_promise_needs_somebody(ana: Rig) -> None:
    with pytest.raises(BadValue):
        promises.add_promise(ana.desk, "the quote", due=at(2, 17))


def test_a_promise_needs_words(ana: Rig) -> None:
    with pytest.raises(BadValue):
        promised(ana, what="  ")


def test_the_project_of_a_promise_decides_the_client(rig: Rig) -> None:
    project = rig.project()
    view = promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(2, 17))
    assert (view.client_name, view.promise.project_id) == ("Ana Petrescu", project.id)


def test_a_project_of_somebody_else_is_refused(rig: Rig) -> None:
    project = rig.project()
    rig.client("Bélanger")
    with pytest.raises(BadValue):
        promises.add_promise(rig.desk, "x", client_text="Bélanger", project_text=project.ref, due=at(2, 17))


@pytest.mark.parametrize(
    ("when", "state"),
    [
        (at(2, 15, 59), PromiseState.EARLY),
        (at(2, 16, 30), PromiseState.KEPT),
        (at(2, 17), PromiseState.KEPT),
        (at(2, 17, 0, 1), PromiseState.LATE),
    ],
)
def test_when_it_was_done_decides_how_it_was_held(ana: Rig, when: datetime, state: PromiseState) -> None:
    view = promised(ana)
    ana.set(at(3, 9))
    promises.keep(ana.desk, view.handle, when)
    assert (only(ana).promise.state, only(ana).promise.closed_at) == (state, when)


def test_nothing_can_be_kept_in_the_future(ana: Rig) -> None:
    view = promised(ana)
    with pytest.raises(BadValue):
        promises.keep(ana.desk, view.handle, at(2, 12))


def test_nothing_can_be_kept_before_it_was_promised(ana: Rig) -> None:
    view = promised(ana)
    with pytest.raises(BadValue):
        promises.keep(ana.desk, view.handle, at(1, 12))


def test_moving_a_promise_in_time_is_not_breaking_it(ana: Rig) -> None:
    view = promised(ana)
    moved = promises.renegotiate(ana.desk, view.handle, at(4, 12))
    old = next(each for each in promises.list_promises(ana.desk, all=True) if each.promise.id == view.promise.id)
    assert (old.promise.state, old.promise.replaced_by) == (PromiseState.RENEGOTIATED, moved.promise.id)


def test_moving_a_promise_too_late_leaves_it_late(ana: Rig) -> None:
    view = promised(ana)
    ana.set(at(3, 9))
    promises.renegotiate(ana.desk, view.handle, at(4, 12))
    states = [each.promise.state for each in promises.list_promises(ana.desk, all=True)]
    assert states == [PromiseState.LATE, PromiseState.OPEN]


def test_a_moved_promise_keeps_its_words_and_gets_a_new_nudge(ana: Rig) -> None:
    view = promised(ana)
    moved = promises.renegotiate(ana.desk, view.handle, at(4, 12)).promise
    assert (moved.what, moved.nudge_at, moved.made_at) == ("the quote", at(4, 11), at(2, 9))


def test_a_moved_promise_does_not_contradict_itself(ana: Rig) -> None:
    view = promised(ana)
    assert promises.renegotiate(ana.desk, view.handle, at(4, 12)).remarks == ()


def test_a_withdrawn_promise_is_neither_kept_nor_open(ana: Rig) -> None:
    view = promised(ana)
    promises.withdraw(ana.desk, view.handle)
    assert (only(ana).promise.state, promises.list_promises(ana.desk)) == (PromiseState.WITHDRAWN, ())


def test_a_closed_promise_cannot_be_kept_again(ana: Rig) -> None:
    view = promised(ana)
    promises.withdraw(ana.desk, view.handle)
    with pytest.raises(NotFound):
        promises.keep(ana.desk, view.handle)


def test_the_words_of_a_promise_can_be_corrected(ana: Rig) -> None:
    view = promised(ana)
    promises.correct(ana.desk, view.promise, "the revised quote", PromiseSource.MESSAGE)
    assert (only(ana).promise.what, only(ana).promise.source) == ("the revised quote", PromiseSource.MESSAGE)


def test_a_promise_survives_the_clients_thanks(ana: Rig) -> None:
    promised(ana)
    ana.set(at(2, 10))
    ana.came(at(2, 10), "Thank you!")
    assert len(promises.list_promises(ana.desk)) == 1


def test_the_first_due_is_listed_first(ana: Rig) -> None:
    promised(ana, at(5, 12), "b")
    promised(ana, at(4, 12), "a")
    assert [view.promise.what for view in promises.list_promises(ana.desk)] == ["a", "b"]


def test_promises_of_closed_projects_are_listed_with_all(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(2, 17))
    rig.close(project)
    assert [len(promises.list_promises(rig.desk, all=all_of_them)) for all_of_them in (False, True)] == [0, 1]


def test_words_name_a_promise_as_well_as_its_handle(ana: Rig) -> None:
    promised(ana, what="the revised quote")
    promised(ana, what="a call")
    assert promises.find_promise(ana.desk, "QUOTE").what == "the revised quote"


def test_words_that_fit_several_promises_list_them(ana: Rig) -> None:
    promised(ana, what="call Monday")
    promised(ana, what="call Tuesday")
    with pytest.raises(Ambiguous) as caught:
        promises.keep(ana.desk, "call")
    assert len(caught.value.near) == 2


def test_a_promise_becomes_pressing_at_its_nudge_and_late_after_its_time(ana: Rig) -> None:
    promised(ana)
    seen = []
    for moment in (at(2, 15, 59, 59), at(2, 16), at(2, 17), at(2, 17, 0, 1)):
        ana.set(moment)
        seen.append(only(ana).urgency)
    assert seen == [Urgency.LATER, Urgency.SOON, Urgency.SOON, Urgency.OVERDUE]


def test_a_new_promise_is_told_with_its_handle(ana: Rig) -> None:
    view = promised(ana)
    assert view.sentence == f"Promised to Ana Petrescu, today 17:00: the quote ({view.handle})."


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-03-06", (at(6, 12), True)), ("2026-03-06 14:30", (at(6, 14, 30), False)), ("Friday", (at(6, 12), True))],
)
def test_a_day_without_an_hour_is_told_from_a_moment(ana: Rig, text: str, expected: tuple[datetime, bool]) -> None:
    assert promises.due_from_text(ana.desk, text) == expected


@pytest.mark.parametrize("whole_day", [False, True])
def test_the_time_it_has_already_is_no_move(ana: Rig, whole_day: bool) -> None:
    before = promised(ana, at(4, 12), whole_day=whole_day).promise
    again = promises.renegotiate(ana.desk, before.id, at(4, 12), whole_day=whole_day)
    assert (again.promise, again.remarks) == (before, ("It was already on the ledger.",))
    assert only(ana).promise.state is PromiseState.OPEN
