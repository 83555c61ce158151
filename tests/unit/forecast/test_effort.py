"""Hours for an estimate: the beta-PERT of three points and the general prior of one."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.forecast.effort import LEVELS, EffortSource, Estimate, WithoutHistory

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=60)
hours = st.decimals(Decimal("0.01"), Decimal(10_000), places=2)


def one(likely: str) -> Estimate:
    return Estimate(likely=Decimal(likely))


def three(optimistic: str, likely: str, pessimistic: str) -> Estimate:
    return Estimate(optimistic=Decimal(optimistic), likely=Decimal(likely), pessimistic=Decimal(pessimistic))


@pytest.mark.parametrize("likely", ["0", "-1", "100000.01", "NaN", "Infinity", "-Infinity"])
def test_an_estimate_that_cannot_be_planned_with_is_refused(likely: str) -> None:
    with pytest.raises(BadValue):
        one(likely)


@pytest.mark.parametrize("points", [("9", "8", "10"), ("7", "11", "10"), ("0", "8", "10"), ("7", "8", "200000")])
def test_three_points_out_of_order_or_range_are_refused(points: tuple[str, str, str]) -> None:
    with pytest.raises(BadValue):
        three(*points)


def test_two_points_are_refused() -> None:
    with pytest.raises(BadValue, match="one number or three"):
        Estimate(likely=Decimal(8), pessimistic=Decimal(10))


# -- one number --------------------------------------------------------------------------------------------------------


def test_a_single_number_goes_through_the_general_prior() -> None:
    effort = WithoutHistory().effort(one("40"))
    assert (effort.source, effort.history, effort.p50, effort.p80, effort.p95) == (
        EffortSource.GENERAL_PRIOR,
        0,
        Decimal("40.00"),
        Decimal("64.40"),
        Decimal("133.60"),
    )


@pytest.mark.parametrize(("likely", "p50"), [("4", "4.00"), ("1", "1.07"), ("0.25", "0.29"), ("0.1", "0.11")])
def test_small_tasks_overrun_a_little_more(likely: str, p50: str) -> None:
    # 4 ** 0.05 = 1.0718, 16 ** 0.05 = 1.1487 from a quarter of an hour down
    assert WithoutHistory().effort(one(likely)).p50 == Decimal(p50)


# -- three points ------------------------------------------------------------------------------------------------------


def test_the_mean_of_three_points_is_that_of_pert() -> None:
    assert WithoutHistory().effort(three("10", "20", "60")).mean == Decimal("25.00")


def test_symmetric_points_have_their_middle_at_the_likely_hours() -> None:
    assert WithoutHistory().effort(three("10", "20", "30")).p50 == Decimal("20.00")


@pytest.mark.parametrize("points", [("10", "20", "60"), ("10", "10", "60"), ("10", "60", "60"), ("1", "2", "3")])
def test_the_quantiles_agree_with_drawing_from_the_distribution(points: tuple[str, str, str]) -> None:
    low, likely, high = (float(point) for point in points)
    draw = random.Random(1959)
    shapes = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    drawn = sorted(low + (high - low) * draw.betavariate(*shapes) for _ in range(40_000))
    effort = WithoutHistory().effort(three(*points))
    misses = [abs(float(effort.at(level)) - drawn[level * 400]) / (high - low) for level in LEVELS]
    assert max(misses) < 0.01


def test_points_that_are_all_the_same_leave_no_doubt() -> None:
    effort = WithoutHistory().effort(three("8", "8", "8"))
    assert set(effort.hours) == {Decimal("8.00")}


# -- chances -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_given", "chance"), [("0", 1), ("11.2", 5), ("40", 50), ("64.4", 80), ("133.6", 95), ("9999", 99)]
)
def test_the_chance_of_hours_is_that_of_their_quantile(hours_given: str, chance: int) -> None:
    assert WithoutHistory().effort(one("40")).chance(Decimal(hours_given)) == chance


def test_hours_without_doubt_are_enough_or_not() -> None:
    effort = WithoutHistory().effort(three("8", "8", "8"))
    assert (effort.chance(Decimal("7.99")) < 10, effort.chance(Decimal(8)) >= 95) == (True, True)


# -- always ------------------------------------------------------------------------------------------------------------

estimates = st.one_of(
    hours.map(lambda likely: Estimate(likely=likely)),
    st.tuples(hours, hours, hours).map(
        lambda points: Estimate(**dict(zip(("optimistic", "likely", "pessimistic"), sorted(points), strict=True)))
    ),
)


@STEADY
@given(estimates)
def test_quantiles_never_fall(estimate: Estimate) -> None:
    effort = WithoutHistory().effort(estimate)
    assert list(effort.hours) == sorted(effort.hours)
    assert len(effort.hours) == len(LEVELS)


@STEADY
@given(estimates)
def test_three_points_are_never_left(estimate: Estimate) -> None:
    effort = WithoutHistory().effort(estimate)
    if estimate.optimistic is not None and estimate.pessimistic is not None:
        assert estimate.optimistic <= effort.hours[0] <= effort.hours[-1] <= estimate.pessimistic


@STEADY
@given(estimates, hours, hours)
def test_more_hours_are_never_a_smaller_chance(estimate: Estimate, first: Decimal, second: Decimal) -> None:
    effort = WithoutHistory().effort(estimate)
    less, more = sorted((first, second))
    assert 1 <= effort.chance(less) <= effort.chance(more) <= 99
