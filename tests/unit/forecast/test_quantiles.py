"""Quantiles of weighted values are in order, among the values, and rest on a value that many share."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.forecast.baselines import midpoint_quantiles
from freelance_comm.forecast.effort import LEVELS
from freelance_comm.forecast.quantiles import quantiles

POINTS = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 10)), min_size=1, max_size=30)


@given(points=POINTS)
def test_they_are_in_order_and_among_the_values(points: list[tuple[float, float]]) -> None:
    found = quantiles(points)
    assert all(low <= high + 1e-9 for low, high in pairwise(found))
    values = [value for value, _weight in points]
    assert min(values) - 1e-9 <= found[0] <= found[-1] <= max(values) + 1e-9


@given(points=POINTS, factor=st.sampled_from([0.25, 2.0, 64.0]))
def test_only_the_shares_of_the_weights_count(points: list[tuple[float, float]], factor: float) -> None:
    scaled = [(value, weight * factor) for value, weight in points]
    assert quantiles(scaled) == pytest.approx(quantiles(points))


@given(points=POINTS)
def test_the_order_of_the_points_does_not_matter(points: list[tuple[float, float]]) -> None:
    assert quantiles(points) == quantiles(reversed(points))


def test_where_no_value_occurs_twice_they_are_those_of_the_baseline() -> None:
    points = [(0.1, 1.0), (0.4, 2.0), (-1.0, 0.5), (2.0, 1.5)]
    assert quantiles(points) == pytest.approx(midpoint_quantiles(points))


def test_a_value_that_half_of_the_weight_shares_is_said_exactly() -> None:
    points = [(-1.0, 1.0), (0.0, 0.1), (0.0, 1.9), (1.0, 1.0)]
    found = dict(zip(LEVELS, quantiles(points), strict=True))
    assert [found[level] for level in (30, 50, 70)] == [0.0, 0.0, 0.0]


def test_one_value_is_the_answer_to_everything() -> None:
    assert quantiles([(0.7, 3.0)]) == [0.7] * len(LEVELS)
