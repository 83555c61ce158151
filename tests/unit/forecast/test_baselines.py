"""The models for comparison are what they are called."""

from __future__ import annotations

import math

import pytest

from freelance_comm.forecast.baselines import Baseline, EvidenceBased, RawEstimate, midpoint_quantiles
from freelance_comm.forecast.effort import LEVELS, PRIOR_RATIOS

MIDDLE = LEVELS.index(50)


def test_without_history_the_baseline_is_the_general_prior_at_the_middles_of_its_weights() -> None:
    hours = Baseline().quantiles(8.0)
    assert hours[MIDDLE] == pytest.approx(8.0)
    assert hours[0] == pytest.approx(8 * math.exp(math.log(0.28) + (0.05 * 19 - 0.5) * math.log(0.50 / 0.28)))
    assert len(PRIOR_RATIOS) == len(hours)


def test_small_tasks_overrun_more_in_the_baseline() -> None:
    assert Baseline().quantiles(0.25)[MIDDLE] / 0.25 == pytest.approx((0.25 / 4) ** -0.05)


def test_the_baseline_hears_tasks_of_the_same_size_most() -> None:
    model = Baseline()
    for _ in range(40):
        model.add(1.0, 2.0)
        model.add(30.0, 15.0)
    assert model.quantiles(1.0)[MIDDLE] == pytest.approx(2.0, rel=0.05)
    assert model.quantiles(30.0)[MIDDLE] == pytest.approx(15.0, rel=0.05)


def test_the_baseline_forgets_what_lies_more_than_three_hundred_tasks_back() -> None:
    model, other = Baseline(), Baseline()
    for _ in range(50):
        model.add(2.0, 20.0)
    for each in (model, other):
        for _ in range(300):
            each.add(2.0, 2.0)
    assert model.quantiles(2.0) == other.quantiles(2.0)


def test_evidence_based_scheduling_takes_people_at_their_word_until_it_knows_three_velocities() -> None:
    model = EvidenceBased()
    for _ in range(2):
        model.add(1.0, 3.0)
    assert model.quantiles(5.0) == [5.0] * len(LEVELS)
    model.add(1.0, 3.0)
    assert model.quantiles(5.0) == pytest.approx([15.0] * len(LEVELS))


def test_evidence_based_scheduling_draws_each_of_the_last_velocities_alike() -> None:
    model = EvidenceBased()
    for ratio in (1.0, 2.0, 4.0):
        model.add(1.0, ratio)
    assert model.quantiles(1.0)[MIDDLE] == pytest.approx(2.0)
    assert model.quantiles(1.0)[-1] == pytest.approx(4.0)


def test_the_raw_estimate_learns_nothing() -> None:
    model = RawEstimate()
    model.add(1.0, 9.0)
    assert model.quantiles(3.0) == [3.0] * len(LEVELS)


def test_the_middles_of_equal_weights_are_joined_by_straight_lines() -> None:
    found = dict(zip(LEVELS, midpoint_quantiles([(0.0, 1.0), (1.0, 1.0)]), strict=True))
    assert [found[level] for level in (25, 50, 75, 95)] == pytest.approx([0.0, 0.5, 1.0, 1.0])
