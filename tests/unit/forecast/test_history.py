"""Finished tasks say what the next one takes: always in order, never beyond reason, never from the future."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.forecast.effort import LEVELS, EffortSource, Estimate
from freelance_comm.forecast.history import Finished, FromHistory

BEGIN = datetime(2025, 1, 6, 9, tzinfo=UTC)
HOURS = st.floats(min_value=0.01, max_value=100_000)
MIDDLE = LEVELS.index(50)


def done(estimate: float, actual: float, number: int = 0, *, project: str = "", kind: str = "") -> Finished:
    """Return a task that was finished on the day with this number."""
    start = BEGIN + timedelta(days=number)
    return Finished(
        estimate_hours=estimate,
        actual_hours=actual,
        started=start,
        finished=start + timedelta(hours=8),
        project=project,
        kind=kind,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Finished]:
    """Up to thirty tasks of any size, on any of a few days."""
    rows = draw(st.lists(st.tuples(HOURS, HOURS, st.integers(0, 5)), max_size=30))
    return [done(estimate, actual, number) for estimate, actual, number in rows]


@given(history=histories(), estimate=HOURS)
def test_a_higher_level_never_has_fewer_hours(history: list[Finished], estimate: float) -> None:
    hours = FromHistory(history).quantiles(estimate)
    assert hours == sorted(hours)
    assert len(hours) == len(LEVELS)


@given(history=histories(), estimate=HOURS)
def test_whatever_was_entered_the_forecast_stays_within_fifty_times_the_estimate(
    history: list[Finished], estimate: float
) -> None:
    hours = FromHistory(history).quantiles(estimate)
    assert estimate / 50.001 <= hours[0] <= hours[-1] <= estimate * 50.001


@settings(max_examples=50)
@given(history=histories(), estimate=HOURS, shuffled=st.randoms(use_true_random=False))
def test_the_order_in_which_tasks_are_told_does_not_matter(
    history: list[Finished], estimate: float, shuffled: object
) -> None:
    other = list(history)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert FromHistory(history).quantiles(estimate) == FromHistory(other).quantiles(estimate)


@settings(max_examples=30)
@given(history=histories(), estimate=HOURS)
def test_what_is_added_one_by_one_says_the_same_as_what_is_given_at_once(
    history: list[Finished], estimate: float
) -> None:
    grown = FromHistory()
    for task in history:
        grown.quantiles(estimate)  # being asked teaches nothing
        grown.add(task)
    assert grown.quantiles(estimate) == FromHistory(history).quantiles(estimate)


def test_a_forecast_is_not_changed_by_what_is_learned_after_it() -> None:
    model = FromHistory([done(2, 3, number) for number in range(10)])
    before = model.effort(Estimate(likely=Decimal(2)))
    kept = before.hours
    model.add(done(2, 40, 11))
    assert before.hours == kept
    assert model.effort(Estimate(likely=Decimal(2))).hours != kept


@pytest.mark.parametrize("factor", [0.5, 1.5, 3.0])
def test_who_always_takes_the_same_multiple_is_forecast_so(factor: float) -> None:
    model = FromHistory([done(1 + number % 4, factor * (1 + number % 4), number) for number in range(60)])
    middle = model.quantiles(2.0)[MIDDLE] / 2.0
    assert middle == pytest.approx(factor, rel=0.15)


def test_who_meets_every_estimate_is_believed_to_the_minute() -> None:
    model = FromHistory([done(2, 2, number) for number in range(40)])
    assert model.quantiles(2.0)[MIDDLE] == pytest.approx(2.0, abs=1e-9)


def test_one_outlier_does_not_move_the_middle_far() -> None:
    steady = [done(2, 2.4, number) for number in range(20)]
    usual = FromHistory(steady).quantiles(2.0)[MIDDLE]
    assert FromHistory([*steady, done(2, 90_000, 20)]).quantiles(2.0)[MIDDLE] < usual * 1.5


def test_the_more_someone_overruns_the_more_is_foreseen() -> None:
    middles = [FromHistory([done(2, actual, day) for day in range(8)]).quantiles(2.0)[MIDDLE] for actual in (1, 2, 4)]
    assert middles == sorted(middles)
    assert middles[0] < middles[-1]


def test_of_two_sorts_of_work_each_estimate_hears_its_own() -> None:
    history = [done(estimate, actual, day) for day in range(40) for estimate, actual in ((1, 2.5), (6, 5))]
    model = FromHistory(history)
    assert model.quantiles(1.0)[MIDDLE] > 1.7
    assert model.quantiles(6.0)[MIDDLE] < 6.0


def test_another_project_counts_less_than_the_same() -> None:
    history = [done(2, 4, number, project="a") for number in range(10)]
    history += [done(2, 1.5, number, project="b") for number in range(10)]
    model = FromHistory(history)
    assert model.quantiles(2.0, "a")[MIDDLE] > model.quantiles(2.0, "b")[MIDDLE]


def test_work_of_the_same_kind_counts_more_than_of_another() -> None:
    history = [done(2, 4, number, kind="design") for number in range(10)]
    history += [done(2, 1.5, number, kind="review") for number in range(10)]
    model = FromHistory(history)
    assert model.quantiles(2.0, kind="design")[MIDDLE] > model.quantiles(2.0, kind="review")[MIDDLE]


def test_a_task_begun_in_passing_is_foreseen_shorter_than_one_of_a_new_day() -> None:
    model = FromHistory([done(2, 2.5, number) for number in range(10)])
    last = BEGIN + timedelta(days=9)
    soon = model.quantiles(2.0, when=last + timedelta(minutes=2))[MIDDLE]
    assert soon < model.quantiles(2.0, when=last + timedelta(days=3))[MIDDLE]
    assert model.quantiles(2.0) == model.quantiles(2.0, when=date(2025, 1, 15))  # a day says nothing of how soon


def test_clocks_that_ran_backwards_do_no_harm() -> None:
    back = Finished(estimate_hours=2.0, actual_hours=3.0, started=BEGIN, finished=BEGIN - timedelta(days=400))
    model = FromHistory([back, done(2, 3)])
    assert len(model) == 2
    hours = model.quantiles(2.0, when=BEGIN - timedelta(days=9000))
    assert hours == sorted(hours)


def test_days_and_moments_of_any_zone_stand_in_one_order() -> None:
    mixed = [
        Finished(estimate_hours=1.0, actual_hours=2.0, started=date(2025, 1, 1), finished=date(2025, 1, 2)),
        Finished(estimate_hours=1.0, actual_hours=1.5, started=BEGIN, finished=BEGIN),
        Finished(
            estimate_hours=1.0,
            actual_hours=1.0,
            started=datetime(2025, 1, 1),  # noqa: DTZ001 - what other programs write has no zone
            finished=datetime(2025, 1, 1, 12),  # noqa: DTZ001
        ),
    ]
    assert FromHistory(mixed).quantiles(1.0) == FromHistory(reversed(mixed)).quantiles(1.0)


@pytest.mark.parametrize("hours", [0.0, -1.0, float("nan"), float("inf"), 8_766_000.0])
def test_hours_that_teach_nothing_are_refused(hours: float) -> None:
    with pytest.raises(BadValue):
        done(hours, 1)
    with pytest.raises(BadValue):
        done(1, hours)


def test_a_newcomer_hears_that_the_general_prior_speaks() -> None:
    effort = FromHistory().effort(Estimate(likely=Decimal(2)))
    why = FromHistory().why(Estimate(likely=Decimal(2)))
    assert (effort.source, effort.history) == (EffortSource.GENERAL_PRIOR, 0)
    assert (why.similar, why.total, why.ratio_p50, why.weight_of_prior) == (0, 0, 1.0, 1.0)


def test_why_counts_similar_tasks_and_what_they_took() -> None:
    model = FromHistory([done(2, 2.8, number, kind="design") for number in range(12)] + [done(20, 20, 3)])
    why = model.why(Estimate(likely=Decimal(2)), kind="design")
    assert (why.similar, why.total) == (12, 13)
    assert why.ratio_p50 == pytest.approx(1.4)


def test_the_general_prior_weighs_less_the_more_is_known() -> None:
    weights = [
        FromHistory([done(2, 3, day) for day in range(tasks)]).why(Estimate(likely=Decimal(2))).weight_of_prior
        for tasks in (0, 1, 3, 10, 40)
    ]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.0
    assert weights[-1] < 0.1


def test_three_points_speak_for_a_newcomer_and_fade_with_experience() -> None:
    points = Estimate(likely=Decimal(2), optimistic=Decimal(1), pessimistic=Decimal(4))
    assert FromHistory().effort(points).source is EffortSource.THREE_POINT
    much = FromHistory([done(2, 8, number) for number in range(60)])
    assert much.effort(points).p50 > Decimal(5)
    little = FromHistory([done(2, 8)])
    assert Decimal(2) < little.effort(points).p50 < much.effort(points).p50


def test_ten_thousand_tasks_are_learned_and_asked_in_moments() -> None:
    model = FromHistory()
    tasks = [done(1 + number % 7, 2 + number % 5, number) for number in range(10_000)]
    begun = time.perf_counter()
    for task in tasks:
        model.add(task)
    added = (time.perf_counter() - begun) / len(tasks)
    begun = time.perf_counter()
    for _ in range(20):
        model.quantiles(3.0)
    asked = (time.perf_counter() - begun) / 20
    assert added < 0.001  # seconds; measured: 0.00001
    assert asked < 0.05  # measured: 0.001
