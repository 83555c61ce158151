"""The self-check of the ten habits: answers of a day are one check, earlier ones stay, the trend is told."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.regular import Habit
from freelance_comm.services import habits, ideas, promises, undoing
from freelance_comm.services.habits import Mark, Trend
from tests.unit.services.rig import Rig, at

YES, PARTLY, NO = Mark.YES, Mark.PARTLY, Mark.NO


def test_answers_of_one_day_are_one_check(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: YES})
    rig.set(at(2, 16))
    check = habits.answer(rig.desk, ana, {Habit.SMILE: PARTLY, Habit.FUN: NO}, note="a good call")
    assert habits.checks_of(rig.again().reader, ana.id) == (check,)
    assert (check.yes, check.partly, check.no, check.note) == ((), (Habit.SMILE,), (Habit.FUN,), "a good call")


def test_another_day_is_another_check_and_the_one_before_is_shown_beside_it(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: YES})
    rig.set(at(9))
    habits.answer(rig.desk, ana, {Habit.SMILE: NO})
    line = habits.view(rig.again(), ana).lines[0]
    assert (line.mark, line.mark_text, line.before, line.before_text) == (NO, "not yet", YES, "yes")


def test_taking_the_last_answer_back_takes_the_check_away(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: YES})
    habits.answer(rig.desk, ana, {Habit.SMILE: None})
    assert habits.checks_of(rig.again().reader, ana.id) == ()


def test_nothing_answered_is_refused(rig: Rig) -> None:
    with pytest.raises(BadValue, match="No habit is answered"):
        habits.answer(rig.desk, rig.client(), {})


def test_the_checks_of_another_client_are_theirs(rig: Rig) -> None:
    ana, radu = rig.client(), rig.client("Radu")
    habits.answer(rig.desk, ana, {Habit.SMILE: YES})
    assert habits.checks_of(rig.desk.reader, radu.id) == ()


@pytest.mark.parametrize(("last", "trend"), [(YES, Trend.RISING), (PARTLY, Trend.STEADY), (NO, Trend.FALLING)], ids=str)
def test_the_trend_compares_with_the_checks_before(rig: Rig, last: Mark, trend: Trend) -> None:
    ana = rig.client()
    for day, mark in ((2, YES), (9, NO), (16, last)):
        rig.set(at(day))
        habits.answer(rig.desk, ana, dict.fromkeys(habits.ORDER, mark))
    view = habits.view(rig.again(), ana)
    assert view.trend is trend
    assert view.trend_text


def test_one_check_has_no_trend(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: YES})
    assert habits.view(rig.desk, ana).trend is None


def test_the_plot_has_a_bar_of_ten_for_each_check(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: YES, Habit.FUN: PARTLY, Habit.NAMES: NO})
    (line,) = habits.view(rig.desk, ana).checks
    assert (line.bar, line.score_text, line.when_text) == ("█▒········", "1.5 of 3", "today")


def test_the_record_tells_what_it_knows_beside_the_questions(rig: Rig) -> None:
    ana = rig.client(likes="film cameras")
    view = promises.add_promise(rig.desk, "call", client_text="Ana", due=at(3))
    promises.keep(rig.desk, view.promise.id)
    idea = ideas.add_idea(rig.desk, "a postcard", client=ana)
    ideas.mark_done(rig.desk, idea)
    told = {line.habit: line.evidence for line in habits.view(rig.again(), ana).lines}
    assert told[Habit.PROMISES] == "1 of 1 promise kept on time"
    assert told[Habit.SURPRISE] == "the last one today: a postcard"
    assert told[Habit.CARING] == "film cameras"
    assert told[Habit.SMILE] == ""


def test_habits_are_named_by_word_number_or_beginning(rig: Rig) -> None:
    assert habits.habits_named(rig.desk, "smile, 4, their-w") == (Habit.SMILE, Habit.NAMES, Habit.THEIR_WAY)
    assert habits.habits_named(rig.desk, "all") == habits.ORDER
    assert habits.habits_named(rig.desk, "") == ()


def test_a_word_for_several_habits_or_none_is_refused_with_candidates(rig: Rig) -> None:
    with pytest.raises(BadValue) as several:
        habits.habits_named(rig.desk, "s")
    assert several.value.near == ("smile", "sympathy", "surprise")
    with pytest.raises(NotFound) as unknown:
        habits.habits_named(rig.desk, "smille")
    assert unknown.value.near == ("smile",)


def test_removing_the_last_check_is_undone_by_one_undo_that_says_so(rig: Rig) -> None:
    ana = rig.client()
    check = habits.answer(rig.desk, ana, {Habit.SMILE: YES}, note="warm")
    habits.remove_last(rig.desk, ana)
    assert habits.checks_of(rig.desk.reader, ana.id) == ()
    told = undoing.undo(rig.again())
    assert habits.checks_of(rig.again().reader, ana.id) == (check,)
    assert "warm" in str(told)


def test_there_is_nothing_to_remove_where_nothing_was_answered(rig: Rig) -> None:
    with pytest.raises(NotFound):
        habits.remove_last(rig.desk, rig.client())
