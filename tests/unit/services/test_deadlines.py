"""Deadlines: suggested with a margin, written into the ledger, noticed before they slip."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.project import Project
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.forecast.dates import DateRating
from freelance_comm.services import deadlines, projects, promises, timelog
from tests.unit.services.rig import Rig, at, hours


def planned(rig: Rig, likely: str = "20", a_day: str = "5", **facts: str) -> Project:
    """Add a project with an estimate."""
    return rig.project(facts={"estimate_likely": likely, "hours_a_day": a_day, **facts})


def test_the_plan_is_the_median_and_the_promise_has_a_margin(rig: Rig) -> None:
    view = deadlines.suggest(rig.desk, planned(rig))
    assert view.plan_day is not None and view.promise_day is not None
    # Twenty hours fill four days: half of all cases end about then, one in five much later.
    assert date(2026, 3, 5) <= view.plan_day <= date(2026, 3, 10) < view.promise_day <= date(2026, 3, 20)
    assert view.margin_days == rig.desk.calendar().working_days_between(view.plan_day, view.promise_day) - 1


def test_holidays_move_the_dates(rig: Rig) -> None:
    project = planned(rig)
    before = deadlines.suggest(rig.desk, project).plan_day
    rig.holidays(date(2026, 3, 3), date(2026, 3, 4))
    view = deadlines.suggest(rig.desk, project)
    assert before is not None
    assert (view.plan_day, view.idle_days) == (rig.desk.calendar().working_days(before, 3), 2)


def test_time_already_spent_is_taken_off(rig: Rig) -> None:
    project = planned(rig)
    timelog.add_entry(rig.desk, "Landing", seconds=hours(10))
    view = deadlines.suggest(rig.desk, project)
    assert view.remaining_hours == Decimal(10)
    assert view.plan_day is not None and view.plan_day <= date(2026, 3, 5)


def test_three_points_bound_the_effort(rig: Rig) -> None:
    effort = deadlines.suggest(rig.desk, planned(rig, estimate_optimistic="18", estimate_pessimistic="24")).effort
    assert 18 < effort.p50 < effort.p80 < effort.p95 < 24


def test_work_begins_on_the_day_agreed(rig: Rig) -> None:
    assert deadlines.suggest(rig.desk, planned(rig, start_on="2026-03-16")).start == date(2026, 3, 16)


def test_a_day_agreed_that_has_passed_is_today(rig: Rig) -> None:
    assert deadlines.suggest(rig.desk, planned(rig, start_on="2026-01-16")).start == date(2026, 3, 2)


def test_after_closing_time_work_begins_tomorrow(rig: Rig) -> None:
    project = planned(rig)
    rig.set(at(2, 17))
    assert deadlines.suggest(rig.desk, project).start == date(2026, 3, 3)


def test_the_suggestion_says_that_there_is_no_history_yet(rig: Rig) -> None:
    assert "You have no history yet" in deadlines.suggest(rig.desk, planned(rig)).words


def test_without_an_estimate_there_is_no_date(rig: Rig) -> None:
    with pytest.raises(BadValue):
        deadlines.suggest(rig.desk, rig.project())


def test_without_working_hours_the_work_never_ends(rig: Rig) -> None:
    project = planned(rig)
    rig.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    view = deadlines.suggest(rig.desk, project)
    assert (view.promise_day, "would never end" in view.words) == (None, True)


def test_promising_writes_the_suggested_day_into_the_ledger(rig: Rig) -> None:
    project = planned(rig)
    suggested = deadlines.suggest(rig.desk, project).promise_day
    promise = deadlines.promise_deadline(rig.desk, project)
    (view,) = promises.list_promises(rig.again())
    assert (view.promise, promise.due.date(), promise.source) == (promise, suggested, PromiseSource.DEADLINE)
    assert promise.due.hour == 17


def test_a_day_of_my_own_can_be_promised(rig: Rig) -> None:
    project = planned(rig)
    assert deadlines.promise_deadline(rig.desk, project, date(2026, 3, 20)).due == at(20, 17)


def test_a_free_day_is_promised_as_the_working_day_before(rig: Rig) -> None:
    project = planned(rig)
    assert deadlines.promise_deadline(rig.desk, project, date(2026, 3, 21)).due == at(20, 17)


def test_a_day_that_has_passed_cannot_be_promised(rig: Rig) -> None:
    project = planned(rig)
    with pytest.raises(BadValue):
        deadlines.promise_deadline(rig.desk, project, date(2026, 2, 27))


def test_a_second_date_moves_the_first(rig: Rig) -> None:
    project = planned(rig)
    first = deadlines.promise_deadline(rig.desk, project)
    second = deadlines.promise_deadline(rig.desk, project, date(2026, 3, 20))
    found = {promise.id: promise for promise in rig.again().reader.project(project.id).promises}
    assert (found[first.id].state, found[first.id].replaced_by) == (PromiseState.RENEGOTIATED, second.id)


def test_other_promises_of_the_project_stay(rig: Rig) -> None:
    project = planned(rig)
    promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(4, 17))
    deadlines.promise_deadline(rig.desk, project)
    assert len(promises.list_promises(rig.desk)) == 2


@pytest.mark.parametrize(
    ("level", "later", "rating"),
    [
        ("plan", -1, DateRating.UNREALISTIC),
        ("plan", 0, DateRating.TIGHT),
        ("promise", -1, DateRating.TIGHT),
        ("promise", 0, DateRating.SAFE),
    ],
)
def test_a_day_is_judged_by_the_plan(rig: Rig, level: str, later: int, rating: DateRating) -> None:
    project = planned(rig)
    view = deadlines.suggest(rig.desk, project)
    day = view.plan_day if level == "plan" else view.promise_day
    assert day is not None
    judged = deadlines.judge(rig.desk, project, day + timedelta(days=later))
    assert judged.rating is rating
    assert (judged.chance >= 80) is (rating is DateRating.SAFE)


def promised(rig: Rig, days_after_plan: int, **facts: str) -> Project:
    """Promise a working day so many after (before, if negative) the planned end."""
    project = planned(rig, **facts)
    plan = deadlines.suggest(rig.desk, project).plan_day
    assert plan is not None
    calendar, day = rig.desk.calendar(), plan
    while days_after_plan:
        step = 1 if days_after_plan > 0 else -1
        day += timedelta(days=step)
        days_after_plan -= step if calendar.is_working_day(day) else 0
    deadlines.promise_deadline(rig.desk, project, day)
    return project


def test_a_date_behind_the_planned_end_does_not_slip(rig: Rig) -> None:
    assert deadlines.notice(rig.desk, promised(rig, 0)) is None


def test_a_date_that_the_planned_end_passes_slips_before_it_comes(rig: Rig) -> None:
    project = promised(rig, 0)
    rig.set(at(4, 9))
    view = deadlines.notice(rig.desk, project)
    assert view is not None
    assert view.finish_day is not None and view.safe_day is not None
    assert (view.promised_day < view.finish_day <= view.safe_day, view.chance < 50) == (True, True)
    calendar = rig.desk.calendar()
    assert view.late_days == calendar.working_days_between(view.promised_day, view.finish_day) - 1


def test_what_slips_is_worked_out_anew_when_anything_changes(rig: Rig) -> None:
    project = promised(rig, 0)
    rig.set(at(4, 9))
    slips = [deadlines.notice(rig.desk, project) for _again in range(2)]
    assert slips[0] == slips[1] is not None
    timelog.add_entry(rig.desk, "Landing", seconds=hours(12))
    assert deadlines.notice(rig.again(), project) is None


def test_work_that_is_handed_over_slips_no_more(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    rig.set(at(3, 9))
    projects.set_fact(rig.desk, project, "delivered-on", "2026-03-03")
    assert deadlines.notice(rig.desk, project) is None


def test_work_beyond_the_estimate_gives_no_false_alarm(rig: Rig) -> None:
    project = planned(rig, likely="4")
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    timelog.add_entry(rig.desk, "Landing", seconds=hours(5))
    assert deadlines.notice(rig.desk, project) is None


def test_a_date_that_has_passed_is_late_and_slips_no_more(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    rig.set(at(6, 9))
    assert deadlines.notice(rig.desk, project) is None


def test_a_damaged_estimate_is_taken_for_none(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "NaN"})
    with pytest.raises(BadValue):
        deadlines.suggest(rig.desk, project)
