"""Deadlines: suggested with a margin, written into the ledger, noticed before they slip."""

from __future__ import annotations

from datetime import date
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
    assert (view.plan_day, view.promise_day, view.margin_days) == (date(2026, 3, 5), date(2026, 3, 10), 3)


def test_holidays_move_the_dates(rig: Rig) -> None:
    rig.holidays(date(2026, 3, 3), date(2026, 3, 4))
    view = deadlines.suggest(rig.desk, planned(rig))
    assert (view.plan_day, view.idle_days) == (date(2026, 3, 9), 2)


def test_time_already_spent_is_taken_off(rig: Rig) -> None:
    project = planned(rig)
    timelog.add_entry(rig.desk, "Landing", seconds=hours(10))
    view = deadlines.suggest(rig.desk, project)
    assert (view.remaining_hours, view.plan_day) == (Decimal(10), date(2026, 3, 3))


def test_three_points_narrow_the_margin(rig: Rig) -> None:
    project = planned(rig, estimate_optimistic="18", estimate_pessimistic="24")
    assert deadlines.suggest(rig.desk, project).margin_days <= 1


def test_work_begins_on_the_day_agreed(rig: Rig) -> None:
    assert deadlines.suggest(rig.desk, planned(rig, start_on="2026-03-16")).start == date(2026, 3, 16)


def test_a_day_agreed_that_has_passed_is_today(rig: Rig) -> None:
    assert deadlines.suggest(rig.desk, planned(rig, start_on="2026-01-16")).start == date(2026, 3, 2)


def test_after_closing_time_work_begins_tomorrow(rig: Rig) -> None:
    project = planned(rig)
    rig.set(at(2, 17))
    assert deadlines.suggest(rig.desk, project).start == date(2026, 3, 3)


def test_the_suggestion_says_that_there_is_no_history_yet(rig: Rig) -> None:
    assert "no history of yours yet" in deadlines.suggest(rig.desk, planned(rig)).words


def test_without_an_estimate_there_is_no_date(rig: Rig) -> None:
    with pytest.raises(BadValue):
        deadlines.suggest(rig.desk, rig.project())


def test_without_working_hours_the_work_never_ends(rig: Rig) -> None:
    project = planned(rig)
    rig.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    view = deadlines.suggest(rig.desk, project)
    assert (view.promise_day, "no end" in view.words) == (None, True)


def test_promising_writes_the_suggested_day_into_the_ledger(rig: Rig) -> None:
    project = planned(rig)
    promise = deadlines.promise_deadline(rig.desk, project)
    (view,) = promises.list_promises(rig.again())
    assert (view.promise, promise.due, promise.source) == (promise, at(10, 17), PromiseSource.DEADLINE)


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
    ("day", "rating"),
    [
        (date(2026, 3, 4), DateRating.UNREALISTIC),
        (date(2026, 3, 5), DateRating.TIGHT),
        (date(2026, 3, 10), DateRating.SAFE),
    ],
)
def test_a_day_is_judged_by_the_plan(rig: Rig, day: date, rating: DateRating) -> None:
    assert deadlines.judge(rig.desk, planned(rig), day).rating is rating


def test_a_date_that_the_remaining_hours_fit_before_does_not_slip(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    assert deadlines.notice(rig.desk, project) is None


def test_a_date_that_they_do_not_fit_before_slips(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    rig.set(at(3, 9))
    view = deadlines.notice(rig.desk, project)
    assert view is not None
    assert (view.finish_day, view.late_days, view.safe_day) == (date(2026, 3, 6), 1, date(2026, 3, 11))


def test_work_that_is_handed_over_slips_no_more(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    rig.set(at(3, 9))
    projects.set_fact(rig.desk, project, "delivered-on", "2026-03-03")
    assert deadlines.notice(rig.desk, project) is None


def test_logged_time_holds_the_date(rig: Rig) -> None:
    project = planned(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 5))
    timelog.add_entry(rig.desk, "Landing", seconds=hours(5))
    rig.set(at(3, 9))
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
